"""Train the small spaCy pipeline: hash embeddings (and static vectors, if given), a CNN, a transition-based parser."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam, NumpyOps, warmup_linear

from .augment import Gazetteer, pool, stream, variations
from .data import LABELS, Sample
from .evaluate import line, pipeline_predictor, score_samples

RATES = {"capitals": 0.05, "lower": 0.05, "apostrophes": 0.3, "names": 0.0, "name": 0.5}


@dataclass(frozen=True)
class CnnSettings:
    """Everything that decides a CNN.

    Attributes:
        leads_times: How often the hand-labelled leads are repeated among the silver.
        minimum: Confidence below which a silver sample is left out.
    """

    steps: int = 4000
    words: int = 1200
    rate: float = 0.001
    dropout: float = 0.1
    width: int = 96
    depth: int = 4
    rows: tuple[int, ...] = (5000, 1000, 2500, 2500)
    hidden: int = 64
    leads_times: int = 4
    minimum: float = 0.6
    seed: int = 0
    rates: dict[str, float] = field(default_factory=lambda: dict(RATES))


def config(settings: CnnSettings, *, vectors: bool) -> dict[str, Any]:
    """The model block of the `ner` component, the architecture of `it_core_news_sm`."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
        "hidden_width": settings.hidden, "maxout_pieces": 2, "use_upper": True, "nO": None,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": settings.width,
                      "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"], "rows": list(settings.rows),
                      "include_static_vectors": vectors},
            "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": settings.width,
                       "depth": settings.depth, "window_size": 1, "maxout_pieces": 3},
        },
    }


def use_numpy_blas(nlp: Language) -> None:
    """Let the layers multiply through NumPy's BLAS, about twice as fast as the bundled BLIS."""
    ops = NumpyOps(use_blis=False)
    for node in nlp.get_pipe("ner").model.walk():  # type: ignore[attr-defined]
        node.ops = ops


def example(nlp: Language, sample: Sample) -> Example | None:
    """A training example; None where a name does not fall on token borders."""
    doc = nlp.make_doc(sample.text)
    spans = [doc.char_span(b, e, label=label) for b, e, label in sample.entities]
    if any(s is None for s in spans):
        return None
    reference = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    reference.ents = [reference[s.start : s.end] if False else spacy.tokens.Span(reference, s.start, s.end, label=s.label_)
                      for s in spans if s is not None]
    return Example(doc, reference)


def batches(nlp: Language, samples: Iterator[Sample], words: int) -> Iterator[list[Example]]:
    """Endless batches of about so many tokens."""
    batch: list[Example] = []
    size = 0
    for sample in samples:
        made = example(nlp, sample)
        if made is None or not len(made.reference):
            continue
        batch.append(made)
        size += len(made.reference)
        if size >= words:
            yield batch
            batch, size = [], 0


def train(leads: Sequence[Sample], silver: Sequence[Sample], dev: Sequence[Sample], out: Path,
          settings: CnnSettings, *, vectors: Path | None = None, gazetteer: Gazetteer | None = None) -> Language:
    """Train, log to `out/log.jsonl`, and write the pipeline to `out/model`.

    Args:
        leads: Hand-labelled samples.
        silver: Machine-labelled samples.
        dev: Samples for the log.
        out: Folder for the results.
        settings: Sizes, rates, seed.
        vectors: A spaCy vectors folder to load as static vectors.
        gazetteer: Lists for name replacement.
    """
    out.mkdir(parents=True, exist_ok=True)
    fix_random_seed(settings.seed)
    nlp = spacy.blank("it")
    if vectors:
        nlp.vocab.vectors.from_disk(vectors)
    ner = nlp.add_pipe("ner", config={"model": config(settings, vectors=vectors is not None)})
    for label in LABELS:
        ner.add_label(label)  # type: ignore[attr-defined]
    kept = [s for s in silver if s.weight >= settings.minimum]
    samples = [*(list(leads) * settings.leads_times), *kept]
    names = {label: pool(leads, label) for label in LABELS}

    def vary(sample: Sample, rng: random.Random) -> Sample:
        return variations(sample, rng, gazetteer, names, settings.rates)

    seen = [e for s in samples[:200] if (e := example(nlp, s))]
    nlp.initialize(lambda: seen)
    use_numpy_blas(nlp)
    optimizer = Adam(warmup_linear(settings.rate, settings.steps // 20, settings.steps), L2=0.01, grad_clip=1.0,
                     use_averages=True)
    predict = pipeline_predictor(nlp)
    started = time.perf_counter()
    losses: dict[str, float] = {}
    feed = batches(nlp, stream(samples, settings.seed, vary), settings.words)
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        for step in range(1, settings.steps + 1):
            nlp.update(next(feed), drop=settings.dropout, sgd=optimizer, losses=losses)
            optimizer.step_schedules()
            if step % 500 == 0 or step == settings.steps:
                with ner.model.use_params(optimizer.averages):  # type: ignore[attr-defined]
                    scores = score_samples(dev, predict)
                seconds = round(time.perf_counter() - started)
                print(step, seconds, "s loss", round(losses["ner"]), line(scores), flush=True)
                log.write(json.dumps({"step": step, "seconds": seconds, "loss": losses["ner"], "dev": scores}) + "\n")
                log.flush()
                losses.clear()
    with ner.model.use_params(optimizer.averages):  # type: ignore[attr-defined]
        slim(nlp, settings, vectors).to_disk(out / "model")
    return nlp


def slim(nlp: Language, settings: CnnSettings, vectors: Path | None) -> Language:
    """The same pipeline with a fresh vocabulary: no strings of the training texts travel along."""
    fresh = spacy.blank("it")
    if vectors:
        fresh.vocab.vectors.from_disk(vectors)
    ner = fresh.add_pipe("ner", config={"model": config(settings, vectors=vectors is not None)})
    ner.from_bytes(nlp.get_pipe("ner").to_bytes(exclude=["vocab"]), exclude=["vocab"])  # type: ignore[attr-defined]
    np.random.seed(settings.seed)
    return fresh
