"""Words that govern a figure: prepositions and determiners, growth and fall.

All words are in `resources/governors.toml`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from estrattore.resources.endings import endings
from estrattore.resources.schemas.governors import governors
from estrattore.resources.words import classes_of, inverted
from estrattore.values.explain import note

if TYPE_CHECKING:
    from estrattore.values.numbers.reading import Reading

_STEPS = 9  # words that a governing word may stand away
_VERB_STEPS = 25  # and a verb of change, with no other figure between
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
            note("change", cue=reading.low(position))
            return True
    return False
