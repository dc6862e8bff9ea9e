"""Tables from files: parquet, jsonl, csv, then a database. What is damaged or not ours is told by file and place."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from estrattore.errors import EstrattoreError, NothingToReadError
from estrattore.tables.formats.cells import from_text
from estrattore.tables.formats.sinks import BATCH, Row
from estrattore.tables.formats.write import PER_TABLE, batched
from estrattore.tables.frames import conform, frame, frame_rows
from estrattore.tables.schema import SCHEMAS
from estrattore.tables.written import RUN

if TYPE_CHECKING:
    from pathlib import Path

ALWAYS = 5  # columns at the head of each table that every version has


def read_tables(folder: Path, tables: Iterable[str] = tuple(SCHEMAS)) -> dict[str, pd.DataFrame]:
    """The tables in `folder`, all or some; prefers parquet, jsonl, csv, then a database.

    Raises:
        NothingToReadError: There is no table of any format.
        EstrattoreError: A file is damaged, or no table of ours.
    """
    name = _format(folder)
    return {table: pd.concat(_blocks(name, folder, table), ignore_index=True) for table in tables}


def read_rows(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table in plain types, as `frame_rows` gives them; some thousands are in memory at a time.

    Raises:
        NothingToReadError: As `read_tables`.
        EstrattoreError: As `read_tables`.
    """
    for block in _blocks(_format(folder), folder, table):
        yield from frame_rows(table, block)


class Stored(Mapping[str, pd.DataFrame]):
    """The tables of a folder, each read when it is asked for, and not kept.

    Args:
        folder: Where they are.

    Raises:
        NothingToReadError: There is no table of any format.
    """

    def __init__(self, folder: Path) -> None:
        _format(folder)
        self.folder = folder

    def __getitem__(self, table: str) -> pd.DataFrame:
        return read_tables(self.folder, [table])[table]

    def __iter__(self) -> Iterator[str]:
        return iter(SCHEMAS)

    def __len__(self) -> int:
        return len(SCHEMAS)


def _format(folder: Path) -> str:
    """The format to read.

    Raises:
        NothingToReadError: There is no table of any format.
    """
    found = [name for name in READERS if _first_file(folder, name).exists()]
    for name in [name for name in found if not _is_outdated(folder, name)] or found:
        return name
    excel = " Only an Excel file, which is for people." if (folder / "estrattore.xlsx").exists() else ""
    raise NothingToReadError(
        f"'{folder}' holds no tables to read.{excel} Make some with: estrattore extract PATH --out {folder}"
    )


def _blocks(name: str, folder: Path, table: str) -> Iterator[pd.DataFrame]:
    """A table in frames of some thousand rows, one at least."""
    file = _file(folder, name, table)
    try:
        for block in READERS[name](folder, table):
            yield conform(table, _known(block, table))
    except Exception as error:  # whatever a library says of a file that is none of its own
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error).partition("\n")[0]
        raise EstrattoreError(
            f"'{file}' cannot be read as the table '{table}': {why}. It is damaged, or estrattore did not write it. "
            "Make the tables again with: estrattore extract"
        ) from error


def _framed(table: str, rows: Iterable[Row]) -> Iterator[pd.DataFrame]:
    """Rows in frames; without any, one that is empty."""
    blocks = batched(rows)
    yield frame(table, next(blocks, []))
    yield from (frame(table, block) for block in blocks)


def _known(data: pd.DataFrame, table: str) -> pd.DataFrame:
    """The same data, unless columns are missing that every version has."""
    _check(data.columns, table)
    return data


def _check(columns: object, table: str, place: str = "") -> None:
    names = set(columns) if isinstance(columns, Mapping | pd.Index | list) else set()
    missing = [column for column in list(SCHEMAS[table])[:ALWAYS] if column not in names]
    if missing:
        raise ValueError(f"{place}there is no column '{missing[0]}'")


def _file(folder: Path, name: str, table: str) -> Path:
    return folder / (f"{table}.{name}" if name in PER_TABLE else f"estrattore.{name}")


def _first_file(folder: Path, name: str) -> Path:
    return _file(folder, name, "documents")


def _is_outdated(folder: Path, name: str) -> bool:
    """Whether the last run in the folder wrote other formats, and these files are older than it."""
    try:
        formats = json.loads((folder / RUN).read_text("utf-8"))["settings"]["formats"]
        return name not in formats and _first_file(folder, name).stat().st_mtime < (folder / RUN).stat().st_mtime
    except (OSError, ValueError, TypeError, LookupError):  # there is none, or none that tells
        return False


def _read_parquet(folder: Path, table: str) -> Iterator[pd.DataFrame]:
    with pq.ParquetFile(folder / f"{table}.parquet") as file:
        yield file.schema_arrow.empty_table().to_pandas()
        for group in range(file.num_row_groups):
            yield file.read_row_group(group).to_pandas()


def _read_jsonl(folder: Path, table: str) -> Iterator[pd.DataFrame]:
    with (folder / f"{table}.jsonl").open(encoding="utf-8", newline="\n") as lines:
        yield from _framed(table, _objects(lines, table))


def _objects(lines: Iterator[str], table: str) -> Iterator[dict[str, Any]]:
    for number in count(1):
        try:
            line = next(lines, None)
            if line is None:
                return
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"line {number}: {error}") from error
        _check(row, table, f"line {number}: ")
        yield row


def _read_csv(folder: Path, table: str) -> Iterator[pd.DataFrame]:
    path = folder / f"{table}.csv"
    italian = _opening(path) == b"\xef\xbb\xbf"
    delimiter, decimal = (";", ",") if italian else (",", ".")
    limit = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # an article may be longer than the default
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _framed(table, _cells(csv.reader(lines, delimiter=delimiter), table, decimal))
    finally:
        csv.field_size_limit(limit)


def _opening(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(3)


def _cells(rows: Any, table: str, decimal: str) -> Iterator[dict[str, Any]]:
    """The rows of a csv reader, whose first one is the names of the columns."""
    header: list[str] = next(rows, [])
    _check(header, table, "line 1: ")
    kinds = [SCHEMAS[table].get(column, "str") for column in header]
    for row in rows:
        try:
            if not ALWAYS <= len(row) <= len(header):  # a spreadsheet leaves out empty ones at the end
                raise ValueError(f"{len(row)} cells, too {'few' if len(row) < ALWAYS else 'many'}")
            cells = [from_text(cell, kind=kind, decimal=decimal) for cell, kind in zip(row, kinds, strict=False)]
            yield dict(zip(header, cells, strict=False))
        except (ValueError, KeyError) as error:
            raise ValueError(f"line {rows.line_num}: {error}") from error


def _read_sqlite(folder: Path, table: str) -> Iterator[pd.DataFrame]:
    with closing(sqlite3.connect(f"file:{folder / 'estrattore.sqlite'}?mode=ro", uri=True)) as base:
        cursor = base.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        yield from _framed(table, (dict(zip(names, row, strict=True)) for row in cursor))


def _read_duckdb(folder: Path, table: str) -> Iterator[pd.DataFrame]:
    with closing(duckdb.connect(str(folder / "estrattore.duckdb"), read_only=True)) as base:
        names = ", ".join(
            f'CAST("{column}" AS VARCHAR) AS "{column}"' if kind == "day" else f'"{column}"'
            for column, kind in SCHEMAS[table].items()
        )
        cursor = base.execute(f'SELECT {names} FROM "{table}"')
        rows = (row for block in iter(lambda: cursor.fetchmany(BATCH), []) for row in block)
        yield from _framed(table, (dict(zip(SCHEMAS[table], row, strict=True)) for row in rows))


READERS = {
    "parquet": _read_parquet,
    "jsonl": _read_jsonl,
    "csv": _read_csv,
    "duckdb": _read_duckdb,
    "sqlite": _read_sqlite,
}
