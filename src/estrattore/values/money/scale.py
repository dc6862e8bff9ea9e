"""Figures of tables, lists and sentences whose scale is said once: `valori in migliaia di euro`, `(€/mln)`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from estrattore.finds import Money
from estrattore.resources.schemas.false_friends import false_friends
from estrattore.resources.schemas.scales import counted_words, own_unit, said_scale, scales
from estrattore.resources.words import alternatives
from estrattore.values.amounts.quantity import Mention, Quantity, quantities
from estrattore.values.amounts.series import join, mention_modifier
from estrattore.values.context import Context, Scale, Span
from estrattore.values.money.implied import IMPLIED, is_counted
from estrattore.values.numbers.reading import Reading, plain, read

if TYPE_CHECKING:
    from collections.abc import Sequence

_REACH = 12  # characters in front of a scale in which the figure stands that it would belong to
_BLANK_IN_FIGURES = re.compile(r"(?<=\d) (?=\d)")  # between the columns of a row
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_MARK = 1  # digit of a note: `Ricavi (1) 5.214`


@dataclass(frozen=True, slots=True)
class Said:
    """A scale with its place in a text."""

    start: int
    end: int
    scale: Scale


def scales_said(text: str) -> list[Said]:
    """The scales that a text says for what follows, in order.

    >>> scales_said("Ricavi (in migliaia di euro): 5.214")
    [Said(start=8, end=27, scale=Scale(step=1000, currency='EUR'))]
    >>> scales_said("perdite per 3 milioni di euro, traducibili in milioni di danni")
    []
    """
    low = text.lower()
    said = scales().said
    if not low.startswith(said.starts) and not any(trigger in low for trigger in said.triggers):
        return []
    before = scales().said.figure_before
    return [
        Said(*match.span(), _scale(match[0]))
        for match in said_scale().finditer(low)
        if not before.search(low[max(0, match.start() - _REACH) : match.start()])
    ]


def own_scale(text: str) -> Scale | None:
    """What a row or column says of its figures alone: its scale, or that they are whole: `Utile per azione (euro)`.

    >>> own_scale("Utile per azione (euro)"), own_scale("Ricavi") is None
    (Scale(step=1, currency='EUR'), True)
    """
    if said := scales_said(text):
        return said[-1].scale
    whole = own_unit().search(text.lower())
    return Scale(1, _currency(whole[0])) if whole else None


@cache
def _steps() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple(
        (scale.step, re.compile(rf"(?<![^\W\d_])(?:{alternatives((*scale.words, *scale.short))})(?![^\W\d_])"))
        for scale in scales().scales.values()
    )


@cache
def _currencies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(alternatives(words))) for code, words in scales().currencies.items())


def _currency(said: str) -> str:
    return next((code for code, words in _currencies() if words.search(said)), "")


def _scale(said: str) -> Scale:
    code = _currency(said)
    for _, words in _currencies():
        said = words.sub(" ", said)
    return Scale(next(step for step, words in _steps() if words.search(said)), code)


def find_scaled(sentence: str, *, context: Context, taken: Sequence[Span]) -> list[Money]:
    """The bare figures of a sentence to which a scale belongs that is said above it or before them.

    Args:
        sentence: One sentence.
        context: Its surroundings, with the scale that was said above.
        taken: What is another amount, a rate or a date.

    >>> text = "Utile netto, in milioni: 202 nel 2024"
    >>> [money.amount_min for money in find_scaled(text, context=Context(), taken=[(33, 37)])]
    [Decimal('202000000')]
    """
    if _DIGIT.search(sentence) is None:
        return []
    said = scales_said(sentence)
    if not said and context.scale is None:
        return []
    reading = read(_BLANK_IN_FIGURES.sub("\t", sentence))
    taken = [*taken, *((known.start, known.end) for known in said)]
    found, end, counted = [], 0, False
    bare: list[Quantity[str]] = quantities(reading, lambda *_: None)
    for quantity in bare:
        label = sentence[end : quantity.start].lower()
        end, counted = quantity.end, counted if not _LETTER.search(label) else bool(counted_words().search(label))
        scale = _scale_of(quantity, said, context.scale)
        if scale and not counted and not _overlaps(quantity, taken) and _bare(reading, quantity):
            found.append((_bracketed(reading, quantity, listed=context.scale is not None), scale))
    code = {quantity.start: scale.currency for quantity, scale in found}
    scaled = [replace(q, unit=IMPLIED, value=plain(q.value * scale.step, scale.step)) for q, scale in found]
    return [_money(reading, m, code[m.start] or context.currency or "EUR") for m in join(reading, scaled)]


def _scale_of(quantity: Quantity[str], said: Sequence[Said], above: Scale | None) -> Scale | None:
    """The last scale said before a figure in its sentence, else right behind it, else above."""
    before = [known.scale for known in said if known.end <= quantity.start]
    behind = next((known.scale for known in said if 0 < known.start - quantity.end <= len(" (")), None)
    return before[-1] if before else behind or above


def _overlaps(quantity: Quantity[str], taken: Sequence[Span]) -> bool:
    return any(start < quantity.end and quantity.start < end for start, end in taken)


def _bare(reading: Reading, quantity: Quantity[str]) -> bool:
    """Whether a figure is an amount: in digits, no year, no number of something, no count of something."""
    number, before, after = quantity.number, quantity.first - 1, quantity.last
    if not number.digits or number.scaled or number.year_like:
        return False
    if reading.glued(after) and reading.tokens[after].kind == "word":
        return False  # `1,2x`, `9M`
    if reading.glued(quantity.first) and not number.sign and reading.tokens[before].kind == "word":
        return False
    labels = scales().words.labels | false_friends().labels.words
    if reading.low(before) in labels or (reading.low(before) in ".°" and reading.low(before - 1) in labels):
        return False
    if before < 0 and reading.low(after) in (".", ")") and after + 1 < len(reading.tokens):
        return False  # `1. Ricavi`
    return not is_counted(reading, after)


def _bracketed(reading: Reading, quantity: Quantity[str], *, listed: bool) -> Quantity[str]:
    """In a table `(7.883)` is negative."""
    first, last = quantity.first - 1, quantity.last
    if not listed or quantity.number.sign or (reading.low(first), reading.low(last)) != ("(", ")"):
        return quantity
    if len(quantity.number.digits) <= _LONGEST_MARK and last + 1 < len(reading.tokens):
        return quantity
    return replace(
        quantity, start=reading.tokens[first].start, end=reading.tokens[last].end, first=first, last=last + 1, value=-quantity.value,
    )  # fmt: skip


def _money(reading: Reading, mention: Mention[str], currency: str) -> Money:
    low, high = sorted((mention.low.value, mention.high.value))
    return Money(mention.start, mention.end, low, high, currency, True, mention_modifier(reading, mention)[0])
