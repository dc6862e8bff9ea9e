"""`estrattore extract`: files and folders to tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from estrattore.cli.look import write_report
from estrattore.cli.options import ModelOption, PublishedOption, starting
from estrattore.cli.terminal import err_console, failures_as_exit_codes, out_console
from estrattore.documents import as_day
from estrattore.errors import UsageError
from estrattore.settings import FORMATS, Columns, Settings, listed

if TYPE_CHECKING:
    from estrattore.batch.summary import RunSummary

SHOWN = 5  # of each list, without --verbose
HOW_TO_KEEP = "Name their files again to have them back; with --append they would have stayed."
Engine = Literal["local", "dask"]
CsvStyle = Literal["us", "it"]


def parse_workers(text: str) -> int:
    """`auto` is 0 (as many as the documents are worth); anything else a positive whole number."""
    if text == "auto":
        return 0
    if not text.isdigit() or text == "0":
        raise UsageError(f"--workers takes a whole number from 1, or auto; not '{text}'.")
    return int(text)


EXTRACT_EXAMPLES = """
[bold]Examples[/]

  estrattore extract data/raw

  estrattore extract articoli/ --out tabelle --format csv,parquet --workers 4

  estrattore extract export.jsonl --companies mie_aziende.csv --report

  estrattore extract comunicati/*.pdf posta.eml

  estrattore extract archivio.parquet --columns text=estratto,date=uscita

  estrattore extract novembre/ --append

  cat articolo.txt | estrattore extract - --published 2025-07-22
"""


def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders (recursive), or - for standard input.")
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the tables.")] = Path("data/out"),
    format: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help=f"One or more of {','.join(FORMATS)}.",
            autocompletion=lambda incomplete: starting(FORMATS, incomplete),
        ),
    ] = "csv",
    model: ModelOption = "default",
    published: PublishedOption = None,
    columns: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help="What records call text, title, date and id, if not the usual: text=estratto,date=uscita.",
        ),
    ] = "",
    companies: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own companies: csv with name, aliases, id.")
    ] = None,
    workers: Annotated[
        str, typer.Option(metavar="N|auto", help="Number of processes; auto: one for every hundred documents or core.")
    ] = "auto",
    engine: Annotated[Engine, typer.Option(help="Where the workers run.")] = "local",
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Dask scheduler; without it a local cluster is started.")
    ] = "",
    resume: Annotated[bool, typer.Option(help="Skip inputs that are done and unchanged.")] = True,
    append: Annotated[
        bool,
        typer.Option("--append", help="Keep the documents that the tables hold already; what has changed is replaced."),
    ] = False,
    corrections: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Corrections to apply beside those that DIR holds.")
    ] = None,
    no_corrections: Annotated[
        bool, typer.Option("--no-corrections", help="Apply none, not even those that DIR holds.")
    ] = False,
    report: Annotated[bool, typer.Option("--report", help="Also write an HTML page to look at.")] = False,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the column documents.text empty.")] = False,
    without: Annotated[
        str, typer.Option(metavar="people", help="Leave people out: no table holds their names and roles.")
    ] = "",
    min_confidence: Annotated[
        float | None,
        typer.Option(
            metavar="X", show_default="that of the weights", help="Facts less sure than this stay out; 0 writes all."
        ),
    ] = None,
    csv_style: Annotated[
        CsvStyle, typer.Option(help="it: semicolons, decimal commas and a BOM, for Italian Excel.")
    ] = "us",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every failed and skipped file.")] = False,
) -> None:
    """Extract tables from [bold]PATH...[/]: txt, md, html, eml, pdf, docx; records in jsonl, csv, parquet, feeds in xml; gz of text."""
    with failures_as_exit_codes():
        settings = Settings(
            model=model,
            published=as_day(published),
            companies=companies,
            formats=listed(format),
            workers=parse_workers(workers),
            engine=engine,
            scheduler=scheduler,
            resume=resume,
            append=append,
            keep_text=not no_text,
            without=listed(without),
            min_confidence=min_confidence,
            csv_style=csv_style,
            columns=Columns.parse(columns),
            corrections=corrections,
            use_corrections=not no_corrections,
        )
        from estrattore.batch.run import extract_folder
        from estrattore.tables.written import PAGE

        with progress(enabled=not quiet) as advance:
            done = extract_folder([Path(p) for p in paths], out, settings=settings, on_progress=advance)
        if done.interrupted:
            raise KeyboardInterrupt
        if report:
            write_report(out, lang="it", quiet=quiet)
        if not quiet:
            print_summary(done, out, verbose=verbose)
            if not report and (done.new or done.left) and (out / PAGE).exists():
                err_console.print(f"{PAGE} is of an earlier run; anew: estrattore report {out}", highlight=False)
        raise typer.Exit(1 if done.failures else 0)


@contextmanager
def progress(*, enabled: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on standard error, where that is a terminal."""
    if not enabled or not err_console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Extracting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err_console, transient=True) as bar:
        task = bar.add_task("extract", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_summary(done: RunSummary, out: Path, *, verbose: bool) -> None:
    """Counts per table, then what failed or was skipped."""
    from rich.table import Table

    table = Table(title=f"Tables in {out}", title_justify="left")
    table.add_column("table")
    table.add_column("rows", justify="right")
    for name, count in done.counts.items():
        table.add_row(name, f"{count:,}")
    out_console.print(table)
    if done.unchanged:
        err_console.print(f"{done.unchanged} inputs unchanged, {done.new} new or changed.")
    if done.kept or done.replaced:
        err_console.print(f"{counted(done.kept)} kept, {len(done.replaced)} replaced.", highlight=False)
    for note in done.notes:
        err_console.print(note, markup=False, highlight=False)
    lists = {"failed": done.failures, "skipped": done.skipped, "replaced": done.replaced, "left": done.left}
    for what, items in lists.items():
        print_list(what, items, at_most=len(items) if verbose else SHOWN)
    if done.failures:
        err_console.print("The table 'errors' says why each one failed.")
    if done.left:
        err_console.print(
            f"{counted(len(done.left))} left the tables: this run did not name them, or their files are gone. {HOW_TO_KEEP}"
        )


def print_list(what: str, items: Sequence[str], *, at_most: int) -> None:
    """One line for each of the first, and how many more there are."""
    for item in items[:at_most]:
        err_console.print(f"{what}: {item}", markup=False, highlight=False)
    if more := len(items[at_most:]):
        err_console.print(f"… and {more} more {what}; --verbose names all.", highlight=False)


def counted(n: int) -> str:
    """A number of documents in words."""
    return "1 document" if n == 1 else f"{n:,} documents"
