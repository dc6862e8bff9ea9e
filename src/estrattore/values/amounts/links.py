"""What hangs two figures together: the words between them, and what opens the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from estrattore.resources.schemas.currencies import currencies
from estrattore.resources.schemas.governors import governors
from estrattore.resources.schemas.numbers import numbers
from estrattore.values.amounts.governors import determiners, is_change, preposition_of
from estrattore.values.numbers.reading import DASHES, Reading

if TYPE_CHECKING:
    from estrattore.values.amounts.quantity import Quantity

Unit = TypeVar("Unit")

BETWEEN = "between"  # what opens a range, beside prepositions: `tra`, `fra`
_RANGE_SIGNS = DASHES | {"/", "÷"}
_LONGEST_LINK = 6  # words between two figures that hang together


def _between(reading: Reading, left: Quantity[Unit], right: Quantity[Unit]) -> list[str]:
    words = []
    for token in reading.tokens[left.last : right.first]:
        if token.start >= right.start:
            break
        if token.low not in determiners() or token.low in currencies().nouns:
            words.append(preposition_of().get(token.low, token.low))
    return words


def link(reading: Reading, left: Quantity[Unit], right: Quantity[Unit]) -> str:
    """`range`, `change`, `list` or nothing."""
    if right.first - left.last > _LONGEST_LINK:
        return ""
    words, known = _between(reading, left, right), governors().ranges
    if words == [","]:
        return "list"
    if words[-1:] == ["a"] or words[:1] == ["a"]:
        return _from_to(reading, left) if _leads_to(words) else ""
    match words:
        case [sign] if sign in _RANGE_SIGNS or sign in known.or_:
            return "range"
        case [word] if word in numbers().joints.and_:
            return "range" if opener(reading, left) == BETWEEN else "list"
        case [joint, word] if joint == "," or joint in numbers().joints.and_:
            return "list" if word in known.or_ or word == opener(reading, left) != "" else ""
    return ""


def _leads_to(words: list[str]) -> bool:
    """Whether words lead from one end to the other: `a`, `fino a`, `a oltre`, `di marzo a`."""
    known = governors().ranges
    match words:
        case ["a"] | ["di", *_, "a"]:
            return True
        case [up_to, "a"]:
            return up_to in known.up_to
        case ["a", about]:
            return about in known.about
    return False


def opener(reading: Reading, left: Quantity[Unit]) -> str:
    """The preposition before the first figure: `between`, `da` or nothing."""
    index = left.first - 1
    while index >= 0 and (reading.tokens[index].end > left.start or reading.low(index) in determiners()):
        index -= 1
    return opening(reading.low(index))


def opening(word: str) -> str:
    """What a word opens: a range by `tra`, else its preposition."""
    return BETWEEN if word in governors().ranges.between else preposition_of().get(word, "")


def _from_to(reading: Reading, left: Quantity[Unit]) -> str:
    if opener(reading, left) != "da":
        return ""
    index = left.first - 1
    change = bool(left.number.sign) or is_change(reading, index)
    return "change" if change else "range"
