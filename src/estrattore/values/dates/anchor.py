"""What dates are anchored to, and the words that place them: the ground on which the resolvers stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from estrattore.resources.schemas.dates import dates
from estrattore.resources.words import inverted
from estrattore.values.dates import calendar as cal
from estrattore.values.dates.calendar import Period
from estrattore.values.numbers.numerals import parse_cardinal, parse_ordinal, parse_roman

if TYPE_CHECKING:
    import datetime as dt

Groups = Mapping[str, str]
YEARS = ("year", "relative_year", "years_ago")  # groups that name a year
SHORT_YEAR = 2  # digits of a year without its century
_AHEAD = 10  # years that a year without century may lie ahead
_LATEST = 2049  # where the article's year is not known
_RECENT = 100  # days since a bare month that only its own clause moves to the next year: `a gennaio prezzi in calo, sarà un anno …`
_WRONG_TENSE_REACH = 20  # days on the wrong side of the article: `il vertice del 5 è stato convocato`


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a date without year, month or day is measured from.

    Args:
        published: The article's day.
        year: The year under discussion in the article.
        said: The year that the sentence named before.
        tense: Whether the clause is of the past (-1) or the future (1); asked for only when needed.
        clause_tense: The same, by the cues of its own clause only.
        sport: Whether the sentence speaks of a season of sport.
        school: Whether it speaks of the year of a school.
        alone: Whether the sentence says nothing but the date: what lacks a year is then of the article's.
    """

    published: dt.date | None
    year: int | None = None
    said: int | None = None
    tense: Callable[[], int] = lambda: 0
    clause_tense: Callable[[], int] = lambda: 0
    sport: bool = False
    school: bool = False
    alone: bool = False


@cache
def _months() -> dict[str, int]:
    return dates().months | dates().short_months | dates().doubtful_months


@cache
def _weekdays() -> dict[str, int]:
    return dates().weekdays | dates().short_weekdays


@cache
def _units() -> dict[str, str]:
    return inverted(dates().units)


@cache
def _counts() -> dict[str, int]:
    """Counts that are no cardinals: articles, elided tens, `ventina`."""
    numerals = dates().numerals
    return dict.fromkeys(numerals.one, 1) | numerals.elided | numerals.collectives


@cache
def _deixis() -> dict[str, int]:
    deixis = dates().deixis
    return deixis.before | deixis.around | deixis.after


def single_spaced(phrase: str) -> str:
    """A phrase as the tables write it.

    >>> single_spaced("fine  settimana ")
    'fine settimana'
    """
    return " ".join(phrase.split())


def read_month(word: str) -> int:
    """The number of a month, from its name or figures."""
    return int(word) if word.isdigit() else _months()[word.rstrip(".")]


def read_day(word: str) -> int | None:
    """The day of the month, in figures or letters."""
    digits = word.rstrip("°º^")
    return int(digits) if digits.isdigit() else parse_cardinal(word) or parse_ordinal(word)


def read_weekday(word: str) -> int:
    """The number of a weekday, Monday 0."""
    return _weekdays()[word.rstrip(".")]


def read_unit(groups: Groups, name: str = "unit") -> str:
    """The name in `calendar` of the unit that a group names."""
    return _units()[single_spaced(groups[name])]


def read_count(word: str) -> int | None:
    """How many units: `3`, `tre`, `un`, `vent'`."""
    return int(word) if word.isdigit() else _counts().get(word) or parse_cardinal(word)


def read_nth(word: str) -> int | None:
    """The value of an ordinal; -1 for the last."""
    if word in dates().numerals.last:
        return -1
    return int(word) if word.isdigit() else parse_ordinal(word) or parse_roman(word.upper())


def full_year(word: str, published: dt.date | None = None) -> int | None:
    """A year as it is written; two digits are of the century that keeps them at most ten years ahead.

    >>> full_year("'82"), full_year("25"), full_year("duemilaventi")
    (1982, 2025, 2020)
    """
    digits = word.lstrip("'")
    if not digits.isdigit():
        return parse_cardinal(word)
    year = int(digits)
    if len(digits) > SHORT_YEAR:
        return year
    latest = published.year + _AHEAD if published else _LATEST
    return latest - (latest - year) % 100


def read_deixis(groups: Groups) -> int | None:
    """Before (-1), in (0) or after (1) that of the article's date; None when the groups do not say."""
    word = groups.get("pre") or groups.get("post")
    return deixis_of(word) if word else None


def deixis_of(word: str) -> int | None:
    """What an adjective says, however it is spaced.

    >>> deixis_of("prossima"), deixis_of("in  corso")
    (1, 0)
    """
    return _deixis().get(single_spaced(word))


def says_year(groups: Groups) -> bool:
    """Whether a year is written, in figures or as `dell'anno scorso`."""
    return any(name in groups for name in YEARS)


def written_year(groups: Groups, anchor: Anchor) -> int | None:
    """The year that is written, in figures or as `dell'anno scorso`."""
    if year := groups.get("year"):
        return full_year(year, anchor.published)
    if (ago := groups.get("years_ago")) and anchor.published:
        return anchor.published.year - (read_count(ago) or 0)
    if (relative := groups.get("relative_year")) and anchor.published:
        return anchor.published.year + dates().relative_years[single_spaced(relative)]
    return None


def yearless(make: Callable[[int], Period | None], groups: Groups, anchor: Anchor, *, reach: int = 1) -> Period | None:
    """What recurs every year: in the year that is written, else the nearest one that deixis and tense allow."""
    if says_year(groups):
        year = written_year(groups, anchor)
        return make(year) if year else None
    if not anchor.published:
        return None
    day = anchor.published
    made = (make(year) for year in range(max(day.year - reach, 1), day.year + reach + 1))
    return choose([period for period in made if period], read_deixis(groups), anchor)


def choose(candidates: list[Period], deixis: int | None, anchor: Anchor) -> Period | None:
    """The last one past, the next one, or the nearest; the tense decides when it is far on the other side."""
    day = anchor.published
    if day is None:
        return None
    if deixis == -1:
        return max((p for p in candidates if p.end < day), key=lambda p: p.start, default=None)
    if deixis == 1:
        return min((p for p in candidates if p.start > day), key=lambda p: p.start, default=None)
    if anchor.alone and deixis is None and (own := [p for p in candidates if p.start.year == day.year]):
        return own[0]
    best = cal.nearest(candidates, day)
    if deixis == 0 or best is None or best.gap(day) <= _WRONG_TENSE_REACH:
        return best
    near = best.precision == "month" and best.end < day and best.gap(day) <= _RECENT
    return cal.nearest(candidates, day, anchor.clause_tense() if near else anchor.tense()) or best


def build(make: Callable[..., Period], *args: object) -> Period | None:
    """A period, or None where the calendar has no such day."""
    try:
        return make(*args)
    except (ValueError, OverflowError):
        return None


Resolver = Callable[[Groups, Period | None, Anchor], Period | None]
