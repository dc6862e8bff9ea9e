"""The learner: a weight for each feature so that the right option of every choice is likely (conditional logit, L2)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from training.facts.examples import Example
from training.facts.passages import OWN

PENALTY = 1.5  # of squared weights: passages would take 8, constructs and articles fare better with less
HEAVY = {"reason": 8.0}  # where classes of words say most, words by themselves little
RARE = 3  # a feature that fewer examples have is left out
SMALLEST = 0.02  # a weight that is less turns no choice; two in five are
REAL = 2.0  # a real passage counts for so many of our own
STEPS = 200  # of the minimiser
DIGITS = 3
Weights = dict[str, dict[str, float]]


def fit(examples: Iterable[Example]) -> Weights:
    """Weights for every decision: feature → weight.

    >>> taught = [Example("d", [["a"], ["b"]], 0, str(n), OWN, True) for n in range(4)]
    >>> fit(taught)["d"]["a"] > 0
    True
    """
    by_decision: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        if example.right >= 0 and len(example.features) > 1:
            by_decision[example.decision].append(example)
    return {decision: _fit_one(found, HEAVY.get(decision, PENALTY)) for decision, found in sorted(by_decision.items())}


def _fit_one(examples: Sequence[Example], penalty: float) -> dict[str, float]:
    seen = Counter(name for example in examples for name in {name for option in example.features for name in option})
    names = sorted(name for name, count in seen.items() if count >= RARE)
    index = {name: n for n, name in enumerate(names)}
    rows, columns, first, right, heft = [], [], [], [], []
    row = 0
    for example in examples:
        first.append(row)
        right.append(row + example.right)
        heft.append(1.0 if example.source == OWN else REAL)
        for option in example.features:
            known = [index[name] for name in set(option) if name in index]
            rows += [row] * len(known)
            columns += known
            row += 1
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(row, len(names)))
    starts, chosen, mass = np.array(first), np.array(right), np.array(heft)
    owner = np.repeat(np.arange(len(starts)), np.diff([*first, row]))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        scores -= np.maximum.reduceat(scores, starts)[owner]
        powers = np.exp(scores)
        totals = np.add.reduceat(powers, starts)
        value = float(mass @ (np.log(totals) - scores[chosen])) + penalty / 2 * float(weights @ weights)
        slope = powers / totals[owner] * mass[owner]
        np.subtract.at(slope, chosen, mass)
        return value, matrix.T @ slope + penalty * weights

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return {
        name: round(float(weight), DIGITS)
        for name, weight in zip(names, best.x, strict=True)
        if abs(weight) >= SMALLEST
    }
