"""Roles and affiliations as written next to the name."""

from __future__ import annotations

import pytest

from estrattore.finds import Person
from estrattore.names.find import find_names
from estrattore.names.lists import load_lists
from estrattore.names.role_class import role_class
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
        ("[[Ugo Corsi|person]], la fondatrice lo sa, parla.", None, None),
        ("[[Ada Corsi|person]], la fondatrice, parla.", "fondatrice", None),
        ("Il presidente tace. [[Ugo Corsi|person]] parla.", None, None),
        ("[[Ugo Corsi|person]] compra casa.", None, None),
        ("[[Ugo Corsi|person]], oggi presidente di [[Vetrobit|company]], parla.", "presidente", "Vetrobit"),
        ("Il ceo [[Vetrobit|company]] [[Ugo Corsi|person]] parla.", "ceo", "Vetrobit"),
        ("Parla [[Ugo Corsi|person]], presidente [[Vetrobit|company]].", "presidente", "Vetrobit"),
        ("[[Ugo Corsi|person]], presidente e ceo di [[Vetrobit|company]], parla.", "presidente e ceo", "Vetrobit"),
        ("[[Ugo Corsi|person]], ad del gruppo bancario [[Vetrobit|company]], parla.", "ad", "Vetrobit"),
        ("[[Ugo Corsi|person]], socio di una ditta che lavora per [[Vetrobit|company]].", "socio", None),
        ("Il presidente di [[Vetrobit|company]] incontra [[Ugo Corsi|person]].", None, None),
        ("Il premio è andato ad [[Ugo Corsi|person]].", None, None),
        ("[[Ugo Corsi|person]], 37 anni, presidente di [[Vetrobit|company]], tace.", "presidente", "Vetrobit"),
        ("[[Ugo Corsi|person]], che è anche presidente di [[Vetrobit|company]], tace.", "presidente", "Vetrobit"),
        ("Il presidente di [[Vetrobit|company]], l'on. [[Ugo Corsi|person]], tace.", "presidente", "Vetrobit"),
        ("Ad [[Ugo Corsi|person]] va il premio.", None, None),
        ("L'AD [[Ugo Corsi|person]] tace.", "AD", None),
        ("[[Ugo Corsi|person]], ad un passo dal ritiro, tace.", None, None),
        ("[[Ugo Corsi|person]], ad e azionista di [[Vetrobit|company]], tace.", "ad e azionista", "Vetrobit"),
        ("[[Vetrobit|company]] ha nominato [[Ugo Corsi|person]] direttore generale.", "direttore generale", "Vetrobit"),
        ("[[Ugo Corsi|person]] è il nuovo ceo di [[Vetrobit|company]].", "ceo", "Vetrobit"),
        ("[[Ugo Corsi|person]] si dimette da presidente di [[Vetrobit|company]].", "presidente", "Vetrobit"),
        ("Alla [[Vetrobit|company]], guidata da [[Ugo Corsi|person]], si lavora.", None, "Vetrobit"),
        ("Il numero uno di [[Vetrobit|company]], [[Ugo Corsi|person]], tace.", "numero uno", "Vetrobit"),
        (
            "[[Ugo Corsi|person]], direttore della raffinazione di [[Vetrobit|company]], tace.",
            "direttore della raffinazione",
            "Vetrobit",
        ),
        ("[[Ugo Corsi|person]], direttore della raffinazione, tace.", "direttore della raffinazione", None),
        ("[[Ugo Corsi|person]], legale del comitato – ma non solo – tace.", "legale del comitato", None),
        ("Il ministro della [[Salute|organization]] [[Ugo Corsi|person]] tace.", "ministro della Salute", None),
        ("Il legale del sindaco [[Ugo Corsi|person]] tace.", "sindaco", None),
        ("[[Vetrobit|company]] assume, dice l'ad [[Ugo Corsi|person]].", "ad", "Vetrobit"),
        ("[[Vetrobit|company]] e [[Lumaflex|company]] trattano, dice l'ad [[Ugo Corsi|person]].", "ad", None),
    ],
)
def test_roles(line: str, role: str | None, affiliation: str | None) -> None:
    marked = parse(line)
    finds = find_names(marked.text, marked.proposals, sentences=split(marked.text), lists=load_lists())
    (person,) = [f for f in finds if isinstance(f, Person)]
    assert (person.role, person.affiliation) == (role, affiliation)


@pytest.mark.parametrize(
    ("line", "offices"),
    [
        (
            "Il ceo di [[Vetrobit|company]] [[Ugo Corsi|person]] e il ceo di [[Lumaflex|company]] [[Ada Bassi|person]].",
            [("ceo", "Vetrobit"), ("ceo", "Lumaflex")],
        ),
        (
            "Il presidente di [[Vetrobit|company]], [[Ugo Corsi|person]], e l'ad, [[Ada Bassi|person]], firmano.",
            [("presidente", "Vetrobit"), ("ad", "Vetrobit")],
        ),
        (
            "La ceo di [[Vetrobit|company]] [[Ada Bassi|person]] e quella di [[Lumaflex|company]] [[Ada Corsi|person]].",
            [("ceo", "Vetrobit"), ("ceo", "Lumaflex")],
        ),
        (
            "[[Ugo Corsi|person]], presidente di [[Lumaflex|company]], tace. Per il presidente [[Corsi|person]] è tardi.",
            [("presidente", "Lumaflex"), ("presidente", "Lumaflex")],
        ),
        (
            "[[Vetrobit|company]] ha nominato [[Ugo Corsi|person]] direttore generale e [[Ada Bassi|person]] presidente.",
            [("direttore generale", "Vetrobit"), ("presidente", "Vetrobit")],
        ),
        (
            "Per [[Ugo Corsi|person]], group ceo di [[Vetrobit|company]], e [[Ada Bassi|person]], presidente, è tardi.",
            [("group ceo", "Vetrobit"), ("presidente", "Vetrobit")],
        ),
        ("L'analista [[Ugo Corsi|person]] ([[Vetrobit|company]]) tace.", [("analista", "Vetrobit")]),
        ("Il cancelliere tedesco [[Ugo Corsi|person]] tace.", [("cancelliere tedesco", None)]),
        ("L'avvocato di [[Ugo Corsi|person]], [[Ada Bassi|person]], tace.", [(None, None), ("avvocato", None)]),
        (
            "Con [[Ugo Corsi|person]], il presidente del Rione [[Ada Bassi|person]] tace.",
            [(None, None), ("presidente del Rione", None)],
        ),
    ],
)
def test_every_holder_has_his_own_company(line: str, offices: list[tuple[str | None, str | None]]) -> None:
    marked = parse(line)
    finds = find_names(marked.text, marked.proposals, sentences=split(marked.text), lists=load_lists())
    assert [(f.role, f.affiliation) for f in finds if isinstance(f, Person)] == offices


def test_a_head_of_state_chairs_no_company() -> None:
    assert role_class("presidente", holder="Emmanuel Macron") == "other"
    assert role_class("vicepresidente", holder="JD Vance") == "other"
    assert role_class("presidente", "Vetrobit", holder="Ugo Macron") == "chair"
    assert role_class("presidente", holder="Ugo Bassi") == "chair"


@pytest.mark.parametrize(
    ("role", "affiliation", "expected"),
    [
        ("presidente", None, "chair"),
        ("vicepresidente esecutivo", None, "vice_chair"),
        ("co-amministratore delegato", None, "ceo"),
        ("direttrice finanziaria", None, "cfo"),
        ("ex direttore generale", None, "general_manager"),
        ("direttore della raffinazione", None, "director"),
        ("cofondatrice", None, "founder"),
        ("azionista", None, "shareholder"),
        ("ministro dell'Economia", None, "minister"),
        ("Presidente del Consiglio", None, "head_of_government"),
        ("presidente del consiglio di amministrazione", None, "chair"),
        ("sindaco della Spezia", None, "mayor"),
        ("presidente", "Regione Sicilia", "governor"),
        ("presidente della Repubblica", None, "other"),
        ("analista", None, "analyst"),
        ("portavoce", None, "spokesperson"),
        ("avvocato difensore", None, "lawyer"),
        ("ad e azionista", None, "ceo"),
        ("regista", None, "other"),
    ],
)
def test_classes(role: str, affiliation: str | None, expected: str) -> None:
    assert role_class(role, affiliation) == expected
