"""Soft labels: what bigger or other students think of unlabelled texts, as probabilities, for one to learn from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training.names.student import IGNORE, TAGS, Example, Student, batches, scores_of

Probabilities = NDArray[np.float16]  # of shape (pieces, tags); zeros where a piece has no say
Soft = tuple[list[int], Probabilities, float]  # piece ids, their probabilities, weight


def hard(example: Example) -> Soft:
    """The labels of a hand-labelled text, as probabilities of 0 and 1."""
    ids, tags, weight = example
    told = np.zeros((len(ids), len(TAGS)), np.float16)
    for at, tag in enumerate(tags):
        if tag != IGNORE:
            told[at, tag] = 1
    return ids, told, weight


def soft(teachers: Sequence[Student], examples: Sequence[Example]) -> list[Soft]:
    """The mean of the teachers' probabilities on the texts of `examples`, whose own labels do not count."""
    for teacher in teachers:
        teacher.eval()
    made: list[Soft] = []
    for batch in batches(examples, seed=0):
        with torch.inference_mode():
            scores = [scores_of(teacher, [ids for ids, *_ in batch]) for teacher in teachers]
            mean = torch.stack(scores).softmax(-1).mean(0)
        for (ids, tags, _), probabilities in zip(batch, mean.numpy(), strict=True):
            told = probabilities[: len(ids)].astype(np.float16)
            told[np.array(tags) == IGNORE] = 0
            made.append((ids, told, 1.0))
    return made


def loss_of(student: Student, batch: Sequence[Soft]) -> torch.Tensor:
    """Cross-entropy with probabilities, over first pieces."""
    scores = scores_of(student, [ids for ids, *_ in batch])
    told = np.zeros(scores.shape, np.float32)
    for row, (_, probabilities, weight) in enumerate(batch):
        told[row, : len(probabilities)] = probabilities * np.float32(weight)
    target = torch.from_numpy(told)
    return -(scores.log_softmax(-1) * target).sum() / (target.sum(-1) > 0).sum()


def save(path: Path, texts: Sequence[Soft]) -> None:
    """All in one file."""
    np.savez(
        path,
        lengths=np.array([len(ids) for ids, *_ in texts]),
        ids=np.concatenate([np.array(ids, np.int32) for ids, *_ in texts]),
        told=np.concatenate([told for _, told, _ in texts]),
        weights=np.array([weight for *_, weight in texts], np.float32),
    )


def read(path: Path) -> list[Soft]:
    """What `save` wrote."""
    with np.load(path) as stored:
        ends = np.cumsum(stored["lengths"])[:-1]
        ids, told = np.split(stored["ids"], ends), np.split(stored["told"], ends)
        weights = stored["weights"].tolist()
    return [(one.tolist(), p, weight) for one, p, weight in zip(ids, told, weights, strict=True)]
