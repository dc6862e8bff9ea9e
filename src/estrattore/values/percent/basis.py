"""What a rate is compared with: `su base annua`, `rispetto al trimestre precedente`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from estrattore.resources.schemas.dates import dates
from estrattore.resources.schemas.governors import governors
from estrattore.resources.words import template
from estrattore.values.explain import note

if TYPE_CHECKING:
    from estrattore.values.context import Context, Span
    from estrattore.values.numbers.reading import Reading

_REACH = 60  # characters before a rate in which its basis stands
_REACH_AFTER = 80  # and behind it
_YEARS_BACK = (1, 2)  # what is compared with the year before, also early in the next


@cache
def _basis() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile("|".join(patterns))) for name, patterns in governors().basis)


def basis(reading: Reading, rate: Span, *, between: Span, moves: bool, context: Context) -> str | None:
    """What a rate is compared with.

    Args:
        reading: The sentence.
        rate: Its characters.
        between: Where the rate before it ended and the next one starts.
        moves: Whether the rate has a direction; a share or level is not compared by `rispetto a`.
        context: The surroundings of the sentence.

    >>> from estrattore.values.context import Context
    >>> from estrattore.values.numbers.reading import read
    >>> text = "in calo del 5% su base annua"
    >>> basis(read(text), (12, 14), between=(0, len(text)), moves=True, context=Context())
    'year_over_year'
    """
    (start, end), (floor, ceiling) = rate, between
    after = _clause_after(reading.text[end : min(ceiling, end + _REACH_AFTER)].lower())
    before = reading.text[max(floor, start - _REACH) : start].lower()
    if after.strip().startswith(governors().clause.annual):
        return "year_over_year"
    for part in (after, before) if moves else (after,):
        for name, pattern in _basis():
            if (match := pattern.search(part)) and (moves or name != "other"):
                note("basis", cue=match[0])
                return _against(part[match.end() :], context) if name == "other" else name
    return None


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(template(governors().clause.against, {"months": dates().months}))


def _against(text: str, context: Context) -> str:
    """`rispetto al 2022`, `rispetto a maggio`: the year before is a year's difference, a bare month a month's."""
    match = _compared().match(text)
    if not match:
        return "other"
    if match["year"] and context.published:
        return "year_over_year" if context.published.year - int(match["year"]) in _YEARS_BACK else "other"
    return "month_over_month" if match["month"] and not match["year"] else "other"


def _clause_after(text: str) -> str:
    """The text up to the end of its clause."""
    return governors().clause.end.split(text, maxsplit=1)[0]
