"""What a sentence cannot know by itself: the day, the currency and the year that its article is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from estrattore.documents import as_day

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Frozen surroundings of a sentence.

    Args:
        published: The article's day; None leaves relative dates out.
        currency: The article's prevailing explicit currency (ISO 4217), for implied amounts.
        year: The year under discussion so far, for bare quarters, halves and months.
    """

    published: dt.date | None = None
    currency: str | None = None
    year: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "published", as_day(self.published))
