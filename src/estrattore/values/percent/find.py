"""Rates: percent, per mille, percentage points and basis points."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from estrattore.finds import Percentage
from estrattore.resources.schemas.numbers import numbers
from estrattore.resources.schemas.percentages import BarePoints, percentages
from estrattore.values.amounts.direction import direction
from estrattore.values.amounts.quantity import Mention, Quantity, quantities
from estrattore.values.amounts.series import join, mention_modifier, share
from estrattore.values.context import Context
from estrattore.values.explain import note
from estrattore.values.numbers.reading import Number, Reading, read, vocabulary
from estrattore.values.percent.basis import basis
from estrattore.values.percent.coupled import moves_alike
from estrattore.values.percent.ellipsis import with_leaning
from estrattore.values.percent.prefilter import may_hold_rate

if TYPE_CHECKING:
    from collections.abc import Iterator


def find_percentages(sentence: str, *, context: Context = Context()) -> list[Percentage]:
    """All rates of a sentence, in order.

    >>> found = find_percentages("Lo spread cala di 5 punti base, il titolo +1,2%")
    >>> [(rate.value_min, rate.unit, rate.direction) for rate in found]
    [(Decimal('5'), 'basis_point', 'down'), (Decimal('1.2'), 'percent', 'up')]
    """
    if not may_hold_rate(sentence):
        return []
    reading = read(sentence)
    found = join(reading, share(reading, with_leaning(reading, rates_of(reading))))
    return list(_described(reading, found, context)) if found else []


def rates_of(reading: Reading) -> list[Quantity[str]]:
    """The numbers of a sentence, those with a unit of rates beside them with it."""
    return quantities(reading, _attach)


def _described(reading: Reading, found: list[Mention[str]], context: Context) -> Iterator[Percentage]:
    """The mentions with direction, modifier and basis; an elliptic `Eni dell'1%` moves as the rate before it."""
    way: str | None = None
    before: Mention[str] | None = None
    since = -1  # the token after the rate before, when that rate moved by governing words
    for position, mention in enumerate(found):
        low, high = mention.low, mention.high
        said, index = mention_modifier(reading, mention)
        way = _way(reading, mention, index) or (
            way if moves_alike(reading, before, mention, index=index, since=since) else None
        )
        before = mention
        since = -1 if low.number.sign else high.last
        yield Percentage(
            mention.start,
            mention.end,
            min(low.value, high.value),
            max(low.value, high.value),
            high.unit or "percent",
            way,
            said,
            basis(
                reading,
                (mention.start, mention.end),
                between=(
                    found[position - 1].end if position else 0,
                    found[position + 1].start if position + 1 < len(found) else len(reading.text),
                ),
                moves=way is not None,
                context=context,
            ),
        )


def _way(reading: Reading, mention: Mention[str], index: int) -> str | None:
    """Direction: the written sign, else the governing words."""
    sign = mention.low.number.sign or mention.high.number.sign
    if sign:
        note("sign", cue=sign)
        return "up" if sign == "+" else "down"
    spread = mention.low is not mention.high or mention.high.unit in ("basis_point", "percentage_point")
    return direction(reading, index, mention.end, spread=spread)


@cache
def _units() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Unit phrases by their first token, longest first."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for unit, names in percentages().units.items():
        for name in names:
            words = tuple(name.split())
            phrases.setdefault(words[0], []).append((words, unit))
    return {first: sorted(found, key=lambda f: -len(f[0])) for first, found in phrases.items()}


def _attach(reading: Reading, number: Number, _free: int) -> Quantity[str] | None:
    """The number with the rate unit after it."""
    for words, unit in _units().get(reading.low(number.last), ()):
        last = number.last + len(words)
        if all(reading.low(number.last + i) == word for i, word in enumerate(words)):
            note("unit", cue=reading.words(number.last, last))
            return _quantity(reading, number, last, unit)
    return _sign_before(reading, number) or _bare_points(reading, number)


def _sign_before(reading: Reading, number: Number) -> Quantity[str] | None:
    """`%35`, where the sign belongs to no figure before it."""
    sign = number.first - 1
    if sign not in range(len(reading.tokens)) or not reading.glued(number.first) or sign in reading.ends:
        return None
    units = {words[0]: unit for words, unit in _units().get(reading.low(sign), ()) if len(words) == 1}
    if reading.tokens[sign].kind != "sign" or reading.low(sign) not in units:
        return None
    return Quantity(
        number, reading.tokens[sign].start, number.end, sign, number.last, number.value, units[reading.low(sign)]
    )


def _quantity(reading: Reading, number: Number, last: int, unit: str) -> Quantity[str] | None:
    if reading.tokens[last - 1].kind == "word" and reading.glued(last) and reading.tokens[last].kind != "sign":
        return None
    value, half = number.value, percentages().half
    if half in (token.low for token in reading.tokens[number.last : last]):
        value += numbers().fractions[half]
    elif reading.low(last) in numbers().joints.and_ and reading.low(last + 1) == half:
        value, last = value + numbers().fractions[half], last + 2
    return Quantity(number, number.start, reading.tokens[last - 1].end, number.first, last, value, unit)


def _bare_points(reading: Reading, number: Number) -> Quantity[str] | None:
    """`95 punti` of a spread, `mezzo punto` of a rate."""
    points = percentages().bare_points
    if reading.low(number.last) not in points.units:
        return None
    unit = _point(reading, number, points, vocabulary(reading.text))
    if unit is None:
        return None
    return _quantity(reading, number, number.last + 1, unit)


def _point(reading: Reading, number: Number, bare: BarePoints, words: frozenset[str]) -> str | None:
    """What a bare point is worth in a sentence with these words: of spreads a basis point, of rates a percentage point."""
    size = number.value.copy_abs()
    rate, points = not words.isdisjoint(percentages().rates), not words.isdisjoint(bare.percentage_point)
    if size in bare.steps and not words.isdisjoint(bare.rate_setters):
        return "basis_point"
    if size < 1 or (number.bare and size == 1):
        return "percentage_point" if rate or points else None
    if not words.isdisjoint(bare.basis_point):
        return "basis_point"
    small = size <= bare.most and reading.low(number.last + 1) in bare.followed_by
    return "percentage_point" if rate and points and small else None
