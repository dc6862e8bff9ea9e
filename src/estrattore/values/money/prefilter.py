"""Whether a sentence may hold an amount at all: most have no word or sign that one cannot do without."""

from __future__ import annotations

from functools import cache

from estrattore.resources.schemas.currencies import currencies
from estrattore.resources.schemas.money import money
from estrattore.resources.schemas.numbers import numbers
from estrattore.text.tokens import words_of
from estrattore.values.money.currencies import currency_codes, currency_words


@cache
def _money_triggers() -> frozenset[str]:
    """Triggers in small letters, capitalised and in capitals, so that the sentence need not be folded."""
    words = {
        *numbers().scales,
        *numbers().collectives,
        *currency_words(),
        *money().triggers.words,
        *currencies().symbols,
    }
    spellings = {spelling for word in words for spelling in (word, word.capitalize(), word.upper())}
    return frozenset(spellings | currency_codes())


def may_hold_money(sentence: str) -> bool:
    """Whether a sentence has a currency, a scale or a symbol.

    >>> may_hold_money("La riunione è durata 90 minuti"), may_hold_money("Costa 12€")
    (False, True)
    """
    words = words_of(sentence)
    thousands = numbers().cardinals.thousands
    if not words.isdisjoint(_money_triggers()):
        return True
    if thousands in sentence and any(word.endswith(thousands) for word in words):
        return True
    return any(phrase in sentence for phrase in money().triggers.phrases)
