"""What stands together: `dal 27 al 30 agosto`, `gennaio-marzo`, `19, 20 e 21 luglio`, `anni '50 e '60`.

Atoms that something joins become one mention and lend each other what they leave out; the others stand alone where
their surroundings let them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import MAXYEAR, MINYEAR
from typing import TYPE_CHECKING, NamedTuple

from estrattore.resources.schemas.date_shapes import date_shapes
from estrattore.values.dates import false_friends
from estrattore.values.dates.anchor import Anchor, choose, read_deixis, read_unit
from estrattore.values.dates.calendar import Period, next_weekday, years
from estrattore.values.dates.lend import dated, in_month, in_year, lend, same_month
from estrattore.values.dates.patterns import beside
from estrattore.values.dates.rows import days_of_month, in_a_row, month_row, same_in
from estrattore.values.dates.scan import REACH, Atom, Scan, overlaps
from estrattore.values.explain import note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_YEARLY = ("date", "month", "season", "holiday")  # kinds that recur every year
_REPEATED = ("month", "quarter", "half", "range")
_LONGEST_LIST = 12  # dates; a longer row of them is a table
_DECADE = 10  # years


class Mention(NamedTuple):
    """A date in its sentence; `ranged` when it has both its ends, so that `dal` opens nothing."""

    start: int
    end: int
    period: Period
    relative: bool
    ranged: bool = False


class _Same:
    """What `stesso mese del 2017` refers to: the last such period of its sentence."""

    def __init__(self) -> None:
        self._heard: list[Period] = []

    def hear(self, mentions: Iterable[Mention]) -> None:
        """Keeps the periods that may be meant."""
        self._heard += [mention.period for mention in mentions if mention.period.precision in _REPEATED]

    def of(self, atom: Atom, year: Period, relative: bool) -> Mention:
        """The same months of another year; only the year where no months were named."""
        unit = read_unit(atom.groups) if "unit" in atom.groups else ""
        for period in reversed(self._heard):
            if unit in ("", period.precision) and (found := same_in(period, year.start.year)):
                return Mention(atom.start, atom.end, found, relative)
        named = atom.groups.get("year") or atom.groups["relative_year"]
        return Mention(atom.end - len(named), atom.end, year, relative)


class Joiner:
    """The atoms of one scan, in order."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.text = scan.text
        self.resolve = scan.resolve
        self.words = date_shapes().joins

    def mentions(self) -> Iterator[Mention]:
        """The dates: atoms joined where something joins them, the others where they may stand."""
        atoms = list(self.scan.atoms())
        if not atoms:
            return
        years, start = any(atom.kind == "year" for atom in atoms), max(0, atoms[0].start - REACH)
        friends = false_friends.stretches(self.text, years=years, start=start)
        atoms = [a for a in atoms if not overlaps(friends, a.start, a.end)]
        same = _Same()
        index, year = 0, -1  # the end of the last year, for `2023, 2024 e 2025`
        day: Period | None = None  # the last day named with its month, for `il 2 giugno a Roma e il 5 a Bari`
        while index < len(atoms):
            joined = self._join(atoms, index)
            if joined:
                index, found = joined
                same.hear(found)
                note(
                    "joined dates",
                    cue=self.text[found[0].start : found[-1].end],
                    neighbour=self._said(atoms[index - 1]),
                )
                yield from found
                continue
            atom = atoms[index]
            index += 1
            if atom.kind == "same" and atom.period:
                yield same.of(atom, atom.period, self.resolve(atom, published=False) is None)
                continue
            listed = atom.kind == "year" and year > 0 and self.words.list_.fullmatch(self.text[year : atom.start])
            if listed or false_friends.stands(atom.kind, self.text, atom.start, atom.end, atom.groups):
                year = atom.end if atom.kind == "year" else -1
                day = atom.period if atom.kind == "date" else day
                atom = self._same_year(atoms[index - 2] if index > 1 else None, atom)
                if period := atom.period or self.resolve(same_month(atom, day)):
                    mention = Mention(atom.start, atom.end, period, self.resolve(atom, published=False) is None)
                    same.hear([mention])
                    note(atom.kind, cue=self._said(atom), neighbour=self._said(atom.inner))
                    yield mention

    def _said(self, atom: Atom | None) -> str:
        return self.text[atom.start : atom.end] if atom else ""

    def _join(self, atoms: list[Atom], index: int) -> tuple[int, list[Mention]] | None:
        """A range or list that begins with this atom, and the index after it."""
        if index + 1 >= len(atoms):
            return None
        left, right = atoms[index], self._as_decade(atoms[index], atoms[index + 1])
        gap, before = self.text[left.end : right.start], self.text[max(0, left.start - REACH) : left.start]
        if self._ranged(left, right, gap, before) and (span := self._range(left, right)):
            return index + 2, [span]
        if left.kind == "month" and (
            row := month_row(self.scan, atoms, index) or days_of_month(self.scan, atoms, index)
        ):
            after, days, relative = row
            return after, [Mention(left.start, atoms[after - 1].end, days, relative)]
        if self._shares_year(left, right, gap) and (period := self.resolve(in_year(left, right.period))):
            return index + 1, [Mention(left.start, left.end, period, False)]
        if left.kind == "decade" and (self.words.list_.fullmatch(gap) or self.words.slash.fullmatch(gap)):
            return self._decades(left, right, index)
        return self._series(atoms, index) if beside(left.kind) and self.words.chain.fullmatch(gap) else None

    def _same_year(self, before: Atom | None, atom: Atom) -> Atom:
        """`arrestato il 3 marzo 2019 e condannato il 5 maggio`: coupled with a written year, what is later is of that year."""
        if not before or not before.period or atom.kind not in ("date", "month") or before.kind != atom.kind:
            return atom
        if not dated(before) or dated(atom) or not self.words.coupled.fullmatch(self.text[before.end : atom.start]):
            return atom
        moved = in_year(atom, before.period)
        period = self.resolve(moved)
        return replace(moved, period=period) if period and period.start > before.period.start else atom

    def _shares_year(self, left: Atom, right: Atom, gap: str) -> bool:
        """Whether a year is written once for both: `aprile o maggio 2012`."""
        return (
            left.kind == right.kind
            and left.kind in ("date", "month")
            and bool(self.words.list_.fullmatch(gap))
            and dated(right) > dated(left)
        )

    def _ranged(self, left: Atom, right: Atom, gap: str, before: str) -> bool:
        if self.words.dash.fullmatch(gap):
            return left.kind == right.kind or beside(left.kind)
        if self.words.slash.fullmatch(gap):
            return left.kind == "day_alone" and right.kind == "date"
        if self.words.from_.search(before):
            return bool(self.words.to.fullmatch(gap))
        return bool(self.words.between.search(before) and self.words.and_.fullmatch(gap))

    def _range(self, left: Atom, right: Atom) -> Mention | None:
        """From the first day of one to the last day of the other; what one leaves out the other lends."""
        if left.kind == "day_alone" and right.kind == "day_alone":
            if not self._bare_days(left, right):
                return None
            left = in_month(left, self.resolve(right))
        left, right = lend(left, right)
        first, last = self._ends(left, right)
        if not first or not last or first.end > last.end or first.start == last.start:
            return None
        relative = None in self._ends(left, right, published=False)
        return Mention(left.start, right.end, Period(first.start, last.end, "range"), relative, ranged=True)

    def _bare_days(self, left: Atom, right: Atom) -> bool:
        """`dal 3 al 5`: days only where nothing is counted or scored."""
        days = [atom.groups.get("day", "") for atom in (left, right)]
        return (
            all(days)
            and days[0].isdigit() == days[1].isdigit()
            and false_friends.ends_day(self.text[right.end : right.end + REACH])
            and bool(self.words.bare_from.search(self.text[max(0, left.start - REACH) : left.start]))
        )

    def _ends(self, left: Atom, right: Atom, *, published: bool = True) -> tuple[Period | None, Period | None]:
        """Both ends; the one without a year is that which fits the other."""
        first, last = self.resolve(left, published=published), self.resolve(right, published=published)
        if last and left.kind in _YEARLY and right.kind in (*_YEARLY, "year") and dated(right) and not dated(left):
            made = (self.resolve(in_year(left, last, -back)) for back in (0, 1))
            return next((p for p in made if p and p.start < last.start), None), last
        if left.kind in _YEARLY and right.kind in _YEARLY and not dated(left) and not dated(right):
            return self._undated_ends(left, right) if published else (None, None)
        if first and right.kind in _YEARLY and not dated(right) and (published or dated(left)):
            made = (self.resolve(in_year(right, first, on)) for on in (0, 1))
            last = next((p for p in made if p and p.end > first.end), last)
        if first and last and left.kind == "relative_day" and right.kind == "weekday":
            return first, next_weekday(first.start, last.start.weekday())  # `da oggi a venerdì`
        if first and last and first.start >= last.start and not dated(left):
            return self._earlier(left, first, last), last
        return first, last

    def _undated_ends(self, left: Atom, right: Atom) -> tuple[Period | None, Period | None]:
        """Neither end has a year: the whole range is put where one date would be."""
        day, ranges = self.scan.context.published, {}
        for year in range(max(day.year - 1, MINYEAR), min(day.year + 1, MAXYEAR) + 1) if day else ():
            first = self.resolve(in_year(left, years(year)))
            made = (self.resolve(in_year(right, years(year), on)) for on in (0, 1))
            last = next((p for p in made if p and first and p.start > first.start), None)
            if first and last:
                ranges[Period(first.start, last.end, "range")] = first, last
        deixis = read_deixis(right.groups)
        best = choose(
            list(ranges),
            read_deixis(left.groups) if deixis is None else deixis,
            Anchor(day, tense=lambda: self.scan.tense(left)),
        )
        return ranges[best] if best else (None, None)

    def _earlier(self, left: Atom, first: Period, last: Period) -> Period | None:
        """The first end before the last one: `la notte tra mercoledì e giovedì`, `dal 2 ottobre a dopodomani`."""
        if left.kind == "weekday":
            return next_weekday(last.start, first.start.weekday(), past=True)
        return self.resolve(in_year(left, first, -1)) if left.kind in _YEARLY else first

    def _series(self, atoms: list[Atom], index: int) -> tuple[int, list[Mention]] | None:
        """`19, 20 e 21 luglio`: one mention when consecutive, else one each."""
        last = index + 1
        while last < min(len(atoms), index + _LONGEST_LIST) and self.words.chain.fullmatch(
            self.text[atoms[last - 1].end : atoms[last].start]
        ):
            if not beside(atoms[last].kind):
                break
            last += 1
        if (
            last >= len(atoms)
            or atoms[last].kind not in ("date", "day_of", "nth")
            or not self.words.chain.fullmatch(self.text[atoms[last - 1].end : atoms[last].start])
        ):
            return None
        row = [lend(atom, atoms[last])[0] for atom in atoms[index:last]] + [atoms[last]]
        periods = [self.resolve(atom) for atom in row]
        if None in periods:
            return None
        known = [period for period in periods if period]
        relative = self.resolve(row[-1], published=False) is None
        if in_a_row(known):
            return last + 1, [
                Mention(row[0].start, row[-1].end, Period(known[0].start, known[-1].end, "range"), relative)
            ]
        return last + 1, [Mention(a.start, a.end, p, relative) for a, p in zip(row, known, strict=True)]

    def _as_decade(self, left: Atom, right: Atom) -> Atom:
        """`'60` and `Sessanta` after another decade."""
        names = ("decade", "decade_word", "year", "day")
        word = next((right.groups[name] for name in names if name in right.groups), "")
        if (
            left.kind != "decade"
            or right.kind not in ("decade_alone", "year", "day_alone")
            or not self.words.decade.fullmatch(word)
        ):
            return right
        if right.kind == "day_alone" and not word.isalpha():
            return right
        decade = replace(right, kind="decade", groups={"decade": word})
        return replace(decade, period=self.resolve(decade))

    def _decades(self, left: Atom, right: Atom, index: int) -> tuple[int, list[Mention]] | None:
        first, last = left.period, right.period
        if right.kind != "decade" or not first or not last or last.start.year - first.start.year != _DECADE:
            return None
        return index + 2, [Mention(left.start, right.end, years(first.start.year, last.end.year, "range"), False)]
