"""Which bare amounts are money: by what is counted, by governing words, by what the sentence has made money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from estrattore.resources.schemas.money import money
from estrattore.resources.schemas.numbers import numbers
from estrattore.resources.schemas.percentages import percentages
from estrattore.resources.words import classes_of
from estrattore.values.amounts.governors import BORDERS, determiners, preposition_of
from estrattore.values.explain import note
from estrattore.values.money.ellipsis import leaning_value
from estrattore.values.money.prices import price_unit
from estrattore.values.numbers.numerals import THOUSAND

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from estrattore.values.amounts.quantity import Quantity
    from estrattore.values.numbers.reading import Reading

IMPLIED = ""  # the unit of an amount whose currency is not written
_STEPS = 12  # words that a governing word may stand away
_HEAD_STEPS = 12  # and the noun of an amount per share
_COUNTED = frozenset({"counted", "counted_after"})
_MONEY = frozenset({"noun", "measured"})
_QUOTES = frozenset("\"“”«»'‘’")
_TRANSPARENT = frozenset("(–—")  # `ricavi (3 milioni)`


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """The kinds of the money table by the words in them."""
    governors, counted = money().governors, money().counted
    return classes_of(
        {
            "counted": counted.nouns,
            "counted_after": counted.after_only,
            "measured": governors.measured,
            "noun": governors.nouns,
            "verb": governors.verbs,
        }
    )


def kinds(word: str) -> frozenset[str]:
    """What a lower-case word says of an amount: counted, counted_after (only after it), noun or verb of money.

    >>> sorted(kinds("utile")), sorted(kinds("spettatori"))
    (['noun'], ['counted'])
    """
    return _kinds().get(word, frozenset())


def is_counted(reading: Reading, index: int) -> bool:
    """Whether what stands behind a bare figure says that it counts something: `450 dipendenti`, `12 %`.

    >>> from estrattore.values.numbers.reading import read
    >>> is_counted(read("450 dipendenti"), 1), is_counted(read("450 nel 2024"), 1)
    (True, False)
    """
    token = reading.tokens[index] if index < len(reading.tokens) else None
    if token is None or reading.text[token.start].isupper():
        return False
    return token.low in percentages().rates or _is_noun(reading, index)


def with_implied(reading: Reading, found: Sequence[Quantity[str]]) -> list[Quantity[str]]:
    """The quantities, those without a currency marked where the sentence makes them money.

    >>> from estrattore.values.numbers.reading import read
    >>> from estrattore.values.amounts.quantity import quantities
    >>> reading = read("utili a 3 milioni, 5 milioni di clienti")
    >>> [found.unit for found in with_implied(reading, quantities(reading, lambda *_: None))]
    ['', None]
    """
    result: list[Quantity[str]] = []
    before = _Before(explicit=any(quantity.unit for quantity in found))
    for quantity in found:
        marked = _implied(reading, quantity, before) if quantity.unit is None else quantity
        before = before.with_next(marked)
        result.append(marked)
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What a sentence has said up to an amount.

    Args:
        reference: The last money.
        alone: No other figure but years stands between that and here.
        counted: An amount was a count of things.
        explicit: The sentence has money with a currency.
    """

    reference: Quantity[str] | None = None
    alone: bool = True
    counted: bool = False
    explicit: bool = False

    def with_next(self, quantity: Quantity[str]) -> _Before:
        if quantity.unit is not None:
            return replace(self, reference=quantity, alone=True)
        number = quantity.number
        return replace(self, alone=self.alone and number.year_like, counted=self.counted or number.scaled)


def _implied(reading: Reading, quantity: Quantity[str], before: _Before) -> Quantity[str]:
    if quantity.number.scaled:
        if _is_money(reading, quantity, before):
            note("implied currency", neighbour=_text(reading, before.reference))
            return replace(quantity, unit=IMPLIED)
    elif (value := _leaning(reading, quantity, before)) is not None:
        note("leaning figure", neighbour=_text(reading, before.reference))
        return replace(quantity, unit=IMPLIED, value=value)
    elif _per_share(reading, quantity):
        note("unit price")
        return replace(quantity, unit=IMPLIED)
    return quantity


def _text(reading: Reading, quantity: Quantity[str] | None) -> str:
    return reading.text[quantity.start : quantity.end] if quantity else ""


def _leaning(reading: Reading, quantity: Quantity[str], before: _Before) -> Decimal | None:
    return leaning_value(reading, quantity, before.reference, alone=before.alone) if before.reference else None


def _per_share(reading: Reading, quantity: Quantity[str]) -> bool:
    """`cedola di 0,25 per azione`."""
    if "," not in quantity.number.digits or price_unit(reading, quantity.end) != money().cash_per_share.unit:
        return False
    heads = money().cash_per_share.heads
    return any(token.low in heads for token in reading.tokens[max(0, quantity.first - _HEAD_STEPS) : quantity.first])


def _is_money(reading: Reading, quantity: Quantity[str], before: _Before) -> bool:
    """Whether a bare amount with a scale is money."""
    word, words = reading.low(quantity.first - 1), money().subjects
    if word == words.part_of and reading.low(quantity.first - 2) in words.whole_of:
        return False  # `uno su un milione`
    governor = _governor(reading, quantity, before.reference.last if before.reference else 0)
    after = _of_what(reading, quantity, governor)
    if after is not None:
        return after
    if governor:
        return governor != "counted"
    if quantity.number.scale == THOUSAND:
        return before.reference is not None and not before.counted
    if _after_copula(reading, quantity):
        return False
    return before.explicit or not before.counted or word == money().asides.per


def _of_what(reading: Reading, quantity: Quantity[str], governor: str) -> bool | None:
    """What is counted: `di clienti` no, `di ricavi` yes; None when nothing is."""
    index = quantity.last
    low = reading.low(index)
    if _subject(reading, index):
        return False
    if low in money().subjects.articles:  # `sono 5 milioni i clienti`
        return "noun" in kinds(reading.low(index + 1))
    aside = next((said for said in money().asides.about if _follows(reading, index, said)), ())
    index += len(aside)
    low = reading.low(index)
    if low in numbers().joints.of:
        return _of_noun(reading, index + 2 if reading.low(index + 1) in _QUOTES else index + 1, governor)
    if quantity.number.scale == THOUSAND and _is_noun(reading, index):
        return False  # `180mila spettatori`
    return False if kinds(low) & _COUNTED else None


def _follows(reading: Reading, index: int, words: Sequence[str]) -> bool:
    return all(reading.low(index + i) == word for i, word in enumerate(words))


def _subject(reading: Reading, index: int) -> bool:
    """Whether the amount are people: `6 milioni vivono`, `5 milioni che lavorano`, `3 milioni l'hanno usata`."""
    words = money().subjects
    while reading.low(index) in words.between:
        index += 1
    return reading.low(index) in words.people


def _of_noun(reading: Reading, index: int, governor: str) -> bool | None:
    """`milioni di …`: a known noun decides, a name leaves it open, of others only a governing noun makes money."""
    token = reading.tokens[index] if index < len(reading.tokens) else None
    if token is None or token.kind != "word" or reading.text[token.start].isupper() or token.low in determiners():
        return None
    if token.low == money().subjects.relative:
        return None
    known = kinds(token.low)
    if known & _COUNTED:
        return False
    if known & _MONEY or kinds(reading.low(index + 1)) & _MONEY:
        return True
    return governor == "noun"


def _is_noun(reading: Reading, index: int) -> bool:
    """Whether the word after `180mila` can only be what is counted."""
    token = reading.tokens[index] if index < len(reading.tokens) else None
    return token is not None and token.kind == "word" and token.low not in _function_words()


@cache
def _function_words() -> frozenset[str]:
    return frozenset(preposition_of()) | money().function_words.words


def _after_copula(reading: Reading, quantity: Quantity[str]) -> bool:
    """`erano 4 milioni`: with no word of money before it, a count; not `sono i 4 milioni`."""
    subjects = money().subjects
    index = quantity.first - 1
    while reading.low(index) in subjects.adverbs:
        index -= 1
    return reading.low(index) in subjects.copula


def _governor(reading: Reading, quantity: Quantity[str], floor: int) -> str:
    """The kind of the nearest word of its clause before the amount that says money or count; empty when none.

    Words up to the money before it (`floor`) belong to that; beyond a comma only words of money govern.
    """
    near = True
    for position in range(quantity.first - 1, max(floor - 1, quantity.first - _STEPS), -1):
        low = reading.low(position)
        if low in BORDERS and low not in _TRANSPARENT:
            return ""
        near = near and low != ","
        known = kinds(low)
        for kind in ("noun", "verb", "counted") if near else ("noun", "verb"):
            if kind in known:
                note("word of money" if kind != "counted" else "word of counts", cue=low)
                return kind
    return ""
