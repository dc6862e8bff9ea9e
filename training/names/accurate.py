"""The stages that make the transformer: from e5 to the packaged pipeline `accurate`, each a function of DATA and WORK."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
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
SEEN, LESS_HEADS, LESS_CHANNELS = 150, 24, 2304  # texts that show what is used; of 72 heads, of 9,216 channels
PASSAGE_EPOCHS, PASSAGE_RATE, PASSAGE_PIECES = 2, 5e-5, 1500
SETTLE_RATE, SETTLE_SOFT = 4e-5, 240_000
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


def thin(source: Path, work: Path) -> None:
    """Without the heads and channels that it hardly uses."""
    import torch

    from training.names import student
    from training.names import thin as thinning

    model, segment = student.load(work / "mean.pt", work / "vocabulary.json", layers=LAYERS)
    raw = random.Random(8).sample(free_silver(source, sure=0.0), SEEN)
    seen = [student.example(text, segment)[0] for text in raw]
    thinning.thin(model.eval(), seen, heads=LESS_HEADS, channels=LESS_CHANNELS)
    torch.save(model.state_dict(), work / "thin.pt")


def passages(source: Path, work: Path) -> None:
    """The thin student learns from the free passages, each twice, beside the leads; by several seeds, which are averaged."""
    import torch

    from training.names import student

    free = data.read_passages(source / "ner" / "passages.jsonl", dev=False)
    cased = data.in_other_case(free, capitals=CASES, lower_case=CASES, seed=7)
    texts = [*leads(source), *data.variants(free, copies=1, seed=6), *cased]
    random.Random(6).shuffle(texts)
    for seed, taught in _seeds(work, "passages"):
        model, segment = student.load(work / "thin.pt", work / "vocabulary.json", layers=LAYERS)
        torch.manual_seed(seed)
        student.train(
            model,
            student.glue([student.example(text, segment) for text in texts], seed=seed),
            epochs=PASSAGE_EPOCHS,
            rate=PASSAGE_RATE,
            pieces=PASSAGE_PIECES,
            checkpoint=taught,
        )
    _average(work, "passages")


def settle(source: Path, work: Path) -> None:
    """One epoch more beside what it and the whole student before thinning think of the silver's texts; export."""
    import torch

    from training.names import distil as distilling
    from training.names import student
    from training.names.export import export

    vocabulary = work / "vocabulary.json"
    whole, segment = student.load(work / "mean.pt", vocabulary, layers=LAYERS)
    taught, _ = student.load(work / "passages.pt", vocabulary, layers=LAYERS)
    raw = free_silver(source, sure=0.0)
    random.Random(15).shuffle(raw)
    unlabelled = student.take((student.example(text, segment) for text in raw), pieces=SETTLE_SOFT)
    told = distilling.soft([whole, taught], student.glue(unlabelled, seed=15))
    free = data.read_passages(source / "ner" / "passages.jsonl", dev=False)
    texts = [*leads(source), *data.variants(free, copies=1, seed=30)]
    random.Random(30).shuffle(texts)
    own = student.glue([student.example(text, segment) for text in texts], seed=30)
    examples = [*map(distilling.hard, own), *told]
    for seed, settled in _seeds(work, "settled"):
        model, _ = student.load(work / "passages.pt", vocabulary, layers=LAYERS)
        torch.manual_seed(seed)
        student.train(
            model,
            random.Random(seed).sample(examples, len(examples)),
            epochs=1,
            rate=SETTLE_RATE,
            pieces=PASSAGE_PIECES,
            checkpoint=settled,
            loss=distilling.loss_of,
        )
    _average(work, "settled").rename(work / "accurate.pt")
    export(work / "accurate.pt", vocabulary, work / "accurate", layers=LAYERS, examples=own)


def _seeds(work: Path, name: str) -> Iterator[tuple[int, Path]]:
    """The seeds whose training is not there yet, each with where to write; what is cut off begins again."""
    for seed in SEEDS:
        done, begun = work / f"{name}_{seed}.pt", work / f"{name}_begun.pt"
        if not done.exists():
            yield seed, begun
            begun.rename(done)


def _average(work: Path, name: str) -> Path:
    """The mean of the weights of all seeds."""
    import torch

    from training.names import student

    mean = work / f"{name}.pt"
    torch.save(student.averaged(*(work / f"{name}_{seed}.pt" for seed in SEEDS)), mean)
    return mean
