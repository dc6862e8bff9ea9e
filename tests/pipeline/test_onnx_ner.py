"""The parts of the transformer component that need no weights."""

from __future__ import annotations

import numpy as np
import pytest
import spacy

from estrattore.pipeline import onnx_ner
from estrattore.pipeline.onnx_ner import Segmenter, _span, bio_spans, marked_word, transitions, viterbi, windows

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("▁Roma", (4,)),
        ("▁Romano", (4, 5)),
        ("▁Ro", (6, 7)),
        ("▁Roβ", (6, 7, 3)),  # an unknown character costs only itself
        ("", (3,)),
    ],
)
def test_segments_into_the_best_pieces(word: str, pieces: tuple[int, ...]) -> None:
    known = ["<s>", "<pad>", "</s>", "<unk>", "▁Roma", "no", "▁R", "o"]
    assert Segmenter(known, [0, 0, 0, 0, -1.0, -2.0, -3.0, -4.0])(word) == pieces


def test_words_know_whether_white_space_came_before() -> None:
    doc = spacy.blank("it")("L'Eni cresce.\nPoi")
    assert [marked_word(t) for t in doc if not t.is_space] == ["▁L'", "Eni", "▁cresce", ".", "▁Poi"]


@pytest.mark.parametrize(
    ("lengths", "ends", "expected"),
    [
        ([], [], []),
        ([1, 1], [False, False], [(0, 2)]),
        ([3, 3, 3], [False, False, False], [(0, 2), (2, 3)]),
        ([9, 9], [False, False], [(0, 1), (1, 2)]),
        ([2, 1, 2, 2], [True, False, False, False], [(0, 1), (1, 4)]),
    ],
)
def test_windows(lengths: list[int], ends: list[bool], expected: list[tuple[int, int]]) -> None:
    assert windows(lengths, ends, size=6) == expected


def test_an_inside_label_never_follows_another_kind() -> None:
    scores = np.array([[0, 5, 0, 0, 0], [0, 0, 4, 0, 5]], dtype=np.float32)  # greedy: B-PER I-LOC
    assert [LABELS[i] for i in viterbi(scores, transitions(LABELS))] == ["B-PER", "I-PER"]


def test_no_span_begins_inside() -> None:
    scores = np.array([[0, 1, 5, 0, 0]], dtype=np.float32)
    assert [LABELS[i] for i in viterbi(scores, transitions(LABELS))] == ["B-PER"]


def test_neighbours_of_one_kind_stay_apart() -> None:
    assert bio_spans(["B-PER", "B-PER", "I-PER"]) == [(0, 1, "PER"), (1, 3, "PER")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tribunale della Libertà per il", "tribunale della Libertà"),
        ("Centro studi presso la", "Centro studi"),
        ("Banca d'Italia", "Banca d'Italia"),
        ("Per", "Per"),
        ("il", "il"),
    ],
)
def test_a_name_ends_with_a_word_of_its_own(text: str, name: str) -> None:
    assert _span(list(spacy.blank("it")(text)), "ORG").text == name


def test_a_segmenter_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_ner, "KNOWN_WORDS", 3)
    segment = Segmenter(["<s>", "<pad>", "</s>", "<unk>", "a", "aa"], [0, 0, 0, 0, -2.0, -3.0])
    words = ["a" * n for n in range(1, 60)]
    assert [len(segment(word)) for word in words] == [-(-len(word) // 2) for word in words]
    assert segment.known.cache_info().currsize == 3
