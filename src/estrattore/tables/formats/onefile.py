"""Sinks of formats that hold all tables in one file: sqlite and duckdb, and what they share with xlsx."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import duckdb

from estrattore.tables.formats.arrow import arrow_table
from estrattore.tables.formats.sinks import Row, Schema, Sink, clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SQLITE = {"str": "TEXT", "int": "INTEGER", "float": "REAL", "bool": "INTEGER", "day": "TEXT"}
DUCKDB = {"str": "VARCHAR", "int": "BIGINT", "float": "DOUBLE", "bool": "BOOLEAN", "day": "DATE"}


class OneFile(Sink):
    """Common ground of xlsx, sqlite and duckdb: `estrattore.<format>` with a sheet or table each."""

    suffix = ""

    def __init__(self, folder: Path, *, style: str = "us") -> None:
        super().__init__(folder, style=style)
        self.path = self.temporary(f"estrattore.{self.suffix}")

    def begin(self, table: str, schema: Schema) -> None:
        self.table, self.schema = table, schema

    def abort(self) -> None:
        self.close()

    def _create(self, types: Mapping[str, str]) -> str:
        columns = ", ".join(f'"{column}" {types[kind]}' for column, kind in self.schema.items())
        return f'CREATE TABLE "{self.table}" ({columns})'


class Sqlite(OneFile):
    """Days as ISO text."""

    suffix = "sqlite"

    def __init__(self, folder: Path, *, style: str = "us") -> None:
        super().__init__(folder, style=style)
        self.base = sqlite3.connect(self.path)

    def begin(self, table: str, schema: Schema) -> None:
        super().begin(table, schema)
        self.base.execute(self._create(SQLITE))

    def add(self, rows: Sequence[Row]) -> None:
        marks = ",".join("?" * len(self.schema))
        values = ([clean(row.get(column)) for column in self.schema] for row in rows)
        self.base.executemany(f'INSERT INTO "{self.table}" VALUES ({marks})', values)

    def close(self) -> None:
        self.base.commit()
        self.base.close()


class Duckdb(OneFile):
    """Days as DATE."""

    suffix = "duckdb"

    def __init__(self, folder: Path, *, style: str = "us") -> None:
        super().__init__(folder, style=style)
        self.base = duckdb.connect(str(self.path))

    def begin(self, table: str, schema: Schema) -> None:
        super().begin(table, schema)
        self.base.execute(self._create(DUCKDB))

    def add(self, rows: Sequence[Row]) -> None:
        if rows:
            self.base.register("more", arrow_table(rows, self.schema))
            self.base.execute(f'INSERT INTO "{self.table}" SELECT * FROM more')
            self.base.unregister("more")

    def close(self) -> None:
        self.base.close()
