"""Whether something grew or fell by a rate: by the words before and behind it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from estrattore.resources.endings import endings
from estrattore.resources.schemas.dates import dates
from estrattore.resources.schemas.governors import governors
from estrattore.resources.words import named_alternatives, template
from estrattore.values.amounts.governors import BORDERS, determiners, preposition_of, token_before, word_classes
from estrattore.values.explain import note

if TYPE_CHECKING:
    from estrattore.values.numbers.reading import Reading

_STEPS = 9  # words that a governing word may stand away
_OBJECT_STEPS = 4  # so many where no preposition leads to it
_PACE_STEPS = 4  # words from a rate to `a un tasso`
_ADJUNCT_REACH = 60  # characters that `in un solo giorno` may take before a rate
_TRAILING_REACH = 25  # characters that `in più`, `di crescita` may take behind a rate
_COMPARED_REACH = 60  # and what it is compared with
_ADJOINING = ("particle", "comparative")  # kinds of words that govern only what stands right after them
_WAYS = ("up", "down")


@cache
def _trailing() -> re.Pattern[str]:
    trailing = governors().movement.trailing
    return re.compile(rf"\s+(?:{named_alternatives(up=trailing.up, down=trailing.down)})(?!\w)")


def direction(reading: Reading, index: int, end: int, *, spread: bool = False) -> str | None:
    """Whether something grew or fell by the rate that ends at `end`; `index` is the token before it and its modifier.

    After `da` only a spread (`sconti dal 20 al 50%`) or points (`un taglio da 25 punti`) say by how much; else it is
    the level that a change starts from.

    >>> from estrattore.values.numbers.reading import read
    >>> direction(read("ricavi in calo del 5%"), 3, 21), direction(read("inflazione sale al 5%"), 2, 21)
    ('down', None)
    """
    if match := _trailing().match(reading.text[end : end + _TRAILING_REACH].lower()):
        things = _compares_things(reading, match.end() + end)
        note("comparison of things" if things else "movement", cue=match[0])
        return None if things else match.lastgroup
    if _reached(reading, index):
        return None
    while index >= 0 and reading.low(index) in determiners():
        index -= 1
    if way := _pace(reading, index):
        return way
    match preposition_of().get(reading.low(index)):
        case "a":
            return _equal(reading, index - 1)
        case "di":
            return _by(reading, index - 2 if reading.low(index - 1) == "," else index - 1, end)
        case "da":
            return _nearest(reading, index - 1, ("noun",), 1) if spread else None
    index = _before_adjunct(reading, index)
    return _nearest(reading, index, ("object", "noun"), _OBJECT_STEPS) or _nearest(
        reading, index, ("verb", "particle"), 1
    )


def _before_adjunct(reading: Reading, index: int) -> int:
    """The token before an adjunct of time that parts a verb from its object: `ha perso in un solo giorno il 16%`."""
    if index < 0 or reading.tokens[index].kind == "sign":
        return index
    end = reading.tokens[index].end
    match = governors().movement.adjunct.search(reading.text[max(0, end - _ADJUNCT_REACH) : end].lower())
    return index if match is None else token_before(reading, max(0, end - _ADJUNCT_REACH) + match.start(), index)


def _pace(reading: Reading, index: int) -> str | None:
    """`crescere a un tasso di poco superiore all'1%`."""
    paces = governors().movement.paces
    for position in range(index, max(-1, index - _PACE_STEPS), -1):
        if reading.low(position) in BORDERS or reading.low(position) == ",":
            return None
        if reading.low(position) in paces.words:
            before = position - 1
            while reading.low(before) in determiners():
                before -= 1
            linked = preposition_of().get(reading.low(before)) == "a" or reading.low(before) in paces.before
            return _nearest(reading, before - 1, ("noun", "verb"), _STEPS) if linked else None
    return None


@cache
def _object() -> re.Pattern[str]:
    links = "|".join(form for name in ("a", "di") for form in endings().prepositions[name])
    return re.compile(rf"\s+(?P<to>{governors().movement.compared.to}\s+)?(?:{links})\s?(?P<what>[^,.;:)(]*)")


@cache
def _times() -> re.Pattern[str]:
    return re.compile(template(governors().movement.compared.times, {"months": dates().months}))


def _compares_things(reading: Reading, end: int) -> bool:
    """Whether what stands behind a comparative is no time: `più bassi del 12% di quelli francesi`, but `superiore del 5% al 2023`."""
    match = _object().match(reading.text[end : end + _COMPARED_REACH].lower())
    return match is not None and not _times().search(match["what"])


def _equal(reading: Reading, index: int) -> str | None:
    """`un calo pari al 5%`; else what stands behind `a` is a level."""
    if reading.low(index) not in governors().movement.neutral.equal:
        return None
    if any(reading.low(i) in governors().movement.compared.words for i in range(max(0, index - _STEPS), index)):
        return None  # `in calo rispetto alla stima pari allo 0,6%`
    return _nearest(reading, index - 1, ("noun",), _STEPS) or _nearest(reading, index - 1, ("object",), _OBJECT_STEPS)


def _by(reading: Reading, index: int, end: int) -> str | None:
    """`… del 5%`: the nearest word of movement, unless the noun beside it names a level."""
    classes = word_classes(reading.low(index))
    if "level" in classes and not _nearest(reading, index - 1, ("noun",), 2):
        return None
    if "rate" in classes and not _nearest(reading, index - 1, ("noun", "verb"), 3):
        return None
    if classes & {"up_comparative", "down_comparative"} and _compares_things(reading, end):
        return None
    return _nearest(reading, index, ("noun", "verb", "object", *_ADJOINING), _STEPS)


def _reached(reading: Reading, index: int) -> bool:
    """Whether the verb at `index` goes up or down to a level: `scende sotto il 3%`, but `perde oltre il 3%`."""
    classes, words = word_classes(reading.low(index)), governors().movement.reached
    modifiers = {
        reading.low(index + 1),
        reading.low(index + 3) if reading.low(index + 2) == "di" else "",
    }  # `al di sotto`
    if classes & {"up_verb", "down_verb"} and not modifiers.isdisjoint(words.borders):
        return True
    return "reaching" in classes and not modifiers.isdisjoint(words.around)


def _nearest(reading: Reading, index: int, kinds: tuple[str, ...], steps: int) -> str | None:
    """The direction of the nearest word of these kinds, not beyond a border of the clause."""
    for position in range(index, max(-1, index - steps), -1):
        low = reading.low(position)
        if low in BORDERS or low == ",":
            return None
        classes = word_classes(low)
        if "still" in classes:
            return None
        for way in _WAYS:
            if any(f"{way}_{kind}" in classes for kind in kinds if kind not in _ADJOINING or position == index):
                note("movement", cue=low)
                return way
    return None
