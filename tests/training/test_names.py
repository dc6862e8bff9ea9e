"""The parts of training that need neither weights nor torch."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.strings import StringStore, hash_string
from spacy.vectors import Vectors
from training.names import hard_cases, restricted
from training.names.augment import Lists, renamed
from training.names.card import card
from training.names.cnn import share_cases, to_docs
from training.names.corpora import read_texts
from training.names.data import (
    LABELS,
    Labelled,
    other_apostrophes,
    read_leads,
    read_passages,
    read_silver,
    unspaced,
    variants,
    without,
)
from training.names.evaluate import span_scores
from training.names.joined import part_joined
from training.names.label import label, sentences
from training.names.package import package
from training.names.tokens import blank

LEAD = Labelled("L'Eni di Claudio Rossi investe a Ravenna.", ((2, 5, "COMPANY"), (9, 22, "PER"), (33, 40, "LOC")))


def test_the_dev_part_is_kept_out(tmp_path: Path) -> None:
    path = tmp_path / "leads.jsonl"
    records = [{"id": f"it-{n:06}", "text": f"Testo {n}", "entities": []} for n in range(200)]
    path.write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
    train, dev = read_leads(path, dev=False), read_leads(path, dev=True)
    assert len(train) + len(dev) == 200
    assert 5 < len(dev) < 50
    assert not {t.text for t in train} & {d.text for d in dev}


def test_silver_below_the_confidence_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "silver.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for confidence in (0.2, 0.7):
            file.write(json.dumps({"text": "Eni", "entities": [[0, 3, "COMPANY"]], "confidence": confidence}) + "\n")
    assert [s.weight for s in read_silver(path, min_confidence=0.6)] == [0.7]


def test_variants_keep_the_offsets() -> None:
    made = list(variants([LEAD] * 50, copies=2))
    assert {len(v.text) for v in made} == {len(LEAD.text)}
    assert any(v.text.isupper() for v in made)
    assert any(v.text.islower() for v in made)
    assert made.count(LEAD) >= 100


def test_a_letter_that_grows_in_capitals_makes_no_copy() -> None:
    grown = Labelled("Weiß parla", ((0, 4, "PER"),))
    assert all(len(v.text) == len(grown.text) for v in variants([grown] * 60, copies=1))


@pytest.mark.parametrize("text", ["dell'Eni", "dell’Eni", "senza"])
def test_apostrophes_swap_back(text: str) -> None:
    assert other_apostrophes(other_apostrophes(text)) == text


def test_lost_spaces_move_the_offsets() -> None:
    spoilt = unspaced(Labelled("Vive a Roma. Lavora? Anna", ((7, 11, "LOC"), (21, 25, "PER"))))
    assert spoilt.text == "Vive a Roma.Lavora?Anna"
    assert [spoilt.text[s:e] for s, e, _ in spoilt.entities] == ["Roma", "Anna"]


def test_a_name_with_a_stop_inside_keeps_its_space() -> None:
    named = Labelled("Il libro Torno. Forse è uscito", ((9, 21, "MISC"),))
    assert unspaced(named) == named


def test_organisations_of_a_corpus_get_our_classes() -> None:
    classes = {"Eni": "company", "governo": "generic", "Roma": "place"}
    words, tags = ["L'", "Eni", ",", "il", "governo", "e", "la", "Roma"], ["O", "B-ORG", "O", "O", "B-ORG"] + ["O"] * 3
    sentence = restricted.labelled(words, [*tags[:-1], "B-ORG"], classes)
    assert [(sentence.text[s:e], label) for s, e, label in sentence.entities] == [("Eni", "COMPANY"), ("Roma", "LOC")]


def test_docs_carry_the_entities() -> None:
    (doc,) = to_docs([LEAD])
    assert [(e.text, e.label_) for e in doc.ents] == [("Eni", "COMPANY"), ("Claudio Rossi", "PER"), ("Ravenna", "LOC")]


def test_scores_count_exact_spans() -> None:
    scores = span_scores([({(0, 3, "PER"), (5, 9, "PER")}, {(0, 3, "PER"), (5, 8, "PER")})])
    assert scores == {"PER": {"p": 0.5, "r": 0.5, "f": 0.5}}


def test_only_free_passages_teach_and_every_dev_passage_measures(tmp_path: Path) -> None:
    records = [
        {"id": id_, "text": f"{id_} {free}", "entities": [[0, 2, "ORG"]], "train": free}
        for id_ in ("it-000001", "it-000019")  # the second is of the dev part
        for free in (True, False)
    ]
    path = tmp_path / "passages.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    assert [one.text for one in read_passages(path, dev=False)] == ["it-000001 True"]
    assert [one.text for one in read_passages(path, dev=True)] == ["it-000019 True", "it-000019 False"]


def test_packaging_writes_an_honest_card(tmp_path: Path) -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("ner").add_label("PER")
    nlp.initialize()
    nlp.config["paths"]["train"] = str(tmp_path / "train.spacy")
    nlp.to_disk(tmp_path / "trained")
    folder = package(
        tmp_path / "trained", tmp_path / "bundled", name="n", version="1.0", description="d", performance={"f": 0.5}
    )
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    assert (meta["license"], meta["performance"], meta["version"]) == ("MIT", {"f": 0.5}, "1.0")
    assert spacy.load(folder)("Mario Rossi").text == "Mario Rossi"
    assert spacy.load(folder).config["paths"]["train"] == "train.spacy"


def test_only_the_words_of_a_corpus_are_read(tmp_path: Path) -> None:
    path = tmp_path / "corpus.conll.gz"
    sentence = "L'\tO\nutile\tO\ndell'\tO\nEni\tB-ORG\nsale\tO\n.\tO\n\n"
    path.write_bytes(gzip.compress((sentence * 3).encode()))
    assert list(read_texts(path)) == ["L'utile dell'Eni sale. L'utile dell'Eni sale.", "L'utile dell'Eni sale."]


def test_renamed_texts_keep_true_offsets() -> None:
    lists = Lists(companies=["Snam"], first_names=["Ada"], surnames=["Negri"])
    made = list(renamed([LEAD] * 40, lists, share=1.0))
    assert len(made) == 40
    for labelled in made:
        assert [labelled.text[s:e] for s, e, label in labelled.entities if label == "LOC"] == ["Ravenna"]
    assert {labelled.text[slice(*labelled.entities[0][:2])].split(" S")[0] for labelled in made} >= {"Snam", "Eni"}


def test_glued_names_are_parted_in_silver_but_not_those_of_the_leads() -> None:
    leads = [Labelled("Emilia e Romagna, Emilia-Romagna", ((0, 6, "LOC"), (9, 16, "LOC"), (18, 32, "LOC")))]
    silver = [Labelled("Emilia-Romagna", ((0, 14, "LOC"),)), Labelled("Romagna-Emilia", ((0, 14, "LOC"),))]
    assert [part.entities for part in part_joined(silver, leads)] == [
        ((0, 14, "LOC"),),
        ((0, 7, "LOC"), (8, 14, "LOC")),
    ]


def test_the_tokenizer_parts_glued_names_and_survives_saving(tmp_path: Path) -> None:
    blank().to_disk(tmp_path)
    words = [token.text for token in spacy.load(tmp_path)("Pd-M5s-Avs: Covid-19 a Barcellona?Il quesito")]
    assert words == ["Pd", "-", "M5s", "-", "Avs", ":", "Covid-19", "a", "Barcellona", "?", "Il", "quesito"]


def test_hard_cases_are_well_marked() -> None:
    groups = hard_cases.read()
    assert {name: len(cases) for name, cases in groups.items()} == {"capitals": 12, "lower": 12, "unseen": 12}
    for case in (case for cases in groups.values() for case in cases):
        assert case.entities
        assert {label for *_, label in case.entities} <= set(LABELS)
        assert not set("[]|") & set(case.text)


def test_the_card_shows_licence_sources_and_scores() -> None:
    meta = {
        "lang": "it",
        "name": "news_fast",
        "version": "1",
        "license": "MIT",
        "description": "Names",
        "sources": [{"name": "leads", "author": "us", "license": "MIT"}],
        "performance": {"leads_dev": {"COMPANY": {"p": 0.8, "r": 0.7, "f": 0.747}, "PER": 0.9}},
    }
    text = card(meta)
    assert "Weights: MIT" in text
    assert "- leads (us; MIT)" in text
    assert "| leads_dev | 0.75 | – | 0.90 | – | – |" in text


def test_other_forms_of_a_known_word_have_its_vector_but_never_that_of_another() -> None:
    vectors = Vectors(strings=StringStore(), shape=(3, 2))
    for row, word in enumerate(["Rossi", "rete", "Rete"]):
        vectors.add(word, row=row)
    shared = share_cases(vectors, ["Rossi", "rete", "Verdi"])
    rows = {word: int(shared.find(key=hash_string(word))) for word in ("ROSSI", "rossi", "RETE", "Rete", "VERDI")}
    assert rows == {"ROSSI": 0, "rossi": 0, "RETE": 1, "Rete": 2, "VERDI": -1}


def test_a_text_that_holds_a_passage_for_measuring_is_not_labelled() -> None:
    aside = [Labelled("Ieri a Roma il ministro ha detto di no", ())]
    texts = ["Ma ieri, a Roma, il ministro ha detto tutto.", "A Roma il ministro tace", "Un altro testo"]
    assert list(without(texts, aside)) == texts[1:]


def test_a_sentence_ends_in_no_name_and_not_without_a_space() -> None:
    doc = blank()("Gli utili di Yahoo! Italia salgono. E poi? Scende.")
    assert [doc[start:end].text for start, end in sentences(doc)] == [
        "Gli utili di Yahoo!",
        "Italia salgono.",
        "E poi?",
        "Scende.",
    ]
    doc.ents = [doc.char_span(13, 26, label="COMPANY")]
    assert next(doc[start:end].text for start, end in sentences(doc)) == "Gli utili di Yahoo! Italia salgono."


class _Sure:
    """Scores of two labels: the first token of a window is in doubt."""

    def _scores(self, pieces: list[str]) -> np.ndarray:
        return np.array([[1.0, 1.0]] + [[50.0, 0.0]] * (len(pieces) - 1))


def test_each_sentence_has_the_confidence_of_its_weakest_token() -> None:
    sure = _Sure()

    class Pipeline:
        def get_pipe(self, name: str) -> _Sure:
            return sure

        def __call__(self, text: str) -> spacy.tokens.Doc:
            doc = blank()(text)
            sure._scores([token.text for token in doc])
            doc.ents = [doc.char_span(6, 9, label="COMPANY")]
            return doc

    found = list(label(Pipeline(), ["Bene. Eni sale."]))  # type: ignore[arg-type]
    assert [(one["text"], one["entities"], one["confidence"]) for one in found] == [
        ("Bene.", [], 0.5),
        ("Eni sale.", [(0, 3, "COMPANY")], 1.0),
    ]
