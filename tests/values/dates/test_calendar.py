"""Calendar arithmetic against known days and against the calendar itself."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estrattore.values.dates import calendar as cal
from estrattore.values.dates import parts

DAY = dt.date(2025, 6, 18)  # a Wednesday


def days(period: cal.Period | None) -> str | None:
    return period and f"{period.start}..{period.end}"


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1961, "04-02"),
        (2000, "04-23"),
        (2008, "03-23"),
        (2011, "04-24"),
        (2024, "03-31"),
        (2025, "04-20"),
        (2038, "04-25"),
    ],
)
def test_easter(year: int, day: str) -> None:
    assert str(cal.easter(year)) == f"{year}-{day}"


@pytest.mark.parametrize(
    ("rule", "day"),
    [("12-25", "2025-12-25"), ("easter-2", "2025-04-18"), ("easter+1", "2025-04-21"), ("05/2/6", "2025-05-11"),
     ("11/4/4", "2025-11-28"), ("11/4/3+1", "2025-11-28"), ("easter+39", "2025-05-29")],
)  # fmt: skip
def test_holidays(rule: str, day: str) -> None:
    assert str(cal.holiday(rule, 2025).start) == day


@pytest.mark.parametrize(
    ("unit", "n", "expected"),
    [
        ("day", -2, "2025-06-16..2025-06-16"), ("week", 0, "2025-06-16..2025-06-22"), ("week", -1, "2025-06-09..2025-06-15"),
        ("weekend", 0, "2025-06-21..2025-06-22"), ("month", 8, "2026-02-01..2026-02-28"), ("quarter", -2, "2024-10-01..2024-12-31"),
        ("half", 1, "2025-07-01..2025-12-31"), ("four_months", -1, "2025-01-01..2025-04-30"), ("year", -1, "2024-01-01..2024-12-31"),
        ("two_years", 1, "2026-01-01..2027-12-31"), ("three_years", -1, "2022-01-01..2024-12-31"),
        ("three_years", 0, "2025-01-01..2027-12-31"), ("decade", -1, "2010-01-01..2019-12-31"), ("century", -1, "1901-01-01..2000-12-31"),
    ],
)  # fmt: skip
def test_shift(unit: str, n: int, expected: str) -> None:
    assert days(cal.shift(unit, DAY, n)) == expected


@pytest.mark.parametrize(
    ("period", "which", "expected"),
    [
        (cal.years(2024), "start", "2024-01-01..2024-01-31"), (cal.years(2024), "middle", "2024-06-01..2024-07-31"),
        (cal.years(2024), "end", "2024-12-01..2024-12-31"), (cal.years(2024), "second_half", "2024-07-01..2024-12-31"),
        (cal.months(2024, 2), "start", "2024-02-01..2024-02-10"), (cal.months(2024, 2), "middle", "2024-02-11..2024-02-20"),
        (cal.months(2024, 2), "end", "2024-02-20..2024-02-29"), (cal.years(1990, 1999, "decade"), "end", "1997-01-01..1999-12-31"),
        (cal.years(1900, 1999, "century"), "first_half", "1900-01-01..1949-12-31"),
        (cal.shift("week", DAY, 0), "start", "2025-06-16..2025-06-18"), (cal.shift("quarter", DAY, 0), "end", "2025-06-01..2025-06-30"),
    ],
)  # fmt: skip
def test_parts(period: cal.Period, which: str, expected: str) -> None:
    assert days(parts.part(period, which)) == expected


@pytest.mark.parametrize(
    ("period", "n", "unit", "expected"),
    [
        (cal.years(2025), 3, "quarter", "2025-07-01..2025-09-30"), (cal.years(2025), -1, "month", "2025-12-01..2025-12-31"),
        (cal.months(2025, 6), 1, "week", "2025-06-02..2025-06-08"), (cal.months(2025, 6), -1, "week", "2025-06-23..2025-06-29"),
        (cal.years(2026), 1, "week", "2025-12-29..2026-01-04"), (cal.months(2025, 9), 1, "weekend", "2025-09-06..2025-09-07"),
        (cal.months(2025, 6), 31, "day", None), (cal.years(2025), 5, "quarter", None),
    ],
)  # fmt: skip
def test_nth(period: cal.Period, n: int, unit: str, expected: str | None) -> None:
    assert days(parts.nth(period, n, unit)) == expected


def test_first_and_last_units() -> None:
    nine = parts.span_of(cal.years(2024), 9, "month")
    assert (days(nine), nine and nine.precision) == ("2024-01-01..2024-09-30", "range")
    assert days(parts.span_of(cal.years(2024), 3, "month", last=True)) == "2024-10-01..2024-12-31"
    assert parts.span_of(cal.years(2024), 13, "month") is None


def test_seasons_and_centuries() -> None:
    assert days(cal.season("winter", 2024)) == "2024-12-21..2025-03-20"
    assert days(cal.season("autumn", 2024)) == "2024-09-23..2024-12-20"
    assert days(cal.century(16)) == "1501-01-01..1600-12-31"


def test_weekdays() -> None:
    assert days(cal.next_weekday(DAY, 2)) == "2025-06-25..2025-06-25"
    assert days(cal.next_weekday(DAY, 2, same=True)) == "2025-06-18..2025-06-18"
    assert days(cal.next_weekday(DAY, 4, past=True)) == "2025-06-13..2025-06-13"
    assert days(cal.nth_weekday(cal.months(2025, 6), -1, 6)) == "2025-06-29..2025-06-29"
    assert cal.nth_weekday(cal.months(2025, 6), 5, 1) is None


def test_nearest_prefers_the_later_on_a_tie() -> None:
    before, after = cal.shift("day", DAY, -3), cal.shift("day", DAY, 3)
    assert cal.nearest([before, after], DAY) == after
    assert cal.nearest([before, after], DAY, -1) == before
    assert cal.nearest([], DAY) is None


def test_back_stays_in_the_month() -> None:
    assert days(cal.back(dt.date(2024, 3, 31), 0, 1, 0)) == "2024-02-29..2024-02-29"
    assert days(cal.back(DAY, 2, 1, 17)) == "2023-05-01..2023-05-01"


UNITS = ("day", "week", "month", "two_months", "quarter", "four_months", "half", "year", "decade", "century")


@given(st.sampled_from(UNITS), st.dates(dt.date(1200, 1, 1), dt.date(2700, 1, 1)))
def test_the_unit_of_a_day_holds_it_and_meets_its_neighbours(unit: str, day: dt.date) -> None:
    before, here, after = (cal.shift(unit, day, n) for n in (-1, 0, 1))
    assert here.start <= day <= here.end
    assert before.end + dt.timedelta(1) == here.start
    assert here.end + dt.timedelta(1) == after.start


@given(
    st.sampled_from(("start", "middle", "end", "first_half", "second_half")),
    st.sampled_from(("week", "month", "quarter", "half", "year", "decade", "century")),
    st.dates(dt.date(1200, 1, 1), dt.date(2700, 1, 1)),
)
def test_a_part_lies_in_its_period(which: str, unit: str, day: dt.date) -> None:
    whole = cal.shift(unit, day, 0)
    piece = parts.part(whole, which)
    assert whole.start <= piece.start <= piece.end <= whole.end
