"""The word lists that the layout is read with (`resources/layout.toml`)."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

_GRAVE, _ACUTE = "\u0300", "\u0301"


@cache
def words(table: str, key: str = "words") -> frozenset[str]:
    """One list of words of a table.

    >>> "della" in words("hanging")
    True
    """
    return frozenset(_tables()[table][key])


@cache
def openers() -> frozenset[str]:
    """Words that begin a sentence, as written with a capital."""
    return frozenset(tomllib.loads(_read("abbreviations.toml"))["openers"])


@cache
def accented() -> dict[str, str]:
    """The accented last letter of each word that is known by its bare letters.

    >>> accented()["piu"], accented()["perche"]
    ('ù', 'é')
    """
    return {bare(word): word[-1] for word in words("accented")}


def accent(word: str) -> str:
    """The last vowel of a bare word with the accent that it takes there.

    >>> accent("ventitre"), accent("COMINCIO")
    ('é', 'Ò')
    """
    small = word.lower()
    acute = small[-1] == "e" and (small in _acute_words() or small.endswith(_acute_endings()))
    return unicodedata.normalize("NFC", word[-1] + (_ACUTE if acute else _GRAVE))


@cache
def endings(key: str) -> tuple[str, ...]:
    """The endings of one list on words that take an accent, bare."""
    return tuple(map(bare, words("accented", key)))


def bare(word: str) -> str:
    """The word without the accent of its last letter: `più` → `piu`."""
    return word[:-1] + unicodedata.normalize("NFD", word[-1])[0]


@cache
def _acute_words() -> frozenset[str]:
    return frozenset(bare(word) for word in words("acute"))


@cache
def _acute_endings() -> tuple[str, ...]:
    return tuple(bare(ending) for ending in words("acute", "endings"))


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_read("layout.toml"))


def _read(name: str) -> str:
    return files("estrattore.resources").joinpath(name).read_text("utf-8")
