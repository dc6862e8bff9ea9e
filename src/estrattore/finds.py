"""Finds: what an article says, as frozen values with offsets; and the one border to the plain dicts of `doc._`.

Inside, a find is one of the classes below. Outside – in `doc._.estrattore_finds`, which spaCy must be able to store – it is a
dict with its `kind` and its fields: numbers as floats, days as `YYYY-MM-DD`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, ClassVar, TypeVar


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money with its place in the text.

    Args:
        start: First character.
        end: Character after the last one.
        amount_min: The lower end.
        amount_max: The upper end; equal when no range.
        currency: ISO 4217, BTC or ETH.
        currency_implied: Whether the currency is not written with the amount.
        modifier: approx, at_least, at_most or None.
        unit: What the price is for (`barile`, `azione`) or None.
    """

    kind: ClassVar[str] = "money"
    start: int
    end: int
    amount_min: Decimal
    amount_max: Decimal
    currency: str
    currency_implied: bool = False
    modifier: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Percentage:
    """A rate with its place in the text.

    Args:
        start: First character.
        end: Character after the last one.
        value_min: The lower end, with the written sign.
        value_max: The upper end; equal when no range.
        unit: percent, permille, percentage_point or basis_point.
        direction: up, down or None.
        modifier: approx, at_least, at_most or None.
        basis: year_over_year, quarter_over_quarter, month_over_month, previous_session, other or None.
    """

    kind: ClassVar[str] = "percent"
    start: int
    end: int
    value_min: Decimal
    value_max: Decimal
    unit: str
    direction: str | None = None
    modifier: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or period with its place in the text.

    Args:
        start: First character of the mention.
        end: Character after the last one.
        date_start: First day.
        date_end: Last day, inclusive.
        precision: `day`, `week`, `month`, `quarter`, `half`, `year`, `decade`, `century`, `season` or `range`.
        relative: Whether the value depends on the article's date.
        modifier: `from`, `until`, `by`, `approx` or None.
    """

    kind: ClassVar[str] = "date"
    start: int
    end: int
    date_start: dt.date
    date_end: dt.date
    precision: str
    relative: bool = False
    modifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprise:
    """A mention of a company or another organisation.

    Args:
        kind: `company` or `organization`.
        start: First character.
        end: Character after the last one; the same where only the title names it.
        name: Canonical in the article, without legal form.
        entity_id: The same in every document and run.
        source: `model`, `list` or `rule`.
        legal_form: As written behind the name, in its usual spelling; or None.
        entity_name: The name of the list where one knows it, else `name`.
    """

    kind: str
    start: int
    end: int
    name: str
    entity_id: str
    source: str
    legal_form: str | None = None
    entity_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A mention of a person.

    Args:
        start: First character.
        end: Character after the last one.
        name: Canonical in the article.
        entity_id: The same in every document and run.
        source: `model` or `rule`.
        role: As written next to the name, or None.
        affiliation: The company or organisation of that role, or None.
        role_class: What the role comes to (`ceo`, `chair` … or `other`), or None.
    """

    kind: ClassVar[str] = "person"
    start: int
    end: int
    name: str
    entity_id: str
    source: str
    role: str | None = None
    affiliation: str | None = None
    role_class: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement: a company, a measure, and an amount, a rate or both; the fields are the columns of table `facts`.

    `start` and `end` are those of its sentence; every part has offsets of its own, None where the part is missing. What depends
    on the document or on others (`fact_id`, `repeats`) is made where rows are.
    """

    kind: ClassVar[str] = "fact"
    company: str
    entity_id: str
    metric: str
    amount: Decimal | None = None
    amount_max: Decimal | None = None
    currency: str | None = None
    modifier: str | None = None
    percent: Decimal | None = None
    percent_max: Decimal | None = None
    percent_unit: str | None = None
    percent_role: str | None = None
    direction: str | None = None
    basis: str | None = None
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    status: str
    company_start: int | None = None  # None where only the title names it
    company_end: int | None = None
    metric_start: int
    metric_end: int
    amount_start: int | None = None
    amount_end: int | None = None
    percent_start: int | None = None
    percent_end: int | None = None
    period_start_char: int | None = None
    period_end_char: int | None = None
    confidence: float | None = None
    entity_name: str | None = None
    metric_class: str | None = None
    unit: str | None = None
    counterparty: str | None = None
    counterparty_id: str | None = None
    counterparty_role: str | None = None
    counterparty_start: int | None = None
    counterparty_end: int | None = None
    due_start: dt.date | None = None
    due_end: dt.date | None = None
    amount_previous: Decimal | None = None
    percent_previous: Decimal | None = None
    start: int
    end: int


Value = Money | Percentage | DateSpan
Name = Enterprise | Person
Mention = Value | Name
Find = Mention | Fact
_Found = TypeVar("_Found", bound=Find)
Way = Callable[[int, int], tuple[int, int]]  # where a span lies elsewhere
_CLASSES: dict[str, type[Find]] = {
    "money": Money,
    "percent": Percentage,
    "date": DateSpan,
    "company": Enterprise,
    "organization": Enterprise,
    "person": Person,
    "fact": Fact,
}


def carried(find: _Found, way: Way) -> _Found:
    """The same find with all its spans elsewhere: from a sentence into its article, from what was read to what was given.

    >>> carried(Money(3, 9, Decimal(5), Decimal(5), "EUR"), lambda start, end: (start + 10, end + 10)).end
    19
    """
    placed: dict[str, Any] = {}
    for first, last in _SPANS[find.kind]:
        if (start := getattr(find, first)) is not None:
            placed[first], placed[last] = way(start, getattr(find, last))
    return replace(find, **placed)


def moved(find: _Found, by: int) -> _Found:
    """The same find so many characters further on."""
    return carried(find, lambda start, end: (start + by, end + by))


def figures(fact: Fact) -> list[tuple[int, int]]:
    """The spans of the amount and of the rate that a fact is made of, of those that it has."""
    places = ((fact.amount_start, fact.amount_end), (fact.percent_start, fact.percent_end))
    return [(start, end) for start, end in places if start is not None and end is not None]


def to_plain(find: Find) -> dict[str, Any]:
    """A find as a dict that spaCy, JSON and tables can hold.

    >>> to_plain(Money(0, 6, Decimal("3.5"), Decimal("3.5"), "EUR"))["amount_min"]
    3.5
    """
    plain: dict[str, Any] = {"kind": find.kind}
    for name in _FIELDS[type(find)]:
        value = getattr(find, name)
        if isinstance(value, Decimal):
            value = float(value)
        elif isinstance(value, dt.date):
            value = value.isoformat()
        plain[name] = value
    return plain


def from_plain(plain: Mapping[str, Any]) -> Find:
    """The find that a dict was made of; keys that it does not know are left out.

    >>> from_plain({"kind": "date", "start": 0, "end": 4, "date_start": "2025-01-01", "date_end": "2025-12-31",
    ...             "precision": "year"}).date_start
    datetime.date(2025, 1, 1)
    """
    cls = _CLASSES[plain["kind"]]
    return cls(**{name: read(plain[name]) for name, read in _FIELDS[cls].items() if name in plain})


def _reader(annotation: str) -> Callable[[Any], Any]:
    """What makes a field's value of a plain one."""
    if "Decimal" in annotation:
        return lambda value: None if value is None else Decimal(repr(value))
    if "date" in annotation:
        return lambda value: None if value is None else dt.date.fromisoformat(value)
    return lambda value: value


_FIELDS = {cls: {field.name: _reader(str(field.type)) for field in fields(cls)} for cls in _CLASSES.values()}


def _spans(cls: type[Find]) -> list[tuple[str, str]]:
    """The fields that are offsets, in pairs."""
    ends = [(name, name.replace("start", "end")) for name in _FIELDS[cls]]
    return [(first, last) for first, last in ends if first != last and not first.endswith(_DAYS)]


_DAYS = ("date_start", "period_start", "due_start")  # fields of days, which are no offsets
_SPANS = {kind: _spans(cls) for kind, cls in _CLASSES.items()}
