"""A scale that is said once: for a table, a list, a column, a sentence."""

import datetime as dt

import pytest

from estrattore.text.layout import read_layout
from estrattore.text.sentences import split
from estrattore.values.article import article_values

THOUSAND, MILLION, BILLION = 10**3, 10**6, 10**9


def amounts(text: str) -> list[tuple[str, float, str]]:
    """Text, amount and currency of the money found in a text."""
    layout = read_layout(text)
    values = article_values(
        layout.text, split(layout.text), published=dt.date(2025, 7, 22), blocks=layout.blocks
    )  # fmt: skip
    return [
        (layout.text[value.start : value.end], float(value.amount_min), value.currency)
        for value in values
        if value.kind == "money"
    ]


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("(valori in migliaia di euro)", THOUSAND),
        ("(importi espressi in migliaia di Euro)", THOUSAND),
        ("(dati in milioni di euro, salvo ove diversamente indicato)", MILLION),
        ("(in milioni di Euro)", MILLION),
        ("(milioni di euro)", MILLION),
        ("(€/mln)", MILLION),
        ("(€ mln)", MILLION),
        ("(€m)", MILLION),
        ("Euro/000", THOUSAND),
        ("€/000", THOUSAND),
        ("- milioni di euro", MILLION),
        ("(mld di euro)", BILLION),
        ("[valori in mln di euro]", MILLION),
    ],
)
class TestEachWayToSayIt:
    def test_above_lines(self, said: str, step: int) -> None:
        found = amounts(f"Conto economico {said}\nVendite 1.310,5\nCosti (905)")
        assert found == [("1.310,5", 1310.5 * step, "EUR"), ("(905)", -905.0 * step, "EUR")]

    def test_in_the_corner_of_a_table(self, said: str, step: int) -> None:
        corner = said.removeprefix("- ")
        found = amounts(f"| {corner} | 2024 | 2023 |\n|---|---|---|\n| Vendite | 310 | 290 |")
        assert found == [("310", 310.0 * step, "EUR"), ("290", 290.0 * step, "EUR")]

    def test_above_aligned_columns(self, said: str, step: int) -> None:
        found = amounts(f"Dati di sintesi {said}\n\nVendite      310      290\nDebiti       (78)       65")
        assert [amount for _, amount, _ in found] == [310 * step, 290 * step, -78 * step, 65 * step]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fatturato (in migliaia di euro): 8.120.", [("8.120", 8_120_000, "EUR")]),
        ("Utile, in milioni: 31 nel 2024 e 28 nel 2023.", [("31", 31e6, "EUR"), ("28", 28e6, "EUR")]),
        ("Alfa, dati in milioni di dollari: vendite 1.040, utile 65.", [("1.040", 1.04e9, "USD"), ("65", 65e6, "USD")]),
        ("Vendite per area (€/mln): Italia 120, Francia 80.", [("120", 120e6, "EUR"), ("80", 80e6, "EUR")]),
        ("Vendite (in milioni di euro) da 120 a 150 con 450 addetti.", [("120 a 150", 120e6, "EUR")]),
    ],
)  # fmt: skip
def test_behind_it_in_a_sentence(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert amounts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a scale of one column, a rate beside it
        ("| Voce | 2024 (€ mln) | Var. % |\n|---|---|---|\n| Vendite | 310 | 3,2 |", ["310"]),
        # a row in whole euro, one of counts
        ("(€ mln)\t2024\t2023\nUtile\t31,5\t28,4\nUtile per azione (euro)\t0,45\t0,40", ["31,5", "28,4", "0,45", "0,40"]),
        ("| (€ mln) | 2024 |\n|---|---|\n| Vendite | 310 |\n| Dipendenti | 450 |", ["310"]),
        # a list below its introduction
        ("I conti, in milioni di euro:\n- vendite 310\n- addetti 450\n- margine 10,5%\n- utile 31 nel 2024", ["310", "31"]),
        # columns parted by one blank
        ("Valori in migliaia di euro\n\nVendite 310 290\nUtile 31 28", ["310", "290", "31", "28"]),
    ],
)  # fmt: skip
def test_only_what_it_holds_for(text: str, expected: list[str]) -> None:
    assert [found for found, _, _ in amounts(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Il danno si misura in milioni di euro per 12 imprese.",
        "Multe per 3 milioni di euro\n\nAl terzo posto 12 squadre",  # that scale belongs to its figure
        "Conti (in milioni di euro)\n\nIl gruppo ha aperto 12 negozi nel 2024 e ne apre altri 15.",
        "Conti (in milioni di euro)\n\nPremio 2024\nNota 12\nCapitolo 3",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert [found for found, _, _ in amounts(text) if found[0].isdigit() and "milioni" not in found] == []
