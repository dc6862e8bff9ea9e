"""Finds pass the border to plain dicts and come back; their fields are the columns of their tables."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields
from decimal import Decimal

import pytest

from estrattore.finds import DateSpan, Enterprise, Fact, Find, Money, Percentage, Person, from_plain, moved, to_plain
from estrattore.tables.schema import SCHEMAS, TABLE_OF

NAMED = {"start": 3, "end": 9, "name": "Brandal", "entity_id": "b1", "source": "model"}
DAYS = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
FINDS: list[Find] = [
    Money(0, 6, Decimal("3.35"), Decimal("3.5"), "EUR", currency_implied=True, modifier="approx", unit="azione"),
    Percentage(0, 3, Decimal(-5), Decimal(-5), "percent", direction="down", basis="year_over_year"),
    DateSpan(0, 4, *DAYS, "year", relative=True, modifier="until"),
    Enterprise(kind="company", legal_form="S.p.A.", **NAMED),
    Enterprise(kind="organization", **NAMED),
    Person(role="ceo", affiliation="Brandal", **NAMED),
    Fact(
        company="Brandal", entity_id="b1", metric="ricavi", status="actual", start=0, end=40, amount=Decimal("0.1"),
        company_start=0, company_end=7, metric_start=12, metric_end=18, period_start=DAYS[0], period_end=DAYS[1],
        confidence=0.5, counterparty="Alba", counterparty_start=20, counterparty_end=24, due_start=DAYS[0], due_end=DAYS[1],
        amount_previous=Decimal("0.2"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("find", FINDS, ids=lambda find: find.kind)
def test_a_find_comes_back_from_its_dict(find: Find) -> None:
    plain = json.loads(json.dumps(to_plain(find)))
    assert from_plain(plain) == find
    assert {type(value) for value in plain.values()} <= {str, int, float, bool, type(None)}


@pytest.mark.parametrize("find", FINDS, ids=lambda find: find.kind)
def test_fields_are_columns(find: Find) -> None:
    ours = {field.name for field in fields(find)} - {"kind", "start", "end"}
    made = {"doc_id", "start_char", "end_char", "text", "sentence", "published", "title"} | {
        "fact_id",
        "no_fact",
        "repeats",
    }
    assert ours | made >= set(SCHEMAS[TABLE_OF[find.kind]]) >= ours


def test_every_part_of_a_fact_is_carried_and_no_day_is() -> None:
    fact = moved(FINDS[-1], 100)
    assert isinstance(fact, Fact)
    spans = [
        getattr(fact, f"{part}_start") for part in ("company", "metric", "amount", "counterparty", "period", "due")
    ]
    assert spans == [100, 112, None, 120, DAYS[0], DAYS[0]]
