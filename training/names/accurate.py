"""The stages that make the transformer from e5, each a function of DATA and WORK; `onward.py` has those after them."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

from training.names import augment, data
from training.names.data import Labelled
from training.names.joined import part_joined

LAYERS = 6
EPOCHS, RATE = 2, 2e-4
REFINE_RATE, REFINE_SILVER, REFINE_CONFIDENCE = 6e-5, 4000, 0.7
POLISH_RATE, POLISH_SILVER = 8e-5, 5000
TEACHER = "12-layers"  # a recipe of compare.py
SOFT = 450_000  # pieces that the teachers label
DISTIL_EPOCHS, DISTIL_RATE, DISTIL_PIECES = 2, 1e-4, 1200
PASSAGE_EPOCHS, PASSAGE_RATE, PASSAGE_PIECES = 2, 5e-5, 1500
PASSAGE_STEPS = 250  # of some 880: `settle` brings the rate down
SETTLE_RATE, SETTLE_ORDER, HALF_ORDER = 4e-5, 30, 40
SEEDS = (0, 1)  # trainings whose weights are averaged
RENAMED = 0.35
CASES = 0.05


def leads(source: Path, *, dev: bool = False) -> list[Labelled]:
    """The hand-labelled leads."""
    return data.read_leads(source / "ner" / "leads.jsonl", dev=dev)


def free_silver(source: Path, *, sure: float = data.MIN_CONFIDENCE) -> list[Labelled]:
    """The silver texts whose weakest token is so sure."""
    silver = data.read_silver(source / "ner" / "silver_free.jsonl.gz", min_confidence=sure)
    return list(part_joined(silver, leads(source)))


def train(source: Path, work: Path) -> None:
    """The student on leads and silver."""
    from training.names import student

    texts = [*data.variants(leads(source), copies=2), *free_silver(source)]
    vocabulary = student.cut_vocabulary(student.e5_pieces(source), (t.text for t in texts))
    (work / "vocabulary.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    model, segment = student.from_e5(source, work / "vocabulary.json", layers=LAYERS)
    examples = student.glue([student.example(text, segment) for text in texts])
    student.train(model, examples, epochs=EPOCHS, rate=RATE, checkpoint=work / "student_first.pt")
    (work / "student_first.pt").rename(work / "student.pt")


def refine(source: Path, work: Path) -> None:
    """One gentle epoch more on the leads, with copies in capitals and lower case, and a little silver."""
    from training.names import student

    model, segment = student.load(work / "student.pt", work / "vocabulary.json", layers=LAYERS)
    own = leads(source)
    free = free_silver(source, sure=REFINE_CONFIDENCE)
    free = random.Random(0).sample(free, min(REFINE_SILVER, len(free)))
    texts = [*own, *free, *data.in_other_case([*own, *free[: len(free) // 2]], capitals=0.15, lower_case=0.10)]
    random.Random(1).shuffle(texts)
    examples = student.glue([student.example(text, segment) for text in texts])
    student.train(model, examples, epochs=1, rate=REFINE_RATE, checkpoint=work / "refining.pt")
    (work / "refining.pt").rename(work / "refined.pt")


def polish(source: Path, work: Path) -> None:
    """And one with other names and lost spaces."""
    from training.names import student

    model, segment = student.load(work / "refined.pt", work / "vocabulary.json", layers=LAYERS)
    own = leads(source)
    free = random.Random(2).sample(free_silver(source, sure=REFINE_CONFIDENCE), POLISH_SILVER)
    texts = [
        *data.variants(own, copies=2, seed=2),
        *(data.unspaced(text) for text in random.Random(3).sample(own, len(own) // 4)),
        *augment.renamed(own, augment.read_lists(source / "gazetteers"), share=RENAMED, seed=2),
        *free,
        *data.in_other_case(free, capitals=CASES, lower_case=CASES, seed=2),
    ]
    random.Random(4).shuffle(texts)
    examples = student.glue([student.example(text, segment) for text in texts], seed=2)
    student.train(model, examples, epochs=1, rate=POLISH_RATE, checkpoint=work / "polishing.pt")
    (work / "polishing.pt").rename(work / "polished.pt")


def teacher(source: Path, work: Path) -> None:
    """Twelve layers on the leads alone."""
    from training.names import compare

    compare.make(source, work, TEACHER)


def soft(source: Path, work: Path) -> None:
    """What the teacher and the polished student think of unlabelled texts, taken together."""
    from training.names import compare, distil, student

    vocabulary = work / "vocabulary.json"
    polished, segment = student.load(work / "polished.pt", vocabulary, layers=LAYERS)
    big, _ = student.load(work / "compare" / f"{TEACHER}.pt", vocabulary, layers=compare.RECIPES[TEACHER][0])
    texts = free_silver(source, sure=0.0)
    random.Random(5).shuffle(texts)
    examples = student.take((student.example(text, segment) for text in texts), pieces=SOFT)
    distil.save(work / "soft.npz", distil.soft([big, polished], student.glue(examples, seed=5)))


def distil(source: Path, work: Path) -> None:
    """The polished student learns those probabilities, beside the leads; the mean of before and after goes on."""
    import torch

    from training.names import distil as distilling
    from training.names import student

    model, segment = student.load(work / "polished.pt", work / "vocabulary.json", layers=LAYERS)
    own = [student.example(text, segment) for text in data.variants(leads(source), copies=1, seed=5)]
    examples = [*map(distilling.hard, student.glue(own, seed=5)), *distilling.read(work / "soft.npz")]
    random.Random(5).shuffle(examples)
    student.train(
        model,
        examples,
        epochs=DISTIL_EPOCHS,
        rate=DISTIL_RATE,
        pieces=DISTIL_PIECES,
        checkpoint=work / "distilled.pt",
        loss=distilling.loss_of,
    )
    torch.save(student.averaged(work / "polished.pt", work / "distilled.pt"), work / "mean.pt")


def passages(source: Path, work: Path) -> None:
    """The student learns from the free passages, each twice, beside the leads, and stops while the rate is high."""
    free = data.read_passages(source / "ner" / "passages.jsonl", dev=False)
    cased = data.in_other_case(free, capitals=CASES, lower_case=CASES, seed=7)
    texts = [*leads(source), *data.variants(free, copies=1, seed=6), *cased]
    random.Random(6).shuffle(texts)
    for seed in SEEDS:
        course = {"epochs": PASSAGE_EPOCHS, "rate": PASSAGE_RATE, "steps": PASSAGE_STEPS}
        teach(work, texts, before="mean", after=f"passages_{seed}", seed=seed, **course)
    average(work, "passages")


def settle(source: Path, work: Path) -> None:
    """Once more beside the leads, while the rate comes down."""
    texts = [*leads(source), *data.read_passages(source / "ner" / "passages.jsonl", dev=False)]
    for seed in SEEDS:
        shuffled = random.Random(SETTLE_ORDER + seed).sample(texts, len(texts))
        teach(work, shuffled, before="passages", after=f"settled_{seed}", seed=seed, rate=SETTLE_RATE)
    average(work, "settled")


def halve(source: Path, work: Path) -> None:
    """Again, each seed with a part of the same texts and both from their last mean; export."""
    own = leads(source)
    texts = [*own, *data.read_passages(source / "ner" / "passages.jsonl", dev=False)]
    shuffled = random.Random(HALF_ORDER).sample(texts, len(texts))
    for seed in SEEDS:
        part = shuffled[seed :: len(SEEDS)]
        teach(work, part, before="settled", after=f"halved_{seed}", seed=seed, rate=SETTLE_RATE)
    average(work, "halved")
    pack(source, work, "halved", work / "halved")


def pack(source: Path, work: Path, name: str, target: Path) -> None:
    """The weights of that name as a spaCy pipeline; some leads show how loud the channels get."""
    from training.names import student
    from training.names.export import export

    vocabulary, own = work / "vocabulary.json", leads(source)
    _, segment = student.load(work / f"{name}.pt", vocabulary, layers=LAYERS)
    shown = [student.example(text, segment) for text in random.Random(SETTLE_ORDER).sample(own, len(own))]
    export(work / f"{name}.pt", vocabulary, target, layers=LAYERS, examples=student.glue(shown))


def teach(
    work: Path,
    texts: Sequence[Labelled],
    *,
    before: str,
    after: str,
    seed: int,
    rate: float,
    epochs: int = 1,
    steps: int | None = None,
) -> None:
    """From the weights of one name in WORK to those of another, unless they are there."""
    import torch

    from training.names import student

    done = work / f"{after}.pt"
    if done.exists():
        return
    model, segment = student.load(work / f"{before}.pt", work / "vocabulary.json", layers=LAYERS)
    torch.manual_seed(seed)
    student.train(
        model,
        student.glue([student.example(text, segment) for text in texts], seed=seed),
        epochs=epochs,
        rate=rate,
        steps=steps,
        pieces=PASSAGE_PIECES,
        checkpoint=work / "begun.pt",
    )
    (work / "begun.pt").rename(done)


def average(work: Path, name: str, seeds: Sequence[int] = SEEDS) -> None:
    """The mean of the weights of all seeds."""
    import torch

    from training.names import student

    torch.save(student.averaged(*(work / f"{name}_{seed}.pt" for seed in seeds)), work / f"{name}.pt")
