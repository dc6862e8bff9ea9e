"""Bare figures that their sentence makes money or rates, and from–to in every clause."""

import pytest

from estrattore.values import find_money, find_percentages


def money(text: str) -> list[float]:
    return [float(m.amount_min) for m in find_money(text)]


def rates(text: str) -> list[float]:
    return [float(r.value_min) for r in find_percentages(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two prices
        ("L'abbonamento costa 18 euro, adesso 22.", [18, 22]),
        ("Il museo chiede 8 euro, 5 per i ridotti, e resta aperto fino alle 19.", [8, 5]),
        ("Se pago 100 euro di tasse e non 200 va bene.", [100, 200]),
        ("Ha fatto un pieno da 65 euro e poi un altro da 80.", [65, 80]),
        ("Una bici vale 3mila euro; l'altra invece 600.", [3000, 600]),
        ("Il contributo è di 960 euro, che diventano 1200 con la quota dei Comuni.", [960, 1200]),
        ("Il biglietto costa 12 euro (8 il ridotto).", [12, 8]),
        ("Costa 5 euro al chilo, 4 per chi ha la tessera.", [5, 4]),
        ("Lo stipendio è di 1.500 euro: 1.200 netti.", [1500, 1200]),
        ("Il mutuo costa 1.200 euro al mese e non più 900.", [1200, 900]),
        ("A Bari ha speso 300 euro, a Lecce altri 200.", [300, 200]),
        # parts and comparisons
        ("Sono arrivati 250 milioni dall'Europa, 120 dallo Stato e 30 dalla Regione.", [250e6, 120e6, 30e6]),
        ("Nel 2024 i ricavi sono stati di 3,2 miliardi, nel 2023 di 2,9.", [3.2e9, 2.9e9]),
        ("L'offerta sale a 5,2 miliardi dai 4,8 iniziali.", [5.2e9, 4.8e9]),
        ("Il mercato vale 600 milioni, Alfa con 250 e Beta con 120.", [600e6, 250e6, 120e6]),
        ("Il debito è passato da 61,4 miliardi a 66,2.", [61.4e9, 66.2e9]),
        ("I ricavi salgono a 66,2 miliardi, in aumento di 4,8.", [66.2e9, 4.8e9]),
        ("Arrivano 130 milioni, 21 dei quali per le scuole.", [130e6, 21e6]),
        ("Incassati 396 milioni, 10 in più rispetto al 2009.", [396e6, 10e6]),
        ("Un aiuto di 90.000 euro in contanti e 10.000 in servizi.", [90e3, 10e3]),
        ("Premi (5.000 euro per le auto - 3.000 per i furgoni - 700 per le moto).", [5000, 3000, 700]),
        ("Si parla del doppio di 250.000, ovvero 500.000 euro.", [250e3, 500e3]),
        ("Il diritto di recesso è fissato a 14,978 per azione.", [14.978]),
        # what follows is counted, named or timed
        ("Il biglietto costa 18 euro, adesso 22 persone lo hanno.", [18]),
        ("Paga 100 euro e non 200 volte.", [100]),
        ("La sala vale 3 milioni, Alfa con 250 posti.", [3e6]),
        ("Rubati 500 euro e una Peugeot 307.", [500]),
        ("Un'auto euro 5 - 3.000 euro di valore.", [3000]),
    ],
)
def test_money_that_leans_on_money(text: str, expected: list[float]) -> None:
    assert money(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il margine è salito al 12% dal 10.", [12, 10]),
        ("L'aliquota arriva al 14% dal 9 di un anno fa.", [14, 9]),
        ("I senza lavoro scendono all'8,1%, dall'8,3 di marzo.", [8.1, 8.3]),
        ("L'utile cala del 6%, contro il 4,5 atteso.", [6, 4.5]),
        ("Vota il 23% a Milano, il 15 a Roma e il 12 a Napoli.", [23, 15, 12]),
        ("Il partito è al 22%, la lista al 9 e il movimento all'8.", [22, 9, 8]),
        # days, counts, scores
        ("In calo del 3% dal 2 gennaio.", [3]),
        ("Il titolo perde il 3%, contro i 12 soci.", [3]),
        ("Il 30% dei soci ha votato contro il 12 febbraio.", [30]),
        ("Sale del 3% a Milano e il 15 aprile chiude.", [3]),
        ("Il 60% vince, 3 a 1.", [60]),
    ],
)
def test_rates_that_lean_on_a_rate(text: str, expected: list[float]) -> None:
    assert rates(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il biglietto passa da 4,20 a 4,60 euro.", ["4,20", "4,60 euro"]),
        (
            "Passano, dice la giunta riunita ieri in Regione con i sindaci, da 4,20 a 4,60 euro i biglietti.",
            ["4,20", "4,60 euro"],
        ),
        ("La stanza costa dalle 300 alle 400 mila lire.", ["300 alle 400 mila lire"]),
        ("Multe da 500 a 2.000 euro per chi sporca.", ["500 a 2.000 euro"]),
        ("Sono premi che vanno da 3 a 5 milioni.", ["3 a 5 milioni"]),
        ("Le somme variano dalle 600 alle 1200 euro.", ["600 alle 1200 euro"]),
        ("La pena è una multa da 5. 000 a 30. 000 euro.", ["5. 000 a 30. 000 euro"]),
        ("Il budget, che il club ha rivisto, sale dai 3 di maggio ai 5 milioni.", ["3", "5 milioni"]),
    ],
)
def test_changes_and_ranges_of_money(text: str, expected: list[str]) -> None:
    assert [text[m.start : m.end] for m in find_money(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Irpef è salita dal 7,5% al 9%.", ["7,5%", "9%"]),
        ("Il tasso passa dall'8,2 di marzo al 9,1%.", ["8,2", "9,1%"]),
        ("Sconti dal 20 al 50% in tutti i negozi.", ["20 al 50%"]),
        (
            "Meno tasse, dal 27% al 20%, sui conti e più tasse, dal 12% al 20%, sui titoli.",
            ["27%", "20%", "12%", "20%"],
        ),
        ("La quota oscilla dal 3 al 5%.", ["3 al 5%"]),
    ],
)
def test_changes_and_ranges_of_rates(text: str, expected: list[str]) -> None:
    assert [text[r.start : r.end] for r in find_percentages(text)] == expected
