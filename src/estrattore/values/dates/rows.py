"""Dates that stand side by side and lend each other what they leave out: `luglio e agosto 2015`, `aprile dall'8 al 9`."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from estrattore.resources.schemas.date_shapes import date_shapes
from estrattore.values.dates.calendar import Period, months
from estrattore.values.dates.lend import dated, in_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estrattore.values.dates.scan import Atom, Scan

_LONGEST_ROW = 12  # dates; a longer row of them is a table
_MONTHS = 12  # in a year


def month_row(scan: Scan, atoms: Sequence[Atom], index: int) -> tuple[int, Period, bool] | None:
    """Months in a row that begins with this atom as one period: the index after it, its days, whether no year is written."""
    row = [atoms[index]]
    while (
        index + len(row) < len(atoms) and len(row) < _LONGEST_ROW and _goes_on(scan, row[-1], atoms[index + len(row)])
    ):
        row.append(atoms[index + len(row)])
    words = date_shapes().joins
    if len(row) == 1 or not words.and_.fullmatch(scan.text[row[-2].end : row[-1].start]):
        return None
    last = scan.resolve(row[-1])
    made = [_before(scan, atom, last) for atom in row[:-1]] + [last]
    periods = [period for period in made if period]
    if len(periods) < len(row) or not in_a_row(periods):
        return None
    return index + len(row), Period(periods[0].start, periods[-1].end, "range"), not dated(row[-1])


def _goes_on(scan: Scan, left: Atom, right: Atom) -> bool:
    """Whether a month without a year is followed by another one that stands with it."""
    gap = scan.text[left.end : right.start]
    months_only = left.kind == right.kind == "month"
    return months_only and not dated(left) and date_shapes().joins.list_.fullmatch(gap) is not None


def _before(scan: Scan, atom: Atom, last: Period | None) -> Period | None:
    """A month in the year of the last one, or in the year before it: `dicembre e gennaio 2024`."""
    if last is None:
        return None
    made = (scan.resolve(in_year(atom, last, back)) for back in (0, -1))
    return next((period for period in made if period and period.start < last.start), None)


def in_a_row(periods: Sequence[Period]) -> bool:
    """Whether each period begins where the one before it ends.

    >>> in_a_row([months(2015, 7), months(2015, 8)]), in_a_row([months(2015, 6), months(2015, 8)])
    (True, False)
    """
    return all((right.start - left.end).days == 1 for left, right in pairwise(periods))


def days_of_month(scan: Scan, atoms: Sequence[Atom], index: int) -> tuple[int, Period, bool] | None:
    """`aprile dall'8 al 9`: bare days behind their month."""
    if index + 2 >= len(atoms) or atoms[index].period is None:
        return None
    month, first, last = atoms[index : index + 3]
    words = date_shapes().joins
    if (
        first.kind != "day_alone"
        or last.kind != "day_alone"
        or not words.to.fullmatch(scan.text[first.end : last.start])
    ):
        return None
    if not words.from_alone.fullmatch(scan.text[month.end : first.start]) or "day" not in first.groups:
        return None
    named = {name: value for name, value in month.groups.items() if name in ("month", "year")}
    ends = [
        scan.resolve(replace(atom, kind="date", groups={**named, "day": atom.groups.get("day", "")}))
        for atom in (first, last)
    ]
    if not ends[0] or not ends[1] or ends[0].start >= ends[1].start:
        return None
    return index + 3, Period(ends[0].start, ends[1].end, "range"), not dated(month)


def same_in(period: Period, year: int) -> Period | None:
    """The days of another year that a period has: months as months, days as days.

    >>> same_in(months(2018, 2), 2016).end
    datetime.date(2016, 2, 29)
    """
    turn = period.end.year - period.start.year
    if period.start.day == 1 and period.precision != "day":
        n = turn * _MONTHS + period.end.month - period.start.month + 1
        return months(year - turn, period.start.month, n, period.precision)
    try:
        return Period(
            period.start.replace(year=year - turn), period.end.replace(year=year), period.precision
        )  # fmt: skip
    except ValueError:  # 29 February
        return None
