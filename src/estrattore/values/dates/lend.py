"""What neighbours lend each other: the year, the month or the unit that one of them leaves out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estrattore.values.dates.anchor import SHORT_YEAR, YEARS, read_day

if TYPE_CHECKING:
    from estrattore.values.dates.calendar import Period
    from estrattore.values.dates.scan import Atom


def dated(atom: Atom) -> bool:
    """Whether the year of a date is written."""
    return any(name in atom.groups for name in YEARS)


def in_year(atom: Atom, period: Period | None, offset: int = 0) -> Atom:
    """The atom as if the year in which a period begins were written, or one some years off."""
    return replace(atom, groups={**atom.groups, "year": str(period.start.year + offset)}) if period else atom


def same_month(atom: Atom, day: Period | None) -> Atom:
    """A bare later day is of the month that the sentence named before."""
    number = read_day(atom.groups.get("day", "")) if atom.kind == "day_alone" and day else None
    if not day or not number or number <= day.end.day:
        return atom
    named = {"day": str(number), "month": str(day.end.month), "year": str(day.end.year)}
    return replace(atom, kind="date", groups=named)


def in_month(atom: Atom, day: Period | None) -> Atom:
    """A bare day in the month of another one: `dal 6 al 9`."""
    if day is None:
        return atom
    named = {"day": atom.groups["day"], "month": str(day.start.month), "year": str(day.start.year)}
    return replace(atom, kind="date", groups=named)


def lend(left: Atom, right: Atom) -> tuple[Atom, Atom]:
    """A number takes what it counts from its neighbour: `dal 27 al 30 agosto`, `primo e secondo trimestre`, `1932 e '34`."""
    century, short = left.groups.get("year", "")[:-2], right.groups.get("year", "")
    if left.kind == right.kind == "year" and century.isdigit() and len(short) == SHORT_YEAR:
        return left, replace(right, groups={"year": century + short})
    if left.kind != "day_alone" or right.kind == "day_alone":
        return left, right
    word = left.groups.get("day") or left.groups.get("ordinal", "")
    if "day" in right.groups and "day" in left.groups:
        kept = {name: value for name, value in right.groups.items() if name != "weekday"}
        kind = right.kind if right.kind != "weekday_day" else "day_alone"
        return replace(left, kind=kind, groups={**kept, "day": word}), right
    if right.kind == "nth":
        inner = right.inner or _its_year(right)
        return replace(left, kind="nth", groups={**right.groups, "n": word}, inner=inner), right
    return left, right


def _its_year(atom: Atom) -> Atom | None:
    """The year of a bare quarter, as if it were written: both quarters of `primo e secondo trimestre` are of one."""
    year = {"year": str(atom.period.start.year)} if atom.period else None
    return replace(atom, kind="year", groups=year, inner=None) if year else None
