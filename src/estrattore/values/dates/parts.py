"""Pieces of a period: its third week, its first nine months, its middle, its end.

Pure functions of days, like `calendar`; nothing here knows Italian.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from estrattore.values.dates.calendar import Day, Period, months, shift, years

if TYPE_CHECKING:
    from collections.abc import Callable

_YEAR = 12  # months
_DECADE = 10  # years
_WEEK = 7  # days


def nth(period: Period, n: int, unit: str) -> Period | None:
    """The n-th unit of a period, from its end when negative; weeks of a month are those that lie wholly in it.

    >>> nth(years(2024), 4, "quarter").start
    datetime.date(2024, 10, 1)
    >>> nth(months(2014, 10), 1, "week").start, nth(years(2027), 3, "week").start
    (datetime.date(2014, 10, 6), datetime.date(2027, 1, 18))
    """
    if unit == "week" and period.precision == "year":  # weeks of a year are numbered from the one with 4 January
        return shift("week", Day(period.start.year + (n < 0), 1, 4), n - (n > 0))
    edge = period.start if n > 0 else period.end
    first = shift(unit, edge, 0)
    outside = first.start < period.start if n > 0 else first.end > period.end
    found = shift(unit, edge, n - 1 + outside if n > 0 else n + 1 - outside)
    return found if period.start <= found.start and found.end <= period.end else None


def span_of(period: Period, n: int, unit: str, *, last: bool = False) -> Period | None:
    """The first (or last) `n` units of a period: `primi nove mesi del 2024`."""
    one, other = nth(period, -1 if last else 1, unit), nth(period, -n if last else n, unit)
    if one is None or other is None:
        return None
    start, end = min(one.start, other.start), max(one.end, other.end)
    named = {("month", 3): "quarter", ("month", 6): "half", ("quarter", 2): "half"}
    return Period(start, end, named.get((unit, n), "range"))


def part(period: Period, which: str) -> Period:
    """Start, middle, end, first or second half of a period.

    >>> part(years(2024), "middle") == months(2024, 6, 2, "range")
    True
    >>> part(months(2025, 7), "end").start
    datetime.date(2025, 7, 22)
    """
    return _PARTS.get(period.precision, _days_part)(period, which)


def _month_part(period: Period, which: str) -> Period:
    last = period.end.day
    first, final = {
        "start": (1, 10), "middle": (11, 20), "end": (last - 9, last), "first_half": (1, 15), "second_half": (16, last),
    }[which]  # fmt: skip
    return Period(period.start.replace(day=first), period.start.replace(day=final), "range")


def _months_part(period: Period, which: str) -> Period:
    """Of a quarter, half or year: a month at its borders, the months around its middle, the halves."""
    n = (period.end.year - period.start.year) * _YEAR + period.end.month - period.start.month + 1
    middle = 2 - n % 2
    first, size = {
        "start": (0, 1), "middle": ((n - middle) // 2, middle), "end": (n - 1, 1),
        "first_half": (0, n // 2), "second_half": (n // 2, n - n // 2),
    }[which]  # fmt: skip
    named = {1: "month", 6: "half" if n == _YEAR else "range"}
    return months(period.start.year, period.start.month + first, size, named.get(size, "range"))


def _years_part(period: Period, which: str) -> Period:
    """Of decades and centuries: about a third of a decade, a fifth of a century, the halves."""
    first, n = period.start.year, period.end.year - period.start.year + 1
    piece = 3 if n <= _DECADE else n // 5
    start, size = {
        "start": (0, piece), "middle": ((n - piece) // 2, piece + (n - piece) % 2), "end": (n - piece, piece),
        "first_half": (0, n // 2), "second_half": (n // 2, n // 2),
    }[which]  # fmt: skip
    return years(first + start, first + start + size - 1, "range")


def _days_part(period: Period, which: str) -> Period:
    n = (period.end - period.start).days + 1
    third = max(1, round(n * 0.4) if n <= _WEEK else n // 3)
    half = max(1, n // 2)
    start, size = {
        "start": (0, third), "middle": ((n - n // 3) // 2, max(1, n // 3)), "end": (n - third, third),
        "first_half": (0, half), "second_half": (n - half, half),
    }[which]  # fmt: skip
    first = period.start + dt.timedelta(start)
    return Period(first, first + dt.timedelta(size - 1), "range")


_PARTS: dict[str, Callable[[Period, str], Period]] = {
    "month": _month_part, "quarter": _months_part, "half": _months_part, "year": _months_part,
    "decade": _years_part, "century": _years_part,
}  # fmt: skip
