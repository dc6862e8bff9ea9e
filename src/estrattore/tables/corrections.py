"""What a person said of rows: `corrections.csv`, read and written.

One line for each column that is given; lines with the same document, table and span belong together. A correction is
anchored by the document's hash, the span and the quoted text, so that it finds its row in every later run.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from estrattore.errors import NothingToReadError, UsageError
from estrattore.tables.formats.cells import escape, unescape
from estrattore.tables.schema import SCHEMAS, TABLE_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

STORED = "corrections.csv"  # in the folder of the tables
COLUMNS = ("sha256", "table", "start_char", "end_char", "text", "verdict", "column", "value", "note", "by", "on")
VERDICTS = ("right", "wrong", "changed", "missing")
ROW = "fact_id"  # as a column: which of several facts with one figure is meant
MOVED = "table"  # as a column: what the find is instead
NAMES = ("companies", "organizations", "people")
Key = tuple[str, str, int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person said of one row.

    Attributes:
        sha256: Of the document, as in `documents`.
        table: Where the row stands.
        start: First character of the row's span; of a fact that of its figure.
        end: Behind its last character.
        text: The words there.
        verdict: right, wrong, changed or missing.
        values: What is given: column → text of a csv cell.
        note: In the person's words.
        by: Who said it.
        on: The day.
    """

    sha256: str
    table: str
    start: int
    end: int
    text: str
    verdict: str
    values: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    by: str = ""
    on: str = ""

    @property
    def key(self) -> Key:
        """What a later correction of the same row shares."""
        return self.sha256, self.table, self.start, self.end, self.values.get(ROW, "")

    @property
    def place(self) -> str:
        """The row in words."""
        return f"{self.table} {self.start}–{self.end} '{self.text}'"


def read_corrections(file: Path) -> list[Correction]:
    """The corrections of a file, in its order.

    Raises:
        NothingToReadError: The file is not there.
        UsageError: It is no file of corrections; the message names the line.
    """
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        raise NothingToReadError(f"'{file}' is not there. The report's button makes it.") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"'{file}' is no utf-8 text: {error}.") from error
    delimiter = ";" if ";" in text.partition("\n")[0] else ","  # a spreadsheet may have saved it
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    missing = [column for column in COLUMNS[:6] if column not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(f"'{file}' holds no corrections: there is no column '{missing[0]}'.")
    groups: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    for row in reader:
        line = {column: unescape(row.get(column) or "") for column in COLUMNS}
        if wrong := _wrong(line):
            raise UsageError(f"'{file}', line {reader.line_num}: {wrong}.")
        groups.setdefault(tuple(line[column] for column in COLUMNS if column not in ("column", "value")), []).append(
            line
        )
    return [correction for lines in groups.values() for correction in _corrections(lines)]


def _wrong(line: Mapping[str, str]) -> str:
    """What is wrong with a line, in words; empty if nothing is."""
    table, column = line["table"], line["column"]
    if table not in TABLE_OF.values():
        return f"there is no table '{table}' to correct"
    if line["verdict"] not in VERDICTS:
        return f"the verdict is '{line['verdict']}', not one of {', '.join(VERDICTS)}"
    if not (line["start_char"].isdigit() and line["end_char"].isdigit()):
        return f"'{line['start_char']}'–'{line['end_char']}' is no span"
    if column == MOVED:
        return "" if line["value"] in NAMES else f"a name can be moved to {', '.join(NAMES)}, not to '{line['value']}'"
    return f"the table '{table}' has no column '{column}'" if column and column not in SCHEMAS[table] else ""


def _corrections(lines: list[Mapping[str, str]]) -> Iterator[Correction]:
    """The corrections of lines that share a span: a new one begins where a fact of its own is named."""
    parts: list[list[Mapping[str, str]]] = []
    for line in lines:
        if not parts or line["column"] == ROW or any(line["column"] == known["column"] for known in parts[-1]):
            parts.append([])
        parts[-1].append(line)
    for part in parts:
        first = part[0]
        yield Correction(
            sha256=first["sha256"],
            table=first["table"],
            start=int(first["start_char"]),
            end=int(first["end_char"]),
            text=first["text"],
            verdict=first["verdict"],
            values={line["column"]: line["value"] for line in part if line["column"]},
            note=first["note"],
            by=first["by"],
            on=first["on"],
        )


def latest(corrections: Iterable[Correction]) -> list[Correction]:
    """Of several corrections of one row the last, at the place of the first.

    >>> said = dict(sha256="e3b0", table="money", start=5, end=11, text="3 euro")
    >>> [c.verdict for c in latest([Correction(**said, verdict="wrong"), Correction(**said, verdict="right")])]
    ['right']
    """
    return list({correction.key: correction for correction in corrections}.values())


def write_corrections(file: Path, corrections: Iterable[Correction]) -> None:
    """Write a file that `read_corrections` reads, under a temporary name first."""
    temporary = file.with_name(f".{file.name}.tmp")
    with temporary.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        for correction in corrections:
            for column, value in (correction.values or {"": ""}).items():
                writer.writerow(map(_cell, _line(correction, column, value)))
    temporary.replace(file)


def _line(correction: Correction, column: str, value: str) -> tuple[Any, ...]:
    c = correction
    return c.sha256, c.table, c.start, c.end, c.text, c.verdict, column, value, c.note, c.by, c.on


def _cell(value: Any) -> Any:
    return escape(value) if isinstance(value, str) else value


def stored(folder: Path) -> list[Correction]:
    """The corrections that `estrattore correct` stored in a folder."""
    file = folder / STORED
    return read_corrections(file) if file.exists() else []
