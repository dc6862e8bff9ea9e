"""Dates measured from the article's day: weekdays, `ieri`, `la scorsa settimana`, `tre mesi fa`, `il 26`."""

from __future__ import annotations

import datetime as dt

from estrattore.resources.schemas.dates import dates
from estrattore.values.dates import calendar as cal
from estrattore.values.dates.anchor import (
    Anchor,
    Groups,
    Resolver,
    build,
    choose,
    deixis_of,
    read_count,
    read_day,
    read_deixis,
    read_unit,
    read_weekday,
    single_spaced,
)  # fmt: skip
from estrattore.values.dates.calendar import Period

_SATURDAY = 5
_MONTHS_AROUND = 6  # in which a 15th that is a Saturday is looked for
_DAYS_IN_MONTH = 30.4


def _days_of_months(day: int, anchor: Anchor, reach: int = 1) -> list[Period]:
    """The same day of the months around the article's."""
    if anchor.published is None:
        return []
    first = (build(cal.months, anchor.published.year, anchor.published.month + n) for n in range(-reach, reach + 1))
    made = (build(cal.on, month.start.year, month.start.month, day) for month in first if month)
    return [period for period in made if period]


def _day_of(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`il 3 u.s.`, `il 23 di questo mese`, and the bare `il 26`."""
    day = read_day(groups["day"]) if groups.get("day") else None
    if day is None or anchor.published is None:
        return None
    if month := groups.get("of") or groups.get("of_post"):
        first = cal.shift("month", anchor.published, deixis_of(month) or 0).start
        return build(cal.on, first.year, first.month, day)
    candidates, deixis = _days_of_months(day, anchor), read_deixis(groups)
    if deixis == 0:
        return next((p for p in candidates if p.start.month == anchor.published.month), None)
    return choose(candidates, deixis, anchor) if deixis else cal.nearest(candidates, anchor.published, anchor.tense())


def _weekday(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    if anchor.published is None:
        return None
    weekday, deixis, day = read_weekday(groups["weekday"]), read_deixis(groups), anchor.published
    if week := groups.get("week") or groups.get("week_post"):
        monday = cal.shift("week", day, deixis_of(week) or 0).start
        first = cal.next_weekday(monday, weekday, same=True)
        if last := groups.get("weekday_to"):
            return Period(first.start, cal.next_weekday(first.start, read_weekday(last)).end, "range")
        return first
    tense = deixis if deixis is not None else anchor.tense()
    past = cal.next_weekday(day, weekday, past=True, same=deixis != -1)
    coming = cal.next_weekday(day, weekday, same=deixis == 0)
    if deixis == 0:
        return past if anchor.tense() < 0 else coming
    if tense:
        return past if tense < 0 else coming
    return cal.nearest([past, coming], day)


def _weekday_day(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`sabato 15`: the nearest 15th that is a Saturday."""
    day = read_day(groups["day"])
    weekday = read_weekday(groups["weekday"])
    if day is None or anchor.published is None:
        return None
    fitting = [p for p in _days_of_months(day, anchor, reach=_MONTHS_AROUND) if p.start.weekday() == weekday]
    return cal.nearest(fitting, anchor.published)


def _deictic_unit(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    unit, deixis, day = read_unit(groups), read_deixis(groups), anchor.published
    if day is None or deixis is None or unit == "day":
        return None
    if unit == "weekend" and deixis == 1 and day.weekday() < _SATURDAY:
        deixis = 0
    return build(cal.shift, unit, day, deixis)


def _anaphoric_unit(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`il mese seguente`: the next, where nothing was said that it could follow."""
    n = dates().anaphoric[groups["turn"]]
    return build(cal.shift, read_unit(groups), anchor.published, n) if anchor.published and anchor.alone else None


def _weekend(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`nel fine settimana`: the last, the coming or the nearest one, by the tense."""
    if anchor.published is None:
        return None
    around = [cal.shift("weekend", anchor.published, n) for n in (-1, 0, 1)]
    return cal.nearest(around, anchor.published, anchor.tense())


def _unit_alone(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`anno` in `fine anno`: the year that the sentence named, else the article's."""
    unit = read_unit(groups)
    if unit == "year" and anchor.said:
        return cal.years(anchor.said)
    return build(cal.shift, unit, anchor.published, 0) if anchor.published and unit != "day" else None


def _within(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`entro l'anno`, `in settimana`: the article's."""
    return cal.shift(read_unit(groups), anchor.published, 0) if anchor.published else None


def _ago(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    day, unit = anchor.published, read_unit(groups)
    n = 2 if groups.get("pair") else read_count(groups["count"])
    if day is None or not n:
        return None
    if groups.get("unit2"):
        return _long_ago(groups, day)
    if groups.get("half"):
        return _half_ago(unit, n, day)
    return build(cal.shift, unit, day, -n)


def _half_ago(unit: str, n: int, day: dt.date) -> Period | None:
    """`un anno e mezzo fa`: that month; `un mese e mezzo fa`: that week."""
    if unit == "year":
        return build(cal.shift, "month", day, -12 * n - 6)
    if unit == "month":
        return build(cal.shift, "week", day - dt.timedelta(round(_DAYS_IN_MONTH * (n + 0.5))), 0)
    return None


def _long_ago(groups: Groups, day: dt.date) -> Period | None:
    """`2 anni, 1 mese e 21 giorni fa`, in any order."""
    size = {"year": 0, "month": 0, "day": 0}
    for number in ("", "2", "3"):
        if groups.get("unit" + number):
            unit, n = read_unit(groups, "unit" + number), read_count(groups["count" + number])
            if unit not in size or n is None:
                return None
            size[unit] += n
    return build(cal.back, day, size["year"], size["month"], size["day"])


def _hence(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    n = 2 if groups.get("pair") else read_count(groups["count"])
    return build(cal.shift, read_unit(groups), anchor.published, n) if anchor.published and n else None


def _window(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`i due mesi passati`: whole units before the article's."""
    n, unit = read_count(groups["count"]), read_unit(groups)
    if anchor.published is None or not n:
        return None
    first, last = (build(cal.shift, unit, anchor.published, -back) for back in (n, 1))
    return Period(first.start, last.end, "range") if first and last else None


def _relative_day(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    offset = dates().relative_days[single_spaced(groups["relative_day"])]
    return build(cal.shift, "day", anchor.published, offset) if anchor.published else None


RESOLVERS: dict[str, Resolver] = {
    "day_of": _day_of, "day_alone": _day_of, "weekday": _weekday, "weekday_day": _weekday_day,
    "unit": _deictic_unit, "unit_after": _anaphoric_unit, "unit_alone": _unit_alone, "weekend": _weekend, "within": _within,
    "ago": _ago, "hence": _hence, "window": _window, "relative_day": _relative_day,
}  # fmt: skip
