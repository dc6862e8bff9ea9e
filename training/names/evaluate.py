"""Scores of a pipeline, model alone: exact spans per label, and tokens per second on one core."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping

from spacy.language import Language

from training.names.data import Labelled

Spans = set[tuple[int, int, str]]


def span_scores(pairs: Iterable[tuple[Spans, Spans]]) -> dict[str, dict[str, float]]:
    """Precision, recall and F of each label, from (gold, found) spans of each text.

    >>> span_scores([({(0, 3, "ORG")}, {(0, 3, "ORG"), (5, 9, "ORG")})])
    {'ORG': {'p': 0.5, 'r': 1.0, 'f': 0.6667}}
    """
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for wanted, got in pairs:
        right.update(label for *_, label in wanted & got)
        found.update(label for *_, label in got)
        gold.update(label for *_, label in wanted)
    scores = {}
    for label in sorted(gold | found):
        p = right[label] / found[label] if found[label] else 0.0
        r = right[label] / gold[label] if gold[label] else 0.0
        scores[label] = {"p": round(p, 4), "r": round(r, 4), "f": round(2 * p * r / (p + r), 4) if p + r else 0.0}
    return scores


def evaluate(nlp: Language, texts: list[Labelled]) -> tuple[Mapping[str, dict[str, float]], float]:
    """Scores per label, and tokens per second."""
    started = time.perf_counter()
    docs = list(nlp.pipe(labelled.text for labelled in texts))
    seconds = time.perf_counter() - started
    pairs = (
        (set(labelled.entities), {(e.start_char, e.end_char, e.label_) for e in doc.ents})
        for labelled, doc in zip(texts, docs, strict=True)
    )
    return span_scores(pairs), sum(map(len, docs)) / seconds
