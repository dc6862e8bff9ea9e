"""Span scores of a pipeline: leads dev, gold articles, and the hard cases of our own."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from .data import LABELS, Article, Sample, Span

Predict = Callable[[Sequence[str]], list[list[Span]]]


def _scores(counts: Counter[tuple[str, str]], label: str) -> dict[str, float]:
    right, found, wanted = (counts[label, k] for k in ("right", "found", "wanted"))
    p = right / found if found else 0.0
    r = right / wanted if wanted else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f": round(2 * p * r / (p + r), 4) if p + r else 0.0, "n": wanted}


def score_samples(samples: Sequence[Sample], predict: Predict) -> dict[str, dict[str, float]]:
    """Exact span scores per label and over all labels."""
    counts: Counter[tuple[str, str]] = Counter()
    for sample, found in zip(samples, predict([s.text for s in samples]), strict=True):
        want, got = set(sample.entities), set(found)
        for key, spans in (("wanted", want), ("found", got), ("right", want & got)):
            for _, _, label in spans:
                counts[label, key] += 1
                counts["ALL", key] += 1
    return {label: _scores(counts, label) for label in (*LABELS, "ALL")}


def score_gold(articles: Sequence[Article], predict: Predict) -> dict[str, dict[str, float]]:
    """Exact span scores on articles, as the project's scorer counts: doubtful mentions neither required nor punished."""
    counts: Counter[tuple[str, str]] = Counter()
    names = ("COMPANY", "ORG", "PER")
    for article, found in zip(articles, predict([a.text for a in articles]), strict=True):
        want = set(article.required)
        for span in found:
            if span[2] not in names:
                continue
            free = any(span[0] < e and b < span[1] for b, e, _ in article.doubtful)
            if span in want or not free:
                counts[span[2], "found"] += 1
                counts[span[2], "right"] += span in want
        for _, _, label in want:
            counts[label, "wanted"] += 1
    return {label: _scores(counts, label) for label in names}


def pipeline_predictor(nlp: Any) -> Predict:
    """Adapter from a loaded spaCy pipeline."""

    def predict(texts: Sequence[str]) -> list[list[Span]]:
        return [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)]

    return predict


def tokens_per_second(nlp: Any, texts: Sequence[str], *, repeats: int = 3) -> float:
    """Tokens per second of the pipeline, tokenizer included: the best of some passes."""
    best = 0.0
    for _ in range(repeats):
        start = time.perf_counter()
        tokens = sum(len(doc) for doc in nlp.pipe(texts))
        best = max(best, tokens / (time.perf_counter() - start))
    return best


def read_marked(path: Path) -> dict[str, list[Sample]]:
    """Hard cases: `group<TAB>text` with names marked as `[Eni|COMPANY]`."""
    groups: dict[str, list[Sample]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            group, marked = line.split("\t", 1)
            groups.setdefault(group, []).append(parse_marked(marked))
    return groups


def parse_marked(marked: str) -> Sample:
    """A sample from text with marks.

    >>> parse_marked("Sale [Eni|COMPANY] oggi")
    Sample(text='Sale Eni oggi', entities=((5, 8, 'COMPANY'),), weight=1.0)
    """
    text, spans = "", []
    rest = marked
    while "[" in rest:
        before, _, rest = rest.partition("[")
        inside, _, rest = rest.partition("]")
        name, _, label = inside.rpartition("|")
        spans.append((len(text) + len(before), len(text) + len(before) + len(name), label))
        text += before + name
    return Sample(text + rest, tuple(spans))


def line(scores: dict[str, dict[str, float]]) -> str:
    """One short line of F scores for logs."""
    return " ".join(f"{label} {s['f']:.3f}" for label, s in scores.items())


def save(path: Path, result: dict[str, Any]) -> None:
    """Write figures as JSON."""
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")


def mean(values: Iterable[float]) -> float:
    """Arithmetic mean; 0 for nothing."""
    items = list(values)
    return sum(items) / len(items) if items else 0.0
