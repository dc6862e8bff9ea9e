"""Past or future: what the verbs and scheduling words of the clause say about a date in it."""

from __future__ import annotations

import re
from functools import cache

from estrattore.values.lexicon import table

_BORDERS = re.compile(r"[,;:()«»“”\"–—]| - ")
_WINDOW = 200  # characters on either side that are looked at
_ACROSS = _WINDOW  # a cue beyond a clause border counts as that much farther away


@cache
def _cues() -> re.Pattern[str]:
    tenses = table("dates")["tense"]
    parts = (rf"(?P<{name}>(?<![^\W\d_])(?:{'|'.join(tenses[name])})(?![^\W\d_]))" for name in ("future", "past"))
    return re.compile("|".join(parts), re.IGNORECASE)


def tense(text: str, start: int, end: int) -> int:
    """What the nearest cue says of the mention from `start` to `end`, those of its own clause first.

    Returns:
        -1 past, 1 future, 0 when no cue is near.

    >>> tense("Giovedì la giunta voterà, ha detto il ministro", 0, 7), tense("Lo ha deciso giovedì", 13, 20)
    (1, -1)
    """
    first = max(0, start - _WINDOW)
    window = text[first : end + _WINDOW]
    low, high = start - first, end - first
    best = min(
        (_distance(window, cue, low, high) for cue in _cues().finditer(window) if cue.end() <= low or cue.start() >= high),
        default=None,
    )
    return best[1] if best else 0


def _distance(text: str, cue: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """How far a cue is from the mention, and its sign."""
    low, high = (cue.end(), start) if cue.start() < start else (end, cue.start())
    across = _ACROSS if _BORDERS.search(text, low, high) else 0
    return high - low + across, 1 if cue.lastgroup == "future" else -1
