"""Which words end in an accent, and in which one."""

from __future__ import annotations

import unicodedata
from functools import cache

from estrattore.resources.schemas.layout import layout_words

_GRAVE, _ACUTE = "\u0300", "\u0301"


@cache
def accented() -> dict[str, str]:
    """The accented last letter of each word that is known by its bare letters.

    >>> accented()["piu"], accented()["perche"]
    ('ù', 'é')
    """
    return {bare(word): word[-1] for word in layout_words().accented.words}


def accent(word: str) -> str:
    """The last vowel of a bare word with the accent that it takes there.

    >>> accent("ventitre"), accent("COMINCIO")
    ('é', 'Ò')
    """
    small = word.lower()
    acute = small[-1] == "e" and (small in _acute_words() or small.endswith(_acute_endings()))
    return unicodedata.normalize("NFC", word[-1] + (_ACUTE if acute else _GRAVE))


def bare(word: str) -> str:
    """The word without the accent of its last letter: `più` → `piu`."""
    return word[:-1] + unicodedata.normalize("NFD", word[-1])[0]


@cache
def _acute_words() -> frozenset[str]:
    return frozenset(bare(word) for word in layout_words().acute.words)


@cache
def _acute_endings() -> tuple[str, ...]:
    return tuple(bare(ending) for ending in layout_words().acute.endings)
