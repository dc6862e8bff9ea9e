"""Which line breaks are blanks. In the tables a break that is a blank is written ⏎, one that stays a border is written ¦."""

import re

import pytest

from estrattore.text import read_layout

PROSE = (
    "Il gruppo Velmarina ha chiuso il primo semestre con ricavi per 1,2 miliardi di euro,⏎"
    "in crescita dell'8% sullo stesso periodo dell'anno scorso, e ha confermato gli⏎"
    "obiettivi per il 2026. L'amministratore delegato Ottavio Brandi ha detto che Velmarina⏎"
    "S.p.A. aprirà due stabilimenti, uno a Halden e uno in provincia di Cuneo, con Nadia⏎"
    "Corvetti alla guida. Il titolo ha guadagnato il 4% a Piazza Affari.¦"
    "La Tessalba, che fornisce i motori, assumerà 250 persone entro la fine dell'anno. «Ne⏎"
    "avevamo bisogno da tempo», ha commentato il presidente della società.¦"
)
SOFT = {
    "two lines": [
        "Il piano è stato approvato il 12⏎marzo 2026 dal consiglio.",
        "La cedola sarà pagata il 30 settembre⏎2026 a tutti i soci.",
        "A guidare la Tessalba sarà ancora Ottavio⏎Brandi, in carica dal 2019.",
        "La quota è stata rilevata da Orsa⏎Marittima a fine anno.",
        "La multa va da 300 a 1.500⏎euro per chi non paga.",
        "Il prezzo, secondo gli analisti di⏎Halden Capital, resta alto.",
        "Sul tavolo ci sono 40 milioni (più il⏎premio) per i soci della cooperativa.",
    ],
    "short lines": ["Il presidente della Tessalba⏎Ottavio Brandi ha detto che⏎la cedola sarà di 0,40⏎euro per azione."],
    "paragraphs": [PROSE],
    "headline above": ["Velmarina, conti in crescita¦" + PROSE, "Velmarina, conti in crescita¦Bene la Spagna¦" + PROSE],
    "byline": ["Velmarina, conti in crescita¦di Nadia Corvetti¦" + PROSE],
    "list below": [
        PROSE
        + "I numeri del semestre:¦- ricavi per 1,2 miliardi di euro e utile netto in crescita a 90 milioni, con una⏎cedola di 40 centesimi¦- debito a 300 milioni"
    ],
    "signature": [PROSE + "Ufficio stampa Velmarina¦Nadia Corvetti¦tel. 0171 123456¦stampa@velmarina.example"],
    "trailing blank": [PROSE + "Lo ha deciso il ⏎consiglio di Velmarina."],
    "dash in a sentence": [
        PROSE
        + "La trattativa, che secondo il sindacato va avanti da mesi senza esito – un anno⏎– riprenderà lunedì a Cuneo."
    ],
}
HARD = {
    "paragraphs on long lines": [
        "Velmarina compra Tessalba¦Il gruppo di Cuneo ha rilevato la maggioranza della società di motori per 40 milioni di euro, pagati in contanti e in azioni proprie.¦"
        "L'operazione sarà chiusa entro l'estate¦Secondo il presidente Ottavio Brandi il prezzo è giusto, e i due gruppi insieme varranno più della somma delle parti.",
    ],
    "headlines": [
        "Conti in rosso¦La società perde quota",
        "Velmarina sale in Borsa¦Tessalba cede il 3%¦Halden ferma¦Orsa perde quota",
    ],
    "figures below names": [
        "Ricavi 2025¦2,4 miliardi di euro¦Utile¦300 milioni",
        "Conto economico (valori in migliaia di euro)¦Ricavi 5.214¦Ebitda 547",
    ],
    "label lines": [
        "Ricavi: 487 milioni¦Utile: 22 milioni¦Dipendenti: 1.200",
        "ricavi: 487 milioni di euro nell'anno¦utile: 22 milioni di euro nell'anno",
    ],
    "rows of figures": ["Ricavi consolidati 5.214 4.813¦Margine lordo di gruppo 547 501¦Utile netto di gruppo 90 81"],
    "lists": [
        "Le sedi:¦- Cuneo¦- Halden, in Norvegia¦- Trieste",
        "1. Ricavi in crescita¦2. Utile in calo",
        "• ricavi in crescita¦• utile in calo",
    ],
    "contacts": ["Ufficio stampa Velmarina, via Roma 3, Cuneo¦tel. 0171 123456¦www.velmarina.example"],
    "verse": ["Sul molo di Cuneo non arriva il mare¦E Nadia lo aspetta ogni sera¦Con la valigia di cartone"],
    "blank lines": ["La trattativa va avanti da mesi¦¦con il sindacato"],
    "marked headings": ["Conti del semestre¦¦ricavi e utile"],
}


def cases(table):
    return [
        pytest.param(text, id=f"{name}-{number}") for name, texts in table.items() for number, text in enumerate(texts)
    ]


def lines(text):
    return re.findall(r"[^\n]+", text)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("marked", cases(SOFT))
def test_breaks_inside_paragraphs_are_blanks(marked, newline):
    layout = read_layout(re.sub("[⏎¦]", newline, marked))
    expected = re.sub(" +", " ", marked.replace("⏎", " "))
    assert lines(layout.text) == [line for line in expected.split("¦") if line]


@pytest.mark.parametrize("marked", cases(HARD))
def test_other_breaks_stay_and_the_text_with_them(marked):
    text = marked.replace("¦", "\n")
    assert read_layout(text).text == text


@pytest.mark.parametrize("prefix", ["> ", ">> ", "| "])
def test_marks_of_quoting_do_not_part_a_paragraph(prefix):
    source = prefix + re.sub("[⏎¦]", "\n" + prefix, PROSE.rstrip("¦"))
    assert lines(read_layout(source).text) == PROSE.rstrip("¦").replace("⏎", " ").split("¦")


def test_what_is_only_greater_is_not_quoted():
    assert read_layout("Margine lordo\n> 5%").text == "Margine lordo\n> 5%"


@pytest.mark.parametrize(
    "furniture", ["\n\f", "\f", "\n- 3 -\n\f", "\n\n- 3 -\n\n", "\n\nPagina 3 di 8\n\n", "\n3\n\f", "\n3\n"]
)
def test_the_end_of_a_page_does_not_part_a_sentence(furniture):
    source = f"Il gruppo Velmarina ha chiuso il primo semestre con ricavi per{furniture}1,2 miliardi di euro, in crescita sul periodo precedente.".replace(
        "per\n3\n1,2", "\n3\nper 1,2"
    )
    source = (
        source.replace("ricavi per\n3\n", "ricavi\n3\nper ")
        if furniture == "\n3\n"
        else source.replace("1,2", "oltre 1,2")
    )
    assert "\n" not in read_layout(source).text
    assert "3" not in read_layout(source).text


def test_running_heads_are_no_part_of_the_text():
    pages = [
        "Velmarina S.p.A. – Relazione 2025\n\nIl gruppo ha chiuso il semestre con ricavi in",
        "Velmarina S.p.A. – Relazione 2025\n\ncrescita del 5% e utile in calo, per via della",
        "Velmarina S.p.A. – Relazione 2025\n\nguerra dei prezzi.",
    ]
    assert lines(read_layout("\n\f".join(pages)).text) == [
        "Velmarina S.p.A. – Relazione 2025",
        "Il gruppo ha chiuso il semestre con ricavi in crescita del 5% e utile in calo, per via della guerra dei prezzi.",
    ]


@pytest.mark.parametrize(
    ("parted", "joined"),
    [
        ("un assegno da 250 mi-⏎lioni di euro", "milioni"),
        ("i ricavi sono in cre-⏎scita", "crescita"),
        ("un gruppo tec-⏎nologico", "tecnologico"),
        ("conti in ros-⏎so", "rosso"),
        ("la società Tessal-⏎ba di Cuneo", "Tessalba"),
        ("dell'ac-⏎qua", "dell'acqua"),
        ("la linea Roma-⏎Pisa", "Roma-Pisa"),
        ("il co-⏎amministratore", "co-amministratore"),
        ("l'ex-⏎ministro", "l'ex-ministro"),
        ("una start-⏎up", "start-up"),
        ("nel biennio 2024-⏎2026", "2024-2026"),
        ("tra 10-⏎15 milioni", "10-15"),
        ("il peer-to-⏎peer", "peer-to-peer"),
        ("l'e-⏎commerce", "l'e-commerce"),
        ("il piano Covid-⏎19", "Covid-19"),
        ("il gruppo dell'⏎Orsa", "dell'Orsa"),
        ("la stagione 2024/⏎25", "2024/25"),
        ("i soci della Orsa -⏎poco noti", "Orsa - poco"),
    ],
)
def test_words_parted_at_the_end_of_a_line(parted, joined):
    text = read_layout(f"Lo conferma {parted} che nessuno ha mai visto prima d'ora.".replace("⏎", "\n")).text
    assert joined in text
    assert "\n" not in text


def test_the_text_itself_says_how_a_word_is_written():
    assert (
        "cofondatore" in read_layout("Il cofondatore Brandi lascia. Il co-\nfondatore resta socio della Tessalba.").text
    )
    assert "mini-bond" in read_layout("Il mini-bond è andato esaurito. Il mini-\nbond vale 5 milioni.").text
