"""Files and records as articles: their text, title and day of publication."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import re
from collections.abc import Mapping
from email.utils import parsedate
from typing import Any

from estrattore.documents import Document
from estrattore.errors import ReadError
from estrattore.readers.decoding import clean, decode, refuse_binary
from estrattore.readers.inputs import Input, clean_name
from estrattore.readers.records import Record
from estrattore.settings import Columns

_DATELINE_REACH = 1000
_DATELINE_LINES = 4  # overline, title, subtitle, text
# Only what the page says of itself: no search for anything that looks like a date, no "today" as the latest day.
_HTML_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
_YEAR_FIRST = r"(?P<year>(?:19|20)\d\d)(?P<sign>[-_./]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)"
_DAY_FIRST = r"(?P<day_>\d\d?)(?P<sign_>[-_./])(?P<month_>\d\d?)(?P=sign_)(?P<year_>(?:19|20)\d\d)"
_DAY = re.compile(rf"(?<!\d)(?:{_YEAR_FIRST}|{_DAY_FIRST})(?!\d)")


def file_document(source: Input, data: bytes, *, published: dt.date | None) -> Document:
    """The one document of a text or html file.

    Raises:
        ReadError: It holds no text.
    """
    refuse_binary(data)
    text, encoding = decode(data, html=source.kind == "html")
    title, day = "", ""
    if source.kind == "html":
        text, title, day = _article(text)
    if not text.strip():
        raise ReadError("No article was found in the page." if data.strip() else "The file is empty.")
    return Document(
        text=text,
        id=source.name,
        title=title,
        published=published or day_of(day) or day_of_text(text) or day_of(source.name),
        path=clean_name(source.path),
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def record_document(source: Input, record: Record, *, columns: Columns, published: dt.date | None) -> Document:
    """The document of a record; without an id it is called by file and line (`news.jsonl:12`).

    Raises:
        ReadError: The record is broken or has no text.
    """
    if isinstance(record.fields, ReadError):
        raise record.fields
    text = record.fields.get(columns.text.casefold())
    if not isinstance(text, str) or not text.strip():
        names = ", ".join(record.fields)[:200]
        raise ReadError(f"No text in the field '{columns.text}' of the record (its fields: {names}).")
    text = clean(text)
    day = day_of(_field(record.fields, columns.date))
    return Document(
        text=text,
        id=_field(record.fields, columns.id) or f"{source.name}:{record.line}",
        title=_field(record.fields, columns.title),
        published=published or day or day_of_text(text) or day_of(source.name),
        path=clean_name(source.path),
        record=str(record.line),
        encoding=record.encoding,
        sha256=hashlib.sha256(record.data).hexdigest(),
    )


def day_of(text: str) -> dt.date | None:
    """The first day written in figures in a file name or a date field; None when there is none.

    >>> day_of("2025/07/22/borsa.txt"), day_of("22.7.2025"), day_of("Tue, 22 Jul 2025 18:30:00 +0200")
    (datetime.date(2025, 7, 22), datetime.date(2025, 7, 22), datetime.date(2025, 7, 22))
    >>> day_of("bilancio 2024-2025.txt")
    """
    for found in _DAY.finditer(text):
        year, month, day = (found[part] or found[part + "_"] for part in ("year", "month", "day"))
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
    written = parsedate(text) if ":" in text else None  # the form of mail and RSS
    try:
        return dt.date(*written[:3]) if written else day_of_text(text)
    except ValueError:
        return None


def day_of_text(text: str) -> dt.date | None:
    """The day in the dateline of a text, which may follow its headings.

    >>> day_of_text("Conti in crescita\\n\\nMilano, 22 luglio 2025 – Il gruppo ha chiuso")
    datetime.date(2025, 7, 22)
    """
    from estrattore.values.dates.find import dateline  # the grammar loads its tables: not for `--help`

    head = [line for line in text[:_DATELINE_REACH].split("\n") if line.strip()]
    return next((day for line in head[:_DATELINE_LINES] if (day := dateline(line))), None)


def _field(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name.casefold())
    return clean(str(value)).strip() if isinstance(value, str | int | float) else ""


def _article(page: str) -> tuple[str, str, str]:
    """Text, title and day of a page; the text is empty where there is no article."""
    import trafilatura  # takes half a second, and few inputs need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without an article is our message
    found: Any = trafilatura.bare_extraction(
        page if "<html" in page[:2000].lower() else f"<html><body>{page}</body></html>",
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_HTML_DATES,
    )
    if found is None:
        return trafilatura.baseline(page)[1], "", ""
    return found.text or "", found.title or "", found.date or ""
