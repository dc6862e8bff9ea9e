"""Tables from files: parquet, jsonl, csv, then a database."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pandas as pd

from estrattore.errors import NothingToReadError
from estrattore.tables.formats.cells import from_text
from estrattore.tables.formats.write import PER_TABLE
from estrattore.tables.frames import frame
from estrattore.tables.schema import SCHEMAS


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


READERS = {
    "parquet": _read_parquet,
    "jsonl": _read_jsonl,
    "csv": _read_csv,
    "duckdb": _read_duckdb,
    "sqlite": _read_sqlite,
}
