"""What the student knows of single words, as static vectors for the CNN."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import spacy
import torch
from numpy.typing import NDArray
from spacy.vectors import Vectors

from estrattore.pipeline.onnx_ner import END, START, WORD_BORDER, Segmenter
from training.names.student import Student, tokenizer

WORDS, WIDTH = 55_000, 64
GRID = 16  # steps per unit: coarse numbers make a small wheel


def common_words(texts: Iterable[str], names: Iterable[str]) -> list[str]:
    """The commonest word forms of the texts; a word of a listed name counts as if seen five times.

    Among equally common ones chance decides (a checksum), not the alphabet.
    """
    counts = Counter(token.text for text in texts for token in tokenizer(text) if token.text[:1].isalpha())
    counts.update({word: 5 for name in names for word in name.split()})
    ranked = sorted(counts, key=lambda word: (-counts[word], zlib.crc32(word.encode()), word))
    return [word for word in ranked if counts[word] > 1][:WORDS]


def encode(words: Sequence[str], student: Student, segment: Segmenter) -> NDArray[np.float32]:
    """Mean of the last layer over each word's pieces, the word standing alone."""
    pieces = [segment(WORD_BORDER + word) for word in words]
    order = sorted(range(len(words)), key=lambda i: len(pieces[i]))
    out = np.zeros((len(words), student.head.in_features), dtype=np.float32)
    student.eval()
    with torch.inference_mode():
        for at in range(0, len(order), 512):
            rows = order[at : at + 512]
            width = max(len(pieces[i]) for i in rows) + 2
            ids = torch.tensor([[START, *pieces[i], END] + [1] * (width - 2 - len(pieces[i])) for i in rows])
            mask = ids != 1
            hidden = student.body(input_ids=ids, attention_mask=mask.long()).last_hidden_state
            inside = (mask & (ids != START) & (ids != END)).float()[..., None]
            out[rows] = ((hidden * inside).sum(1) / inside.sum(1)).numpy()
    return out


def reduce(table: NDArray[np.float32], width: int = WIDTH) -> NDArray[np.float32]:
    """Principal components, scaled to unit deviation on the whole, on a coarse grid."""
    centred = table - table.mean(0)
    _, axes = np.linalg.eigh(np.cov(centred, rowvar=False))
    turned = centred @ axes[:, ::-1][:, :width]
    turned *= np.sign(turned.sum(0)) + (turned.sum(0) == 0)
    return (np.round(turned / turned.std() * GRID) / GRID).astype(np.float32)


def write(words: Sequence[str], table: NDArray[np.float32], target: Path) -> None:
    """A pipeline without components that `[initialize] vectors` takes."""
    nlp = spacy.blank("it")
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=table, keys=list(words), name="student")
    nlp.to_disk(target)
