"""The student: the lower layers of multilingual-e5-small with an Italian vocabulary, fine-tuned to label names."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch.optim.swa_utils import AveragedModel
from transformers import BertConfig, BertModel

from estrattore.pipeline.onnx_ner import END, START, Segmenter, marked_word
from training.names.data import LABELS, Labelled
from training.names.e5_weights import bert
from training.names.tokens import blank

TAGS = ("O", *(f"{mark}-{label}" for label in LABELS for mark in "BI"))
IGNORE = -100
PAD = 1
HIDDEN, INNER, HEADS, POSITIONS = 384, 1536, 12, 512
MAX_PIECES = 200  # the window at run time
BATCH_PIECES = 2400
POOL = 400  # examples sorted by length at a time: little padding, enough chance
MEAN_SHARE = 0.1  # of all steps so far, that count in the running mean of the weights
SAVED = 50  # steps from one checkpoint to the next
GLUED = 0.5  # share of examples that continue with the next ones, as articles do

# Emulated on processors without it, bfloat16 is ten times slower than float32.
_CPU = torch.cpu.get_capabilities()
HALF = bool(_CPU.get("avx512_bf16") or _CPU.get("amx_bf16"))

Example = tuple[list[int], list[int], float]  # piece ids, tag of each first piece, weight
AnyExample = TypeVar("AnyExample", bound=tuple[Any, ...])  # begins with its piece ids
tokenizer = blank().tokenizer


class Student(torch.nn.Module):
    """Encoder and linear head: ids and mask of shape (batch, pieces) to scores of shape (batch, pieces, tags)."""

    def __init__(self, *, layers: int, pieces: int, body: BertModel | None = None) -> None:
        super().__init__()
        config = BertConfig(
            vocab_size=pieces,
            hidden_size=HIDDEN,
            num_hidden_layers=layers,
            num_attention_heads=HEADS,
            intermediate_size=INNER,
            max_position_embeddings=POSITIONS,
        )
        self.body = body or BertModel(config, add_pooling_layer=False)
        self.body.encoder.layer = self.body.encoder.layer[:layers]
        for layer in self.body.encoder.layer:
            layer.attention.self.dropout.p = 0.0  # its random numbers cost a sixth of a training
        self.drop = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(HIDDEN, len(TAGS))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.head(self.drop(self.body(input_ids=ids, attention_mask=mask).last_hidden_state))


def load_vocabulary(path: Path) -> dict[str, Any]:
    """`pieces` and their `scores`."""
    return json.loads(path.read_text("utf-8"))


def load(checkpoint: Path, vocabulary: Path, *, layers: int) -> tuple[Student, Segmenter]:
    """A trained student and its segmenter."""
    known = load_vocabulary(vocabulary)
    student = Student(layers=layers, pieces=len(known["pieces"]))
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    for name, part in [(n, p) for n, p in student.named_modules() if isinstance(p, torch.nn.Linear)]:
        outputs, inputs = state[f"{name}.weight"].shape
        if (outputs, inputs) != tuple(part.weight.shape):  # `thin` took heads or channels out
            parent, _, own = name.rpartition(".")
            setattr(student.get_submodule(parent), own, torch.nn.Linear(inputs, outputs))
    student.load_state_dict(state)
    return student, Segmenter(known["pieces"], known["scores"])


def averaged(*checkpoints: Path) -> dict[str, torch.Tensor]:
    """The mean of the weights of trainings that began alike: often better than each of them."""
    states = [torch.load(checkpoint, map_location="cpu", weights_only=True) for checkpoint in checkpoints]
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}


def e5_pieces(source: Path) -> list[tuple[str, float]]:
    """The vocabulary of e5: pieces with their scores, in the order of their ids."""
    tokenizer_file = json.loads((source / "e5" / "tokenizer.json").read_text("utf-8"))
    return [(piece, score) for piece, score in tokenizer_file["model"]["vocab"]]


def from_e5(source: Path, vocabulary: Path, *, layers: int) -> tuple[Student, Segmenter]:
    """A student that begins as the lower layers of e5, for a vocabulary cut out of e5's; and its segmenter."""
    known = load_vocabulary(vocabulary)
    ids = {piece: at for at, (piece, _) in enumerate(e5_pieces(source))}
    body = bert(source / "e5" / "e5-small-q4.bin", keep=[ids[piece] for piece in known["pieces"]])
    return Student(layers=layers, pieces=len(known["pieces"]), body=body), Segmenter(known["pieces"], known["scores"])


def cut_vocabulary(full: Sequence[tuple[str, float]], texts: Iterable[str]) -> dict[str, Any]:
    """The pieces of a unigram vocabulary that Italian texts need: those seen, and every single Latin letter."""
    segment = Segmenter([piece for piece, _ in full], [score for _, score in full])
    words = Counter(marked_word(token) for text in texts for token in tokenizer(text) if not token.is_space)
    seen = Counter({piece: 0 for word in words for piece in segment(word)})
    letters = (i for i, (piece, _) in enumerate(full) if len(piece.lstrip("▁")) <= 1 and ord(piece[-1]) < 0x250)
    ids = list(dict.fromkeys([0, 1, 2, 3, *letters, *sorted(seen)]))
    return {"pieces": [full[i][0] for i in ids], "scores": [full[i][1] for i in ids]}


def example(labelled: Labelled, segment: Segmenter) -> Example:
    """Pieces and tags of one text, cut at the window."""
    tags_at = {}
    for start, end, label in labelled.entities:
        tags_at[start] = (end, label)
    ids, tags, inside = [START], [IGNORE], (0, "")
    for token in tokenizer(labelled.text):
        if token.is_space:
            continue
        pieces = segment(marked_word(token))
        if len(ids) + len(pieces) >= MAX_PIECES:
            break
        begun = [tags_at[at] for at in range(token.idx, token.idx + len(token)) if at in tags_at]
        inside = begun[0] if begun else inside
        tag = f"{'B' if begun else 'I'}-{inside[1]}" if token.idx < inside[0] else "O"
        ids += pieces
        tags += [TAGS.index(tag), *[IGNORE] * (len(pieces) - 1)]
    return [*ids, END], [*tags, IGNORE], labelled.weight


def take(examples: Iterable[Example], *, pieces: int) -> list[Example]:
    """The first examples, with so many pieces in all."""
    taken: list[Example] = []
    for one in examples:
        if pieces <= 0:
            break
        taken.append(one)
        pieces -= len(one[0])
    return taken


def glue(examples: Sequence[Example], *, seed: int = 0) -> list[Example]:
    """Join some neighbours to longer windows."""
    chance, glued = random.Random(seed), []
    for ids, tags, weight in examples:
        fits = glued and len(glued[-1][0]) + len(ids) < MAX_PIECES
        if fits and chance.random() < GLUED:
            before = glued.pop()
            ids, tags = before[0][:-1] + ids[1:], before[1][:-1] + tags[1:]
            weight = (before[2] + weight) / 2
        glued.append((ids, tags, weight))
    return glued


def batches(examples: Sequence[AnyExample], *, seed: int, pieces: int = BATCH_PIECES) -> list[list[AnyExample]]:
    """Shuffled batches of examples of like length."""
    chance, shuffled = random.Random(seed), list(examples)
    chance.shuffle(shuffled)
    made: list[list[AnyExample]] = []
    for at in range(0, len(shuffled), POOL):
        batch: list[AnyExample] = []
        for one in sorted(shuffled[at : at + POOL], key=lambda e: len(e[0])):
            if batch and len(one[0]) * (len(batch) + 1) > pieces:
                made.append(batch)
                batch = []
            batch.append(one)
        made.append(batch)
    chance.shuffle(made)
    return made


def padded(rows: Sequence[Sequence[int]], *, with_: int) -> torch.Tensor:
    """Rows of unlike length as one tensor."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *[with_] * (width - len(row))] for row in rows])


def scores_of(student: Student, texts: Sequence[Sequence[int]]) -> torch.Tensor:
    """Scores of shape (texts, pieces, tags), computed in bfloat16 where the processor has it."""
    ids = padded(texts, with_=PAD)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
        return student(ids, (ids != PAD).long()).float()


def loss_of(student: Student, batch: Sequence[Example]) -> torch.Tensor:
    """Weighted cross-entropy over first pieces."""
    texts, labels, weight = zip(*batch, strict=True)
    tags, weights = padded(labels, with_=IGNORE), torch.tensor(weight)
    scores = scores_of(student, texts).transpose(1, 2)
    each = torch.nn.functional.cross_entropy(scores, tags, ignore_index=IGNORE, reduction="none")
    return (each * weights[:, None]).sum() / (tags != IGNORE).sum()


def _running_mean(mean: torch.Tensor, new: torch.Tensor, steps: torch.Tensor | int) -> torch.Tensor:
    """Forgets as fast as the training is young, so that short trainings forget the weights that they began with."""
    return mean + (new - mean) / (1 + MEAN_SHARE * steps)


def train(
    student: Student,
    examples: Sequence[AnyExample],
    *,
    epochs: int,
    rate: float,
    checkpoint: Path,
    pieces: int = BATCH_PIECES,
    steps: int | None = None,
    loss: Callable[[Student, Sequence[AnyExample]], torch.Tensor] = loss_of,
) -> None:
    """AdamW with warm-up and linear decay; now and then a checkpoint with the running mean of the weights.

    `pieces` go into a step; after so many `steps` it ends, though the rate may still be high.
    """
    mean = AveragedModel(student, avg_fn=_running_mean)
    course = [batch for epoch in range(epochs) for batch in batches(examples, seed=epoch, pieces=pieces)]
    total = len(course)
    optimizer = torch.optim.AdamW(student.parameters(), lr=rate, weight_decay=0.01, fused=True)
    warm = max(1, total * 6 // 100)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, s / warm) * max(0.0, 1 - s / total))
    student.train()
    started = time.monotonic()
    for step, batch in enumerate(course[:steps], 1):
        loss(student, batch).backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        mean.update_parameters(student)
        if step % SAVED == 0:
            print(f"step {step} of {total}: {time.monotonic() - started:.0f} s", flush=True)
            torch.save(mean.module.state_dict(), checkpoint)
    torch.save(mean.module.state_dict(), checkpoint)
