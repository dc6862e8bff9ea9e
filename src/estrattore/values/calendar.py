"""Calendar arithmetic: the days that a month, a quarter, a season, a week or a holiday covers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Precision = Literal[
    "day", "week", "month", "quarter", "half", "year", "decade", "century", "season", "range"
]
_ONE_DAY = dt.timedelta(days=1)
_MONTHS = {"month": 1, "bimester": 2, "quarter": 3, "third": 4, "half": 6}
_YEARS = {"year": 1, "biennium": 2, "triennium": 3, "quadriennium": 4, "quinquennium": 5, "decade": 10, "century": 100}
_SEASONS = {"spring": (3, 21, 6, 20), "summer": (6, 21, 9, 22), "autumn": (9, 23, 12, 20), "winter": (12, 21, 3, 20)}
_PRECISIONS = frozenset(("day", "week", "month", "quarter", "half", "year", "decade", "century"))


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days, both ends included, and what kind of unit it is."""

    start: dt.date
    end: dt.date
    precision: Precision = "day"


def day(year: int, month: int, number: int) -> Days:
    """A single day; ValueError where the calendar has none."""
    date = dt.date(year, month, number)
    return Days(date, date)


def months(year: int, first: int, count: int = 1, precision: Precision = "month") -> Days:
    """`count` whole months from month `first` of the year on; `first` may lie outside 1..12.

    >>> months(2024, 2).end, months(2025, 0).start
    (datetime.date(2024, 2, 29), datetime.date(2024, 12, 1))
    """
    start, after = (divmod(year * 12 + first - 1 + shift, 12) for shift in (0, count))
    return Days(
        dt.date(start[0], start[1] + 1, 1), dt.date(after[0], after[1] + 1, 1) - _ONE_DAY, precision
    )


def years(first: int, count: int = 1, precision: Precision = "year") -> Days:
    """`count` whole calendar years."""
    return Days(dt.date(first, 1, 1), dt.date(first + count - 1, 12, 31), precision)


def week(date: dt.date) -> Days:
    """Monday to Sunday around a day.

    >>> week(dt.date(2025, 7, 22)).start
    datetime.date(2025, 7, 21)
    """
    monday = date - dt.timedelta(days=date.weekday())
    return Days(monday, monday + 6 * _ONE_DAY, "week")


def weekend(date: dt.date) -> Days:
    """Saturday and Sunday of the week of a day."""
    sunday = week(date).end
    return Days(sunday - _ONE_DAY, sunday, "range")


def part_of_year(unit: str, year: int, number: int) -> Days:
    """The n-th quarter, half, bimester, four months or month of a year.

    >>> part_of_year("quarter", 2025, 4).start
    datetime.date(2025, 10, 1)
    """
    length = _MONTHS[unit]
    if not 1 <= number <= 12 // length:
        raise ValueError(f"a year has no {unit} number {number}")
    return months(year, length * (number - 1) + 1, length, precision(unit))


def precision(unit: str) -> Precision:
    """The precision that a unit has in the tables; uncommon units are ranges."""
    return unit if unit in _PRECISIONS else "range"  # type: ignore[return-value]


def unit_at(unit: str, date: dt.date, shift: int = 0) -> Days:
    """The calendar unit that lies `shift` units after the one that holds the day.

    Units of several years begin with the day's year and count from there: the next triennium is the three years after it.

    >>> unit_at("month", dt.date(2025, 1, 31), -1).start
    datetime.date(2024, 12, 1)
    >>> unit_at("triennium", dt.date(2025, 7, 22), 1).end
    datetime.date(2028, 12, 31)
    """
    if unit == "day":
        moved = date + shift * _ONE_DAY
        return Days(moved, moved)
    if unit in ("week", "weekend"):
        moved = date + 7 * shift * _ONE_DAY
        return week(moved) if unit == "week" else weekend(moved)
    if unit in _MONTHS:
        length = _MONTHS[unit]
        index = (date.month - 1) // length + shift
        return months(date.year, index * length + 1, length, precision(unit))
    length = _YEARS[unit]
    if unit in ("decade", "century"):
        first = (date.year - (unit == "century")) // length * length + (unit == "century")
        return years(first + shift * length, length, precision(unit))
    first = date.year + (shift - 1) * length + 1 if shift > 0 else date.year + shift * length
    return years(first, length, precision(unit))


def ago(unit: str, date: dt.date, count: int) -> Days:
    """The unit that lies `count` units away from the day (negative: back); long units count in years.

    >>> ago("year", dt.date(2025, 7, 22), -2).start
    datetime.date(2023, 1, 1)
    """
    if unit in ("decade", "century", "biennium", "triennium", "quadriennium", "quinquennium"):
        return unit_at("year", date, count * _YEARS[unit])
    return unit_at(unit, date, count)


def season(name: str, year: int) -> Days:
    """A season by the calendar; the winter of a year begins in its December."""
    first_month, first_day, last_month, last_day = _SEASONS[name]
    start = dt.date(year, first_month, first_day)
    return Days(start, dt.date(year + (last_month < first_month), last_month, last_day), "season")


def sports_year(year: int) -> Days:
    """A season of sport, theatre or school: 1 July to 30 June."""
    return Days(dt.date(year, 7, 1), dt.date(year + 1, 6, 30), "range")


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    century, rest = divmod(year, 100)
    golden = year % 19
    leap = century - century // 4 - (8 * century + 13) // 25
    epact = (19 * golden + leap + 15) % 30
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    del rest
    return dt.date(year, month, offset + 28 - 31 * (month // 4))


def nth_weekday(days: Days, weekday: int, number: int) -> Days:
    """The n-th such weekday within the days; -1 is the last one."""
    if number > 0:
        first = days.start + ((weekday - days.start.weekday()) % 7 + 7 * (number - 1)) * _ONE_DAY
    else:
        first = days.end - ((days.end.weekday() - weekday) % 7) * _ONE_DAY
    if not days.start <= first <= days.end:
        raise ValueError("no such weekday")
    return Days(first, first)


def nth_week(days: Days, number: int) -> Days:
    """The n-th week that has its Thursday within the days, as ISO weeks are counted; -1 is the last one."""
    return week(nth_weekday(days, 3, number).start)


def holiday(rule: str, year: int) -> Days:
    """The day of a holiday rule: `12-25`, `easter+1`, `weekday 5 2 6` (second Sunday of May).

    >>> holiday("easter+1", 2025).start, holiday("weekday 5 2 6", 2013).start
    (datetime.date(2025, 4, 21), datetime.date(2013, 5, 12))
    """
    if rule.startswith("easter"):
        date = easter(year) + int(rule[6:] or 0) * _ONE_DAY
        return Days(date, date)
    if rule.startswith("weekday"):
        month, number, weekday = map(int, rule.split()[1:])
        return nth_weekday(months(year, month), weekday, number)
    month, number = map(int, rule.split("-"))
    return day(year, month, number)


def part(days: Days, which: str) -> Days:
    """Beginning, middle or end of a stretch of days, by its precision.

    Of a month ten days, of a year a month (two for its middle), of a decade about three years, else a third.

    >>> part(months(2025, 2), "end").start, part(years(2024), "middle").end
    (datetime.date(2025, 2, 19), datetime.date(2024, 7, 31))
    """
    first = days.start.year
    if days.precision == "month":
        last = days.end.day
        lower, upper = {"start": (1, 10), "middle": (11, 20), "end": (last - 9, last)}[which]
        return Days(days.start.replace(day=lower), days.start.replace(day=upper), "range")
    if days.precision == "year" and first == days.end.year:
        month, count = {"start": (1, 1), "middle": (6, 2), "end": (12, 1)}[which]
        return months(first, month, count, "month" if count == 1 else "range")
    if days.precision == "decade":
        begin, count = {"start": (0, 4), "middle": (4, 3), "end": (7, 3)}[which]
        return years(first + begin, count, "range")
    if days.precision == "century":
        begin, count = {"start": (0, 20), "middle": (40, 20), "end": (80, 20)}[which]
        return years(first + begin, count, "range")
    length = (days.end - days.start).days + 1
    third = max(length // 3, 1)
    begin = {"start": 0, "middle": (length - third) // 2, "end": length - third}[which]
    return Days(days.start + begin * _ONE_DAY, days.start + (begin + third - 1) * _ONE_DAY, "range")


def half_of(days: Days, second: bool) -> Days:
    """First or second half of a month, year, decade or any other stretch."""
    first = days.start.year
    if days.precision == "year":
        return part_of_year("half", first, 1 + second)
    if days.precision in ("decade", "century"):
        length = (days.end.year - first + 1) // 2
        return years(first + second * length, length, "range")
    middle = days.start + ((days.end - days.start).days + 1) // 2 * _ONE_DAY
    if days.precision == "month":
        middle = days.start.replace(day=16)
    return Days(middle, days.end, "range") if second else Days(days.start, middle - _ONE_DAY, "range")
