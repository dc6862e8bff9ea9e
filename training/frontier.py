"""`python -m training.frontier TEXTS PIPELINE…`: tokens per second of CPU, tokenizer and names only, passes interleaved.

CPU time of one core, not the clock: on a shared machine the clock measures the neighbours. `PIPELINE+blas` multiplies
through NumPy's BLAS. TEXTS is a folder of JSON files with a `text`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps

import estrattore.ner  # noqa: F401 - registers the component

PASSES = 5


def load(pipeline: str) -> Language:
    """Tokenizer and NER alone."""
    path, _, ops = pipeline.partition("+")
    names = json.loads((Path(path) / "meta.json").read_text("utf-8"))["pipeline"]
    nlp = spacy.load(path, exclude=[name for name in names if name != "ner"])
    if ops == "blas":
        for layer in nlp.get_pipe("ner").model.walk():  # type: ignore[attr-defined]
            layer.ops = NumpyOps(use_blis=False)
    return nlp


def measure(pipelines: list[str], texts: list[str]) -> dict[str, int]:
    """Best pass of each."""
    loaded = {pipeline: load(pipeline) for pipeline in pipelines}
    best = dict.fromkeys(pipelines, 0.0)
    for _ in range(PASSES):
        for pipeline, nlp in loaded.items():
            started = time.process_time()
            tokens = sum(len(doc) for doc in nlp.pipe(texts))
            best[pipeline] = max(best[pipeline], tokens / (time.process_time() - started))
    return {pipeline: round(speed) for pipeline, speed in best.items()}


def main(texts: str, *pipelines: str) -> None:
    """Print the figures as JSON."""
    articles = [json.loads(p.read_text("utf-8"))["text"] for p in sorted(Path(texts).glob("*.json"))]
    print(json.dumps(measure(list(pipelines), articles * 2), indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
