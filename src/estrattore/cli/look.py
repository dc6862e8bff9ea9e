"""`estrattore show` and `estrattore report`: what the tables hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from estrattore.cli.options import complete_table
from estrattore.cli.terminal import cell, err_console, failures_as_exit_codes, out_console
from estrattore.errors import UsageError
from estrattore.settings import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from rich.console import JustifyMethod

SHOW_EXAMPLES = """
[bold]Examples[/]

  estrattore show data/out

  estrattore show data/out facts --rows 20 --sort -amount

  estrattore show data/out facts --where "status = 'actual' AND currency = 'EUR'" --only company,metric,amount

  estrattore show data/out money --where "doc_id IN (SELECT doc_id FROM documents WHERE published >= '2025-01-01')"
"""


def show(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with tables.")],
    table: Annotated[
        str | None, typer.Argument(help="One table; all of them when left out.", autocompletion=complete_table)
    ] = None,
    rows: Annotated[int, typer.Option(min=1, help="Rows of each table.")] = 10,
    only: Annotated[str, typer.Option(metavar="LIST", help="These columns alone: company,metric,amount.")] = "",
    where: Annotated[str, typer.Option(metavar="SQL", help='Only rows for which this holds: "amount > 1000000".')] = "",
    sort: Annotated[
        str,
        typer.Option(metavar="LIST", help="By these columns; -amount from the highest down. Missing values come last."),
    ] = "",
    wide: Annotated[bool, typer.Option("--wide", help="Every column, however wide the terminal is.")] = False,
) -> None:
    """Show the first rows of the tables in DIR; the columns that find no room are named."""
    with failures_as_exit_codes():
        from estrattore.tables import SCHEMAS
        from estrattore.tables.formats.read import read_tables
        from estrattore.tables.query import check_columns, select

        if table is not None and table not in SCHEMAS:
            raise UsageError(f"There is no table '{table}'. The tables are: {', '.join(SCHEMAS)}.")
        if table is None and (only or where or sort):
            raise UsageError("--only, --where and --sort need a table: estrattore show DIR facts --sort -amount")
        wanted = [table] if table else list(SCHEMAS)
        frames = read_tables(folder, [name for name in SCHEMAS if name in wanted or name in where])
        check_columns(frames[wanted[0]], listed(only), table=wanted[0])
        for name in wanted:
            found = select(frames, name, where=where, sort=listed(sort)) if where or sort else frames[name]
            print_frame(name, found, total=len(frames[name]), rows=rows, only=listed(only), wide=wide)


# Characters of a cell: this much always fits, so that amounts, days and most names are whole; more than this is cut.
WHOLE, WIDEST = 16, 28
GAP = 2  # between columns


def print_frame(
    name: str, data: pd.DataFrame, *, total: int, rows: int, only: Sequence[str] = (), wide: bool = False
) -> None:
    """A data frame as a table for the terminal, and below it the names of the columns that it leaves out."""
    from estrattore.tables.schema import TELLING

    head = data.head(rows)
    filled = [str(column) for column in head.columns if head[column].notna().any()]
    columns = list(only) or (filled if wide else [column for column in TELLING[name] if column in filled])
    plain = head.astype(object).where(head.notna(), None)
    cells = {column: [cell(value) for value in plain[column].tolist()] for column in columns}
    wanted = {column: max(map(len, [column, *values])) for column, values in cells.items()}
    if not only:
        wanted = {column: max(min(width, WIDEST), len(column)) for column, width in wanted.items()}
    widths = wanted if wide else fitted(wanted, room=out_console.width)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, GAP - 1, 0, 0))
    for column, width in widths.items():
        justify: JustifyMethod = "right" if head[column].dtype.kind in "fi" else "left"
        table.add_column(column, overflow="ellipsis", no_wrap=True, justify=justify, width=width)
    for values in zip(*(cells[column] for column in widths), strict=True):
        table.add_row(*map(escape, values))
    count = f"{total:,} rows" if len(data) == total else f"{len(data):,} of {total:,} rows"
    out_console.print(f"[italic]{name} ({count})[/]", highlight=False)
    if len(head):
        console = Console(width=sum(widths.values()) + GAP * len(widths)) if wide else out_console
        console.print(table, crop=False)
    if left_out := [column for column in (columns if only else filled) if column not in widths]:
        out_console.print(f"Not shown: {', '.join(left_out)}. See --only, --wide.", style="dim", highlight=False)
    out_console.print()


def fitted(wanted: dict[str, int], *, room: int) -> dict[str, int]:
    """The first columns that fit beside each other, and how wide they are; what room is left goes to the first of them.

    >>> fitted({"company": 30, "metric": 9, "amount": 14, "sentence": 300}, room=50)
    {'company': 22, 'metric': 9, 'amount': 14}
    """
    widths: dict[str, int] = {}
    room += GAP - 1  # behind the last one only the border's character is needed
    for column, width in wanted.items():
        least = max(min(width, WHOLE), len(column))
        if least + GAP > room and widths:
            break
        widths[column] = least
        room -= least + GAP
    for column, least in widths.items():
        more = max(min(wanted[column] - least, room), 0)
        widths[column] += more
        room -= more
    return widths


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
