"""How the figures of a sentence hang together: ranges, changes and lists share what is written once.

`tra 3 e 5 milioni` is one range, `passa da 3 a 5 milioni` a change, `2,1 e 3,1 miliardi` a list: in all of them the
last figure lends its scale and unit to the ones before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from estrattore.resources.schemas.currencies import currencies
from estrattore.resources.schemas.dates import dates
from estrattore.resources.schemas.false_friends import false_friends
from estrattore.values.amounts.governors import determiners, token_before
from estrattore.values.amounts.links import BETWEEN, link, opener, opening
from estrattore.values.amounts.modifiers import modifier
from estrattore.values.amounts.quantity import Mention, Quantity
from estrattore.values.explain import note
from estrattore.values.numbers.reading import Reading, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

Unit = TypeVar("Unit")

_TWO_ENDS = ("range", "change")
_LONGEST_LIST = 12  # figures that share the unit of the one after them; a longer row of figures is a table
_FAR = 50  # times: `tra 800 e 1,2 miliardi` leaves out `milioni`


def share(reading: Reading, found: Sequence[Quantity[Unit]]) -> list[Quantity[Unit]]:
    """The quantities, each one without a unit taking that of the next if the two are joined."""
    result: list[Quantity[Unit]] = []
    sharing = 0
    for quantity in reversed(found):
        shared = quantity
        if result and (quantity.unit is None) != (result[-1].unit is None):
            joined = link(reading, quantity, result[-1])
            if joined and quantity.unit is None and sharing < _LONGEST_LIST:
                shared = _share(reading, quantity, result[-1], joined)
            elif joined in _TWO_ENDS and quantity.prefixed and quantity.value < result[-1].value:
                result[-1] = replace(result[-1], unit=quantity.unit)
        if result and shared.prefixed and link(reading, shared, result[-1]) in _TWO_ENDS:
            shared = replace(shared, value=_scaled(shared, result[-1], "range"))  # `€10-15 milioni`
        sharing = sharing + 1 if shared.shared else 0
        result.append(shared)
    return result[::-1]


def join(reading: Reading, found: Sequence[Quantity[Unit]]) -> list[Mention[Unit]]:
    """The quantities that have a unit as mentions: two that make a range as one."""
    result: list[Mention[Unit]] = []
    previous: Quantity[Unit] | None = None
    changes = (
        False  # `dal 27 al 20% sui conti e dal 12,5 al 20% sui titoli`: where one from–to is a change, so are the next
    )
    for quantity in found:
        if quantity.unit is None:
            previous = None
            continue
        linked = link(reading, previous, quantity) if previous else ""
        from_to = previous is not None and linked in _TWO_ENDS and opener(reading, previous) == "da"
        if previous and linked == "range" and _ascending(previous, quantity) and not (from_to and changes):
            note("range", cue=reading.words(previous.last, quantity.first), neighbour=_text(reading, previous))
            result[-1] = Mention(previous, quantity)
            previous = None
        else:
            changes = changes or from_to
            result.append(Mention(quantity, quantity))
            previous = quantity
    return result


def _text(reading: Reading, quantity: Quantity[Unit]) -> str:
    return reading.text[quantity.start : quantity.end]


def _ascending(low: Quantity[Unit], high: Quantity[Unit]) -> bool:
    return abs(low.value) <= abs(high.value) or low.value < high.value


def _share(reading: Reading, quantity: Quantity[Unit], following: Quantity[Unit], joined: str) -> Quantity[Unit]:
    """The quantity with the unit, and unless it has its own the scale, of the one after it."""
    if joined == "list" and (following.prefixed or not _may_share(reading, quantity, following)):
        return quantity
    if reading.low(quantity.first - 1) in currencies().nouns:
        return quantity  # the emission class of `un'auto euro 5 - 3.000 euro`
    value = _scaled(quantity, following, joined)
    if joined == "range" and abs(value) > abs(following.value) and opener(reading, quantity) != "da":
        return quantity  # `2026 - 5 milioni`; but `da 90 a 70 euro` is a change
    note("shared unit", cue=joined, neighbour=_text(reading, following))
    step = value / quantity.value if quantity.value else following.scale
    return replace(quantity, value=value, unit=following.unit, shared=True, step=step)


def _scaled(quantity: Quantity[Unit], following: Quantity[Unit], joined: str) -> Decimal:
    """The value with the scale of the figure after it; `tra 800 e 1,2 miliardi` means 800 million."""
    scale = following.scale
    if quantity.number.scaled or scale == 1 or quantity.value != quantity.number.value:
        return quantity.value
    value = plain(quantity.value * scale, int(scale))
    return value / 1000 if joined == "range" and abs(value) > _FAR * abs(following.value) else value


def _may_share(reading: Reading, quantity: Quantity[Unit], following: Quantity[Unit]) -> bool:
    """A year, or a number that names something (`articolo 3`), shares nothing with the amount after it.

    Nor does one of another scale (`47 milioni, il 9 per cento in più`), or without the article of the other
    (`240, il 35% del totale`; but `il 10 e il 20%`).
    """
    if quantity.number.year_like or (quantity.number.scaled and following.scale == 1):
        return False
    if reading.low(following.first - 1) in determiners() and reading.low(quantity.first - 1) not in determiners():
        return False
    before = reading.low(quantity.first - 1)
    if before in false_friends().labels.words or before in dates().months:
        return False
    return quantity.first <= 1 or not reading.text[reading.tokens[quantity.first - 1].start].isupper()


def mention_modifier(reading: Reading, mention: Mention[Unit]) -> tuple[str | None, int]:
    """The modifier of a mention, and the index of the token before both and before the opener of a range."""
    said, start = modifier(reading, mention.start, mention.end)
    index = _skip(reading, token_before(reading, start, mention.low.first))
    if mention.low is not mention.high and opening(reading.low(index)) in (BETWEEN, "da"):
        opener = reading.tokens[index].start
        outside, start = modifier(reading, opener, opener)
        said, index = said or outside, token_before(reading, start, index)
    return said or ("approx" if mention.low.number.approximate else None), index


def _skip(reading: Reading, index: int) -> int:
    """The last token up to this one that is no determiner."""
    while reading.low(index) in determiners():
        index -= 1
    return index
