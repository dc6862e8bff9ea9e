"""A trained student to a spaCy pipeline: ONNX graph with 8-bit weights, vocabulary, component."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.names.graph import onnx_bytes
from training.names.student import TAGS, load, load_vocabulary
from training.names.tokens import blank

SHOWN = 100  # examples


def export(
    checkpoint: Path, vocabulary: Path, target: Path, *, layers: int, examples: Sequence[tuple[list[int], Any, float]]
) -> None:
    """Write a pipeline folder that `spacy.load` reads; some of the examples show how loud the channels get."""
    student, _ = load(checkpoint, vocabulary, layers=layers)
    nlp = blank()
    component = nlp.add_pipe("estrattore_onnx_ner", name="ner")
    known = load_vocabulary(vocabulary)
    data = {"labels": list(TAGS), "pieces": known["pieces"], "scores": known["scores"]}
    weights = onnx_bytes(student.eval(), [ids for ids, *_ in examples[:SHOWN]])
    component.use(weights, json.loads(json.dumps(data)))
    nlp.to_disk(target)
