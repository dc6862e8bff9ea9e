"""Characters that read like others. In the tables `source → what is read`."""

import pytest

from estrattore.text import read_layout

FOLDED = {
    "invisible": [
        ("L'incasso è di 400\x16000 euro.", "L'incasso è di 400000 euro."),
        ("Costa 11 mi\u00adliardi, anzi 400.\u00ad000 euro.", "Costa 11 miliardi, anzi 400.000 euro."),
        ("Costa 11 mi\u00ad\nliardi di euro.", "Costa 11 miliardi di euro."),
        ("Vel\u200bmarina\u200b e \u2060Orsa\ufeff e Tes\u200dsalba", "Velmarina e Orsa e Tessalba"),
        ("\ufeff\u202aVale \u200e12 milioni\u202c.", "Vale 12 milioni."),
        ("Il menu unisce\u200bLa diretta\u200b«Basta»", "Il menu unisce La diretta «Basta»"),
        ("L\x92utile \x96 dice \x93Orsa\x94 \x96 sale", "L’utile – dice “Orsa” – sale"),
    ],
    "decomposed": [("piu\u0300 societa\u0300 perche\u0301 E\u0300", "più società perché È")],
    "compatible": [("l'ufﬁcio di ﬂussi e aﬀari", "l'ufficio di flussi e affari"), ("vale １２，５％", "vale 12,5%")],
    "acute": [
        ("Lunedí piú giú cosí, gioventú", "Lunedì più giù così, gioventù"),
        ("La societá potrá, peró", "La società potrà, però"),
        ("I PIÚ LETTI", "I PIÙ LETTI"),
    ],
    "apostrophes": [
        ("Il debito e' piu' di 3 miliardi: c'e' chi puo'.", "Il debito è più di 3 miliardi: c'è chi può."),
        ("Lunedi' la societa' dell'universita' comincera' cosi'.", "Lunedì la società dell'università comincerà così."),
        (
            "Perche' ventitre' soci? Ne' lui ne' lei, poiche' gia' meta' e' via.",
            "Perché ventitré soci? Né lui né lei, poiché già metà è via.",
        ),
        ("E' CITTA' PERCHE' SI' E SARA'", "È CITTÀ PERCHÉ SÌ E SARÀ"),
        ("E’ cosi’, pero’ c’e’ di piu’", "È così, però c’è di più"),
        ("C'e' chi comincio' da capo e ando' a Cuneo.", "C'è chi cominciò da capo e andò a Cuneo."),
        ("La Orsa, 'che puo' fallire', e' in vendita.", "La Orsa, 'che può fallire', è in vendita."),
        ("La 'risposta' e' pero' netta, col 'no' gia' detto.", "La 'risposta' è però netta, col 'no' già detto."),
        ("Parla l'Universita' di Cuneo. Sara' vero?", "Parla l'Università di Cuneo. Sarà vero?"),
        ("la nuova socie-\nta' vale 3 milioni", "la nuova società vale 3 milioni"),
    ],
    "emphasis": [
        ("**Velmarina** e _Orsa_ salgono *circa* del __5%__", "Velmarina e Orsa salgono circa del 5%"),
        ("La ***Tessalba*** (**Cuneo**), **_Orsa_**.", "La Tessalba (Cuneo), Orsa."),
        ("Il presidente **Ottavio\nBrandi lascia** la guida.", "Il presidente Ottavio Brandi lascia la guida."),
        ("# Conti\n\nTutto bene.", "Conti\n\nTutto bene."),
        ("## Conti ##\n\nTutto bene.", "Conti\n\nTutto bene."),
    ],
}
KEPT = [
    "Un po' di tutto: di' la tua, fa' presto, va' via, sta' fermo, da' retta, mo' basta.",
    "L'utile dell'Orsa negli anni '80 e un'altra volta c'era; Cava de' Tirreni.",
    "Si chiama 'la societa' e vale 3 milioni.",
    "«La ‘Tessalba’ e la ‘citta’ di Cuneo».",
    "La 'risposta' del giudice e il 'rigetto' del ricorso; da 'Una vita dopo l'altra' a 'Carrara'.",
    "Il titolo è 'in vendita', dice la presidente.",
    "La rivista 'Carrara' e il giornalista' di ieri.",
    "La cantante Rosalía, Raúl e Dalí a Cancún.",
    "Perché, né, sé, ventitré, caffè.",
    "Costa 3 * 4 euro e 2*3*4; Enel* e Orsa* (*) salgono.",
    "Si veda nome_del_file.txt e https://velmarina.example/_a_/b_c_d",
    "Il piano #Velmarina2026 e il n. #3.",
    "Che p**e e che c***!",
    "Vale 12\xa0milioni\u202fdi\u2009euro: l’utile è “buono”…",
    "Il prezzo sale del 5 % – 3 € – e la X-Box™ costa 1/2.",
]


@pytest.mark.parametrize(
    ("source", "read"),
    [pytest.param(*case, id=f"{name}-{number}") for name, table in FOLDED.items() for number, case in enumerate(table)],
)
def test_characters_fold(source, read):
    assert read_layout(source).text == read


@pytest.mark.parametrize("text", KEPT)
def test_what_must_stay_stays(text):
    assert read_layout(text).text == text


@pytest.mark.parametrize(
    ("source", "read", "exact"),
    [
        ("Il cda e' lunedi' 28 luglio.", "lunedì 28", "lunedi' 28"),
        ("Vale 11 mi\u00ad\nliardi.", "11 miliardi", "11 mi\u00ad\nliardi"),
        ("Vale 3\u2060 milioni\u200b.", "3 milioni", "3\u2060 milioni"),
        ("Parla il presidente **Ottavio\nBrandi**, socio.", "Ottavio Brandi", "Ottavio\nBrandi"),
        ("> Vale 250 mi-\n> lioni di euro.", "250 milioni", "250 mi-\n> lioni"),
        ("La piu\u0300 forte", "più", "piu\u0300"),
        ("l'ufﬁcio", "ufficio", "ufﬁcio"),
        ("l'aﬃtto", "aff", "aﬃ"),
    ],
)
def test_offsets_lead_to_the_exact_slice(source, read, exact):
    layout = read_layout(source)
    start = layout.text.index(read)
    assert source[slice(*layout.to_source(start, start + len(read)))] == exact


def test_a_span_has_no_white_space_and_nothing_folded_at_its_ends():
    layout = read_layout("Il **Velmarina** \u200b sale")
    start = layout.text.index("Velmarina")
    assert layout.source[slice(*layout.to_source(start - 1, start + 10))] == "Velmarina"


def test_spans_of_the_source_are_found_in_the_text():
    source = "Parla il presidente Ottavio\nBran\u00addi, della **Orsa**, e' socio."
    layout = read_layout(source)
    for raw, read in [("Ottavio\nBran\u00addi", "Ottavio Brandi"), ("**Orsa**", "Orsa"), ("e'", "è"), ("**", "")]:
        start = source.index(raw)
        assert layout.text[slice(*layout.to_read(start, start + len(raw)))] == read
