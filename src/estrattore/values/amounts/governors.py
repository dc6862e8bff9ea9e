"""Words that govern a figure: prepositions and determiners, growth and fall.

All words are in `resources/governors.toml`.
"""

from __future__ import annotations

import re
from functools import cache

from estrattore.resources.endings import endings
from estrattore.resources.schemas.governors import governors
from estrattore.resources.words import classes_of, inverted, named_alternatives
from estrattore.values.numbers.reading import Reading

_STEPS = 9  # words that a governing word may stand away
_VERB_STEPS = 25  # and a verb of change, with no other figure between
_OBJECT_STEPS = 4  # so many where no preposition leads to it
_TRAILING_REACH = 25  # characters that `in più`, `di crescita` may take behind a rate
_ADJOINING = ("particle", "comparative")  # kinds of words that govern only what stands right after them
_WAYS = ("up", "down")
_CHANGE_VERBS = ("up_verb", "down_verb", "change")
_CHANGES = ("up_verb", "up_noun", "down_verb", "down_noun", "change")
BORDERS = frozenset('.;:()«»“”"?!\n–—')


@cache
def _word_classes() -> dict[str, frozenset[str]]:
    """The classes of the movement table by the words in them."""
    movement, levels = governors().movement, governors().levels
    classes = {
        "still": movement.still.words,
        "reaching": movement.reached.verbs,
        "level": levels.nouns,
        "rate": levels.rates,
        "spread": movement.neutral.spreads,
        "change": movement.neutral.words,
    }
    for way, words in (("up", movement.up), ("down", movement.down)):
        classes |= {
            f"{way}_noun": words.nouns,
            f"{way}_verb": words.verbs,
            f"{way}_object": words.objects,
            f"{way}_particle": words.particles,
            f"{way}_comparative": words.comparatives,
        }
    return classes_of(classes)


def word_classes(word: str) -> frozenset[str]:
    """The classes of the movement table that a lower-case word belongs to.

    >>> sorted(word_classes("guadagna")), sorted(word_classes("contratto"))
    (['up_object', 'up_verb'], [])
    """
    return _word_classes().get(word, frozenset())


@cache
def preposition_of() -> dict[str, str]:
    """From each articulated form to its preposition: `dello` → `di`."""
    return inverted(endings().prepositions)


@cache
def determiners() -> frozenset[str]:
    """Words that may stand between a governing word and its figure."""
    return frozenset(governors().determiners.words)


def token_before(reading: Reading, char: int, index: int) -> int:
    """The index of the last token that ends at or before a character, counted down from an index."""
    while index >= 0 and reading.tokens[index].end > char:
        index -= 1
    return index


def is_change(reading: Reading, index: int) -> bool:
    """Whether a word of change (`passa`, `sale`, `portare`) governs what follows token `index`."""
    for position in range(index, max(-1, index - _VERB_STEPS), -1):
        near = position > index - _STEPS
        if reading.low(position) in BORDERS or (position in reading.starts and not near):
            return False
        classes = word_classes(reading.low(position))
        if "spread" in classes:
            return False
        if not classes.isdisjoint(_CHANGES if near else _CHANGE_VERBS):
            return True
    return False


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
        return match.lastgroup
    if _reached(reading, index):
        return None
    while index >= 0 and reading.low(index) in determiners():
        index -= 1
    match preposition_of().get(reading.low(index)):
        case "a":
            return _equal(reading, index - 1)
        case "di":
            return _by(reading, index - 2 if reading.low(index - 1) == "," else index - 1)
        case "da":
            return _nearest(reading, index - 1, ("noun",), 1) if spread else None
    return _nearest(reading, index, ("object", "noun"), _OBJECT_STEPS) or _nearest(
        reading, index, ("verb", "particle"), 1
    )


def _equal(reading: Reading, index: int) -> str | None:
    """`un calo pari al 5%`; else what stands behind `a` is a level."""
    if reading.low(index) not in governors().movement.neutral.equal:
        return None
    return _nearest(reading, index - 1, ("noun",), _STEPS) or _nearest(reading, index - 1, ("object",), _OBJECT_STEPS)


def _by(reading: Reading, index: int) -> str | None:
    """`… del 5%`: the nearest word of movement, unless the noun beside it names a level."""
    classes = word_classes(reading.low(index))
    if "level" in classes and not _nearest(reading, index - 1, ("noun",), 2):
        return None
    if "rate" in classes and not _nearest(reading, index - 1, ("noun", "verb"), 3):
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
                return way
    return None
