"""Dates that choose from a period: `secondo trimestre`, `primi nove mesi`, `fine luglio`, `la settimana del 9`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from estrattore.resources.endings import endings
from estrattore.resources.schemas.dates import dates
from estrattore.resources.words import inverted
from estrattore.values.dates import calendar as cal
from estrattore.values.dates import parts
from estrattore.values.dates.anchor import (
    Anchor,
    Groups,
    Resolver,
    build,
    full_year,
    read_count,
    read_nth,
    read_unit,
    read_weekday,
    single_spaced,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable

    from estrattore.values.dates.calendar import Period

_HALVES = 2  # in a year


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


def _nth_unit(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    n, unit = read_nth(groups["n"]), read_unit(groups)
    if not n:
        return None
    if inner:
        return parts.nth(inner, n, unit)
    if unit in ("quarter", "half", "four_months", "two_months"):
        return _recurring(lambda year: parts.nth(cal.years(year), n, unit), anchor)
    return None


def _code(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    n, letter = int(groups["n"]), groups["code"].upper()
    year = full_year(groups["year"], anchor.published) if groups.get("year") else None

    def make(year: int) -> Period | None:
        if letter == "M":
            return parts.span_of(cal.years(year), n, "month")
        return (
            parts.nth(cal.years(year), n, "quarter" if letter in "QT" else "half")
            if letter in "QT" or n <= _HALVES
            else None
        )

    return make(year) if year else _recurring(make, anchor)


def _first_n(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    n, unit, last = read_count(groups["count"]), read_unit(groups), "last" in groups
    if not n:
        return None
    if inner:
        return parts.span_of(inner, n, unit, last=last)
    if last or "side" not in groups or unit not in ("month", "quarter"):
        return None
    return _recurring(lambda year: parts.span_of(cal.years(year), n, unit), anchor)


def _nth_weekday(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    n = read_nth(groups["n"])
    return cal.nth_weekday(inner, n, read_weekday(groups["weekday"])) if n and inner else None


@cache
def _parts() -> dict[str, str]:
    """The parts by their words, a preposition at the end in each of its forms: `primi dello`."""
    found, articulated = inverted(dates().parts), endings().prepositions
    phrases = ((*phrase.rpartition(" ")[::2], name) for phrase, name in found.items())
    return found | {
        f"{head} {form}": name for head, last, name in phrases if head for form in articulated.get(last, ())
    }


@cache
def _decade_parts() -> dict[str, str]:
    return inverted(dates().decade_parts)


def _part(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    word = single_spaced(groups["part"])
    if inner is None or inner.precision == "day":
        return None
    if which := _decade_parts().get(word):
        return parts.part(inner, which) if inner.precision == "decade" else None
    return parts.part(inner, _parts()[word])


def _holding(groups: Groups, inner: Period | None, anchor: Anchor) -> Period | None:
    """`la settimana del 15 settembre`: the one that holds that day."""
    if inner is None or inner.precision != "day":
        return None
    return build(cal.shift, read_unit(groups), inner.start, 0)


RESOLVERS: dict[str, Resolver] = {
    "nth": _nth_unit, "code": _code, "first_n": _first_n, "nth_weekday": _nth_weekday, "part": _part, "holding": _holding,
}  # fmt: skip
