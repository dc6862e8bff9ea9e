from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estrattore.text.sentences import split

# Sentences are set apart by ¦ where the text is to be cut; a newline is itself.
CASES = {
    "plain": [
        "Il titolo sale. ¦Il mercato no.",
        "Chi paga? ¦Nessuno! ¦Davvero…",
        "Ricavi in calo… ¦Utile in crescita.",
        "Poi basta... ¦Si riparte domani.",
        "Vale 3 milioni.¦",
        "Cresce del 5%. ¦€ 2 mln di utile.",
        "Perde 4 euro. ¦12 titoli su 40 salgono.",
        "Sale il margine. ¦iPhone e iPad trainano.",
    ],
    "newline": [
        "Conti in rosso\n¦La società perde quota",
        "Titolo\r\n¦Testo dell'articolo.\n\n\n¦Fine",
        "Una riga\u2028che continua",
        "Una riga\rche continua",
    ],
    "legal forms": [
        "Brennaluce S.p.A. cresce ancora.",
        "La controllata di Velmarina S.p.A. Trieste resta aperta.",
        "Lo dice Velmarina S.p.A. ¦Il gruppo assume.",
        "Lo dice Velmarina S.p.A.¦Il gruppo assume.",
        "Halden Foods Inc. compra la Tessalba S.r.l. di Biella.",
        "Ha comprato la Orsa & Co. ¦La cifra resta segreta.",
    ],
    "titles": [
        "Il dott. Tarabini e l'ing. Covelli firmano.",
        "Parla l'avv. G. Belsanti, poi il prof. A. M. Roveredi.",
        "L'on. La Marca e il sen. Di Palma votano.",
        "Lo prevede l'art. 18 della legge n. 300.",
        "Si veda pag. 12 e cfr. Tabella 3.",
        "Scelta fatta da I. La Marca in persona.",
        "Scelta fatta da G.La Marca in persona.",
        "Gioca in Serie A. ¦Il Velmarina ha vinto.",
        "Dr. No e Mr. Smith.",
    ],
    "numbers": [
        "Il premio è di 1.250 euro, anzi 1.250.000.",
        "1. Primo punto. ¦2. Secondo punto.",
        "Il prezzo tocca 1.250. ¦Poi scende.",
        "Si parte alle 8.30 del 3.4.2026.",
        "Costa 5 mln. Euro 3 in meno.",
        "MILANO, 22 lug. (Agenzia) - Borsa su.",
        "Roma, 3 sett. 2025. ¦Il governo decide.",
    ],
    "quotes": [
        "«Non vendiamo». ¦Poi il silenzio.",
        "«Non vendiamo.» ¦Poi il silenzio.",
        "«Vendete?» chiede il cronista.",
        "«Vendete?» ¦«No.» ¦Fine.",
        '"È finita." ¦"Lo so."',
        "Va tutto bene (per ora). ¦Domani chissà.",
        "«Ha detto “basta”.» ¦Non è vero.",
    ],
    "odd": [
        "Un refuso.. ¦Poi si riprende.",
        "Uno spazio . , e via.",
        "Ricavi ecc. e così via.",
        "Cresce di 3 miliardi.¦Il mercato applaude.",
        "Visita www.velmarina.it oggi stesso.",
        "Bello! e poi brutto.",
        "   ",
        "",
        "...",
    ],
}


@pytest.mark.parametrize("marked", [text for group in CASES.values() for text in group])
def test_borders(marked):
    text = marked.replace("¦", "")
    wanted = [part.strip() for part in marked.split("¦") if part.strip()]
    assert [text[start:end] for start, end in split(text)] == wanted


ITALIAN = st.text(alphabet="aAè I.l?!…»«\"' \n\r\u2028\t,;:12%()S-", max_size=200)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), ITALIAN))
def test_every_visible_character_lies_in_exactly_one_span(text):
    spans = split(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
        assert "\n" not in text[start:end]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("piece", [".", ". ", "A. ", ".a", " ", "\r", "?»", "a. \u2028", "dott. Il "])
def test_repetition_is_no_trouble(piece):
    text = piece * 50_000
    assert "".join("".join(text[a:b].split()) for a, b in split(text)) == "".join(text.split())
