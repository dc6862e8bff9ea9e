"""Calendar arithmetic: which days a named period has, and what lies so many units away.

Pure functions of days; nothing here knows Italian. Years that `datetime` cannot hold raise ValueError or OverflowError.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

Day = dt.date


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both inclusive, and how precisely they are known."""

    start: Day
    end: Day
    precision: str

    def gap(self, day: Day) -> int:
        """Days between the period and a day; 0 inside.

        >>> months(2025, 7).gap(Day(2025, 8, 2))
        2
        """
        return max((self.start - day).days, (day - self.end).days, 0)


_MONTHS_IN = {"month": 1, "two_months": 2, "quarter": 3, "four_months": 4, "half": 6}
_YEARS_IN = {"year": 1, "two_years": 2, "three_years": 3, "four_years": 4, "five_years": 5}
_PRECISION = {"two_months": "range", "four_months": "range", "weekend": "range"}
_SEASONS = {"spring": ((3, 21), (6, 20)), "summer": ((6, 21), (9, 22)), "autumn": ((9, 23), (12, 20)), "winter": ((12, 21), (3, 20))}  # fmt: skip


def on(year: int, month: int, day: int) -> Period:
    """One day."""
    date = Day(year, month, day)
    return Period(date, date, "day")


def months(year: int, month: int, n: int = 1, precision: str = "month") -> Period:
    """`n` months from this one on; months below 1 or above 12 run into other years.

    >>> months(2024, 12, 3).end
    datetime.date(2025, 2, 28)
    """
    first, last = year * 12 + month - 1, year * 12 + month + n - 2
    end_year, end_month = last // 12, last % 12 + 1
    end = Day(end_year, end_month, monthrange(end_year, end_month)[1])
    return Period(Day(first // 12, first % 12 + 1, 1), end, precision)


def years(first: int, last: int | None = None, precision: str | None = None) -> Period:
    """Whole years.

    >>> years(2021, 2023).precision
    'range'
    """
    last = first if last is None else last
    return Period(Day(first, 1, 1), Day(last, 12, 31), precision or ("year" if first == last else "range"))


def century(n: int) -> Period:
    """The n-th century by counting: the twentieth is 1901–2000."""
    return years(n * 100 - 99, n * 100, "century")


def season(name: str, year: int) -> Period:
    """The season that begins in this year.

    >>> season("winter", 2024).end
    datetime.date(2025, 3, 20)
    """
    first, last = _SEASONS[name]
    return Period(Day(year, *first), Day(year + (last < first), *last), "season")


def easter(year: int) -> Day:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + j - 7 * ((a + 11 * h + 22 * j) // 451) + 114, 31)
    return Day(year, month, day + 1)


def holiday(rule: str, year: int) -> Period:
    """The day of a rule `MM-DD`, `easter±DAYS` or `MM/N/WEEKDAY[+DAYS]` in this year.

    >>> holiday("easter+1", 2024).start, holiday("05/2/6", 2013).start
    (datetime.date(2024, 4, 1), datetime.date(2013, 5, 12))
    """
    if rule.startswith("easter"):
        date = easter(year) + dt.timedelta(int(rule.removeprefix("easter")))
        return Period(date, date, "day")
    if "/" in rule:
        month, n, weekday, later = map(int, rule.replace("+", "/").split("/") + ["0"] * ("+" not in rule))
        return shift("day", _required(nth_weekday(months(year, month), n, weekday)).start, later)
    return on(year, *map(int, rule.split("-")))


def _required(period: Period | None) -> Period:
    if period is None:
        raise ValueError("no such day in this period")
    return period


def shift(unit: str, day: Day, n: int) -> Period:
    """The calendar unit that lies `n` units from the one that holds `day`.

    `biennio` to `lustro` are counted from the year of `day`: the next three years, the last two.

    >>> shift("month", Day(2025, 7, 22), -3)
    Period(start=datetime.date(2025, 4, 1), end=datetime.date(2025, 4, 30), precision='month')
    >>> shift("three_years", Day(2025, 7, 22), 1).start
    datetime.date(2026, 1, 1)
    """
    if unit == "day":
        date = day + dt.timedelta(n)
        return Period(date, date, "day")
    if unit in ("week", "weekend"):
        monday = day + dt.timedelta(7 * n - day.weekday())
        return Period(
            monday + dt.timedelta(5 * (unit == "weekend")), monday + dt.timedelta(6), _PRECISION.get(unit, unit)
        )
    if size := _MONTHS_IN.get(unit):
        first = (day.month - 1) // size * size + 1
        return months(day.year, first + n * size, size, _PRECISION.get(unit, unit))
    if size := _YEARS_IN.get(unit):
        first = day.year + (n if size == 1 else 0 if n == 0 else 1 + size * (n - 1) if n > 0 else size * n)
        return years(first, first + size - 1)
    if unit == "decade":
        first = (day.year // 10 + n) * 10
        return years(first, first + 9, "decade")
    return century((day.year + 99) // 100 + n)


def back(day: Day, n_years: int, n_months: int, n_days: int) -> Period:
    """The day so many years, months and days before: `2 anni, 1 mese e 21 giorni fa`."""
    month = months(day.year - n_years, day.month - n_months)
    return shift("day", min(month.start + dt.timedelta(day.day - 1), month.end), -n_days)


def next_weekday(day: Day, weekday: int, *, past: bool = False, same: bool = False) -> Period:
    """The next (or last) such weekday, the day itself only when `same`.

    >>> next_weekday(Day(2025, 7, 22), 0).start, next_weekday(Day(2025, 7, 22), 1, past=True, same=True).start
    (datetime.date(2025, 7, 28), datetime.date(2025, 7, 22))
    """
    distance = (day.weekday() - weekday if past else weekday - day.weekday()) % 7
    distance = distance or (0 if same else 7)
    return shift("day", day, -distance if past else distance)


def nth_weekday(period: Period, n: int, weekday: int) -> Period | None:
    """The n-th (or, negative, the last but so many) such weekday of a period."""
    if n > 0:
        found = next_weekday(period.start, weekday, same=True).start + dt.timedelta(7 * (n - 1))
    else:
        found = next_weekday(period.end, weekday, past=True, same=True).start + dt.timedelta(7 * (n + 1))
    return Period(found, found, "day") if period.start <= found <= period.end else None


def nearest(candidates: list[Period], day: Day, tense: int = 0) -> Period | None:
    """The candidate nearest to a day, of the past or future ones when the tense says so; the later on a tie.

    >>> nearest([months(2023, 11), months(2024, 11)], Day(2024, 2, 8)).start
    datetime.date(2023, 11, 1)
    """
    if tense < 0:
        fitting = [p for p in candidates if p.start <= day]
    elif tense > 0:
        fitting = [p for p in candidates if p.end >= day]
    else:
        fitting = candidates
    return min(fitting, key=lambda p: (p.gap(day), -p.start.toordinal()), default=None)
