"""One sentence scanned for dates: the longest pattern with a value at every word that may open one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estrattore.resources.schemas.date_shapes import date_shapes
from estrattore.resources.schemas.dates import dates
from estrattore.values.dates import tense
from estrattore.values.dates.anchor import Anchor
from estrattore.values.dates.patterns import Shape, beside, normalised, tokens
from estrattore.values.dates.resolvers import RESOLVERS, SELECTORS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from estrattore.values.context import Context, Span
    from estrattore.values.dates.calendar import Period

REACH = 40  # characters around a date that are looked at

_DEPTH = 2  # selectors within selectors: `metà del secondo trimestre 2024`


@dataclass(frozen=True, slots=True)
class Atom:
    """A matched pattern with its value, if it has one by itself; `said` is the year that the sentence named before it."""

    kind: str
    start: int
    end: int
    groups: dict[str, str]
    inner: Atom | None = None
    period: Period | None = None
    said: int | None = None


class Scan:
    """One sentence with its context."""

    def __init__(self, sentence: str, context: Context, taken: Sequence[Span]) -> None:
        self.text = normalised(sentence)
        self.context = context
        self.taken = sorted(taken)
        self._cues: list[tense.Cue] | None = None
        self._sport: bool | None = None

    def atoms(self) -> Iterator[Atom]:
        """Matches from left to right, the longest that has a value at each place."""
        after, said = 0, None
        for start, shapes in tokens(self.text):
            if start < after or not (atom := self._match(start, shapes, said)):
                continue
            after = atom.end
            if atom.kind in ("year", "nth", "first_n") and atom.period and not self._compared(atom):
                said = atom.period.start.year
            yield atom

    def _compared(self, atom: Atom) -> bool:
        """Whether an atom names no year to talk about: none is written, or it is only compared with."""
        written = "year" in atom.groups or (atom.inner is not None and "year" in atom.inner.groups)
        return not written or compared(self.text, atom.start)

    def _match(self, start: int, shapes: tuple[Shape, ...], said: int | None, depth: int = 0) -> Atom | None:
        best: Atom | None = None
        for shape in shapes:
            match = shape.regex.match(self.text, start)
            if not match or not self._free(start, shape.kind, match):
                continue
            if shape.before and not shape.before.search(self.text[max(0, start - REACH) : start]):
                continue
            groups = {name: value.lower() for name, value in match.groupdict().items() if value}
            atom = Atom(shape.kind, start, match.end(), groups, said=said)
            atom = self._with_period(atom, depth)
            if (atom.period or beside(atom.kind)) and (best is None or self._better(atom, best)):
                best = atom
        return best

    @staticmethod
    def _better(atom: Atom, other: Atom) -> bool:
        return (atom.end, not beside(atom.kind)) > (other.end, not beside(other.kind))

    def _free(self, start: int, kind: str, match: re.Match[str]) -> bool:
        """Whether the match begins a word (a full date may be glued to a name) and nobody has claimed it."""
        glued = bool(start) and self.text[start].isalnum() and self.text[start - 1].isalnum()
        if self.text[start - 1] in ",." and not beside(kind) and _ends_decimal(self.text, start):
            return False
        if glued and (self.text[start - 1].isdigit() or kind != "date" or not match.groupdict().get("year")):
            return False
        return not overlaps(self.taken, start, match.end())

    def _with_period(self, atom: Atom, depth: int) -> Atom:
        """The atom with its value; a selector (`fine`, `secondo trimestre`) takes in the period that follows it."""
        if beside(atom.kind) and not depth:
            return atom
        if atom.kind in SELECTORS and depth < _DEPTH and (inner := self._container(atom, depth)):
            period = self.resolve(replace(atom, inner=inner))
            if period:
                return replace(atom, end=inner.end, inner=inner, period=period)
        return replace(atom, period=self.resolve(atom))

    def _container(self, atom: Atom, depth: int) -> Atom | None:
        """The period that a selector chooses from, named right after it; `inizio nel 2012` is when something began."""
        link = date_shapes().around.container.match(self.text, atom.end)
        if not link or (atom.kind == "part" and link["inside"]):
            return None
        start, shapes = next(tokens(self.text[link.end() : link.end() + REACH]), (1, ()))
        found = self._match(link.end(), shapes, atom.said, depth + 1) if start == 0 else None
        return found if found and found.kind not in ("day_alone", "decade_alone") else None

    def resolve(self, atom: Atom, *, published: bool = True, outer: int | None = None) -> Period | None:
        """The value of an atom, on demand as if the article had no date; `outer` is where the mention begins."""
        outer = atom.start if outer is None else outer
        inner = self.resolve(atom.inner, published=published, outer=outer) if atom.inner else None
        if atom.inner and inner is None:
            return None
        anchor = Anchor(
            self.context.published if published else None,
            self.context.year if published else None,
            atom.said if published else None,
            lambda: self.tense(atom),
            lambda: self.tense(atom, clause=True),
            atom.kind == "year_range" and self._of_sport(atom),
            atom.kind == "year_range" and self._of_school(atom),
            self._alone(outer, atom.end),
        )
        try:
            return RESOLVERS[atom.kind](atom.groups, inner, anchor)
        except (ValueError, OverflowError):
            return None

    def _alone(self, start: int, end: int) -> bool:
        """Whether the mention is all that the sentence says."""
        return len(self.text) < 2 * REACH and is_fragment(self.text, start, end)

    def tense(self, atom: Atom, *, clause: bool = False) -> int:
        if self._cues is None:
            self._cues = tense.cues(self.text)
        fronted = self.text[atom.end : atom.end + 1] == ","  # `in dicembre, alla riunione, faremo`
        return tense.tense(self.text, self._cues, atom.start, atom.end, clause=clause and not fronted)

    def _of_school(self, atom: Atom) -> bool:
        """Whether `2024/25` stands beside `anno scolastico`."""
        around = self.text[max(0, atom.start - REACH) : atom.end + REACH].lower()
        return dates().school_years.words.search(around) is not None

    def _of_sport(self, atom: Atom) -> bool:
        """Whether `2024/25` is a season of sport: the sentence speaks of one, and no budget stands before it."""
        words = dates().seasons_of_sport
        if self._sport is None:
            low = self.text.lower()
            self._sport = any(word in low for word in words.words)
        before = self.text[max(0, atom.start - REACH) : atom.start].lower()
        return self._sport and not any(word in before for word in words.budgets)


def _ends_decimal(text: str, start: int) -> bool:
    """Whether digits are the end of a figure: the 8 of `+0,8 di maggio`."""
    return start > 1 and text[start].isdigit() and text[start - 1] in ",." and text[start - 2].isdigit()


def overlaps(spans: list[Span], start: int, end: int) -> bool:
    """Whether one of the spans, in order and apart from each other, touches this stretch."""
    index = bisect_left(spans, (end, 0)) - 1
    return index >= 0 and spans[index][1] > start


def compared(text: str, start: int) -> bool:
    """Whether the words before a date only compare with it.

    >>> compared("rispetto al 2023", 12), compared("nel 2023", 4)
    (True, False)
    """
    return date_shapes().around.compared.search(text[max(0, start - REACH) : start]) is not None


def is_fragment(text: str, start: int, end: int) -> bool:
    """Whether a date is all that a text says, but for articles, prepositions and a clock time.

    >>> is_fragment("entro il 3 marzo", 9, 16), is_fragment("nato il 3 marzo", 8, 15)
    (True, False)
    """
    around = date_shapes().around
    return not around.more_words.search(text[:start]) and around.clock.fullmatch(text[end:]) is not None
