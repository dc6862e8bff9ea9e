"""`estrattore show` and `estrattore report`: what the tables hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from estrattore.cli.options import complete_table
from estrattore.cli.terminal import cell, err_console, failures_as_exit_codes, out_console
from estrattore.errors import UsageError


def show(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with tables.")],
    table: Annotated[
        str | None, typer.Argument(help="One table; all of them when left out.", autocompletion=complete_table)
    ] = None,
    rows: Annotated[int, typer.Option(min=1, help="Rows of each table.")] = 10,
    wide: Annotated[bool, typer.Option("--wide", help="Every column.")] = False,
) -> None:
    """Show the first rows of the tables in DIR.

    Example: estrattore show data/out facts --rows 20
    """
    with failures_as_exit_codes():
        from estrattore.tables import SCHEMAS, Tables

        if table is not None and table not in SCHEMAS:
            raise UsageError(f"There is no table '{table}'. The tables are: {', '.join(SCHEMAS)}.")
        tables = Tables.read(folder)
        for name in [table] if table else SCHEMAS:
            print_frame(name, tables[name], rows=rows, wide=wide)


WHOLE, WIDEST = 13, 28  # characters of a cell that always fits, of any cell


def print_frame(name: str, data: Any, *, rows: int, wide: bool) -> None:
    """A data frame as a rich table; columns without any value are left out."""
    from rich.table import Table

    from estrattore.tables.schema import TELLING

    head = data.head(rows)
    columns = [c for c in (head.columns if wide else TELLING[name]) if head[c].notna().any()]
    table = Table(title=f"{name} ({len(data):,} rows)", title_justify="left")
    shown = [[escape(cell(value)) for value in record.values()] for record in head[columns].to_dict("records")]
    for at, column in enumerate(columns):
        widest = max(len(values[at]) for values in shown)
        whole = widest if widest <= WHOLE else None  # amounts and days are never cut
        table.add_column(column, overflow="ellipsis", no_wrap=True, max_width=WIDEST, min_width=whole)
    for values in shown:
        table.add_row(*values)
    out_console.print(table)


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with tables.")],
    lang: Annotated[str, typer.Option(help="Language of the page: it or en.")] = "it",
) -> None:
    """Write DIR/report.html, one self-contained page, from existing tables.

    Example: estrattore report data/out
    """
    with failures_as_exit_codes():
        write_report(folder, lang=lang, quiet=False)


def write_report(folder: Path, *, lang: str, quiet: bool) -> None:
    """Write the page and say where it is."""
    from estrattore.report.page import write

    page = write(folder, lang=lang)
    if not quiet:
        err_console.print(f"Report: {page}", markup=False, highlight=False)
