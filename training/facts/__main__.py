"""`make facts`: from labelled passages to the weights in `resources/facts.json`.

Our own passages stand in `data/facts`. Real texts may not be handed on: what they teach stands beside this file as feature rows
and outcomes of cross-validation, without text. Where the texts are at hand (`--texts FOLDER`) both are made anew.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import brier_score_loss

from estrattore.facts import score
from estrattore.facts.confidence import confidence
from training.facts.articles import ARTICLES, own_articles, read_articles, rows_of
from training.facts.calibrate import (
    Row,
    calibrated,
    cross_validated,
    grounded,
    grounded_sure,
    held_back,
    read_outcomes,
    threshold,
    using,
    write_outcomes,
)
from training.facts.corpora import grouped, named, with_offsets
from training.facts.evaluate import report
from training.facts.examples import Example, examples
from training.facts.fit import Weights, fit
from training.facts.passages import OWN, Passage, read_passages
from training.facts.rows import read_rows, write_rows

HERE = Path(__file__).parent
OWN_ARTICLES = HERE.parents[1] / "data" / "gold"
OWN_PASSAGES = HERE.parents[1] / "data" / "facts"
WEIGHTS = Path(score.__file__).parents[1] / "resources" / "facts.json"
ROWS, OUTCOMES = HERE / "real.npz", HERE / "outcomes.jsonl.gz"
ROUNDS = 2  # ownerless figures are taught with the measure that the round before takes


def main() -> None:
    """Make the weights, and say how good they are."""
    parser = argparse.ArgumentParser(prog="python -m training.facts", description=__doc__)
    parser.add_argument(
        "--texts", type=Path, help="folder of real texts: facts/passages.jsonl, real.jsonl, gold, gold2"
    )
    texts = parser.parse_args().texts
    own = [*read_passages(*sorted(OWN_PASSAGES.glob("*.jsonl"))), *own_articles(OWN_ARTICLES)]
    if texts:
        _read_texts(texts, own)
    beside = list(read_rows(ROWS))
    taught, weights = _learned(own, beside)
    with using(weights):
        rows = [row for _, found in cross_validated(own, [*taught, *beside]) for row in found]
    rows += read_outcomes(OUTCOMES)
    passages = [row for row in rows if row.source != ARTICLES]
    sure = held_back(passages)
    weights["confidence"] = grounded(calibrated(passages), passages, sure)
    with using(weights):
        weights["threshold"] = {"": _threshold([row for row in rows if row.source == ARTICLES], passages, sure)}
    WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, sort_keys=True, indent=0) + "\n", "utf-8")
    print(
        f"{len(own)} passages of our own; weights: {dict(Counter({name: len(one) for name, one in weights.items()}))}"
    )


def _learned(own: Sequence[Passage], beside: Sequence[Example]) -> tuple[list[Example], Weights]:
    """What our own passages teach, and the weights that come of it."""
    taught: list[Example] = []
    weights: Weights = {}
    for _ in range(ROUNDS):
        with using(weights):
            taught = list(examples(own))
        weights = fit([*taught, *(one for one in beside if one.train)])
    return taught, weights


def _read_texts(texts: Path, own: Sequence[Passage]) -> None:
    """Real passages: their rows and outcomes are made anew and kept, the figures of cross-validation told."""
    real, taught, beside = _real(texts), list[Example](), list[Example]()
    weights: Weights = {}
    for _ in range(ROUNDS):
        with using(weights):
            beside = list(examples(real))
        taught, weights = _learned(own, beside)
    write_rows(ROWS, (one for one in beside if one.train))
    with using(weights):
        _measure(real, [*taught, *beside], texts)


def _real(folder: Path) -> list[Passage]:
    passages = [*with_offsets(folder / "facts" / "passages.jsonl"), *read_passages(folder / "real.jsonl")]
    return list(named(grouped(passages)))


def _measure(real: Sequence[Passage], taught: Sequence[Example], texts: Path) -> None:
    """Cross-validation over real passages, and articles that teach nothing: the outcomes are kept, the figures told."""
    told = list(cross_validated(real, taught))
    articles = read_articles(texts / "gold", texts / "gold2")
    rows = [row for _, found in told for row in found] + [row for gold, one in articles for row in rows_of(gold, one)]
    write_outcomes(OUTCOMES, rows)
    for name, figure in report(outcome for outcome, _ in told).items():
        print(f"{name:20} {figure:.3f}")


def _threshold(articles: Sequence[Row], passages: Sequence[Row], sure: np.ndarray) -> float:
    """The lowest confidence at which real rows are right often enough, and what it means for articles and for passages."""
    of_articles = [confidence(row.evidence) for row in articles]
    held = zip(passages, grounded_sure(passages, sure), strict=True)
    real = [(row, odds) for row, odds in held if row.source != OWN]
    every = [*zip(articles, of_articles, strict=True), *real]
    least = threshold([odds for _, odds in every], [row.right for row, _ in every])
    for name, found in (("articles", list(zip(articles, of_articles, strict=True))), ("passages", real)):
        shown = [row.right for row, odds in found if odds >= least]
        brier = brier_score_loss([row.whole for row, _ in found], [odds for _, odds in found])
        print(
            f"{name}: {len(shown)} of {len(found)} rows at {least}, {sum(shown) / len(shown):.3f} right; Brier {brier:.3f}"
        )
    return least


if __name__ == "__main__":
    main()
