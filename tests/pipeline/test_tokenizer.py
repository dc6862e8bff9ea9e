"""Tokens of what no language writes: all of its characters, in few tokens, in time that grows with the text.

Before there were bounds each of these texts took an hour; a test that ends is what is asked for.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import estrattore
from estrattore.documents import Document
from estrattore.pipeline.load import load
from estrattore.pipeline.run import process
from estrattore.pipeline.tokenizer import DENSEST, LONGEST_WORD, RUN, STRETCH, TOKEN, BoundedTokenizer, bound

SIGNS = ",%(\"'«_=*…-–.;:/|\\@#&+<>[]{}€$’“”°^~!?\t\n 1aA\u0301\u200b\0è"
LENGTH = 50_000


@pytest.fixture(scope="module")
def bounded() -> Language:
    nlp = spacy.blank("it")
    bound(nlp)
    return nlp


@settings(max_examples=60, deadline=None)
@given(st.text(SIGNS, min_size=1, max_size=2))
@example("_")
@example("a,")
@example("a\n")
def test_any_one_or_two_signs(bounded: Language, signs: str) -> None:
    text = (signs * LENGTH)[:LENGTH]
    with bounded.memory_zone():
        doc = bounded(text)
        assert doc.text == text
        assert len(doc) <= LENGTH / DENSEST + STRETCH


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=4 * RUN) | st.text(SIGNS, max_size=3 * LONGEST_WORD))
def test_not_a_character_is_lost(bounded: Language, text: str) -> None:
    assert bounded(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "L'utile è di 3,5 mln («in rialzo»)... - ha detto - 25mila/30mila euro; https://www.esempio.it/a?b=c&d=e.",
        "Ricavi ........... 12",
        "\n\n  Titolo\n-----\nTesto" + " " * 300 + "fine",
    ],
)
def test_what_people_write_has_the_tokens_of_spacy(bounded: Language, text: str) -> None:
    assert [token.text_with_ws for token in bounded(text)] == [t.text_with_ws for t in spacy.blank("it")(text)]


def test_a_long_address_is_cut_where_it_has_signs(bounded: Language) -> None:
    words = [token.text for token in bounded("vedi https://esempio.it/" + "/".join(["notizia"] * 40) + " oggi")]
    assert words[0] == "vedi"
    assert words[-1] == "oggi"
    assert words.count("notizia") == 40
    assert max(map(len, words)) < TOKEN


def test_names_beside_a_run_are_found(tiny_model: Path) -> None:
    text = f"{'=' * 5000} Netflix {'_' * 5000}\nTed Sarandos parla."
    tables = estrattore.extract(text, model=str(tiny_model))
    assert tables.companies.text.tolist() == ["Netflix"]
    assert tables.people.text.tolist() == ["Ted Sarandos"]


def test_names_beside_pages_of_letters_are_found(tiny_model: Path) -> None:
    text = "a\n" * 3000 + "\nIeri Netflix ha vinto, dice la nota che accompagna i conti del trimestre. " * 10
    tables = estrattore.extract(text + "1\n" * 3000, model=str(tiny_model))
    assert tables.companies.text.tolist() == ["Netflix"] * 10


def test_a_short_table_keeps_its_tokens(bounded: Language) -> None:
    assert len(bounded("1\n2\n" * (STRETCH // 4))) == STRETCH


def test_pipelines_keep_a_tokenizer_of_their_own(tmp_path: Path) -> None:
    assert isinstance(load("fast").tokenizer, BoundedTokenizer)
    nlp = spacy.blank("it")
    nlp.tokenizer = lambda text: Doc(nlp.vocab, words=[text])  # type: ignore[assignment]
    own = nlp.tokenizer
    bound(nlp)
    assert nlp.tokenizer is own


def test_bounds_are_no_part_of_what_is_saved(tmp_path: Path, tiny_model: Path) -> None:
    load(str(tiny_model)).to_disk(tmp_path / "again")
    assert type(spacy.load(tmp_path / "again").tokenizer) is spacy.tokenizer.Tokenizer


@pytest.mark.parametrize("signs", [",", "%", '"', "_", ";\n", "1,", "( "])
def test_rules_take_such_texts_too(tiny_model: Path, signs: str) -> None:
    (rows,) = process([Document(text=(signs * LENGTH)[:LENGTH])], load(str(tiny_model)))
    assert isinstance(rows, dict)
