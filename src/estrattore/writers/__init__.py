"""Writers: rows or data frames to csv, jsonl, parquet, xlsx, sqlite and duckdb, and back."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from estrattore.errors import NothingToReadError
from estrattore.tables import SCHEMAS, frame
from estrattore.writers.cells import from_text
from estrattore.writers.onefile import Duckdb, Excel, Sqlite
from estrattore.writers.sinks import BATCH, BATCH_CHARS, Csv, Jsonl, Parquet, Row, Sink

__all__ = ["read_tables", "write_rows", "write_tables"]

SINKS: dict[str, type[Sink]] = {
    "csv": Csv,
    "jsonl": Jsonl,
    "parquet": Parquet,
    "xlsx": Excel,
    "sqlite": Sqlite,
    "duckdb": Duckdb,
}


def write_rows(
    tables: Mapping[str, Iterable[Row]], folder: Path, *, formats: Sequence[str], csv_style: str = "us"
) -> dict[str, int]:
    """Stream the rows of every table into files of the given formats.

    Args:
        tables: Table name → rows, each read once; a table that is missing is written empty.
        folder: Made when it does not exist.
        formats: Any of csv, jsonl, parquet, xlsx, sqlite, duckdb.
        csv_style: `us` or `it`.

    Returns:
        The number of rows of each table.

    Raises:
        UsageError: A table does not fit into the format (Excel's row limit).
    """
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    sinks = [SINKS[name](folder, style=csv_style) for name in formats]
    try:
        counts = {table: _write_table(table, tables.get(table, ()), sinks) for table in SCHEMAS}
        for sink in sinks:
            sink.close()
    except BaseException:
        for sink in sinks:
            sink.discard()
        raise
    for sink in sinks:
        sink.publish()
    return counts


def _clear(folder: Path) -> None:
    """Remove what a writer that was killed left, in whatever format, the journals of its databases too."""
    names = [f"{table}.{suffix}" for table in SCHEMAS for suffix in PER_TABLE] + [
        f"estrattore.{name}" for name in SINKS
    ]
    for name in names:
        for path in folder.glob(f".{name}.tmp*"):
            path.unlink()


def _write_table(table: str, rows: Iterable[Row], sinks: Sequence[Sink]) -> int:
    """Stream one table into every sink; returns its number of rows."""
    for sink in sinks:
        sink.begin(table, SCHEMAS[table])
    count = 0
    for batch in batched(rows):
        count += len(batch)
        for sink in sinks:
            sink.add(batch)
    for sink in sinks:
        sink.end()
    return count


def batched(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in lists of at most `BATCH`, or of about `BATCH_CHARS`: memory holds a list in every format at once."""
    batch: list[Row] = []
    chars = 0
    for row in rows:
        batch.append(row)
        chars += len(row.get("text") or "") + len(row.get("sentence") or "")
        if len(batch) == BATCH or chars >= BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def write_tables(
    frames: Mapping[str, pd.DataFrame], folder: Path, *, formats: Sequence[str], csv_style: str = "us"
) -> None:
    """Write data frames as `write_rows` writes rows."""
    write_rows(
        {table: frame_rows(table, data) for table, data in frames.items()},
        folder,
        formats=formats,
        csv_style=csv_style,
    )


def frame_rows(table: str, data: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of a data frame in plain types: None for missing, ISO text for days."""
    schema = SCHEMAS[table]
    plain = {}
    for column, kind in schema.items():
        values = data[column].dt.strftime("%Y-%m-%d") if kind == "day" else data[column]
        plain[column] = values.astype(object).where(data[column].notna(), None).tolist()
    for cells in zip(*plain.values(), strict=True):
        yield dict(zip(plain, cells, strict=True))


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Every table in `folder`; prefers parquet, jsonl, csv, then a database.

    Raises:
        NothingToReadError: There is no table of any format.
    """
    found = [name for name in READERS if _first_file(folder, name).exists()]
    for name in [name for name in found if not _is_outdated(folder, name)] or found:
        return {table: READERS[name](folder, table) for table in SCHEMAS}
    excel = " Only an Excel file, which is for people." if (folder / "estrattore.xlsx").exists() else ""
    raise NothingToReadError(
        f"'{folder}' holds no tables to read.{excel} Make some with: estrattore extract PATH --out {folder}"
    )


def _first_file(folder: Path, name: str) -> Path:
    return folder / (f"documents.{name}" if name in PER_TABLE else f"estrattore.{name}")


def _is_outdated(folder: Path, name: str) -> bool:
    """Whether the last run in the folder wrote other formats, and these files are older than it."""
    run = folder / "run.json"
    if not run.exists():
        return False
    listed = name in json.loads(run.read_text("utf-8")).get("settings", {}).get("formats", ())
    return not listed and _first_file(folder, name).stat().st_mtime < run.stat().st_mtime


def _read_parquet(folder: Path, table: str) -> pd.DataFrame:
    return pd.read_parquet(folder / f"{table}.parquet")


def _read_jsonl(folder: Path, table: str) -> pd.DataFrame:
    with (folder / f"{table}.jsonl").open(encoding="utf-8", newline="\n") as lines:
        return frame(table, (json.loads(line) for line in lines))


def _read_csv(folder: Path, table: str) -> pd.DataFrame:
    path = folder / f"{table}.csv"
    italian = path.read_bytes()[:3] == b"\xef\xbb\xbf"
    delimiter, decimal = (";", ",") if italian else (",", ".")
    limit = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # an article may be longer than the default
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, delimiter=delimiter)
            kinds = {column: SCHEMAS[table].get(column, "str") for column in rows.fieldnames or ()}
            return frame(
                table,
                ({c: from_text(row[c] or "", kind=k, decimal=decimal) for c, k in kinds.items()} for row in rows),
            )
    finally:
        csv.field_size_limit(limit)


def _read_sqlite(folder: Path, table: str) -> pd.DataFrame:
    with closing(sqlite3.connect(f"file:{folder / 'estrattore.sqlite'}?mode=ro", uri=True)) as base:
        cursor = base.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        return frame(table, (dict(zip(names, row, strict=True)) for row in cursor))


def _read_duckdb(folder: Path, table: str) -> pd.DataFrame:
    with closing(duckdb.connect(str(folder / "estrattore.duckdb"), read_only=True)) as base:
        names = ", ".join(
            f'CAST("{column}" AS VARCHAR) AS "{column}"' if kind == "day" else f'"{column}"'
            for column, kind in SCHEMAS[table].items()
        )
        cursor = base.execute(f'SELECT {names} FROM "{table}"')
        return frame(table, (dict(zip(SCHEMAS[table], row, strict=True)) for row in cursor.fetchall()))


PER_TABLE = ("parquet", "jsonl", "csv")
READERS = {
    "parquet": _read_parquet,
    "jsonl": _read_jsonl,
    "csv": _read_csv,
    "duckdb": _read_duckdb,
    "sqlite": _read_sqlite,
}
