"""The notation itself: what a mark stands for, and that a slip in one is told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from estrattore.finds import DateSpan, Enterprise, Mention, Money, Percentage, Person
from tests.marked import parse


def one(marked: str) -> Mention:
    (found,) = parse(marked).finds
    return found


def test_marks_are_taken_out_and_offsets_are_those_of_the_plain_text() -> None:
    told = parse("Ieri [Alba] ha perso [3 milioni|€3e6].")
    assert told.text == "Ieri Alba ha perso 3 milioni."
    assert [(f.kind, told.text[f.start : f.end]) for f in told.finds] == [("company", "Alba"), ("money", "3 milioni")]


@pytest.mark.parametrize(
    ("marked", "kind", "name"),
    [
        ("[Alba]", "company", "Alba"),
        ("[Alba S.p.A.|co=Alba]", "company", "Alba"),
        ("[Consob|org]", "organization", "Consob"),
        ("[Sarandos|per=Ted Sarandos]", "person", "Ted Sarandos"),
    ],
)
def test_names(marked: str, kind: str, name: str) -> None:
    found = one(marked)
    assert isinstance(found, Enterprise | Person)
    assert (found.kind, found.name, found.entity_id) == (kind, name, name.lower())


@pytest.mark.parametrize(
    ("marked", "proposals"),
    [
        ("Per [Alba] e [Bassi|per].", [(4, 8, "COMPANY"), (11, 16, "PER")]),
        ("Per [Alba|co!].", []),
        ("Per {l'[Alba]|COMPANY}.", [(4, 10, "COMPANY")]),
        ("Per {Alba|LOC}.", [(4, 8, "LOC")]),
        ("Costa [3 euro|€3].", []),
    ],
)
def test_what_the_model_proposes(marked: str, proposals: list[tuple[int, int, str]]) -> None:
    assert parse(marked).proposals == proposals


@pytest.mark.parametrize(
    ("marked", "low", "high", "rest"),
    [
        ("[3 milioni|€3e6]", "3e6", "3e6", ("EUR", False, None, None)),
        ("[mezzo|CHF0.5?]", "0.5", "0.5", ("CHF", True, None, None)),
        ("[-3|£-3]", "-3", "-3", ("GBP", False, None, None)),
        ("[2 o 3|$2..3/barile]", "2", "3", ("USD", False, None, "barile")),
        ("[3 euro|at_most €3]", "3", "3", ("EUR", False, "at_most", None)),
    ],
)
def test_money(marked: str, low: str, high: str, rest: tuple[str, bool, str | None, str | None]) -> None:
    found = one(marked)
    assert isinstance(found, Money)
    assert (found.amount_min, found.amount_max) == (Decimal(low), Decimal(high))
    assert (found.currency, found.currency_implied, found.modifier, found.unit) == rest


@pytest.mark.parametrize(
    ("marked", "low", "high", "rest"),
    [
        ("[16%|%16]", "16", "16", ("percent", None, None, None)),
        ("[-3%|%-3down yoy]", "-3", "-3", ("percent", "down", "year_over_year", None)),
        ("[2 punti|pp2up]", "2", "2", ("percentage_point", "up", None, None)),
        ("[5-10|bp5..10]", "5", "10", ("basis_point", None, None, None)),
        ("[8 per mille|approx ‰8 other]", "8", "8", ("permille", None, "other", "approx")),
    ],
)
def test_rates(marked: str, low: str, high: str, rest: tuple[str, str | None, str | None, str | None]) -> None:
    found = one(marked)
    assert isinstance(found, Percentage)
    assert (found.value_min, found.value_max) == (Decimal(low), Decimal(high))
    assert (found.unit, found.direction, found.basis, found.modifier) == rest


@pytest.mark.parametrize(
    ("marked", "first", "last", "precision", "modifier"),
    [
        ("[ieri|2025-07-21]", dt.date(2025, 7, 21), dt.date(2025, 7, 21), "day", None),
        ("[febbraio|2024-02]", dt.date(2024, 2, 1), dt.date(2024, 2, 29), "month", None),
        ("[trimestre|2024Q2]", dt.date(2024, 4, 1), dt.date(2024, 6, 30), "quarter", None),
        ("[semestre|2024H2]", dt.date(2024, 7, 1), dt.date(2024, 12, 31), "half", None),
        ("[2019|from 2019]", dt.date(2019, 1, 1), dt.date(2019, 12, 31), "year", "from"),
        ("[da aprile|2024-04..2025]", dt.date(2024, 4, 1), dt.date(2025, 12, 31), "range", None),
    ],
)
def test_dates(marked: str, first: dt.date, last: dt.date, precision: str, modifier: str | None) -> None:
    found = one(marked)
    assert isinstance(found, DateSpan)
    assert (found.date_start, found.date_end, found.precision, found.modifier) == (first, last, precision, modifier)


@pytest.mark.parametrize(
    "marked",
    ["[Alba|firm]", "[3|€]", "[5%|%5 daily]", "[luglio|2025-13]", "[2|2025Q5]", "[Alba", "Alba]", "{Alba", "Alba|PER}", "{{Alba|PER}"],
)  # fmt: skip
def test_a_slip_in_a_mark_is_told(marked: str) -> None:
    with pytest.raises(ValueError, match=r"fellow|no name|month"):
        parse(marked)
