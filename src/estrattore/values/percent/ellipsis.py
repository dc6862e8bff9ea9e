"""Bare figures that lean on the rate before them: `al 12% dal 10`, `il 23% a Milano e il 15 a Roma`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estrattore.resources.schemas.percentages import RateEllipsis, percentages
from estrattore.values.amounts.governors import preposition_of
from estrattore.values.amounts.links import opener
from estrattore.values.explain import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estrattore.values.amounts.quantity import Quantity
    from estrattore.values.numbers.reading import Reading

_REACH = 30  # characters around a bare figure that say what it leans on
_FAR = 70  # characters from the rate to a figure that leans on it


def with_leaning(reading: Reading, found: Sequence[Quantity[str]]) -> list[Quantity[str]]:
    """The quantities, those without a unit marked where they lean on the rate before them.

    >>> from estrattore.values.numbers.reading import read
    >>> from estrattore.values.percent.find import rates_of
    >>> [rate.unit for rate in with_leaning(read("salito al 12% dal 10."), rates_of(read("salito al 12% dal 10.")))]
    ['percent', 'percent']
    """
    result: list[Quantity[str]] = []
    reference: Quantity[str] | None = None
    for quantity in found:
        if quantity.unit is None and reference and _leans(reading, quantity, reference):
            note("leaning figure", neighbour=reading.text[reference.start : reference.end])
            quantity = replace(quantity, unit=reference.unit)
        result.append(quantity)
        reference = quantity if quantity.unit else reference if quantity.number.year_like else None
    return result


def _leans(reading: Reading, quantity: Quantity[str], reference: Quantity[str]) -> bool:
    number = quantity.number
    if not number.digits or number.year_like or number.scaled or quantity.start - reference.end > _FAR:
        return False
    return any(_fits(reading, quantity, reference, rule) for rule in percentages().ellipses)


def _fits(reading: Reading, quantity: Quantity[str], reference: Quantity[str], rule: RateEllipsis) -> bool:
    if rule.decimal and "," not in quantity.number.digits:
        return False
    if rule.parallel and _preposition(reading, quantity.last) != _preposition(reading, reference.last):
        return False
    if rule.alike and opener(reading, quantity) != opener(reading, reference):
        return False
    low, high = sorted((abs(quantity.value), abs(reference.value)))
    if high > low * rule.most:
        return False
    after = reading.text[quantity.end : quantity.end + _REACH].lower()
    before = reading.text[max(0, quantity.start - _REACH) : quantity.start].lower()
    return rule.after.match(after) is not None and rule.before.search(before) is not None


def _preposition(reading: Reading, index: int) -> str:
    low = reading.low(index)
    return preposition_of().get(low, low)
