"""What the learner sees of a word: its preposition, its classes, the mood that its ending tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from estrattore.resources.schemas.clauses import clauses
from estrattore.resources.words import classes_of, inverted

_SHORTEST = 5  # letters of a word whose ending tells a mood: `avrà` is listed, `era` has none


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the features name it.

    Attributes:
        shape: The preposition it is a form of, else its first class, its mood, else `w` (a mark of punctuation is itself).
        preposition: The preposition it is a form of, or empty.
        classes: All its classes, moods included.
    """

    shape: str
    preposition: str = ""
    classes: frozenset[str] = frozenset()


WORD = Word("w")


@lru_cache(maxsize=1 << 14)
def word(text: str) -> Word:
    """What is known of a word in lower case with a straight apostrophe.

    >>> word("dell'").shape, word("compra").shape, sorted(word("avrebbe").classes), word(",").shape
    ('di', 'buy', ['conditional'], ',')
    """
    preposition = _prepositions().get(text, "")
    classes = _classes().get(text, frozenset()) | _moods(text)
    first = next((name for name in clauses().classes if name in classes), next(iter(sorted(classes)), ""))
    shape = preposition or first or (text if not text[:1].isalnum() else "w")
    return Word(shape, preposition, classes)


def _moods(text: str) -> frozenset[str]:
    if len(text) < _SHORTEST:
        return frozenset()
    return frozenset(name for name, endings in clauses().moods.items() if text.endswith(endings))


@cache
def _prepositions() -> dict[str, str]:
    return inverted(clauses().prepositions)


@cache
def _classes() -> dict[str, frozenset[str]]:
    return classes_of(clauses().classes)
