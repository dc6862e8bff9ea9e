"""What the student knows of single words, as static vectors for the CNN."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import spacy
import torch
from numpy.typing import NDArray
from spacy.strings import hash_string
from spacy.vectors import Vectors

from estrattore.pipeline.onnx_ner import END, START, WORD_BORDER, Segmenter
from training.names.cnn import share_cases
from training.names.student import HALF, Student, tokenizer

WORDS, WIDTH = 55_000, 64
GRID = 16  # steps per unit: coarse numbers make a small wheel
TOLD = 6000  # words that show the way from the student's encodings to older vectors
_WORD = re.compile(r"[^\W\d_]{2,}")


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
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
        for at in range(0, len(order), 512):
            rows = order[at : at + 512]
            width = max(len(pieces[i]) for i in rows) + 2
            ids = torch.tensor([[START, *pieces[i], END] + [1] * (width - 2 - len(pieces[i])) for i in rows])
            mask = ids != 1
            hidden = student.body(input_ids=ids, attention_mask=mask.long()).last_hidden_state
            inside = (mask & (ids != START) & (ids != END)).float()[..., None]
            out[rows] = ((hidden * inside).sum(1) / inside.sum(1)).float().numpy()
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
    vectors = Vectors(strings=nlp.vocab.strings, data=table, keys=list(words), name="student")
    nlp.vocab.vectors = share_cases(vectors, words)
    nlp.to_disk(target)


def widen(pipeline: Path, texts: Iterable[str], student: Student, segment: Segmenter, target: Path) -> None:
    """The vectors of a pipeline, for more forms of its words and for the capitalised words of the texts that had none.

    What the student knows of these is led to the old vectors by least squares over the commonest words that have one.
    """
    nlp = spacy.blank("it").from_disk(pipeline, exclude=["tokenizer"])
    vectors = nlp.vocab.vectors
    counts = Counter(word for text in texts for word in _WORD.findall(text))
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    told = [word for word in ranked if hash_string(word) in vectors.key2row][:TOLD]
    share_cases(vectors, ranked)
    new = [word for word in ranked if word[0].isupper() and hash_string(word) not in vectors.key2row]
    old, far = (np.c_[encode(words, student, segment), np.ones(len(words))] for words in (told, new))
    way, *_ = np.linalg.lstsq(old, vectors.data[[vectors.key2row[hash_string(word)] for word in told]], rcond=None)
    first = len(vectors.data)
    vectors.resize((first + len(new), vectors.shape[1]))
    vectors.data[first:] = np.round(far @ way * GRID) / GRID
    for row, word in enumerate(new, first):
        vectors.add(word, row=row)
    share_cases(vectors, new)
    nlp.to_disk(target)
