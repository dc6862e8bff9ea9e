"""Which value belongs to which measure: every pair has a cost (`cost`), the cheapest pair wins, a dear one is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from estrattore.facts.rules.cost import cost, price
from estrattore.facts.rules.line import VALUES, Item, at, measure_at
from estrattore.facts.rules.series import company_series, respectively
from estrattore.resources.schemas.facts import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

REACH = 40  # items: no link is longer, and a sentence without end takes no time without end
POINTS = ("percentage_point", "basis_point")
PLAIN_UNITS = (None, "", "azione", "titolo", "azione ordinaria", "anno")


@dataclass(slots=True)
class Link:
    """A measure (its place in the line) with its amount, its rate, or both."""

    measure: int
    amount: int | None = None
    rate: int | None = None
    role: str | None = None
    direction: str | None = None

    @property
    def value(self) -> int:
        """The place of the value that the row is about."""
        return self.rate if self.amount is None else self.amount  # type: ignore[return-value]


def find_links(text: str, line: Sequence[Item]) -> list[Link]:
    """Amounts with their measures, then the rates: beside an amount or alone."""
    measures = [i for i, item in enumerate(line) if item.kind == "measure"]
    if not measures:
        return []
    fixed = respectively(line)
    links: list[Link] = []
    for i, item in enumerate(line):
        if item.kind == "money" and not _is_no_level(text, line, i):
            _add_amount(text, line, i, links, fixed.get(i, _best(line, i, measures, links)))
    for i, item in enumerate(line):
        if item.kind == "percent" and not _is_no_level(text, line, i):
            _add_rate(text, line, i, links, fixed.get(i, _best(line, i, measures, links)))
    return sorted(links, key=lambda link: link.value)


def _best(line: Sequence[Item], value: int, measures: Sequence[int], links: Sequence[Link]) -> int | None:
    """The cheapest measure that may take the value; of equals the nearest."""
    measures = [m for m in measures if abs(m - value) <= REACH]
    priced = [
        (cost(line, m, value, _values_of(m, links)), abs(m - value), m) for m in measures if _fits(line, m, value)
    ]
    near = [entry for entry in priced if entry[0] <= price("limit")]
    strong = [entry for entry in near if not measure_at(line, entry[2]).weak]
    return min(strong or near)[2] if near else None


def _values_of(m: int, links: Sequence[Link]) -> set[int]:
    return {i for link in links if link.measure == m for i in (link.amount, link.rate) if i is not None}


def _fits(line: Sequence[Item], m: int, value: int) -> bool:
    measure = measure_at(line, m)
    if line[value].kind == "money":
        return "amount" in measure.takes and line[value].unit in PLAIN_UNITS
    if m > value:
        return True
    return _role(line, m, value) is not None


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(getattr(facts().values, name), re.IGNORECASE)


def _left(text: str, line: Sequence[Item], value: int, *, since: int = 0) -> str:
    """What stands before a value, up to a comma's distance, in the form that the cues are written in."""
    start = max(line[value].start - 60, line[0].start, since)
    return re.sub("['’] ?", "' ", text[start : line[value].start]).replace("\n", " ").lower()


def _is_no_level(text: str, line: Sequence[Item], i: int) -> bool:
    """The earlier level of a change, what others expected, a bracket behind an amount."""
    item = line[i]
    left = _left(text, line, i)
    right = text[item.end : item.end + 40].replace("’", "'").replace("\n", " ").lower()
    if _cue("no_row_after").search(right) or _cue("earlier").search(left):
        return True
    if _cue("since").search(left) and _cue("to").search(right):
        following = next((other for other in line[i + 1 : i + 6] if other.kind in VALUES), None)
        return following is not None and following.kind == item.kind
    opened = i > 1 and line[i - 1].text == "("
    if not opened:
        opened = at(line, i - 2).text == "(" and line[i - 1].text in ("da", "dai", "circa", "contro", "era", "erano")
    behind = next((line[k] for k in range(i - 1, max(i - 4, -1), -1) if line[k].kind != "word"), None)
    plain = not item.direction
    return opened and behind is not None and behind.kind == item.kind and plain


def _add_amount(text: str, line: Sequence[Item], i: int, links: list[Link], m: int | None) -> None:
    if m is None or _is_change_amount(text, line, m, i):
        return
    taken = any(link.measure == m and link.amount is not None for link in links)
    if taken and not _has_own_date(line, i) and i not in company_series(line, "money"):
        return
    links.append(Link(m, amount=i))


def _has_own_date(line: Sequence[Item], i: int) -> bool:
    return any(item.kind == "date" for item in line[i + 1 : i + 3])


def _is_change_amount(text: str, line: Sequence[Item], m: int, i: int) -> bool:
    """`ricavi in crescita di 200 milioni`, `una riduzione dei costi per 200 milioni`."""
    since = line[m].end if m < i else 0
    left = _left(text, line, i, since=since)
    if _cue("change").search(left):
        return True
    before = re.sub("['’] ?", "' ", text[max(line[0].start, line[m].start - 40) : line[m].start])
    if m > i or not _cue("change_link").search(left):
        return False
    return bool(
        _cue("change_before").search(before) or (_cue("change_verb").search(before) and left.strip().startswith("di"))
    )


def _role(line: Sequence[Item], m: int, i: int) -> str | None:
    """What a rate says of a measure: change, level or share; None when it says nothing."""
    item, measure = line[i], measure_at(line, m)
    moves = item.direction or item.unit in POINTS
    if measure.group == "whole" or (measure.group == "quote" and m > i and not moves):
        return "share" if m > i else None
    for role, fits in (("change", moves), ("share", not item.direction), ("level", not moves)):
        if fits and role in measure.takes:
            return role
    return None


def _add_rate(text: str, line: Sequence[Item], i: int, links: list[Link], m: int | None) -> None:
    """Join a rate to the row of its measure, or make a row of its own."""
    if m is None:
        return
    role, direction = _role(line, m, i), line[i].direction
    if role is None:
        return
    rows = [link for link in links if link.measure == m]
    near = [link for link in rows if link.rate is None and link.amount is not None and not _turns(text, line, link, i)]
    if near:
        row = min(near, key=lambda link: abs((link.amount or 0) - i))
        row.rate, row.role, row.direction = i, role, direction
    elif not any(link.rate is not None or not _turns(text, line, link, i) for link in rows):
        links.append(Link(m, rate=i, role=role, direction=direction))


def _turns(text: str, line: Sequence[Item], link: Link, i: int) -> bool:
    """Whether the words between an amount and a rate pass on to the future: `è di 3 milioni e salirà del 5%`."""
    return bool(_cue("turn").search(text[line[link.value].end : line[i].start]))
