"""The fast model: spaCy's NER with the architecture of `it_core_news_sm`, on leads and silver."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import spacy
from spacy.strings import hash_string
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from spacy.util import filter_spans, load_config
from spacy.vectors import Vectors
from thinc.api import NumpyOps, set_current_ops

from training.names.data import Labelled
from training.names.tokens import blank, part_glued

CONFIG = Path(__file__).parent / "cnn.cfg"
LAST = "model-last"  # as spaCy calls it
EMBED = "components.ner.model.tok2vec.embed"
RATE = "training.optimizer.learn_rate"
GENTLY = {  # small steps, from weights that know most
    "training.max_steps": 3000,
    "training.eval_frequency": 200,
    "training.batcher.size": 600,
    f"{RATE}.initial_rate": 6e-4,
    f"{RATE}.total_steps": 3000,
    f"{RATE}.warmup_steps": 60,
}


def to_docs(texts: Iterable[Labelled]) -> list[Doc]:
    """Texts as spaCy documents with entities; those that cut a token are widened to it."""
    nlp = blank()
    docs = []
    for labelled in texts:
        doc = nlp.make_doc(labelled.text)
        spans = (doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in labelled.entities)
        doc.ents = filter_spans([span for span in spans if span is not None])
        docs.append(doc)
    return docs


def write(texts: Iterable[Labelled], path: Path, *, seed: int = 0) -> None:
    """Shuffle and write in spaCy's binary format."""
    docs = to_docs(texts)
    random.Random(seed).shuffle(docs)
    DocBin(docs=docs).to_disk(path)


def share_cases(vectors: Vectors, words: Iterable[str]) -> Vectors:
    """Let the forms of known words in capitals, lower case and with one capital, where unknown, have their vectors.

    >>> from spacy.strings import StringStore
    >>> vectors = Vectors(strings=StringStore(), shape=(3, 2))
    >>> _ = [vectors.add(word, row=row) for row, word in enumerate(["Rossi", "rete", "Rete"])]
    >>> shared = share_cases(vectors, ["Rossi", "rete", "Verdi"])
    >>> [int(shared.find(key=hash_string(word))) for word in ("ROSSI", "rossi", "RETE", "Rete", "VERDI")]
    [0, 0, 1, 2, -1]
    """
    for word in words:
        row = vectors.key2row.get(hash_string(word))
        for form in (word.upper(), word.lower(), word.capitalize()):
            if row is not None and hash_string(form) not in vectors.key2row:
                vectors.add(form, row=row)
    return vectors


def train(
    train_path: Path,
    dev_path: Path,
    out: Path,
    *,
    vectors: Path | None = None,
    begun: Path | None = None,
    seed: int = 0,
) -> None:
    """Train by `cnn.cfg`; `LAST` is the folder of what ships.

    Args:
        train_path: Texts that teach, as `write` leaves them.
        dev_path: Texts that the course is measured on.
        out: Where the models go.
        vectors: A pipeline with static vectors for the words.
        begun: A trained pipeline with like vectors, to go on from gently.
        seed: Of the order of the texts and of what is dropped out.
    """
    set_current_ops(NumpyOps(use_blis=False))  # NumPy's own BLAS is about twice as fast here
    overrides: dict[str, object] = {"paths.train": str(train_path), "paths.dev": str(dev_path), "system.seed": seed}
    if vectors:
        overrides |= {"initialize.vectors": str(vectors), f"{EMBED}.include_static_vectors": True}
    config = load_config(CONFIG, overrides=overrides | (GENTLY if begun else {}))
    if begun:
        config["components"]["ner"] = {"source": str(begun)}
    out.mkdir(parents=True, exist_ok=True)
    spacy_train(part_glued(init_nlp(config)), out)


def mean(pipelines: Sequence[Path], out: Path) -> None:
    """A pipeline with the mean of the weights of several trainings that began alike."""
    loaded = [spacy.load(pipeline) for pipeline in pipelines]
    for layers in zip(*(nlp.get_pipe("ner").model.walk() for nlp in loaded), strict=True):  # type: ignore[attr-defined]
        for name in layers[0].param_names:
            if layers[0].has_param(name):
                layers[0].set_param(name, sum(layer.get_param(name) for layer in layers) / len(layers))
    loaded[0].to_disk(out)
