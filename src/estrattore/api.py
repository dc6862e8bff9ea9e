"""The library's face: text or documents in, `Tables` out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from estrattore.documents import DayLike, Document, as_day
from estrattore.errors import UsageError
from estrattore.finds import to_plain
from estrattore.names.lists import load_lists
from estrattore.pipeline.extensions import finds_of
from estrattore.pipeline.load import load
from estrattore.pipeline.run import TURN, process_all
from estrattore.readers.given import Given, documents_of
from estrattore.report.highlight import Highlighted
from estrattore.settings import DEFAULT_MODEL, Columns, Settings, as_confidence, listed
from estrattore.tables.entities import entity_rows
from estrattore.tables.repeats import with_repeats
from estrattore.tables.rows import Rows, merge_rows
from estrattore.tables.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from estrattore.batch.summary import RunSummary


def extract(
    source: Given,
    *,
    published: DayLike = None,
    nlp: Language | None = None,
    model: str = DEFAULT_MODEL,
    companies: str | Path | None = None,
    min_confidence: float | None = None,
    columns: Columns | None = None,
) -> Tables:
    """All tables of one article or many.

    Args:
        source: A text, a `Document`, a dict (`{"testo": …, "data": …, "titolo": …}`), many of them, or a DataFrame with
            a column of text. Plain texts get the ids `text-1`, `text-2`, …
        published: Day of publication of what has none of its own.
        nlp: A pipeline from `load()`, to use it again; else one is loaded.
        model: As for `load`.
        companies: As for `load`; with `nlp` it takes the place of that pipeline's list for this once.
        min_confidence: As for `load`, for this once.
        columns: Names of the fields of dicts and frames; else the usual English and Italian ones are known.

    Raises:
        TypeError: `source` is something else, or has no column of text.
        UsageError: `nlp` has no component `estrattore`, `published` is no day, `min_confidence` is not from 0 to 1, or the
            list cannot be read.
        ModelNotFoundError: The pipeline that was asked for is not installed.

    >>> tables = extract("Ieri la società ha comprato azioni per 3 milioni di euro.", published="2025-07-22")
    >>> tables.money[["amount_min", "currency"]].values.tolist()
    [[3000000.0, 'EUR']]
    >>> tables.dates.date_start.dt.day.tolist()
    [21]
    """
    rows: Rows = {}
    stream = _stream(
        source,
        published=published,
        nlp=nlp,
        model=model,
        companies=companies,
        min_confidence=min_confidence,
        columns=columns,
    )
    for _, more in stream:
        merge_rows(rows, more)
    return _tables(rows)


def pipe(
    source: Given,
    *,
    published: DayLike = None,
    nlp: Language | None = None,
    model: str = DEFAULT_MODEL,
    companies: str | Path | None = None,
    min_confidence: float | None = None,
    columns: Columns | None = None,
) -> Iterator[tuple[Document, Tables]]:
    """Documents with their tables, one after the other, in order: memory stays flat, however many there are.

    Args:
        source: As for `extract`; an iterator is read as it comes.
        published: As for `extract`.
        nlp: As for `extract`.
        model: As for `extract`.
        companies: As for `extract`.
        min_confidence: As for `extract`.
        columns: As for `extract`.

    Yields:
        Each document and its tables; of one that cannot be read, an empty document and the reason in `errors`.

    Raises:
        TypeError: As for `extract`.
        UsageError: As for `extract`.
        ModelNotFoundError: As for `extract`.

    >>> articles = ({"titolo": f"Conti {n}", "testo": f"Costa {n} milioni di euro."} for n in (3, 5))
    >>> [(document.title, float(tables.money.amount_min[0])) for document, tables in pipe(articles, model="fast")]
    [('Conti 3', 3000000.0), ('Conti 5', 5000000.0)]
    """
    stream = _stream(
        source,
        published=published,
        nlp=nlp,
        model=model,
        companies=companies,
        min_confidence=min_confidence,
        columns=columns,
    )
    return ((document, _tables(rows)) for document, rows in stream)


def _stream(
    source: Given,
    *,
    published: DayLike,
    nlp: Language | None,
    model: str,
    companies: str | Path | None,
    min_confidence: float | None,
    columns: Columns | None,
) -> Iterator[tuple[Document, Rows]]:
    """Documents with their rows; what is wrong with the call is said now, not when the first is asked for."""
    documents = documents_of(source, published=as_day(published), columns=columns)
    lists = load_lists(Path(companies)) if companies and nlp else None
    if nlp and "estrattore" not in nlp.pipe_names:
        raise UsageError("This pipeline has no component 'estrattore'. Add it with nlp.add_pipe('estrattore').")
    least = as_confidence(min_confidence)
    nlp = nlp or load(model, companies=companies)
    return _in_turn(process_all(documents, nlp, lists=lists, min_confidence=least))


def _in_turn(stream: Iterator[tuple[Document, Rows]]) -> Iterator[tuple[Document, Rows]]:
    """The same, one batch at a time among all threads."""
    while True:
        with TURN:
            found = next(stream, None)
        if found is None:
            return
        yield found


def _tables(rows: Rows) -> Tables:
    return Tables.from_rows(rows | {"facts": with_repeats(rows.get("facts", ())), "entities": entity_rows(rows)})


def extract_folder(
    source: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    model: str = DEFAULT_MODEL,
    published: DayLike = None,
    companies: str | Path | None = None,
    formats: str | Iterable[str] = ("csv",),
    workers: int = 1,
    engine: str = "local",
    scheduler: str = "",
    resume: bool = True,
    append: bool = False,
    keep_text: bool = True,
    without: str | Iterable[str] = (),
    min_confidence: float | None = None,
    csv_style: str = "us",
    columns: Columns = Columns(),
    corrections: str | Path | None = None,
    use_corrections: bool = True,
) -> RunSummary:
    """Extract files and folders into `out`, as `estrattore extract` does.

    Args:
        source: Files or folders.
        out: Output folder; made when missing.
        on_progress: Called with the inputs done and the inputs in all.
        model: As for `load`.
        published: Day of publication of every document; overrides every other source.
        companies: As for `load`.
        formats: One or more of csv, jsonl, parquet, xlsx, sqlite, duckdb.
        workers: Number of processes; 0 takes one for every hundred documents, at most one per core. More than one needs
            the guard `if __name__ == "__main__":`.
        engine: `local` or `dask`.
        scheduler: Address of a Dask scheduler; empty starts a local cluster.
        resume: Skip inputs that are done and unchanged.
        append: Keep the documents that the tables in `out` hold already. What comes again from the same file and record
            is skipped where its bytes are the same, else it replaces the one before; without it, what `source` does
            not name leaves the tables, and the summary's `left` tells which.
        keep_text: Fill the column `documents.text`.
        without: `people` leaves the names of people out of all tables; sentences stay as they are.
        min_confidence: As for `load`.
        csv_style: `us`, or `it` for semicolons, decimal commas and a BOM.
        columns: Field names of records.
        corrections: A file of corrections to apply beside those that `out` holds.
        use_corrections: Apply corrections at all.

    Returns:
        What the run did: rows of each table, failures, skipped files, seconds.

    Raises:
        NothingToReadError: No document was found.
        UsageError: An option or a format is unknown.
    """
    from estrattore.batch.run import extract_folder as run

    paths = [source] if isinstance(source, str | Path) else list(source)
    settings = Settings(
        model=model,
        published=as_day(published),
        companies=Path(companies) if companies else None,
        formats=listed(formats),
        workers=workers,
        engine=engine,
        scheduler=scheduler,
        resume=resume,
        append=append,
        keep_text=keep_text,
        without=listed(without),
        min_confidence=min_confidence,
        csv_style=csv_style,
        columns=columns,
        corrections=Path(corrections) if corrections else None,
        use_corrections=use_corrections,
    )
    return run([Path(p) for p in paths], Path(out), settings=settings, on_progress=on_progress)


def show(source: Doc | Tables, *, limit: int = 3) -> Highlighted:
    """Highlighted text for a notebook cell.

    Args:
        source: A processed `Doc`, or `Tables` whose documents kept their text.
        limit: Number of documents at most.
    """
    if isinstance(source, Tables):
        return Highlighted.of_tables(source, limit=limit)
    return Highlighted.of([(source.text, map(to_plain, finds_of(source)))])
