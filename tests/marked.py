"""The one notation for marked text: `[what is found|what it stands for]`, in running Italian.

    [Alba]  [Rossi|per]  [Consob|org]         a company, a person, another organisation
    [Rossi|per=Ada Rossi]  [ALBA|co=Alba]     with the canonical name where that is another
    [Alba|co!]  [Rossi|per!=Ada Rossi]        the model does not propose it
    {il ministro [Bassi|per]|PER}             what the model proposes instead, with its label; marks or none inside
    [3 milioni|€3e6]  [5 franchi|CHF5]        money: sign or code of the currency, then the amount
    [3 milioni|€3e6?]  [2 e i 3|€2..3]        the currency is implied; a range
    [80 dollari|$80/barile]                   a price for a unit
    [16%|%16]  [16%|%16up]  [-3%|%-3down]     a rate, and whether something moved by it; ‰, pp (points), bp (basis points)
    [5%|%5up yoy]                             on what basis: yoy, qoq, mom, session (the previous one), other
    [2024|2024]  [i sei mesi|2024H1]          a period: year, half, quarter (2024Q2), month (2024-07), day (2024-07-22)
    [dal 3 al 9|2024-07-03..2024-07-09]       from one to another, `2019..2023` too
    [300 euro|at_most €300]  [1998|from 1998] a modifier stands first: approx, at_least, at_most; from, until, by, approx

Without braces the model proposes exactly the names that are marked. Brackets and braces stand for nothing else.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from estrattore.finds import DateSpan, Enterprise, Mention, Money, Percentage, Person

Proposal = tuple[int, int, str]

TOKEN = re.compile(r"\[(?P<text>[^\[\]{}|]+)(?:\|(?P<spec>[^\[\]{}|]+))?\]|(?P<open>\{)|\|(?P<label>[A-Z]+)\}|[\[\]{}]")
NAME = re.compile(r"(?P<kind>co|org|per)(?P<hidden>!)?(?:=(?P<name>.+))?")
NUMBER = r"-?\d+(?:\.\d+)?(?:e\d+)?"
BOUND = r"(?:(?P<modifier>approx|at_least|at_most) )?"
AMOUNT = re.compile(
    rf"{BOUND}(?P<currency>[€$£]|[A-Z]{{3}})(?P<low>{NUMBER})(?:\.\.(?P<high>{NUMBER}))?(?P<implied>\?)?(?:/(?P<unit>\w+))?"
)
RATE = re.compile(
    rf"{BOUND}(?P<unit>[%‰]|pp|bp)(?P<low>{NUMBER})(?:\.\.(?P<high>{NUMBER}))?(?P<direction>up|down)?(?: (?P<basis>yoy|qoq|mom|session|other))?"
)
PERIOD = re.compile(r"(?:(?P<modifier>from|until|by|approx) )?(?P<first>\d{4}[\dHQ-]*)(?:\.\.(?P<last>\d{4}[\dHQ-]*))?")

LABELS = {"company": "COMPANY", "organization": "ORG", "person": "PER"}
CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP"}
UNITS = {"%": "percent", "‰": "permille", "pp": "percentage_point", "bp": "basis_point"}
BASES = {
    "yoy": "year_over_year",
    "qoq": "quarter_over_quarter",
    "mom": "month_over_month",
    "session": "previous_session",
    "other": "other",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Plain text, what its marks stand for in order, and what the model proposes."""

    text: str
    finds: list[Mention]
    proposals: list[Proposal]

    @property
    def expected(self) -> list[tuple[str, str, str]]:
        """The names as (text, kind, canonical name)."""
        return [
            (self.text[name.start : name.end], name.kind, name.name)
            for name in self.finds
            if isinstance(name, Enterprise | Person)
        ]


def parse(marked: str) -> Marked:
    """Take the marks out of a text.

    Raises:
        ValueError: A mark says nothing that is known, or a bracket or brace has no fellow.
    """
    text, at = "", 0
    finds: list[Mention] = []
    proposals: list[Proposal] = []
    opened: int | None = None
    for token in TOKEN.finditer(marked):
        text += marked[at : token.start()]
        at, start = token.end(), len(text)
        if token["text"]:
            spec = token["spec"] or "co"
            text += token["text"]
            finds.append(find(spec, start, token["text"]))
            if opened is None and (name := NAME.fullmatch(spec)) and not name["hidden"]:
                proposals.append((start, len(text), LABELS[finds[-1].kind]))
        elif token["open"] and opened is None:
            opened = start
        elif token["label"] and opened is not None:
            proposals.append((opened, start, token["label"]))
            opened = None
        else:
            raise ValueError(f"'{token[0]}' has no fellow: {marked}")
    if opened is not None:
        raise ValueError(f"'{{' has no fellow: {marked}")
    return Marked(text=text + marked[at:], finds=finds, proposals=proposals)


def find(spec: str, start: int, text: str) -> Mention:
    """What one mark stands for.

    Raises:
        ValueError: It says nothing that is known.
    """
    for pattern, read in READERS.items():
        if match := pattern.fullmatch(spec):
            return read(match, start, text)
    raise ValueError(f"'{spec}' is no name, amount, rate or period: [{text}|{spec}]")


def _name(match: re.Match[str], start: int, text: str) -> Enterprise | Person:
    end, name = start + len(text), match["name"] or text
    if match["kind"] == "per":
        return Person(start=start, end=end, name=name, entity_id=name.lower(), source="model")
    kind = {"co": "company", "org": "organization"}[match["kind"]]
    return Enterprise(kind=kind, start=start, end=end, name=name, entity_id=name.lower(), source="model")


def _money(match: re.Match[str], start: int, text: str) -> Money:
    low, currency = Decimal(match["low"]), match["currency"]
    return Money(
        start,
        start + len(text),
        low,
        Decimal(match["high"] or low),
        CURRENCIES.get(currency, currency),
        currency_implied=bool(match["implied"]),
        modifier=match["modifier"],
        unit=match["unit"],
    )


def _rate(match: re.Match[str], start: int, text: str) -> Percentage:
    low = Decimal(match["low"])
    return Percentage(
        start,
        start + len(text),
        low,
        Decimal(match["high"] or low),
        UNITS[match["unit"]],
        direction=match["direction"],
        modifier=match["modifier"],
        basis=BASES[match["basis"]] if match["basis"] else None,
    )


def _date(match: re.Match[str], start: int, text: str) -> DateSpan:
    first, last, precision = period(match["first"])
    if match["last"]:
        last, precision = period(match["last"])[1], "range"
    return DateSpan(start, start + len(text), first, last, precision, modifier=match["modifier"])


READERS: dict[re.Pattern[str], Callable[[re.Match[str], int, str], Mention]] = {
    NAME: _name,
    AMOUNT: _money,
    RATE: _rate,
    PERIOD: _date,
}


def period(spec: str) -> tuple[dt.date, dt.date, str]:
    """First day, last day and precision of `2025`, `2025H1`, `2025Q2`, `2025-07` or `2025-07-22`."""
    year, part = int(spec[:4]), spec[4:]
    if not part:
        return *_months(year, 1, 12), "year"
    if part[0] in "HQ":
        length, precision = {"H": (6, "half"), "Q": (3, "quarter")}[part[0]]
        last = int(part[1:]) * length
        return *_months(year, last - length + 1, last), precision
    if re.fullmatch(r"-\d\d", part):
        return *_months(year, int(part[1:]), int(part[1:])), "month"
    day = dt.date.fromisoformat(spec)
    return day, day, "day"


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    """The first day of one month and the last day of another."""
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
