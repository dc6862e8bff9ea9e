"""The sink of xlsx: a workbook that people open. A first sheet explains the others and leads to them.

Every sheet is written row by row to the disk; what is known only in the end – widths, filters, the counts of the first
sheet – is said in the end.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from estrattore.errors import UsageError
from estrattore.resources.schemas.columns import dictionary
from estrattore.tables.formats.cells import escape
from estrattore.tables.formats.onefile import OneFile
from estrattore.tables.formats.sinks import Row, Schema, clean
from estrattore.tables.schema import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

ROWS, CELL = 1_048_575, 32_767
CUT = " […] (cut: a cell of Excel holds no more)"
FIRST_DAY = dt.date(1900, 3, 1)  # the days before this one Excel miscounts, or does not know
GUIDE = "guide"
GUIDE_HEAD = ("sheet", "column", "type", "meaning", "significato")
LANGUAGES = ("en", "it")
GUIDE_WIDTHS = (15, 18, 20, 70, 70)
# In characters: a column of wrapped sentences, other columns at most, the button of a filter, what words leave empty at the
# end of a wrapped line.
SENTENCE, WIDEST, BUTTON, SLACK = 80, 40, 3, 5
LINE = 15  # points
TOP = {"valign": "top"}
LOOKS: dict[str, dict[str, Any]] = {
    "head": TOP | {"bold": True, "bg_color": "#E7EEF5", "bottom": 1},
    "str": TOP | {"indent": 1},  # so that it does not touch the number before it
    "wrapped": TOP | {"text_wrap": True},
    "bold": TOP | {"text_wrap": True, "bold": True, "top": 1},
    "link": TOP | {"bold": True, "font_color": "#0B5CAD", "underline": 1, "top": 1},
    "int": TOP,
    "bool": TOP,
    "float": TOP | {"num_format": "#,##0.00"},
    "day": TOP | {"num_format": "yyyy-mm-dd", "align": "center"},
}


class Excel(OneFile):
    """A sheet for each table, in constant memory; a text beyond Excel's cell limit is cut and says so."""

    suffix = "xlsx"

    def __init__(self, folder: Path, *, style: str = "us") -> None:
        super().__init__(folder, style=style)
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(str(self.path), options)
        self.looks = {name: self.book.add_format(look) for name, look in LOOKS.items()}
        self.guide = self._sheet(GUIDE, GUIDE_HEAD)
        self.counts: dict[str, int] = {}

    def begin(self, table: str, schema: Schema) -> None:
        super().begin(table, schema)
        self.sheet, self.n = self._sheet(table, schema), 0
        self.widths = [len(column) + BUTTON for column in schema]

    def _sheet(self, name: str, head: Iterable[str]) -> Any:
        """A new sheet whose first line stays in sight; printed, it is as wide as its page."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.write_row(0, 0, head, self.looks["head"])
        return sheet

    def add(self, rows: Sequence[Row]) -> None:
        if self.n + len(rows) > ROWS:
            raise UsageError(
                f"Table '{self.table}' has more than {ROWS:,} rows, the most that Excel can show. "
                "Use --format csv, parquet or duckdb."
            )
        for row in rows:
            self.n += 1
            self._height(self.sheet, self.n, row.get("sentence") or "", width=SENTENCE)
            for at, (column, kind) in enumerate(self.schema.items()):
                value = row.get(column)
                if value is not None:
                    self._cell(at, value, kind, wrapped=column == "sentence")

    @staticmethod
    def _height(sheet: Any, n: int, *texts: str, width: int) -> None:
        """As many lines as a row's wrapped texts take: not every program sees to that itself."""
        lines = max(-(-len(text) // (width - SLACK)) for text in texts)
        if lines > 1:
            sheet.set_row(n, lines * LINE)

    def _cell(self, at: int, value: Any, kind: str, *, wrapped: bool) -> None:
        """One cell of the row begun last."""
        look = self.looks["wrapped" if wrapped else kind]
        if kind == "str":
            text = excel_text(value)
            self.sheet.write_string(self.n, at, text, look)
            self.widths[at] = max(self.widths[at], len(text))
        elif kind == "float":
            self.sheet.write_number(self.n, at, value, look)
            self.widths[at] = max(self.widths[at], len(f"{value:,.2f}"))
        elif kind == "day" and (day := dt.date.fromisoformat(value)) >= FIRST_DAY:
            self.sheet.write_datetime(self.n, at, day, look)
        else:
            self.sheet.write(self.n, at, value, look)

    def end(self) -> None:
        for at, (column, kind) in enumerate(self.schema.items()):
            width = SENTENCE if column == "sentence" else min(self.widths[at], WIDEST)
            self.sheet.set_column(at, at, width, None, {"hidden": is_offset(column, kind)})
        self.sheet.autofilter(0, 0, self.n, len(self.schema) - 1)
        self.counts[self.table] = self.n

    def close(self) -> None:
        if self.counts:
            self._explain()
        try:
            self.book.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error

    def _explain(self) -> None:
        """The first sheet: every table with its number of rows and a way to it, every column with its meaning."""
        said, lines = dictionary(), 0
        for at, width in enumerate(GUIDE_WIDTHS):
            self.guide.set_column(at, at, width)
        for table, count in self.counts.items():
            lines += 1
            self.guide.write_url(lines, 0, f"internal:'{table}'!A1", self.looks["link"], table)
            rows = "1 row" if count == 1 else f"{count:,} rows"
            self._guide_line(lines, "", rows, *map(said.tables[table].plain, LANGUAGES), look="bold")
            for column, kind in SCHEMAS[table].items():
                lines += 1
                kind_of = said.kinds[kind].en + (", hidden" if is_offset(column, kind) else "")
                meanings = map(said.column(table, column).plain, LANGUAGES)
                self._guide_line(lines, column, kind_of, *meanings, look="wrapped")

    def _guide_line(self, n: int, *texts: str, look: str) -> None:
        self._height(self.guide, n, *texts, width=GUIDE_WIDTHS[-1])
        for at, text in enumerate(texts, start=1):
            self.guide.write_string(n, at, text, self.looks[look])


def is_offset(column: str, kind: str) -> bool:
    """Whether a column counts characters: for programs, not for people.

    >>> is_offset("start_char", "int"), is_offset("n_chars", "int")
    (True, False)
    """
    return kind == "int" and not column.startswith("n_")


def excel_text(text: str) -> str:
    """An escaped string that fits into a cell: Excel counts UTF-16 units.

    >>> excel_text("a" * 40_000)[-41:]
    ' […] (cut: a cell of Excel holds no more)'
    """
    units = escape(clean(text)).encode("utf-16-le")
    if len(units) <= 2 * CELL:
        return units.decode("utf-16-le")
    return units[: 2 * (CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT
