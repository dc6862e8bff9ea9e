"""A sentence as one line of items, and what is known of its words."""

from __future__ import annotations

import pytest

from estrattore.facts.line import OUTSIDE, Line, at, read_line
from estrattore.facts.words import word
from tests.marked import parse


def line(marked: str) -> Line:
    told = parse(marked)
    return read_line(told.text, (0, len(told.text)), told.finds)


def test_finds_and_measures_are_single_items() -> None:
    items = line("L'utile netto di [Alba] nel [2024|2024] sale del [5%|%5up] a [3 milioni|€3e6].")
    assert [item.text for item in items if item.kind != "word"] == ["utile netto", "alba", "2024", "5%", "3 milioni"]
    assert [item.text for item in items if item.kind == "word"] == ["l'", "di", "nel", "sale", "del", "a", "."]


def test_an_item_gives_its_find_as_what_it_is() -> None:
    company, *_, money, _ = line("[Alba] ha un debito di [3 milioni|€3e6].")
    assert (company.company is company.find, company.money) == (True, None)
    assert (money.money is money.find, money.rate, money.company) == (True, None, None)


def test_a_measure_inside_a_name_is_none() -> None:
    assert [item.kind for item in line("[Ricavi Alba|org] chiude")] == ["organization", "word"]


def test_offsets_are_those_of_the_article() -> None:
    told = parse("Prima. [Alba] cresce.")
    items = read_line(told.text, (7, len(told.text)), told.finds)
    assert [told.text[item.start : item.end] for item in items] == ["Alba", "cresce", "."]


def test_outside_a_line_there_is_an_empty_item() -> None:
    items = line("[Alba] cresce")
    assert (at(items, 1).text, at(items, 2), at(items, -1)) == ("cresce", OUTSIDE, OUTSIDE)


@pytest.mark.parametrize(
    ("text", "preposition", "known"),
    [
        ("dell'", "di", set()),
        ("negli", "in", set()),
        ("smentisce", "", {"deny"}),
        ("investirebbe", "", {"invest", "conditional"}),
        ("analisti", "", {"source_noun", "expectation"}),
    ],
)
def test_words(text: str, preposition: str, known: set[str]) -> None:
    found = word(text)
    assert found.preposition == preposition
    assert known <= found.classes


@pytest.mark.parametrize(("text", "shape"), [("dai", "da"), ("?", "?"), (";", "border"), ("tavolo", "w")])
def test_the_shape_of_a_word(text: str, shape: str) -> None:
    assert word(text).shape == shape


def test_a_short_word_has_no_mood() -> None:
    assert "future" not in word("irà").classes
