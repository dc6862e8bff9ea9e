"""What readers find in an input, and how an article becomes a document: its id, its title, its day of publication."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from email.utils import parsedate
from typing import TYPE_CHECKING, NamedTuple

from estrattore.documents import Document
from estrattore.errors import ReadError
from estrattore.readers.decoding import clean
from estrattore.readers.inputs import Input, clean_name
from estrattore.resources.schemas.records import records
from estrattore.text.layout import read_layout
from estrattore.values.dates.find import dateline

if TYPE_CHECKING:
    from estrattore.settings import Columns

MOST_CHARS = 50_000_000  # of one text: a worker then needs under 1.5 GB
_DATELINE_REACH = 1000
_DATELINE_LINES = 4  # overline, title, subtitle, text
_YEAR_FIRST = r"(?P<year>(?:19|20)\d\d)(?P<sign>[-_./]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)"
_DAY_FIRST = r"(?P<day_>\d\d?)(?P<sign_>[-_./])(?P<month_>\d\d?)(?P=sign_)(?P<year_>(?:19|20)\d\d)"
_DAY = re.compile(rf"(?<!\d)(?:{_YEAR_FIRST}|{_DAY_FIRST})(?!\d)")
_FILE_NAME = re.compile(r"\S*[_\\/]\S*|.*\.[A-Za-z]{3,4}\d?")


class Options(NamedTuple):
    """How to read.

    Args:
        columns: Field names of records.
        limit: Most bytes that a file read as a whole, or expanded from .gz, may have.
    """

    columns: Columns
    limit: int


class Article(NamedTuple):
    """An article as its format gives it.

    Args:
        text: As extracted, never changed afterwards.
        title: Its headline, if the format has one.
        day: When it was published, as the format says; before the dateline.
        made: When the file was made: the last thing that tells a day.
        id: The record's own.
        record: Its number in the file; empty for a whole file.
        data: The bytes that its hash is made of.
        encoding: What they were decoded with.
    """

    text: str
    title: str = ""
    day: str = ""
    made: str = ""
    id: str = ""
    record: str = ""
    data: bytes = b""
    encoding: str = "utf-8"


class Part(NamedTuple):
    """A file within a file, to be read as one of its own."""

    name: str
    data: bytes
    day: str = ""


class Broken(NamedTuple):
    """A record that cannot be read; the others can."""

    record: str
    error: ReadError


Found = Article | Part | Broken


def document_of(source: Input, article: Article, *, published: dt.date | None) -> Document:
    """The document of an article; a record without an id is called by file and line (`news.jsonl:12`).

    Raises:
        ReadError: It has no text, or one that is too long.
    """
    if not article.text.strip():
        raise ReadError("There is no text in it.")
    refuse_endless(article.text)
    day = day_of(article.day) or day_of_text(article.text) or day_of(source.name)
    return Document(
        text=article.text,
        id=article.id or ":".join(filter(None, (source.name, article.record))),
        title=article.title,
        published=published or day or day_of(source.day) or day_of(article.made),
        path=clean_name(source.path),
        record=record_name(source, article.record),
        encoding=article.encoding,
        sha256=hashlib.sha256(article.data).hexdigest(),
    )


def refuse_endless(text: str) -> None:
    """Tell a text from what fills the memory.

    Raises:
        ReadError: It is too long.
    """
    if len(text) > MOST_CHARS:
        raise ReadError(f"More than {MOST_CHARS:,} characters in one text, the most that is read at once. Split it.")


def record_name(source: Input, record: str) -> str:
    """Where a record stands within the path: its number, the name of an attachment, or both."""
    return ":".join(filter(None, (source.record, record)))


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
    >>> day_of_text("Gli iscritti all'albo erano 5.193 alla data del\\n1° gennaio 2022, cifra che segna una ripresa.")
    """
    head = [line for line in read_layout(text[:_DATELINE_REACH]).text.split("\n") if line.strip()]
    return next((day for line in head[:_DATELINE_LINES] if (day := dateline(line))), None)


def title_of(said: str) -> str:
    """The title that a file's metadata give; nothing where a program put the name of the file or of itself.

    >>> title_of("Microsoft Word - comunicato.docx"), title_of("Documento1"), title_of("comunicato_conti")
    ('', '', '')
    >>> title_of(" Tessilva: ricavi a 184 milioni ")
    'Tessilva: ricavi a 184 milioni'
    """
    title = " ".join(clean(said).replace("\0", "").split())
    titles, low = records().titles, title.casefold()
    by_program = low in titles.none or low.startswith(titles.programs)
    return "" if by_program or _FILE_NAME.fullmatch(title) else title
