"""Dates: days, weeks, months, quarters, years, decades, relative days, ranges, each with its first and last day.

A sentence is scanned once: at every word that may open a date the patterns of `date_patterns` are tried, the longest
one with a value wins (`date_values`), what stands in a name or counts things is dropped (`date_guards`), and neighbours
joined by `dal … al`, `tra … e`, a dash or a list become one mention.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from estrattore.values import date_guards, date_tense
from estrattore.values.calendar import Period, next_weekday, years
from estrattore.values.context import Context, Span
from estrattore.values.date_patterns import Shape, normalised, tokens
from estrattore.values.date_values import RESOLVERS, SELECTORS, WEAK, Anchor
from estrattore.values.lexicon import table

_LINK = re.compile(
    r",? {1,3}(?:(?:di|del|della|dello|dei|degli|in|nel) {1,3}(?:mese di )?|(?:dell|d|nell|degl)' {0,3})?"
    r"(?:(?:esercizio|anno|anno fiscale|biennio|triennio) (?='?\d))?",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:da|dal|dalla|dallo|dagli|dai|dall'|va da)(?: giorno)? {0,3}$", re.IGNORECASE)
_TO = re.compile(r",? {1,3}(?:e )?(?:fino |sino |fin )?(?:ad?|al|alla|allo|agli|ai|all')(?: giorno)? {0,3}", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:tra|fra)(?: il| lo| la| i| gli| le| l')? {0,3}$", re.IGNORECASE)
_AND = re.compile(r" {1,3}e(?:d)? {1,3}(?:il |lo |la |i |gli |l')?", re.IGNORECASE)
_DASH = re.compile(r" {0,3}[-–—] {0,3}")
_LIST = re.compile(r", {1,3}| {1,3}(?:ed?|o) {1,3}(?:(?:il|al|del|dal|nel) |(?:l|all|dell)')?", re.IGNORECASE)
_SLASH = re.compile(r" ?/ ?")
_REPORTED = re.compile(r"(?:rispetto al?l?a?|contro il|contro i \S+ del|confronto (?:con il|col|al)|sul|dal|fino al|entro il|nel confronto con il) ?$")
_FRAGMENT_WORDS = re.compile(r"(?!(?:il|lo|la|l|al|a|all|ad|in|nel|nell|del|dell|dal|per)\b)\b\w+", re.IGNORECASE)
_FRAGMENT_END = re.compile(r"\W*(?:(?:alle|dalle|ore) [\d:.]+\W*)?")
_YEARLY = ("date", "month", "season", "holiday")  # kinds that recur every year
_DEPTH = 2  # selectors within selectors: `metà del secondo trimestre 2024`
_BEFORE = 40  # characters in front of a date that may open it

_PLACE = r"[A-ZÀ-Ý][\w'’. -]{1,40}?"
_DATE = r"(?:\w+ì,? |\w+o,? |\w+a,? )?\d{1,2}(?:°|º)?[ ./-](?:[A-Za-z]{3,10}\.?|\d{1,2})[ ./-](?:del )?\d{2,4}"
_DATELINE = re.compile(rf"\s*(?:\([A-Za-z./ -]{{2,20}}\)\s*[-–—]?\s*)?(?:{_PLACE}\s*[,–—(-]\s*)?(?:il |lì )?({_DATE})\s*(?:[-–—):.(/|,]|\n|$)")


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or period in a sentence.

    Args:
        start: First character of the mention.
        end: Character after the last one.
        date_start: First day.
        date_end: Last day, inclusive.
        precision: `day`, `week`, `month`, `quarter`, `half`, `year`, `decade`, `century`, `season` or `range`.
        relative: Whether the value depends on the article's date.
        modifier: `from`, `until`, `by`, `approx` or None.
    """

    start: int
    end: int
    date_start: dt.date
    date_end: dt.date
    precision: str
    relative: bool = False
    modifier: str | None = None


@dataclass(frozen=True, slots=True)
class _Atom:
    """A matched pattern with its value, if it has one by itself."""

    kind: str
    start: int
    end: int
    groups: dict[str, str]
    inner: _Atom | None = None
    period: Period | None = None


class _Scan:
    """One sentence with its anchor: matches patterns, resolves, joins."""

    def __init__(self, sentence: str, context: Context, taken: Sequence[Span]) -> None:
        self.text = normalised(sentence)
        self.context = context
        self.taken = sorted(taken)
        self.said: int | None = None
        self._cues: list[date_tense.Cue] | None = None
        self._sport: bool | None = None

    def atoms(self) -> Iterator[_Atom]:
        """Matches from left to right, the longest that has a value at each place."""
        after = 0
        for start, shapes in tokens(self.text):
            if start < after or not (atom := self._match(start, shapes)):
                continue
            after = atom.end
            if atom.kind in ("year", "nth", "first_n") and atom.period and not self._compared(atom):
                self.said = atom.period.start.year
            yield atom

    def _compared(self, atom: _Atom) -> bool:
        """Whether an atom names no year to talk about: none is written, or it is only compared with."""
        written = "year" in atom.groups or (atom.inner is not None and "year" in atom.inner.groups)
        return not written or bool(_REPORTED.search(self.text[max(0, atom.start - _BEFORE) : atom.start]))

    def _match(self, start: int, shapes: tuple[Shape, ...], depth: int = 0) -> _Atom | None:
        best: _Atom | None = None
        for shape in shapes:
            match = shape.regex.match(self.text, start)
            if not match or not self._free(start, shape.kind, match):
                continue
            if shape.before and not shape.before.search(self.text[max(0, start - _BEFORE) : start]):
                continue
            groups = {name: value.lower() for name, value in match.groupdict().items() if value}
            atom = _Atom(shape.kind, start, match.end(), groups)
            atom = self._with_period(atom, depth)
            if (atom.period or atom.kind in WEAK) and (best is None or self._better(atom, best)):
                best = atom
        return best

    @staticmethod
    def _better(atom: _Atom, other: _Atom) -> bool:
        return (atom.end, atom.kind not in WEAK) > (other.end, other.kind not in WEAK)

    def _free(self, start: int, kind: str, match: re.Match[str]) -> bool:
        """Whether the match begins a word (a full date may be glued to a name) and nobody has claimed it."""
        glued = bool(start) and self.text[start].isalnum() and self.text[start - 1].isalnum()
        if glued and (self.text[start - 1].isdigit() or kind != "date" or not match.groupdict().get("year")):
            return False
        return not _overlaps(self.taken, start, match.end())

    def _with_period(self, atom: _Atom, depth: int) -> _Atom:
        """The atom with its value; a selector (`fine`, `secondo trimestre`) takes in the period that follows it."""
        if atom.kind in WEAK and not depth:
            return atom
        if atom.kind in SELECTORS and depth < _DEPTH and (inner := self._container(atom.end, depth)):
            period = self.resolve(replace(atom, inner=inner))
            if period:
                return replace(atom, end=inner.end, inner=inner, period=period)
        return replace(atom, period=self.resolve(atom))

    def _container(self, end: int, depth: int) -> _Atom | None:
        """The period that a selector chooses from, named right after it."""
        link = _LINK.match(self.text, end)
        if not link:
            return None
        start, shapes = next(tokens(self.text[link.end() : link.end() + _BEFORE]), (1, ()))
        found = self._match(link.end(), shapes, depth + 1) if start == 0 else None
        return found if found and found.kind not in ("day_alone", "decade_alone") else None

    def resolve(self, atom: _Atom, *, published: bool = True, outer: int | None = None) -> Period | None:
        """The value of an atom, on demand as if the article had no date; `outer` is where the mention begins."""
        outer = atom.start if outer is None else outer
        inner = self.resolve(atom.inner, published=published, outer=outer) if atom.inner else None
        if atom.inner and inner is None:
            return None
        anchor = Anchor(
            self.context.published if published else None,
            self.context.year if published else None,
            self.said if published else None,
            lambda: self._tense(atom),
            self._in_sport() if atom.kind == "year_range" else False,
            self._alone(outer, atom.end),
        )
        try:
            return RESOLVERS[atom.kind](atom.groups, inner, anchor)
        except (ValueError, OverflowError):
            return None

    def _alone(self, start: int, end: int) -> bool:
        """Whether the mention is all that the sentence says."""
        return len(self.text) < 2 * _BEFORE and not (
            _FRAGMENT_WORDS.search(self.text[:start]) or not _FRAGMENT_END.fullmatch(self.text[end:])
        )

    def _tense(self, atom: _Atom) -> int:
        if self._cues is None:
            self._cues = date_tense.cues(self.text)
        return date_tense.tense(self.text, self._cues, atom.start, atom.end)

    def _in_sport(self) -> bool:
        if self._sport is None:
            low = self.text.lower()
            self._sport = any(word in low for word in table("dates")["sports"]["words"])
        return self._sport

    def mentions(self) -> Iterator[DateSpan]:
        """The dates: atoms joined where something joins them, the others where they may stand."""
        atoms = list(self.atoms())
        if not atoms:
            return
        friends = date_guards.false_friends(self.text)
        atoms = [a for a in atoms if not _overlaps(friends, a.start, a.end)]
        index = 0
        while index < len(atoms):
            joined = self._join(atoms, index)
            if joined:
                index, found = joined
                yield from found
                continue
            atom = atoms[index]
            index += 1
            if date_guards.stands(atom.kind, self.text, atom.start, atom.end, atom.groups):
                period = atom.period or self.resolve(atom)
                if period:
                    yield self._span(atom.start, atom.end, period, self.resolve(atom, published=False) is None)

    def _span(self, start: int, end: int, period: Period, relative: bool) -> DateSpan:
        opening = _opening(self.text[max(0, start - _BEFORE) : start])
        return DateSpan(start, end, period.start, period.end, period.precision, relative, opening)

    def _join(self, atoms: list[_Atom], index: int) -> tuple[int, list[DateSpan]] | None:
        """A range or list that begins with this atom, and the index after it."""
        if index + 1 >= len(atoms):
            return None
        left, right = atoms[index], self._as_decade(atoms[index], atoms[index + 1])
        gap, before = self.text[left.end : right.start], self.text[max(0, left.start - _BEFORE) : left.start]
        if self._ranged(left, right, gap, before) and (span := self._range(left, right)):
            return index + 2, [span]
        if self._shares_year(left, right, gap) and (period := self.resolve(_in_year(left, right.period))):
            return index + 1, [self._span(left.start, left.end, period, False)]
        if not _LIST.fullmatch(gap) or left.kind not in WEAK | {"decade"}:
            return None
        return self._decades(left, right, index) if left.kind == "decade" else self._series(atoms, index)

    @staticmethod
    def _shares_year(left: _Atom, right: _Atom, gap: str) -> bool:
        """Whether a year is written once for both: `aprile o maggio 2012`."""
        return left.kind == right.kind and left.kind in _YEARLY and bool(_LIST.fullmatch(gap)) and _dated(right) > _dated(left)

    @staticmethod
    def _ranged(left: _Atom, right: _Atom, gap: str, before: str) -> bool:
        if _DASH.fullmatch(gap):
            return left.kind == right.kind or left.kind in WEAK
        if _SLASH.fullmatch(gap):
            return left.kind == "day_alone" and right.kind == "date"
        if _FROM.search(before):
            return bool(_TO.fullmatch(gap))
        return bool(_BETWEEN.search(before) and _AND.fullmatch(gap))

    def _range(self, left: _Atom, right: _Atom) -> DateSpan | None:
        """From the first day of one to the last day of the other; what one leaves out the other lends."""
        if left.kind == "day_alone" and right.kind == "day_alone" and not self._bare_days(left, right):
            return None
        left, right = _lend(left, right)
        first, last = self._ends(left, right)
        if not first or not last or first.end > last.end or first.start == last.start:
            return None
        relative = None in self._ends(left, right, published=False)
        return self._span(left.start, right.end, Period(first.start, last.end, "range"), relative)

    def _bare_days(self, left: _Atom, right: _Atom) -> bool:
        """`dal 3 al 5`: days only where nothing is counted or scored."""
        days = left.groups.get("day", "").isdigit() and right.groups.get("day", "").isdigit()
        return days and date_guards.ends_day(self.text[right.end : right.end + _BEFORE]) and bool(re.search(r"\b(?:dal|tra il|fra il|dall') ?$", self.text[:left.start][-10:], re.IGNORECASE))

    def _ends(self, left: _Atom, right: _Atom, *, published: bool = True) -> tuple[Period | None, Period | None]:
        """Both ends; the one without a year is that which fits the other."""
        first, last = self.resolve(left, published=published), self.resolve(right, published=published)
        if last and left.kind in _YEARLY and right.kind in (*_YEARLY, "year") and _dated(right) and not _dated(left):
            made = (self.resolve(_in_year(left, last, -back)) for back in (0, 1))
            return next((p for p in made if p and p.start < last.start), None), last
        if first and right.kind in _YEARLY and not _dated(right) and (published or _dated(left)):
            made = (self.resolve(_in_year(right, first, on)) for on in (0, 1))
            last = next((p for p in made if p and p.end > first.end), last)
        if first and last and first.start >= last.start and not _dated(left):
            return self._earlier(left, first, last), last
        return first, last

    def _earlier(self, left: _Atom, first: Period, last: Period) -> Period | None:
        """The first end before the last one: `la notte tra mercoledì e giovedì`, `dal 2 ottobre a dopodomani`."""
        if left.kind == "weekday":
            return next_weekday(last.start, first.start.weekday(), past=True)
        return self.resolve(_in_year(left, first, -1)) if left.kind in _YEARLY else first

    def _series(self, atoms: list[_Atom], index: int) -> tuple[int, list[DateSpan]] | None:
        """`19, 20 e 21 luglio`: one mention when consecutive, else one each."""
        last = index + 1
        while last < len(atoms) and _LIST.fullmatch(self.text[atoms[last - 1].end : atoms[last].start]):
            if atoms[last].kind not in WEAK:
                break
            last += 1
        if last >= len(atoms) or atoms[last].kind not in ("date", "day_of", "nth") or not _LIST.fullmatch(self.text[atoms[last - 1].end : atoms[last].start]):
            return None
        row = [_lend(atom, atoms[last])[0] for atom in atoms[index:last]] + [atoms[last]]
        periods = [self.resolve(atom) for atom in row]
        if None in periods:
            return None
        known = [period for period in periods if period]
        relative = self.resolve(row[-1], published=False) is None
        if row[-1].kind != "nth" and all((b.start - a.end).days == 1 for a, b in pairwise(known)):
            return last + 1, [self._span(row[0].start, row[-1].end, Period(known[0].start, known[-1].end, "range"), relative)]
        return last + 1, [self._span(a.start, a.end, p, relative) for a, p in zip(row, known, strict=True)]

    def _as_decade(self, left: _Atom, right: _Atom) -> _Atom:
        """`'60` and `Sessanta` after another decade."""
        word = right.groups.get("decade") or right.groups.get("decade_word") or right.groups.get("year", "")
        if left.kind != "decade" or right.kind not in ("decade_alone", "year") or not word.endswith(("0", "a", "i")):
            return right
        decade = replace(right, kind="decade", groups={"decade": word})
        return replace(decade, period=self.resolve(decade))

    def _decades(self, left: _Atom, right: _Atom, index: int) -> tuple[int, list[DateSpan]] | None:
        first, last = left.period, right.period
        if right.kind != "decade" or not first or not last or last.start.year - first.start.year != 10:
            return None
        return index + 2, [self._span(left.start, right.end, years(first.start.year, last.end.year, "range"), False)]


def _overlaps(spans: list[Span], start: int, end: int) -> bool:
    """Whether one of the spans, in order and apart from each other, touches this stretch."""
    index = bisect_left(spans, (end, 0)) - 1
    return index >= 0 and spans[index][1] > start


def _dated(atom: _Atom) -> bool:
    return "year" in atom.groups or "relative_year" in atom.groups


def _in_year(atom: _Atom, period: Period | None, offset: int = 0) -> _Atom:
    """The atom as if the year in which a period begins were written, or one some years off."""
    return replace(atom, groups={**atom.groups, "year": str(period.start.year + offset)}) if period else atom


def _lend(left: _Atom, right: _Atom) -> tuple[_Atom, _Atom]:
    """A bare number takes what it counts from its neighbour: `dal 27 al 30 agosto`, `primo e secondo trimestre`."""
    if left.kind != "day_alone" or right.kind == "day_alone":
        return left, right
    word = left.groups.get("day") or left.groups.get("roman", "")
    if "day" in right.groups and "day" in left.groups:
        kept = {name: value for name, value in right.groups.items() if name != "weekday"}
        return replace(left, kind=right.kind if right.kind != "weekday_day" else "day_alone", groups={**kept, "day": word}), right
    if right.kind == "nth":
        return replace(left, kind="nth", groups={**right.groups, "n": word}, inner=right.inner), right
    return left, right


@cache
def _openings() -> list[tuple[str, re.Pattern[str]]]:
    """Modifiers and the words that give them, right in front of the date."""
    found = []
    for name, patterns in table("dates")["openings"].items():
        found.append((name, re.compile(rf"\b(?:{'|'.join(patterns)})(?: |' ?)(?:(?:mese|anno|giorno|esercizio|notte|sera) (?:di |del )?)?$", re.IGNORECASE)))
    return found


def _opening(before: str) -> str | None:
    return next((name for name, pattern in _openings() if pattern.search(before)), None)


def find_dates(sentence: str, *, context: Context = Context(), taken: Sequence[Span] = ()) -> list[DateSpan]:
    """The dates of a sentence in order; without `context.published` only those that need no anchor.

    Args:
        sentence: One sentence; offsets refer to it.
        context: The article's date and the year under discussion.
        taken: Spans of money and percentages, which no date may overlap.

    >>> text = "I ricavi del secondo trimestre 2025 sono saliti, il dividendo si stacca dal 27 al 30 agosto 2025"
    >>> for date in find_dates(text):
    ...     print(text[date.start:date.end], date.date_start, date.date_end, date.precision)
    secondo trimestre 2025 2025-04-01 2025-06-30 quarter
    27 al 30 agosto 2025 2025-08-27 2025-08-30 range
    """
    return list(_Scan(sentence, context, taken).mentions())


def discussed_year(sentence: str, spans: Sequence[DateSpan]) -> int | None:
    """The year that a sentence is about, for `Context.year` of the sentences after it; None when it names none.

    Only quarters, halves and the like with a written year count, not those the sentence compares with. The caller keeps
    the year it had when the answer is None.

    >>> text = "Nel primo trimestre 2024 i ricavi salgono rispetto al primo trimestre 2023"
    >>> discussed_year(text, find_dates(text))
    2024
    """
    named = [
        span.date_start.year
        for span in spans
        if span.precision in ("quarter", "half") and not span.relative
        and not _REPORTED.search(sentence[max(0, span.start - _BEFORE) : span.start])
    ]  # fmt: skip
    return named[-1] if named else None


def dateline(text: str) -> dt.date | None:
    """The full date at the head of an article.

    >>> dateline("ROMA – 3 marzo 2024 - Il governo"), dateline("(ANSA) - Roma, 12 gen 2025 - Il governo")
    (datetime.date(2024, 3, 3), datetime.date(2025, 1, 12))
    >>> dateline("Il 3 marzo 2024 il governo cadde") is None
    True
    """
    match = _DATELINE.match(text[:200])
    span = parse_date(match[1]) if match else None
    return span.date_start if span and span.precision == "day" else None


def parse_date(text: str, *, published: dt.date | None = None) -> DateSpan | None:
    """The one date that a text is, articles and prepositions left out; None when it is none.

    >>> parse_date("fine luglio", published=dt.date(2025, 7, 22)).date_start
    datetime.date(2025, 7, 22)
    >>> parse_date("tre gatti") is None
    True
    """
    found = find_dates(text, context=Context(published=published))
    return found[0] if len(found) == 1 else None
