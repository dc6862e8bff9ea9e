"""Whether a sentence needs the grammar at all: most hold no word or sign that an amount or a rate cannot do without."""

from __future__ import annotations

import re
from functools import cache

from estrattore.values.currencies import currency_codes, currency_words
from estrattore.values.lexicon import table

_WORDS = re.compile(r"[^\W\d_]+|[^\w\s.,;:()'’\"«»?!-]")


def _words(sentence: str) -> set[str]:
    return set(_WORDS.findall(sentence))


@cache
def _money_triggers() -> frozenset[str]:
    """Triggers in small letters, capitalised and in capitals, so that the sentence need not be folded."""
    money, numbers, currencies = table("money"), table("numbers"), table("currencies")
    words = {
        *numbers["scales"],
        *numbers["collectives"],
        *currency_words(),
        *money["triggers"]["words"],
        *currencies["symbols"],
    }
    spellings = {spelling for word in words for spelling in (word, word.capitalize(), word.upper())}
    return frozenset(spellings | currency_codes())


@cache
def _rate_triggers() -> frozenset[str]:
    words = table("percentages")["triggers"]["words"]
    return frozenset(spelling for word in words for spelling in (word, word.capitalize(), word.upper()))


def may_hold_money(sentence: str) -> bool:
    """Whether a sentence has a currency, a scale or a symbol.

    >>> may_hold_money("La riunione è durata 90 minuti"), may_hold_money("Costa 12€")
    (False, True)
    """
    words = _words(sentence)
    if not words.isdisjoint(_money_triggers()) or any(word.endswith("mila") for word in words):
        return True
    return any(phrase in sentence for phrase in table("money")["triggers"]["phrases"])


def may_hold_rate(sentence: str) -> bool:
    """Whether a sentence has a sign or word of rates.

    >>> may_hold_rate("Sale del 3%"), may_hold_rate("Sale a 3 milioni")
    (True, False)
    """
    return "%" in sentence or "‰" in sentence or not _words(sentence).isdisjoint(_rate_triggers())
