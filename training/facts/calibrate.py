"""How sure a row is: outcomes of cross-validation, what they teach, and the threshold at which rows are right often enough."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import md5
from pathlib import Path
from unittest import mock

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from estrattore.facts import find, score
from estrattore.facts.confidence import evidence_of
from training.facts.evaluate import Outcome, compare
from training.facts.examples import Example
from training.facts.fit import Weights, fit
from training.facts.passages import OWN, Passage

FOLDS = 5
REAL = 4.0  # a row of a real passage counts for so many of our own
EASE = 0.3  # inverse of the penalty
WANTED = 0.67  # of the real rows at the threshold are to have the right company and figures; .73 costs a quarter of the facts, .85 most
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a text that its weights had not seen.

    Attributes:
        group: Of its passage.
        evidence: What spoke for it.
        right: Whether company and figures are right.
        whole: Whether all parts are.
    """

    source: str
    group: str
    evidence: Mapping[str, float]
    right: bool
    whole: bool


def fold(group: str) -> int:
    """Which part of a cross-validation a group is in."""
    return int(md5(group.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def cross_validated(passages: Sequence[Passage], taught: Sequence[Example]) -> Iterator[tuple[Outcome, list[Row]]]:
    """Each passage by weights that saw nothing of its group, with its rows.

    Args:
        passages: Those that are measured.
        taught: Examples of these and others; those that may teach do.
    """
    groups = {one.id: one.group for one in passages}
    for part in range(FOLDS):
        weights = fit(
            one for one in taught if one.train and (one.passage not in groups or fold(groups[one.passage]) != part)
        )
        for one in passages:
            if fold(one.group) == part:
                with using(weights):
                    yield _rows(one)


def using(weights: Weights) -> mock._patch[Callable[[], Weights]]:
    """A context in which facts are found with other weights."""
    return mock.patch.object(score, "model", return_value=weights)


@contextmanager
def noting_evidence() -> Iterator[dict[int, Mapping[str, float]]]:
    """What speaks for each fact that is found meanwhile, by the `id` of the fact."""
    told: dict[int, Mapping[str, float]] = {}
    made = find.row_of

    def noted(scene: find.Scene, statement: find.Statement) -> find.Fact:
        fact = made(scene, statement)
        told[id(fact)] = evidence_of(scene, statement)
        return fact

    with mock.patch.object(find, "row_of", noted):
        yield told


def _rows(one: Passage) -> tuple[Outcome, list[Row]]:
    with noting_evidence() as told:
        outcome = compare(one)
    rows = [Row(one.source, one.group, told[id(fact)], True, not wrong) for _, fact, wrong in outcome.right]
    rows += [Row(one.source, one.group, told[id(fact)], False, False) for fact in outcome.spurious]
    return outcome, rows


def calibrated(rows: Sequence[Row]) -> dict[str, float]:
    """Weights of the evidence, from rows that were right and wrong."""
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([row.evidence for row in rows])
    learner = LogisticRegression(C=EASE, max_iter=3000)
    learner.fit(matrix, [row.whole for row in rows], sample_weight=[1.0 if row.source == OWN else REAL for row in rows])
    named = zip(vectors.get_feature_names_out(), learner.coef_[0], strict=True)
    weights = {str(name): round(float(weight), DIGITS) for name, weight in named if abs(weight) >= 10**-DIGITS}
    return weights | {"": round(float(learner.intercept_[0]), DIGITS)}


def held_back(rows: Sequence[Row]) -> np.ndarray:
    """The confidence of each row by weights of the evidence that saw nothing of its group."""
    sure = np.zeros(len(rows))
    for part in range(FOLDS):
        weights = calibrated([row for row in rows if fold(row.group) != part])
        for n, row in enumerate(rows):
            if fold(row.group) == part:
                sure[n] = 1 / (1 + np.exp(-_score(weights, row)))
    return sure


def grounded(weights: Mapping[str, float], rows: Sequence[Row], sure: np.ndarray) -> dict[str, float]:
    """The weights stretched and moved so that they are right about real rows: most rows are our own, and easier.

    Args:
        weights: From `calibrated`.
        rows: All rows.
        sure: Their confidence where nothing of their group was seen.
    """
    real = [n for n, row in enumerate(rows) if row.source != OWN]
    slope, shift = _line(_logit(sure[real]), [rows[n].whole for n in real])
    moved = {name: round(weight * slope, DIGITS) for name, weight in weights.items()}
    return moved | {"": round(weights[""] * slope + shift, DIGITS)}


def grounded_sure(rows: Sequence[Row], sure: np.ndarray) -> np.ndarray:
    """What `grounded` makes of confidences, each part by a line that saw nothing of it."""
    found = np.array(sure)
    real = np.array([row.source != OWN for row in rows])
    parts = np.array([fold(row.group) for row in rows])
    whole = np.array([row.whole for row in rows])
    for part in range(FOLDS):
        taught = real & (parts != part)
        slope, shift = _line(_logit(sure[taught]), whole[taught])
        here = parts == part
        found[here] = 1 / (1 + np.exp(-(slope * _logit(sure[here]) + shift)))
    return found


def _line(scores: np.ndarray, whole: Sequence[bool] | np.ndarray) -> tuple[float, float]:
    learner = LogisticRegression().fit(scores.reshape(-1, 1), whole)
    return float(learner.coef_[0, 0]), float(learner.intercept_[0])


def _logit(sure: np.ndarray) -> np.ndarray:
    return np.log(sure / (1 - sure))


def _score(weights: Mapping[str, float], row: Row) -> float:
    return weights[""] + sum(weights.get(name, 0.0) * value for name, value in row.evidence.items())


def threshold(sure: Sequence[float], right: Sequence[bool]) -> float:
    """The lowest confidence at which so many of the rows that are as sure are right, as a smooth curve tells: few rows jump.

    Args:
        sure: The confidence of each row.
        right: Whether its company and figures are right.

    >>> 0.3 <= threshold([0.9, 0.8, 0.3, 0.2] * 9, [True, True, False, False] * 9) <= 0.8
    True
    """
    scores = _logit(np.array(sure)).reshape(-1, 1)
    curve = LogisticRegression().fit(scores, right).predict_proba(scores)[:, 1]
    order = np.argsort(-np.array(sure), kind="stable")
    expected = np.cumsum(curve[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(expected >= WANTED)
    return round(float(np.array(sure)[order][enough[-1]]), DIGITS) if len(enough) else 1.0


def write_outcomes(path: Path, rows: Iterable[Row]) -> None:
    """Rows as JSON lines, compressed; they hold no text."""
    lines = "\n".join(json.dumps(asdict(row), ensure_ascii=False, sort_keys=True) for row in rows)
    path.write_bytes(gzip.compress(lines.encode(), mtime=0))


def read_outcomes(path: Path) -> Iterator[Row]:
    """What `write_outcomes` wrote."""
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        yield Row(**json.loads(line))
