"""Numbers in running text: a sentence is cut into tokens once, and numbers are read from the tokens.

Money and percentages are built on these numbers, so nothing here knows what is counted. Time is linear in the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from estrattore.resources.schemas.numbers import numbers
from estrattore.text.tokens import Token, Tokens, tokenise
from estrattore.values.numbers.figures import figure_at, may_begin, scale_before
from estrattore.values.numbers.numerals import THOUSAND, fold, parse_cardinal, parse_ordinal, parse_roman

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    "sign_at",
    "vocabulary",
]

DASHES = frozenset("-–—−‐‑‒")
_YEAR_DIGITS = 4
_GROUP = 3  # digits that follow a thousand
_UNIT_SIGNS = frozenset("%‰€$£¥")


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
        return (
            len(self.digits) == _YEAR_DIGITS
            and self.digits.isdigit()
            and "1800" <= self.digits <= "2199"
            and not self.scaled
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with its tokens and numbers: `starts` are they by their first token, `ends` the tokens after them."""

    text: str
    tokens: Tokens
    numbers: tuple[Number, ...]
    starts: Mapping[int, Number]
    ends: frozenset[int]

    def low(self, index: int) -> str:
        """The lower-case text of a token; empty outside the sentence."""
        return self.tokens.low(index)

    def words(self, first: int, last: int) -> str:
        """The text of the tokens from one up to another; empty when there are none."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def glued(self, index: int) -> bool:
        """Whether no space stands between this token and the one before."""
        return self.tokens.glued(index)


@lru_cache(maxsize=4)
def read(text: str) -> Reading:
    """Cut a sentence into tokens and read its numbers; money, percentages and tests share the last readings.

    >>> [n.value for n in read("un miliardo e mezzo contro 3,2 milioni").numbers]
    [Decimal('1500000000'), Decimal('3200000')]
    """
    tokens = tokenise(text)
    numbers = tuple(_numbers(tokens))
    return Reading(text, tokens, numbers, {n.first: n for n in numbers}, frozenset(n.last for n in numbers))


@lru_cache(maxsize=4)
def vocabulary(text: str) -> frozenset[str]:
    """The lower-case words and signs of a text.

    >>> sorted(vocabulary("Lo spread, lo Spread"))
    [',', 'lo', 'spread']
    """
    return frozenset(token.low for token in read(text).tokens)


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


def _numbers(tokens: Tokens) -> list[Number]:
    found: list[Number] = []
    free = 0
    for index, token in enumerate(tokens):
        able = index >= free and (token.kind == "figure" or may_begin(token.low))
        if able and (number := _number(tokens, index)):
            found.append(number)
            free = number.last
    return found


def _number(tokens: Tokens, index: int) -> Number | None:
    """Sign, figure, scale, and what `e` adds to it, from this token on."""
    figure = figure_at(tokens, index)
    if figure is None:
        before = scale_before(tokens, index) if tokens[index].low in numbers().short_scales else None
        return _scaled_before(tokens, index, *before) if before else None
    value, last = figure.value, figure.last
    while (more := _addition(tokens, last, value, figure.scale)) is not None:
        plus, last, goes_on = more
        value += plus
        if not goes_on:
            break
    start, sign = _sign(tokens, index, last, scaled=figure.scale > 1)
    return Number(
        start,
        tokens[last - 1].end,
        plain(-value if sign == "-" else value, figure.scale),
        figure.scale,
        sign,
        figure.approximate,
        figure.bare,
        tokens[index].low if tokens[index].kind == "figure" else "",
        index,
        last,
    )


def _scaled_before(tokens: Tokens, index: int, scale: int, at: int) -> Number | None:
    """`mld. 2,4`: a figure without scale of its own behind one."""
    figure = figure_at(tokens, at)
    if figure is None or figure.scale > 1:
        return None
    value = plain(figure.value * scale, scale)
    return Number(
        tokens[index].start, tokens[figure.last - 1].end, value, scale, digits=tokens[at].low, first=index, last=figure.last
    )  # fmt: skip


def plain(value: Decimal, scale: int) -> Decimal:
    """A scaled value without a decimal part that is zero; a figure keeps the decimals that are written.

    >>> plain(Decimal("3500000.0"), 1000000), plain(Decimal("9.90"), 1)
    (Decimal('3500000'), Decimal('9.90'))
    """
    whole = value.to_integral_value()
    return whole if scale > 1 and value == whole else value


def _addition(tokens: Tokens, index: int, value: Decimal, scale: int) -> tuple[Decimal, int, bool] | None:
    """What follows a scale (`e mezzo`, `e 200 mila`, `duecentomila`), the index after it, whether more may follow."""
    joined = tokens.low(index) in numbers().joints.and_
    after = index + 1 if joined else index
    if after >= len(tokens):
        return None
    half = numbers().fractions.get(tokens.low(after))
    if joined and half and tokens[after].kind == "word":
        return None if scale == THOUSAND else (half * scale, after + 1, False)
    more = figure_at(tokens, after) if scale > 1 else None
    if more is None or more.approximate or more.bare or value % scale:
        return None
    if more.scale >= scale or more.value >= scale or more.value != int(more.value):
        return None
    written = tokens[after].kind == "figure"
    if scale == THOUSAND and written and not joined and len(tokens.low(after)) == _GROUP:
        return more.value, more.last, False  # `176mila 320`
    if more.value < THOUSAND and (joined or written):
        return None  # `3 milioni e 5 sedi`, `20 milioni 24`
    return more.value, more.last, True


def _sign(tokens: Tokens, index: int, last: int, *, scaled: bool) -> tuple[int, str]:
    """Start of the number with its sign, and the sign; `last` is the token after it."""
    start = tokens[index].start
    if index == 0:
        return start, ""
    before, earlier = tokens[index - 1], tokens.low(index - 2)
    if before.end == start and (sign := sign_at(tokens, index - 1)):
        return before.start, sign
    words = numbers().signs
    if sign := _loose_sign(tokens, index, last, scaled=scaled):
        return before.start, sign
    if before.low == words.minus and earlier not in words.no_minus_after:
        return before.start, "-"
    if before.low == words.plus and earlier in words.plus_after:
        return before.start, "+"
    return start, ""


def _loose_sign(tokens: Tokens, index: int, last: int, *, scaled: bool) -> str:
    """The sign that a blank parts from a rate or amount: `(+ 5,4%)`, `in calo del - 36, 3%`; a dash behind a word is none."""
    low, earlier, words = tokens.low(index - 1), tokens.low(index - 2), numbers().signs
    if not tokens.glued(index) and tokens.low(last) in words.loose_before:
        if low == "+" and not earlier[-1:].isdigit() and earlier not in _UNIT_SIGNS:
            return "+"
        if low in DASHES and earlier in words.loose_after:
            return "-"
    if low in DASHES and not tokens.glued(index) and (scaled or tokens.low(last) in words.loose_before_money):
        return "-" if earlier in words.loose_after and earlier.isalpha() else ""
    return "-" if low in DASHES and earlier == "(" else ""


def sign_at(tokens: Tokens, index: int) -> str:
    """The sign `+` or `-` that a token is for what is glued after it; none in `10-15`, `Covid-19`, `10€-20€`, `- 3`."""
    low = tokens.low(index)
    if not tokens.glued(index + 1) or not (low == "+" or low in DASHES):
        return ""
    before = tokens.low(index - 1)
    if tokens.glued(index) and (before[-1:].isalnum() or before in _UNIT_SIGNS):
        return ""
    return "+" if low == "+" else "-"
