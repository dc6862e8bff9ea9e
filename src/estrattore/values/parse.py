"""One value from a whole string, for checking a rule: None when the string is not that value alone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar, overload

from estrattore.documents import DayLike, as_day
from estrattore.resources.endings import endings
from estrattore.resources.schemas.governors import governors
from estrattore.resources.schemas.money import money
from estrattore.resources.words import all_forms
from estrattore.values.amounts.governors import word_classes
from estrattore.values.dates import find as dates
from estrattore.values.explain import Explanation, explaining
from estrattore.values.money.find import find_money
from estrattore.values.numbers.reading import read
from estrattore.values.percent.find import find_percentages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estrattore.finds import DateSpan, Money, Percentage

_PUNCTUATION = frozenset('.,;:!?()"«»/*…')


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Value = TypeVar("_Value", bound=_Placed)


@overload
def parse_money(text: str, *, explain: Literal[False] = False) -> Money | None: ...
@overload
def parse_money(text: str, *, explain: Literal[True]) -> Explanation[Money]: ...
def parse_money(text: str, *, explain: bool = False) -> Money | Explanation[Money] | None:
    """The amount of money that a string is, None when it is none.

    >>> money = parse_money("circa 11 miliardi di dollari")
    >>> money.amount_min, money.currency, money.modifier
    (Decimal('11000000000'), 'USD', 'approx')
    >>> parse_money("Mario ha speso 3 euro") is None
    True
    >>> [reason.cue for reason in parse_money("circa 11 miliardi di dollari", explain=True).reasons]
    ['dollari', 'circa']
    """
    return _explained(lambda: _only(text, find_money(text)), explain=explain)


@overload
def parse_percent(text: str, *, explain: Literal[False] = False) -> Percentage | None: ...
@overload
def parse_percent(text: str, *, explain: Literal[True]) -> Explanation[Percentage]: ...
def parse_percent(text: str, *, explain: bool = False) -> Percentage | Explanation[Percentage] | None:
    """The rate that a string is, None when it is none.

    >>> rate = parse_percent("in calo del 5% su base annua")
    >>> rate.value_min, rate.direction, rate.basis
    (Decimal('5'), 'down', 'year_over_year')
    """
    return _explained(lambda: _only(text, find_percentages(text)), explain=explain)


@overload
def parse_date(text: str, *, published: DayLike = None, explain: Literal[False] = False) -> DateSpan | None: ...
@overload
def parse_date(text: str, *, published: DayLike = None, explain: Literal[True]) -> Explanation[DateSpan]: ...
def parse_date(
    text: str, *, published: DayLike = None, explain: bool = False
) -> DateSpan | Explanation[DateSpan] | None:
    """The day or interval that a string is, None when it is none.

    Args:
        text: The string, `lunedì scorso`.
        published: The day it was written on, in any form that `Document` takes; without it relative dates are none.
        explain: Whether to hand back the reasons with the value.

    >>> parse_date("ieri", published="2025-07-22").date_start
    datetime.date(2025, 7, 21)
    """
    return _explained(lambda: dates.parse_date(text, published=as_day(published)), explain=explain)


def _explained(parse: Callable[[], _Value | None], *, explain: bool) -> _Value | Explanation[_Value] | None:
    """What a parser finds, on demand with the reasons for it."""
    if not explain:
        return parse()
    with explaining() as reasons:
        value = parse()
    return Explanation(value, tuple(reasons))


def _only(text: str, found: Sequence[_Value]) -> _Value | None:
    """The one value of the text, if nothing stands around it but words that belong to values."""
    if len(found) != 1:
        return None
    value = found[0]
    around = (t.low for t in read(text).tokens if t.end <= value.start or t.start >= value.end)
    return (
        value if all(word in _PUNCTUATION or word in _companions() or word_classes(word) for word in around) else None
    )


@cache
def _companions() -> frozenset[str]:
    """Articles, prepositions, modifiers, units and the words of a basis."""
    table = governors()
    groups = (table.modifiers, table.modifiers_after, table.movement.trailing)
    phrases = {
        *table.determiners.words,
        *table.companions.words,
        *table.clause.annual,
        *money().unit_links.words,
        *(phrase for unit in money().units.values() for phrase in unit),
        *(form for articulated in endings().prepositions.values() for form in articulated),
        *(phrase for group in groups for _, said in group for phrase in said),
    }
    return all_forms(word for phrase in phrases for word in phrase.replace("’", "'").split())
