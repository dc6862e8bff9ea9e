"""What is read: the document with the text that all offsets refer to, or the failure in its place."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from html import escape

from estrattore.errors import UsageError

DayLike = dt.date | str | None
SHOWN_CHARS = 1_000  # of a text in a notebook: a screenful


def as_day(given: DayLike) -> dt.date | None:
    """A day as people have it: a date, a datetime, a pandas or NumPy timestamp, `YYYY-MM-DD`; None and `NaT` are none.

    Raises:
        UsageError: The text is no such day.

    >>> as_day("2025-07-22"), as_day(dt.datetime(2025, 7, 22, 18, 30)), as_day(None)
    (datetime.date(2025, 7, 22), datetime.date(2025, 7, 22), None)
    """
    if given is None or given != given:  # only NaT differs from itself
        return None
    if isinstance(given, dt.date):
        return given.date() if isinstance(given, dt.datetime) else given
    try:
        return dt.date.fromisoformat(str(given).strip()[:10])
    except ValueError:
        raise UsageError(f"'{given}' is no day. Write it as YYYY-MM-DD, for example 2025-07-22.") from None


def unique_id(wanted: str, taken: dict[str, int]) -> str:
    """`wanted`, or on a clash `wanted#2`, `wanted#3` …; `taken` remembers the ids given so far.

    >>> taken: dict[str, int] = {}
    >>> [unique_id("a.txt", taken) for _ in range(3)]
    ['a.txt', 'a.txt#2', 'a.txt#3']
    """
    found, n = wanted, taken.get(wanted, 0) + 1
    if n > 1:
        found = f"{wanted}#{n}"
        while found in taken:
            n += 1
            found = f"{wanted}#{n}"
    taken[wanted] = n
    taken.setdefault(found, 1)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article.

    Args:
        text: What the reader decoded; every offset counts its Unicode characters.
        id: Unique within a run; the record's own id or the relative path.
        title: Headline from the record or the page; context only, without rows.
        published: Day of publication, in any form that `as_day` takes; None where unknown, then relative dates stay out.
        path: Where it came from, as given.
        record: Line, row or item number within `path`, from 1, or the name of an attachment; empty for whole files.
        encoding: What the bytes were decoded with.
        sha256: Hash of the document's bytes, as hexadecimal digits.

    >>> Document(text="Ricavi a 11 miliardi.", id="a.txt").n_chars
    21
    """

    text: str
    id: str = "text"
    title: str = ""
    published: dt.date | None = None
    path: str = ""
    record: str = ""
    encoding: str = "utf-8"
    sha256: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "published", as_day(self.published))

    @property
    def n_chars(self) -> int:
        """Length of the text in Unicode characters."""
        return len(self.text)

    @property
    def digest(self) -> str:
        """`sha256` where the reader set it, else that of the text."""
        return self.sha256 or hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def _repr_html_(self) -> str:
        day = self.published.isoformat() if self.published else "day unknown"
        about = f"{escape(self.title or self.id)} · {day} · {self.n_chars:,} characters"
        start = self.text if self.n_chars <= SHOWN_CHARS else self.text[:SHOWN_CHARS] + " …"
        return f'<b>{about}</b><div style="white-space:pre-wrap;max-width:50em">{escape(start)}</div>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file or record that cannot be read: a row of the table `errors`."""

    path: str
    record: str = ""
    stage: str = "read"
    error: str
    message: str
