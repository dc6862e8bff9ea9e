"""Past or future: what the verbs and scheduling words of the clause say about a date in it."""

from __future__ import annotations

import re
from functools import cache

from estrattore.values.lexicon import table

_BORDERS = re.compile(r"[,;:()«»“”\"–—]| - ")
_ACROSS = 200  # a cue beyond a clause border counts as that much farther away


@cache
def _cues() -> re.Pattern[str]:
    tenses = table("dates")["tense"]
    parts = (rf"(?P<{name}>(?<![^\W\d_])(?:{'|'.join(tenses[name])})(?![^\W\d_]))" for name in ("future", "past"))
    return re.compile("|".join(parts), re.IGNORECASE)


def cues(text: str) -> list[tuple[int, int, int]]:
    """Start, end and sign (-1 past, 1 future) of every cue.

    >>> [sign for *_, sign in cues("La giunta ha deciso e voterà giovedì")]
    [-1, 1]
    """
    return [(m.start(), m.end(), 1 if m.lastgroup == "future" else -1) for m in _cues().finditer(text)]


def tense(text: str, found: list[tuple[int, int, int]], start: int, end: int) -> int:
    """The sign of the cue nearest to the mention from `start` to `end`, those of its own clause first; 0 without cues.

    >>> text = "Giovedì si vota, ha detto il ministro"
    >>> tense(text, cues(text), 0, 7)
    -1
    """

    def distance(cue: tuple[int, int, int]) -> int:
        low, high = (cue[1], start) if cue[0] < start else (end, cue[0])
        gap = text[max(low, high - _ACROSS) : high]
        return max(high - low, 0) + (_ACROSS if _BORDERS.search(gap) else 0)

    outside = [cue for cue in found if cue[1] <= start or cue[0] >= end]
    best = min(outside, key=distance, default=None)
    return best[2] if best and distance(best) < 2 * _ACROSS else 0
