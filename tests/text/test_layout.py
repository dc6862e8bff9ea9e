"""What holds for every text: offsets lead back, plain text stays, what was read is read again as it is, time is linear in length."""

import re
import textwrap
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from estrattore.text import read_layout

SENTENCES = [
    "Il gruppo Velmarina ha chiuso il primo semestre con ricavi per 1,2 miliardi di euro, in crescita dell'8% sullo stesso periodo dell'anno scorso.",
    "L'amministratore delegato Ottavio Brandi ha detto che Velmarina S.p.A. aprirà due stabilimenti, uno a Halden e uno in provincia di Cuneo.",
    "Perché la società è così forte? Lunedì il titolo ha guadagnato il 4%, e dall'inizio dell'anno più del 20%.",
    "Secondo Nadia Corvetti la Tessalba – che fornisce i motori – assumerà 250 persone entro la fine del 2026.",
    "«Ne avevamo bisogno da tempo», ha commentato il presidente della Orsa Marittima, che ha versato 40 milioni di dollari.",
]
paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join)
articles = st.lists(paragraphs, min_size=1, max_size=5)
WIDTHS = [60, 75, 90]


def wrapped(article, width, *, prefix="", newline="\n"):
    lines = [
        "\n".join(prefix + line for line in textwrap.wrap(paragraph, width, break_on_hyphens=False))
        for paragraph in article
    ]
    return f"\n{prefix.strip()}\n".join(lines).replace("\n", newline)


def lines(text):
    return re.findall(r"[^\n]+", text)


@given(articles)
def test_a_text_on_long_lines_stays_as_it_is(article):
    text = "\n".join(article)
    layout = read_layout(text)
    assert layout.text == text
    assert layout.to_source(0, len(text)) == (0, len(text)) == layout.to_read(0, len(text))
    assert [text[block.start : block.end] for block in layout.blocks] == article


@given(articles, st.sampled_from(WIDTHS), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "> "]))
def test_wrapped_text_reads_like_plain_text(article, width, newline, prefix):
    assert lines(read_layout(wrapped(article, width, prefix=prefix, newline=newline)).text) == article


@given(articles, st.sampled_from(WIDTHS))
def test_decomposed_wrapped_text_reads_like_plain_text(article, width):
    assert lines(read_layout(unicodedata.normalize("NFD", wrapped(article, width))).text) == article


@given(articles)
def test_accents_as_apostrophes_read_like_accents(article):
    typed = "\n".join(article)
    for accented, bare in zip("àèéìòùÈ", "aeeiouE", strict=True):
        typed = typed.replace(accented, bare + "'")
    assert read_layout(typed).text == "\n".join(article)


@given(articles, st.sampled_from(WIDTHS), st.sampled_from(["", "> "]), st.data())
def test_offsets_lead_to_what_reads_the_same(article, width, prefix, data):
    source = wrapped(article, width, prefix=prefix)
    layout = read_layout(source)
    start = data.draw(st.integers(0, len(layout.text) - 1))
    end = data.draw(st.integers(start + 1, len(layout.text)))
    read = layout.text[start:end].split()
    exact = source[slice(*layout.to_source(start, end))]
    assert exact.replace(">", " ").split() == read
    assert exact == exact.strip() or not read


WORDS = [
    "Velmarina",
    "S.p.A.",
    "ha",
    "chiuso",
    "il",
    "trimestre",
    "con",
    "ricavi",
    "per",
    "2,4",
    "milioni",
    "di",
    "euro",
    "e'",
    "piu'",
    "societa'",
    "lunedí",
    "*circa*",
    "**Enel",
    "Tessalba**",
    "mi\xadlioni",
    "400\u200b000",
    "ﬁne",
    "«Non",
    "vendo»",
    "dell'",
    "5%",
    "–",
    "*",
    "a.",
    "c:",
    "e/o",
    "nome_file",
]
SINGLE = [
    "",
    "\f",
    "- 3 -",
    "Pagina 3 di 8",
    "lioni",
    "di Nadia Corvetti",
    "Ricavi: 3 milioni",
    "| Voce | 2024 |",
    "|---|---|",
    "Ricavi\t5,2\t4,8",
    "Utile     5,2",
    "Utile 5,2 4,8",
    "---",
]
prose = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
marks = st.sampled_from(["", "", "", "- ", "• ", "1. ", "> ", "# ", "   "])
any_line = st.one_of(st.sampled_from(SINGLE), st.tuples(marks, prose, st.sampled_from(["", ".", " mi-"])).map("".join))
any_text = st.lists(any_line, max_size=14).map("\n".join)


@given(any_text)
@settings(max_examples=300)
def test_what_was_read_is_read_again_as_it_is(text):
    assume(">" not in text)  # a mark of quotation where all lines have it: of two lines that were joined the one has
    read = read_layout(text).text
    assert read_layout(read).text == read


@given(any_text)
@settings(max_examples=300)
def test_blocks_are_in_order_and_hold_all_that_is_said(text):
    layout = read_layout(text)
    said = [layout.text[block.start : block.end] for block in layout.blocks]
    assert all(part and part == part.strip() and "\n" not in part for part in said)
    assert all(before.end < after.start for before, after in zip(layout.blocks, layout.blocks[1:], strict=False))
    assert all(
        index is None or index < number
        for number, block in enumerate(layout.blocks)
        for index in (block.parent, block.column)
    )


@given(any_text, st.data())
def test_spans_lead_back_and_forth(text, data):
    layout = read_layout(text)
    for block in layout.blocks:
        start = data.draw(st.integers(block.start, block.end - 1))
        there = layout.to_source(start, start + 1)
        here = layout.to_read(*there)
        assert 0 <= there[0] < there[1] <= len(text) or layout.text[start].isspace()
        assert here[0] <= start < here[1] or layout.text[start].isspace()


@pytest.mark.slow
@pytest.mark.parametrize(
    "sign",
    [
        "\n",
        " ",
        ">",
        "> a\n",
        "|",
        "|a",
        "a\t",
        "*a ",
        "_",
        "'",
        "e' ",
        "'a",
        "\u00ad",
        "a\u0300",
        "\u0300",
        "\f",
        "# ",
        "a-\n",
        "a\n",
        "a \n",
        "1.",
        "(1",
        "- 1 -\n",
        "\f1\n",
        "\u00a0",
    ],
)
def test_a_long_run_of_one_sign_is_read_at_all(sign):
    """A pattern that tried every part of the run would not come back from 50,000 of them."""
    run = sign * 50_000
    assert len(read_layout(run).text) <= 2 * len(run)


def test_what_leads_back_has_no_white_space_at_its_ends():
    layout = read_layout("\x85\u0301\u200b Bracciali tace.")
    start = layout.text.index("\u0301")
    span = layout.to_source(start, layout.text.index(" tace"))
    assert layout.source[slice(*span)].strip() == layout.source[slice(*span)]
    assert layout.source[slice(*span)].endswith("Bracciali")
