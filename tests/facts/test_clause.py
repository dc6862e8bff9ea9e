"""How names stand in their clause."""

from __future__ import annotations

import pytest

from estrattore.facts.clause import clause, first_of_series, function, of_kind, speaks, stands_in
from tests.facts.test_line import line


@pytest.mark.parametrize(
    ("marked", "functions"),
    [
        ("[Alba] corre.", ["subject"]),
        ("I ricavi di [Alba] salgono.", ["di"]),
        ("I ricavi del gruppo [Alba] salgono.", ["di"]),
        ("La quota in [Alba] e [Norda].", ["in", "in"]),
        ("[Alba] compra [Norda].", ["subject", "object"]),
        ("Secondo [Bloomberg] [Alba] cresce.", ["source", "subject"]),
        ("La rivale ([Alba]) cresce.", ["bracket"]),
        ("Una commessa da [Alba] a [Norda].", ["da", "a"]),
    ],
)
def test_functions(marked: str, functions: list[str]) -> None:
    items = line(marked)
    assert [function(items, i) for i in of_kind(items, "company")] == functions


@pytest.mark.parametrize(
    ("marked", "expected"),
    [("[Equita] stima un utile.", True), ("[Equita] apre a Bari.", False), ("[Alba] stima un utile.", False)],
)
def test_a_broker_with_a_verb_of_saying_speaks(marked: str, expected: bool) -> None:
    assert speaks(line(marked), 0) is expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Il gruppo cresce.", True),
        ("I conti della società migliorano.", True),
        ("Il gruppo [Alba] cresce.", False),
        ("Un gruppo cresce.", False),
        ("Il tavolo cresce.", False),
    ],
)
def test_what_stands_in_for_a_name(marked: str, expected: bool) -> None:
    items = line(marked)
    assert any(stands_in(items, i) for i in range(len(items))) is expected


def test_the_first_of_a_series_carries_the_preposition() -> None:
    items = line("I ricavi di [Alba], [Norda] e [Vetrobit].")
    first, *_, last = of_kind(items, "company")
    assert first_of_series(items, last) == first


def test_a_clause_ends_at_its_borders() -> None:
    items = line("[Alba] cresce, mentre l'utile di [Norda] cala; bene.")
    norda = of_kind(items, "company")[1]
    start, end = clause(items, norda, norda)
    assert (items[start - 1].text, items[end].text) == ("mentre", ";")
