"""Rows that say the same point to the first of them, and no others do."""

from __future__ import annotations

from typing import Any

import pytest

from estrattore.tables.repeats import with_repeats
from estrattore.tables.schema import SCHEMAS

SALES = dict.fromkeys(SCHEMAS["facts"]) | {
    "entity_id": "alba", "metric": "ricavi", "metric_class": "revenue", "status": "actual",
    "amount": 3e6, "amount_max": 3e6, "currency": "EUR",
}  # fmt: skip
GROWTH = SALES | {"amount": None, "amount_max": None, "currency": None, "percent": 5.0, "percent_max": 5.0}
RATE = {"percent": 5.0, "percent_max": 5.0, "percent_unit": "percent", "percent_role": "change", "direction": "up"}
YEAR = {"period_start": "2025-01-01", "period_end": "2025-12-31"}
LAST = {"period_start": "2024-01-01", "period_end": "2024-12-31"}


def repeats(*rows: dict[str, Any]) -> list[str | None]:
    """Of rows that say in which document they stand (`a` if they do not), by number."""
    numbered = [{"doc_id": "a"} | row | {"fact_id": str(n)} for n, row in enumerate(rows)]
    return [row["repeats"] for row in with_repeats(numbered)]


def row(base: dict[str, Any], doc: str = "a", **changed: object) -> dict[str, Any]:
    return base | changed | {"doc_id": doc}


SAME = {
    "copy": (row(SALES), row(SALES, "b")),
    "another word for it": (row(SALES), row(SALES, "b", metric="fatturato")),
    "headline without the rate": (row(SALES), row(SALES, **RATE)),
    "headline without the period": (row(SALES, **YEAR), row(SALES)),
    "lead with the other party": (row(SALES), row(SALES, counterparty_id="brandal")),
    "the sign for the direction": (row(GROWTH, direction="down"), row(GROWTH, "b", direction="down", percent=-5.0)),
}
OTHER = {
    "company": {"entity_id": "brandal"},
    "measure": {"metric_class": "net_profit"},
    "amount": {"amount": 4e6},
    "upper amount": {"amount_max": 4e6},
    "currency": {"currency": "USD"},
    "per share": {"unit": "azione"},
    "status": {"status": "forecast"},
    "period": LAST,
    "rate": RATE | {"percent": 6.0},
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_who_says_the_same_points_to_the_first(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    assert repeats(*pair) == [None, "0"]


@pytest.mark.parametrize("changed", OTHER.values(), ids=OTHER)
def test_who_says_something_else_points_to_none(changed: dict[str, Any]) -> None:
    told = SALES | YEAR | RATE
    assert repeats(row(told), row(told | changed)) == [None, None]


def test_what_one_article_leaves_out_another_does_not() -> None:
    assert repeats(row(SALES), row(SALES, "b", **YEAR)) == [None, None]


def test_measures_of_no_class_are_told_apart_by_their_names() -> None:
    other = SALES | {"metric_class": "other"}
    assert repeats(row(other, metric="Indotto"), row(other, metric="indotto"), row(other, metric="budget")) == [
        None,
        "0",
        None,
    ]


def test_a_chain_points_to_its_beginning() -> None:
    """The lead adds to the headline; a copy of the lead in another article still points to the headline."""
    lead = SALES | YEAR
    assert repeats(row(SALES), row(lead), row(lead, "b"), row(SALES, "b", **RATE)) == [None, "0", "0", "0"]


def test_two_stakes_are_two() -> None:
    stake = GROWTH | {"metric_class": "stake", "percent_role": "share"}
    parties = (row(stake, counterparty_id="brandal"), row(stake, counterparty_id="corallo"))
    assert repeats(*parties) == [None, None]
