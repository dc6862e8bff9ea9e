"""Which value belongs to which measure: every pair has a cost, the cheapest pair wins, a dear one is none.

The cost adds up what stands between the two (`[links]` in `resources/facts.toml`): prepositions, copulas and verbs
of level cost nothing, other words one each, commas, conjunctions and foreign names more, a clause border too much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from estrattore.components.facts_line import VALUES, Item, measure_at, stems, words
from estrattore.components.facts_series import company_series, respectively
from estrattore.values.lexicon import table

NONE = 99.0
REACH = 40  # items: no link is longer, and a sentence without end takes no time without end
POINTS = ("percentage_point", "basis_point")
PER_SHARE = (None, "", "azione", "titolo", "azione ordinaria")


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
    priced = [(cost(line, m, value, links), abs(m - value), m) for m in measures if _fits(line, m, value)]
    if any(price <= _price("limit") and not measure_at(line, m).weak for price, _, m in priced):
        priced = [p for p in priced if not measure_at(line, p[2]).weak]
    price, _, measure = min(priced, default=(NONE, 0, 0))
    return measure if price <= _price("limit") else None


def _fits(line: Sequence[Item], m: int, value: int) -> bool:
    measure = measure_at(line, m)
    if line[value].kind == "money":
        return "amount" in measure.takes and line[value].find.get("unit") in PER_SHARE
    if m > value:
        return True
    return _role(line, m, value) is not None


def cost(line: Sequence[Item], m: int, value: int, links: Sequence[Link] = ()) -> float:
    """What stands between a measure and a value, as a price."""
    if m > value:
        return _cost_behind(line, m, value)
    own = {i for link in links if link.measure == m for i in (link.amount, link.rate)}
    total, i = _rival(line, m, value), m + 1
    while i < value:
        item = line[i]
        if item.text == "(" and (closing := _closing(line, i, value)):
            total += _price("bracket")
            i = closing
        elif item.text == ")":
            return NONE
        elif item.text == "borsa" and measure_at(line, m).group not in ("quote", "stock", "verb"):
            total += _price("rival")
        elif i not in own:
            total += _item_cost(line, i, rate=line[value].kind == "percent")
        i += 1
    by_share = measure_at(line, m).group == "deal" and line[value].kind == "percent"
    return total * 3 if by_share else total


def _rival(line: Sequence[Item], m: int, value: int) -> float:
    """The price where another noun governs the value: `un gap da 3 miliardi`, `Toccata quota 3 milioni`."""
    if value == m + 1 and line[value].kind == "money":
        return NONE if measure_at(line, m).group == "share" else 0.0
    k = value - 1
    while k > m and line[k].text in ("circa", "oltre", "quasi", "almeno", "ben"):
        k -= 1
    if k - 2 <= m or line[k].text not in ("da", "di", "del", "dell'", "dei"):
        return 0.0
    noun, article = line[k - 1], line[k - 2]
    governs = noun.kind == "word" and not noun.capital and article.text in words("links", "behind_article")
    return _price("rival") if governs and _word_cost(noun.text) else 0.0


def _cost_behind(line: Sequence[Item], m: int, value: int) -> float:
    """`3 miliardi di ricavi`, `sale a 3 miliardi il fatturato`, `+5% per i ricavi`, `il 30% del capitale`."""
    between = {item.text for item in line[value + 1 : m]}
    find, measure = line[value].find, measure_at(line, m)
    if measure.group == "verb":
        return NONE
    article = words("links", "behind_article")
    if line[value].kind == "money":
        if measure.group == "sales" and find.get("currency_implied"):
            return NONE
        if between and between <= words("links", "behind_free") and between & {"di", "d'", "in", "come"}:
            return 0.0 if measure.group not in ("deal", "quote") else 2 * _price("behind")
        return _price("word") if len(between) == 1 and between <= article else NONE
    if find.get("direction") and "change" in measure.takes:
        return _price("word") if between <= words("links", "behind_change") | article else NONE
    if measure.group in ("whole", "quote") and "share" in measure.takes and not find.get("direction"):
        return _price("behind") if between and between <= words("links", "behind_share") else NONE
    return NONE


def _closing(line: Sequence[Item], opening: int, stop: int) -> int | None:
    return next((i for i in range(opening + 1, stop) if line[i].text == ")"), None)


def _item_cost(line: Sequence[Item], i: int, *, rate: bool) -> float:
    item = line[i]
    if item.kind == "word":
        return _word_cost(item.text)
    near = words("links", "near")
    if item.kind == "company" and (line[i - 1].text in near or line[i - 1].kind == "measure"):
        return _price("near_company")
    if item.measure and (
        item.measure.weak or (item.measure.group == "verb" and rate and "share" not in item.measure.takes)
    ):
        return 0.0  # `il titolo guadagna il 2%`
    names = {"money": "value", "percent": "value", "measure": "measure", "date": "date"}
    return _price(names.get(item.kind, "company"))


@cache
def _word_cost(word: str) -> float:
    for name in ("borders", "relatives", "conjunctions"):
        if word in words("links", name):
            return _price(name.removesuffix("s"))
    if word in words("links", "free") or word.startswith(stems("links", "free_stems")):
        return 0.0
    marks = {",": "comma", "(": "bracket", "–": "bracket", "—": "bracket", "-": "bracket"}
    return _price(marks.get(word, "word"))


def _price(name: str) -> float:
    return float(table("facts")["links"][name])


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(table("facts")["values"][name], re.IGNORECASE)


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
    if _cue("from").search(left) and _cue("to").search(right):
        following = next((other for other in line[i + 1 : i + 6] if other.kind in VALUES), None)
        return following is not None and following.kind == item.kind
    opened = i > 1 and line[i - 1].text == "("
    if not opened:
        opened = (
            i > 2 and line[i - 2].text == "(" and line[i - 1].text in ("da", "dai", "circa", "contro", "era", "erano")
        )
    behind = next((line[k] for k in range(i - 1, max(i - 4, -1), -1) if line[k].kind != "word"), None)
    plain = not item.find.get("direction")
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
    find, measure = line[i].find, measure_at(line, m)
    moves = find.get("direction") or find.get("unit") in POINTS
    if measure.group == "whole" or (measure.group == "quote" and m > i and not moves):
        return "share" if m > i else None
    for role, fits in (("change", moves), ("share", not find.get("direction")), ("level", not moves)):
        if fits and role in measure.takes:
            return role
    return None


def _add_rate(text: str, line: Sequence[Item], i: int, links: list[Link], m: int | None) -> None:
    """Join a rate to the row of its measure, or make a row of its own."""
    if m is None:
        return
    role, direction = _role(line, m, i), line[i].find.get("direction")
    if role is None:
        return
    rows = [link for link in links if link.measure == m]
    near = [link for link in rows if link.rate is None and link.amount is not None]
    if near:
        row = min(near, key=lambda link: abs((link.amount or 0) - i))
        row.rate, row.role, row.direction = i, role, direction
    elif not rows:
        links.append(Link(m, rate=i, role=role, direction=direction))
