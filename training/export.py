"""A trained student to a spaCy pipeline: ONNX graph with 8-bit weights, vocabulary, component."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.student import TAGS, Student, load_vocabulary
from training.tokens import blank


class Scores(torch.nn.Module):
    """The student as a function of piece ids alone: nothing is padded at run time."""

    def __init__(self, student: Student) -> None:
        super().__init__()
        self.student = student

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Ids of shape (batch, pieces) to label scores of shape (batch, pieces, labels)."""
        return self.student(ids, torch.ones_like(ids))


def onnx_bytes(student: Student, *, quantize: bool = True) -> bytes:
    """The graph; matrices and embeddings as unsigned bytes: their products are exact on every processor.

    Signed bytes may overflow where VNNI is missing, and lose a bit to avoid it.
    """
    student.eval()
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            Scores(student),
            (torch.tensor([[0, 5, 6, 7, 2]]),),
            full,
            input_names=["ids"],
            output_names=["scores"],
            dynamic_axes={"ids": {0: "batch", 1: "pieces"}, "scores": {0: "batch", 1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        if not quantize:
            return full.read_bytes()
        quantize_dynamic(full, small, weight_type=QuantType.QUInt8, per_channel=True)
        return small.read_bytes()


def export(checkpoint: Path, vocabulary: Path, target: Path, *, layers: int) -> None:
    """Write a pipeline folder that `spacy.load` reads."""
    pieces = load_vocabulary(vocabulary)
    student = Student(layers=layers, pieces=len(pieces["pieces"]))
    student.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True))
    nlp = blank()
    component = nlp.add_pipe("estrattore_onnx_ner", name="ner")
    data = {"labels": list(TAGS), "pieces": pieces["pieces"], "scores": pieces["scores"]}
    component.use(onnx_bytes(student), json.loads(json.dumps(data)))
    nlp.to_disk(target)
