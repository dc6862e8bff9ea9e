"""What each shape of date denotes: one small function per kind, from named groups to a `Period`.

A resolver gives None when the shape has no value here: no such day, or nothing to anchor it to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from estrattore.values import calendar as cal
from estrattore.values.calendar import Period
from estrattore.values.date_anchor import (
    Anchor,
    Groups,
    build,
    choose,
    full_year,
    names_of,
    numbers_of,
    read_count,
    read_day,
    read_deixis,
    read_month,
    read_nth,
    says_year,
    written_year,
    yearless,
)  # fmt: skip
from estrattore.values.lexicon import table
from estrattore.values.numerals import parse_cardinal, parse_roman


def _date(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    day, month = read_day(groups["day"]), read_month(groups["month"])
    weekday = numbers_of("weekdays")[groups["weekday"].rstrip(".")] if groups.get("weekday") else None

    def make(year: int) -> Period | None:
        return build(cal.on, year, month, day)

    if weekday is not None and anchor.published and not says_year(groups):
        made = (make(year) for year in range(anchor.published.year - 3, anchor.published.year + 4))
        fitting = [p for p in made if p and p.start.weekday() == weekday]
        if best := choose(fitting, read_deixis(groups), anchor):
            return best
    return yearless(make, groups, anchor, reach=4 if (day, month) == (29, 2) else 1)


def _month_period(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    month = read_month(groups["month"])
    return yearless(lambda year: build(cal.months, year, month), groups, anchor)


def _month_range(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`gen-mar 2025`."""
    year, first, last = written_year(groups, anchor), read_month(groups["month"]), read_month(groups["month_to"])
    return build(cal.months, year, first, last - first + 1, "range") if year and first < last else None


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
        first = cal.shift("month", anchor.published, table("dates")["deixis"].get(month.strip(), 0)).start
        return build(cal.on, first.year, first.month, day)
    candidates, deixis = _days_of_months(day, anchor), read_deixis(groups)
    if deixis == 0:
        return next((p for p in candidates if p.start.month == anchor.published.month), None)
    return choose(candidates, deixis, anchor) if deixis else cal.nearest(candidates, anchor.published, anchor.tense())


def _weekday(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    if anchor.published is None:
        return None
    weekday, deixis, day = numbers_of("weekdays")[groups["weekday"].rstrip(".")], read_deixis(groups), anchor.published
    if week := groups.get("week") or groups.get("week_post"):
        monday = cal.shift("week", day, table("dates")["deixis"].get(week, 0)).start
        first = cal.next_weekday(monday, weekday, same=True)
        if last := groups.get("weekday_to"):
            return Period(first.start, cal.next_weekday(first.start, numbers_of("weekdays")[last]).end, "range")
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
    weekday = numbers_of("weekdays")[groups["weekday"].rstrip(".")]
    if day is None or anchor.published is None:
        return None
    fitting = [p for p in _days_of_months(day, anchor, reach=6) if p.start.weekday() == weekday]
    return cal.nearest(fitting, anchor.published)


def _year(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    year = full_year(groups["year"], anchor.published)
    return build(cal.years, year) if year and 1000 <= year <= 2199 else None


def _year_range(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    first, last = int(groups["year"]), int(groups["year_to"])
    if last < 100:
        last += first // 100 * 100 if last > first % 100 else (first // 100 + 1) * 100 if first % 100 == 99 else -first
    if not first < last <= first + 100:
        return None
    if anchor.sport and last == first + 1:
        return Period(dt.date(first, 7, 1), dt.date(last, 6, 30), "range")
    return cal.years(first, last)


def _recurring(make: Callable[[int], Period | None], anchor: Anchor) -> Period | None:
    """A quarter or half without year: of the year under discussion, else the latest complete (in the future: the next)."""
    day, year = anchor.published, anchor.said or anchor.year
    discussed = make(year) if year else None
    if discussed and (day is None or discussed.start <= day or anchor.tense() > 0):
        return discussed
    if day is None:
        return None
    made = [period for year in (day.year - 1, day.year, day.year + 1) if (period := make(year))]
    if anchor.tense() > 0:
        return min((p for p in made if p.end >= day), key=lambda p: p.start, default=None)
    return max((p for p in made if p.end < day), key=lambda p: p.start, default=None)


def _unit(groups: Groups) -> str:
    return names_of("units")[" ".join(groups["unit"].split())]


def _nth_unit(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    n, unit = read_nth(groups["n"]), _unit(groups)
    if not n:
        return None
    if inner:
        return cal.nth(inner, n, unit)
    if unit in ("quarter", "half", "four_months", "two_months"):
        return _recurring(lambda year: cal.nth(cal.years(year), n, unit), anchor)
    return None


def _code(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    n, letter = int(groups["n"]), groups["code"].upper()
    year = full_year(groups["year"], anchor.published) if groups.get("year") else None

    def make(year: int) -> Period | None:
        if letter == "M":
            return cal.span_of(cal.years(year), n, "month")
        return cal.nth(cal.years(year), n, "quarter" if letter in "QT" else "half") if letter in "QT" or n < 3 else None

    return make(year) if year else _recurring(make, anchor)


def _first_n(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    n, unit, last = read_count(groups["count"]), _unit(groups), groups.get("side", "").startswith("ultim")
    if not n:
        return None
    if inner:
        return cal.span_of(inner, n, unit, last=last)
    if last or "side" not in groups or unit not in ("month", "quarter"):
        return None
    return _recurring(lambda year: cal.span_of(cal.years(year), n, unit), anchor)


def _nth_weekday(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    n = read_nth(groups["n"])
    return cal.nth_weekday(inner, n, numbers_of("weekdays")[groups["weekday"]]) if n and inner else None


def _part(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    word = " ".join(groups["part"].split())
    if inner is None or inner.precision == "day":
        return None
    if word in names_of("decade_parts"):
        return cal.part(inner, names_of("decade_parts")[word]) if inner.precision == "decade" else None
    return cal.part(inner, names_of("parts")[word])


def _holding(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`la settimana del 15 settembre`: the one that holds that day."""
    if inner is None or inner.precision != "day":
        return None
    return build(cal.shift, _unit(groups), inner.start, 0)


def _deictic_unit(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    unit, deixis, day = _unit(groups), read_deixis(groups), anchor.published
    if day is None or deixis is None or unit == "day":
        return None
    if unit == "weekend" and deixis == 1 and day.weekday() < 5:
        deixis = 0
    return build(cal.shift, unit, day, deixis)


def _weekend(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`nel fine settimana`: the last, the coming or the nearest one, by the tense."""
    if anchor.published is None:
        return None
    around = [cal.shift("weekend", anchor.published, n) for n in (-1, 0, 1)]
    return cal.nearest(around, anchor.published, anchor.tense())


def _unit_alone(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`anno` in `fine anno`: the year that the sentence named, else the article's."""
    unit = _unit(groups)
    if unit == "year" and anchor.said:
        return cal.years(anchor.said)
    return build(cal.shift, unit, anchor.published, 0) if anchor.published and unit != "day" else None


def _within(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`entro l'anno`, `in settimana`: the article's."""
    return cal.shift(_unit(groups), anchor.published, 0) if anchor.published else None


def _ago(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    day, unit = anchor.published, _unit(groups)
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
        return build(cal.shift, "week", day - dt.timedelta(round(30.4 * (n + 0.5))), 0)
    return None


def _long_ago(groups: Groups, day: dt.date) -> Period | None:
    """`2 anni, 1 mese e 21 giorni fa`, in any order."""
    size = {"year": 0, "month": 0, "day": 0}
    for number in ("", "2", "3"):
        if word := groups.get("unit" + number):
            unit, n = names_of("units")[word], read_count(groups["count" + number])
            if unit not in size or n is None:
                return None
            size[unit] += n
    return build(cal.back, day, size["year"], size["month"], size["day"])


def _hence(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    n = 2 if groups.get("pair") else read_count(groups["count"])
    return build(cal.shift, _unit(groups), anchor.published, n) if anchor.published and n else None


def _window(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`i due mesi passati`: whole units before the article's."""
    n, unit = read_count(groups["count"]), _unit(groups)
    if anchor.published is None or not n:
        return None
    first, last = (build(cal.shift, unit, anchor.published, -back) for back in (n, 1))
    return Period(first.start, last.end, "range") if first and last else None


def _relative_day(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    offset = table("dates")["relative_days"][" ".join(groups["relative_day"].split())]
    return build(cal.shift, "day", anchor.published, offset) if anchor.published else None


def _season(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    name = names_of("seasons")[groups["season"]]
    return yearless(lambda year: build(cal.season, name, year), groups, anchor)


def _holiday(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    rule = table("dates")["holidays"][" ".join(groups["holiday"].split())]
    return yearless(lambda year: build(cal.holiday, rule, year), groups, anchor)


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
        return table("dates")["decades"].get(word) or parse_cardinal(word)
    year = int(digits)
    return year if year >= 1000 else 2000 + year if year < 20 else 1900 + year


def _hundreds_start(word: str) -> int | None:
    digits = word.lstrip("'")
    if word == "duemila":
        return 2000
    return 1000 + int(digits) if digits.isdigit() else table("dates")["hundreds"].get(word)


def _century(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    n = parse_roman(groups["roman"].upper()) if groups.get("roman") else read_nth(groups.get("n") or "0")
    return cal.century(n) if n and 0 < n < 23 else None


def _hundreds(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    start = _hundreds_start(groups["hundreds"])
    return cal.years(start, start + 99, "century") if start else None


Resolver = Callable[[Groups, Period | None, Anchor], Period | None]

RESOLVERS: dict[str, Resolver] = {
    "iso": _date, "date": _date, "month": _month_period, "month_range": _month_range, "day_of": _day_of, "day_alone": _day_of,
    "weekday": _weekday, "weekday_day": _weekday_day, "year": _year, "year_range": _year_range,
    "nth": _nth_unit, "code": _code, "first_n": _first_n, "nth_weekday": _nth_weekday, "part": _part, "holding": _holding,
    "unit": _deictic_unit, "unit_alone": _unit_alone, "weekend": _weekend, "within": _within, "ago": _ago, "hence": _hence, "window": _window, "relative_day": _relative_day,
    "season": _season, "holiday": _holiday, "decade": _decade, "decade_alone": _decade, "century": _century,
    "hundreds": _hundreds,
}  # fmt: skip
SELECTORS = frozenset(
    ("nth", "first_n", "nth_weekday", "part", "holding")
)  # kinds that choose from a period named after them
WEAK = frozenset(("day_alone", "unit_alone", "decade_alone"))  # kinds that mean a date only beside another one
