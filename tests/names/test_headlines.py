"""Headlines whose capitals tell nothing: which lines they are, and how a sentence would write them."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from estrattore.names.headlines import headlines
from estrattore.names.lists import load_lists

# The headline, a sentence of the article, and the headline as a sentence would write it.
READ = [
    ("Landi Compra Vetrobit E Guarda All'Estero", "", "Landi compra Vetrobit e guarda all'estero"),
    ("Landi Compra la Vetrobit e Guarda Oltre", "", "Landi compra la Vetrobit e guarda oltre"),
    ("LANDI COMPRA LA VETROBIT S.P.A. E GUARDA OLTRE", "", "Landi compra la Vetrobit S.P.A. e guarda oltre"),
    ("PAPA LEONE XIV IN VISITA NEL CANTIERE", "", "Papa Leone XIV in visita nel cantiere"),
    ("Oggi Al Timone Anna Conti: In Ordine I Conti", "", "Oggi al timone Anna Conti: in ordine i conti"),
    ("Ecco Come La Stampa Estera Vede Il Caso", "", "Ecco come La Stampa estera vede il caso"),
    (
        "Oggi Il Vino Di Sorgente Piace Al Mercato",
        "Ieri la Sorgente ha brindato.",
        "Oggi il vino di Sorgente piace al mercato",
    ),
    (
        "ZOLFINI VENDE LA RETE DI VETROBIT",
        "A Terni «LA CASA DI TUTTI» dorme.",
        "Zolfini vende la rete di Vetrobit",
    ),
    ("Ada Zolfini E La Fasterella Del Vino", "Una fasterella vale poco.", "Ada Zolfini e la fasterella del vino"),
]
LEFT = [
    "Ada Corsi - La Stampa",
    "Landi compra la Vetrobit e guarda oltre",
    "Anna Degli Esposti e Paolo Dei Rossi hanno firmato con Luca Dalla Costa.",
    "VETROBIT",
]


@pytest.mark.parametrize(("line", "sentence", "read"), READ)
def test_read_as_a_sentence(line: str, sentence: str, read: str) -> None:
    assert headlines(f"{line}\n\n{sentence}", load_lists()) == [(0, read)]


def test_rules_in_a_pipeline_of_ones_own_keep_what_they_find_in_capitals() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "VETROBIT"}])
    nlp.add_pipe("estrattore")
    [find] = nlp("VETROBIT CRESCE IN SPAGNA")._.estrattore_finds
    assert (find["start"], find["end"]) == (0, 8)


@pytest.mark.parametrize("line", LEFT)
def test_left_alone(line: str) -> None:
    assert headlines(line, load_lists()) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Parla Carla Landi: Ricavi In Aumento", "Carla Landi"),
        ("PARLA CARLA LANDI: RICAVI IN AUMENTO E NUOVO PIANO", "CARLA LANDI"),
        ("Nuovo Piano E Conti In Ordine Per Carla Landi", "Carla Landi"),
    ],
)
def test_only_the_name_is_found(nlp: Language, line: str, name: str) -> None:
    finds = nlp(f"{line}\n\nIl mercato aspetta.")._.estrattore_finds
    assert [line[find["start"] : find["end"]] for find in finds] == [name]
