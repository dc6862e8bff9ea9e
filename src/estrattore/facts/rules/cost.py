"""What stands between a measure and a value, as a price.

Prepositions, copulas and verbs of level cost nothing, other words one each, commas, conjunctions and foreign names
more, a clause border too much. The prices stand in `[links]` of `resources/facts.toml`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from estrattore.facts.rules.line import VALUES, Item, at, measure_at, stems, words
from estrattore.resources.schemas.facts import facts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from estrattore.facts.measures import Measure

NONE = 99.0


def cost(line: Sequence[Item], m: int, value: int, own: Collection[int] = ()) -> float:
    """What stands between a measure and a value, as a price; `own` are the places of values that the measure has already."""
    if m > value:
        return _cost_behind(line, m, value)
    total, i = _rival(line, m, value), m + 1
    while i < value:
        item = line[i]
        if item.text == "(" and (closing := _closing(line, i, value)):
            total += price("bracket")
            i = closing
        elif item.text == ")":
            return NONE
        elif item.text == ":" and at(line, i + 1).kind in VALUES:
            total += price("label")
        elif item.text == "borsa" and measure_at(line, m).group not in ("quote", "stock", "verb"):
            total += price("rival")
        elif item.kind == "company" and _is_purchase(measure_at(line, m)):
            total += price("near_company")  # `ha comprato la cantina toscana X per 3 milioni`
        elif i not in own:
            total += _item_cost(line, i, rate=line[value].kind == "percent")
        i += 1
    if measure_at(line, m).group == "verb" and line[value].kind == "percent" and _has_conjunction(line[m:value]):
        return NONE  # `investe 3 milioni e cresce del 5%`
    by_share = measure_at(line, m).group == "deal" and line[value].kind == "percent"
    return total * 3 if by_share else total


def _has_conjunction(line: Sequence[Item]) -> bool:
    return any(item.text in words("links", "conjunctions") for item in line)


def _is_purchase(measure: Measure) -> bool:
    return measure.group == "deal" or (measure.group == "verb" and "share" in measure.takes)


def _rival(line: Sequence[Item], m: int, value: int) -> float:
    """The price where another noun governs the value: `un gap da 3 miliardi`, `Toccata quota 3 milioni`."""
    if value == m + 1 and line[value].kind == "money":
        return NONE if measure_at(line, m).group == "share" else 0.0
    k = value - 1
    while k > m and line[k].text in ("circa", "oltre", "quasi", "almeno", "ben"):
        k -= 1
    if k - 2 <= m or line[k].text not in ("da", "di", "del", "dell'", "dei"):
        return 0.0
    noun, article = at(line, k - 1), at(line, k - 2)
    governs = noun.kind == "word" and not noun.capital and article.text in words("links", "behind_article")
    return price("rival") if governs and _word_cost(noun.text) else 0.0


def _cost_behind(line: Sequence[Item], m: int, value: int) -> float:
    """`3 miliardi di ricavi`, `sale a 3 miliardi il fatturato`, `+5% per i ricavi`, `il 30% del capitale`."""
    between = {item.text for item in line[value + 1 : m]}
    item, measure = line[value], measure_at(line, m)
    if measure.group == "verb":
        return NONE
    article = words("links", "behind_article")
    if item.kind == "money":
        if measure.group == "sales" and item.money and item.money.currency_implied:
            return NONE
        if between and between <= words("links", "behind_free") and between & {"di", "d'", "in", "come"}:
            return 0.0 if measure.group not in ("deal", "quote") else 2 * price("behind")
        return price("word") if len(between) == 1 and between <= article else NONE
    if item.direction and "change" in measure.takes:
        return price("word") if between <= words("links", "behind_change") | article else NONE
    if measure.group in ("whole", "quote") and "share" in measure.takes and not item.direction:
        return price("behind") if between and between <= words("links", "behind_share") else NONE
    return NONE


def _closing(line: Sequence[Item], opening: int, stop: int) -> int | None:
    return next((i for i in range(opening + 1, stop) if line[i].text == ")"), None)


def _item_cost(line: Sequence[Item], i: int, *, rate: bool) -> float:
    item = line[i]
    if item.kind == "word":
        return _word_cost(item.text)
    near = words("links", "near")
    if item.kind == "company" and (at(line, i - 1).text in near or at(line, i - 1).kind == "measure"):
        return price("near_company")
    if item.measure and (
        item.measure.weak or (item.measure.group == "verb" and rate and "share" not in item.measure.takes)
    ):
        return 0.0  # `il titolo guadagna il 2%`
    names = {"money": "value", "percent": "value", "measure": "measure", "date": "date"}
    return price(names.get(item.kind, "company"))


@lru_cache(maxsize=8192)
def _word_cost(word: str) -> float:
    for name in ("borders", "relatives", "conjunctions"):
        if word in words("links", name):
            return price(name.removesuffix("s"))
    if word in words("links", "free") or word.startswith(stems("links", "free_stems")):
        return 0.0
    marks = {",": "comma", "(": "bracket", "–": "bracket", "—": "bracket", "-": "bracket"}
    return price(marks.get(word, "word"))


def price(name: str) -> float:
    """A price of the table."""
    return float(getattr(facts().links, name))
