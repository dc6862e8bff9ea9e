"""Replacements in a text, and the way of an offset through them: there and back by bisection, whatever the length."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Edit: TypeAlias = tuple[int, int, str]  # start, end (exclusive) in the text as it was, and what stands there instead
_Spans: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]  # where the replacements begin and end


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A text after some replacements; `old` and `new` hold where each replacement begins and ends before and after it."""

    text: str
    old: _Spans
    new: _Spans

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the old text that `text[start:end]` was made of."""
        return _carry(self.new, self.old, start, end)

    def forth(self, start: int, end: int) -> tuple[int, int]:
        """The span of the new text that the old text's span became; empty where nothing of it is left."""
        return _carry(self.old, self.new, start, end)


def rewrite(text: str, edits: Iterable[Edit]) -> Rewrite:
    """Replaces spans that are in order and do not overlap.

    >>> joined = rewrite("250 mi-\\nlioni", [(6, 8, "")])
    >>> joined.text, joined.back(4, 11), joined.forth(4, 13)
    ('250 milioni', (4, 13), (4, 11))
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    done = length = 0
    for start, end, replacement in edits:
        parts += (text[done:start], replacement)
        starts.append(start)
        ends.append(end)
        new_starts.append(length + start - done)
        length = new_starts[-1] + len(replacement)
        new_ends.append(length)
        done = end
    parts.append(text[done:])
    return Rewrite("".join(parts), (tuple(starts), tuple(ends)), (tuple(new_starts), tuple(new_ends)))


def _carry(here: _Spans, there: _Spans, start: int, end: int) -> tuple[int, int]:
    if end <= start:
        place = _character(here, there, start)[0]
        return place, place
    first, last = _character(here, there, start)[0], _character(here, there, end - 1)[1]
    return min(first, last), last


def _character(here: _Spans, there: _Spans, offset: int) -> tuple[int, int]:
    """The span that became of one character: of the whole replacement if it lies in one."""
    index = bisect_right(here[0], offset) - 1
    if index < 0:
        return offset, offset + 1
    if offset < here[1][index]:
        return there[0][index], there[1][index]
    place = there[1][index] + offset - here[1][index]
    return place, place + 1
