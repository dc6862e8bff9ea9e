"""Numbers in running text: a sentence is cut into tokens once, and numbers are read from the tokens.

Money and percentages are built on these numbers, so nothing here knows what is counted. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from estrattore.values.lexicon import table
from estrattore.values.numerals import fold, parse_cardinal, parse_figure, parse_ordinal, parse_roman

__all__ = [
    "Number",
    "Reading",
    "Token",
    "find_numbers",
    "fold",
    "parse_cardinal",
    "parse_number",
    "parse_ordinal",
    "parse_roman",
    "plain",
    "read",
]

_SPACES = " \u00a0\u2009\u202f"
# `1, 3 milioni` and `20. 000 euro`: some newsrooms' systems put a space behind every comma and point
_LOOSE = r"\d{1,3}(?:\. \d{3})*(?:, \d{1,2}|\. \d{1,3})(?=[ \u00a0]?(?:[%‰€]|per cento|mil[ai]|mld|mln|euro|dollari|punti))"
_TOKEN = re.compile(
    rf"(?P<figure>(?<![\d.,]){_LOOSE}|\d{{1,3}}(?:[{_SPACES}'’]\d{{3}})+(?![\d.])(?:,\d+)?(?![\d,])|\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’](?=\w))?)|(?P<sign>[^\w\s]|_)"
)
_DASHES = frozenset("-–—−‐‑‒")
_SIGNS = frozenset("+-–—−‐‑‒")


class Token(NamedTuple):
    """A figure, a word (an elided article keeps its apostrophe) or a sign."""

    kind: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Args:
        start: First character, the sign included.
        end: Character after the last one, the scale included.
        value: The number with sign and scale: `-3,5 milioni` is -3500000.
        scale: What the figure was multiplied by; 1 when no scale is written.
        sign: `-`, `+` or empty, as written (`meno` is `-`).
        approximate: The figure itself is approximate (`ventina`, `centinaio`).
        bare: An article or fraction that is a number only beside a unit (`un euro`, `mezzo punto`).
        digits: The written digits, empty when in letters.
        first: Index of its first token, the sign left out.
        last: Index of the token after it.
    """

    start: int
    end: int
    value: Decimal
    scale: int = 1
    sign: str = ""
    approximate: bool = False
    bare: bool = False
    digits: str = ""
    first: int = 0
    last: int = 0

    @property
    def scaled(self) -> bool:
        """Whether a multiplier (`mila`, `miliardi`) is written."""
        return self.scale > 1

    @property
    def year_like(self) -> bool:
        """Whether the number may be a year: four plain digits from 1800 to 2199."""
        return len(self.digits) == 4 and self.digits.isdigit() and "1800" <= self.digits <= "2199" and not self.scaled


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with its tokens and numbers; `starts` gives the number that begins at a token, `ends` where one ended."""

    text: str
    tokens: tuple[Token, ...]
    numbers: tuple[Number, ...]
    starts: Mapping[int, Number]
    ends: frozenset[int]

    def low(self, index: int) -> str:
        """The lower-case text of a token; empty outside the sentence."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def glued(self, index: int) -> bool:
        """Whether no space stands between this token and the one before."""
        return 0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start


class _Tables(NamedTuple):
    scales: Mapping[str, int]
    ones: frozenset[str]
    collectives: Mapping[str, int]
    fractions: Mapping[str, str]
    fraction_nouns: Mapping[str, int]
    single_scales: frozenset[str]
    articles: frozenset[str]


@cache
def _tables() -> _Tables:
    numbers = table("numbers")
    return _Tables(
        numbers["scales"],
        frozenset(numbers["articles_as_one"]["words"]),
        numbers["collectives"],
        numbers["fractions"],
        numbers["fraction_nouns"],
        frozenset(numbers["articles_as_one"]["before_scales"]),
        frozenset(numbers["articles_as_one"]["articles"]),
    )


@lru_cache(maxsize=4)
def read(text: str) -> Reading:
    """Cut a sentence into tokens and read its numbers; money, percentages and tests share the last readings.

    >>> [n.value for n in read("un miliardo e mezzo contro 3,2 milioni").numbers]
    [Decimal('1500000000'), Decimal('3200000')]
    """
    tokens = tuple([Token(m.lastgroup or "", m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)])
    numbers = tuple(_numbers(tokens))
    return Reading(text, tokens, numbers, {n.first: n for n in numbers}, frozenset(n.last for n in numbers))


def find_numbers(text: str) -> list[Number]:
    """All numbers of a text, in order.

    >>> [(text[n.start:n.end], n.value) for text in ["Da 1.250 a tre milioni e mezzo"] for n in find_numbers(text)]
    [('1.250', Decimal('1250')), ('tre milioni e mezzo', Decimal('3500000'))]
    """
    return [number for number in read(text).numbers if not number.bare]


def parse_number(text: str) -> Decimal | None:
    """The number that the whole text is, None when it is none.

    >>> parse_number("duemilaventicinque"), parse_number("39mila miliardi"), parse_number("meno 3,5")
    (Decimal('2025'), Decimal('39000000000000'), Decimal('-3.5'))
    >>> parse_number("un milione e 200 mila"), parse_number("tre gatti") is None
    (Decimal('1200000'), True)
    """
    text = text.strip()
    for number in read(text).numbers:
        if (number.start, number.end) == (0, len(text)):
            return number.value
    ordinal = parse_ordinal(text)
    return Decimal(ordinal) if ordinal is not None else None


def _numbers(tokens: tuple[Token, ...]) -> list[Number]:
    found: list[Number] = []
    index = 0
    while index < len(tokens):
        number = _number(tokens, index)
        if number:
            found.append(number)
            index = number.last
        else:
            index += 1
    return found


def _number(tokens: tuple[Token, ...], index: int) -> Number | None:
    """Sign, figure, scale, and what `e` adds to it, from this token on."""
    part = _part(tokens, index)
    if part is None:
        return None
    value, scale, last, approximate, bare = part
    while (more := _addition(tokens, last, value, scale)) is not None:
        plus, scale_of_plus, last = more
        value += plus
        if not scale_of_plus:
            break
    start, sign = _sign(tokens, index)
    figure = tokens[index]
    return Number(
        start,
        tokens[last - 1].end,
        plain(-value if sign == "-" else value, scale),
        scale,
        sign,
        approximate,
        bare,
        figure.low if figure.kind == "figure" else "",
        index,
        last,
    )


def plain(value: Decimal, scale: int) -> Decimal:
    """A scaled value without a decimal part that is zero; a figure keeps the decimals that are written.

    >>> plain(Decimal("3500000.0"), 1000000), plain(Decimal("9.90"), 1)
    (Decimal('3500000'), Decimal('9.90'))
    """
    whole = value.to_integral_value()
    return whole if scale > 1 and value == whole else value


_Part = tuple[Decimal, int, int, bool, bool]  # value with scale, scale, index after, approximate, bare


def _part(tokens: tuple[Token, ...], index: int) -> _Part | None:
    """A figure and its scales: `3,5 milioni`, `39mila miliardi`, `mezzo miliardo`, `ventina di milioni`."""
    figure = _figure(tokens, index)
    if figure is None:
        return None
    value, last, bare, approximate = figure
    if (parts := _tables().fraction_nouns.get(_low(tokens, last))) and _low(tokens, last + 1) == "di":
        value, last, bare = value / parts, last + 1, True  # `tre quarti di punto`
    scale = 1000 if tokens[index].kind == "word" and value > 1000 and value % 1000 == 0 else 1
    value /= scale
    after = last + 1 if (approximate or bare) and _low(tokens, last) in ("di", "d'", "d’") else last
    while (step := _tables().scales.get(_low(tokens, after))) is not None and scale < 10**12:
        scale, last = scale * step, after + 1
        after = last + 1 if step == 1000 and _low(tokens, last) == "di" and approximate else last
    return value * scale, scale, last, approximate, bare and scale == 1


def _figure(tokens: tuple[Token, ...], index: int) -> tuple[Decimal, int, bool, bool] | None:
    """Value, index after, whether it is bare, whether it is approximate."""
    token = tokens[index]
    if token.kind == "figure":
        value = None if _inside_name(tokens, index) else parse_figure(_tight(token.low))
        if value is None:
            return None
        half = _tables().fractions.get(_low(tokens, index + 1)) if _glued(tokens, index + 1) else None
        return (value + Decimal(half), index + 2, False, False) if half else (value, index + 1, False, False)
    tables = _tables()
    if token.low in tables.fractions:
        return Decimal(tables.fractions[token.low]), index + 1, token.kind == "word", False
    if token.kind != "word":
        return None
    if token.low in tables.collectives:
        return Decimal(tables.collectives[token.low]), index + 1, False, True
    if token.low in tables.single_scales and _low(tokens, index - 1) in tables.articles:
        return Decimal(1), index, False, False  # `supera il miliardo`
    if token.low in tables.ones:
        after = index + 2 if _low(tokens, index + 1) in ("altro", "solo") else index + 1
        return Decimal(1), after, True, False
    return _words(tokens, index)


def _words(tokens: tuple[Token, ...], index: int) -> tuple[Decimal, int, bool, bool] | None:
    """Cardinal words, also several (`duecento mila` is left to the scale), and `due virgola cinque`."""
    value = parse_cardinal(tokens[index].low)
    if value is None:
        return None
    last, total = index + 1, Decimal(value)
    if _low(tokens, last) == "virgola":
        digits = ""
        while len(digits) < 12 and (digit := parse_cardinal(_low(tokens, last + 1))) is not None:
            digits, last = digits + str(digit), last + 1
            if digit > 9:
                break
        if digits:
            return total + Decimal(f"0.{digits}"), last + 1, False, False
        return total, index + 1, False, False
    while (more := parse_cardinal(_low(tokens, last))) is not None and 0 < more < _room(int(total)):
        total, last = total + more, last + 1
    return total, last, False, False


def _room(value: int) -> int:
    """How much may be added in a further word: below 1000 to `mille`, below 100 to `cento`, below 10 to `venti`."""
    return next((unit for unit in (1000, 100, 10) if value and value % unit == 0), 0) if value > 10 else 0


def _addition(tokens: tuple[Token, ...], index: int, value: Decimal, scale: int) -> tuple[Decimal, bool, int] | None:
    """What follows a scale: `e mezzo`, `e 200 mila`, `duecentomila`; whether more may follow, index after."""
    joined = _low(tokens, index) in ("e", "ed")
    after = index + 1 if joined else index
    half = _tables().fractions.get(_low(tokens, after))
    if joined and half and tokens[after].kind == "word":
        return (Decimal(half) * scale, False, after + 1) if scale > 1000 or scale == 1 else None
    if scale == 1 or after >= len(tokens):
        return None
    part = _part(tokens, after)
    if part is None or part[3] or part[4]:
        return None
    plus, smaller, last = part[:3]
    if smaller >= scale or plus >= scale or plus != int(plus) or value % scale:
        return None
    if scale == 1000 and not joined and len(tokens[after].low) == 3 and tokens[after].kind == "figure":
        return plus, False, last  # `176mila 320`
    if smaller == 1 and (joined or tokens[after].kind == "figure") and plus < 1000:
        return None  # `3 milioni e 5 sedi`, `20 milioni 2024`
    return plus, True, last


def _sign(tokens: tuple[Token, ...], index: int) -> tuple[int, str]:
    """Start of the number with its sign, and the sign."""
    start = tokens[index].start
    if index == 0:
        return start, ""
    before = tokens[index - 1]
    if before.low in _SIGNS and before.end == start and not _left_bound(tokens, index - 1):
        return before.start, "+" if before.low == "+" else "-"
    if before.low in _DASHES and _low(tokens, index - 2) == "(":
        return before.start, "-"  # `( - 4, 5%)`
    if before.low == "meno" and _low(tokens, index - 2) not in ("o", "di", "non", "ancora", "molto", "poco"):
        return before.start, "-"
    return start, ""


def _left_bound(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a dash belongs to what stands before it: `10-15`, `Covid-19`, `2025-`."""
    before = tokens[index - 1] if index else None
    return before is not None and before.end == tokens[index].start and before.kind != "sign" and before.low[-1] not in "'’"


def _tight(figure: str) -> str:
    """A figure without the spaces behind its comma and points."""
    return figure.replace(", ", ",").replace(". ", ".")


def _inside_name(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether letters are glued before the figure: `A320`, `G20`; but `USD1,23` is read by money."""
    before = tokens[index - 1] if index else None
    if before is None or before.end != tokens[index].start or before.kind != "word":
        return False
    return before.low[-1] not in "'’" and len(before.low) != 3


def _low(tokens: tuple[Token, ...], index: int) -> str:
    return tokens[index].low if 0 <= index < len(tokens) else ""


def _glued(tokens: tuple[Token, ...], index: int) -> bool:
    return 0 < index < len(tokens) and tokens[index - 1].end == tokens[index].start
