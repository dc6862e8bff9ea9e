"""The stages that lead the transformer from what leads and passages taught it to the packaged pipeline `accurate`."""

from __future__ import annotations

import random
from pathlib import Path

from training.names import augment, data, hand
from training.names.accurate import (
    CASES,
    LAYERS,
    PASSAGE_PIECES,
    REFINE_CONFIDENCE,
    average,
    free_silver,
    leads,
    pack,
    teach,
)
from training.names.data import Labelled

SEEDS = (0, 1)
RATE, ORDER = 5e-5, 100
RENAMED = 0.2
BIG_LAYERS, BIG_EPOCHS, BIG_RATE, BIG_PIECES, BIG_SILVER = 12, 2, 1.5e-4, 800, 1500
AGREE_EPOCHS, AGREE_RATE, HEAL_RATE = 2, 4e-5, 5e-5
SEEN, LESS_HEADS, LESS_CHANNELS = 150, 18, 1536  # texts that show what is used; of 72 heads, of 9,216 channels
FREE = 450_000  # pieces of free texts that the teachers label


def labelled(source: Path) -> list[Labelled]:
    """All that is labelled by hand: leads, passages, what was drawn from free texts, what we wrote."""
    free = data.read_passages(source / "ner" / "passages.jsonl", dev=False)
    return [*leads(source), *free, *hand.read_drawn(source, dev=False), *hand.read_written()]


def by_hand(source: Path, work: Path) -> None:
    """The student learns from all of it and from the passages of facts, by two seeds, each with a half of these; the mean."""
    import spacy

    own = labelled(source)
    facts = hand.read_facts(spacy.load(work / "halved"), hand.names_of(own))
    lists = augment.read_lists(source / "gazetteers")
    for seed in SEEDS:
        part = random.Random(seed).sample(facts, len(facts) // 2)
        renamed = augment.renamed([*hand.read_written(), *part], lists, share=RENAMED, seed=seed)
        texts = [*own, *part, *renamed]
        shuffled = random.Random(ORDER + seed).sample(texts, len(texts))
        teach(work, shuffled, before="halved", after=f"by_hand_{seed}", seed=seed, rate=RATE)
    average(work, "by_hand", SEEDS)


def big(source: Path, work: Path) -> None:
    """Twelve layers of e5 on all that is labelled by hand, twice, with copies, and a little silver."""
    import torch

    from training.names import student

    torch.manual_seed(0)
    model, segment = student.from_e5(source, work / "vocabulary.json", layers=BIG_LAYERS)
    own = labelled(source)
    silver = free_silver(source, sure=REFINE_CONFIDENCE)
    texts = [
        *own,
        *own,
        *data.in_other_case(own, capitals=CASES, lower_case=CASES),
        *augment.renamed(own, augment.read_lists(source / "gazetteers"), share=RENAMED),
        *random.Random(0).sample(silver, BIG_SILVER),
    ]
    random.Random(0).shuffle(texts)
    examples = student.glue([student.example(text, segment) for text in texts])
    checkpoint = work / "growing.pt"
    student.train(model, examples, epochs=BIG_EPOCHS, rate=BIG_RATE, pieces=BIG_PIECES, checkpoint=checkpoint)
    checkpoint.rename(work / "big.pt")


def views(source: Path, work: Path) -> None:
    """What the twelve layers and the students of each seed think of free texts: the mean of their probabilities."""
    from training.names import distil, label, student

    vocabulary = work / "vocabulary.json"
    model, segment = student.load(work / "big.pt", vocabulary, layers=BIG_LAYERS)
    teachers = [model, *(student.load(work / f"by_hand_{seed}.pt", vocabulary, layers=LAYERS)[0] for seed in SEEDS)]
    texts = [Labelled(text, ()) for text in data.without(label.free_texts(source), hand.read_drawn(source, dev=True))]
    random.Random(0).shuffle(texts)
    examples = student.take((student.example(text, segment) for text in texts), pieces=FREE)
    distil.save(work / "views.npz", distil.soft(teachers, student.glue(examples)))


def agree(source: Path, work: Path) -> None:
    """The student learns them, beside what is labelled by hand."""
    _heed(source, work, before="by_hand", after="agreed", seed=0, epochs=AGREE_EPOCHS, rate=AGREE_RATE)


def thin(source: Path, work: Path) -> None:
    """It loses the heads and inner channels that it uses least, and learns the same once more; export."""
    import torch

    from training.names import student
    from training.names.thin import thin as thinned

    model, segment = student.load(work / "agreed.pt", work / "vocabulary.json", layers=LAYERS)
    raw = random.Random(8).sample(free_silver(source, sure=0.0), SEEN)
    seen = [student.example(text, segment)[0] for text in raw]
    torch.save(thinned(model.eval(), seen, heads=LESS_HEADS, channels=LESS_CHANNELS).state_dict(), work / "thin.pt")
    _heed(source, work, before="thin", after="healed", seed=3, epochs=1, rate=HEAL_RATE)
    pack(source, work, "healed", work / "accurate")


def _heed(source: Path, work: Path, *, before: str, after: str, seed: int, epochs: int, rate: float) -> None:
    """From the weights of one name to those of another, by the views on free texts and what is labelled by hand."""
    import torch

    from training.names import distil, student

    model, segment = student.load(work / f"{before}.pt", work / "vocabulary.json", layers=LAYERS)
    own = labelled(source)
    shuffled = random.Random(ORDER + seed).sample(own, len(own))
    told = student.glue([student.example(text, segment) for text in shuffled], seed=seed)
    examples = [*map(distil.hard, told), *distil.read(work / "views.npz")]
    random.Random(seed).shuffle(examples)
    torch.manual_seed(seed)
    begun = work / "begun.pt"
    student.train(
        model, examples, epochs=epochs, rate=rate, pieces=PASSAGE_PIECES, loss=distil.loss_of, checkpoint=begun
    )
    begun.rename(work / f"{after}.pt")
