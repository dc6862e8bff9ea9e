"""The report's charts as inline SVG; every label is escaped, and says in words what the marks show."""

from __future__ import annotations

import math
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pandas as pd

    from estrattore.report.language import Wording

WIDTH = 400  # pixels of the drawing
ROW, LETTERS = 32, 44  # a bar with its name above; letters that fit beside the figure
YEARS, HEIGHT = 20, 120  # of the timeline
CURRENCIES, LABEL, LANE = 5, 50, 64  # lanes of the amounts, the width of a currency's name, a lane's height at most
DOT, DOTS = 6, 400  # a dot's width; a lane of more amounts shows columns


def bars(items: Sequence[tuple[str, int]], *, key: str, target: str) -> Markup:
    """A bar for each name; a name leads to what the page has on it.

    Args:
        items: Names with their numbers.
        key: The kind of name, for the page's filter.
        target: The anchor of the list that it filters.

    >>> "Eni &lt;b&gt;" in bars([("Eni <b>", 3)], key="company", target="articles")
    True
    """
    most = max((n for _, n in items), default=1)
    parts = []
    for i, (label, n) in enumerate(items):
        y, name = i * ROW, escape(label)
        short = name if len(label) <= LETTERS else escape(label[: LETTERS - 1]) + "…"
        parts.append(
            f'<a href="#{target}" data-filter="{key}:{name}" aria-label="{name}: {n}"><title>{name}: {n}</title>'
            f'<rect class="whole" y="{y}" width="{WIDTH}" height="{ROW}"/>'
            f'<text y="{y + 15}">{short}</text><text x="{WIDTH}" y="{y + 15}" text-anchor="end">{n}</text>'
            f'<rect class="track" y="{y + 21}" width="{WIDTH}" height="4"/>'
            f'<rect y="{y + 21}" width="{WIDTH * n / most:.1f}" height="4"/></a>'
        )
    return _svg(parts, height=len(items) * ROW)


def timeline(years: Mapping[int, int]) -> Markup:
    """A column for each year of the stretch that holds most dates; a year leads to the articles that name it.

    >>> "1861: 1" in timeline({1861: 1, 2024: 5, 2026: 7})
    False
    """
    if not years:
        return _svg((), height=0)
    first, last = stretch(years)
    step = min(WIDTH / (last - first + 1), 48)
    most, every = max(years.values()), math.ceil(34 / step)  # a year's label is some 30 pixels wide
    parts = []
    for i, year in enumerate(range(first, last + 1)):
        x, n = i * step, years.get(year, 0)
        tall, middle = HEIGHT * n / most, x + step / 2
        column = f'<rect x="{x + 1:.1f}" y="{20 + HEIGHT - tall:.1f}" width="{step - 2:.1f}" height="{tall:.1f}"/>'
        if n:
            figure = f'<text x="{middle:.1f}" y="{14 + HEIGHT - tall:.1f}" text-anchor="middle">{n}</text>'
            whole = f'<rect class="whole" x="{x:.1f}" width="{step:.1f}" height="{HEIGHT + 40}"/>'
            parts.append(
                f'<a href="#articles" data-filter="date:{year}" aria-label="{year}: {n}"><title>{year}: {n}</title>'
                f"{whole}{column}{figure if step > 6 * len(str(n)) else ''}</a>"
            )
        if (last - year) % every == 0:
            parts.append(f'<text x="{middle:.1f}" y="{36 + HEIGHT}" text-anchor="middle">{year}</text>')
    parts.append(f'<line x1="0" y1="{20 + HEIGHT}" x2="{WIDTH}" y2="{20 + HEIGHT}"/>')
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
    """Amounts piled up over a logarithmic axis, a lane for each of the commonest currencies.

    Args:
        money: Rows of the table `money`.
        places: The page's anchor for document and start; a dot leads there.
        wording: The language of the axis.
    """
    positive = money[money["amount_min"] > 0]
    currencies = positive["currency"].value_counts().head(CURRENCIES).index.tolist()
    if not currencies:
        return _svg((), height=0)
    shown = positive[positive["currency"].isin(currencies)]
    low = math.floor(math.log10(shown["amount_min"].min()))
    high = max(math.ceil(math.log10(shown["amount_min"].max())), low + 1)
    scale = (WIDTH - LABEL - 2 * DOT) / (high - low)

    def across(amount: float) -> float:
        return LABEL + DOT + (math.log10(amount) - low) * scale

    parts, base = [], 0.0
    for currency in currencies:
        lane, height = _lane(shown[shown["currency"] == currency], places, across=across, top=base)
        base += height
        parts += [f'<text y="{base - 2:g}">{escape(currency)}</text>', *lane]
        parts.append(f'<line x1="{LABEL}" y1="{base:g}" x2="{WIDTH}" y2="{base:g}"/>')
    step = max(3, 3 * math.ceil((high - low) / 12))
    for power in [power for power in range(low, high + 1) if power % step == 0] or [low]:
        x = across(10.0**power)
        parts.insert(0, f'<line x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{base:g}"/>')
        parts.append(f'<text x="{x:.1f}" y="{base + 16:g}" text-anchor="middle">{wording.short(10.0**power)}</text>')
    return _svg(parts, height=base + 24)


def _lane(
    money: pd.DataFrame, places: Mapping[tuple[str, int], str], *, across: Callable[[float], float], top: float
) -> tuple[list[str], float]:
    """The dots of one currency and the lane's height; many amounts become columns of the same height."""
    slots = [round(across(amount) / DOT) * DOT for amount in money["amount_min"]]
    piles = Counter(slots)
    tallest = max(piles.values())
    rise = min(DOT, LANE / tallest)
    height = tallest * rise + 16
    if len(money) > DOTS:
        return [
            f'<rect x="{x - DOT / 2:g}" y="{top + height - n * rise:.1f}" width="{DOT}" height="{n * rise:.1f}">'
            f"<title>{n}</title></rect>"
            for x, n in piles.items()
        ], height
    parts, risen = [], Counter[int]()
    rows = zip(slots, money["doc_id"], money["start_char"], money["text"], strict=True)
    for x, doc_id, start, text in rows:
        risen[x] += 1
        y = top + height - risen[x] * rise + rise / 2 - 1
        place = places.get((doc_id, start), "articles")
        parts.append(
            f'<a href="#{place}" tabindex="-1"><title>{escape(text)}</title>'  # the rows serve the keyboard
            f'<circle cx="{x}" cy="{y:.1f}" r="{DOT / 2 - 0.4}"/></a>'
        )
    return parts, height


def _svg(parts: Iterable[str], *, height: float) -> Markup:
    return Markup(f'<svg viewBox="0 0 {WIDTH} {height:g}">{"".join(parts)}</svg>') if height else Markup("")
