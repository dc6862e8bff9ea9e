"""How the rest of an article writes a word: alone, or inside a sentence. Each question is answered once for an article."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from estrattore.resources.schemas.names import names

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE_START = re.compile(r"(?:^|[.!?:;\n«“\"–—-])\s*$")
WORD_BEFORE = re.compile(r"([^\W\d_]+)['’ \u00a0]$")
MARK_REACH, WORD_REACH = 9, 25  # characters that a mark with its blanks, a word and a blank take up at most
REMEMBERED = 64  # answers: more than one article asks for at a time


def opens_sentence(text: str, at: int) -> bool:
    """Whether a capital may be that of the sentence or the line."""
    return SENTENCE_START.search(text[max(0, at - MARK_REACH) : at]) is not None


@lru_cache(REMEMBERED)
def stands_inside(text: str, name: str) -> bool:
    """Whether the article writes a word with a capital inside a sentence, too.

    >>> stands_inside("Davanti resta Bassi.", "Davanti"), stands_inside("Davanti resta Bassi.", "Bassi")
    (False, True)
    """
    return any(not opens_sentence(text, at) for at in _occurrences(text, name))


@lru_cache(REMEMBERED)
def stands_alone(text: str, name: str) -> bool:
    """Whether the article writes a name without a small word that would belong to it, too.

    >>> stands_alone("Dell'Orsa tace.", "Orsa"), stands_alone("Dell'Enel si parla, l'Enel tace.", "Enel")
    (False, True)
    """
    for at in _occurrences(text, name):
        before = WORD_BEFORE.search(text[max(0, at - WORD_REACH) : at])
        if before is None or before.group(1)[0].islower() or before.group(1).casefold() not in _small_words():
            return True
    return False


def _occurrences(text: str, name: str) -> Iterator[int]:
    """Where a text has a name as a whole word."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at
        at = text.find(name, end)


@cache
def _small_words() -> frozenset[str]:
    """Articles and particles without their apostrophe."""
    return frozenset(word.removesuffix("'") for word in (*names().particles, *names().articles, *names().elided))
