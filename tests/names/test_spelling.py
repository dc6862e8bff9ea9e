"""Names whole: what begins, ends or joins them, as marked text (the notation is explained in tests/marked.py)."""

from __future__ import annotations

import pytest

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
Corre [[Pirelli & C.|company]], poi [[Pirelli|company=Pirelli & C.]] frena.
Corre {{[[Vetri & C|company]] RSP|COMPANY}} in Borsa.
[[ORSA|company=Orsa]], [[VTB|company]] e [[V&B|company]].
""".strip().splitlines()

GLUED = """
L'ad di {{[[Snam|company]]|PER}} {{[[Ugo Bassi|person]]|PER}} parla.
Il presidente di {{[[Leonardo|company]] [[Anna Galli|person]]|PER}} firma.
Il presidente {{[[Lega Verde|organization]] [[Anna Galli|person]]|PER}} firma.
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
