"""Sinks: tables go in row by row, finished files come out. Here those of text, with a file for each table.

A sink writes to temporary names and renames at the end, so a reader never sees half a table.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from estrattore.tables.formats.cells import to_text

if TYPE_CHECKING:
    from pathlib import Path

Row = Mapping[str, Any]
Schema = Mapping[str, str]

BATCH, BATCH_CHARS = 5_000, 5_000_000


class Sink(ABC):
    """Takes tables one after the other: `begin`, `add` any number of times, `end`; then `close` and `publish`.

    Args:
        folder: Where the finished files go.
        style: `us` or `it`; only csv asks for it.
    """

    def __init__(self, folder: Path, *, style: str = "us") -> None:
        self.folder, self.style = folder, style
        self.files: dict[Path, Path] = {}  # temporary name → name

    def temporary(self, name: str) -> Path:
        """A temporary name beside the file that is to be, so that renaming stays on one disk."""
        path = self.folder / f".{name}.tmp"
        path.unlink(missing_ok=True)
        self.files[path] = self.folder / name
        return path

    def publish(self) -> None:
        """Give the finished files their names."""
        for temporary, target in self.files.items():
            temporary.replace(target)

    def discard(self) -> None:
        """Give up: what was there before stays."""
        with suppress(Exception):
            self.abort()
        for temporary in self.files:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    @abstractmethod
    def abort(self) -> None:
        """Let go of open files, whatever state they are in."""

    @abstractmethod
    def begin(self, table: str, schema: Schema) -> None:
        """Start a table."""

    @abstractmethod
    def add(self, rows: Sequence[Row]) -> None:
        """Add rows to the table begun last."""

    def end(self) -> None:  # noqa: B027 - nothing to do for some
        """Finish the table begun last."""

    def close(self) -> None:  # noqa: B027
        """Finish the format."""


class FilePerTable(Sink):
    """Common ground of csv, jsonl and parquet: `<table>.<format>`."""

    suffix = ""

    def begin(self, table: str, schema: Schema) -> None:
        self.schema = schema
        self.open(self.temporary(f"{table}.{self.suffix}"))

    @abstractmethod
    def open(self, path: Path) -> None:
        """Open the file of a table."""

    def abort(self) -> None:
        self.end()


class Csv(FilePerTable):
    """Comma and decimal point; style `it`: semicolon, decimal comma and BOM."""

    suffix = "csv"

    def open(self, path: Path) -> None:
        italian = self.style == "it"
        self.delimiter, self.decimal = (";", ",") if italian else (",", ".")
        self.special = re.compile(f'[{self.delimiter}"\\n\\r]')
        encoding = "utf-8-sig" if italian else "utf-8"
        self.file: IO[str] = path.open("w", encoding=encoding, errors="replace", newline="")
        self._line(self.schema)

    def add(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._line(to_text(row.get(c), kind=k, decimal=self.decimal) for c, k in self.schema.items())

    def _line(self, cells: Iterable[str]) -> None:
        self.file.write(self.delimiter.join(map(self._quoted, cells)) + "\n")

    def _quoted(self, cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if self.special.search(cell) else cell

    def end(self) -> None:
        self.file.close()


class Jsonl(FilePerTable):
    """One object a line; a missing value is null."""

    suffix = "jsonl"

    def open(self, path: Path) -> None:
        self.file: IO[str] = path.open("w", encoding="utf-8", errors="replace", newline="")

    def add(self, rows: Sequence[Row]) -> None:
        for row in rows:
            values = {column: json_value(row.get(column)) for column in self.schema}
            self.file.write(json.dumps(values, ensure_ascii=False) + "\n")

    def end(self) -> None:
        self.file.close()


def clean(value: Any) -> Any:
    """A string without lone surrogates, which no file format can hold; anything else as it is."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def json_value(value: Any) -> Any:
    """Whole floats as integers: `11000000000`, not `11000000000.0`."""
    if value == "":
        return None
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**63 else value
