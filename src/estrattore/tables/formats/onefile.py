"""Sinks of formats that hold all tables in one file: xlsx, sqlite and duckdb."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import duckdb
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from estrattore.errors import UsageError
from estrattore.tables.formats.arrow import arrow_table
from estrattore.tables.formats.cells import escape
from estrattore.tables.formats.sinks import Row, Schema, Sink, clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SQLITE = {"str": "TEXT", "int": "INTEGER", "float": "REAL", "bool": "INTEGER", "day": "TEXT"}
DUCKDB = {"str": "VARCHAR", "int": "BIGINT", "float": "DOUBLE", "bool": "BOOLEAN", "day": "DATE"}
EXCEL_ROWS, EXCEL_CELL = 1_048_575, 32_767
EXCEL_CUT = " […] (cut: a cell of Excel holds no more)"


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


class Excel(OneFile):
    """A sheet for each table, in constant memory; a text beyond Excel's cell limit is cut and says so."""

    suffix = "xlsx"

    def __init__(self, folder: Path, *, style: str = "us") -> None:
        super().__init__(folder, style=style)
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(str(self.path), options)
        self.bold = self.book.add_format({"bold": True})

    def begin(self, table: str, schema: Schema) -> None:
        super().begin(table, schema)
        self.sheet, self.n = self.book.add_worksheet(table), 0
        self.sheet.freeze_panes(1, 0)
        self.sheet.write_row(0, 0, schema, self.bold)

    def add(self, rows: Sequence[Row]) -> None:
        if self.n + len(rows) > EXCEL_ROWS:
            raise UsageError(
                f"Table '{self.table}' has more than {EXCEL_ROWS:,} rows, the most that Excel can show. "
                "Use --format csv, parquet or duckdb."
            )
        for row in rows:
            self.n += 1
            for at, (column, kind) in enumerate(self.schema.items()):
                value = row.get(column)
                if value is not None and kind == "str":
                    self.sheet.write_string(self.n, at, excel_text(value))
                elif value is not None:
                    self.sheet.write(self.n, at, value)

    def close(self) -> None:
        try:
            self.book.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error


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


def excel_text(text: str) -> str:
    """An escaped string that fits into a cell: Excel counts UTF-16 units.

    >>> excel_text("a" * 40_000)[-41:]
    ' […] (cut: a cell of Excel holds no more)'
    """
    units = escape(clean(text)).encode("utf-16-le")
    if len(units) <= 2 * EXCEL_CELL:
        return units.decode("utf-16-le")
    return units[: 2 * (EXCEL_CELL - len(EXCEL_CUT))].decode("utf-16-le", "ignore") + EXCEL_CUT
