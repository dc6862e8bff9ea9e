"""Which rule, cue and neighbour decided."""

import datetime as dt

import pytest

from estrattore import parse_date, parse_money, parse_percent
from estrattore.values import Context, Reason, explaining, find_money, find_percentages, find_values


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("circa 11 miliardi di dollari", [Reason("currency", "dollari"), Reason("modifier", "circa")]),
        (
            "tra 15 e 20 milioni di euro",
            [
                Reason("currency", "euro"),
                Reason("shared unit", "range", "20 milioni di euro"),
                Reason("range", "e", "15"),
            ],
        ),
    ],
)
def test_money(text: str, reasons: list[Reason]) -> None:
    explained = parse_money(text, explain=True)
    assert explained.value == parse_money(text)
    assert list(explained.reasons) == reasons


def test_rates() -> None:
    reasons = parse_percent("in calo del 5% su base annua", explain=True).reasons
    assert [(reason.rule, reason.cue) for reason in reasons] == [
        ("unit", "%"),
        ("movement", "calo"),
        ("basis", "su base annua"),
    ]


def test_dates() -> None:
    explained = parse_date("entro fine luglio", published="2025-07-22", explain=True)
    assert explained.reasons == (Reason("part", "fine luglio", "luglio"), Reason("modifier", "entro"))


def test_no_value_has_reasons_too() -> None:
    explained = parse_money("Mario ha speso 3 euro", explain=True)
    assert explained.value is None
    assert Reason("currency", "euro") in explained.reasons


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Costava 18 euro, adesso 22.", Reason("leaning figure", "", "18 euro")),
        ("Il biglietto passa da 4 a 5 euro.", Reason("change", "passa")),
        ("Gli utili salgono a 3 milioni.", Reason("word of money", "utili")),
        ("Il margine sale al 12% dal 10.", Reason("leaning figure", "", "12%")),
        ("Enel sale del 2%, Eni dell'1%.", Reason("moves alike", "", "2%")),
        ("La giunta voterà giovedì.", Reason("tense", "voterà")),
    ],
)
def test_neighbours_and_cues_in_sentences(text: str, reason: Reason) -> None:
    with explaining() as reasons:
        find_values(text, context=Context(published=dt.date(2025, 7, 22)))
    assert reason in reasons


def test_nobody_hears_what_is_said_outside() -> None:
    with explaining() as reasons:
        pass
    find_money("3 euro")
    find_percentages("5%")
    assert reasons == []
