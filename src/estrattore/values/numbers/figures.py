"""A figure with its scale, from a token on: `3,5 milioni`, `39mila miliardi`, `ventina di milioni`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from estrattore.resources.schemas.numbers import numbers
from estrattore.values.numbers.numerals import THOUSAND, parse_cardinal, parse_figure

if TYPE_CHECKING:
    from estrattore.text.tokens import Tokens

_LARGEST_SCALE = 10**12
_MOST_DECIMAL_WORDS = 6
_CODE_LENGTH = 3  # of a currency, to which a figure may be glued
_APOSTROPHES = "'’"
_ROOMS = (1000, 100, 10)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure before its sign.

    Args:
        value: With the scale.
        last: Index of the token after it.
        scale: What the written figure was multiplied by.
        bare: A number only beside a unit (`un euro`, `mezzo punto`).
        approximate: An approximate one (`ventina`).
    """

    value: Decimal
    last: int
    scale: int = 1
    bare: bool = False
    approximate: bool = False


@lru_cache(maxsize=65_536)
def may_begin(word: str) -> bool:
    """Whether a word in lower case, or a sign, can begin a number: most cannot, and come again and again.

    >>> may_begin("tre"), may_begin("mezzo"), may_begin("treno")
    (True, True, False)
    """
    known = numbers()
    written = (known.fractions, known.collectives, known.one.scales, known.one.words, known.short_scales)
    return word[-1] in _APOSTROPHES or any(word in words for words in written) or parse_cardinal(word) is not None


def figure_at(tokens: Tokens, index: int) -> Figure | None:
    """The figure that begins at a token, with its scales."""
    figure = _unscaled(tokens, index)
    if figure is None:
        return None
    known, of = numbers(), numbers().joints.of
    if (parts := known.fraction_nouns.get(tokens.low(figure.last))) and tokens.low(figure.last + 1) in of:
        figure = Figure(figure.value / parts, figure.last + 1, bare=True)  # `tre quarti di punto`
    value, last, scale = figure.value, figure.last, 1
    if tokens[index].kind == "word" and value > THOUSAND and value % THOUSAND == 0:
        value, scale = value / THOUSAND, THOUSAND  # `duecentomila` is 200 with a scale
    after = last + 1 if (figure.approximate or figure.bare) and tokens.low(last) in of else last
    while (step := known.scales.get(tokens.low(after))) is not None and scale < _LARGEST_SCALE:
        scale, last = scale * step, after_scale(tokens, after)
        after = last + 1 if figure.approximate and tokens.low(last) in of else last
    if scale == 1:
        return figure
    return replace(figure, value=value * scale, last=last, scale=scale, bare=False)


def after_scale(tokens: Tokens, index: int) -> int:
    """The index after the scale at `index`, the full stop of an abbreviation (`3 mln. di euro`) included.

    At the end of a sentence it is one of those only where the sentence writes others.

    >>> from estrattore.text.tokens import tokenise
    >>> after_scale(tokenise("3 mln. di euro"), 1), after_scale(tokenise("3 mln."), 1)
    (3, 2)
    """
    known, dot = numbers(), index + 1
    if tokens.low(index) not in known.short_scales or tokens.low(dot) != "." or not tokens.glued(dot):
        return dot
    places = range(1, dot) if dot + 1 == len(tokens) else ()
    others = any(tokens.low(i) == "." and tokens.low(i - 1) in known.short_scales for i in places)
    return dot + 1 if dot + 1 < len(tokens) or others else dot


def scale_before(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The scale that stands before its figure, and the index of that figure: `mld. 2,4`.

    >>> from estrattore.text.tokens import tokenise
    >>> scale_before(tokenise("debito di mld. 2,4"), 2)
    (1000000000, 4)
    """
    known = numbers()
    if tokens.low(index) not in known.scales:
        return None
    after = index + 2 if tokens.low(index + 1) == "." and tokens.glued(index + 1) else index + 1
    return (known.scales[tokens.low(index)], after) if after < len(tokens) and tokens[after].kind == "figure" else None


def _unscaled(tokens: Tokens, index: int) -> Figure | None:
    """Digits, a cardinal, `un`, `mezzo`, `ventina`, or the `milione` of `supera il milione`."""
    token, known = tokens[index], numbers()
    if token.kind == "figure":
        return _digits(tokens, index)
    if token.low in known.fractions:
        return Figure(known.fractions[token.low], index + 1, bare=token.kind == "word")
    if token.kind != "word":
        return None
    if token.low in known.collectives:
        return Figure(Decimal(known.collectives[token.low]), index + 1, approximate=True)
    if token.low in known.one.scales and tokens.low(index - 1) in known.one.articles:
        return Figure(Decimal(1), index)
    if token.low in known.one.words:
        return Figure(Decimal(1), index + 2 if tokens.low(index + 1) in known.one.further else index + 1, bare=True)
    return _cardinal(tokens, index)


def _digits(tokens: Tokens, index: int) -> Figure | None:
    """A written figure (`1.250`, `3½`), but not the digits of a name (`A320`); `USD1,23` is left to money."""
    glued = tokens.glued(index) and tokens[index - 1].kind == "word" and not tokens.elided(index - 1)
    if glued and len(tokens.low(index - 1)) != _CODE_LENGTH:
        return None
    value = parse_figure(tokens.low(index).replace(", ", ",").replace(". ", ".").rstrip(",-–—"))
    if value is None:
        return None
    comma = tokens.low(index + 1) == numbers().joints.comma and tokens.low(index).isdecimal()
    if comma and (decimals := _decimals(tokens, index + 2)):
        return Figure(Decimal(f"{value}.{''.join(decimals)}"), index + 2 + len(decimals))  # `4 virgola 2`
    half = numbers().fractions.get(tokens.low(index + 1)) if tokens.glued(index + 1) else None
    return Figure(value + half, index + 2) if half else Figure(value, index + 1)


def _cardinal(tokens: Tokens, index: int) -> Figure | None:
    """Cardinal words, also several (`mille duecento`), and `due virgola cinque`."""
    word, last = tokens[index].low, index + 1
    value = parse_cardinal(word)
    if value is None and word[-1] in _APOSTROPHES:  # `cent'ottanta`
        value, last = parse_cardinal(word[:-1] + tokens.low(index + 1)), index + 2
    if value is None:
        return None
    if tokens.low(last) == numbers().joints.comma and (decimals := _decimals(tokens, last + 1)):
        return Figure(Decimal(f"{value}.{''.join(decimals)}"), last + 1 + len(decimals))
    while (more := parse_cardinal(tokens.low(last))) is not None and 0 < more < _room(value):
        value, last = value + more, last + 1
    return Figure(Decimal(value), last)


def _decimals(tokens: Tokens, index: int) -> list[str]:
    """The digits of `virgola cinque`, `virgola zero tre`, `virgola venticinque`."""
    digits: list[str] = []
    if tokens.low(index).isdecimal():
        return [tokens.low(index)]
    while len(digits) < _MOST_DECIMAL_WORDS and (digit := parse_cardinal(tokens.low(index + len(digits)))) is not None:
        digits.append(str(digit))
    return digits


def _room(value: int) -> int:
    """How much a further word may add: below 1000 to `mille`, below 100 to `cento`, below 10 to `venti`."""
    return next((unit for unit in _ROOMS if value > _ROOMS[-1] and value % unit == 0), 0)
