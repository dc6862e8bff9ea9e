"""`explain`: why the figures of an article are in the facts that they are in, or in none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from estrattore.documents import DayLike, Document, as_day
from estrattore.errors import EstrattoreError, UsageError
from estrattore.facts.explain import explain_figures
from estrattore.facts.scene import Article
from estrattore.finds import Fact
from estrattore.names.lists import load_lists
from estrattore.pipeline.analysis import headline_mentions
from estrattore.pipeline.extensions import finds_of, to_doc
from estrattore.pipeline.load import load
from estrattore.readers.given import documents_of
from estrattore.settings import DEFAULT_MODEL
from estrattore.text.layout import read_layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    from spacy.language import Language

    from estrattore.facts.explain import ExplainedFigure
    from estrattore.names.lists import NameLists
    from estrattore.pipeline.component import Estrattore
    from estrattore.tables.tables import Tables

_PLACES = (("amount_start", "amount_end"), ("percent_start", "percent_end"), ("start_char", "end_char"))
_NO_FIGURES = "This is no row of facts, money or percentages. Give one of these, or a text without tables."


def explain(
    source: str | Document | Mapping[str, Any] | pd.Series[Any],
    tables: Tables | None = None,
    *,
    published: DayLike = None,
    nlp: Language | None = None,
    model: str = DEFAULT_MODEL,
    companies: str | Path | None = None,
) -> tuple[ExplainedFigure, ...]:
    """Every amount and rate of an article with all that was weighed: measure, owner, status …, or why it is in no fact.

    The article is read again, whole: what decides may stand in its headline. Facts come however unsure they are.

    Args:
        source: One text, `Document` or dict, as for `extract`; with `tables`, a row of their facts, money or
            percentages: only its figures come.
        tables: The tables that the row is from, with the texts of their documents.
        published: Day of publication of what has none of its own.
        nlp: A pipeline from `load()`, best the one that made the tables; else one is loaded.
        model: As for `load`.
        companies: As for `load`; with `nlp` it takes the place of that pipeline's list for this once.

    Raises:
        TypeError: `source` is something else.
        UsageError: `source` is no row with figures, or the tables hold no text of its document.
        ModelNotFoundError: The pipeline that was asked for is not installed.

    >>> [figure] = explain("Netflix chiude il 2024 con ricavi per 39 miliardi di dollari.")
    >>> measure, owner, *_ = figure.decisions
    >>> figure.text, measure.candidates[0].option, owner.candidates[0].option
    ('39 miliardi di dollari', 'ricavi', 'Netflix')
    >>> [figure] = explain("Il biglietto costa 12 euro.")
    >>> figure.fact, figure.no_fact
    (None, 'product_price')
    """
    spans = _spans(source) if tables is not None else set()
    document = _of_row(source, tables) if tables is not None else _document(source, published)
    lists = load_lists(Path(companies)) if companies and nlp else None
    found = _figures(document, nlp or load(model, companies=companies), lists)
    if tables is None:
        return tuple(found)
    of_row = tuple(figure for figure in found if (figure.start, figure.end) in spans)
    if not of_row:
        raise UsageError(_NO_FIGURES)
    return of_row


def _document(source: Any, published: DayLike) -> Document:
    if not isinstance(source, str | Document) and not hasattr(source, "keys"):
        raise TypeError(
            f"Cannot explain a {type(source).__name__}. Give one text, Document or dict; or a row with its tables."
        )
    (document,) = documents_of(source, published=as_day(published))
    if not isinstance(document, Document):
        raise EstrattoreError(document.message)
    return document


def _of_row(row: Any, tables: Tables) -> Document:
    """The document that a row is from, as its table has it."""
    documents = tables.documents[tables.documents.doc_id == row["doc_id"]]
    if documents.empty or not isinstance(documents.text.iloc[0], str):
        raise UsageError(
            f"These tables hold no text of document '{row['doc_id']}'. Extract it without --no-text, or explain its text."
        )
    found = documents.iloc[0]
    return Document(text=found.text, id=found.doc_id, title=_text(found.title), published=as_day(found.published))


def _spans(row: Any) -> set[tuple[int, int]]:
    """Where the figures of a row stand: amount and rate of a fact, or the mention itself.

    Raises:
        UsageError: It has none, or is no row.
    """
    columns = row.keys() if hasattr(row, "keys") and not hasattr(row, "columns") else ()
    places = [(_whole(row[start]), _whole(row[end])) for start, end in _PLACES if start in columns and end in columns]
    spans = {(start, end) for start, end in places if start is not None and end is not None}
    if "doc_id" not in columns or not spans:
        raise UsageError(_NO_FIGURES)
    return spans


def _whole(value: Any) -> int | None:
    """An offset as tables and csv files hold it; None where there is none."""
    try:
        return int(value)
    except (TypeError, ValueError):  # of what is missing, or no number
        return None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _figures(document: Document, nlp: Language, lists: NameLists | None) -> Iterator[ExplainedFigure]:
    """The figures of a document, with offsets in its text."""
    layout = read_layout(document.text)
    doc = nlp(to_doc(document, nlp, layout=layout), component_cfg={"estrattore": {"lists": lists} if lists else {}})
    sentences = [(start, end) for start, end in doc._.estrattore_sentences or ()]
    mentions = [find for find in finds_of(doc) if not isinstance(find, Fact)]
    title, component = document.title, cast("Estrattore", nlp.get_pipe("estrattore"))
    known = lists or component.lists
    proposals = component.headline(title, layout.text, lists=known)
    headline = headline_mentions(title, proposals, published=document.published, lists=known)
    article = Article.of(
        layout.text, mentions, title=title, headline=headline, blocks=layout.blocks, published=document.published
    )
    for figure in explain_figures(article, sentences):
        yield figure.placed(document.text, layout.to_source)
