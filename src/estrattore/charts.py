"""The report's charts as inline SVG; every label is escaped, and says in words what the marks show."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import pandas as pd
from markupsafe import Markup

from estrattore.wording import Wording

WIDTH, ROW, LABEL = 400, 24, 150  # pixels of the drawing; a label is LABEL wide
LETTERS = 21  # that fit into a label
YEARS, HEIGHT = 20, 120  # of the timeline
DOTS = 400  # of one currency


def bars(items: Sequence[tuple[str, int]]) -> Markup:
    """A bar for each name; the name searches the page for itself.

    >>> "Eni &lt;b&gt;" in bars([("Eni <b>", 3)])
    True
    """
    most = max((n for _, n in items), default=1)
    parts = []
    for i, (label, n) in enumerate(items):
        y, width, name = i * ROW, (WIDTH - LABEL - 36) * n / most, escape(label)
        short = name if len(label) <= LETTERS else escape(label[: LETTERS - 1]) + "…"
        parts.append(
            f'<a href="#articles" data-query="{name}" aria-label="{name}: {n}"><title>{name}: {n}</title>'
            f'<text x="{LABEL - 8}" y="{y + 16}" text-anchor="end">{short}</text>'
            f'<rect x="{LABEL}" y="{y + 3}" width="{width:.1f}" height="{ROW - 6}" rx="2"/>'
            f'<text x="{LABEL + width + 6:.1f}" y="{y + 16}">{n}</text></a>'
        )
    return _svg(parts, height=len(items) * ROW)


def timeline(years: Mapping[int, int]) -> Markup:
    """A column for each year of the stretch that holds most dates.

    >>> "1861: 1" in timeline({1861: 1, 2024: 5, 2026: 7})
    False
    """
    if not years:
        return _svg((), height=0)
    first, last = stretch(years)
    step, most = (WIDTH - 20) / (last - first + 1), max(years.values())
    every = math.ceil(36 / step)  # a year's label is some 30 pixels wide
    parts = []
    for i, year in enumerate(range(first, last + 1)):
        x, n = 10 + i * step, years.get(year, 0)
        tall = HEIGHT * n / most
        parts.append(
            f'<g><title>{year}: {n}</title><rect x="{x + step * 0.1:.1f}" y="{20 + HEIGHT - tall:.1f}" '
            f'width="{step * 0.8:.1f}" height="{tall:.1f}"/>'
        )
        if n and step > 18:
            parts.append(f'<text x="{x + step / 2:.1f}" y="{15 + HEIGHT - tall:.1f}" text-anchor="middle">{n}</text>')
        if (last - year) % every == 0:
            parts.append(f'<text x="{x + step / 2:.1f}" y="{36 + HEIGHT}" text-anchor="middle">{year}</text>')
        parts.append("</g>")
    parts.append(f'<line x1="10" y1="{20 + HEIGHT}" x2="{WIDTH - 10}" y2="{20 + HEIGHT}"/>')
    return _svg(parts, height=HEIGHT + 44)


def stretch(years: Mapping[int, int]) -> tuple[int, int]:
    """First and last year of the `YEARS` years that hold most dates; the latest of several.

    >>> stretch({1492: 1, 2024: 3, 2026: 2}), stretch({1992: 1, 2025: 3})
    ((2024, 2026), (2025, 2025))
    """

    def inside(last: int) -> list[int]:
        return [year for year in years if last - YEARS < year <= last]

    best = max(years, key=lambda last: (sum(years[year] for year in inside(last)), last))
    return min(inside(best)), best


def amounts(money: pd.DataFrame, places: Mapping[tuple[str, int], str], *, wording: Wording) -> Markup:
    """Amounts as dots on a logarithmic axis, a line for each of the commonest currencies.

    Args:
        money: Rows of the table `money`.
        places: The page's anchor for document and start; a dot leads there.
        wording: The language of the axis.
    """
    positive = money[money["amount_min"] > 0]
    currencies = positive["currency"].value_counts().head(5).index.tolist()
    if not currencies:
        return _svg((), height=0)
    low = math.floor(math.log10(positive["amount_min"].min()))
    high = max(math.ceil(math.log10(positive["amount_min"].max())), low + 1)
    scale, base = (WIDTH - 90) / (high - low), len(currencies) * ROW * 1.5
    step = max(3, 3 * math.ceil((high - low) / 12))
    parts = []
    for power in [power for power in range(low, high + 1) if power % step == 0] or [low]:
        x = 50 + (power - low) * scale
        parts.append(
            f'<line x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{base}"/>'
            f'<text x="{x:.1f}" y="{base + 16}" text-anchor="middle">{wording.short(10.0**power)}</text>'
        )
    for i, currency in enumerate(currencies):
        y = (i + 0.5) * ROW * 1.5
        parts.append(f'<text x="0" y="{y + 4}">{escape(currency)}</text>')
        for row in positive[positive["currency"] == currency].head(DOTS).itertuples():
            x = 50 + (math.log10(row.amount_min) - low) * scale
            place = places.get((row.doc_id, row.start_char), "articles")
            parts.append(
                f'<a href="#{place}" tabindex="-1"><title>{escape(row.text)}</title>'  # the rows serve the keyboard
                f'<circle cx="{x:.1f}" cy="{y}" r="5" fill-opacity=".5"/></a>'
            )
    return _svg(parts, height=base + ROW)


def _svg(parts: Iterable[str], *, height: float) -> Markup:
    return Markup(f'<svg viewBox="0 0 {WIDTH} {height:g}">{"".join(parts)}</svg>') if height else Markup("")
