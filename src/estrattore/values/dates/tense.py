"""Past or future: what the verbs and scheduling words of the clause say about a date in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from estrattore.resources.schemas.dates import dates
from estrattore.values.explain import note

Cue = tuple[int, int, int]  # start, end, -1 past or 1 future

_BORDERS = re.compile(r"[,;:()«»“”\"–—]| - ")
_WINDOW = 200  # characters on either side that are looked at
_ACROSS = _WINDOW  # a cue beyond a clause border counts as that much farther away


@cache
def _cues() -> re.Pattern[str]:
    tense = dates().tense
    groups = (("future", tense.future), ("past", tense.past))
    parts = (rf"(?P<{name}>(?<![^\W\d_])(?:{'|'.join(patterns)})(?![^\W\d_]))" for name, patterns in groups)
    return re.compile("|".join(parts), re.IGNORECASE)


def cues(text: str) -> list[Cue]:
    """Every cue of a sentence, in order.

    >>> [sign for *_, sign in cues("La giunta ha deciso e voterà giovedì")]
    [-1, 1]
    """
    return [(m.start(), m.end(), 1 if m.lastgroup == "future" else -1) for m in _cues().finditer(text)]


def tense(text: str, found: list[Cue], start: int, end: int, *, clause: bool = False) -> int:
    """What the nearest cue says of the mention from `start` to `end`, those of its own clause first, on demand only they.

    Returns:
        -1 past, 1 future, 0 when no cue is near.

    >>> text = "Giovedì la giunta voterà, ha detto il ministro"
    >>> tense(text, cues(text), 0, 7)
    1
    """
    near = found[bisect_left(found, (start - _WINDOW, 0, 0)) : bisect_left(found, (end + _WINDOW, 0, 0))]
    outside = [(_distance(text, cue, start, end), cue[2]) for cue in near if cue[1] <= start or cue[0] >= end]
    nearest = min(outside) if outside else None
    if nearest is None or (clause and nearest[0] >= _ACROSS):
        return 0
    note(
        "tense",
        cue=next(text[cue[0] : cue[1]] for cue in near if nearest == (_distance(text, cue, start, end), cue[2])),
    )
    return nearest[1]


def _distance(text: str, cue: Cue, start: int, end: int) -> int:
    low, high = (cue[1], start) if cue[0] < start else (end, cue[0])
    return high - low + (_ACROSS if _BORDERS.search(text, low, high) else 0)
