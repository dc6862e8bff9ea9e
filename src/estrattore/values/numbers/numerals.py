"""Single words and signs that name a number: cardinals, ordinals, Roman numerals, figures."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache

from estrattore.resources.schemas.numbers import numbers

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
THOUSAND = 1000
_SHORTEST_WORD = 3
_LONGEST_ROMAN = 15
_VOWELS = "oeia"  # that a word loses or changes at its end
_LONGEST_FIGURE = 40  # longer runs of digits are no amounts
_LONGEST_WORD = 80  # `novecentonovantanovemilanovecentonovantanove` has 43 letters

# the shapes of a figure: Italian 1.234,5 · English 1,234.5 and 1,234,567 · 1 234,5 · plain 1234,5 or 1234.5
_ITALIAN = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")


def fold(word: str) -> str:
    """Lower case without accents.

    >>> fold("Ventitré")
    'ventitre'
    """
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


@cache
def _below_thousand() -> dict[str, int]:
    """Every cardinal word from 0 to 999, elided forms (`ventun`, `centotto`) included."""
    cardinals = numbers().cardinals
    words = {word: value for value, word in enumerate(cardinals.units)}
    digits, one = cardinals.units[1:10], cardinals.units[1]
    for ten, tens in enumerate(cardinals.tens, start=2):
        words[tens] = ten * 10
        for unit, digit in enumerate(digits, start=1):
            stem = tens[:-1] if digit[0] in "uo" else tens
            words[stem + digit] = words[tens + digit] = ten * 10 + unit
    small = dict(words)
    for hundreds in range(1, 10):
        prefix = (digits[hundreds - 1] if hundreds > 1 else "") + cardinals.hundred
        words[prefix] = hundreds * 100
        for word, value in small.items():
            if value:
                words[prefix + word] = hundreds * 100 + value
                if word[0] in "uo":
                    words[prefix[:-1] + word] = hundreds * 100 + value
    words |= {word[:-1]: value for word, value in words.items() if word.endswith(one) and word != one}
    return words


@lru_cache(maxsize=8192)
def parse_cardinal(word: str) -> int | None:
    """The value of one cardinal word; None when it is none. `un` and `una` are articles, not read here.

    >>> parse_cardinal("duemilaventicinque"), parse_cardinal("ventitré"), parse_cardinal("ventun")
    (2025, 23, 21)
    >>> parse_cardinal("millenovecentonovanta"), parse_cardinal("treno")
    (1990, None)
    """
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD:
        return None
    return _cardinal(fold(word))


@cache
def _joined_scale() -> re.Pattern[str]:
    return re.compile(f"(.*?)({'|'.join(numbers().cardinals.joined_scales)})(.*)")


def _cardinal(word: str) -> int | None:
    words, cardinals = _below_thousand(), numbers().cardinals
    if word in words:
        return words[word]
    if joined := _joined_scale().fullmatch(word):
        head, scale, rest = joined.groups()
        return _scaled(head, numbers().scales[scale], rest)
    head, thousands, rest = word.partition(cardinals.thousands)
    if thousands:
        return _scaled(head, THOUSAND, rest)
    if word.startswith(cardinals.one_thousand):
        return _scaled(cardinals.units[1], THOUSAND, word.removeprefix(cardinals.one_thousand))
    return None


def _scaled(head: str, scale: int, rest: str) -> int | None:
    """`due` × `mila` + `venticinque`; the rest must be smaller than the scale."""
    cardinals = numbers().cardinals
    one = cardinals.units[1]
    times = 1 if head in (one, one[:-1]) else _cardinal(head) if head else None
    rest = rest.removeprefix(cardinals.and_) if _cardinal(rest) is None else rest
    plus = _cardinal(rest) if rest else 0
    if times is None or plus is None or not times or plus >= scale:
        return None
    return times * scale + plus


def parse_roman(word: str) -> int | None:
    """The value of a Roman numeral in capitals.

    >>> parse_roman("XXI"), parse_roman("IV"), parse_roman("IIII"), parse_roman("mix")
    (21, 4, None, None)
    """
    if not word or len(word) > _LONGEST_ROMAN or not _ROMAN.fullmatch(word):
        return None
    digits = [_ROMAN_DIGITS[letter] for letter in word]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


@cache
def _small_ordinals() -> dict[str, int]:
    return {word[:-1]: value for value, word in enumerate(numbers().ordinals.words, start=1)}


@cache
def _ordinal_figure() -> re.Pattern[str]:
    return re.compile(rf"(\d{{1,4}})(?:[°ºª^]|(?:{numbers().ordinals.ending})?[{_VOWELS}])")


def parse_ordinal(word: str) -> int | None:
    """The value of an ordinal: a word of any gender and number, a figure with its sign, a Roman numeral.

    >>> parse_ordinal("terza"), parse_ordinal("ventunesimo"), parse_ordinal("ventitreesimo"), parse_ordinal("3°")
    (3, 21, 23, 3)
    >>> parse_ordinal("III"), parse_ordinal("tavolo")
    (3, None)
    """
    if figure := _ordinal_figure().fullmatch(word):
        return int(figure[1])
    if not word or len(word) > _LONGEST_WORD:
        return None
    if roman := parse_roman(word):
        return roman
    stem = fold(word)[:-1]
    if stem in _small_ordinals() and word[-1] in _VOWELS:
        return _small_ordinals()[stem]
    base = stem.removesuffix(numbers().ordinals.ending)
    if base == stem:
        return None
    thousand, one = numbers().cardinals.one_thousand[:-1], numbers().cardinals.units[1]
    if base.endswith(thousand):  # `millesimo`, `duemillesimo`
        return _scaled(base.removesuffix(thousand) or one, THOUSAND, "")
    candidates = (_cardinal(base + vowel) for vowel in ("", *_VOWELS))
    return next((value for value in candidates if value is not None and value > len(_small_ordinals())), None)


def parse_figure(text: str) -> Decimal | None:
    """The value of digits with their separators: points group threes, a comma is decimal.

    >>> parse_figure("1.250"), parse_figure("1,250"), parse_figure("1,250,000"), parse_figure("0.35")
    (Decimal('1250'), Decimal('1.250'), Decimal('1250000'), Decimal('0.35'))
    >>> parse_figure("1 029,00"), parse_figure("22.07.2025") is None
    (Decimal('1029.00'), True)
    """
    if len(text) > _LONGEST_FIGURE:
        return None
    if _ITALIAN.fullmatch(text) and not text.startswith("0."):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _SPACED.fullmatch(text):
        return Decimal(re.sub(r"[ \u00a0\u2009\u202f'’]", "", text).replace(",", "."))
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return None
