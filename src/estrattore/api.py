"""The library's face: text or documents in, `Tables` out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from estrattore.documents import DayLike, Document, Failure, as_day, unique_id
from estrattore.errors import UsageError
from estrattore.finds import to_plain
from estrattore.names.lists import load_lists
from estrattore.pipeline.extensions import finds_of
from estrattore.pipeline.load import load
from estrattore.pipeline.run import process
from estrattore.readers.articles import day_of_text
from estrattore.report.highlight import Highlighted
from estrattore.settings import DEFAULT_MODEL, Columns, Settings, listed
from estrattore.tables.entities import entity_rows
from estrattore.tables.rows import Rows, merge_rows
from estrattore.tables.tables import Tables

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from estrattore.batch.summary import RunSummary


_ONE_AT_A_TIME = Lock()  # the words of a batch are forgotten at its end, for every thread that shares the pipeline


def extract(
    source: str | Document | Iterable[str | Document],
    *,
    published: DayLike = None,
    nlp: Language | None = None,
    model: str = DEFAULT_MODEL,
    companies: str | Path | None = None,
) -> Tables:
    """All tables of one text or many.

    Args:
        source: A text, a `Document`, or many of them; plain texts get the ids `text-1`, `text-2`, …
        published: Day of publication of the texts that have none of their own.
        nlp: A pipeline from `load()`, to use it again; else one is loaded.
        model: As for `load`.
        companies: As for `load`; with `nlp` it takes the place of that pipeline's list for this once.

    Raises:
        UsageError: `nlp` has no component `estrattore`, `published` is no day, or the list cannot be read.
        ModelNotFoundError: The pipeline that was asked for is not installed.

    >>> tables = extract("Ieri la società ha comprato azioni per 3 milioni di euro.", published="2025-07-22")
    >>> tables.money[["amount_min", "currency"]].values.tolist()
    [[3000000.0, 'EUR']]
    >>> tables.dates.date_start.dt.day.tolist()
    [21]
    """
    documents = _documents(source, published=as_day(published))
    lists = load_lists(Path(companies)) if companies and nlp else None
    if nlp and "estrattore" not in nlp.pipe_names:
        raise UsageError("This pipeline has no component 'estrattore'. Add it with nlp.add_pipe('estrattore').")
    rows: Rows = {}
    pipeline = nlp or load(model, companies=companies)
    with _ONE_AT_A_TIME:
        for found in process(documents, pipeline, lists=lists):
            merge_rows(rows, {"errors": [asdict(found)]} if isinstance(found, Failure) else found)
    rows["entities"] = entity_rows(rows)
    return Tables.from_rows(rows)


def _documents(source: str | Document | Iterable[str | Document], *, published: dt.date | None) -> list[Document]:
    """Documents with an id of their own and, where one is known, a day: their own, the one given, that of the dateline."""
    many = [source] if isinstance(source, str | Document) else list(source)
    named = (d if isinstance(d, Document) else Document(text=d, id=f"text-{n}") for n, d in enumerate(many, 1))
    taken: dict[str, int] = {}
    return [
        replace(d, id=unique_id(d.id, taken), published=d.published or published or day_of_text(d.text)) for d in named
    ]


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
    keep_text: bool = True,
    without: str | Iterable[str] = (),
    csv_style: str = "us",
    columns: Columns = Columns(),
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
        workers: Number of processes; 0 takes one per core. More than one needs the guard `if __name__ == "__main__":`.
        engine: `local` or `dask`.
        scheduler: Address of a Dask scheduler; empty starts a local cluster.
        resume: Skip inputs that are done and unchanged.
        keep_text: Fill the column `documents.text`.
        without: `people` leaves the names of people out of all tables; sentences stay as they are.
        csv_style: `us`, or `it` for semicolons, decimal commas and a BOM.
        columns: Field names of records.

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
        keep_text=keep_text,
        without=listed(without),
        csv_style=csv_style,
        columns=columns,
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
