"""Amounts of money: a number and a currency beside it, or a bare amount that the sentence makes money."""

from __future__ import annotations

from bisect import bisect
from decimal import Decimal
from typing import TYPE_CHECKING

from estrattore.finds import Money
from estrattore.resources.schemas.currencies import currencies as currency_table
from estrattore.resources.schemas.false_friends import false_friends
from estrattore.resources.schemas.money import money
from estrattore.resources.schemas.numbers import numbers
from estrattore.values.amounts.quantity import Mention, Quantity, quantities
from estrattore.values.amounts.series import join, mention_modifier, share
from estrattore.values.context import Context
from estrattore.values.explain import note
from estrattore.values.money import currencies
from estrattore.values.money.implied import is_counted, with_implied
from estrattore.values.money.prefilter import may_hold_money
from estrattore.values.money.prices import price_unit
from estrattore.values.numbers.figures import after_scale
from estrattore.values.numbers.reading import Number, Reading, plain, read, sign_at, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estrattore.values.money.currencies import Currency

_HUNDREDTHS = 100
_CENT_DIGITS = 2  # `2 euro e 50`
_LEAST_CENTS = 10  # without their name: `2 euro e 5` is no amount


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
    found = share(reading, with_implied(reading, found))
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
    explicit = [(mention.start, mention.high.unit) for mention in found if mention.high.unit]
    for mention in found:
        low, high = mention.low, mention.high
        yield Money(
            mention.start,
            mention.end,
            min(low.value, high.value),
            max(low.value, high.value),
            high.unit or low.unit or _nearest(explicit, mention.start) or context.currency or currencies.EURO,
            not high.unit or high.shared,
            mention_modifier(reading, mention)[0],
            price_unit(reading, mention.end),
        )


def _nearest(explicit: Sequence[tuple[int, str]], start: int) -> str | None:
    """The currency of the explicit amount nearest to a place; they are in order."""
    place = bisect(explicit, (start, ""))
    around = explicit[max(0, place - 1) : place + 1]
    return min(around, key=lambda found: abs(found[0] - start))[1] if around else None


def _attach(reading: Reading, number: Number, free: int) -> Quantity[str] | None:
    """The number with the currency before or after it, and a scale that only a currency allows (`€900m`)."""
    prefix = currencies.before(reading, number)
    if prefix and prefix.first < free:
        prefix = None
    value, last = number.value, number.last
    step = numbers().weak_scales.get(reading.low(last)) if not number.scaled else None
    suffix = None if prefix else currencies.after(reading, last)
    if step and (prefix or suffix is None):
        behind = after_scale(reading.tokens, last)
        suffix = None if prefix else currencies.after(reading, behind)
        if (prefix and _ends_word(reading, last)) or suffix:
            value, last = plain(value * step, step), behind
    currency = prefix or suffix
    if currency is None or not _is_currency(reading, number, currency):
        return None
    if prefix is None:
        last = currency.last
    note("currency", cue=reading.words(currency.first, currency.last))
    return _amount(reading, number, currency, value, last)


def _ends_word(reading: Reading, index: int) -> bool:
    return not (reading.glued(index + 1) and reading.tokens[index + 1].kind != "sign")


def _is_currency(reading: Reading, number: Number, currency: Currency) -> bool:
    """Whether a weak word or a hundredth is really money here."""
    if _is_word(reading, number, currency):
        return False
    if currency.weak:
        return number.scaled or "," in number.digits
    if currency.subunit and not currency.code:
        friends = false_friends().cents
        if reading.low(currency.last) in numbers().joints.of and reading.low(currency.last + 1) in friends.after:
            return False
        return vocabulary(reading.text).isdisjoint(friends.sentence)
    return True


def _is_word(reading: Reading, number: Number, currency: Currency) -> bool:
    """Whether the name of a currency is another word here: `una leva`, `un franco dialogo`, `cinque franchi tiratori`."""
    friends, word = false_friends().currencies, reading.low(currency.last - 1)
    if reading.low(currency.last) in friends.followers:
        return True
    if not number.bare or currency.last - currency.first > 1:
        return False
    return word in friends.never_one or (word in friends.before_noun and is_counted(reading, currency.last))


def _amount(reading: Reading, number: Number, currency: Currency, value: Decimal, last: int) -> Quantity[str]:
    """The quantity, `e venti centesimi` and `e mezzo` included."""
    step = value / number.value * number.scale if number.value else Decimal(number.scale)
    if currency.subunit:
        value, step = value / _HUNDREDTHS, step / _HUNDREDTHS
    elif not number.scaled and value == number.value:
        cents, last = _cents(reading, last)
        value += cents
    first = min(number.first, currency.first)
    start = min(number.start, reading.tokens[first].start)
    if first < number.first and (sign := sign_at(reading.tokens, first - 1)):
        start -= 1
        value = -value if sign == "-" else value
    return Quantity(number, start, reading.tokens[last - 1].end, first, last, value, currency.code, step=step)


def _cents(reading: Reading, index: int) -> tuple[Decimal, int]:
    """What `e quarantacinque cent`, `e 50`, `e mezzo` add to a whole amount, and the index after it."""
    joined = reading.low(index) in numbers().joints.and_
    number = reading.starts.get(index + 1 if joined else index)
    if number is None or number.scaled or not 0 <= number.value < _HUNDREDTHS:
        return Decimal(0), index
    if joined and number.bare and number.value < 1 and reading.low(number.last) not in numbers().one.scales:
        return number.value, number.last
    if reading.low(number.last) in currency_table().subunits.words:
        return number.value / _HUNDREDTHS, number.last + 1
    written = not number.digits or len(number.digits.partition(",")[0]) == _CENT_DIGITS  # `1 euro e 79,4`
    if joined and written and number.value >= _LEAST_CENTS and reading.low(number.last) in money().cents.followed_by:
        return number.value / _HUNDREDTHS, number.last  # `2 euro e 50 al litro`
    return Decimal(0), index
