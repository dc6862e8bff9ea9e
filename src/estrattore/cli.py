"""The command line: parses, calls, prints, sets exit codes; nothing else prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console
from rich.markup import escape

from estrattore._version import __version__
from estrattore.documents import as_day
from estrattore.errors import EstrattoreError, UsageError
from estrattore.settings import FORMATS, Columns, Settings, listed

if TYPE_CHECKING:
    from estrattore.batch.summary import RunSummary
    from estrattore.evaluation import Evaluation, Mistake

app = typer.Typer(
    help="Turn Italian news into tidy tables: companies, people, money, percentages, dates, facts.",
    no_args_is_help=True,
    epilog="Start with: estrattore extract data/raw",
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
out_console, err_console = Console(), Console(stderr=True)

Engine = Literal["local", "dask"]
CsvStyle = Literal["us", "it"]
ValueKind = Literal["money", "percent", "date", "number"]

CHECK_PATH = "Check that the path exists, that you may use it and that the disk has room; or name another one."
VALUE_EXAMPLES = {"money": "circa 3,5 mln €", "percent": "+3,5%", "date": "22 luglio 2025", "number": "due milioni"}

PublishedOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Day of publication (YYYY-MM-DD); overrides every other source.")
]
ModelOption = Annotated[
    str,
    typer.Option(
        metavar="NAME|PATH",
        show_default="accurate",
        help="fast, accurate, an installed spaCy pipeline, or a folder.",
        autocompletion=lambda incomplete: starting(("accurate", "fast"), incomplete),
    ),
]


def starting(words: Iterable[str], incomplete: str) -> list[str]:
    """The words that the shell may complete; of a list joined by commas, its last one."""
    before, comma, last = incomplete.rpartition(",")
    return [before + comma + word for word in words if word.startswith(last)]


def complete_table(incomplete: str) -> list[str]:
    """Names of tables for the shell."""
    from estrattore.tables import SCHEMAS

    return starting(SCHEMAS, incomplete)


@contextmanager
def failures_as_exit_codes() -> Iterator[None]:
    """Our own errors become one message and their exit code; Ctrl-C becomes 130."""
    try:
        yield
    except EstrattoreError as error:
        err_console.print(f"[red]Error:[/] {escape(str(error))}", highlight=False)
        raise typer.Exit(error.exit_code) from None
    except OSError as error:  # no right to a file, no such folder, a full disk
        said = f"{error.strerror or error}: '{error.filename}'" if error.filename else str(error)
        err_console.print(f"[red]Error:[/] {escape(said)}. {CHECK_PATH}", highlight=False)
        raise typer.Exit(UsageError.exit_code) from None
    except KeyboardInterrupt:
        err_console.print("Interrupted. What is done stays; run the same command again to go on.")
        raise typer.Exit(130) from None


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

  cat articolo.txt | estrattore extract - --published 2025-07-22
"""


@app.command(epilog=EXTRACT_EXAMPLES)
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
    report: Annotated[bool, typer.Option("--report", help="Also write an HTML page to look at.")] = False,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the column documents.text empty.")] = False,
    without: Annotated[
        str, typer.Option(metavar="people", help="Leave people out: no table holds their names and roles.")
    ] = "",
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
            keep_text=not no_text,
            without=listed(without),
            csv_style=csv_style,
            columns=Columns.parse(columns),
        )
        from estrattore.batch.run import extract_folder

        with progress(enabled=not quiet) as advance:
            done = extract_folder([Path(p) for p in paths], out, settings=settings, on_progress=advance)
        if done.interrupted:
            raise KeyboardInterrupt
        if report:
            write_report(out, lang="it", quiet=quiet)
        if not quiet:
            print_summary(done, out, verbose=verbose)
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
    for note in done.notes:
        err_console.print(note, markup=False, highlight=False)
    for what, items in (("failed", done.failures), ("skipped", done.skipped)):
        shown = list(items) if verbose else list(items)[:5]
        for item in shown:
            err_console.print(f"{what}: {item}", markup=False, highlight=False)
        if len(items) > len(shown):
            err_console.print(f"… and {len(items) - len(shown)} more {what}; --verbose names all.")
    if done.failures:
        err_console.print("The table 'errors' says why each one failed.")


@app.command()
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


def cell(value: Any) -> str:
    """A value for the terminal: whole numbers without `.0`, days without a time, nothing for missing."""
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    return value.date().isoformat() if hasattr(value, "date") else str(value).replace("\n", " ")


@app.command()
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


@app.command()
def parse(
    kind: Annotated[ValueKind, typer.Argument(help="What the text is.")],
    text: Annotated[str, typer.Argument(help="The text, in quotes.")],
    published: PublishedOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Also say which rule, cue and neighbour decided.")] = False,
) -> None:
    """Parse one value and print it as JSON; for checking a rule.

    Example: estrattore parse money "circa 2,3-2,5 mld€"
    """
    with failures_as_exit_codes():
        from dataclasses import asdict, is_dataclass

        from estrattore import values

        day = as_day(published)
        parsers: dict[str, Callable[[], object]] = {
            "money": lambda: values.parse_money(text),
            "percent": lambda: values.parse_percent(text),
            "date": lambda: values.parse_date(text, published=day),
            "number": lambda: values.parse_number(text),
        }
        with values.explaining() as reasons:
            value = parsers[kind]()
        if value is None:
            needs_day = kind == "date" and day is None
            advice = " A relative date needs --published YYYY-MM-DD." if needs_day else ""
            example = f' Give one value alone, as in: estrattore parse {kind} "{VALUE_EXAMPLES[kind]}"'
            raise EstrattoreError(f"'{text}' is no {kind} that I can read.{advice}{example}")
        plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else {"value": value}
        plain |= {"because": [asdict(reason) for reason in reasons]} if explain else {}
        out_console.print_json(json.dumps(plain, default=str, ensure_ascii=False))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder with gold articles (json).")],
    tables: Annotated[
        Path | None, typer.Argument(metavar="TABLES", help="Folder with tables; else extract now.")
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the figures here.")] = None,
    floor: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Lowest figures allowed, as json; below one: exit code 1.")
    ] = None,
    write_floor: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write today's figures and a digest of GOLD as new floors.")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="Mistakes to list of each sort.")] = 5,
    model: ModelOption = "default",
) -> None:
    """Score spans, labels, values and facts against gold articles.

    Example: estrattore evaluate data/gold data/out --floor data/gold/floors.json
    """
    with failures_as_exit_codes():
        from estrattore import api, evaluation
        from estrattore.tables import Tables

        golds = evaluation.read_gold(gold)
        found = Tables.read(tables) if tables else api.extract(evaluation.gold_documents(golds), model=model)
        result = evaluation.evaluate(golds, found.frames)
        print_evaluation(result, errors=errors)
        if json_file:
            json_file.write_text(json.dumps(result.as_dict(), ensure_ascii=False, indent=1), "utf-8")
        if floor:
            floors = evaluation.read_floors(floor)
            evaluation.check_gold(golds, floors)
            if below := evaluation.below_floors(result, floors):
                raise EstrattoreError("\n".join(below))
            out_console.print(f"No figure is below its floor in {floor}.", markup=False, highlight=False)
        if write_floor:
            evaluation.write_floors(write_floor, evaluation.floors_at(result, golds))
            out_console.print(f"Floors: {write_floor}", markup=False, highlight=False)


def print_evaluation(result: Evaluation, *, errors: int) -> None:
    """Figures of each kind, of each attribute, then mistakes of each sort beside their sentence."""
    from rich.table import Table

    table = Table(title=f"{result.documents} articles", title_justify="left")
    for column in ("kind", "precision", "recall", "F1", "right", "spurious", "missed"):
        table.add_column(column, justify="left" if column == "kind" else "right")
    for kind, tally in result.kinds.items():
        rates = (f"{rate:.3f}" for rate in (tally.precision, tally.recall, tally.f))
        table.add_row(kind, *rates, *map(str, (tally.right, tally.spurious, tally.missed)))
    out_console.print(table)
    attributes = {name: figure for name, figure in result.figures.items() if name not in result.kinds}
    out_console.print(" · ".join(f"{name} {figure:.3f}" for name, figure in attributes.items()), highlight=False)
    print_mistakes(result, at_most=errors)


def print_mistakes(result: Evaluation, *, at_most: int) -> None:
    """The first mistakes of each sort (`money missed`, `fact_period wrong`), and how many more there are."""
    sorts: dict[str, list[Mistake]] = {}
    for mistake in result.mistakes:
        sorts.setdefault(f"{mistake.kind} {mistake.what}", []).append(mistake)
    for sort, mistakes in sorts.items():
        for m in mistakes[:at_most]:
            said = f" (expected {m.expected or '–'}, found {m.found or '–'})" if m.expected or m.found else ""
            line = f"{sort} in {m.doc_id}: {m.text}{said}\n    {m.sentence}"
            out_console.print(line, markup=False, highlight=False)
        if more := len(mistakes[at_most:]):
            out_console.print(f"… and {more} more {sort}", markup=False, highlight=False)


@app.command()
def info() -> None:
    """Version, models found and their licences.

    Example: estrattore info
    """
    from importlib.metadata import version
    from importlib.util import find_spec

    from estrattore.pipeline.load import BUNDLED_DEFAULT, bundled_models

    out_console.print(f"estrattore {__version__}, spaCy {version('spacy')}, Python {sys.version.split()[0]}")
    for folder in bundled_models():
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        default = " (default)" if folder.name == BUNDLED_DEFAULT else ""
        out_console.print(f"model {folder.name}{default}: version {meta['version']}, licence {meta['license']}")
    for name in ("it_core_news_sm", "it_core_news_md", "it_core_news_lg"):
        if find_spec(name):
            out_console.print(f"model {name}: installed; licence CC BY-NC-SA (non-commercial)")


def show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        out_console.print(__version__)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn Italian news into tidy tables: companies, people, money, percentages, dates, facts."""


def main() -> None:
    """Entry point of the command `estrattore`."""
    app()
