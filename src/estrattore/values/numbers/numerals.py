"""Single words and signs that name a number: cardinals, ordinals, Roman numerals, figures."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache

from estrattore.resources.loader import table

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ORDINAL_FIGURE = re.compile(r"(\d{1,4})(?:[°ºª^]|(?:esim)?[oaie])")
_JOINED = re.compile(r"(.*?)(milion[ei]|miliard[oi])(.*)")
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
    cardinals = table("numbers")["cardinals"]
    words: dict[str, int] = {word: value for value, word in enumerate(cardinals["units"])}
    digits = cardinals["units"][1:10]
    for ten, tens in enumerate(cardinals["tens"], start=2):
        words[tens] = ten * 10
        for unit, digit in enumerate(digits, start=1):
            stem = tens[:-1] if digit[0] in "uo" else tens
            words[stem + digit] = words[tens + digit] = ten * 10 + unit
    hundred = cardinals["hundred"]
    small = dict(words)
    for hundreds in range(1, 10):
        prefix = (digits[hundreds - 1] if hundreds > 1 else "") + hundred
        words[prefix] = hundreds * 100
        for word, value in small.items():
            if value:
                words[prefix + word] = hundreds * 100 + value
                if word[0] in "uo":
                    words[prefix[:-1] + word] = hundreds * 100 + value
    words |= {word[:-1]: value for word, value in words.items() if word.endswith("uno") and word != "uno"}
    return words


@lru_cache(maxsize=8192)
def parse_cardinal(word: str) -> int | None:
    """The value of one cardinal word; None when it is none. `un` and `una` are articles, not read here.

    >>> parse_cardinal("duemilaventicinque"), parse_cardinal("ventitré"), parse_cardinal("ventun")
    (2025, 23, 21)
    >>> parse_cardinal("millenovecentonovanta"), parse_cardinal("treno")
    (1990, None)
    """
    if not 2 < len(word) <= _LONGEST_WORD:
        return None
    return _cardinal(fold(word))


def _cardinal(word: str) -> int | None:
    words = _below_thousand()
    if word in words:
        return words[word]
    if joined := _JOINED.fullmatch(word):
        head, scale, rest = joined.groups()
        return _scaled(head, table("numbers")["scales"][scale], rest)
    head, thousands, rest = word.partition("mila")
    if thousands:
        return _scaled(head, 1000, rest)
    if word.startswith("mille"):
        return _scaled("uno", 1000, word[5:])
    return None


def _scaled(head: str, scale: int, rest: str) -> int | None:
    """`due` × `mila` + `venticinque`; the rest must be smaller than the scale."""
    times = 1 if head in ("un", "uno") else _cardinal(head) if head else None
    rest = rest.removeprefix("e") if _cardinal(rest) is None else rest
    plus = _cardinal(rest) if rest else 0
    if times is None or plus is None or not times or plus >= scale:
        return None
    return times * scale + plus


def parse_roman(word: str) -> int | None:
    """The value of a Roman numeral in capitals.

    >>> parse_roman("XXI"), parse_roman("IV"), parse_roman("IIII"), parse_roman("mix")
    (21, 4, None, None)
    """
    if not word or len(word) > 15 or not _ROMAN.fullmatch(word):
        return None
    digits = [_ROMAN_DIGITS[letter] for letter in word]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


@cache
def _small_ordinals() -> dict[str, int]:
    return {word[:-1]: value for value, word in enumerate(table("numbers")["ordinals"]["words"], start=1)}


def parse_ordinal(word: str) -> int | None:
    """The value of an ordinal: a word of any gender and number, a figure with its sign, a Roman numeral.

    >>> parse_ordinal("terza"), parse_ordinal("ventunesimo"), parse_ordinal("ventitreesimo"), parse_ordinal("3°")
    (3, 21, 23, 3)
    >>> parse_ordinal("III"), parse_ordinal("tavolo")
    (3, None)
    """
    if figure := _ORDINAL_FIGURE.fullmatch(word):
        return int(figure[1])
    if not word or len(word) > _LONGEST_WORD:
        return None
    if roman := parse_roman(word):
        return roman
    stem = fold(word)[:-1]
    if stem in _small_ordinals() and word[-1] in "oaie":
        return _small_ordinals()[stem]
    base, ending, _ = stem.partition("esim")
    if not ending or stem != base + "esim":
        return None
    if base.endswith("mill"):  # `millesimo`, `duemillesimo`
        return _scaled(base[:-4] or "uno", 1000, "")
    candidates = (_cardinal(base + vowel) for vowel in ("", "o", "e", "i", "a"))
    return next((value for value in candidates if value is not None and value > 10), None)


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
