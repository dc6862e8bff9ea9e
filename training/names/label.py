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
from spacy.tokens import Doc

import estrattore.pipeline.onnx_ner  # noqa: F401 - registers the component
from training.names import data
from training.names.corpora import TEXT_CORPORA, read_texts

NEIGHBOURS = 8  # sentences of a corpus that the teacher reads at once, as an article has them
SENTENCE_ENDS = frozenset(".!?…")


class Confidence:
    """Notes the probability of the likeliest label of each token for which the component computes scores."""

    def __init__(self, component: Any) -> None:
        self.noted: list[float] = []
        self.compute = component._scores
        component._scores = self

    def __call__(self, pieces: Any) -> Any:
        scores = self.compute(pieces)
        self.noted += (1 / np.exp(scores - scores.max(1, keepdims=True)).sum(1)).tolist()
        return scores


def sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    """First and last token (not included) of each sentence; none ends in a name or where no space follows.

    >>> from training.names.tokens import blank
    >>> list(sentences(blank()("Eni sale. E poi? Scende")))
    [(0, 3), (3, 6), (6, 7)]
    """
    inside = {token.i for name in doc.ents for token in name[:-1]}
    start = 0
    for token in doc:
        last = token.i + 1 == len(doc)
        if last or (token.text in SENTENCE_ENDS and token.whitespace_ and token.i not in inside):
            yield start, token.i + 1
            start = token.i + 1


def label(nlp: Language, texts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Each sentence with its names, as they look in the whole text, and the confidence of the weakest token."""
    confidence = Confidence(nlp.get_pipe("ner"))
    for text in texts:
        confidence.noted = []
        doc = nlp(text)
        sure = iter(confidence.noted)
        of_token = [1.0 if token.is_space else next(sure) for token in doc]
        for start, end in sentences(doc):
            span = doc[start:end]
            entities = [(e.start_char - span.start_char, e.end_char - span.start_char, e.label_) for e in span.ents]
            yield {"text": span.text, "entities": entities, "confidence": round(min(of_token[start:end]), 3)}


def free_texts(source: Path) -> Iterator[str]:
    """The silver's texts, without their older labels, and those of the corpora; none that holds a passage for measuring."""
    kept_aside = data.read_passages(source / "ner" / "passages.jsonl", dev=True)
    news = (silver.text for silver in data.read_silver(source / "ner" / "silver_free.jsonl.gz", min_confidence=0.0))
    yield from data.without(news, kept_aside)
    for corpus in TEXT_CORPORA:
        yield from data.without(read_texts(source / "ner" / f"{corpus}.conll.gz", sentences=NEIGHBOURS), kept_aside)


def main(pipeline: str, source: str, out: str, part: str, parts: str) -> None:
    """Label every `parts`-th text, beginning with number `part`."""
    mine = itertools.islice(free_texts(Path(source)), int(part), None, int(parts))
    temporary = Path(out + ".tmp")
    with gzip.open(temporary, "wt", encoding="utf-8") as file:
        for record in label(spacy.load(pipeline), mine):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    temporary.rename(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
