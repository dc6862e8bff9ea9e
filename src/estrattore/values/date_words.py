"""From a sentence to words with a one-letter class each: the alphabet in which `date_patterns` is written.

D figure 1–31 · N other figure up to 999 · n number word · O ordinal · Y year · y `'90` · M month · m abbreviated month
W weekday · w abbreviated weekday · S season · H holiday · C century · U unit · T relative day · B part of the day
P direction (scorso, prossimo, questo) · E part (inizio, fine) · L last · R ago · Z numeric date · z day/month
Q quarter code (`2T25`) · J pair of years (`2024/25`) · f from · t to · d of · b between · e and · i in · l the · k entro
, . - other punctuation: themselves · ; any other sign · x any other word
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from estrattore.values.lexicon import table
from estrattore.values.numerals import fold, parse_cardinal, parse_ordinal, parse_roman

_APOSTROPHES = str.maketrans("’‘`", "'''")
_LETTERS = {
    "from": "f", "to": "t", "of": "d", "between": "b", "and": "e", "in": "i",
    "the": "l", "ago": "R", "last": "L", "by": "k",
}  # fmt: skip
_TABLES = (
    ("months", "M"), ("month_abbreviations", "m"), ("weekdays", "W"), ("weekday_abbreviations", "w"),
    ("seasons", "S"), ("units", "U"), ("relative_days", "T"), ("parts", "E"), ("direction", "P"),
    ("holidays", "H"), ("centuries", "C"),
)  # fmt: skip
_DATE_CLASSES = frozenset("MmWSHCUTYyZzQJ")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the sentence: its class, where it stands, what it is worth."""

    kind: str
    start: int
    end: int
    value: Any
    text: str


@cache
def _lexicon() -> dict[str, tuple[str, Any]]:
    """Class and value of every known single word, with and without accents."""
    tables = table("dates")
    words: dict[str, tuple[str, Any]] = {}
    for name, letter in reversed(_TABLES):
        words |= {word: (letter, value) for word, value in tables[name].items() if " " not in word}
    words |= dict.fromkeys(tables["parts_of_day"]["words"], ("B", None))
    for name, letter in _LETTERS.items():
        words |= dict.fromkeys(tables["function_words"][name], (letter, None))
    return words | {fold(word): entry for word, entry in words.items() if fold(word) != word}


@cache
def _phrases() -> dict[str, tuple[str, Any]]:
    """Several words that are one: what they stand for, holidays among them."""
    tables = table("dates")
    single = _lexicon()
    phrases = {phrase: single[word] for phrase, word in tables["phrases"].items()}
    phrases |= {name: ("H", rule) for name, rule in tables["holidays"].items() if " " in name}
    return phrases | {fold(phrase): entry for phrase, entry in phrases.items()}


@cache
def _scanner() -> re.Pattern[str]:
    """One pass over a sentence: the phrases, the shapes of numeric dates, then figures, words and signs."""
    phrases = sorted(_phrases(), key=len, reverse=True)
    alternatives = "|".join(re.escape(phrase).replace(r"\ ", r"[ \u00a0]").replace("'", "['’]") for phrase in phrases)
    return re.compile(
        rf"""
        (?P<phrase>\b(?i:{alternatives})(?!\w))
      | (?P<iso>(?<![\w/-])\d{{4}}-\d\d?-\d\d?(?![\w-]))
      | (?P<numeric>(?<![\w/.,-])\d\d?(?P<sign>[/.-])\d\d?(?P=sign)(?:\d{{4}}|\d\d)(?![\w/-]))
      | (?P<slash>(?<![\w/.,-])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\w/%,-]))
      | (?P<month>(?<![\w/.,-])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\w/,-]))
      | (?P<code>(?<![\w/.,-])(?:[1-4](?:[TQ]|°?[ ]?trim\.)|[TQ][1-4]|[12][HS]|[HS][12]|[69]M)(?:[ -]?['’]?(?:(?:19|20)?\d\d))?(?![\w%]))
      | (?P<years>(?<![\w/.,-])(?:1[5-9]|20)\d\d[ ]?[/–—-][ ]?['’]?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\w/%-]|[.,]\d))
      | (?P<short>(?<![\w\d])['’‘]\d\d(?![\w%]|[.,]\d))
      | (?P<ordinal>(?<![\w.,])\d{{1,2}}[°ºª^](?!\w))
      | (?P<figure>(?<![\w])\d+(?:[.,:]\d+)*(?![\d%‰]))
      | (?P<word>[^\W\d_]+['’]?)
      | (?P<other>\d+\w*|\S)
        """,
        re.VERBOSE,
    )


def words(text: str, blocked: tuple[tuple[int, int], ...] = ()) -> list[Word]:
    """The words of a sentence with their classes; what another value has claimed is class `x`.

    >>> "".join(word.kind for word in words("dal 27 agosto al 6 settembre 2025"))
    'fDMtDMY'
    """
    found: list[Word] = []
    for match in _scanner().finditer(text):
        start, end = match.span()
        kind, value = _READERS[str(match.lastgroup)](match[0])
        if any(start < right and left < end for left, right in blocked):
            kind, value = "x", None
        found.append(Word(kind, start, end, value, match[0]))
    return found


def has_date_words(found: list[Word]) -> bool:
    """Whether any word could be the heart of a date."""
    return any(word.kind in _DATE_CLASSES for word in found)


def _phrase(text: str) -> tuple[str, Any]:
    return _phrases()[text.lower().translate(_APOSTROPHES).replace("\u00a0", " ")]


@cache
def _known(word: str) -> tuple[str, Any]:
    """Class and value of a word: the tables, then numerals of any length."""
    plain = word.lower().translate(_APOSTROPHES)
    if plain in _lexicon():
        return _lexicon()[plain]
    if plain in ("un", "una", "un'", "uno"):
        return "n", 1
    if plain.endswith("'") and len(plain) > 4:
        plain = plain[:-1] + "i"  # `vent'anni`
    if roman := parse_roman(word):
        return "O", roman
    if (number := parse_cardinal(plain)) is not None:
        return ("v" if number >= 1000 else "n"), number
    if (number := parse_ordinal(plain)) is not None:
        return "O", number
    return "x", None


def _word(text: str) -> tuple[str, Any]:
    return _known(text) if len(text) <= 30 else ("x", None)


def _figure(text: str) -> tuple[str, Any]:
    if not text.isdecimal() or not text.isascii():
        return "x", None
    value = int(text[:5])
    if len(text) <= 2 and 1 <= value <= 31:
        return "D", value
    if len(text) == 4 and 1000 <= value <= 2199:
        return "Y", value
    return ("N", value) if len(text) <= 3 else ("x", None)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _iso(text: str) -> tuple[str, Any]:
    return "Z", tuple(_numbers(text))


def _numeric(text: str) -> tuple[str, Any]:
    day, month, year = _numbers(text)
    return "Z", (full_year(year), month, day)


def _code(text: str) -> tuple[str, Any]:
    """Unit, number and year (or None) of `2T25`, `Q3 2024`, `H1`, `9M 2025`."""
    letter = re.search(r"[TQHSM]|trim", text)
    number, *year = _numbers(text)
    unit = {"H": "half", "S": "half", "M": "months"}.get(letter[0] if letter else "", "quarter")
    return "Q", (unit, number, full_year(year[0]) if year else None)


def _years(text: str) -> tuple[str, Any]:
    """Two years; the second borrows its century from the first."""
    first, second = _numbers(text)
    if second < 100:
        second += first // 100 * 100 + (100 if second <= first % 100 and first % 100 > 90 else 0)
    if not 0 < second - first <= 100:
        return "x", None
    return "J", (first, second, "/" in text)


def full_year(year: int, *, pivot: int = 50) -> int:
    """A year of two digits in full: below the pivot in the 2000s.

    >>> full_year(24), full_year(82), full_year(1999)
    (2024, 1982, 1999)
    """
    return year if year >= 100 else year + (2000 if year < pivot else 1900)


_READERS = {
    "phrase": _phrase,
    "iso": _iso,
    "numeric": _numeric,
    "slash": lambda text: ("z", tuple(_numbers(text))),
    "month": lambda text: ("K", tuple(_numbers(text))),
    "code": _code,
    "years": _years,
    "short": lambda text: ("y", full_year(int(text[1:]))),
    "ordinal": lambda text: ("O", int(text[:-1])),
    "figure": _figure,
    "word": _word,
    "other": lambda text: (text if text in ",.-()" else "-" if text in "–—" else ";", None),
}
