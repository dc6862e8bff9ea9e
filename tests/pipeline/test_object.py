"""The pipeline as an object: pickled, in other processes, in bytes, shared by threads, on documents of any make."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

import estrattore
from estrattore.pipeline.load import load

TEXT = "Fincantieri di Mario Rossi investe 3 milioni di euro a Roma, dice la Banca d'Italia."
MODELS = ("fast", "accurate")
pipeline = cache(load)


def finds(doc: Doc) -> list[tuple[str, str]]:
    return [(doc.text[f["start"] : f["end"]], f["kind"]) for f in doc._.estrattore_finds if f["kind"] != "fact"]


@pytest.mark.parametrize("model", MODELS)
def test_a_pickled_pipeline_finds_the_same(model: str) -> None:
    again = pickle.loads(pickle.dumps(pipeline(model)))
    assert finds(again(TEXT)) == finds(pipeline(model)(TEXT))
    assert ("Mario Rossi", "person") in finds(again(TEXT))


@pytest.mark.parametrize("model", MODELS)
def test_bytes_hold_the_weights(model: str) -> None:
    nlp = pipeline(model)
    again = type(nlp).from_config(nlp.config).from_bytes(nlp.to_bytes())
    assert finds(again(TEXT)) == finds(nlp(TEXT))


@pytest.mark.parametrize("model", MODELS)
def test_a_folder_holds_the_weights(model: str, tmp_path: Path) -> None:
    pipeline(model).to_disk(tmp_path)
    assert finds(spacy.load(tmp_path)(TEXT)) == finds(pipeline(model)(TEXT))


def test_a_pipeline_without_weights_says_so() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("estrattore_onnx_ner")
    with pytest.raises(ValueError, match="no weights"):
        nlp(TEXT)


SCRIPT = """
import multiprocessing, sys
import estrattore
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    nlp = estrattore.load(sys.argv[1])
    docs = list(nlp.pipe([sys.argv[2]] * 6, n_process=2, batch_size=2))
    assert len(docs) == 6
    print(*sorted({str([f["kind"] for f in doc._.estrattore_finds]) for doc in docs}))
"""


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS)
def test_spawned_processes_find_the_same(model: str, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(SCRIPT, "utf-8")
    command = [sys.executable, str(tmp_path / "program.py"), model, TEXT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str([f["kind"] for f in pipeline(model)(TEXT)._.estrattore_finds])


@pytest.mark.parametrize("model", MODELS)
def test_threads_share_a_pipeline(model: str) -> None:
    nlp = pipeline(model)
    texts = [f"Il gruppo numero {n} di Mario Rossi spende {n} milioni di euro." for n in range(24)]
    expected = [estrattore.extract(text, nlp=nlp).money.amount_min.tolist() for text in texts]
    assert expected[5] == [5e6]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda text: estrattore.extract(text, nlp=nlp).money.amount_min.tolist(), texts))
        docs = list(threads.map(nlp, texts))
    assert found == expected
    assert [finds(doc) for doc in docs] == [finds(nlp(text)) for text in texts]


@pytest.mark.parametrize("model", MODELS)
def test_documents_of_any_make(model: str) -> None:
    nlp = pipeline(model)
    words = ["Mario", "Rossi", "spende", "3", "milioni", "di", "euro", "."]
    assert finds(nlp(Doc(nlp.vocab, words=words))) == [("Mario Rossi", "person"), ("3 milioni di euro", "money")]
    for doc in (Doc(nlp.vocab), Doc(nlp.vocab, words=[]), nlp.make_doc(""), nlp.make_doc(" \n "), "\0"):
        assert finds(nlp(doc)) == []
    glued = nlp(Doc(nlp.vocab, words=["Costa", "3", "euro"], spaces=[False, False, False]))
    assert glued.text == "Costa3euro"
