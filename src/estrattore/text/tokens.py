"""The tokens of a sentence: figures, words and signs with their places."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from estrattore.resources.schemas.numbers import numbers

_SPACES = " \u00a0\u2009\u202f"
# `1, 3 milioni`, `20. 000 euro`: some newsrooms' systems put a space behind every comma and point
_LOOSE = r"(?<![\d.,])\d{1,3}(?:\. \d{3})*(?:, \d{1,2}|\. \d{1,3})"
_LOOSE_PRICE = r"(?<=[€$£] )\d{1,3}(?:\. \d{3})+(?:, \d\d)?(?!\d)|(?<![\d.,])\d{1,3}\. 000(?!\d)"
_SPACED = rf"\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+(?![\d.])(?:,\d+)?(?![\d,])"
_WORDS = re.compile(r"[^\W\d_]+|[^\w\s.,;:()'’\"«»?!-]")


class Token(NamedTuple):
    """A figure, a word (an elided article keeps its apostrophe) or a sign, in lower case."""

    kind: str
    low: str
    start: int
    end: int


class Tokens(tuple[Token, ...]):
    """The tokens of a sentence; places outside it are empty."""

    __slots__ = ()

    def low(self, index: int) -> str:
        """The lower-case text of a token; empty outside the sentence."""
        return self[index].low if 0 <= index < len(self) else ""

    def glued(self, index: int) -> bool:
        """Whether no space stands between this token and the one before."""
        return 0 < index < len(self) and self[index - 1].end == self[index].start

    def elided(self, index: int) -> bool:
        """Whether the token is a word with an apostrophe (`l'`, `dell'`)."""
        return self.low(index)[-1:] in ("'", "’")


@cache
def _token() -> re.Pattern[str]:
    behind = numbers().figures
    return re.compile(
        rf"(?P<figure>{_LOOSE}(?={behind.unit_ahead})|{_LOOSE_PRICE}|{_SPACED}|\d+(?:[.,]\d+)*(?:{behind.no_cents})?)"
        r"|(?P<word>[^\W\d_]+(?:['’](?=\w))?)|(?P<sign>[^\w\s]|_)"
    )


@lru_cache(maxsize=2)
def words_of(text: str) -> frozenset[str]:
    """The words and rare signs of a text as they are written; quicker than its tokens, and kept for the next to ask.

    >>> sorted(words_of("Costa 12€, dice"))
    ['Costa', 'dice', '€']
    """
    return frozenset(_WORDS.findall(text))


def tokenise(text: str) -> Tokens:
    """The tokens of a text.

    >>> [token.low for token in tokenise("All'1,5% di 10 000€")]
    ["all'", '1,5', '%', 'di', '10 000', '€']
    """
    return Tokens([Token(m.lastgroup or "", m[0].lower(), m.start(), m.end()) for m in _token().finditer(text)])
