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
        ("Ha detto la\u00a0presidente\u00a0[Ada Corsi|per] ieri.", "presidente", None),
        ("Così la presidente della [Bce|org] [Ada Corsi|per].", "presidente", "Bce"),
        ("Il ministro dell'Economia [Ugo Corsi|per] parla.", "ministro dell'Economia", None),
        ("L'ex direttore generale dell'[Enel], [Ugo Corsi|per], tace.", "ex direttore generale", "Enel"),
        ("Secondo [Ugo Corsi|per], analista di [Vetrobit], è presto.", "analista", "Vetrobit"),
        ("[Ugo Corsi|per], la fondatrice lo sa, parla.", None, None),
        ("[Ada Corsi|per], la fondatrice, parla.", "fondatrice", None),
        ("Il presidente tace. [Ugo Corsi|per] parla.", None, None),
        ("[Ugo Corsi|per] compra casa.", None, None),
        ("[Ugo Corsi|per], oggi presidente di [Vetrobit], parla.", "presidente", "Vetrobit"),
        ("Il ceo [Vetrobit] [Ugo Corsi|per] parla.", "ceo", "Vetrobit"),
        ("Parla [Ugo Corsi|per], presidente [Vetrobit].", "presidente", "Vetrobit"),
        ("[Ugo Corsi|per], presidente e ceo di [Vetrobit], parla.", "presidente e ceo", "Vetrobit"),
        ("[Ugo Corsi|per], ad del gruppo bancario [Vetrobit], parla.", "ad", "Vetrobit"),
        ("[Ugo Corsi|per], socio di una ditta che lavora per [Vetrobit].", "socio", None),
        ("Il presidente di [Vetrobit] incontra [Ugo Corsi|per].", None, None),
        ("Il premio è andato ad [Ugo Corsi|per].", None, None),
        ("[Ugo Corsi|per], 37 anni, presidente di [Vetrobit], tace.", "presidente", "Vetrobit"),
        ("[Ugo Corsi|per], che è anche presidente di [Vetrobit], tace.", "presidente", "Vetrobit"),
        ("Il presidente di [Vetrobit], l'on. [Ugo Corsi|per], tace.", "presidente", "Vetrobit"),
        ("Ad [Ugo Corsi|per] va il premio.", None, None),
        ("L'AD [Ugo Corsi|per] tace.", "AD", None),
        ("[Ugo Corsi|per], ad un passo dal ritiro, tace.", None, None),
        ("[Ugo Corsi|per], ad e azionista di [Vetrobit], tace.", "ad e azionista", "Vetrobit"),
        ("[Vetrobit] ha nominato [Ugo Corsi|per] direttore generale.", "direttore generale", "Vetrobit"),
        ("[Ugo Corsi|per] è il nuovo ceo di [Vetrobit].", "ceo", "Vetrobit"),
        ("[Ugo Corsi|per] si dimette da presidente di [Vetrobit].", "presidente", "Vetrobit"),
        ("Alla [Vetrobit], guidata da [Ugo Corsi|per], si lavora.", None, "Vetrobit"),
        ("Il numero uno di [Vetrobit], [Ugo Corsi|per], tace.", "numero uno", "Vetrobit"),
        (
            "[Ugo Corsi|per], direttore della raffinazione di [Vetrobit], tace.",
            "direttore della raffinazione",
            "Vetrobit",
        ),
        ("[Ugo Corsi|per], direttore della raffinazione, tace.", "direttore della raffinazione", None),
        ("[Ugo Corsi|per], legale del comitato – ma non solo – tace.", "legale del comitato", None),
        ("Il ministro della [Salute|org] [Ugo Corsi|per] tace.", "ministro della Salute", None),
        ("Il legale del sindaco [Ugo Corsi|per] tace.", "sindaco", None),
        ("[Vetrobit] assume, dice l'ad [Ugo Corsi|per].", "ad", "Vetrobit"),
        ("[Vetrobit] e [Lumaflex] trattano, dice l'ad [Ugo Corsi|per].", "ad", None),
        ("[Lumaflex] tace. [Vetrobit] assume. L'ad [Ugo Corsi|per] ride.", "ad", "Vetrobit"),
        ("[Lumaflex] tace. [Vetrobit] assume. Il direttore generale [Ugo Corsi|per] ride.", "direttore generale", None),
        ("Parla l'ad del gruppo, [Ugo Corsi|per].", "ad", None),
        ("[Vetrobit], guidata dall'ad [Ugo Corsi|per], assume. [Lumaflex] tace.", "ad", "Vetrobit"),
        ("[Ugo Corsi|per] alla guida di [Vetrobit].", None, "Vetrobit"),
        ("[Vetrobit] ha nominato presidente [Ugo Corsi|per].", "presidente", "Vetrobit"),
        ("Il magistrato [Ugo Corsi|per], segretario generale dell'[Anm|org], tace.", "segretario generale", "Anm"),
        ("Il presidente [Ugo Corsi|per], socio di [Vetrobit], tace.", "presidente", None),
        ("[Ugo Corsi|per], in qualità di presidente di [Vetrobit], tace.", "presidente", "Vetrobit"),
        ("[Ugo Corsi|per], giovane imprenditore, tace.", "imprenditore", None),
        ("Canta l'attrice ed ereditiera [Ada Corsi|per].", "attrice", None),
        ("Il ministro per lo Sport e i giovani [Ugo Corsi|per] tace.", "ministro per lo Sport e i giovani", None),
        ("Il ministro dell'Innovazione e [Ugo Corsi|per] tacciono.", None, None),
        ("Il portavoce del comitato [Ugo Corsi|per] tace.", "portavoce del comitato", None),
        ("L'avvocato della vittima [Ugo Corsi|per] tace.", None, None),
        ("L'ex capo dei vigili della [Corsi|per] tace.", None, None),
        ("Il presidente del [Comitato vetro|org] (Cov), [Ugo Corsi|per], tace.", "presidente", "Comitato vetro"),
        ("[Ugo Corsi|per], 45enne imprenditore, tace.", "imprenditore", None),
        ("Chi era [Ugo Corsi|per], l'ex banchiere lombardo ucciso ieri.", "ex banchiere lombardo", None),
        ("Il responsabile vendite di [Vetrobit], [Ugo Corsi|per], tace.", "responsabile vendite", "Vetrobit"),
        (
            "Il sottosegretario alla [Presidenza del Consiglio dei Ministri|org], [Ugo Corsi|per].",
            "sottosegretario",
            "Presidenza del Consiglio dei Ministri",
        ),
        (
            "[Ada Corsi|per], ristoratrice e vicepresidente di [Vetrobit], tace.",
            "ristoratrice e vicepresidente",
            "Vetrobit",
        ),
        ("[Ada Corsi|per], danzatrice e vicepresidente di [Vetrobit], tace.", "vicepresidente", "Vetrobit"),
        (
            "[Ada Corsi|per], carpigiana, docente all'[Università di Tessalba|org], tace.",
            "docente",
            "Università di Tessalba",
        ),
        ("[Ugo Corsi|per], uno dei fondatori di [Vetrobit], tace.", "fondatori", "Vetrobit"),
        ("Ha visto [Ugo Corsi|per], il suo legale, ieri.", "legale", None),
        ("Con [Ugo Corsi|per], il presidente della [Bce|org] ha parlato.", None, None),
        ("Il libro di [Ugo Corsi|per], il parroco: «Bello».", None, None),
        ("[Ugo Corsi|per], il nuovo parroco: «Bello».", "parroco", None),
        ("[Ada Corsi|per] debutta come responsabile di [Vetrobit].", "responsabile", "Vetrobit"),
        ("[Ada Corsi|per] è responsabile del ritardo.", None, None),
        ("[Ada Corsi|per] è la responsabile della sede.", "responsabile della sede", None),
        ("[Ugo Corsi|per], responsabile della strage, tace.", None, None),
        ("[Ugo Corsi|per], storico cliente del bar, tace.", None, None),
        ("Lo storico [Ugo Corsi|per] tace.", "storico", None),
        (
            "[Ugo Corsi|per], responsabile ufficio vendite di [Vetrobit], tace.",
            "responsabile ufficio vendite",
            "Vetrobit",
        ),
        (
            "Parla [Ugo Corsi|per] della [Soprintendenza|org], responsabile della tutela.",
            "responsabile della tutela",
            "Soprintendenza",
        ),
        ("Il pm [Ugo Corsi|per] della [Procura di Tessalba|org] tace.", "pm", "Procura di Tessalba"),
        ("L'avvocato dell'imprenditore, [Ugo Corsi|per], tace.", "avvocato dell'imprenditore", None),
        ("L'avvocato della vittima ([Ugo Corsi|per]) tace.", "avvocato della vittima", None),
        ("Il padre del sindaco, [Ugo Corsi|per], tace.", None, None),
        ("Nuovo presidente di [Vetrobit] è [Ada Corsi|per].", "presidente", "Vetrobit"),
        ("Il segretario del partito, il nisseno [Ugo Corsi|per], tace.", "segretario", None),
        (
            "I consiglieri dell'ordine dei giornalisti [Ugo Corsi|per] tacciono.",
            "consiglieri dell'ordine dei giornalisti",
            None,
        ),
        ("Il responsabile di filiale [Ugo Corsi|per] tace.", "responsabile", None),
        (
            "Il responsabile della filiale di [Tessalba|org] [Ugo Corsi|per] tace.",
            "responsabile della filiale",
            "Tessalba",
        ),
        (
            "L'assessora alla sicurezza del [Comune di Tessalba|org], [Ada Corsi|per].",
            "assessora alla sicurezza",
            "Comune di Tessalba",
        ),
        ("Il segretario al [Tesoro|org] Usa [Ugo Corsi|per] tace.", "segretario al Tesoro Usa", None),
        (
            "[Ada Corsi|per], presidente del [Consiglio nazionale vetrai|org], tace.",
            "presidente",
            "Consiglio nazionale vetrai",
        ),
        (
            "La vicepresidente della [Commissione vetro|org] per la coesione, [Ada Corsi|per].",
            "vicepresidente",
            "Commissione vetro",
        ),
        ("La [Vetrobit] del fondatore [Ugo Corsi|per] assume.", "fondatore", "Vetrobit"),
        ("Il discorso alla [Camera|org] del presidente [Ugo Corsi|per].", "presidente", None),
        ("[Vetrobit], [Ada Corsi|per] nominata presidente.", "presidente", "Vetrobit"),
        ("Il ceo di Bottega Blu, [Ugo Corsi|per], incontra [Vetrobit].", "ceo", None),
        ("Il presidente di Panama [Ugo Corsi|per] tace.", "presidente di Panama", None),
        ("Il vicesindaco con delega alla sicurezza [Ugo Corsi|per] tace.", "vicesindaco", None),
        ("Il procuratore di [Torino|org] [Ugo Corsi|per] tace.", "procuratore", None),
        ("[Ugo Corsi|per], imprenditore storico presidente di [Vetrobit], tace.", "imprenditore", None),
        ("[Ugo Corsi|per], presidente dei senatori della [Lega vetro|org].", "presidente dei senatori", "Lega vetro"),
        (
            "La sindaca dei ragazzi [Ada Corsi|per], la capo dipartimento dell'[Ente vetro|org].",
            "sindaca dei ragazzi",
            None,
        ),
        ("La [Lega vetro|org] indica [Ugo Corsi|per] come candidato sindaco.", "candidato sindaco", None),
        ("Il titolare di “[Vetrobit]”, [Ugo Corsi|per], tace.", "titolare", "Vetrobit"),
        ("[Ada Corsi|per], che era una brava stilista, tace.", "stilista", None),
        ("Il garante nazionale per i detenuti [Ugo Corsi|per] tace.", "garante nazionale per i detenuti", None),
        ("La presidente [CIO|org], [Ada Corsi|per], tace.", "presidente", "Cio"),
        ("Il nuotatore modenese [Ugo Corsi|per] tace.", "nuotatore modenese", None),
        ("Il nuotatore olimpico [Ugo Corsi|per] tace.", "nuotatore olimpico", None),
        ("L'agente 45enne [Ugo Corsi|per] tace.", "agente", None),
        (
            "Il ministro per l'innovazione e la ricerca [Ugo Corsi|per].",
            "ministro per l'innovazione e la ricerca",
            None,
        ),
        (
            "[Ugo Corsi|per], ministro per l'innovazione e la ricerca, tace.",
            "ministro per l'innovazione e la ricerca",
            None,
        ),
        ("Il direttore dei media vaticani [Ugo Corsi|per] tace.", "direttore dei media vaticani", None),
        ("Il direttore del fratello [Ugo Corsi|per] tace.", None, None),
        (
            "Il presidente dell'associazione delle imprese del settore [Ugo Corsi|per] tace.",
            "presidente dell'associazione delle imprese del settore",
            None,
        ),
        (
            "[Ada Corsi|per], direttrice degli [Affari Internazionali|org] di [Vetrobit], tace.",
            "direttrice degli Affari Internazionali",
            "Vetrobit",
        ),
        (
            "[Ugo Corsi|per], analista del settore tessile e serico di [Vetrobit], tace.",
            "analista del settore tessile",
            None,
        ),
        (
            "[Ugo Corsi|per], analista del settore ricreativo e ricettivo di [Vetrobit].",
            "analista del settore ricreativo e ricettivo",
            "Vetrobit",
        ),
        ("[Ugo Corsi|per] uno dei titolari - tace.", "titolari", None),
        ("[Ugo Corsi|per], uno dei due titolari, tace.", "titolari", None),
        ("[Ugo Corsi|per], morto il giurista dei poveri.", "giurista dei poveri", None),
        ("Addio a [Ugo Corsi|per], addio all'attore.", "attore", None),
        ("[Ugo Corsi|per], i pm contro i giornalisti.", None, None),
        ("Il dg dell'[Ausl|org] di Modena dottor [Ugo Corsi|per] tace.", "dg", "Ausl"),
        ("Il deputato del [Parlamento|org] scozzese [Ugo Corsi|per] tace.", "deputato", "Parlamento"),
        ("La socia (e moglie) [Ada Corsi|per] tace.", "socia", None),
        ("[Ugo Corsi|per], patron del ristorante «[Vetrobit]», tace.", "patron", "Vetrobit"),
        ("Il colonnello [Ugo Corsi|per], comandante del reparto, tace.", "comandante del reparto", None),
        (
            "[Ugo Corsi|per], economista e direttore generale e vicepresidente di [Vetrobit].",
            "economista e direttore generale e vicepresidente",
            "Vetrobit",
        ),
        ("[Ugo Corsi|per], ceo di [Sainsbury's], tace.", "ceo", "Sainsbury's"),
        ("Il regista di 'Sotto il vetro' [Ugo Corsi|per] tace.", "regista", None),
        ("[Ugo Corsi|per] è morto, addio al musicista.", "musicista", None),
        ("Il segretario del partito, l'ex rivoltoso [Ugo Corsi|per], tace.", "segretario", None),
        ("Il presidente della società, il vice segretario [Ugo Corsi|per], tace.", "vice segretario", None),
        ("Firma [Ugo Corsi|per], che si presenta come restauratore e mecenate.", "restauratore e mecenate", None),
        (
            "Il ministro dell'Economia, delle Finanze e dello Sviluppo [Ugo Corsi|per].",
            "ministro dell'Economia, delle Finanze e dello Sviluppo",
            None,
        ),
        ("L'imprenditore nel settore della moda [Ugo Corsi|per] tace.", "imprenditore", None),
        ("L'avvocato [Ugo Corsi|per], presidente della [Vetrobit], tace.", "presidente", "Vetrobit"),
        ("Difeso dall'avvocato [Ugo Corsi|per], il geometra e costruttore tace.", "avvocato", None),
        ("Il ministro della [Salute|org] di [Ugo Corsi|per] tace.", None, None),
        ("[Ada Corsi|per], autrice di un libro uscito per [Vetrobit], tace.", "autrice", None),
        ("[Ada Corsi|per], titolare della cartoleria [Il Vetro], tace.", "titolare", "Il Vetro"),
        (
            "Il ministro per la [Protezione civile|org] e il mare, [Ugo Corsi|per].",
            "ministro per la Protezione civile e il mare",
            None,
        ),
        ("Assolto dal giudice, [Ugo Corsi|per] torna.", None, None),
        ("Assolto dal giudice, [Ugo Corsi|per], ieri.", "giudice", None),
        ("Il giudice, [Ugo Corsi|per] ha deciso.", "giudice", None),
        ("[Ugo Corsi|per], da molti anni parroco, tace.", "parroco", None),
        ("[Ugo Corsi|per], titolare della ditta la cui sede è chiusa, tace.", "titolare della ditta", None),
        ("[Ugo Corsi|per], delegato ai rapporti internazionali [Vetrobit], tace.", "delegato", "Vetrobit"),
        ("Il [Parlamento|org] nomina [Ugo Corsi|per] ministro della Difesa.", "ministro della Difesa", None),
        ("Il sindaco di [Tessalba|per] [Anna Galli|per] tace.", "sindaco", None),
        ("Il regista dissidente [Ugo Corsi|per] tace.", "regista", None),
        ("Il presidente ringrazia [Ugo Corsi|per].", None, None),
        ("I sindaci incontrano [Ugo Corsi|per].", None, None),
        ("L'attivista pro Pace [Ada Corsi|per] tace.", "attivista", None),
        ("[Ugo Corsi|per] nuovo presidente del [Cile|org], giura.", "presidente del Cile", None),
        ("[Ugo Corsi|per] al suo debutto come direttore di [Vetrobit].", "direttore", "Vetrobit"),
        ("[Ugo Corsi|per] della [Lega vetro|org] in qualità di membro.", "membro", "Lega vetro"),
        ("[Ugo Corsi|per], poi divenuto consigliere regionale, tace.", "consigliere regionale", None),
        ("La foto del ministro dei Trasporti con l'esponente di destra [Ugo Corsi|per].", "esponente", None),
        ("Licenzia i giornalisti del foglio, [Ugo Corsi|per] sarebbe felice.", None, None),
        ("L'ex vicesindaco della cittadina [Ugo Corsi|per] tace.", "ex vicesindaco della cittadina", None),
        ("Difeso dal difensore di parte civile [Ugo Corsi|per].", "difensore", None),
        ("Con [Ada Corsi|per], l'attivista oggi eurodeputata di [Lega vetro|org].", "attivista", None),
        ("Il commissario [Ue|org] al commercio [Ada Corsi|per] tace.", "commissario", "Ue"),
        ("Il direttore del [Vetrogiornale.it], [Ugo Corsi|per], tace.", "direttore", "Vetrogiornale.it"),
        ("Dice [Ugo Corsi|per] capogruppo [Lega vetro|org] ieri.", "capogruppo", "Lega vetro"),
        ("La capogruppo in Consiglio comunale [Ada Corsi|per] tace.", "capogruppo", None),
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
            "Il ceo di [Vetrobit] [Ugo Corsi|per] e il ceo di [Lumaflex] [Ada Bassi|per].",
            [("ceo", "Vetrobit"), ("ceo", "Lumaflex")],
        ),
        (
            "Il presidente di [Vetrobit], [Ugo Corsi|per], e l'ad, [Ada Bassi|per], firmano.",
            [("presidente", "Vetrobit"), ("ad", "Vetrobit")],
        ),
        (
            "La ceo di [Vetrobit] [Ada Bassi|per] e quella di [Lumaflex] [Ada Corsi|per].",
            [("ceo", "Vetrobit"), ("ceo", "Lumaflex")],
        ),
        (
            "[Ugo Corsi|per], presidente di [Lumaflex], tace. Per il presidente [Corsi|per] è tardi.",
            [("presidente", "Lumaflex"), ("presidente", "Lumaflex")],
        ),
        (
            "[Vetrobit] ha nominato [Ugo Corsi|per] direttore generale e [Ada Bassi|per] presidente.",
            [("direttore generale", "Vetrobit"), ("presidente", "Vetrobit")],
        ),
        (
            "Per [Ugo Corsi|per], group ceo di [Vetrobit], e [Ada Bassi|per], presidente, è tardi.",
            [("group ceo", "Vetrobit"), ("presidente", "Vetrobit")],
        ),
        ("L'analista [Ugo Corsi|per] ([Vetrobit]) tace.", [("analista", "Vetrobit")]),
        (
            "Con [Ugo Corsi|per], ceo di [Vetrobit], [Ada Bassi|per], cfo di [Lumaflex], e [Ivo Moro|per].",
            [("ceo", "Vetrobit"), ("cfo", "Lumaflex"), (None, None)],
        ),
        (
            "Difesi dagli avvocati [Ugo Corsi|per], [Ada Bassi|per] e [Ivo Moro|per].",
            [("avvocati", None), ("avvocati", None), ("avvocati", None)],
        ),
        ("I pm [Ugo Corsi|per] e [Ada Bassi|per] tacciono.", [("pm", None), ("pm", None)]),
        (
            "Tra i consiglieri, [Ugo Corsi|per], già deputato del [Lega vetro|org], e [Ada Bassi|per].",
            [("già deputato", "Lega vetro"), (None, None)],
        ),
        ("Con [Ugo Corsi|per] e sua moglie [Ada Bassi|per], titolari del bar.", [("titolari del bar", None)] * 2),
        (
            "I membri [Ugo Corsi|per] ([Lega vetro|org]) e [Ada Bassi|per] ([Ente vetro|org]).",
            [("membri", "Lega vetro"), ("membri", "Ente vetro")],
        ),
        (
            "Con [Ugo Corsi|per], ex sindaco e presidente della commissione, [Ada Bassi|per], capo del [Suap|org].",
            [("ex sindaco e presidente della commissione", None), ("capo", "Suap")],
        ),
        ("[Ugo Corsi|per], [Ada Bassi|per], uno dei periti, e altri.", [(None, None), ("periti", None)]),
        ("Il premio di [Ugo Corsi|per], papa [Ivo|per] e altri.", [(None, None), ("papa", None)]),
        (
            "Parla [Ugo Corsi|per], l'avvocato del vicebrigadiere [Ivo Moro|per], condannato.",
            [("avvocato del vicebrigadiere", None), ("vicebrigadiere", None)],
        ),
        ("Il pm [Ugo Corsi|per], [Ada Bassi|per] e altri tacciono.", [("pm", None), (None, None)]),
        (
            "Il dg dell'[Ausl|org] [Ugo Corsi|per] e l'assessore alla sanità [Ada Bassi|per].",
            [("dg", "Ausl"), ("assessore alla sanità", None)],
        ),
        (
            "Il capo della [Lega vetro|org] [Ugo Corsi|per] tace. L'ambasciatore [Ugo Corsi|per] parla.",
            [("capo", "Lega vetro"), ("ambasciatore", None)],
        ),
        ("Il cancelliere tedesco [Ugo Corsi|per] tace.", [("cancelliere tedesco", None)]),
        ("L'avvocato di [Ugo Corsi|per], [Ada Bassi|per], tace.", [(None, None), ("avvocato", None)]),
        (
            "Gli avvocati della famiglia [Corsi|per], [Ada Bassi|per] e [Ivo Moro|per].",
            [(None, None), ("avvocati della famiglia Corsi", None), ("avvocati della famiglia Corsi", None)],
        ),
        (
            "Con [Ugo Corsi|per], il presidente del Rione [Ada Bassi|per] tace.",
            [(None, None), ("presidente del Rione", None)],
        ),
        (
            "[Ugo Corsi|per] e [Ada Bassi|per], ex presidenti di [Vetrobit], tacciono.",
            [("ex presidenti", "Vetrobit"), ("ex presidenti", "Vetrobit")],
        ),
        (
            "I ceo di [Vetrobit] e [Lumaflex], [Ugo Corsi|per] e [Ada Bassi|per], firmano.",
            [("ceo", "Vetrobit"), ("ceo", "Lumaflex")],
        ),
        (
            "I pm [Ugo Corsi|per] della [Dda|org] e [Ada Bassi|per] della [Procura di Tessalba|org].",
            [("pm", "Dda"), ("pm", "Procura di Tessalba")],
        ),
        (
            "Tra il ministro danese [Ugo Corsi|per] e quella groenlandese [Ada Bassi|per].",
            [("ministro danese", None), ("ministro danese", None)],
        ),
        (
            "Ospiti di [Vetrobit] (la presidente [Ada Bassi|per] e il direttore [Ugo Corsi|per]).",
            [("presidente", "Vetrobit"), ("direttore", "Vetrobit")],
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
        ("presidente della Polonia", None, "other"),
        ("presidente dell'Emilia Romagna", None, "governor"),
        ("presidente ad interim", None, "chair"),
        ("titolare insieme ad Anna", None, "other"),
        ("vicepresidente del Consiglio dei ministri", None, "other"),
        ("medico legale", None, "other"),
        ("avvocati", None, "lawyer"),
        ("difensore", None, "lawyer"),
        ("avvocato del presidente", None, "lawyer"),
        ("direttore della ricerca e presidente", None, "chair"),
        ("consigliere del ministro", None, "other"),
        ("ex vice prima ministra canadese", None, "other"),
        ("segretario", "Ordine degli Avvocati", "other"),
        ("difensore", "Vetrobit Calcio", "other"),
        ("legale rappresentante", "Vetrobit", "other"),
        ("presidente svizzero", None, "other"),
        ("presidente svizzero", "Vetrobit", "chair"),
        ("analista", None, "analyst"),
        ("portavoce", None, "spokesperson"),
        ("avvocato difensore", None, "lawyer"),
        ("ad e azionista", None, "ceo"),
        ("regista", None, "other"),
    ],
)
def test_classes(role: str, affiliation: str | None, expected: str) -> None:
    assert role_class(role, affiliation) == expected
