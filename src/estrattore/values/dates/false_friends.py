"""What looks like a date and is none: names, counts, repeated days. Whole stretches first, the context of a word second."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from estrattore.resources.schemas.dates import date_regex
from estrattore.resources.schemas.false_friends import Dates, false_friends
from estrattore.values.dates.anchor import SHORT_YEAR
from estrattore.values.dates.patterns import beside

if TYPE_CHECKING:
    from estrattore.values.context import Span

_REACH = 40  # characters of context that a guard looks at
_YEARS = range(1900, 2100)  # that figures without a cue may name
_ROUND = frozenset(range(1900, 2100, 100)) - {2000}  # more often counts

_WORD_BEFORE = re.compile(r"([^\W\d_]+'?[^\W\d_]*)[ \"«“(]{0,3}$")
_WORD_AFTER = re.compile(r" {1,3}([^\W\d_]+)")
_NAME_AFTER = re.compile(r" [A-ZÀ-Ý][a-zà-ÿ]+")
_OPEN = re.compile(r"(?:^|[.!?:;«»\"“”(\n|•-])[ \"«“]*$")
_FIGURE_BEFORE = re.compile(r"\d[/.:-]$")


def _beside() -> Dates:
    return false_friends().dates


@cache
def _stretches(years: bool) -> re.Pattern[str]:
    groups = false_friends().stretches
    patterns = (*groups.streets, *groups.laws, *groups.numbered, *groups.names, *groups.phrases)
    return date_regex(rf"(?<!\w)(?:{'|'.join((*groups.years, *patterns) if years else patterns)})(?!\w)")


def stretches(text: str, *, years: bool = False, start: int = 0) -> list[Span]:
    """Stretches from some character on in which no date is to be found, on demand those that hold a year.

    >>> text = "In viale 25 Aprile si discute di Agenda 2030"
    >>> [text[start:end] for start, end in stretches(text)]
    ['viale 25 Aprile', 'Agenda 2030']
    """
    return [match.span() for match in _stretches(years).finditer(text, start)]


def stands(kind: str, text: str, start: int, end: int, groups: Mapping[str, str]) -> bool:
    """Whether the words around a date let it be one."""
    guard = _GUARDS.get(kind)
    if guard is None:
        return not beside(kind)
    return guard(text[max(0, start - _REACH) : start], text[start:end], text[end : end + _REACH], groups)


def _named(before: str, mention: str, after: str) -> bool:
    """Whether a capitalised month, weekday or feast is (part of) a name: `Augusto Marzo`, `il Maggio Musicale`."""
    if not mention[0].isupper() or mention.isupper() or _OPEN.search(before) or not before:
        return False
    if _NAME_AFTER.match(after) or _beside().title.search(before):
        return True
    word = _WORD_BEFORE.search(before)
    return word is not None and word[1][0].isupper() and not _beside().small_words.search(before)


def _month(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    if groups.get("year") or groups.get("relative_year"):
        return True
    if not before.strip() and _NAME_AFTER.match(after) and not mention[0].islower():
        return False
    return not _named(before, mention, after)


def _date(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    """`2 set` are sets, `2 Set 2024` and `2 sett` are days."""
    counted = groups.get("month") in _beside().sets
    return not counted or "year" in groups or groups["month"].capitalize() in mention


def _weekday(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    if groups.get("pre") or groups.get("post") or groups.get("week") or groups.get("week_post"):
        return True
    friends = _beside()
    surname = groups["weekday"].rstrip(".") in friends.surnames
    return not friends.habit.search(before) and not (surname and _named(before, mention, after))


def _holiday(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    friends, name = _beside(), groups["holiday"]
    if name in friends.deads and (not mention[0].isupper() or not friends.capital.search(before)):
        return False
    if name in friends.patrons and not friends.feast_of.search(before):
        return False
    if groups.get("year"):
        return True
    return (
        not _beside().place.search(before)
        and not _named(before, mention, after)
        and not (mention.lower().startswith(_beside().saint) and _NAME_AFTER.match(after))
    )


def _unit(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    """`questo esercizio` is a shop where nobody speaks of budgets."""
    friends = _beside()
    around = f"{before} {after}".lower()
    return not friends.shop.match(mention) or any(word in around for word in friends.budget)


def _season(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    return (
        bool(groups.get("year"))
        or mention[0].islower()
        or not before
        or bool(_OPEN.search(before))
        or bool(groups.get("pre"))
    )


def _year(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    """Four figures are a year behind a singular article, or behind a noun unless what follows is counted."""
    following = _WORD_AFTER.match(after)
    counted = following is not None and following[1].lower() in _beside().counted
    if not mention.isdigit() or len(mention) == SHORT_YEAR:  # in letters, or `'82`
        return not counted
    if _beside().singular.search(before):
        return not counted
    year = int(mention)
    if _FIGURE_BEFORE.search(before) or counted or year not in _YEARS or year in _ROUND:
        return False
    word = _WORD_BEFORE.search(before)
    if word is None:
        return not before.strip() or before.rstrip()[-1:] in '([,.!?-–—:/«"@#;' or before[-1:] == "'"
    return word[1].lower() not in _beside().no_year_after


def _weekend(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    """`il weekend del 14 e 15`: the days say it all."""
    return not _beside().its_days.match(after)


def _day_alone(before: str, mention: str, after: str, groups: Mapping[str, str]) -> bool:
    """A figure behind `il`, unless that follows the name of what is numbered (`intorno al 3`)."""
    friends = _beside()
    article = friends.day_before.search(before)
    if not groups.get("day") or not mention.isdigit() or not article or not ends_day(after):
        return False
    return not friends.label_before.search(before[: article.start()])


def ends_day(after: str) -> bool:
    """Whether what follows a bare number leaves it a day of the month.

    >>> ends_day(" si vota"), ends_day(" pari")
    (True, False)
    """
    return _beside().day_after.match(after) is not None


Guard = Callable[[str, str, str, Mapping[str, str]], bool]
_GUARDS: dict[str, Guard] = {
    "date": _date, "month": _month, "weekday": _weekday, "holiday": _holiday, "season": _season, "year": _year, "unit": _unit,
    "weekend": _weekend, "day_alone": _day_alone,
}  # fmt: skip
