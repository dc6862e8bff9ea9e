"""The matrix backend of our own models: NumPy's BLAS is about half as fast again as thinc's on these small products."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from spacy.language import Language


def use_numpy_blas(nlp: Language) -> None:
    """Set it on the layers of one pipeline; the process, and with it the user's other pipelines, keep theirs."""
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model):
            for layer in model.walk():
                if isinstance(layer.ops, NumpyOps):  # not those on a GPU
                    layer.ops = ops
