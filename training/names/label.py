"""`python -m training.names.label PIPELINE DATA OUT PART PARTS`: silver labels for free texts, by the transformer pipeline."""

from __future__ import annotations

import gzip
import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language

import estrattore.pipeline.onnx_ner  # noqa: F401 - registers the component
from training.names.corpora import TEXT_CORPORA, read_texts


class Confidence:
    """Notes the lowest token probability of the labels that the component computes."""

    def __init__(self, component: Any) -> None:
        self.lowest = 1.0
        self.compute = component._scores
        component._scores = self

    def __call__(self, pieces: Any) -> Any:
        scores = self.compute(pieces)
        shifted = np.exp(scores - scores.max(1, keepdims=True))
        self.lowest = min(self.lowest, float((shifted.max(1) / shifted.sum(1)).min(initial=1.0)))
        return scores


def label(nlp: Language, texts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Each text with its names and the confidence of the weakest token."""
    confidence = Confidence(nlp.get_pipe("ner"))
    for text in texts:
        confidence.lowest = 1.0
        entities = [(e.start_char, e.end_char, e.label_) for e in nlp(text).ents]
        yield {"text": text, "entities": entities, "confidence": round(confidence.lowest, 3)}


def main(pipeline: str, source: str, out: str, part: str, parts: str) -> None:
    """Label every `parts`-th text, beginning with number `part`."""
    texts = itertools.chain.from_iterable(read_texts(Path(source) / "ner" / f"{c}.conll.gz") for c in TEXT_CORPORA)
    mine = itertools.islice(texts, int(part), None, int(parts))
    temporary = Path(out + ".tmp")
    with gzip.open(temporary, "wt", encoding="utf-8") as file:
        for record in label(spacy.load(pipeline), mine):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    temporary.rename(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
