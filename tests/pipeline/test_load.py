"""Pipelines: bundled, in a folder, in anybody's hands."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import estrattore
from estrattore.errors import ModelNotFoundError, UsageError
from estrattore.pipeline.component import SPANS_KEY
from estrattore.pipeline.extensions import to_doc
from estrattore.pipeline.load import bundled_models
from estrattore.text.layout import read_layout

TEXT = "Netflix di Ted Sarandos investe 3 milioni di euro a Milano, dice la Banca d'Italia."


def kinds(doc: Doc) -> dict[str, str]:
    return {doc.text[f["start"] : f["end"]]: f["kind"] for f in doc._.estrattore_finds if f["kind"] != "fact"}


def test_a_pipeline_from_a_folder_works_fully(tiny_model: Path) -> None:
    assert kinds(estrattore.load(str(tiny_model))(TEXT)) == {
        "Netflix": "company",
        "Ted Sarandos": "person",
        "3 milioni di euro": "money",
        "Banca d'Italia": "organization",
    }


def test_only_needed_components_are_loaded(tmp_path: Path) -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Ted Sarandos"}])
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "model")
    assert estrattore.load(str(tmp_path / "model")).pipe_names == ["entity_ruler", "estrattore"]


def test_works_in_anybodys_pipeline() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("estrattore")
    assert kinds(nlp("Costa 5 milioni di euro."))["5 milioni di euro"] == "money"


def test_finds_survive_bytes(tiny_model: Path) -> None:
    nlp = estrattore.load(str(tiny_model))
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.estrattore_finds == doc._.estrattore_finds
    assert [(s.text, s.label_) for s in again.spans[SPANS_KEY]] == [(s.text, s.label_) for s in doc.spans[SPANS_KEY]]
    assert again._.estrattore_sentences == doc._.estrattore_sentences


def test_two_values_may_share_a_token() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("estrattore")
    doc = nlp("Un monolocale si vende a 25mila/30mila euro.")
    money = [f for f in doc._.estrattore_finds if f["kind"] == "money"]
    assert all(doc.text[f["start"] : f["end"]][:2] in ("25", "30") for f in money)
    assert money


@pytest.mark.parametrize(
    ("name", "advice"), [("it_core_news_xy", "python -m spacy download"), ("/nowhere", "Name the folder")]
)
def test_a_missing_model_says_how_to_get_it(name: str, advice: str) -> None:
    with pytest.raises(ModelNotFoundError, match=advice):
        estrattore.load(name)


@pytest.mark.parametrize("folder", bundled_models(), ids=lambda p: p.name)
def test_bundled_models_find_names(folder: Path) -> None:
    nlp = spacy.load(folder)
    doc = nlp("Il presidente di Fincantieri, Mario Rossi, ha incontrato a Roma i vertici della Banca d'Italia.")
    labels = {e.text: e.label_ for e in doc.ents}
    assert labels["Fincantieri"] == "COMPANY"
    assert labels["Mario Rossi"] == "PER"
    assert labels["Roma"] == "LOC"


@pytest.mark.parametrize("folder", bundled_models(), ids=lambda p: p.name)
def test_bundled_models_say_their_licence(folder: Path) -> None:
    meta = spacy.load(folder).meta
    assert meta["license"] == "MIT"
    assert (folder / "MODEL_CARD.md").exists()


def test_a_document_hands_over_title_and_date(nlp: Language) -> None:
    import datetime as dt

    document = estrattore.Document(text="Ieri.", title="Conti", published=dt.date(2025, 7, 22))
    doc = to_doc(document, nlp, layout=read_layout(document.text))
    assert (doc._.estrattore_title, doc._.estrattore_published) == ("Conti", "2025-07-22")


def test_the_users_list_is_heard_wherever_it_is_given(tiny_model: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mie.csv"
    mine.write_text("name,aliases,id\nOfficine Brandal,Brandal,IT-7\n", "utf-8")
    text = "Brandal investe 3 milioni di euro."
    whole = tmp_path / "whole"
    estrattore.load(str(tiny_model)).to_disk(whole)
    plain = estrattore.load(str(whole))
    for nlp, companies in ((estrattore.load(str(whole), companies=mine), None), (plain, mine)):
        tables = estrattore.extract(text, nlp=nlp, companies=companies)
        assert tables.companies.entity_id.tolist() == ["IT-7"]
    assert estrattore.extract(text, nlp=plain).companies.empty


def test_a_pipeline_without_our_component_is_said() -> None:
    with pytest.raises(UsageError, match="add_pipe"):
        estrattore.extract("Costa 5 euro.", nlp=spacy.blank("it"))


@pytest.mark.it_core_news_sm
def test_it_core_news_sm_by_name() -> None:
    pytest.importorskip("it_core_news_sm", reason="needs it_core_news_sm")
    found = kinds(estrattore.load("it_core_news_sm")("L'amministratore Mario Rossi ha speso 5 milioni di euro a Roma."))
    assert found["5 milioni di euro"] == "money"
    assert found["Mario Rossi"] == "person"


def test_a_company_that_only_the_title_names_has_its_facts_and_is_an_entity(nlp: Language) -> None:
    said = "Il gruppo ha chiuso il 2024 con ricavi per 3 miliardi di euro."
    document = estrattore.Document(text=said, title="Enel, conti record")
    tables = estrattore.extract(document, nlp=nlp, min_confidence=0)
    assert tables.facts[["company", "metric"]].to_numpy().tolist() == [["Enel", "ricavi"]]
    assert tables.facts.company_start.isna().all()
    assert tables.companies.empty
    assert tables.entities.name.tolist() == ["Enel"]
    [figure] = estrattore.explain(document, nlp=nlp)
    assert figure.fact is not None
    assert figure.fact.company == "Enel"
    assert estrattore.extract(said, nlp=nlp, min_confidence=0).facts.empty
