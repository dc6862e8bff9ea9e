"""The quicker recogniser finds what spaCy's own finds."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from estrattore.pipeline.cnn_ner import CnnNer, Moves
from estrattore.pipeline.load import load, model_path

TEXTS = [path.read_text("utf-8") for path in sorted(Path("data/raw").glob("*.txt"))]


@pytest.fixture(scope="module")
def quick() -> Language:
    nlp = load("fast")
    nlp.remove_pipe("estrattore")
    return nlp


@pytest.fixture(scope="module")
def by_spacy() -> Language:
    path = model_path("fast")
    assert path is not None
    return spacy.load(path)


def names(docs: list[Doc]) -> list[list[tuple[int, int, str]]]:
    return [[(name.start, name.end, name.label_) for name in doc.ents] for doc in docs]


def test_finds_what_spacy_finds(quick: Language, by_spacy: Language) -> None:
    texts = [*TEXTS, "", "Enel", "\n", "Parla Ada Rossi"]  # nothing, one word, a blank, a name at the end
    found = names(list(quick.pipe(texts)))
    assert isinstance(quick.get_pipe("ner"), CnnNer)
    assert sum(map(len, found)) > len(texts)
    assert found == names(list(by_spacy.pipe(texts)))


def test_one_text_alone(quick: Language, by_spacy: Language) -> None:
    assert names([quick(text) for text in TEXTS]) == names([by_spacy(text) for text in TEXTS])


def test_names_set_before_stay(quick: Language, by_spacy: Language) -> None:
    found = []
    for nlp in (quick, by_spacy):
        doc = nlp.make_doc("Ieri Enel ha visto Ada Rossi a Roma")
        doc.set_ents([Span(doc, 0, 1, label="MISC")], default="missing")
        found += names([nlp.get_pipe("ner")(doc)])
    assert found[0] == found[1]
    assert (0, 1, "MISC") in found[0]


def test_learns_as_spacy_does(quick: Language, by_spacy: Language) -> None:
    losses = []
    for given in (quick, by_spacy):
        spacy.util.fix_random_seed(0)
        nlp = spacy.blank("it").from_config(given.config).from_bytes(given.to_bytes())
        example = Example.from_dict(nlp.make_doc("Parla Velmarina di Genova"), {"entities": [(6, 15, "COMPANY")]})
        losses.append([nlp.update([example], losses={})["ner"] for _ in range(5)])
    assert losses[0] == pytest.approx(losses[1], rel=1e-3)
    assert losses[0][0] != losses[0][-1]


def test_moves_know_how_a_name_goes_on() -> None:
    moves = Moves.of(["B-PER", "B-ORG", "I-PER", "I-ORG", "L-PER", "L-ORG", "U-PER", "U-ORG", "U-", "O"])
    assert moves.goes_on[:2].tolist() == [2, 3]
    assert moves.closes[:2].tolist() == [4, 5]
    assert moves.kinds[-2:].tolist() == ["", "O"]
