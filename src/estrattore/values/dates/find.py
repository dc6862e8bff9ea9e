"""Dates: days, weeks, months, quarters, years, decades, relative days, ranges, each with its first and last day.

A sentence is scanned once (`scan`): at every word that may open a date the shapes of `patterns` are tried, the longest one
with a value wins (`resolvers`); what stands in a name or counts things is dropped (`false_friends`), and neighbours joined by
`dal … al`, `tra … e`, a dash or a list become one mention (`joins`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from estrattore.finds import DateSpan
from estrattore.resources.schemas.date_shapes import date_shapes
from estrattore.resources.schemas.dates import date_regex, dates
from estrattore.values.context import Context, Span
from estrattore.values.dates.joins import Joiner
from estrattore.values.dates.scan import REACH, Scan, compared, is_fragment
from estrattore.values.explain import note

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Sequence

_HEAD = 200  # characters in which an article's dateline stands


@cache
def _openings() -> list[tuple[str, re.Pattern[str]]]:
    """Modifiers and the words that give them, right in front of the date."""
    groups = dates().openings
    return [
        (name, date_regex(rf"\b(?:{'|'.join(patterns)})(?: |' ?)<period_heads>$", date_shapes().fragments))
        for name, patterns in groups.items()
    ]


def _modifier(before: str) -> str | None:
    for name, pattern in _openings():
        if match := pattern.search(before):
            note("modifier", cue=match[0])
            return name
    return None


def find_dates(sentence: str, *, context: Context = Context(), taken: Sequence[Span] = ()) -> list[DateSpan]:
    """The dates of a sentence in order; without `context.published` only those that need no anchor.

    Args:
        sentence: One sentence; offsets refer to it.
        context: The article's date and the year under discussion.
        taken: Spans of money and percentages, which no date may overlap.

    >>> text = "I ricavi del secondo trimestre 2025 sono saliti, il dividendo si stacca dal 27 al 30 agosto 2025"
    >>> for date in find_dates(text):
    ...     print(text[date.start:date.end], date.date_start, date.date_end, date.precision)
    secondo trimestre 2025 2025-04-01 2025-06-30 quarter
    27 al 30 agosto 2025 2025-08-27 2025-08-30 range
    """
    scan = Scan(sentence, context, taken)
    found = []
    for mention in Joiner(scan).mentions():
        start, end, period, relative, ranged = mention
        if period.precision == "month":
            head = date_shapes().around.headed.search(scan.text[max(0, start - REACH) : start])
            start -= len(head[1]) if head else 0
        modifier = _modifier(scan.text[max(0, start - REACH) : start])
        modifier = None if ranged and modifier == "from" else modifier
        found.append(DateSpan(start, end, period.start, period.end, period.precision, relative, modifier))
    return found


def discussed_year(sentence: str, spans: Sequence[DateSpan]) -> int | None:
    """The year that a sentence is about, for `Context.year` of the sentences after it; None when it names none.

    Only quarters, halves and the like with a written year count, not those the sentence compares with. The caller keeps
    the year it had when the answer is None.

    >>> text = "Nel primo trimestre 2024 i ricavi salgono rispetto al primo trimestre 2023"
    >>> discussed_year(text, find_dates(text))
    2024
    """
    named = [
        span.date_start.year
        for span in spans
        if span.precision in ("quarter", "half") and not span.relative
        and not compared(sentence, span.start)
    ]  # fmt: skip
    return named[-1] if named else None


def dateline(text: str) -> dt.date | None:
    """The full date at the head of an article.

    >>> dateline("ROMA – 3 marzo 2024 - Il governo"), dateline("(ANSA) - Roma, 12 gen 2025 - Il governo")
    (datetime.date(2024, 3, 3), datetime.date(2025, 1, 12))
    >>> dateline("Il 3 marzo 2024 il governo cadde") is None
    True
    """
    match = date_shapes().around.dateline.match(text[:_HEAD])
    span = parse_date(match[1]) if match else None
    return span.date_start if span and span.precision == "day" else None


def parse_date(text: str, *, published: dt.date | None = None) -> DateSpan | None:
    """The one date that a text is, articles and prepositions left out; None when it is none.

    >>> import datetime as dt
    >>> parse_date("fine luglio", published=dt.date(2025, 7, 22)).date_start
    datetime.date(2025, 7, 22)
    >>> parse_date("tre gatti") is None
    True
    """
    found = find_dates(text, context=Context(published=published))
    return found[0] if len(found) == 1 and is_fragment(text.replace("’", "'"), found[0].start, found[0].end) else None
