"""Names of currencies that are words as well, and words that are currencies."""

import pytest

from estrattore.values import find_money


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il cappotto costa 300.000 dong al mercato di Hanoi.", [("300.000 dong", 300_000, "VND")]),
        ("Un pranzo vale 25 lari, circa 8 euro.", [("25 lari", 25, "GEL"), ("8 euro", 8, "EUR")]),
        ("La multa è di 200 leva.", [("200 leva", 200, "BGN")]),
        ("Il pedaggio costa un franco.", [("un franco", 1, "CHF")]),
        ("Il cambio scende a un franco svizzero per euro.", [("un franco svizzero", 1, "CHF")]),
        ("Il fondo usa una leva finanziaria per crescere.", []),
        ("Tra i banchi ci sono cinque franchi tiratori.", []),
        ("Serve un franco dialogo con i sindacati.", []),
        ("Ha vinto per 4 centesimi di secondo.", []),
        ("La corona di spine pesa una lira di troppo per un marco d'oro.", [("una lira", 1, "ITL")]),
    ],
)
def test_currency_words(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(text[m.start : m.end], float(m.amount_min), m.currency) for m in find_money(text)] == expected
