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
            "Il co-amministratore delegato di [Lumaflex], [Ted Hart|per], parla.",
            "co-amministratore delegato",
            "Lumaflex",
        ),
        ("[Carlo Bassi|per], ceo di [Vetrobit], parla.", "ceo", "Vetrobit"),
        (
            "[Carlo Bassi|per] (amministratore delegato di [Vetrobit]) parla.",
            "amministratore delegato",
            "Vetrobit",
        ),
        ("L'ad [Carlo Bassi|per] parla.", "ad", None),
        ("Così la presidente della [Bce|org] [Ada Corsi|per].", "presidente", "Bce"),
        ("Il ministro dell'Economia [Ugo Corsi|per] parla.", "ministro dell'Economia", None),
        ("L'ex direttore generale dell'[Enel], [Ugo Corsi|per], tace.", "ex direttore generale", "Enel"),
        ("Secondo [Ugo Corsi|per], analista di [Vetrobit], è presto.", "analista", "Vetrobit"),
        ("[Ugo Corsi|per], la fondatrice lo sa, parla.", "fondatrice", None),
        ("Il presidente tace. [Ugo Corsi|per] parla.", None, None),
        ("[Ugo Corsi|per] compra casa.", None, None),
        ("[Ugo Corsi|per], oggi presidente di [Vetrobit], parla.", "presidente", "Vetrobit"),
        ("Il ceo [Vetrobit] [Ugo Corsi|per] parla.", "ceo", "Vetrobit"),
        ("Parla [Ugo Corsi|per], presidente [Vetrobit].", "presidente", "Vetrobit"),
        ("[Ugo Corsi|per], presidente e ceo di [Vetrobit], parla.", "presidente e ceo", "Vetrobit"),
        ("[Ugo Corsi|per], ad del gruppo bancario [Vetrobit], parla.", "ad", "Vetrobit"),
        ("[Ugo Corsi|per], socio di una ditta che lavora per [Vetrobit].", "socio", None),
        ("Il presidente di [Vetrobit] incontra [Ugo Corsi|per].", None, None),
    ],
)
def test_roles(line: str, role: str | None, affiliation: str | None) -> None:
    marked = parse(line)
    finds = find_names(marked.text, marked.proposals, sentences=split(marked.text), lists=load_lists())
    (person,) = [f for f in finds if isinstance(f, Person)]
    assert (person.role, person.affiliation) == (role, affiliation)
