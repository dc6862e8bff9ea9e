"""The values of a sentence together, and what the sentences of an article share."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from estrattore.finds import DateSpan, Money, Percentage, Value, moved
from estrattore.values.context import Context, Span
from estrattore.values.dates import discussed_year, find_dates
from estrattore.values.money import find_money
from estrattore.values.money.currencies import EURO
from estrattore.values.money.scale import find_scaled
from estrattore.values.money.tables import BlockScales
from estrattore.values.percent import find_percentages

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from estrattore.text.blocks import Block

UNSAID = "XXX"  # no currency, in ISO 4217
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]?\d)")


def find_values(sentence: str, *, context: Context = Context()) -> list[Value]:
    """Money, percentages and dates of a sentence in order; the first two claim their text before dates.

    >>> [sentence[v.start:v.end] for sentence in ["Nel 2024 ricavi a 3 milioni (+5%)"] for v in find_values(sentence)]
    ['2024', '3 milioni', '+5%']
    """
    amounts = find_money(sentence, context=context)
    rates = find_percentages(sentence, context=context)
    values: list[Value] = [*amounts, *(rate for rate in rates if not _inside(rate, amounts))]
    taken = [(value.start, value.end) for value in values]
    values += find_dates(sentence, context=context, taken=taken)
    if scaled := find_scaled(sentence, context=context, taken=[(value.start, value.end) for value in values]):
        values += scaled
    return sorted(values, key=lambda value: value.start)


def _inside(rate: Percentage, amounts: Iterable[Money]) -> bool:
    """Whether a figure is part of an amount: the 50 of `12 euro e 50 e il 4%`."""
    return any(amount.start <= rate.start and rate.end <= amount.end for amount in amounts)


def article_values(
    text: str,
    sentences: Iterable[Span],
    *,
    published: dt.date | None = None,
    title: str = "",
    blocks: Sequence[Block] = (),
) -> list[Value]:
    """Money, percentages and dates of an article, with the year under discussion carried along.

    Args:
        text: The article.
        sentences: (start, end) of its sentences.
        published: Its day; without it relative dates stay out.
        title: Its headline, for the year that it names.
        blocks: Its parts, for the scale that a heading gives to the figures below it.

    >>> text = "Costa 3 dollari. Utile a 3 milioni."
    >>> [(value.amount_min, value.currency) for value in article_values(text, [(0, 16), (17, 35)])]
    [(Decimal('3'), 'USD'), (Decimal('3000000'), 'USD')]
    """
    context = Context(published=published, currency=UNSAID, year=_year(title, published))
    found: list[Value] = []
    scales = BlockScales(text, blocks)
    for start, end in sentences:
        if (scale := scales.at(end - 1)) != context.scale:
            context = replace(context, scale=scale)
        here = find_values(text[start:end], context=context)
        found += [moved(value, start) for value in here]
        year = discussed_year(text[start:end], [value for value in here if isinstance(value, DateSpan)])
        if year and year != context.year:
            context = replace(context, year=year)
    return _with_currency(found, find_money(title))


def _with_currency(found: Sequence[Value], in_title: Sequence[Money]) -> list[Value]:
    """The finds; amounts of which no sentence says the currency are in the one that most amounts of the article name."""
    amounts = [*in_title, *(value for value in found if isinstance(value, Money))]
    named = Counter(money.currency for money in amounts if not money.currency_implied)
    prevailing = next((code for code, _ in named.most_common(1)), EURO)
    return [
        replace(value, currency=prevailing) if isinstance(value, Money) and value.currency == UNSAID else value
        for value in found
    ]


def _year(title: str, published: dt.date | None) -> int | None:
    """The one year that the title names; the sentences find further ones themselves."""
    years = {int(year) for year in _YEAR.findall(title)}
    return years.pop() if len(years) == 1 and max(years) <= (published.year if published else max(years)) else None
