"""Finds pass the border to plain dicts and come back; their fields are the columns of their tables."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields
from decimal import Decimal

import pytest

from estrattore.finds import DateSpan, Enterprise, Fact, Find, Money, Percentage, Person, from_plain, to_plain
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
    made = {"doc_id", "start_char", "end_char", "text", "sentence", "published", "title"}
    assert ours | made >= set(SCHEMAS[TABLE_OF[find.kind]]) >= ours
