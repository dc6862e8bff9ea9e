"""Word classes hold the words that are meant and none that only begins like them."""

import pytest

from estrattore.values.amounts.governors import word_classes
from estrattore.values.money.implied import kinds


@pytest.mark.parametrize(
    "word",
    [
        "persone", "personale", "persino", "supermercati", "superficie", "california", "calanchi", "cadavere", "cadenza", "contratto",
        "contrario", "contrada", "portafoglio", "portavoce", "porto", "passaporto", "passo", "passante", "torneo", "salis", "sala",
        "voli", "risalto", "tagliatelle", "precipitazioni", "esplorare", "volatilità", "variante", "vario", "calendario", "salario",
        "perseguire", "perdonare", "crescenzo", "passione", "lascito", "lasciapassare", "progressista", "acceleratore", "alzheimer",
    ],
)  # fmt: skip
def test_no_movement(word: str) -> None:
    assert not word_classes(word)


@pytest.mark.parametrize(
    ("word", "classes"),
    [
        ("aumento", {"up_noun", "up_object"}),
        ("aumenterebbe", {"up_verb", "up_object"}),
        ("salirà", {"up_verb", "reaching"}),
        ("crebbe", {"up_verb"}),
        ("scese", {"down_verb", "reaching"}),
        ("ridotta", {"down_verb"}),
        ("diminuiscono", {"down_verb"}),
        ("perse", {"down_verb", "down_object"}),
        ("modificò", {"change"}),
        ("riduzioni", {"down_noun", "spread"}),
        ("quota", {"level"}),
    ],
)
def test_movement(word: str, classes: set[str]) -> None:
    assert word_classes(word) == classes


@pytest.mark.parametrize(
    "word",
    [
        "costante",
        "costernato",
        "costanza",
        "finanziaria",
        "finanzieri",
        "investigatori",
        "donatella",
        "versante",
        "mobilitazione",
    ],
)
def test_no_money(word: str) -> None:
    assert not kinds(word)


@pytest.mark.parametrize(
    ("word", "kind"),
    [("costerebbe", "verb"), ("investì", "verb"), ("raccogliendo", "verb"), ("fatture", "noun"), ("utenti", "counted"), ("cittadine", "counted_after")],
)  # fmt: skip
def test_money_or_count(word: str, kind: str) -> None:
    assert kind in kinds(word)
