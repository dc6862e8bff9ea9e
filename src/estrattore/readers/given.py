"""What is handed over in Python: texts, documents, dicts and data frames, as a stream of documents with ids of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard, cast

from estrattore.documents import Document, Failure, unique_id
from estrattore.errors import ReadError
from estrattore.readers.articles import day_of_text, refuse_endless
from estrattore.readers.fields import has_text, listed, record_document
from estrattore.settings import Columns

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

One: TypeAlias = str | Document | Mapping[str, Any]
Given: TypeAlias = "One | Iterable[One] | pd.DataFrame"
TAKEN = "Give a text, a Document, a dict with a field 'text' or 'testo', an iterable of these, or a DataFrame."


def documents_of(
    given: Given, *, published: dt.date | None = None, columns: Columns | None = None
) -> Iterator[Document | Failure]:
    """The documents of whatever was given, in order; a record without text is a `Failure`.

    Args:
        given: See `Given`; plain texts get the ids `text-1`, `text-2`, …, records without one `record-1`, …
        published: Day of those that have none of their own, before that of their dateline is looked for.
        columns: Names of the fields of dicts and frames; else the usual English and Italian ones are known.

    Raises:
        TypeError: Something else was given, or a frame without a column of text.

    >>> [document.id for document in documents_of(["Oggi.", {"id": "a7", "testo": "Ieri."}, "Domani."])]
    ['text-1', 'a7', 'text-3']
    """
    columns = columns or Columns()
    return _documents(
        _each(given, columns), columns, published
    )  # what cannot be read is said before the first is asked for


def _documents(each: Iterable[One], columns: Columns, published: dt.date | None) -> Iterator[Document | Failure]:
    taken: dict[str, int] = {}
    for number, one in enumerate(each, 1):
        found = _document(one, number, columns)
        if isinstance(found, Document):
            day = found.published or published or day_of_text(found.text)
            found = replace(found, id=unique_id(found.id, taken), published=day)
        yield found


def _each(given: Given, columns: Columns) -> Iterable[One]:
    """One thing after the other; a frame is its rows."""
    if isinstance(given, str | Document):
        return (given,)
    if isinstance(given, Mapping):
        _require_text(given, columns, "dict")
        return (given,)
    if _is_frame(given):
        _require_text(given.columns, columns, "DataFrame")
        return (_row(row) for row in given.to_dict("records"))
    if isinstance(given, Iterable) and not isinstance(given, bytes | bytearray | set | frozenset):
        return cast("Iterable[One]", given)
    order = " A set has no order." if isinstance(given, set | frozenset) else ""
    raise TypeError(f"Cannot read a {type(given).__name__}.{order} {TAKEN}")


def _require_text(names: Iterable[Any], columns: Columns, what: str) -> None:
    fields = [str(name) for name in names]
    if not has_text(fields, columns):
        advice = "Rename one, or say which it is: columns=Columns(text='…')."
        raise TypeError(f"The {what} has no column of text (its columns: {listed(fields)}). {advice}")


def _is_frame(given: object) -> TypeGuard[pd.DataFrame]:
    """Whether this is a pandas DataFrame; without importing pandas, which whoever has one has imported."""
    return type(given).__name__ == "DataFrame" and hasattr(given, "to_dict") and hasattr(given, "columns")


def _row(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row of a frame without what is missing: NaN, NaT and NA are no values."""
    return {str(name): value for name, value in row.items() if not _is_missing(value)}


def _is_missing(value: object) -> bool:
    return (
        value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)
    )


def _document(one: object, number: int, columns: Columns) -> Document | Failure:
    try:
        document = _read(one, number, columns)
        refuse_endless(document.text)
    except ReadError as error:
        return Failure(path="", record=str(number), error=type(error).__name__, message=str(error))
    return document


def _read(one: object, number: int, columns: Columns) -> Document:
    if isinstance(one, Document):
        return one
    if isinstance(one, str):
        return Document(text=one, id=f"text-{number}")
    if isinstance(one, Mapping):
        return replace(record_document(one, name=f"record-{number}", columns=columns), record=str(number))
    raise TypeError(f"Cannot read a {type(one).__name__} (number {number}). {TAKEN}")
