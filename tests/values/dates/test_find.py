"""Dates in marked text (the notation is explained in tests/marked.py): what is marked is found, and nothing else.

The articles are of Wednesday 18 June 2025. Marks tell days; precision and modifiers have tests of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from estrattore.finds import DateSpan
from estrattore.resources.schemas.date_shapes import date_shapes
from estrattore.values.context import Context
from estrattore.values.dates.find import dateline, discussed_year, find_dates, parse_date
from estrattore.values.dates.resolvers import RESOLVERS, SELECTORS
from tests.marked import parse

PUBLISHED = dt.date(2025, 6, 18)


def days(text: str, dates: Iterable[DateSpan]) -> list[tuple[int, str, dt.date, dt.date]]:
    """Where each date stands, what it reads, and its first and last day."""
    return [(date.start, text[date.start : date.end], date.date_start, date.date_end) for date in dates]


def check(marked: str, **context: object) -> None:
    told = parse(marked)
    found = find_dates(told.text, context=Context(**{"published": PUBLISHED, **context}))
    assert days(told.text, found) == days(told.text, told.finds)


DAYS = [
    "Il bando chiude il [14 ottobre 2025|2025-10-14].",
    "Nacque a Cuneo il [primo aprile 1949|1949-04-01].",
    "Il rogito è del [1° luglio 2019|2019-07-01].",
    "La fattura del [07/11/2023|2023-11-07] è pagata.",
    "Bilancio approvato il [9.5.24|2024-05-09].",
    "File aggiornato: [2024-12-03|2024-12-03].",
    "Firmò il [ventisette gennaio 2020|2020-01-27].",
    "Il testo è di [lunedì 3 marzo 2025|2025-03-03], di sera.",
    "Pubblicato il [12 gen 2025|2025-01-12] alle 18.30.",
    "Ha scritto su X il [March 4, 2024|2024-03-04].",
    "L'accordo dell'[8 settembre 1943|1943-09-08].",
    "Sciopero il [5 novembre del 2024|2024-11-05].",
    "La riunione del [25/4|2025-04-25] è saltata.",
]

DAYS_WITHOUT_YEAR = [
    "Si vota il [29 giugno|2025-06-29].",
    "Il decreto del [2 maggio|2025-05-02] è in Gazzetta.",
    "L'assemblea si terrà il [10 febbraio|2026-02-10].",
    "Era stato eletto il [20 novembre|2024-11-20].",
    "Il governo era caduto lo [scorso 12 luglio|2024-07-12].",
    "La scadenza è il [16 settembre prossimo|2025-09-16].",
    "Appuntamento [venerdì 27 giugno|2025-06-27] in piazza.",
    "Il [9 u.s.|2025-06-09] il consiglio ha votato.",
    "Riunione convocata per il [26 p.v.|2025-06-26] in sede.",
    "L'udienza del [24|2025-06-24] sarà a porte chiuse.",
    "Torna in campo [sabato 21|2025-06-21].",
    "Udienza il [3 e 4 luglio|2025-07-03..2025-07-04].",
    "Il cantiere resta fermo il [5, 6 e 7 agosto|2025-08-05..2025-08-07].",
    "Le date utili sono il [2|2025-07-02] e il [9 luglio|2025-07-09].",
    "Il [3 aprile di due anni fa|2023-04-03] si dimise.",
    "Pagamento entro il [30 del mese|2025-06-30].",
    "La cresima sarà il [7 dicembre|2025-12-07], la comunione il [14|2025-12-14].",
    "Nei giorni [14-15-16 novembre|2025-11-14..2025-11-16] torna la fiera.",
    "Le scosse del [24 agosto 2016|2016-08-24] e quelle del [30 ottobre|2016-10-30] furono le peggiori.",
    "Arrestato il [3 marzo 2019|2019-03-03], il [10 maggio|2025-05-10] è tornato libero.",
    "Il ministro ha nominato un commissario a partire dal [1° febbraio|2026-02-01].",
    "A partire dal [1° febbraio|2025-02-01] le tariffe erano salite.",
    "Il rinvio dell'udienza al [18 gennaio|2026-01-18] è ufficiale.",
    "La rata sarà pagata il [3 febbraio|2026-02-03], il saldo dovrebbe essere versato il [9 marzo|2026-03-09].",
    "Dopo il 6-3 ha vinto il primo set, poi 2 set a 1; si rigioca il [2 sett. 2025|2025-09-02].",
]

MONTHS = [
    "A [maggio|2025-05-01..2025-05-31] i consumi sono calati.",
    "Il festival torna a [gennaio|2026-01-01..2026-01-31] con trenta concerti.",
    "A [novembre|2024-11-01..2024-11-30] aveva lasciato l'incarico.",
    "Nel [marzo 2021|2021-03-01..2021-03-31] la fusione.",
    "Lo [scorso ottobre|2024-10-01..2024-10-31] la firma.",
    "Si riparte a [settembre prossimo|2025-09-01..2025-09-30].",
    "I lavori finiranno a [febbraio del prossimo anno|2026-02-01..2026-02-28].",
    "Le vendite di [dic. 2024|2024-12-01..2024-12-31] sono ferme.",
    "Tra [aprile|2012-04-01..2012-04-30] o [maggio 2012|2012-05-01..2012-05-31] non ricorda.",
    "Consegna [3/2026|2026-03-01..2026-03-31].",
    "Immatricolazioni [gen-apr 2025|2025-01-01..2025-04-30] in calo.",
    "Nel [maggio di tre anni fa|2022-05-01..2022-05-31] il sequestro.",
]

PARTS = [
    "Entro [fine anno|2025-12-01..2025-12-31] la decisione.",
    "Entro l'[anno|2025-01-01..2025-12-31] la decisione, entro la [settimana|2025-06-16..2025-06-22] il parere.",
    "Dall'inizio dell'anno scolastico [2024/25|2024-09-01..2025-08-31] mancano aule.",
    "A [metà del secondo trimestre 2024|2024-05-01..2024-05-31] il picco.",
    "L'[inizio della prossima settimana|2025-06-23..2025-06-25] sarà piovoso.",
    "La rassegna ha avuto inizio nel [2012|2012-01-01..2012-12-31].",
    "A [inizio 2024|2024-01-01..2024-01-31] i tassi erano più alti.",
    "A [metà 2022|2022-06-01..2022-07-31] la svolta.",
    "Riapre a [fine agosto|2025-08-22..2025-08-31].",
    "Dall'[inizio di luglio|2025-07-01..2025-07-10] nuove tariffe.",
    "Verso la [metà di settembre|2025-09-11..2025-09-20] il bando.",
    "Dalla [fine degli anni Ottanta|1987-01-01..1989-12-31] la fabbrica è chiusa.",
    "Nella [seconda metà del 2026|2026-07-01..2026-12-31] la quotazione.",
    "Nei [primi giorni di luglio|2025-07-01..2025-07-10] il rimborso.",
    "La [prima metà del Novecento|1900-01-01..1949-12-31] fu segnata dalle guerre.",
    "Nell'[ultima settimana di luglio|2025-07-21..2025-07-27] si chiude.",
    "Si vota il [secondo martedì di novembre|2025-11-11].",
    "La [settimana del 9 giugno|2025-06-09..2025-06-15] è stata la più calda.",
]

QUARTERS = [
    "Nel [primo trimestre|2025-01-01..2025-03-31] i ricavi sono saliti.",
    "Nel [terzo trimestre|2025-07-01..2025-09-30] il gruppo assumerà.",
    "Nel [quarto trimestre|2024-10-01..2024-12-31] le consegne sono calate.",
    "Utile del [secondo semestre 2023|2023-07-01..2023-12-31].",
    "Conti del [1T25|2025-01-01..2025-03-31] sopra le stime.",
    "Il [Q3 2024|2024-07-01..2024-09-30] batte le attese.",
    "L'[H2 2024|2024-07-01..2024-12-31] chiude in rosso.",
    "Il [III trimestre 2022|2022-07-01..2022-09-30] fu il migliore.",
    "Nei [primi nove mesi del 2024|2024-01-01..2024-09-30] l'export cresce.",
    "Nel trimestre [ottobre-dicembre 2023|2023-10-01..2023-12-31] la svolta.",
    "Da [gennaio a marzo|2025-01-01..2025-03-31] i furti sono scesi.",
    "Il [trimestre in corso|2025-04-01..2025-06-30] va bene.",
    "Nel [primo quadrimestre 2025|2025-01-01..2025-04-30] meno incidenti.",
    "I conti del [9M 2024|2024-01-01..2024-09-30] sono solidi.",
    "Nei [nove mesi del 2024|2024-01-01..2024-09-30] l'utile raddoppia.",
    "Nel [secondo e terzo trimestre 2024|2024-04-01..2024-09-30] ordini deboli.",
    "Tra il [primo e il secondo trimestre 2024|2024-01-01..2024-06-30] ordini deboli.",
    "Nel [primo e secondo trimestre|2024-01-01..2024-06-30] ordini deboli.",
    "Tra il [primo e il secondo trimestre|2024-01-01..2024-06-30] ordini giù, nel [2021|2021-01-01..2021-12-31] su.",
    "Nel [secondo semestre|2025-07-01..2025-12-31] contiamo di assumere cento persone.",
    "[Q4|2024-10-01..2024-12-31] migliore delle stime.",
    "Il [terzo trimestre fiscale 2024|2024-07-01..2024-09-30] delude.",
    "Il [quarto trimestre dello scorso anno|2024-10-01..2024-12-31] delude.",
]

YEARS = [
    "Fondata nel [1921|1921-01-01..1921-12-31] a Schio.",
    "Il bilancio [2024|2024-01-01..2024-12-31] è in utile.",
    "Legge di bilancio [2025|2025-01-01..2025-12-31] al rush finale.",
    "Dall'esercizio [2023|2023-01-01..2023-12-31] la cedola è doppia.",
    "Il terremoto dell'[80|1980-01-01..1980-12-31] distrusse il borgo.",
    "La Coppa del ['82|1982-01-01..1982-12-31] è nel museo.",
    "Dal [2019 al 2023|2019-01-01..2023-12-31] gli iscritti sono raddoppiati.",
    "Il piano [2025-2028|2025-01-01..2028-12-31] vale 3 miliardi.",
    "Nel biennio [2023-24|2023-01-01..2024-12-31] sono nate sei aziende.",
    "Il campionato [2023/24|2023-07-01..2024-06-30] fu suo.",
    "La manovra [2025/26|2025-01-01..2026-12-31] è in aula.",
    "Tra il [2015 e il 2018|2015-01-01..2018-12-31] ha vissuto a Lione.",
    "Nel [duemiladiciannove|2019-01-01..2019-12-31] l'apertura.",
    "Nel [prossimo triennio|2026-01-01..2028-12-31] mille assunti.",
    "Negli anni [2021|2021-01-01..2021-12-31], [2022|2022-01-01..2022-12-31] e [2023|2023-01-01..2023-12-31] nulla.",
    "Nato nell'[89|1989-01-01..1989-12-31], l'82enne è nonno.",
    "Fra il [1932 e il '34|1932-01-01..1934-12-31] scrisse il saggio.",
    "Nel solo [2010|2010-01-01..2010-12-31] furono mille.",
    "Per [questo esercizio|2025-01-01..2025-12-31] il gruppo stima ricavi stabili.",
    "L'esercizio [2023/24|2023-01-01..2024-12-31] del club di Serie A.",
    "[Quest'anno|2025-01-01..2025-12-31] si cambia, l'[anno scorso|2024-01-01..2024-12-31] no.",
]

DECADES_AND_CENTURIES = [
    "Negli [anni '70|1970-01-01..1979-12-31] era una fabbrica.",
    "Un successo degli [anni Ottanta|1980-01-01..1989-12-31].",
    "Tra gli [anni '50 e '60|1950-01-01..1969-12-31] il boom.",
    "Nei [primi anni Duemila|2000-01-01..2002-12-31] la bolla.",
    "Verso la [fine degli anni'70|1977-01-01..1979-12-31] partì per Londra.",
    "Dagli inizi della carriera agli [inizi degli '80|1980-01-01..1982-12-31] visse a Roma.",
    "Negli [anni Venti e Trenta|1920-01-01..1939-12-31] il porto crebbe.",
    "Gli [anni Venti del Duemila|2020-01-01..2029-12-31].",
    "Le mode degli [anni '80/'90|1980-01-01..1999-12-31].",
    "Un tempio del V secolo a.C. e uno del III secolo avanti Cristo.",
    "Gli [anni Trenta dell'Ottocento|1830-01-01..1839-12-31] a Venezia.",
    "Gli [anni Sessanta del Settecento|1760-01-01..1769-12-31] a Venezia.",
    "Un palazzo del [XVI secolo|1501-01-01..1600-12-31].",
    "Il [diciannovesimo secolo|1801-01-01..1900-12-31] delle ferrovie.",
    "Una tela del [Seicento|1600-01-01..1699-12-31].",
    "Nel [secolo scorso|1901-01-01..2000-12-31] era già fiorente.",
]

RELATIVE = [
    "[Ieri|2025-06-17] la firma, [domani|2025-06-19] il voto.",
    "L'incontro di [ieri|2025-06-17] sera è finito tardi.",
    "[L'altro ieri|2025-06-16] la frana.",
    "[Stamattina|2025-06-18] l'annuncio.",
    "La [scorsa settimana|2025-06-09..2025-06-15] pioveva.",
    "Il [mese prossimo|2025-07-01..2025-07-31] tocca a noi.",
    "[Due settimane fa|2025-06-02..2025-06-08] il crollo.",
    "[Dieci giorni fa|2025-06-08] il crollo.",
    "[Quattro mesi fa|2025-02-01..2025-02-28] il crollo.",
    "[Vent'anni fa|2005-01-01..2005-12-31] il crollo.",
    "Il primato risale a [un anno e mezzo fa|2023-12-01..2023-12-31].",
    "Si torna in aula [tra tre settimane|2025-07-07..2025-07-13].",
    "Lo [scorso fine settimana|2025-06-14..2025-06-15] tutto esaurito.",
    "Nel [weekend|2025-06-21..2025-06-22] arriverà il caldo.",
    "[Domattina|2025-06-19] la firma.",
    "L'avevano visto una [decina di giorni fa|2025-06-08].",
    "Nel [weekend|2025-06-14..2025-06-15] era piovuto, nel fine settimana del [5 e 6 luglio|2025-07-05..2025-07-06] no.",
    "il [mese seguente|2025-07-01..2025-07-31]",
    "La [notte scorsa|2025-06-17] due scosse.",
    "I [due mesi passati|2025-04-01..2025-05-31] sono stati duri.",
    "Se ne andò [2 anni, 1 mese e 3 giorni fa|2023-05-15].",
]

WEEKDAYS = [
    "[Lunedì|2025-06-16] ha incontrato i sindacati.",
    "[Lunedì|2025-06-23] incontrerà i sindacati.",
    "[Mercoledì|2025-06-18] ha parlato il ministro.",
    "Il cda di [venerdì|2025-06-20] è decisivo.",
    "[Giovedì scorso|2025-06-12] la sentenza.",
    "[Martedì prossimo|2025-06-24] la sentenza.",
    "Il vertice è previsto per [domenica|2025-06-22].",
    "Arrestato [sabato|2025-06-14] sera a Lodi.",
    "Nella notte tra [mercoledì e giovedì|2025-06-11..2025-06-12] il furto.",
    "Udienza il [lunedì della prossima settimana|2025-06-23].",
    "Sciopero la [prossima settimana, da mercoledì a venerdì|2025-06-25..2025-06-27].",
    "Nella notte tra [giovedì e venerdì|2025-06-12..2025-06-13] due operai sono morti.",
    "[Questo venerdì|2025-06-20] si replica, il terzo lunedì no.",
    "Sciopero da [lunedì a venerdì|2025-06-16..2025-06-20].",
]

RANGES = [
    "In scena dal [3 al 9 luglio 2025|2025-07-03..2025-07-09].",
    "Tra [settembre e novembre scorso|2024-09-01..2024-11-30] pioveva.",
    "Aperto dal [28 giugno al 6 luglio|2025-06-28..2025-07-06].",
    "Saldi dal [28 dicembre 2025 al 6 gennaio 2026|2025-12-28..2026-01-06].",
    "Chiuso dal [24 dicembre al 2 gennaio 2026|2025-12-24..2026-01-02].",
    "Fiera dall'[11 al 14 settembre|2025-09-11..2025-09-14].",
    "Prove il [12-13 luglio|2025-07-12..2025-07-13].",
    "Tra il [5 e l'8 agosto|2025-08-05..2025-08-08] niente treni.",
    "I dati [gennaio-aprile 2025|2025-01-01..2025-04-30] sono buoni.",
    "Da [ottobre 2024 a marzo 2025|2024-10-01..2025-03-31] piovve molto.",
    "Dal [2019 ad oggi|2019-01-01..2025-06-18] mille casi.",
    "Dal [1° gennaio al 31 marzo|2025-01-01..2025-03-31] nessun caso.",
    "Si vota da [oggi a venerdì|2025-06-18..2025-06-20].",
    "Da [domani al 5 luglio|2025-06-19..2025-07-05] si pagherà.",
]

SEASONS_AND_HOLIDAYS = [
    "Nell'[estate 2022|2022-06-21..2022-09-22] la siccità.",
    "La [prossima primavera|2026-03-21..2026-06-20] si vota.",
    "L'[inverno 2023|2023-12-21..2024-03-20] fu mite.",
    "Nell'[autunno dell'anno scorso|2024-09-23..2024-12-20] la causa.",
    "A [Ferragosto|2025-08-15] le fabbriche chiudono.",
    "A [Pasqua|2025-04-20] aveva piovuto.",
    "A [Pasquetta 2024|2024-04-01] aveva piovuto.",
    "La [vigilia di Natale|2024-12-24] era stato ricoverato.",
    "Per il ponte dell'[Immacolata|2025-12-08] e di [Sant'Ambrogio|2025-12-07] si parte.",
    "Il [ponte dei Santi|2024-11-01] aveva riempito gli alberghi.",
    "Il [Black Friday|2025-11-28] fa paura ai piccoli, il [Black Friday 2024|2024-11-29] no.",
    "[giornata mondiale dell'acqua|2025-03-22]",
    "Il blackout di [Capodanno 2020|2020-01-01].",
]

NO_DATES = [
    "Ha lavorato per tre mesi e in due anni ha finito.",
    "Negli ultimi dodici mesi e nei prossimi due anni cambierà poco.",
    "Il negozio è chiuso ogni lunedì e tutte le domeniche.",
    "La domenica si riposa.",
    "Ha 45 anni, ne compirà 46.",
    "Si parte alle 8.30, arrivo alle 12:15.",
    "Di recente e in passato, poi prima o poi.",
    "Agenda 2030 e Piano 2030 sono fermi.",
    "Gira ancora con Windows 95 al G20.",
    "La legge 241 del 1990 e il decreto legislativo 81/2008.",
    "L'articolo 18 e il comma 3 dell'articolo 2.",
    "Abita in via 24 Maggio, prima stava in piazza XX Settembre.",
    "La stanza 2023 è al piano venti, la porta 8080 è chiusa.",
    "Chiamare il 06 1234 5678, cap 20121.",
    "La squadra vince 3-2 e sale a 2-0.",
    "Il professor Giulio Marzo e la signora Natale Rossi.",
    "L'avvocato Sabato Greco ha parlato.",
    "Servono 2000 euro e 1950 volontari.",
    "Un Boeing 737 e una Peugeot 2008.",
    "Il Babbo Natale di piazza, l'albero di Natale, l'isola di Pasqua.",
    "Un italiano su due, il secondo posto, il primo premio.",
    "Al giorno d'oggi si vive di più; dall'oggi al domani no.",
    "Il maggio musicale apre con Verdi",
    "Il garage ospita una vecchia Cinquecento e una nuova 500",
    "Se ne contano Cinquecento",
    "Il figlio di 12 anni e il fratello di 9.",
    "Il 31/02/2024 e il 32/1/2024 non esistono.",
    "In prossimità del ponte di Sant'Ambrogio c'era la coda, come in zona ponte Sant'Ambrogio.",
    "Per questo esercizio si tratta della terza visita dei ladri, alla chiusura dell'esercizio commerciale.",
    "La Giornata mondiale dell'acqua mette al centro i ghiacciai; il mese seguente finì.",
    "Aperto dal lunedì al venerdì; orario da lunedì a giovedì (8-13).",
    "Ha corso i 1500 in 3'35\", ai giardini del parco XXII Aprile.",
    "Negli ultimi decenni e nei primi sei mesi di attività ha reso poco.",
    "Il colpo in via Tre Febbraio, intorno all'1.",
    "Le vie 4 Novembre e XXV Aprile sono chiuse.",
    "Versione 2.0.1 e indirizzo 192.168.1.25.",
]

MODIFIERS = [
    ("Guida l'azienda dal 1998", "from"),
    ("A partire da settembre 2025 si cambia", "from"),
    ("Il contratto vale fino al 2030", "until"),
    ("I lavori saranno chiusi entro il 2027", "by"),
    ("Da consegnare entro e non oltre il 30 settembre 2025", "by"),
    ("Risale a circa tre anni fa", "approx"),
    ("Verso la fine del 2024 smise", "approx"),
    ("Nel 2024 smise", None),
]

PRECISIONS = [
    ("3 marzo 2025", "day"), ("marzo 2025", "month"), ("primo trimestre 2025", "quarter"), ("primo semestre 2025", "half"),
    ("nel 2025", "year"), ("anni Novanta", "decade"), ("XV secolo", "century"), ("estate 2025", "season"),
    ("settimana scorsa", "week"), ("dal 3 al 5 marzo 2025", "range"),
]  # fmt: skip


@pytest.mark.parametrize("example", DAYS)
def test_days(example: str) -> None:
    check(example)


@pytest.mark.parametrize("example", DAYS_WITHOUT_YEAR)
def test_days_without_year(example: str) -> None:
    check(example)


@pytest.mark.parametrize("example", MONTHS)
def test_months(example: str) -> None:
    check(example)


@pytest.mark.parametrize("example", PARTS)
def test_parts_of_periods(example: str) -> None:
    check(example)


@pytest.mark.parametrize("example", QUARTERS)
def test_quarters_and_halves(example: str) -> None:
    check(example)


@pytest.mark.parametrize("example", YEARS)
def test_years(example: str) -> None:
    check(example)


@pytest.mark.parametrize("example", DECADES_AND_CENTURIES)
def test_decades_and_centuries(example: str) -> None:
    check(example)


@pytest.mark.parametrize("example", RELATIVE)
def test_relative(example: str) -> None:
    check(example)


@pytest.mark.parametrize("example", WEEKDAYS)
def test_weekdays(example: str) -> None:
    check(example)


@pytest.mark.parametrize("example", RANGES)
def test_ranges(example: str) -> None:
    check(example)


@pytest.mark.parametrize("example", SEASONS_AND_HOLIDAYS)
def test_seasons_and_holidays(example: str) -> None:
    check(example)


@pytest.mark.parametrize("sentence", NO_DATES)
def test_false_friends(sentence: str) -> None:
    check(sentence)


@pytest.mark.parametrize(("sentence", "modifier"), MODIFIERS)
def test_modifiers(sentence: str, modifier: str | None) -> None:
    assert [date.modifier for date in find_dates(sentence, context=Context(published=PUBLISHED))] == [modifier]


@pytest.mark.parametrize(("text", "precision"), PRECISIONS)
def test_precision(text: str, precision: str) -> None:
    assert [date.precision for date in find_dates(text, context=Context(published=PUBLISHED))] == [precision]


def test_year_under_discussion() -> None:
    check("Nel [secondo trimestre|2022-04-01..2022-06-30] l'utile scese.", year=2022)
    check("Nel [2023|2023-01-01..2023-12-31] i ricavi salirono, nel [quarto trimestre|2023-10-01..2023-12-31] no.")
    sentence = "Nel primo semestre 2023 il margine è salito rispetto al primo semestre 2022"
    assert discussed_year(sentence, find_dates(sentence)) == 2023
    assert discussed_year("Nessuna data", []) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Ieri ha piovuto",
        "Si vota il 3 marzo",
        "A maggio pioveva",
        "Nel primo trimestre i ricavi sono saliti",
        "Quest'anno no",
    ],
)
def test_nothing_relative_without_the_articles_date(sentence: str) -> None:
    assert find_dates(sentence) == []


def test_relative_says_what_depends_on_the_articles_date() -> None:
    found = find_dates("Il 3 marzo 2024 firmò, il 5 maggio rescisse", context=Context(published=PUBLISHED))
    assert [date.relative for date in found] == [False, True]


def test_what_is_taken_is_left_alone() -> None:
    assert find_dates("costa 2024 lire, nel 2024", taken=[(6, 15)])[0].start == 21


def test_every_shape_has_a_value() -> None:
    assert {shape.kind for shape in date_shapes().shapes} == set(RESOLVERS)
    assert set(RESOLVERS) >= SELECTORS | date_shapes().beside


def test_every_class_of_openers_opens_something() -> None:
    used = {name for shape in date_shapes().shapes for name in shape.openers}
    assert used == {*date_shapes().openers, "number", "apostrophe", "worded_year"}


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Torino, 4 aprile 2024 – I sindacati", dt.date(2024, 4, 4)),
        ("BARI – 12 maggio 2025 - Il porto", dt.date(2025, 5, 12)),
        ("(AGI) - Napoli, 2 feb 2025 - Il sindaco", dt.date(2025, 2, 2)),
        ("04/04/2024\nI sindacati", dt.date(2024, 4, 4)),
        ("I sindacati il 4 aprile 2024 firmarono", None),
        ("Torino, 4 aprile – I sindacati", None),
        ("", None),
    ],
)
def test_dateline(head: str, day: dt.date | None) -> None:
    assert dateline(head) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("entro il 3 marzo 2026", "2026-03-03"), ("Ieri", "2025-06-17"), ("l'altroieri", "2025-06-16"),
        ("domani alle 9.30", "2025-06-19"), ("20 dicembre", "2025-12-20"),
        ("nacque il 3 marzo 2026", None), ("3 marzo o 4 aprile", None), ("tre", None), ("", None),
    ],
)  # fmt: skip
def test_one_date_from_a_whole_string(text: str, day: str | None) -> None:
    date = parse_date(text, published=PUBLISHED)
    assert (date and str(date.date_start)) == day


@pytest.mark.parametrize("pattern", ["d MMMM y", "d MMM y", "dd/MM/y", "d.M.y", "y-MM-dd", "EEEE d MMMM y", "dd-MM-y"])
@given(day=st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_what_babel_writes_is_read_back(pattern: str, day: dt.date) -> None:
    date = parse_date(format_date(day, pattern, locale="it"))
    assert date is not None
    assert (date.date_start, date.date_end) == (day, day)


_PIECES = st.sampled_from(
    ["il", "3", "31", "marzo", "2024", "lunedì", "fine", "metà", "di", "del", "primo", "trimestre", "dal", "al", "'90", "anni",
     "e", ",", "-", "/", "scorso", "prossimo", "fa", "due", "tra", "settimana", "Pasqua", "estate", "XX", "secolo", "9999", "0000"]
)  # fmt: skip


@given(pieces=st.lists(_PIECES, max_size=12), published=st.dates())
def test_no_mixture_of_date_words_raises(pieces: list[str], published: dt.date) -> None:
    sentence = " ".join(pieces)
    for date in find_dates(sentence, context=Context(published=published)):
        assert 0 <= date.start < date.end <= len(sentence)
        assert date.date_start <= date.date_end


@pytest.mark.parametrize("published", [dt.date.min, dt.date(1, 12, 31), dt.date(9999, 1, 1), dt.date.max])
@pytest.mark.parametrize(
    "text",
    [
        "ieri e l'altroieri, oggi, domani e dopodomani",
        "la settimana scorsa, la settimana prossima, lunedì prossimo",
        "il mese scorso e il mese prossimo, l'anno scorso e l'anno prossimo",
        "lo scorso decennio, il prossimo decennio, il secolo scorso",
        "dal 1° gennaio al 31 dicembre, tra dicembre e gennaio, dal 29 febbraio al 3 marzo",
        "due anni fa, tra dieci anni, tra 99999 giorni, 99999999999999999999 anni fa",
        "lo scorso inverno, a Pasqua, a Natale, il prossimo fine settimana",
        "dal 9998 al 9999, 31/12/9999, 0001-01-01, nel biennio 9998-9999",
        "il prossimo trimestre, nel quarto trimestre, nei prossimi 12 mesi, negli ultimi dieci anni",
    ],
)
def test_no_date_raises_at_the_ends_of_the_calendar(published: dt.date, text: str) -> None:
    found = find_dates(text, context=Context(published=published))
    assert all(dt.date.min <= date.date_start <= date.date_end <= dt.date.max for date in found)


def test_the_ends_of_the_calendar_are_days() -> None:
    assert [str(date.date_start) for date in find_dates("Dal 31/12/9999; 9999-12-31")] == ["9999-12-31"] * 2
    last = parse_date("domani", published=dt.date(9999, 12, 30))
    assert last is not None
    assert last.date_end == dt.date.max


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    found = find_dates(text, context=Context(published=PUBLISHED))
    assert all(0 <= date.start < date.end <= len(text) for date in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
