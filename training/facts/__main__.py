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

from sklearn.metrics import brier_score_loss

from estrattore.facts import score
from training.facts.calibrate import (
    Row,
    calibrated,
    cross_validated,
    held_back,
    read_outcomes,
    threshold,
    using,
    write_outcomes,
)
from training.facts.corpora import named, with_offsets
from training.facts.evaluate import report
from training.facts.examples import Example, examples
from training.facts.fit import Weights, fit
from training.facts.passages import OWN, Passage, read_passages
from training.facts.rows import read_rows, write_rows

HERE = Path(__file__).parent
OWN_PASSAGES = HERE.parents[1] / "data" / "facts"
WEIGHTS = Path(score.__file__).parents[1] / "resources" / "facts.json"
ROWS, OUTCOMES = HERE / "real.npz", HERE / "outcomes.jsonl.gz"
ROUNDS = 2  # ownerless figures are taught with the measure that the round before takes


def main() -> None:
    """Make the weights, and say how good they are."""
    parser = argparse.ArgumentParser(prog="python -m training.facts", description=__doc__)
    parser.add_argument("--texts", type=Path, help="folder of labelled real texts: facts/passages.jsonl, real.jsonl")
    texts = parser.parse_args().texts
    own = list(read_passages(*sorted(OWN_PASSAGES.glob("*.jsonl"))))
    real = _real(texts) if texts else []
    weights: Weights = {}
    for _ in range(ROUNDS):
        with using(weights):
            taught = list(examples(own))
            beside = list(examples(real)) if texts else list(read_rows(ROWS))
        weights = fit([one for one in (*taught, *beside) if one.train])
    if texts:
        write_rows(ROWS, (one for one in beside if one.train))
        with using(weights):
            _measure(real, [*taught, *beside])
    with using(weights):
        rows = [row for _, found in cross_validated(own, [*taught, *beside]) for row in found]
    rows += read_outcomes(OUTCOMES)
    weights["confidence"] = calibrated(rows)
    weights["threshold"] = {"": _threshold(rows)}
    WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, sort_keys=True, indent=0) + "\n", "utf-8")
    print(
        f"{len(own)} passages of our own; weights: {dict(Counter({name: len(one) for name, one in weights.items()}))}"
    )


def _real(folder: Path) -> list[Passage]:
    passages = [*with_offsets(folder / "facts" / "passages.jsonl"), *read_passages(folder / "real.jsonl")]
    return list(named(passages))


def _measure(real: Sequence[Passage], taught: Sequence[Example]) -> None:
    """Cross-validation over real passages: the outcomes are kept, the figures told."""
    told = list(cross_validated(real, taught))
    write_outcomes(OUTCOMES, (row for _, rows in told for row in rows))
    for name, figure in report(outcome for outcome, _ in told).items():
        print(f"{name:20} {figure:.3f}")


def _threshold(rows: Sequence[Row]) -> float:
    sure = held_back(rows)
    real = [n for n, row in enumerate(rows) if row.source != OWN]
    least = threshold([sure[n] for n in real], [rows[n].right for n in real])
    kept = [rows[n] for n in real if sure[n] >= least]
    print(
        f"threshold {least}: {len(kept)} of {len(real)} real rows, {sum(row.right for row in kept) / len(kept):.3f} right"
    )
    print(f"Brier score {brier_score_loss([rows[n].whole for n in real], [sure[n] for n in real]):.3f}")
    return least


if __name__ == "__main__":
    main()
