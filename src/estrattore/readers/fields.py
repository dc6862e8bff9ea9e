"""Which field of a record is what: by the names that the user gives, else by the usual English and Italian ones."""

from __future__ import annotations

import datetime as dt
import json
from numbers import Number
from typing import TYPE_CHECKING, Any, Literal

from estrattore.errors import ReadError
from estrattore.readers.articles import Article, document_of
from estrattore.readers.decoding import clean
from estrattore.readers.inputs import Input
from estrattore.resources.schemas.records import records
from estrattore.settings import Columns

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from estrattore.documents import Document

Part = Literal["id", "title", "date", "text"]
_MOST_NAMES = 200  # characters of a message


def record_document(
    fields: Mapping[str, Any], *, name: str = "record", columns: Columns | None = None, published: dt.date | None = None
) -> Document:
    """The document of a plain dict.

    Args:
        fields: Values by name; case, blanks and hyphens of the names do not matter.
        name: The id of a record that has none.
        columns: Names of the fields; else the usual ones are known.
        published: Day of publication; overrides the record's own.

    Raises:
        ReadError: There is no text.

    >>> document = record_document({"Titolo": "Conti", "data": "22/07/2025", "Testo": "Ricavi in crescita."})
    >>> document.title, document.published, document.text
    ('Conti', datetime.date(2025, 7, 22), 'Ricavi in crescita.')
    """
    article = article_of(fields, columns or Columns(), data=as_bytes(fields))
    return document_of(Input(path="", name=name, kind=""), article, published=published)


def article_of(
    fields: Mapping[str, Any], columns: Columns, *, record: str = "", data: bytes, encoding: str = "utf-8"
) -> Article:
    """The article of a record.

    Raises:
        ReadError: There is no text.
    """
    values = {key(name): value for name, value in fields.items()}
    texts = (values.get(name) for name in names(columns, "text"))
    text = next((text for text in texts if isinstance(text, str) and text.strip()), None)
    if text is None:
        raise ReadError(f"No text in {wanted(columns)} of the record (its fields: {listed(fields)}).")
    return Article(
        text=clean(text),
        title=_plain(values, columns, "title"),
        day=_plain(values, columns, "date"),
        id=_plain(values, columns, "id"),
        record=record,
        data=data,
        encoding=encoding,
    )


def names(columns: Columns, part: Part) -> tuple[str, ...]:
    """What the field for this part may be called, the likeliest first.

    >>> names(Columns(), "title")[:2], names(Columns(title="Oggetto mail"), "title")
    (('title', 'titolo'), ('oggetto_mail',))
    """
    told = getattr(columns, part)
    return (key(told),) if told else getattr(records().fields, part)


def key(name: object) -> str:
    """A name without what differs from file to file.

    >>> key(" Data-pubblicazione")
    'data_pubblicazione'
    """
    return str(name).strip().casefold().replace(" ", "_").replace("-", "_")


def has_text(fields: Collection[str], columns: Columns) -> bool:
    """Whether one of these fields may hold the text."""
    return not {key(name) for name in fields}.isdisjoint(names(columns, "text"))


def wanted(columns: Columns) -> str:
    """What the text was looked for under, for messages."""
    return f"the field '{columns.text}'" if columns.text else "a field 'text' or 'testo'"


def no_text_column(fields: Collection[str], columns: Columns) -> ReadError:
    """The error for a table without a column of text."""
    told = f"'{columns.text}'" if columns.text else "'text' or 'testo'"
    return ReadError(
        f"No column {told} among: {listed(fields)}. Name the column that holds the text: --columns text=NAME."
    )


def listed(fields: Collection[str]) -> str:
    """Names of fields, not too many."""
    return ", ".join(map(str, fields))[:_MOST_NAMES]


def as_bytes(fields: Mapping[str, Any]) -> bytes:
    """What the hash of a record without bytes of its own is made of."""
    return json.dumps(dict(fields), default=str, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _plain(values: Mapping[str, Any], columns: Columns, part: Part) -> str:
    """The first value that a line can hold, as text."""
    found = (_as_text(values.get(name)) for name in names(columns, part))
    return next(filter(None, found), "")


def _as_text(value: Any) -> str:
    if not isinstance(value, str | Number | dt.date) or value != value:  # NaN and NaT are not even themselves
        return ""
    if isinstance(value, float) and value.is_integer():  # a column of whole numbers with a gap
        value = int(value)
    return clean(str(value)).strip()
