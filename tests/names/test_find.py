"""Names, as marked text: spans, kinds and canonical names (the notation is explained in tests/marked.py)."""

from __future__ import annotations

import pytest

from estrattore.finds import Enterprise
from estrattore.names.find import find_names
from estrattore.names.lists import load_lists
from estrattore.text.sentences import split
from tests.marked import parse

TRIMMED = """
I conti {dell'[Eni]|COMPANY} piacciono.
Parla {il ministro [Ornella Bassi|per]|PER} da Torino.
Per {Mr. [Colby Hart|per]|PER} è presto.
Nasce {la startup [Vetrobit]|COMPANY} a Bari.
Il futuro di {«[Lumaflex]»|COMPANY} è incerto.
Il bilancio di {[Lumaflex]'s|COMPANY} unità.
La quota di [Moody's] non cambia.
Per {la [Società vetraria lombarda|org] per il|ORG} biennio.
Il direttore {[Ausl|org!] [Ada Corsi|per]|PER} tace.
Torna {[Ada Corsi|per].Continua|PER} a leggere.
""".strip().splitlines()

SPLIT = """
La fusione {[Unicredit]-[Commerzbank]|COMPANY} si farà.
L'asse {[Pd|org]-[M5s|org]-[Avs|org]|ORG} regge.
In vetrina {[Rolls-Royce]|COMPANY} e motori.
""".strip().splitlines()

PLACES = """
{VERONA|COMPANY}. Due aziende assumono a {Teheran|PER}.
Il caso {[Messina|per]|PER} resta aperto.
""".strip().splitlines()

EVIDENCE = """
Il gruppo veneto {[Corsi]|PER} compra.
Il fondo spagnolo {[Zetalia]|PER} vende.
Il gruppo {[Ada Corsi|per]|PER} canta.
Parla il ceo di {[Pm]|ORG}.
Arriva {[Zetalia]|ORG}, una startup di Bari.
Arriva {[Fondazione Zeta|org]|ORG}, società civile.
Piace {[Zetalia]|PER}, piattaforma per orti.
{[Zetalia]|PER} (Italia): un'app per orti.
Piace {[Ugo|per]|PER}, piattaforma per orti. Con {[Bassi|per]|PER}, una piattaforma e tre amici.
La {[Corsi S.p.A.|co=Corsi]|PER} assume.
La società [Anima|co!] sale.
""".strip().splitlines()

FIRMS = """
Il cantiere {[D'Elba Crociere]|LOC} assume.
Il patron di {[Dall'Acero Vini]|PER} tace.
Apre la {[Cantina Solaria]|MISC} a Lecce.
Va bene la {[Banca Solaria]|ORG}, tace la {[Banca d'Italia|org]|ORG}.
Furto alla ditta {[Torchio]|PER} di Bari e alla concessionaria della {Bassa|LOC}.
Ladri al bar {[Frenesia]|PER}, dice al bar {[Ada Corsi|per]|PER}.
Il ceo di {[Zetalia]|LOC} tace.
Il fondatore di {[Zetalia]|PER}, {[Ugo Bassi|per]|PER}, tace.
Il presidente del {Venezuela|LOC} e quello del {Quartiere|MISC} tacciono.
Il ceo di {[Banca Solaria]|COMPANY} {[Carlo Mensi|per]|PER} tace.
La {[De Corsi S.p.A.|co=De Corsi]|COMPANY} assume, {[De Corsi]|PER} sale. [DE CORSI|co!=De Corsi] VOLA
La {[De Corsi S.p.A.|co=De Corsi]|COMPANY} e {[Ada De Corsi|per]|PER}. Poi {[De Corsi|per=Ada De Corsi]|PER} parla.
La {Carta d'Identità Elettronica|MISC} serve.
Ci sono i {[Fratelli musulmani|org]|ORG} e la {[Fratelli Bove]|ORG}.
Le testate {[Vetrobit Notizie.it]|COMPANY} {[Vetrobit Notizie|co=Vetrobit Notizie.it]|COMPANY} tacciono.
""".strip().splitlines()

BEGINNINGS = """
Sotto accusa il clan d'{Italia|LOC}.
La moglie {di [d'Elba|per]|PER} tace.
Il titolo [d'Amico|co!] sale.
{[Ugo Dell’Aquila|per]|PER} parla. [Dell’Aquila|per!=Ugo Dell’Aquila] tace.
""".strip().splitlines()

NO_NAMES = """
{Egli|PER} e {Zia|PER} {[Carla|per]|PER} tacciono, {Chiunque|PER} parla.
{FANANO|PER}. Fermati {D. L|PER}. e {F. B.|COMPANY} su un camion Iveco.
{CARPI|PER} Furto di notte in centro.
{LECCE|COMPANY} - Tre persone fermate. {WALL STREET|COMPANY} in calo.
Il {Gip|ORG} sente il {Pronto Soccorso|ORG}. Il {Var|ORG} e il {Parmigiano|COMPANY}.
{[Ada Corsi|per] VIGNOLA|PER} Furto in centro.
{[Bruni|per] Saluta|PER} E Se Ne Va
{[Moretti|per]|PER} Lascia, {Arriva [Bruni|per]|PER}
""".strip().splitlines()

LEGAL = """
La [Vetrobit S.r.l.|co=Vetrobit] assume.
Entra [Lumaflex, Inc.|co=Lumaflex] con il 5%.
Firma {[Banca Solaria S.p.A.|co=Banca Solaria]|COMPANY} a Roma.
Il gruppo {[Ferrari N.V.|co=Ferrari]|COMPANY} corre.
Vola {[Torchio]|COMPANY}, spa e hotel di lusso.
""".strip().splitlines()

CANONICAL = """
Il capo di [Vetrobit] è [Ada Corsi|per]. [Corsi|per=Ada Corsi] ha 40 anni.
[Ada Corsi|per] e [Ugo Corsi|per] vendono. Per [Corsi|per] è un addio.
[Ugo Della Torre|per] resta. [Della Torre|per=Ugo Della Torre] guida il cda.
[U. Bassi|per=Ugo Bassi] firma, poi [Ugo Bassi|per] esce.
[Intesa|co=Intesa Sanpaolo] sale. La banca [Intesa Sanpaolo] ha i conti domani.
[Enel] cede a [Enel Green Power] un parco.
[Vetrobit Energia] e la sua [Vetrobit|co=Vetrobit Energia].
L'[Autorità lombarda dei trasporti|org] ([Alt|org=Autorità lombarda dei trasporti]) multa tutti.
Il [Consorzio Nazionale Vetro|org] tace. Al [CNV|org=Consorzio Nazionale Vetro] non rispondono.
[LUMAFLEX|co=Lumaflex] in calo.
[IBM] in calo.
L'[agenzia delle Entrate|org!=Agenzia delle Entrate] incassa. L'[Agenzia delle Entrate|org] tace.
Con [Iv|org=Italia viva] e [Italia viva|org].
[MEDIOBANCA|co!=Mediobanca] corre.
[ADA CORSI|per=Ada Corsi] parla. Per [Ada Corsi|per] è tardi.
[ADA MCCORSI|per=Ada McCorsi] e [Ada McCorsi|per].
[Ada|per=Ada De Corsi] e la madre di [Ada De Corsi|per].
""".strip().splitlines()

EVERYWHERE = """
[Lumaflex] assume. A Pisa [Lumaflex|co!] ha due sedi. [LUMAFLEX|co!=Lumaflex] cresce.
[Ada Corsi|per] parla. Poi [Corsi|per!=Ada Corsi] tace. In via Corsi si vota.
[Ada Corsi|per] parla. C'era anche Marta Corsi Bonfanti.
Oggi [Mediobanca|co!] e [Banca d'Italia|org!] si parlano.
La meta è lontana, intesa raggiunta. Apple in torta.
Vince [Meta] in tribunale.
[Ugo De Corsi|per] parla. Poi [De Corsi|per!=Ugo De Corsi] tace.
[Ada Corsi|per] parla. Marta Corsi tace.
[Ada Corsi|per] parla. Da ieri Corsi Editore tace.
[Ada Corsi|per] parla. Ieri il Ministro [Corsi|per!=Ada Corsi] tace.
[Pd|org] e [PD|org!=Pd] sono uno.
""".strip().splitlines()

KINDS = """
Ieri {[Netflix]|MISC} e {[Consob|org]|COMPANY} a confronto.
[Ada Folgori|per] guida il gruppo. Per {[Folgori|per=Ada Folgori]|COMPANY} è un record.
Il {pil|ORG} e la {Covid-19|ORG} e {ceo|PER}.
{Redazione Economia|COMPANY} ha chiuso.
La startup bavarese {[Lumex AI]|MISC} cresce. Test con {[Lumex AI]|MISC} a Pisa.
L'azienda {[Torchio]|PER} assume.
La società che {Roma|LOC} aspetta.
""".strip().splitlines()
KINDS = [line for line in KINDS if "|X}" not in line]


def names_of(text: str, proposals: list[tuple[int, int, str]]) -> list[tuple[str, str, str]]:
    finds = find_names(text, proposals, sentences=split(text), lists=load_lists())
    return [(text[f.start : f.end], f.kind, f.name) for f in finds]


@pytest.mark.parametrize(
    "line",
    [
        *TRIMMED,
        *SPLIT,
        *PLACES,
        *EVIDENCE,
        *FIRMS,
        *BEGINNINGS,
        *NO_NAMES,
        *LEGAL,
        *CANONICAL,
        *EVERYWHERE,
        *KINDS,
    ],
)
def test_names(line: str) -> None:
    marked = parse(line)
    assert names_of(marked.text, marked.proposals) == marked.expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Premiata [Zetalia](https://www.vedetta.example/zetalia) a Bari.", "person"),
        ("- [**Zetalia**](http://zt.example/)\nUn'app per chi ha un orto.", "company"),
        ("- [**Zetalia**](http://zt.example/)\nUn amico per chi ha un orto.", "person"),
    ],
)
def test_a_word_that_is_an_app_is_a_company(text: str, kind: str) -> None:
    at = text.index("Zetalia")
    assert names_of(text, [(at, at + 7, "PER")]) == [("Zetalia", kind, "Zetalia")]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Arriva {Livia Orsini|PER} {Dall’|PER}{Olio|PER}.", ["Livia Orsini Dall’Olio"]),
        ("Investe {Alba|COMPANY} founders fund.", ["Alba founders fund"]),
        ("La {D'Angora|PER} Trasporti vende.", ["D'Angora Trasporti"]),
        ("La {Bo|COMPANY}.Re di Lodi vende.", ["Bo.Re"]),
        ("Canta {Ugo|PER} {Dell’|PER}{Aquila|LOC}.", ["Ugo Dell’Aquila"]),
        ("Il clan d'{Elba|PER} tace.", ["d'Elba"]),
        ("Il dg di {Pop|COMPANY} di {Valdarno|LOC} parla.", ["Pop di Valdarno"]),
        ("Multa dell'autorità di {Vigilanza|ORG} ai fornai.", ["autorità di Vigilanza"]),
        ("Su {Enel|COMPANY} {Eni|COMPANY} e altri.", ["Enel", "Eni"]),
        ("La {Corsi|PER} S.p.A. assume.", ["Corsi S.p.A."]),
        ("Torna {Anna-Rosa|PER} a casa.", ["Anna-Rosa"]),
        ("Apre {Pasticceria|COMPANY} {Corsi|COMPANY}.", ["Pasticceria Corsi"]),
        ("Il conte {Luca Berti|PER} di {Valdarno|PER} saluta.", ["Luca Berti di Valdarno"]),
        ("Il vertice {Bassi-Corsini|PER} è finito.", ["Bassi", "Corsini"]),
        ("Canta {Jean-Claude Petit|PER}.", ["Jean-Claude Petit"]),
        ("Ecco {Ada Corsi\nMilano|PER}.", ["Ada Corsi", "Milano"]),
        ("La startup {Lumex|MISC} AIuta. Poi {Lumex AI|COMPANY} vende.", ["Lumex", "Lumex AI"]),
        ("La startup {Lumex|MISC} AI assume. Poi {Lumex AI|COMPANY} vende.", ["Lumex AI", "Lumex AI"]),
    ],
)
def test_parts_of_names_are_joined_and_split(line: str, names: list[str]) -> None:
    marked = parse(line)
    assert [text for text, _, _ in names_of(marked.text, marked.proposals)] == names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Banca d'Italia", "organization"),
        ("Mediobanca", "company"),
        ("Università di Ferrara", "organization"),
        ("Vetrobit", "company"),
    ],
)
def test_models_that_know_only_org_get_the_kind_from_list_and_context(text: str, kind: str) -> None:
    assert [k for _, k, _ in names_of(text, [(0, len(text), "ORG?")])] == [kind]


def test_the_title_adds_full_names_and_spelling() -> None:
    text, title = "Corsi lascia LUMAFLEX.", "LumaFlex, via Ada Corsi"
    proposals = [(0, 5, "PER"), (13, 21, "COMPANY")]
    finds = find_names(text, proposals, sentences=[(0, 22)], title=title, lists=load_lists())
    assert [f.name for f in finds] == ["Ada Corsi", "LumaFlex"]


def test_the_article_wins_over_single_slips() -> None:
    text = "Vetrobit cresce. Vetrobit assume. Vetrobit ride."
    proposals = [(0, 8, "COMPANY"), (17, 25, "PER"), (34, 42, "COMPANY")]
    assert {k for _, k, _ in names_of(text, proposals)} == {"company"}


def test_entity_ids_are_those_of_the_list_entry() -> None:
    one, other = (
        find_names(t, [], sentences=[(0, len(t))], lists=load_lists()) for t in ("Mps sale.", "Montepaschi sale.")
    )
    assert one[0].entity_id == other[0].entity_id


def test_the_name_is_the_articles_and_the_entity_name_the_lists() -> None:
    text = "Mps sale, Vetrobit scende."
    finds = find_names(text, [(10, 18, "COMPANY")], sentences=[(0, len(text))], lists=load_lists())
    assert [(f.name, f.entity_name) for f in finds if isinstance(f, Enterprise)] == [
        ("Mps", "Monte dei Paschi"),
        ("Vetrobit", "Vetrobit"),
    ]


def test_empty_text_has_no_names() -> None:
    assert find_names("", [], sentences=[], lists=load_lists()) == []
