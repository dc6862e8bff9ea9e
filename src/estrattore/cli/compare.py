"""`estrattore compare`: what differs between two runs."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table

from estrattore.cli.terminal import err_console, failures_as_exit_codes, out_console

if TYPE_CHECKING:
    from estrattore.evaluation.compare import Comparison, Difference

COMPARE_EXAMPLES = """
[bold]Examples[/]

  estrattore compare tabelle_fast tabelle_accurate

  estrattore compare ottobre novembre --csv differenze.csv --page differenze.html
"""


def compare(
    a: Annotated[Path, typer.Argument(metavar="A", help="Folder with tables.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Folder with other tables.")],
    rows: Annotated[int, typer.Option(min=0, help="Differences of each table to show.")] = 5,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write all differences here, as csv.")] = None,
    page: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a page that shows them.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the page: it or en.")] = "it",
) -> None:
    """What differs between two runs: documents, rows, and values of rows that both have.

    Documents are the same by their id, else by their bytes; rows by where they stand in the text.
    """
    with failures_as_exit_codes():
        from estrattore import evaluation
        from estrattore.report.comparison import render
        from estrattore.tables.formats.read import Stored

        found = evaluation.compare(Stored(a), Stored(b))
        print_comparison(found, a=a, b=b, at_most=rows)
        if csv:
            evaluation.write_differences(found, csv)
            err_console.print(f"Differences: {csv}", markup=False, highlight=False)
        if page:
            page.write_text(render(found, a=str(a), b=str(b), lang=lang), "utf-8", errors="replace")
            err_console.print(f"Page: {page}", markup=False, highlight=False)


def print_comparison(found: Comparison, *, a: Path, b: Path, at_most: int) -> None:
    """Tallies of every table, then the first differences of each."""
    out_console.print(f"A: {a}\nB: {b}\n", markup=False, highlight=False)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    for name in ("table", "same", "only in A", "only in B", "changed"):
        table.add_column(name, justify="left" if name == "table" else "right")
    for name, tally in found.tallies.items():
        table.add_row(name, *(f"{n:,}" for n in (tally.same, tally.only_a, tally.only_b, tally.changed)))
    out_console.print(table)
    if found.unfilled:
        out_console.print(
            f"Not compared, as only one of them fills it: {', '.join(found.unfilled)}.", style="dim", highlight=False
        )
    for name, differences in groupby(found.differences, key=lambda difference: difference.table):
        lines = list(differences)
        out_console.print(f"\n[bold]{name}[/]", highlight=False)
        for difference in lines[:at_most]:
            print_difference(difference)
        if more := len(lines) - len(lines[:at_most]):
            out_console.print(f"… and {more:,} more; --rows, --csv or --page show them.", style="dim", highlight=False)
    if not found.differences:
        out_console.print("No differences.")


def print_difference(difference: Difference) -> None:
    """What is other, and where."""
    d = difference
    said = f"{d.column}: {d.a or '–'} → {d.b or '–'}" if d.what == "changed" else d.what
    about = f"{d.doc_id}: {d.text}" if d.text else d.doc_id
    out_console.print(f"{about}  [{said}]", markup=False, highlight=False)
    if d.sentence:
        out_console.print(f"    {d.sentence}", markup=False, highlight=False, style="dim")
