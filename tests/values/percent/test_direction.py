"""Which way a rate went: paces, adjuncts, comparisons, coupled rates, levels."""

import pytest

from estrattore.values import find_money, find_percentages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the pace of a growth
        ("L'economia dovrebbe crescere a un tasso di poco superiore all'1%.", ["up"]),
        ("Il debito scende con un ritmo del 3% annuo.", ["down"]),
        ("Il prestito è a un tasso del 3%.", [None]),
        ("L'intesa dà un impulso alla crescita pari allo 0,3%.", ["up"]),
        ("I prezzi sono in calo rispetto alla stima preliminare pari allo 0,6%.", [None]),
        # an adjunct of time between verb and object
        ("Il titolo ha perso in un solo giorno il 16% del valore.", ["down"]),
        ("Il listino guadagna da inizio anno il 12%.", ["up"]),
        ("L'indice ha ceduto nell'ultima seduta il 2%.", ["down"]),
        ("Ha votato in un solo giorno il 16% dei soci.", [None]),
        # a comparison in time, and one between things
        ("Un livello superiore del 5% al 2023.", ["up"]),
        ("Le vendite sono più alte del 4% rispetto a un anno fa.", ["up"]),
        ("I salari sono più bassi del 12% di quelli francesi.", [None]),
        ("Le donne guadagnano il 12% in meno degli uomini.", [None]),
        ("Nel trimestre si spende il 5% in più.", ["up"]),
        # rates that move alike
        ("Il traffico è aumentato del 5,5% a/a nel mese di luglio e del 3,5% ad agosto.", ["up", "up"]),
        ("I leggeri sono saliti del 3% a/a, mentre i pesanti del 2%.", ["up", "up"]),
        ("L'incasso cala del 3%, mentre la quota è del 20%.", ["down", None]),
        ("Giù le cessazioni (-9,9% tra gli uomini e 28% tra le donne).", ["down", "down"]),
        ("La plusvalenza dell'investitore è del 40%.", [None]),
    ],
)
def test_direction(text: str, expected: list[str | None]) -> None:
    assert [rate.direction for rate in find_percentages(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'inflazione è salita fino al 3,1%.", None),
        ("Il tasso è arrivato fino al 5% a marzo.", None),
        ("La quota può arrivare fino al 5%.", "at_most"),
        ("Il taglio arriverà fino al 30%.", "at_most"),
        ("Ci sono sconti fino al 50%.", "at_most"),
    ],
)
def test_up_to_a_level_that_is_reached(text: str, expected: str | None) -> None:
    assert [rate.modifier for rate in find_percentages(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La casa supera il valore commerciale di 1 milione di euro.", "at_least"),
        ("Il conto supera la cifra di 300 euro.", "at_least"),
        ("La multa può arrivare fino a 5.000 euro.", "at_most"),
    ],
)
def test_modifiers_of_money(text: str, expected: str | None) -> None:
    assert [amount.modifier for amount in find_money(text)] == [expected]
