"""Entities: one id for one name, the same table whatever the order of the documents."""

from __future__ import annotations

import random

import pytest

from estrattore.entities import EntityCounter, entity_id, entity_rows, near_names


def row(name: str, text: str = "", doc_id: str = "a", kind: str = "company") -> dict[str, str]:
    return {"name": name, "text": text or name, "doc_id": doc_id, "entity_id": entity_id(kind, name)}


@pytest.mark.parametrize("other", ["NETFLIX", "Netflix ", "netflix"])
def test_spellings_share_an_id(other: str) -> None:
    assert entity_id("company", other) == entity_id("company", "Netflix")


def test_kinds_do_not() -> None:
    assert entity_id("company", "Ferrari") != entity_id("person", "Ferrari")


def test_counts_and_aliases() -> None:
    rows = {"companies": [row("Vetrobit", "Vetrobit"), row("Vetrobit", "VTB", "b"), row("Vetrobit", "Vetrobit", "b")]}
    (entity,) = entity_rows(rows)
    assert (entity["aliases"], entity["n_documents"], entity["n_mentions"]) == ("Vetrobit|VTB", 2, 3)


def test_the_order_does_not_matter() -> None:
    rows = [row(f"Società {n % 7}", doc_id=str(n)) for n in range(60)]
    tables = []
    for seed in range(3):
        counter = EntityCounter()
        for one in random.Random(seed).sample(rows, len(rows)):
            counter.add("companies", one)
        tables.append(list(counter.rows()))
    assert tables[0] == tables[1] == tables[2]


@pytest.mark.parametrize(
    ("one", "other", "merged"),
    [
        ("Christine Lagarde", "Christine Laggarde", True),
        ("Fincantieri Sud", "Fincantierri Sud", True),
        ("Eni", "Enel", False),
        ("Intesa", "Intesa Sanpaolo", False),
        ("Alleanza 3.0", "Alleanza 4.0", False),
        ("Mario Rossi", "Maria Rossi", False),
        ("Banca Sella", "Banca Stella", False),
    ],
)
def test_only_slips_of_the_pen_are_merged(one: str, other: str, merged: bool) -> None:
    rows = [{"kind": "person", "name": n, "entity_id": n} for n in (one, other)]
    assert near_names(rows) == ({other: one} if merged else {})
