"""Amounts of money: a number and a currency beside it, or a bare amount that the sentence makes money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from estrattore.values import currencies
from estrattore.values.context import Context
from estrattore.values.currencies import Currency
from estrattore.values.governors import alternatives
from estrattore.values.implied import is_money
from estrattore.values.lexicon import table
from estrattore.values.numbers import Number, Reading, plain, read
from estrattore.values.prefilter import may_hold_money
from estrattore.values.series import Mention, Quantity, join, mention_modifier, quantities, share

_IMPLIED = ""  # the unit of an amount whose currency is not written


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money with its place in the sentence.

    Args:
        start: First character.
        end: Character after the last one.
        amount_min: The lower end.
        amount_max: The upper end; equal when no range.
        currency: ISO 4217, BTC or ETH.
        currency_implied: Whether the currency is not written with the amount.
        modifier: approx, at_least, at_most or None.
        unit: What the price is for (`barile`, `azione`) or None.
    """

    start: int
    end: int
    amount_min: Decimal
    amount_max: Decimal
    currency: str
    currency_implied: bool = False
    modifier: str | None = None
    unit: str | None = None


def find_money(sentence: str, *, context: Context = Context()) -> list[Money]:
    """All amounts of money of a sentence, in order.

    >>> found = find_money("Ricavi per circa 2,5 mln di sterline, costi a 3 milioni")
    >>> [(money.amount_max, money.currency, money.modifier) for money in found]
    [(Decimal('2500000'), 'GBP', 'approx'), (Decimal('3000000'), 'GBP', None)]
    """
    if not may_hold_money(sentence):
        return []
    reading = read(sentence)
    found = share(reading, quantities(reading, _attach))
    found = share(reading, _with_implied(reading, found))
    mentions = [m for m, before in _with_previous(join(reading, found)) if not _repeats(reading, m, before)]
    return list(_described(reading, mentions, context))


def _with_previous(found: Sequence[Mention[str]]) -> Iterator[tuple[Mention[str], Mention[str] | None]]:
    return zip(found, (None, *found), strict=False)


def _repeats(reading: Reading, mention: Mention[str], before: Mention[str] | None) -> bool:
    """`€ 1.200,00 (euro milleduecento/00)`: the same amount again, in letters."""
    if before is None or before.high.value != mention.low.value or reading.low(mention.low.first - 1) != "(":
        return False
    return before.high.last == mention.low.first - 1 and not mention.low.number.digits


def _described(reading: Reading, found: Sequence[Mention[str]], context: Context) -> Iterator[Money]:
    explicit = [(m.start, m.high.unit) for m in found if m.high.unit]
    for mention in found:
        low, high = mention.low, mention.high
        start, end = mention.start, mention.end
        unit = high.unit or low.unit
        if not unit and explicit:
            unit = min(explicit, key=lambda e: abs(e[0] - start))[1]
        said, _ = mention_modifier(reading, mention)
        yield Money(
            start,
            end,
            min(low.value, high.value),
            max(low.value, high.value),
            unit or context.currency or "EUR",
            not high.unit or high.shared,
            said,
            _per(reading, end),
        )


def _attach(reading: Reading, number: Number, free: int) -> Quantity[str] | None:
    """The number with the currency before or after it, and a scale that only a currency allows (`€900m`)."""
    prefix = currencies.before(reading, number)
    if prefix and prefix.first < free:
        prefix = None
    value, last = number.value, number.last
    step = table("numbers")["weak_scales"].get(reading.low(last)) if not number.scaled else None
    suffix = None if prefix else currencies.after(reading, last)
    if step and (prefix or suffix is None):
        suffix = None if prefix else currencies.after(reading, last + 1)
        if (prefix and _ends_word(reading, last)) or suffix:
            value, last = plain(value * step, step), last + 1
    currency = prefix or suffix
    if currency is None or not _is_currency(reading, number, currency):
        return None
    if prefix is None:
        last = currency.last
    return _amount(reading, number, currency, value, last)


def _ends_word(reading: Reading, index: int) -> bool:
    return not (reading.glued(index + 1) and reading.tokens[index + 1].kind != "sign")


def _is_currency(reading: Reading, number: Number, currency: Currency) -> bool:
    """Whether a weak word or a hundredth is really money here."""
    if currency.weak:
        return number.scaled or "," in number.digits
    if currency.subunit and not currency.code:
        friends = table("false_friends")["cents"]
        if reading.low(currency.last) == "di" and reading.low(currency.last + 1) in friends["after"]:
            return False
        return not any(token.low in friends["sentence"] for token in reading.tokens)
    return True


def _amount(reading: Reading, number: Number, currency: Currency, value: Decimal, last: int) -> Quantity[str]:
    """The quantity, `e venti centesimi` and `e mezzo` included."""
    if currency.subunit:
        value /= 100
    elif not number.scaled and value == number.value:
        cents, last = _cents(reading, last)
        value += cents
    first = min(number.first, currency.first)
    start = min(number.start, reading.tokens[first].start)
    if first < number.first and first and reading.glued(first) and reading.low(first - 1) in ("-", "–", "−", "+"):
        start -= 1
        value = -value if reading.low(first - 1) != "+" else value
    return Quantity(number, start, reading.tokens[last - 1].end, first, last, value, currency.code)


def _cents(reading: Reading, index: int) -> tuple[Decimal, int]:
    """What `e quarantacinque cent`, `e 50`, `e mezzo` add to a whole amount, and the index after it."""
    joined = reading.low(index) in ("e", "ed")
    number = reading.starts.get(index + 1 if joined else index)
    if number is None or number.scaled or not 0 <= number.value < 100:
        return Decimal(0), index
    if joined and number.bare and number.value < 1 and reading.low(number.last) not in ("milione", "miliardo"):
        return number.value, number.last
    if reading.low(number.last) in table("currencies")["subunits"]["words"]:
        return number.value / 100, number.last + 1
    if (
        joined
        and len(number.digits) == 2
        and reading.low(number.last) in ("", ".", ",", ";", ")", "al", "a", "all'", "per")
    ):
        return number.value / 100, number.last  # `2 euro e 50 al litro`
    return Decimal(0), index


def _with_implied(reading: Reading, found: Sequence[Quantity[str]]) -> list[Quantity[str]]:
    """The quantities, those without a currency marked where they are money."""
    result: list[Quantity[str]] = []
    counted, explicit = False, any(quantity.unit for quantity in found)
    reference: Quantity[str] | None = None
    for quantity in found:
        if quantity.unit is None:
            quantity = _implied(reading, quantity, reference, counted=counted, explicit=explicit)
            counted = counted or (quantity.unit is None and quantity.number.scaled)
        if quantity.unit is not None:
            reference = quantity
        result.append(quantity)
    return result


def _implied(
    reading: Reading, quantity: Quantity[str], reference: Quantity[str] | None, *, counted: bool, explicit: bool
) -> Quantity[str]:
    if quantity.number.scaled:
        near = reference is not None if quantity.number.scale == 1000 else explicit
        if is_money(reading, quantity, counted=counted, money=near):
            return replace(quantity, unit=_IMPLIED)
    elif reference and _elliptic(reading, quantity, reference):
        return replace(
            quantity, unit=_IMPLIED, value=plain(quantity.value * reference.number.scale, reference.number.scale)
        )
    elif _per_share(reading, quantity):
        return replace(quantity, unit=_IMPLIED)
    return quantity


def _elliptic(reading: Reading, quantity: Quantity[str], reference: Quantity[str]) -> bool:
    """`11 miliardi (10,9 attesi)`: a bare figure of like size that leans on the amount before it."""
    if reference.number.scale < 10**6 or quantity.number.year_like or not quantity.number.digits:
        return False
    if not 0 < reference.value < 6 * quantity.value * reference.number.scale < 36 * reference.value:
        return False
    before, after = reading.low(quantity.first - 1), reading.low(quantity.last)
    words = table("money")["ellipsis"]
    if before in ("circa", "da", "contro") and reading.low(quantity.first - 2) == "(":
        before = "("
    if before == "(":
        return after in words["after"]
    if before in ("i", "gli", "dai", "ai", "ai") and "," in quantity.number.digits:
        before = reading.low(quantity.first - 2) if before in ("i", "gli") else before
        return before in ("contro", "dai", "ai") and after in words["after"]
    return before == "contro" and after in words["after"]


def _per_share(reading: Reading, quantity: Quantity[str]) -> bool:
    """`cedola di 0,25 per azione`."""
    if "," not in quantity.number.digits or _per(reading, quantity.end) != "azione":
        return False
    heads = table("money")["cash_per_share"]["heads"]
    return any(token.low in heads for token in reading.tokens[max(0, quantity.first - 6) : quantity.first])


@cache
def _units() -> re.Pattern[str]:
    forms = alternatives(form for unit in table("money")["units"].values() for form in unit)
    links = alternatives(table("money")["unit_links"]["words"])
    return re.compile(rf"\s?(?:{links})\s?(?P<unit>{forms})(?!\w)")


@cache
def _canonical_units() -> dict[str, str]:
    return {form: unit for unit, forms in table("money")["units"].items() for form in forms}


def _per(reading: Reading, end: int) -> str | None:
    """What a price is for: `al barile`, `/tonnellata`, `per azione`."""
    match = _units().match(reading.text[end : end + 30].lower())
    return _canonical_units()[match["unit"]] if match else None
