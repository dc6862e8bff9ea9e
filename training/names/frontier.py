"""`python -m training.names.frontier DATA PICTURE PIPELINE…`: F on the articles against tokens per second, all in one run.

Tokenizer and names only, passes interleaved. CPU time of one core, not the clock: on a shared machine the clock measures
the neighbours. `PIPELINE+blas` multiplies through NumPy's BLAS.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps

import estrattore.pipeline.onnx_ner  # noqa: F401 - registers the component
from training.names.evaluate import Spans
from training.names.results import article_pairs

PASSES = 3


def load(pipeline: str) -> Language:
    """Tokenizer and NER alone."""
    path, _, ops = pipeline.partition("+")
    names = json.loads((Path(path) / "meta.json").read_text("utf-8"))["pipeline"]
    nlp = spacy.load(path, exclude=[name for name in names if name != "ner"])
    if ops == "blas":
        for layer in nlp.get_pipe("ner").model.walk():  # type: ignore[attr-defined]
            layer.ops = NumpyOps(use_blis=False)
    return nlp


def measure(loaded: Mapping[str, Language], texts: Sequence[str]) -> dict[str, int]:
    """Best pass of each pipeline."""
    best = dict.fromkeys(loaded, 0.0)
    for _ in range(PASSES):
        for pipeline, nlp in loaded.items():
            started = time.process_time()
            tokens = sum(len(doc) for doc in nlp.pipe(texts))
            best[pipeline] = max(best[pipeline], tokens / (time.process_time() - started))
    return {pipeline: round(speed) for pipeline, speed in best.items()}


def overall(pairs: Sequence[tuple[Spans, Spans]]) -> float:
    """F over all labels, from (gold, found) spans of each text."""
    right = sum(len(gold & found) for gold, found in pairs)
    return 2 * right / sum(len(gold) + len(found) for gold, found in pairs)


def draw(points: Mapping[str, tuple[int, float]], picture: Path) -> None:
    """Tokens per second, on a logarithmic scale, against F."""
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4))
    for name, (speed, score) in points.items():
        axes.plot(speed, score, "o", color="#1b5e9b")
        axes.annotate(name, (speed, score), xytext=(6, 4), textcoords="offset points", fontsize=9)
    axes.set(xscale="log", xlabel="tokens per second of one core", ylabel="F, names in 16 articles, model alone")
    axes.margins(x=0.25, y=0.15)
    axes.grid(alpha=0.3, which="both")
    figure.savefig(picture, bbox_inches="tight", dpi=110)


def main(source: str, picture: str, *pipelines: str) -> None:
    """Print the figures as JSON and draw them."""
    folder = Path(source) / "gold"
    texts = [json.loads(path.read_text("utf-8"))["text"] for path in sorted(folder.glob("*.json"))]
    loaded = {Path(pipeline).name: load(pipeline) for pipeline in pipelines}
    speeds = measure(loaded, texts * 2)
    points = {name: (speeds[name], round(overall(list(article_pairs(nlp, folder))), 3)) for name, nlp in loaded.items()}
    print(json.dumps(points, indent=1))
    draw(points, Path(picture))


if __name__ == "__main__":
    main(*sys.argv[1:])
