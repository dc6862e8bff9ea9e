"""Entities: one id for one name, the same table whatever the order of the documents."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from rapidfuzz import fuzz

from estrattore.names.key import entity_id
from estrattore.tables import entities
from estrattore.tables.entities import Mentions, NearNames, entity_rows


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


def test_a_company_that_only_a_title_names_is_an_entity_too() -> None:
    fact = {"company": "Vetrobit", "entity_id": "v", "entity_name": "Vetrobit", "doc_id": "a", "company_start": None}
    (entity,) = entity_rows({"facts": [fact, fact | {"company_start": 7}]})
    assert (entity["entity_id"], entity["name"], entity["n_mentions"]) == ("v", "Vetrobit", 1)


def test_the_order_does_not_matter() -> None:
    rows = [row(f"Società {n % 7}", doc_id=str(n)) for n in range(60)]
    tables = [entity_rows({"companies": random.Random(seed).sample(rows, len(rows))}) for seed in range(3)]
    assert tables[0] == tables[1] == tables[2]


def test_on_disk_they_are_what_they_are_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row(f"Città {n % 90} «è» 🍝", f"C{n % 7}", doc_id=str(n // 3)) for n in range(1000)]
    monkeypatch.setattr(entities, "BATCH", 64)
    with closing(Mentions(tmp_path / "mentions")) as mentions:
        for one in rows:
            mentions.add("people", one)
            mentions.add("money", one)
        assert list(mentions.entities()) == entity_rows({"people": rows})


def test_no_mentions_no_entities() -> None:
    assert entity_rows({"people": [{"entity_id": "", "name": "x", "text": "x", "doc_id": "a"}]}) == []


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
    near = NearNames()
    assert near.first("person", one, "1") is None
    assert near.first("company", other, "2") is None
    assert near.first("person", other, "3") == ("1" if merged else None)


def test_a_name_is_compared_with_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each with each would take days for the names of a million articles."""
    compared = 0

    def ratio(one: str, other: str) -> float:
        nonlocal compared
        compared += 1
        return fuzz.ratio(one, other)

    monkeypatch.setattr(entities, "fuzz", SimpleNamespace(ratio=ratio))
    chance = random.Random(5)
    near = NearNames()
    for n in range(3000):
        near.first("person", "Mariangela " + "".join(chance.choices("abcdefghilmnoprstuvz", k=9)), str(n))
    assert compared < 3000 * 10


def test_the_name_is_the_lists_and_never_in_capitals() -> None:
    mps = [
        row("Monte dei Paschi") | {"name": name, "entity_name": "Monte dei Paschi"} for name in ("Mps", "Montepaschi")
    ]
    shouted = [row("Vetrobit") | {"name": name} for name in ("VETROBIT", "VETROBIT", "Vetrobit")]
    entities_of = {entity["name"]: entity for entity in entity_rows({"companies": [*mps, *shouted]})}
    assert entities_of.keys() == {"Monte dei Paschi", "Vetrobit"}
    paschi, unknown = entities_of["Monte dei Paschi"], entities_of["Vetrobit"]
    assert (paschi["ticker"], paschi["country"], paschi["sector"]) == ("BMPS.MI", "IT", "Financials")
    assert [unknown[column] for column in ("ticker", "isin", "country", "sector")] == [None] * 4
