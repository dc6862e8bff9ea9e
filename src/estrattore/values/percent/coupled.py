"""Rates that move as the one before them: `sale Enel del 2%, Eni dell'1%`, `saliti di 69, 40 e 35 punti`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.resources.schemas.numbers import numbers
from estrattore.resources.schemas.percentages import percentages
from estrattore.values.amounts.governors import BORDERS, preposition_of, word_classes
from estrattore.values.amounts.links import link
from estrattore.values.explain import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estrattore.values.amounts.quantity import Mention
    from estrattore.values.numbers.reading import Reading

_LONGEST_ELLIPSIS = 7  # words from the rate before to an elliptic one
_LONGEST_COUPLED = 14  # and to one that is coupled with it
_NEAR = 6  # words behind a rate in which `, mentre` stands


def moves_alike(
    reading: Reading, before: Mention[str] | None, mention: Mention[str], *, index: int, since: int
) -> bool:
    """Whether a rate without words of its own moves as the one before it.

    Args:
        reading: The sentence.
        before: The rate before it.
        mention: The rate.
        index: The token before it and its modifier.
        since: The token after the rate before, -1 where that moved by its sign.
    """
    alike = (
        _elliptic(reading, index, since) or _listed(reading, before, mention) or _bracketed(reading, before, mention)
    )
    if alike and before:
        note("moves alike", neighbour=reading.text[before.start : before.end])
    return alike


def _listed(reading: Reading, before: Mention[str] | None, mention: Mention[str]) -> bool:
    """`saliti di 69, 40 e 35 punti`: what moved by the first moved by all that share its unit."""
    return before is not None and before.high.shared and link(reading, before.high, mention.low) == "list"


def _elliptic(reading: Reading, index: int, since: int) -> bool:
    """`sale Enel del 2%, Eni dell'1%`: nothing but a few words and the same preposition since the last rate."""
    beside = reading.low(index - 1)
    if "level" in word_classes(beside) or beside in percentages().coupled.copulas or not 0 <= since < index:
        return False
    if preposition_of().get(reading.low(index)) != "di":
        return False
    between = [reading.low(position) for position in range(since, index)]
    joined = between[0] in (",", "(") or between[0] in numbers().joints.and_
    if joined and len(between) <= _LONGEST_ELLIPSIS:
        return True
    return len(between) <= _LONGEST_COUPLED and _coupled(between)


def _coupled(between: Sequence[str]) -> bool:
    """`aumentato del 5,5% nel mese di luglio e del 3,5% ad agosto`, `salito del 3%, mentre i furgoni del 2%`."""
    known = percentages().coupled
    if between[-1] in numbers().joints.and_:
        return all(word not in BORDERS for word in between)
    return any(word in known.words for word in between[:_NEAR]) and not any(
        word in BORDERS or word in known.copulas or word_classes(word) for word in between
    )


def _bracketed(reading: Reading, before: Mention[str] | None, mention: Mention[str]) -> bool:
    """Whether a rate stands with the one before it in brackets: `(+9,9% tra i primi e 28% tra gli altri)`."""
    if before is None or not before.low.number.sign:
        return False
    between = [reading.low(position) for position in range(before.high.last, mention.low.first)]
    opener = reading.low(before.low.first - 2)
    inside = opener == "(" and all(word not in BORDERS for word in between)
    return (
        inside and len(between) <= _LONGEST_COUPLED and bool(between) and between[-1] in (",", *numbers().joints.and_)
    )
