"""Facts on marked text (the notation is explained in tests/marked.py), with the expected rows beside it.

A row reads `company: metric amount rate role direction @period status`; the status stands only where it is not actual.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from estrattore.facts.rules.find import find_facts
from estrattore.finds import Fact
from estrattore.text.sentences import split
from tests.marked import parse


def facts(marked: str) -> tuple[str, list[Fact]]:
    """The plain text and what it states."""
    told = parse(marked)
    return told.text, find_facts(told.text, split(told.text), told.finds)


def rows(marked: str) -> list[str]:
    text, found = facts(marked)
    return [show(text, row) for row in found]


def show(text: str, row: Fact) -> str:
    """A row in the notation of the tables below."""
    parts = [f"{row.company}: {row.metric}"]
    if row.amount is not None:
        parts.append(f"{float(row.amount):g}")
    if row.percent is not None:
        parts += [f"{float(row.percent):g}%", row.percent_role, row.direction or ""]
    if row.period_start:
        parts.append("@" + text[row.period_start_char : row.period_end_char])
    parts.append(row.status if row.status != "actual" else "")
    return " ".join(part for part in parts if part)


LEVELS = [
    ("[Alba]: ricavi [2025|2025]: [3 milioni|€3e6] ([+5%|%5up]).", "Alba: ricavi 3e+06 5% change up @2025"),
    ("[Alba], ricavi record nel trimestre: [3 milioni|€3e6].", "Alba: ricavi 3e+06"),
    ("[Alba] ottiene nel patto un premio di [800 euro|€800].", "Alba: premio 800"),
    ("L'[Antitrust|org] ha multato [Alba] per [3 milioni|€3e6].", "Alba: multa 3e+06"),
    ("La [Consob|org] ha inflitto ad [Alba] una sanzione da [3 milioni|€3e6].", "Alba: sanzione 3e+06"),
    ("Arriva dalla [Consob|org] una multa da [3 milioni|€3e6] alla società [Alba].", "Alba: multa 3e+06"),
    ("[Alba] verserà contributi, con una spesa di [3 milioni|€3e6].", "Alba: spesa 3e+06 forecast"),
    ("[Alba] porterà gli utili a quota [3 milioni|€3e6].", "Alba: utili 3e+06 forecast"),
    ("Quanto ai ricavi, [Alba] ha raggiunto i [3 milioni|€3e6].", "Alba: ricavi 3e+06"),
    ("[Alba], gruppo da [3 miliardi|€3e9] di fatturato, apre a Bari.", "Alba: fatturato 3e+09"),
    ("[Alba] ha siglato un contratto del valore di [300 milioni|€3e8].", "Alba: contratto 3e+08"),
    ("A [Alba] va una commessa da [50 milioni|€5e7].", "Alba: commessa 5e+07"),
    ("Sanzione da [3 milioni|€3e6] ad [Alba].", "Alba: sanzione 3e+06"),
    (
        "[Alba] vara un piano di riacquisto di azioni proprie da [5 milioni|€5e6].",
        "Alba: piano di riacquisto di azioni proprie 5e+06",
    ),
    ("[Alba] brucia in Borsa [3 miliardi|€3e9] di capitalizzazione.", "Alba: capitalizzazione 3e+09"),
    ("[Alba] chiude l'anno con ricavi per [3 milioni|€3e6].", "Alba: ricavi 3e+06"),
    ("[Alba] ha registrato un fatturato di [20 milioni di euro|€2e7].", "Alba: fatturato 2e+07"),
    ("[Norda] archivia un utile netto pari a circa [400 milioni|€4e8].", "Norda: utile netto 4e+08"),
    ("Il giro d'affari di [Vetrobit] si attesta a [50 milioni|€5e7].", "Vetrobit: giro d'affari 5e+07"),
    ("L'utile netto del gruppo [Norda] è salito a [1,2 miliardi|€1.2e9].", "Norda: utile netto 1.2e+09"),
    ("L'ebitda rettificato di [Norda] ha raggiunto i [90 milioni|€9e7].", "Norda: ebitda rettificato 9e+07"),
    (
        "Il margine operativo lordo della [Cartiera Lume] supera i [7 milioni|€7e6].",
        "Cartiera Lume: margine operativo lordo 7e+06",
    ),
    ("[Vetrobit], azienda di Pesaro con [12 milioni|€1.2e7] di ricavi, cerca soci.", "Vetrobit: ricavi 1.2e+07"),
    ("[Vetrobit] ha chiuso con [2 milioni|€2e6] di utile netto.", "Vetrobit: utile netto 2e+06"),
    ("Sale a [40 milioni|€4e7] il fatturato di [Olivaria].", "Olivaria: fatturato 4e+07"),
    ("[Solmare] vanta un portafoglio ordini di [8 miliardi|€8e9].", "Solmare: portafoglio ordini 8e+09"),
    ("[Solmare]: ricavi a [3 miliardi|€3e9].", "Solmare: ricavi 3e+09"),
    ("Ricavi a [3 miliardi|€3e9] per [Solmare].", "Solmare: ricavi 3e+09"),
    ("Con un utile di [6 milioni|€6e6], [Tessilnova] torna in nero.", "Tessilnova: utile 6e+06"),
    (
        "[Banca Teverina] distribuirà un dividendo di [0,35 euro|€0.35] per azione.",
        "Banca Teverina: dividendo 0.35 forecast",
    ),
    ("[Banca Teverina] stacca una cedola da [25 centesimi|€0.25].", "Banca Teverina: cedola 0.25"),
    ("La capitalizzazione di [Norda] sfiora i [9 miliardi|€9e9].", "Norda: capitalizzazione 9e+09"),
    (
        "[Norda] ha un indebitamento finanziario netto di [700 milioni|€7e8].",
        "Norda: indebitamento finanziario netto 7e+08",
    ),
    ("[Aerotirreno] ha chiuso in perdita: il rosso è di [80 milioni|€8e7].", "Aerotirreno: rosso 8e+07"),
    ("[Aerotirreno] riporta una perdita operativa di [15 milioni|€1.5e7].", "Aerotirreno: perdita operativa 1.5e+07"),
    ("[Pontelink] ha ottenuto un finanziamento da [20 milioni|€2e7].", "Pontelink: finanziamento 2e+07"),
    ("[Pontelink] chiude un round da [5 milioni di dollari|$5e6].", "Pontelink: round 5e+06"),
    (
        "L'aumento di capitale da [2 milioni|€2e6] di [Pontelink] è stato sottoscritto.",
        "Pontelink: aumento di capitale 2e+06",
    ),
    ("[Norda] ha collocato un bond da [500 milioni|€5e8].", "Norda: bond 5e+08"),
    ("[Norda] prevede sinergie tra i [20 e i 30 milioni|€2e7..3e7].", "Norda: sinergie 2e+07 forecast"),
    ("Gli ordini raccolti da [Solmare] ammontano a [2 miliardi|€2e9].", "Solmare: ordini 2e+09"),
    ("[Granaio] ha pagato una multa di [3 milioni|€3e6].", "Granaio: multa 3e+06"),
    ("Il backlog di [Solmare] vale [22 miliardi|€2.2e10].", "Solmare: backlog 2.2e+10"),
    ("[Norda] ha avviato un buyback fino a [1 miliardo|€1e9].", "Norda: buyback 1e+09"),
    ("[Norda] mette a bilancio svalutazioni per [2 miliardi|€2e9].", "Norda: svalutazioni 2e+09"),
    ("[Banca Teverina] presenta una raccolta netta di [600 milioni|€6e8].", "Banca Teverina: raccolta netta 6e+08"),
    ("[Granaio] (ricavi per [9 milioni|€9e6]) apre a Lecce.", "Granaio: ricavi 9e+06"),
]

RATES = [
    ("Il margine operativo di [Alba] si attesta al [34%|%34].", "Alba: margine operativo 34% level"),
    ("[Alba] ha un rendimento del capitale del [12%|%12].", "Alba: rendimento del capitale 12% level"),
    ("Il costo medio del debito di [Alba] è del [3%|%3].", "Alba: costo medio del debito 3% level"),
    (
        "Le consegne di [Alba] hanno toccato quota mille, con un incremento del [7%|%7up].",
        "Alba: consegne 7% change up",
    ),
    ("I ricavi da passeggeri di [Alba] salgono del [9%|%9up].", "Alba: ricavi da passeggeri 9% change up"),
    ("I ricavi di [Alba] crescono del [5%|%5up].", "Alba: ricavi 5% change up"),
    ("[Alba] chiude con ricavi in aumento dell'[8%|%8up].", "Alba: ricavi 8% change up"),
    ("[Alba], utili in calo del [3%|%3down].", "Alba: utili 3% change down"),
    ("Cala del [4%|%4down] il fatturato di [Olivaria].", "Olivaria: fatturato 4% change down"),
    ("[Olivaria] segna un [+12%|%12up] dei ricavi.", "Olivaria: ricavi 12% change up"),
    ("Il titolo [Norda] guadagna il [2,5%|%2.5up].", "Norda: titolo 2.5% change up"),
    ("Il titolo di [Norda] cede il [2%|%2down] in Borsa.", "Norda: titolo 2% change down"),
    ("Le azioni [Norda] perdono il [7%|%7down].", "Norda: azioni 7% change down"),
    ("[Norda] ha un cost/income al [40%|%40].", "Norda: cost/income 40% level"),
    ("Il Cet1 ratio di [Banca Teverina] è al [15,2%|%15.2].", "Banca Teverina: cet1 ratio 15.2% level"),
    ("[Banca Teverina] annuncia un pay-out del [60%|%60].", "Banca Teverina: pay-out 60% level"),
    ("Il margine ebitda di [Norda] sale di [2 punti|pp2up].", "Norda: margine ebitda 2% change up"),
    ("[Norda] prevede una redditività del [18%|%18].", "Norda: redditività 18% level forecast"),
    ("I costi di [Norda] ([-12%|%-12down]) scendono ancora.", "Norda: costi -12% change down"),
    ("Le vendite di [Alba] sono salite del [6%|%6up yoy] su base annua.", "Alba: vendite 6% change up"),
    (
        "La raccolta pubblicitaria di [Pontelink] arretra dell'[1%|%1down].",
        "Pontelink: raccolta pubblicitaria 1% change down",
    ),
]

COMPARED = [
    (
        "I ricavi di [Alba] sono pari a [17 milioni|€1.7e7], contro i [15 milioni|€1.5e7] dell'anno prima.",
        "Alba: ricavi 1.7e+07",
    ),
    ("[Alba] passa da [3|€3e6] a [5 milioni|€5e6] di ricavi.", "Alba: ricavi 5e+06"),
    ("L'utile di [Alba] è salito a [5 milioni|€5e6] dai [3 milioni|€3e6] del [2023|2023].", "Alba: utile 5e+06"),
    (
        "[Alba] chiude con una perdita di [68 milioni|€6.8e7] rispetto all'utile di [26 milioni|€2.6e7] del [2023|2023].",
        "Alba: perdita 6.8e+07",
    ),
    (
        "[Alba] chiude con un utile di [6 milioni|€6e6], a fronte di una perdita di [2 milioni|€2e6].",
        "Alba: utile 6e+06",
    ),
    ("[Alba], ricavi a [615 milioni|€6.15e8] contro i [600|€6e8] attesi dal consensus.", "Alba: ricavi 6.15e+08"),
    ("L'ebitda di [Alba] è di [87 milioni|€8.7e7] ([118 milioni|€1.18e8] un anno fa).", "Alba: ebitda 8.7e+07"),
    ("Il debito di [Alba] era di [9 milioni|€9e6], ora è sceso a [7 milioni|€7e6].", "Alba: debito 7e+06"),
    (
        "I ricavi di [Alba] raddoppiano a [4 milioni|€4e6] dopo i [2 milioni|€2e6] del [2023|2023].",
        "Alba: ricavi 4e+06",
    ),
    ("La quota di [Alba] in [Norda] scende dal [30%|%30] al [25%|%25].", "Alba: quota 25% share"),
]

BOTH = [
    ("[Alba] ha incassato [3 milioni|€3e6], il [16%|%16up] in più.", "Alba: incasso 3e+06 16% change up"),
    ("[Alba] esporta vino per [3 milioni|€3e6], il [9%|%9up] in più.", "Alba: esportazioni 3e+06 9% change up"),
    ("[Alba] investe [3 milioni|€3e6] e vuole crescere del [9%|%9up].", "Alba: investimento 3e+06"),
    (
        "Il dividendo di [Alba], fissato a [18 centesimi|€0.18], salirà poi del [5%|%5up].",
        "Alba: dividendo 0.18",
        "Alba: dividendo 5% change up forecast",
    ),
    (
        "[Alba] propone un dividendo di [0,43 euro|€0.43] per azione, in aumento del [7%|%7up].",
        "Alba: dividendo 0.43 7% change up",
    ),
    ("[Alba] chiude con ricavi a [11 miliardi|€1.1e10] ([+16%|%16up]).", "Alba: ricavi 1.1e+10 16% change up"),
    ("[Alba] ha ricavi per [3 milioni|€3e6], in crescita del [5%|%5up].", "Alba: ricavi 3e+06 5% change up"),
    (
        "I ricavi di [Alba], saliti del [21%|%21up] a [3,8 miliardi|€3.8e9], battono le stime.",
        "Alba: ricavi 3.8e+09 21% change up",
    ),
    ("L'utile di [Norda] cresce del [9%|%9up] a [400 milioni|€4e8].", "Norda: utile 4e+08 9% change up"),
    (
        "[Norda] porta l'ebitda a [90 milioni|€9e7] ([-3%|%-3down yoy] su base annua).",
        "Norda: ebitda 9e+07 -3% change down",
    ),
    (
        "[Norda] chiude con un utile di [4 milioni|€4e6], il [20%|%20up] in più dell'anno prima.",
        "Norda: utile 4e+06 20% change up",
    ),
    ("Il titolo [Norda] sale dell'[1,4%|%1.4up] a [72 euro|€72].", "Norda: titolo 72 1.4% change up"),
    ("[Solmare] rileva il [30%|%30] di [Granaio] per [9 milioni|€9e6].", "Solmare: acquisizione 9e+06 30% share"),
]

SERIES = [
    (
        "Per [Alba] ricavi in calo del [3%|%3down] a [9 milioni|€9e6], mentre l'utile balza del [20%|%20up] a [8 milioni|€8e6].",
        "Alba: ricavi 9e+06 3% change down",
        "Alba: utile 8e+06 20% change up",
    ),
    (
        "Con [20 milioni|€2e7] di ricavi e [3|€3e6] di ebitda, [Alba] è leader.",
        "Alba: ricavi 2e+07",
        "Alba: ebitda 3e+06",
    ),
    (
        "[Alba] archivia ricavi per [3 miliardi|€3e9] e utili per [400 milioni|€4e8].",
        "Alba: ricavi 3e+09",
        "Alba: utili 4e+08",
    ),
    (
        "[Alba] archivia ricavi a [3 miliardi|€3e9] ([+5%|%5up]), un ebitda di [900 milioni|€9e8] ([+7%|%7up]) e un utile netto di [400 milioni|€4e8] ([-2%|%-2down]).",
        "Alba: ricavi 3e+09 5% change up",
        "Alba: ebitda 9e+08 7% change up",
        "Alba: utile netto 4e+08 -2% change down",
    ),
    (
        "I ricavi e l'utile di [Alba] sono pari rispettivamente a [3 miliardi|€3e9] e [400 milioni|€4e8].",
        "Alba: ricavi 3e+09",
        "Alba: utile 4e+08",
    ),
    (
        "[Alba] e [Norda] hanno chiuso con utili rispettivamente di [3 milioni|€3e6] e [5 milioni|€5e6].",
        "Alba: utili 3e+06",
        "Norda: utili 5e+06",
    ),
    (
        "[Alba] fattura [3 milioni|€3e6], mentre [Norda] ha ricavi per [8 milioni|€8e6].",
        "Alba: fatturato 3e+06",
        "Norda: ricavi 8e+06",
    ),
    (
        "[Norda] cresce: l'ebitda è di [90 milioni|€9e7]; l'utile netto è di [30 milioni|€3e7].",
        "Norda: ebitda 9e+07",
        "Norda: utile netto 3e+07",
    ),
    (
        "[Norda] chiude con un ebitda di [90 milioni|€9e7], l'ebitda margin è al [12%|%12].",
        "Norda: ebitda 9e+07",
        "Norda: ebitda margin 12% level",
    ),
    (
        "I ricavi di [Alba] sono cresciuti del [5%|%5up] e i costi sono scesi del [2%|%2down].",
        "Alba: ricavi 5% change up",
        "Alba: costi 2% change down",
    ),
]

VERBS = [
    ("[Alba] ha comprato la cantina toscana [Norda] per [3 milioni|€3e6].", "Alba: acquisizione 3e+06"),
    ("[Alba] cresce. «Investiremo [3 milioni|€3e6] qui», dice [Rossi|per].", "Alba: investimento 3e+06 forecast"),
    ("[Alba] brucerà [3 miliardi|€3e9] in un anno.", "Alba: perdita 3e+09 forecast"),
    ("[Alba] sborsa [3 milioni|€3e6] per la sede.", "Alba: esborso 3e+06"),
    ("Nata ieri, [Alba], guidata dal patron [Rossi|per], fattura [3 milioni|€3e6].", "Alba: fatturato 3e+06"),
    ("[Alba] tace. La società guidata da [Rossi|per] ha fatturato [3 milioni|€3e6].", "Alba: fatturato 3e+06"),
    ("[Alba], la cassaforte della famiglia [Rossi|per], controlla il [57%|%57] di [Norda].", "Alba: quota 57% share"),
    ("[Alba] è stata multata per [3 milioni|€3e6].", "Alba: multa 3e+06"),
    (
        "«Nel [2024|2024] abbiamo fatturato [3 milioni|€3e6]», spiega [Rossi|per], fondatore di [Alba].",
        "Alba: fatturato 3e+06 @2024",
    ),
    (
        "[Alba] ha rilevato il [60%|%60] del capitale di [Norda], società che fattura [12 milioni|€1.2e7].",
        "Alba: acquisizione 60% share",
        "Norda: fatturato 1.2e+07",
    ),
    ("[Vetrobit] fattura [3 milioni|€3e6].", "Vetrobit: fatturato 3e+06"),
    ("[Vetrobit], che fatturava [3 milioni|€3e6], è fallita.", "Vetrobit: fatturato 3e+06"),
    ("[Norda] investe [400 milioni|€4e8] in Puglia.", "Norda: investimento 4e+08"),
    ("[Norda] ha investito [50 milioni|€5e7] nel nuovo impianto.", "Norda: investimento 5e+07"),
    ("[Norda] capitalizza [9 miliardi|€9e9].", "Norda: capitalizzazione 9e+09"),
    ("[Pontelink] vale ormai [2 miliardi|€2e9].", "Pontelink: valore 2e+09"),
    ("[Aerotirreno] ha perso [80 milioni|€8e7].", "Aerotirreno: perdita 8e+07"),
    ("[Pontelink] ha raccolto [15 milioni|€1.5e7] da vari fondi.", "Pontelink: raccolta 1.5e+07"),
    ("[Granaio] incassa [4 milioni|€4e6].", "Granaio: incasso 4e+06"),
    ("[Solmare] acquisisce [Granaio] per [9 milioni|€9e6].", "Solmare: acquisizione 9e+06"),
    ("[Solmare] compra il [51%|%51] di [Granaio].", "Solmare: acquisizione 51% share"),
    ("[Solmare] detiene il [30%|%30] di [Granaio].", "Solmare: quota 30% share"),
    ("[Solmare], che controlla il [51%|%51] di [Granaio], tace.", "Solmare: quota 51% share"),
]

SHARES = [
    ("La quota di [Solmare] è del [4,5%|%4.5].", "Solmare: quota 4.5% share"),
    ("[Solmare] tace. La partecipazione in [Granaio] sale al [25%|%25].", "Solmare: partecipazione 25% share"),
    ("[Solmare] ha una quota del [30%|%30] in [Granaio].", "Solmare: quota 30% share"),
    (
        "La partecipazione del [17%|%17] che [Solmare] possiede in [Granaio] resta ferma.",
        "Solmare: partecipazione 17% share",
    ),
    ("La quota di [Solmare] in [Granaio] è del [30%|%30].", "Solmare: quota 30% share"),
    ("[Solmare] è socia con il [29,9%|%29.9] dei diritti di voto.", "Solmare: diritti di voto 29.9% share"),
    ("[Solmare] ha in mano il [20%|%20] del capitale.", "Solmare: capitale 20% share"),
    ("[Solmare] annuncia l'acquisizione del [70%|%70] di [Granaio].", "Solmare: acquisizione 70% share"),
    ("[Norda] ha una quota di mercato del [25%|%25].", "Norda: quota di mercato 25% share"),
    ("L'acquisizione del [40%|%40] di [Granaio] da parte di [Solmare] è chiusa.", "Solmare: acquisizione 40% share"),
]

OWNERS = [
    ("[Alba] corre. L'utile è stato di [3 milioni|€3e6].", "Alba: utile 3e+06"),
    (
        "[Equita] conferma il giudizio su [Alba] con target price a [3 euro|€3].",
        "Alba: target price 3 expectation",
    ),
    (
        "[Alba] e [Norda] salgono. L'utile di [Norda] è di [3 milioni|€3e6]. I ricavi arrivano a [9 milioni|€9e6].",
        "Norda: utile 3e+06",
        "Norda: ricavi 9e+06",
    ),
    (
        "[Alba] sfida [Norda]. Il gruppo [Alba] ha ricavi per [9 milioni|€9e6]. I costi calano del [5%|%5down]. La società avrà utili per [3 milioni|€3e6].",
        "Alba: ricavi 9e+06",
        "Alba: costi 5% change down",
        "Alba: utili 3e+06 forecast",
    ),
    ("[Alba] sfida [Norda]. Ecco i conti di [Norda].\n## I numeri\nRicavi: [9 milioni|€9e6]", "Norda: ricavi 9e+06"),
    (
        "I conti di [Alba]\n[Ricavi]: [9 milioni|€9e6]\nDebito: [3 milioni|€3e6]",
        "Alba: ricavi 9e+06",
        "Alba: debito 3e+06",
    ),
    ("[Alba] corre. «Il fatturato è di [9 milioni|€9e6]», dice [Rossi|per].", "Alba: fatturato 9e+06"),
    ("[Alba] corre. In Borsa il titolo sale del [2%|%2up].", "Alba: titolo 2% change up"),
    ("[Alba] corre. Crescono del [5%|%5up] le vendite in Nord America.", "Alba: vendite 5% change up"),
    (
        "[Alba] corre. Il consiglio di amministrazione proporrà un dividendo di [3 euro|€3].",
        "Alba: dividendo 3",
    ),
    (
        "Arrivata da [Norda], [Verdi|per] guida [Alba]. Piove. L'utile è di [3 milioni|€3e6]. [Alba] spera.",
        "Alba: utile 3e+06",
    ),
    ("Salgono [Norda] e [Alba], che ha preso una commessa da [3 milioni|€3e6].", "Alba: commessa 3e+06"),
    ("I conti di [Norda] mostrano ricavi a [3 miliardi|€3e9].", "Norda: ricavi 3e+09"),
    ("[Norda], il cui utile netto è di [3 milioni|€3e6], sale.", "Norda: utile netto 3e+06"),
    ("Secondo [Bloomberg], [Norda] ha ricavi per [3 miliardi|€3e9].", "Norda: ricavi 3e+09"),
    ("Il gruppo veneto [Norda] ha ricavi per [3 miliardi|€3e9].", "Norda: ricavi 3e+09"),
    (
        "[Rossi|per], amministratore delegato di [Norda], ha annunciato ricavi per [3 miliardi|€3e9].",
        "Norda: ricavi 3e+09",
    ),
    ("[Norda] pubblica i conti. I ricavi sono pari a [3 miliardi|€3e9].", "Norda: ricavi 3e+09"),
    ("[Norda] pubblica i conti. Il gruppo ha chiuso con un utile di [3 milioni|€3e6].", "Norda: utile 3e+06"),
    (
        "[Norda] pubblica i conti. La società, spiega [Rossi|per], ha un debito di [3 milioni|€3e6].",
        "Norda: debito 3e+06",
    ),
    ("[Norda] corre. Piove ancora. L'utile netto è di [3 milioni|€3e6].", "Norda: utile netto 3e+06"),
    ("[Norda] batte [Alba] in Borsa. Ha chiuso con ricavi per [3 milioni|€3e6].", "Norda: ricavi 3e+06"),
    ("[Solmare] compra [Granaio]. La controllata ha ricavi per [3 milioni|€3e6].", "Granaio: ricavi 3e+06"),
    (
        "Le stime degli analisti di [Equita] vedono ricavi di [Norda] a [3 miliardi|€3e9].",
        "Norda: ricavi 3e+09 expectation",
    ),
    ("[Goldman Sachs] alza il prezzo obiettivo di [Norda] a [11 euro|€11].", "Norda: prezzo obiettivo 11 expectation"),
    ("Da [Norda] un dividendo di [0,43 euro|€0.43].", "Norda: dividendo 0.43"),
    ("L'investimento di [3 milioni|€3e6], che [Norda] farà con un socio, parte ora.", "Norda: investimento 3e+06"),
]

PERIODS = [
    ("[Alba] ha ordini per [3 milioni|€3e6] e tornerà in utile nel [2027|2027].", "Alba: ordini 3e+06"),
    (
        "[Alba] prevede di crescere nel [2027|2027]. I ricavi sono di [3 milioni|€3e6].",
        "Alba: ricavi 3e+06",
    ),
    ("[Alba] crescerà nel [2027|2027]. I ricavi saranno di [3 milioni|€3e6].", "Alba: ricavi 3e+06 @2027 forecast"),
    ("[Alba] chiude il [2024|2024] con ricavi per [3 milioni|€3e6].", "Alba: ricavi 3e+06 @2024"),
    (
        "Nel [secondo trimestre|2025Q2] [Alba] ha avuto ricavi per [3 milioni|€3e6].",
        "Alba: ricavi 3e+06 @secondo trimestre",
    ),
    ("[Alba] ha avuto ricavi per [3 milioni|€3e6] nel [primo semestre|2025H1].", "Alba: ricavi 3e+06 @primo semestre"),
    ("[Alba], utile netto [2024|2024] a [3 milioni|€3e6].", "Alba: utile netto 3e+06 @2024"),
    ("[Alba] presenta i conti del [2024|2024]. I ricavi sono di [3 milioni|€3e6].", "Alba: ricavi 3e+06 @2024"),
    ("[Alba] ha ricavi per [3 milioni|€3e6] ([2 milioni|€2e6] nel [2023|2023]).", "Alba: ricavi 3e+06"),
    ("I ricavi di [Alba] crescono del [5%|%5up] rispetto al [2023|2023].", "Alba: ricavi 5% change up"),
    ("[Alba] ha ricavi per [3 milioni|€3e6], il dato più alto dal [2019|from 2019].", "Alba: ricavi 3e+06"),
    ("[Alba] investirà [3 milioni|€3e6] entro il [2030|by 2030].", "Alba: investimento 3e+06 @2030 forecast"),
    (
        "Nel [2024|2024] [Alba] ha un utile di [3 milioni|€3e6] e prevede un pay-out del [50%|%50] nel [2025|2025].",
        "Alba: utile 3e+06 @2024",
        "Alba: pay-out 50% level @2025 forecast",
    ),
    ("Il titolo [Norda] ha perso il [2%|%2down] [ieri|2025-07-21].", "Norda: titolo 2% change down @ieri"),
    ("[Alba] ha annunciato [ieri|2025-07-21] ricavi per [3 milioni|€3e6].", "Alba: ricavi 3e+06"),
    (
        "Al [30 giugno 2025|2025-06-30] il debito di [Alba] è di [3 milioni|€3e6].",
        "Alba: debito 3e+06 @30 giugno 2025",
    ),
    (
        "[Alba] stima investimenti per [3 milioni|€3e6] nel [2025-2027|2025..2027].",
        "Alba: investimenti 3e+06 @2025-2027 forecast",
    ),
]

STATUSES = [
    ("[Alba] punta a ricavi per [3 milioni|€3e6].", "Alba: ricavi 3e+06 forecast"),
    ("[Alba] ha come obiettivo un utile di [3 milioni|€3e6].", "Alba: utile 3e+06 forecast"),
    ("La guidance di [Alba] indica ricavi a [3 milioni|€3e6].", "Alba: ricavi 3e+06 forecast"),
    (
        "[Alba] prevede ricavi per [7 milioni|€7e6] e un margine ebitda del [39%|%39].",
        "Alba: ricavi 7e+06 forecast",
        "Alba: margine ebitda 39% level forecast",
    ),
    ("[Alba] avrà ricavi per [3 milioni|€3e6].", "Alba: ricavi 3e+06 forecast"),
    ("Il consensus vede ricavi di [Alba] a [3 milioni|€3e6].", "Alba: ricavi 3e+06 expectation"),
    ("Gli analisti si aspettano da [Alba] un utile di [3 milioni|€3e6].", "Alba: utile 3e+06 expectation"),
    ("Per [Alba] sono attesi ricavi a [3 milioni|€3e6].", "Alba: ricavi 3e+06 expectation"),
]

NOTHING = [
    "Colpo da [Alba]. Nella notte i ladri hanno aperto la cassa con [500 euro|€500].",
    "[Alba] vende auto. Piove. La spesa media è di [500 euro|€500].",
    "[Alba] è in crisi. Il titolare, [Rossi|per], ha un patrimonio di [3 milioni|€3e6].",
    "[Alba] corre. Lo Stato ha un debito di [3 miliardi|€3e9].",
    "[Alba] corre. [Rossi|per] ha comprato azioni per [3 milioni|€3e6].",
    "La [Juve|org] chiude i conti. I ricavi salgono a [3 milioni|€3e6]. Socia è [Alba].",
    "[Alba] corre. L'amministrazione ha investito [3 milioni|€3e6].",
    "[Alba] corre. Il debito di Vattelapesca è di [3 milioni|€3e6].",
    "L'operazione valorizza [Norda] [300 milioni|€3e8].",
    "[Alba] realizza all'estero l'[80%|%80] del fatturato.",
    "L'azienda ha chiuso con ricavi per [3 milioni|€3e6].",
    "I ricavi sono pari a [3 milioni|€3e6].",
    "[Alba] ha [3 milioni|€3e6] da spendere.",
    "[Alba] ha una crescita dei ricavi di [200 milioni|€2e8].",
    "[Alba] vede i ricavi in crescita di [200 milioni|€2e8].",
    "[Alba] ha aumentato gli utili di [3 milioni|€3e6].",
    "[Alba] ha ridotto i costi di [3 milioni|€3e6].",
    "[Alba] partiva dai [3,4 miliardi|€3.4e9] di ricavi del [2023|2023].",
    "L'utile delle famiglie è di [3 milioni|€3e6], dice [Alba].",
    "[Alba] opera qui. Il governo ha investito [3 miliardi|€3e9].",
    "[Alba] opera qui. La Germania ha un debito di [3 miliardi|€3e9].",
    "[Alba] opera qui. [Rossi|per] ha investito [3 milioni|€3e6].",
    "[Rossi|per] possiede il [20%|%20] di [Alba].",
    "La [Consob|org] ha investito [3 milioni|€3e6] in [Alba].",
    "[Alba] e [Norda] investono [3 milioni|€3e6].",
    "Secondo [Bloomberg] l'utile è di [3 milioni|€3e6].",
    "Le vendite del settore crescono del [5%|%5up], calcola [Cerved].",
    "[Alba] ha inaugurato un negozio a [200 euro|€200] al metro.",
    "Il [30%|%30] dei dipendenti di [Alba] sciopera.",
    "[Alba] vende lo smartphone a [700 euro|€700].",
    "[Alba] ha ricevuto [3 milioni|€3e6].",
    "Un'auto di [Alba] da [50mila euro|€5e4] è stata rubata.",
    "L'inflazione al [2%|%2] pesa su [Alba].",
    "[Goldman Sachs] alza il prezzo obiettivo a [11 euro|€11].",
    "[Alba] parla di investimenti per colmare un divario da [3 miliardi|€3e9].",
    "[Alba] tace. [Norda] sale. Gli utili sono di [3 milioni|€3e6], ma [Enea|org] smentisce.",
    "Toccata quota [380.000 euro|€3.8e5], scrive [La Verità].",
    "Il [48%|%48] dei ricavi di [Alba] viene dalle crociere.",
    "[Alba] è in vendita: [3 milioni|€3e6] la richiesta.",
    "Siamo nell'ordine di [40 miliardi|€4e10], dice [Alba].",
    "[Alba] licenzia: tagliati il [5%|%5] degli addetti.",
]

TABLES = {
    "level": LEVELS,
    "rate": RATES,
    "compared": COMPARED,
    "both": BOTH,
    "series": SERIES,
    "verb": VERBS,
    "share": SHARES,
    "owner": OWNERS,
    "period": PERIODS,
    "status": STATUSES,
    "nothing": [(text,) for text in NOTHING],
}
CASES = [
    pytest.param(text, want, id=f"{name}-{i}")
    for name, lines in TABLES.items()
    for i, (text, *want) in enumerate(lines)
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_rows(marked: str, expected: list[str]) -> None:
    assert rows(marked) == expected


def test_every_part_keeps_its_place() -> None:
    text, (row,) = facts("[Alba] chiude il [2024|2024] con ricavi a [3 milioni|€3e6] ([+5%|%5up yoy]). Bene così.")
    parts = {"company": "Alba", "metric": "ricavi", "amount": "3 milioni", "percent": "+5%"}
    assert {part: text[getattr(row, f"{part}_start") : getattr(row, f"{part}_end")] for part in parts} == parts
    assert text[row.period_start_char : row.period_end_char] == "2024"
    assert (row.period_start, row.period_end, row.basis) == (
        dt.date(2024, 1, 1),
        dt.date(2024, 12, 31),
        "year_over_year",
    )
    assert (row.kind, row.entity_id, row.percent_unit, row.currency) == ("fact", "alba", "percent", "EUR")
    assert text[row.start : row.end].endswith("(+5%).")


def test_a_range_keeps_both_ends() -> None:
    _, (row,) = facts("[Alba] stima un utile tra i [2 e i 3 milioni|€2e6..3e6].")
    assert (row.amount, row.amount_max) == (Decimal(2000000), Decimal(3000000))


def test_a_sentence_without_end_keeps_its_rows() -> None:
    text, found = facts("[Alba] ha ricavi per [3 milioni|€3e6]" + ", utili per [2 milioni|€2e6]" * 400)
    assert len(found) == 401
    assert {(row.start, row.end) for row in found} == set(split(text))


@pytest.mark.parametrize(
    ("opening", "expected"),
    [("", ["Alba: incassi 5000"]), ("La pioggia cadeva da ore sulla valle. " * 12, [])],
    ids=["in the opening", "in passing"],
)
def test_a_story_is_about_what_its_opening_names(opening: str, expected: list[str]) -> None:
    passing = "Parcheggiata davanti c'era una [Alba] nera. Faceva freddo. Gli incassi sono stati di [5 mila euro|€5e3]."
    assert rows(opening + passing) == expected


def test_a_long_series_of_names_is_no_trap() -> None:
    assert rows("I ricavi di " + ", ".join(["[Alba]"] * 1500) + " sono di [3 milioni|€3e6].") == []
