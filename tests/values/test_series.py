"""Figures that share what is written once: scale, unit and direction."""

import pytest

from estrattore.values import find_money, find_percentages


def money(text: str) -> list[tuple[str, float, float, str]]:
    return [
        (text[m.start : m.end], float(m.amount_min), float(m.amount_max), m.currency) for m in find_money(text)
    ]  # fmt: skip


def rates(text: str) -> list[tuple[str, float, str, str | None]]:
    return [(text[r.start : r.end], float(r.value_min), r.unit, r.direction) for r in find_percentages(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le tre società valgono 1,5, 2 e 3,2 miliardi.", [1.5e9, 2e9, 3.2e9]),
        ("Multe per 10, 20 e 30 mila euro a chi sporca.", [10e3, 20e3, 30e3]),
        ("Stanziati 15, 25 e 45 milioni di dollari nei tre anni del piano.", [15e6, 25e6, 45e6]),
        ("Il caffè costa 90, 95 o 99 centesimi.", [0.9, 0.95]),
        ("I lotti da 5, da 8 e da 12 milioni sono stati assegnati.", [5e6, 8e6, 12e6]),
        ("Un prestito di 2 e uno di 3 milioni.", [2e6, 3e6]),
    ],
)
def test_lists_of_money(text: str, expected: list[float]) -> None:
    assert [amount for _, amount, _, _ in money(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Grano e mais sono saliti di 69 e 35 punti percentuali.", [(69, "up"), (35, "up")]),
        ("I tassi sono scesi di 25, 50 e 75 punti base in tre riunioni.", [(25, "down"), (50, "down"), (75, "down")]),
        ("I tre listini guadagnano il 4, il 6 e il 9%.", [(4, "up"), (6, "up"), (9, "up")]),
        ("Le vendite crescono del 4, del 6 e del 9%.", [(4, "up"), (6, "up"), (9, "up")]),
        ("Quote del 4, del 6 e del 9% passano di mano.", [(4, None), (6, None), (9, None)]),
    ],
)
def test_lists_of_rates(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert [(value, way) for _, value, _, way in rates(text)] == expected


@pytest.mark.parametrize(
    ("text", "amounts", "shares"),
    [
        ("Il saldo è -1.250 euro e -1,1%.", [-1250], [-1.1]),
        ("Vale 12 euro e 4% di cedola.", [12], [4]),
        ("Offre 30 dollari e il 5% delle vendite.", [30], [5]),
    ],
)
def test_money_lends_nothing_to_a_rate(text: str, amounts: list[float], shares: list[float]) -> None:
    assert [amount for _, amount, _, _ in money(text)] == amounts
    assert [value for _, value, _, _ in rates(text)] == shares


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La cassa integrazione segna un calo del - 36, 3% sul 2009.", ("- 36, 3%", -36.3, "percent", "down")),
        ("Il traffico cresce (+ 5,4% a/a).", ("+ 5,4%", 5.4, "percent", "up")),
        ("Rapine in aumento: + 12%.", ("+ 12%", 12, "percent", "up")),
        ("Gli assenti sono il %35 dei soci.", ("%35", 35, "percent", None)),
        ("La media: Rimini - 46% e basta.", ("46%", 46, "percent", None)),
        ("Il 3 virgola 5 per cento dei soci dice no.", ("3 virgola 5 per cento", 3.5, "percent", None)),
    ],
)
def test_rates_as_people_write_them(text: str, expected: tuple[str, float, str, str | None]) -> None:
    assert rates(text) == [expected]
