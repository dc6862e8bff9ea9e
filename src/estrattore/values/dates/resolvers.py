"""What each shape of date denotes: one small function per kind, from named groups to a `Period`.

A resolver gives None when the shape has no value here: no such day, or nothing to anchor it to. Those of named days and
years stand here; what is measured from the article's day is in `deictic`, what chooses from a period in `pieces`.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from estrattore.resources.schemas.dates import dates
from estrattore.resources.words import inverted
from estrattore.values.dates import calendar as cal
from estrattore.values.dates import deictic, pieces
from estrattore.values.dates.anchor import (
    Anchor,
    Groups,
    Resolver,
    build,
    choose,
    full_year,
    read_day,
    read_deixis,
    read_month,
    read_nth,
    read_weekday,
    says_year,
    single_spaced,
    written_year,
    yearless,
)  # fmt: skip
from estrattore.values.dates.calendar import Period
from estrattore.values.numbers.numerals import parse_cardinal, parse_roman

_YEARS = range(1000, 2200)
_CENTURY = 100  # years
_CENTURIES = range(1, 23)
_OLDEST_SHORT_DECADE = 20  # `anni '20` are those of 1920, `anni '10` those of 2010
_YEARS_AROUND = 3  # in which a date with its weekday is looked for
_TO_LEAP_YEAR = 4


def _date(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    day, month = read_day(groups["day"]), read_month(groups["month"])
    weekday = read_weekday(groups["weekday"]) if groups.get("weekday") else None

    def make(year: int) -> Period | None:
        return build(cal.on, year, month, day)

    if weekday is not None and anchor.published and not says_year(groups):
        made = (
            make(year)
            for year in range(anchor.published.year - _YEARS_AROUND, anchor.published.year + _YEARS_AROUND + 1)
        )
        fitting = [p for p in made if p and p.start.weekday() == weekday]
        if best := choose(fitting, read_deixis(groups), anchor):
            return best
    return yearless(make, groups, anchor, reach=_TO_LEAP_YEAR if (day, month) == (29, 2) else 1)


def _month_period(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    month = read_month(groups["month"])
    return yearless(lambda year: build(cal.months, year, month), groups, anchor)


def _month_range(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`gen-mar 2025`."""
    year, first, last = written_year(groups, anchor), read_month(groups["month"]), read_month(groups["month_to"])
    return build(cal.months, year, first, last - first + 1, "range") if year and first < last else None


def _year(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    year = full_year(groups["year"], anchor.published)
    return build(cal.years, year) if year and year in _YEARS else None


def _year_range(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    first, last = int(groups["year"]), int(groups["year_to"])
    if last < _CENTURY:
        before, short = divmod(first, _CENTURY)
        turns = short == _CENTURY - 1  # `1999-00`
        last += before * _CENTURY if last > short else (before + 1) * _CENTURY if turns else -first
    if not first < last <= first + _CENTURY:
        return None
    if anchor.school and last == first + 1:
        return Period(dt.date(first, 9, 1), dt.date(last, 8, 31), "range")
    if anchor.sport and last == first + 1:
        return Period(dt.date(first, 7, 1), dt.date(last, 6, 30), "range")
    return cal.years(first, last)


@cache
def _seasons() -> dict[str, str]:
    return inverted(dates().seasons)


def _same(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`stesso mese del 2017`: the year, until its sentence says which month."""
    year = written_year(groups, anchor)
    return build(cal.years, year) if year else None


def _season(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    name = _seasons()[groups["season"]]
    return yearless(lambda year: build(cal.season, name, year), groups, anchor)


def _holiday(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    rule = dates().holidays[single_spaced(groups["holiday"])]
    return yearless(lambda year: build(cal.holiday, rule, year), groups, anchor)


def _observance(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`giornata mondiale dell'acqua`: a day where nothing else is said."""
    rule = dates().observances[single_spaced(groups["observance"])]
    return yearless(lambda year: build(cal.holiday, rule, year), groups, anchor) if anchor.alone else None


def _decade(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    first = _decade_start(groups.get("decade") or groups["decade_word"])
    if first is None:
        return None
    if hundreds := groups.get("of_hundreds"):
        start = _hundreds_start(hundreds)
        first = start + first % 100 if start else first
    elif groups.get("of_last"):
        first = 1900 + first % 100
    return cal.years(first, first + 9, "decade")


def _decade_start(word: str) -> int | None:
    digits = word.lstrip("'")
    if not digits.isdigit():
        return dates().decades.get(word) or parse_cardinal(word)
    year = int(digits)
    return year if year in _YEARS else 2000 + year if year < _OLDEST_SHORT_DECADE else 1900 + year


def _hundreds_start(word: str) -> int | None:
    digits = word.lstrip("'")
    return 1000 + int(digits) if digits.isdigit() else dates().hundreds.get(word) or parse_cardinal(word)


def _century(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    n = parse_roman(groups["roman"].upper()) if groups.get("roman") else read_nth(groups.get("n") or "0")
    return cal.century(n) if n and n in _CENTURIES else None


def _hundreds(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    start = _hundreds_start(groups["hundreds"])
    return cal.years(start, start + 99, "century") if start else None


RESOLVERS: dict[str, Resolver] = {
    **deictic.RESOLVERS, **pieces.RESOLVERS,
    "iso": _date, "date": _date, "month": _month_period, "month_range": _month_range, "year": _year, "same": _same, "year_range": _year_range,
    "season": _season, "holiday": _holiday, "observance": _observance, "decade": _decade, "decade_alone": _decade, "century": _century,
    "hundreds": _hundreds,
}  # fmt: skip
SELECTORS = frozenset(pieces.RESOLVERS) - {"code"}  # kinds that choose from a period named after them
