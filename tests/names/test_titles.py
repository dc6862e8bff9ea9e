"""Roles and affiliations as written next to the name."""

from __future__ import annotations

import pytest

from estrattore.finds import Person
from estrattore.names.find import find_names
from estrattore.names.lists import load_lists
from estrattore.text.sentences import split
from tests.marked import parse


@pytest.mark.parametrize(
    ("line", "role", "affiliation"),
    [
        (
            "Il co-amministratore delegato di [[Lumaflex|company]], [[Ted Hart|person]], parla.",
            "co-amministratore delegato",
            "Lumaflex",
        ),
        ("[[Carlo Bassi|person]], ceo di [[Vetrobit|company]], parla.", "ceo", "Vetrobit"),
        (
            "[[Carlo Bassi|person]] (amministratore delegato di [[Vetrobit|company]]) parla.",
            "amministratore delegato",
            "Vetrobit",
        ),
        ("L'ad [[Carlo Bassi|person]] parla.", "ad", None),
        ("Così la presidente della [[Bce|organization]] [[Ada Corsi|person]].", "presidente", "Bce"),
        ("Il ministro dell'Economia [[Ugo Corsi|person]] parla.", "ministro dell'Economia", None),
        ("L'ex direttore generale dell'[[Enel|company]], [[Ugo Corsi|person]], tace.", "ex direttore generale", "Enel"),
        ("Secondo [[Ugo Corsi|person]], analista di [[Vetrobit|company]], è presto.", "analista", "Vetrobit"),
        ("[[Ugo Corsi|person]], la fondatrice lo sa, parla.", "fondatrice", None),
        ("Il presidente tace. [[Ugo Corsi|person]] parla.", None, None),
        ("[[Ugo Corsi|person]] compra casa.", None, None),
        ("[[Ugo Corsi|person]], oggi presidente di [[Vetrobit|company]], parla.", "presidente", "Vetrobit"),
        ("Il ceo [[Vetrobit|company]] [[Ugo Corsi|person]] parla.", "ceo", "Vetrobit"),
        ("Parla [[Ugo Corsi|person]], presidente [[Vetrobit|company]].", "presidente", "Vetrobit"),
        ("[[Ugo Corsi|person]], presidente e ceo di [[Vetrobit|company]], parla.", "presidente e ceo", "Vetrobit"),
        ("[[Ugo Corsi|person]], ad del gruppo bancario [[Vetrobit|company]], parla.", "ad", "Vetrobit"),
        ("[[Ugo Corsi|person]], socio di una ditta che lavora per [[Vetrobit|company]].", "socio", None),
        ("Il presidente di [[Vetrobit|company]] incontra [[Ugo Corsi|person]].", None, None),
    ],
)
def test_roles(line: str, role: str | None, affiliation: str | None) -> None:
    marked = parse(line)
    finds = find_names(marked.text, marked.proposals, sentences=split(marked.text), lists=load_lists())
    (person,) = [f for f in finds if isinstance(f, Person)]
    assert (person.role, person.affiliation) == (role, affiliation)
