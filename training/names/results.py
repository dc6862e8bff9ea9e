"""`python -m training.names.results DATA PIPELINE…`: figures of pipelines, model alone, all in one run (for cards and logs)."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

import estrattore.pipeline.onnx_ner  # noqa: F401 - registers the component
from training.names import data, hard_cases
from training.names.evaluate import Spans, evaluate, span_scores

KINDS = {"company": "COMPANY", "organization": "ORG", "person": "PER"}
PASSES = 3


def article_pairs(nlp: Language, folder: Path) -> Iterator[tuple[Spans, Spans]]:
    """Gold and found spans of each annotated article; a find at a doubtful mention is neither right nor wrong."""
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        named = [m for m in record["mentions"] if m["kind"] in KINDS]
        doubtful = [m for m in record["mentions"] if m.get("doubt")]
        wanted = {(m["start"], m["end"], KINDS[m["kind"]]) for m in named if not m.get("doubt")}
        found = {(e.start_char, e.end_char, e.label_) for e in nlp(record["text"]).ents if e.label_ in KINDS.values()}
        free = {f for f in found - wanted if any(f[0] < m["end"] and m["start"] < f[1] for m in doubtful)}
        yield wanted, found - free


def tokens_per_second(nlp: Language, texts: Sequence[str]) -> int:
    """Best of some passes, in time of the processor; tokenizer and names only."""
    others = [name for name in nlp.pipe_names if name not in {"ner", "tok2vec"}]
    best = 0.0
    with nlp.select_pipes(disable=[name for name in others if name != "tok2vec"]):
        for _ in range(PASSES):
            started = time.process_time()
            tokens = sum(len(doc) for doc in nlp.pipe(texts))
            best = max(best, tokens / (time.process_time() - started))
    return round(best)


def results(pipeline: str, source: Path) -> dict[str, Any]:
    """All figures of one pipeline."""
    set_current_ops(NumpyOps(use_blis=False))  # as `estrattore.load` has it for our own models
    nlp = spacy.load(pipeline)
    if "estrattore" in nlp.pipe_names:
        nlp.remove_pipe("estrattore")
    texts = [json.loads(p.read_text("utf-8"))["text"] for p in sorted((source / "gold").glob("*.json"))]
    leads = data.read_leads(source / "ner" / "leads.jsonl", dev=True)
    passages = data.read_passages(source / "ner" / "passages.jsonl", dev=True)
    return {
        "leads_dev": evaluate(nlp, leads)[0],
        "passages_dev": evaluate(nlp, passages)[0],
        "articles": span_scores(article_pairs(nlp, source / "gold")),
        "documents": span_scores(article_pairs(nlp, source / "gold2")),
        **{group: evaluate(nlp, cases)[0] for group, cases in hard_cases.read().items()},
        "tokens_per_second": tokens_per_second(nlp, texts * 2),
    }


def main(source: str, *pipelines: str) -> None:
    """Print the figures as JSON."""
    print(json.dumps({p: results(p, Path(source)) for p in pipelines}, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
