"""Rows say what became of each figure, and facts have ids of their own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from spacy.language import Language

import estrattore
from estrattore.documents import Document
from estrattore.finds import Fact, Find, Money, Percentage
from estrattore.pipeline.run import BLOCK_CHARS
from estrattore.tables.rows import Rows, mention_rows
from estrattore.text.layout import read_layout

TEXT = "Alba ha ricavi per 3 milioni di euro\n(+5%); il sindaco ha speso 20 euro."
ARTICLE = Document(text=TEXT, id="a.txt")
FACT = Fact(
    company="Alba", entity_id="a1", metric="ricavi", status="actual", amount=Decimal(3_000_000), percent=Decimal(5),
    company_start=0, company_end=4, metric_start=8, metric_end=14, amount_start=19, amount_end=36,
    percent_start=38, percent_end=41, start=0, end=len(TEXT),
)  # fmt: skip
FIGURES: list[Find] = [
    Money(19, 36, Decimal(3_000_000), Decimal(3_000_000), "EUR"),
    Percentage(38, 41, Decimal(5), Decimal(5), "percent"),
    Money(64, 71, Decimal(20), Decimal(20), "EUR"),
]


def rows(*facts: Fact, document: Document = ARTICLE, spent: str = "") -> Rows:
    unused = {(64, 71): spent} if spent else {}
    return mention_rows(
        read_layout(document.text), [(0, len(TEXT))], [*FIGURES, *facts], unused=unused, document=document
    )


def uses(found: Rows, table: str) -> list[tuple[str | None, str | None]]:
    return [(row["fact_id"], row["no_fact"]) for row in found[table]]


def test_a_figure_names_the_fact_that_uses_it_or_says_why_none_does() -> None:
    found = rows(FACT, spent="public_body")
    (fact,) = found["facts"]
    assert uses(found, "money") == [(fact["fact_id"], None), (None, "public_body")]
    assert uses(found, "percentages") == [(fact["fact_id"], None)]


def test_a_figure_of_which_nothing_is_said_has_a_reason_too() -> None:
    assert uses(rows(), "money") == [(None, "other")] * 2


def test_the_first_of_two_facts_is_named() -> None:
    first, second = (row["fact_id"] for row in rows(FACT, replace(FACT, metric_start=9))["facts"])
    assert uses(rows(FACT, replace(FACT, metric_start=9)), "money")[0] == (first, None)
    assert first != second


@pytest.mark.parametrize(
    ("changed", "same"),
    [({"published": "2025-07-22"}, True), ({"id": "b.txt"}, False), ({"text": TEXT + " Fine."}, False)],
    ids=["day", "id", "text"],
)
def test_the_id_of_a_fact_is_that_of_its_place_in_its_document(changed: dict[str, str], same: bool) -> None:
    here, there = (rows(FACT, document=document)["facts"] for document in (ARTICLE, replace(ARTICLE, **changed)))
    assert (here[0]["fact_id"] == there[0]["fact_id"]) is same


def test_every_figure_of_a_text_in_blocks_is_accounted_for(nlp: Language) -> None:
    long = "La Vetrobit ha chiuso con ricavi per 3 milioni di euro. Un caffè costa 2 euro. " * 2_000
    money = estrattore.extract(long, nlp=nlp).money
    assert (money.fact_id.isna() == money.no_fact.notna()).all()
    assert money.no_fact[money.amount_min == 2].notna().all()
    assert money.start_char.max() > BLOCK_CHARS
