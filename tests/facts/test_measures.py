"""Measures: the nouns of the table with their adjectives, the verbs that imply one, and the words that only look like one."""

from __future__ import annotations

from typing import get_args

import pytest

from estrattore.facts.measures import find_measures, metric_class
from estrattore.resources.schemas.metrics import MetricClass, metrics

FOUND = [
    ("I ricavi netti consolidati calano", ["ricavi netti consolidati"]),
    ("un utile netto rettificato e l'Ebitda margin", ["utile netto rettificato", "ebitda margin"]),
    ("il giro d’affari e il giro d'affari", ["giro d’affari", "giro d'affari"]),
    ("un aumento di capitale, non un aumento", ["aumento di capitale"]),
    ("il pay-out, il cost/income e il Cet1 ratio", ["pay-out", "cost/income", "cet1 ratio"]),
    ("la società ha fatturato poco e investe molto", ["fatturato", "investimento"]),
    (
        "la posizione finanziaria netta e il margine operativo lordo",
        ["posizione finanziaria netta", "margine operativo lordo"],
    ),
    ("Alba ha il 22% di Brandal, Vetrobit circa il 5%", ["quota"]),
    ("Alba sale dal 9 al 16 per cento di Brandal e sfiora l'8% di Vetrobit", ["quota", "quota"]),
    ("Alba, azionista con il 12%, ha venduto Brandal", ["quota", "acquisizione"]),
    ("gli ordini raccolti da Alba, la quota sale al 5%", ["ordini", "quota"]),
    ("Alba ha donato tanto e dovrà risarcire i clienti", ["donazione", "risarcimento"]),
]
NO_MEASURE = [
    "Alba ha il merito di essere salita del 5%, e resta il fatto.",
    "A causa del maltempo Alba fermò un giorno il traffico di rifiuti.",
    "Nell'ordine del giorno niente di nuovo.",
    "Un punto vendita messo in vendita.",
    "Il titolo di studio e i titoli di coda.",
    "L'Agenzia delle Entrate e la cassa integrazione.",
    "Il debito pubblico e il gettito fiscale.",
]


@pytest.mark.parametrize(("sentence", "names"), FOUND)
def test_measures(sentence: str, names: list[str]) -> None:
    found = find_measures(sentence)
    assert [m.name for m in found] == names
    assert all(0 <= m.start < m.end <= len(sentence) for m in found)


@pytest.mark.parametrize("sentence", NO_MEASURE)
def test_words_that_look_like_a_measure(sentence: str) -> None:
    assert find_measures(sentence) == []


def test_every_value_is_taken_by_some_group() -> None:
    groups = metrics().groups.values()
    assert {value for group in groups for value in group.takes} == {"amount", "change", "level", "share"}
    assert sum(len(line.split("|")) for group in groups for line, _ in group.forms()) > 500


def test_the_table_is_written_in_lower_case_without_blanks_at_the_ends() -> None:
    forms = [form for group in metrics().groups.values() for line, _ in group.forms() for form in line.split("|")]
    forms += [form for verb in metrics().verbs for form in verb.forms.split("|")]
    assert [form for form in forms if form != form.strip().lower()] == []


CLASSES = [
    ("ricavi netti consolidati", "revenue"), ("utile netto rettificato", "net_profit"), ("utile operativo", "operating_profit"),
    ("utile lordo", "gross_profit"), ("risultato netto negativo", "loss"), ("perdita d'esercizio", "loss"),
    ("margine operativo lordo", "ebitda"), ("margine operativo", "operating_profit"), ("ebitda margin", "margin"),
    ("Capitalizzazione di Borsa", "market_value"), ("valutazione post-money", "valuation"), ("portafoglio ordini", "backlog"),
    ("nuovi ordini", "order"), ("maxi commessa", "contract"), ("quota di mercato", "market_share"), ("quota di minoranza", "stake"),
    ("impieghi", "loans"), ("finanziamento", "loan_received"), ("maxi-bond", "bond"), ("giro d’affari", "revenue"),
    ("premio di risultato", "salary_cost"), ("temperatura", "other"),
]  # fmt: skip


@pytest.mark.parametrize(("metric", "expected"), CLASSES)
def test_what_a_measure_comes_to(metric: str, expected: str) -> None:
    assert metric_class(metric) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Un utile operativo di 3 milioni", "operating_profit"),
        ("Un risultato netto negativo per 3 milioni", "loss"),
        ("La start-up raccoglie 3 milioni", "fundraising"),
        ("La banca ha una raccolta di 3 milioni", "deposits"),
        ("La società ha fatturato 3 milioni", "revenue"),
    ],
)
def test_a_measure_knows_what_it_comes_to(sentence: str, expected: str) -> None:
    assert [measure.metric_class for measure in find_measures(sentence)] == [expected]


def test_every_class_has_a_measure() -> None:
    assert {measure for group in metrics().groups.values() for measure in group.nouns} == set(get_args(MetricClass))
