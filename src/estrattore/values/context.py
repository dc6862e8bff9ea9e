"""What a sentence cannot know by itself: the day, the currency and the year that its article is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estrattore.documents import as_day

if TYPE_CHECKING:
    import datetime as dt

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scale:
    """What is said once for many figures: `valori in migliaia di euro`.

    Args:
        step: What they are multiplied by; 1 where a row is in whole currency.
        currency: ISO 4217, empty when none is said.
    """

    step: int
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Frozen surroundings of a sentence.

    Args:
        published: The article's day; None leaves relative dates out.
        currency: The article's prevailing explicit currency (ISO 4217), for implied amounts; None where all is in euros.
        year: The year under discussion so far, for bare quarters, halves and months.
        scale: What was said above for the figures of this sentence.
    """

    published: dt.date | None = None
    currency: str | None = None
    year: int | None = None
    scale: Scale | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "published", as_day(self.published))
