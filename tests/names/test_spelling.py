"""Names whole: what begins, ends or joins them, as marked text (the notation is explained in tests/marked.py)."""

from __future__ import annotations

import pytest

from estrattore.names.find import find_names
from estrattore.names.lists import load_lists
from estrattore.text.layout import read_layout
from tests.marked import parse
from tests.names.test_find import names_of

BEGINNINGS = """
Per [D'Ascanio|per] è tardi, [Dell'Orsa|per] tace.
Votano [Lo Gatti|per] e [De Orsini|per].
{[Dell'Orsa S.r.l.|co=Dell'Orsa]|COMPANY} assume.
{Dell'[Enel]|COMPANY} si parla molto.
{Dell'[Orsina]|COMPANY} si parla. Ieri [Orsina] taceva.
Il bilancio di [d'Orsa Crociere] è in utile.
Legge [La Stampa], il {[Foglio]|COMPANY}, {[il manifesto]|COMPANY} e {l'[Unità]|COMPANY}.
{Di [Carlo Landi|per]|PER} esce un libro.
{Zia [Carla|per]|PER} saluta.
""".strip().splitlines()

INITIALS = """
La [V.B.T. S.p.A.|co=V.B.T.] compra la [O-R-S S.r.l.|co=O-R-S].
La [V.E.R.A.|org] firma.
[Vetri & Figli & C.] assume.
La {La|COMPANY} assume.
Per {[Orsi]|COMPANY}, {[Procter & Gamble]|COMPANY} è cara.
Corre [Pirelli & C.], poi [Pirelli|co=Pirelli & C.] frena.
Corre {[Vetri & C] RSP|COMPANY} in Borsa.
[ORSA|co=Orsa], [VTB] e [V&B].
""".strip().splitlines()

GLUED = """
L'ad di {[Snam]|PER} {[Ugo Bassi|per]|PER} parla.
Il presidente di {[Leonardo] [Anna Galli|per]|PER} firma.
Il presidente {[Lega Verde|org] [Anna Galli|per]|PER} firma.
L'ad di {[Vetrobit]|PER} {[Anna Galli|per]|PER} firma.
Il fondatore di {[Technogym] [Nevio Galli|per]|COMPANY} firma.
Il ceo {[Vetrobit] [Anna Galli|per]|PER} firma.
Con {[Anna Maria Sordi-Valle|per]|PER} a cena.
{Spiega [Imperi|per]|PER} che è tardi.
{[Bassi|per] Lascia|PER}, Arriva {[Galli|per]|PER} Dopo Dieci Anni
Vince {[Carla Speranza|per]|PER} a Roma.
{Davanti|PER} resta {[Bassi|per]|PER}.
Ieri {[Carrefour] in Italia|COMPANY} ha perso.
""".strip().splitlines()

NOTHING = """
Sale il {Nasdaq|COMPANY}, male {Dow Jones|COMPANY} e {Stoxx Europe Vetro|COMPANY}.
Cresce {[Vetrobit]|COMPANY} ({BIT|COMPANY}: {VTB|COMPANY}, {VTB.MI|COMPANY}).
Codice {IT0001234567|COMPANY}, nel {FY24|COMPANY} e {YoY|COMPANY}.
La nota di {Investor Relations|COMPANY} e {FLASH|COMPANY}.
{Loro|PER} vendono e {Lei|PER} compra {Brent|COMPANY}.
La delibera della {Giunta|ORG} piace a {[Ugo Bassi|per]|PER}.
""".strip().splitlines()


@pytest.mark.parametrize("line", [*BEGINNINGS, *INITIALS, *GLUED, *NOTHING])
def test_names_are_whole(line: str) -> None:
    marked = parse(line)
    assert names_of(marked.text, marked.proposals) == marked.expected


def test_what_the_model_left_out_of_a_name_is_taken_in() -> None:
    text = "Sale il titolo di d'Orsa; la Guardia di Finanza di Trieste indaga su Ada La Motta. La Motta tace."
    spans = {"Orsa": "COMPANY", "Guardia di Finanza": "ORG", "Trieste": "LOC", "Ada La Motta": "PER"}
    proposals = [(text.index(name), text.index(name) + len(name), label) for name, label in spans.items()]
    proposals.append((text.rindex("Motta"), text.rindex("Motta") + 5, "PER"))
    assert [name for name, _, _ in names_of(text, sorted(proposals))] == [
        "d'Orsa",
        "Guardia di Finanza di Trieste",
        "Ada La Motta",
        "La Motta",
    ]


def test_a_surname_with_its_particle_is_the_persons_but_a_place_behind_a_preposition_is_none() -> None:
    text = "Parla Ada La Macchia. Torna La Macchia nella zona di Prato, dove Ugo di Prato tace."
    spans = [("Ada La Macchia", 6, "PER"), ("Macchia", 31, "ORG"), ("Prato", 53, "LOC"), ("Ugo di Prato", 65, "PER")]
    proposals = [(start, start + len(name), label) for name, start, label in spans]
    assert [name for name, _, _ in names_of(text, proposals)] == ["Ada La Macchia", "La Macchia", "Ugo di Prato"]


def test_a_town_before_a_full_name_is_no_person() -> None:
    text = "L'ex assessore di Tessalba Anna Galli tace."
    assert [name for name, _, _ in names_of(text, [(18, 26, "PER"), (27, 37, "PER")])] == ["Anna Galli"]


def test_the_word_of_its_holder_outweighs_what_a_model_took_a_firm_for() -> None:
    text = "Furto a Vetro Nuovo, dice il titolare di “Vetro Nuovo”. Vetro Nuovo riapre."
    places = [8, 42, 56]
    proposals = [(at, at + 11, label) for at, label in zip(places, ["MISC", "COMPANY", "MISC"], strict=True)]
    assert [kind for _, kind, _ in names_of(text, proposals)] == ["company"] * 3


def test_the_exchange_is_a_company_and_its_index_is_none() -> None:
    text = "Quotata al Nasdaq da un anno."
    assert names_of(text, [(11, 17, "COMPANY")]) == [("Nasdaq", "company", "Nasdaq")]


def test_partners_are_one_firm() -> None:
    text = "La Orsi, Galli, Bianchi & Soci assume."
    proposals = [(3, 7, "COMPANY"), (9, 14, "COMPANY"), (16, 30, "COMPANY")]
    assert [name for name, _, _ in names_of(text, proposals)] == ["Orsi, Galli, Bianchi & Soci"]


def test_a_list_knows_a_name_in_other_letters() -> None:
    text = "La Banca monte dei paschi sale."
    assert names_of(text, [(3, 25, "ORG")]) == [("Banca monte dei paschi", "company", "Banca monte dei paschi")]


def test_of_two_names_of_one_company_the_list_chooses_unless_one_has_more_words() -> None:
    text = "Facebook cala, dice Meta. Air France-Klm vola, Air France no."
    spans = [("Facebook", "COMPANY"), ("Meta", "COMPANY"), ("Air France-Klm", "COMPANY"), ("Air France no", "COMPANY")]
    proposals = [(text.index(name), text.index(name) + len(name.removesuffix(" no")), kind) for name, kind in spans]
    assert [name for _, _, name in names_of(text, proposals)] == ["Meta", "Meta", "Air France-Klm", "Air France-Klm"]


@pytest.mark.parametrize("kind", ["COMPANY", None])
def test_a_list_knows_a_name_written_as_initials(kind: str | None) -> None:
    proposals = [(3, 11, kind)] if kind else []
    assert names_of("La S.I.A.E. tace.", proposals) == [("S.I.A.E.", "organization", "S.I.A.E.")]


def test_a_surname_with_a_particle_is_the_person_s_whatever_the_model_takes_it_for() -> None:
    text = "Rita La Serra arriva. La Serra viene da Enel."
    found = names_of(text, [(0, 13, "PER"), (25, 30, "COMPANY")])
    assert ("La Serra", "person", "Rita La Serra") in found


def test_garbled_letters_are_no_name() -> None:
    assert names_of("Lâ€™azienda cresce.", [(0, 3, "PER")]) == []


def test_heads_of_columns_are_no_names_and_known_names_in_cells_are() -> None:
    layout = read_layout("| Emittente | Utile netto |\n|---|---|\n| Leonardo | 15 milioni |\n| Vetrobit | 8 milioni |")
    proposals = [
        (layout.text.index(word), layout.text.index(word) + len(word), "COMPANY") for word in ("Emittente", "Vetrobit")
    ]
    finds = find_names(
        layout.text, proposals, sentences=[(0, len(layout.text))], lists=load_lists(), blocks=layout.blocks
    )
    assert [(find.kind, find.name) for find in finds] == [("company", "Leonardo"), ("company", "Vetrobit")]
