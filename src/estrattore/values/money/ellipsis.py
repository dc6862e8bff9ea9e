"""Bare figures that lean on the amount before them: `11 miliardi (10,9 attesi)`, `5 milioni più 2 di bonus`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.resources.schemas.money import Ellipsis, money
from estrattore.values.amounts.governors import preposition_of
from estrattore.values.numbers.reading import Reading, plain

if TYPE_CHECKING:
    from decimal import Decimal

    from estrattore.values.amounts.quantity import Quantity

_REACH = 40  # characters around a bare figure that say what it leans on


def leaning_value(
    reading: Reading, quantity: Quantity[str], reference: Quantity[str], *, alone: bool
) -> Decimal | None:
    """What a bare figure that leans on the amount before it is worth; None when it does not lean.

    Args:
        reading: The sentence.
        quantity: The bare figure.
        reference: The last money before it.
        alone: No other figure but years stands between the two.

    >>> from estrattore.values.numbers.reading import read
    >>> from estrattore.values.amounts.quantity import quantities
    >>> reading = read("11 miliardi (10,9 attesi)")
    >>> amount, figure = quantities(reading, lambda *_: None)
    >>> leaning_value(reading, figure, amount, alone=True)
    Decimal('10900000000')
    """
    if quantity.number.year_like or not quantity.number.digits or quantity.value <= 0 or reference.value <= 0:
        return None
    before = reading.text[max(0, quantity.start - _REACH) : quantity.start].lower()
    after = reading.text[quantity.end : quantity.end + _REACH].lower()
    parallel = _preposition(reading, quantity.last) == _preposition(reading, reference.last)
    for rule in money().ellipses:
        if _scale(reference) < rule.scale or (rule.alone and not alone) or (rule.parallel and not parallel):
            continue
        if rule.after.match(after) and rule.before.search(before):
            return _worth(quantity, reference, rule)
    return None


def _preposition(reading: Reading, index: int) -> str:
    low = reading.low(index)
    return preposition_of().get(low, low)


def _scale(amount: Quantity[str]) -> int:
    """What the figure of an amount was multiplied by, its own scale or one that it leans on itself."""
    number = amount.number
    return number.scale if number.scaled or not number.value else max(1, int(amount.value / number.value))


def _worth(quantity: Quantity[str], reference: Quantity[str], rule: Ellipsis) -> Decimal | None:
    """The figure in the scale of the amount it leans on, or what is compared also as it stands, if the size fits."""
    least = reference.value / rule.most if rule.like else 0
    for scale in (_scale(reference), 1) if rule.like else (_scale(reference),):
        value = plain(quantity.value * scale, scale)
        if least <= value <= reference.value * rule.most:
            return value
    return None
