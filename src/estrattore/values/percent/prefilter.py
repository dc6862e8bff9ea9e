"""Whether a sentence may hold a rate at all: most have no sign or word that a rate cannot do without."""

from __future__ import annotations

from functools import cache

from estrattore.resources.schemas.percentages import percentages
from estrattore.text.tokens import words_of


@cache
def _rate_triggers() -> frozenset[str]:
    words = percentages().triggers.words
    return frozenset(spelling for word in words for spelling in (word, word.capitalize(), word.upper()))


def may_hold_rate(sentence: str) -> bool:
    """Whether a sentence has a sign or word of rates.

    >>> may_hold_rate("Sale del 3%"), may_hold_rate("Sale a 3 milioni")
    (True, False)
    """
    return "%" in sentence or "‰" in sentence or not words_of(sentence).isdisjoint(_rate_triggers())
