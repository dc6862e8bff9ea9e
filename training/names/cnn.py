"""The fast model: spaCy's NER with the architecture of `it_core_news_sm`, on leads and silver."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from spacy.util import filter_spans, load_config
from thinc.api import NumpyOps, set_current_ops

from training.names.data import Labelled
from training.names.tokens import blank, part_glued

CONFIG = Path(__file__).parent / "cnn.cfg"
EMBED = "components.ner.model.tok2vec.embed"


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


def train(train_path: Path, dev_path: Path, out: Path, *, vectors: Path | None = None) -> Path:
    """Train by `cnn.cfg`, with static vectors where given; returns the folder of the best model."""
    set_current_ops(NumpyOps(use_blis=False))  # NumPy's own BLAS is about twice as fast here
    overrides: dict[str, object] = {"paths.train": str(train_path), "paths.dev": str(dev_path)}
    if vectors:
        overrides |= {"initialize.vectors": str(vectors), f"{EMBED}.include_static_vectors": True}
    config = load_config(CONFIG, overrides=overrides)
    out.mkdir(parents=True, exist_ok=True)
    spacy_train(part_glued(init_nlp(config)), out)
    return out / "model-best"
