"""Measures: the nouns of the table with their adjectives, the verbs that imply one, and the words that only look like one."""

from __future__ import annotations

import pytest

from estrattore.facts.measures import find_measures
from estrattore.resources.schemas.metrics import metrics

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
]
NO_MEASURE = [
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
    assert sum(len(line.split("|")) for group in groups for line in group.nouns) > 500


def test_the_table_is_written_in_lower_case_without_blanks_at_the_ends() -> None:
    forms = [form for group in metrics().groups.values() for line in group.nouns for form in line.split("|")]
    forms += [form for verb in metrics().verbs for form in verb.forms.split("|")]
    assert [form for form in forms if form != form.strip().lower()] == []
