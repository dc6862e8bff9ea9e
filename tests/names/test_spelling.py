"""Names whole: what begins, ends or joins them, as marked text (the notation is explained in tests/marked.py)."""

from __future__ import annotations

import pytest

from estrattore.names.find import find_names
from estrattore.names.lists import load_lists
from estrattore.text.layout import read_layout
from tests.marked import parse
from tests.names.test_find import names_of

BEGINNINGS = """
Per [[D'Ascanio|person]] è tardi, [[Dell'Orsa|person]] tace.
Votano [[Lo Gatti|person]] e [[De Orsini|person]].
{{[[Dell'Orsa S.r.l.|company=Dell'Orsa]]|COMPANY}} assume.
{{Dell'[[Enel|company]]|COMPANY}} si parla molto.
{{Dell'[[Orsina|company]]|COMPANY}} si parla. Ieri [[Orsina|company]] taceva.
Il bilancio di [[d'Orsa Crociere|company]] è in utile.
Legge [[La Stampa|company]], il {{[[Foglio|company]]|COMPANY}}, {{[[il manifesto|company]]|COMPANY}} e {{l'[[Unità|company]]|COMPANY}}.
{{Di [[Carlo Landi|person]]|PER}} esce un libro.
{{Zia [[Carla|person]]|PER}} saluta.
""".strip().splitlines()

INITIALS = """
La [[V.B.T. S.p.A.|company=V.B.T.]] compra la [[O-R-S S.r.l.|company=O-R-S]].
La [[V.E.R.A.|organization]] firma.
[[Vetri & Figli & C.|company]] assume.
La {{La|COMPANY}} assume.
Per {{[[Orsi|company]]|COMPANY}}, {{[[Procter & Gamble|company]]|COMPANY}} è cara.
Corre [[Pirelli & C.|company]], poi [[Pirelli|company=Pirelli & C.]] frena.
Corre {{[[Vetri & C|company]] RSP|COMPANY}} in Borsa.
[[ORSA|company=Orsa]], [[VTB|company]] e [[V&B|company]].
""".strip().splitlines()

GLUED = """
L'ad di {{[[Snam|company]]|PER}} {{[[Ugo Bassi|person]]|PER}} parla.
Il presidente di {{[[Leonardo|company]] [[Anna Galli|person]]|PER}} firma.
Il presidente {{[[Lega Verde|organization]] [[Anna Galli|person]]|PER}} firma.
L'ad di {{[[Vetrobit|company]]|PER}} {{[[Anna Galli|person]]|PER}} firma.
Il fondatore di {{[[Technogym|company]] [[Nevio Galli|person]]|COMPANY}} firma.
Il ceo {{[[Vetrobit|company]] [[Anna Galli|person]]|PER}} firma.
Con {{[[Anna Maria Sordi-Valle|person]]|PER}} a cena.
{{Spiega [[Imperi|person]]|PER}} che è tardi.
{{[[Bassi|person]] Lascia|PER}}, Arriva {{[[Galli|person]]|PER}} Dopo Dieci Anni
Vince {{[[Carla Speranza|person]]|PER}} a Roma.
{{Davanti|PER}} resta {{[[Bassi|person]]|PER}}.
Ieri {{[[Carrefour|company]] in Italia|COMPANY}} ha perso.
""".strip().splitlines()

NOTHING = """
Sale il {{Nasdaq|COMPANY}}, male {{Dow Jones|COMPANY}} e {{Stoxx Europe Vetro|COMPANY}}.
Cresce {{[[Vetrobit|company]]|COMPANY}} ({{BIT|COMPANY}}: {{VTB|COMPANY}}, {{VTB.MI|COMPANY}}).
Codice {{IT0001234567|COMPANY}}, nel {{FY24|COMPANY}} e {{YoY|COMPANY}}.
La nota di {{Investor Relations|COMPANY}} e {{FLASH|COMPANY}}.
{{Loro|PER}} vendono e {{Lei|PER}} compra {{Brent|COMPANY}}.
La delibera della {{Giunta|ORG}} piace a {{[[Ugo Bassi|person]]|PER}}.
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


def test_heads_of_columns_are_no_names_and_known_names_in_cells_are() -> None:
    layout = read_layout("| Emittente | Utile netto |\n|---|---|\n| Leonardo | 15 milioni |\n| Vetrobit | 8 milioni |")
    proposals = [
        (layout.text.index(word), layout.text.index(word) + len(word), "COMPANY") for word in ("Emittente", "Vetrobit")
    ]
    finds = find_names(
        layout.text, proposals, sentences=[(0, len(layout.text))], lists=load_lists(), blocks=layout.blocks
    )
    assert [(find.kind, find.name) for find in finds] == [("company", "Leonardo"), ("company", "Vetrobit")]
