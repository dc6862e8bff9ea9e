"""When a fact holds and whether it is one: the period of the row, and actual, forecast or expectation."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from estrattore.facts.rules.line import VALUES, Item, measure_at, words
from estrattore.resources.schemas.facts import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estrattore.facts.rules.links import Link
    from estrattore.finds import DateSpan

DAILY = ("quote", "stock")
SMALL = 4  # items between a value and the date that is its own: `nel`, `dell'esercizio`


@cache
def _cue(section: str, name: str) -> re.Pattern[str]:
    return re.compile(getattr(getattr(facts(), section), name), re.IGNORECASE)


def find_period(text: str, line: Sequence[Item], link: Link, before: Sequence[Item]) -> DateSpan | None:
    """The date right behind the value, else the nearest one in front, else the nearest; or that of the sentence before."""
    measure = measure_at(line, link.measure)
    daily = measure.group in DAILY
    here = [i for i in range(len(line)) if _is_period(text, line, i, daily) and not _is_foreign(line, i, link)]
    behind = [i for i in here if _touches(line, link, i)]
    front = [i for i in here if i < link.value]
    if behind:
        return line[behind[0]].date
    if front:
        return line[front[-1]].date
    later = [i for i in here if not _leaves(text, line, link.value, i)]
    if later and measure.group != "stock":
        return line[later[0]].date
    if daily or not before or (_is_to_come(text, before) and find_status(text, line, link) == "actual"):
        return None
    earlier = [i for i in range(len(before)) if _is_period(text, before, i, daily=False) and not _is_taken(before, i)]
    return before[earlier[-1]].date if earlier else None


def _leaves(text: str, line: Sequence[Item], value: int, date: int) -> bool:
    """Whether another clause stands between: `ha ordini per 3 milioni e tornerà in utile nel 2027`."""
    between = line[value + 1 : date]
    return any(item.text in (",", ";", "(") for item in between) or bool(
        _cue("values", "turn").search(text[line[value].end : line[date].start])
    )


def _is_to_come(text: str, line: Sequence[Item]) -> bool:
    sentence = text[line[0].start : line[-1].end].replace("’", "'")
    return any(_cue("status", name).search(sentence) for name in ("forecast", "expectation", "future"))


def _is_period(text: str, line: Sequence[Item], i: int, daily: bool) -> bool:
    """Whether a date can be the period of a measure: no day of an announcement, no year that one compares with."""
    item = line[i]
    if item.kind != "date" or item.date is None or item.date.modifier == "from":
        return False
    if item.date.precision not in words("period", "reports") | (words("period", "days") if daily else frozenset()):
        return False
    left = text[max(line[0].start, item.start - 60) : item.start].replace("’", "'").lower()
    return not (_cue("period", "earlier").search(left) or _cue("period", "announced").search(left))


def _is_foreign(line: Sequence[Item], i: int, link: Link) -> bool:
    """Whether a date belongs to another value (right behind it) or to a bracket that the value is not in."""
    if _is_taken(line, i, link.amount, link.rate):
        return True
    if i < link.measure and any(item.text == "," for item in line[i : link.measure]):
        segment = next((k for k in range(i, -1, -1) if line[k].text in (",", ";", ":")), 0)
        if any(item.kind in VALUES for item in line[segment:i]):
            return True  # `ha investito 5 milioni nel 2023, la quota ora vale …`
    opened = next((k for k in range(i - 1, -1, -1) if line[k].text in "()"), None)
    return opened is not None and line[opened].text == "(" and not opened < link.value


def _is_taken(line: Sequence[Item], i: int, *own: int | None) -> bool:
    """Whether a date stands right behind another value."""
    value = next((k for k in range(i - 1, max(i - SMALL, -1), -1) if line[k].kind in VALUES), None)
    return value is not None and value not in own and _near(line, value, i)


def _near(line: Sequence[Item], value: int, date: int) -> bool:
    small = words("links", "free") | words("owner", "genitives")
    return all(item.text in small or item.kind == "measure" for item in line[value + 1 : date])


def _touches(line: Sequence[Item], link: Link, i: int) -> bool:
    """Whether only small words stand between value (or measure) and date: `al 17% a fine 2023`, `utile del 2023`."""
    places = [p for p in (link.amount, link.rate, link.measure) if p is not None and p < i]
    return any(i - p <= SMALL and _near(line, p, i) for p in places)


def find_status(text: str, line: Sequence[Item], link: Link) -> str:
    """forecast: the company of itself; expectation: others; else actual."""
    first, last = sorted((link.measure, link.value))
    stop = next((k for k in range(last + 1, len(line)) if _ends_clause(line[k]) or k > last + 5), last + 1)
    front = text[line[0].start : line[stop - 1].end].replace("’", "'")
    clause = text[line[_clause_start(line, first)].start : line[stop - 1].end].replace("’", "'")
    if _cue("status", "expectation").search(clause):
        return "expectation"
    if _cue("status", "forecast").search(front) or _cue("status", "future").search(clause):
        return "forecast"
    return "actual"


def _ends_clause(item: Item) -> bool:
    return item.kind in VALUES or item.text in words("status", "ends")


def _clause_start(line: Sequence[Item], i: int) -> int:
    """Back to the border or the value before the measure: what stands there speaks of something else."""
    return next(
        (k for k in range(i - 1, -1, -1) if line[k].text in (";", "mentre", "ma", "(") or line[k].kind in VALUES), 0
    )
