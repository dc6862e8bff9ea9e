"""NumPy's BLAS on the layers of our own models, and nowhere else."""

from __future__ import annotations

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import NumpyOps, get_current_ops

from estrattore.pipeline.blas import NumpyBlas, use_numpy_blas
from estrattore.pipeline.load import load


def layers(nlp: Language) -> list[NumpyOps]:
    return [layer.ops for layer in nlp.get_pipe("ner").model.walk()]  # type: ignore[attr-defined]


def blank() -> Language:
    nlp = spacy.blank("it")
    nlp.add_pipe("ner").add_label("ORG")  # type: ignore[attr-defined]
    nlp.initialize()
    return nlp


def test_only_the_given_pipeline_changes() -> None:
    ours, theirs, before = blank(), blank(), get_current_ops()
    use_numpy_blas(ours)
    assert all(not ops.use_blis for ops in layers(ours))
    assert all(ops.use_blis for ops in layers(theirs))
    assert get_current_ops() is before


def test_the_bundled_model_uses_it() -> None:
    assert all(not ops.use_blis for ops in layers(load("fast")))


def test_the_largest_piece_and_its_gradient_are_those_of_thinc() -> None:
    pieces = np.random.default_rng(0).normal(size=(5, 4, 3)).astype("float32")
    ours, theirs = NumpyBlas(), NumpyOps()
    best, which = theirs.maxout(pieces)
    assert np.array_equal(ours.maxout(pieces)[0], best)
    gradient = theirs.backprop_maxout(best, which, 3)
    assert np.array_equal(ours.backprop_maxout(best, ours.maxout(pieces)[1], 3), gradient)
    assert np.array_equal(ours.backprop_maxout(best, which, 3), gradient)
