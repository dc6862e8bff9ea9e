"""Multipliers and figures as people write them."""

import pytest

from estrattore.text.sentences import split
from estrattore.values import find_money

IN_SENTENCES = ("Il piano costa {}.", "Secondo la nota, per {} la società ha ceduto il ramo nel 2023 e altre due sedi.")


@pytest.mark.parametrize("sentence", IN_SENTENCES)
@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        # the full stop of an abbreviation
        ("3 mio. di euro", 3e6, "EUR"),
        ("2 Mrd. di dollari", 2e9, "USD"),
        ("4 mln. di franchi svizzeri", 4e6, "CHF"),
        ("5 mln.di dollari", 5e6, "USD"),
        ("12MM di dollari", 12e6, "USD"),
        ("12 MM di euro", 12e6, "EUR"),
        # in front of the figure
        ("mld. 2,4", 2.4e9, "EUR"),
        ("€ mln 12,5", 12.5e6, "EUR"),
        ("mln 35", 35e6, "EUR"),
        # misspelt
        ("4,2 miljardi", 4.2e9, "EUR"),
        ("7 milliardi di dollari", 7e9, "USD"),
        ("30 millioni", 30e6, "EUR"),
        # in words
        ("3 virgola 5 miliardi di euro", 3.5e9, "EUR"),
        ("14 virgola 30 euro", 14.3, "EUR"),
        ("cent'ottanta milioni di euro", 180e6, "EUR"),
        ("trent’otto milioni", 38e6, "EUR"),
        # hundredths behind the name
        ("2 euro e 35", 2.35, "EUR"),
        ("1 euro e 79,4", 1.794, "EUR"),
        # torn by cheap conversion
        ("30. 000 euro", 30e3, "EUR"),
        ("€ 30. 000", 30e3, "EUR"),
        ("7, 6 milioni di euro", 7.6e6, "EUR"),
        ("1. 250, 50 euro", 1250.5, "EUR"),
        ("12. 500 sterline", 12500, "GBP"),
    ],
)
def test_amounts(sentence: str, written: str, amount: float, currency: str) -> None:
    text = sentence.format(written)
    assert [text[start:end] for start, end in split(text)] == [text]
    assert [(text[m.start : m.end], float(m.amount_min), m.currency) for m in find_money(text)] == [
        (written, amount, currency)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La gara vale 3 mln.", ["3 mln"]),  # the end of a sentence
        ("La gara vale 3 mln. di euro e l'altra 7 mld.", ["3 mln. di euro", "7 mld."]),  # one that writes them
        ("La gara vale 3 mln 24 ore dopo.", ["3 mln"]),
        ("Con 2 euro e 20 biglietti si entra.", ["2 euro"]),
        ("Paga 5 euro e 12 persone entrano.", ["5 euro"]),
        ("Erano in 12 mm di pioggia.", []),
        ("Costa 3,5 virgola 2 euro.", ["2 euro"]),
        ("Costa 3 virgola ³ euro.", []),
        ("Il saldo segna - 940 euro.", ["- 940 euro"]),
        ("Il rosso è di - 3 milioni.", ["- 3 milioni"]),
        ("Le voci: Milano - 3 milioni, Roma - 2 milioni.", ["3 milioni", "2 milioni"]),
        ("Un canone di 12 euro e 50 e un rincaro del 4%.", ["12 euro e 50"]),
    ],
)
def test_where_they_end(text: str, expected: list[str]) -> None:
    assert [text[m.start : m.end] for m in find_money(text)] == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ha rubato 9. 000 euro. Poi è fuggito.", 2),
        ("Le denunce erano 9. 136. Ora sono 8. 200.", 2),
        ("Nacque nel 1920. 120 anni dopo lo ricordano.", 2),
        ("Sono 20. Venti anni fa erano 12.", 2),
    ],
)
def test_a_torn_figure_ends_no_sentence(text: str, parts: int) -> None:
    assert len(split(text)) == parts
