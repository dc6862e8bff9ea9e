"""`python -m training.names DATA WORK`: from a data folder to the packaged pipelines.

What DATA holds stands in README.md. Every stage writes into WORK and is skipped when its result is there; a stage that
is cut off leaves no result and runs again.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
from pathlib import Path

from training.names import augment, cnn, corpora, data
from training.names.data import Labelled
from training.names.joined import part_joined

MODELS = Path(__file__).parents[2] / "src" / "estrattore" / "models"
LAYERS = 6
EPOCHS, RATE = 2, 2e-4
REFINE_RATE, REFINE_SILVER, REFINE_CONFIDENCE = 6e-5, 4000, 0.7
POLISH_RATE, POLISH_SILVER = 8e-5, 5000
TEACHER = "12-layers"  # a recipe of compare.py
SOFT = 450_000  # pieces that the teachers label
DISTIL_EPOCHS, DISTIL_RATE, DISTIL_PIECES = 2, 1e-4, 1200
SURE = 0.6  # silver below this stays out of the CNN's training
RENAMED = 0.35
CASES = 0.05
VERSIONS = {"fast": "0.2.0", "accurate": "0.3.0"}
WHAT = {
    "fast": "Names in Italian news (CNN with distilled word vectors): COMPANY, ORG, PER, LOC, MISC",
    "accurate": "Names in Italian news (6-layer transformer, 8-bit weights): COMPANY, ORG, PER, LOC, MISC",
}


def _leads(source: Path, *, dev: bool = False) -> list[Labelled]:
    return data.read_leads(source / "ner" / "leads.jsonl", dev=dev)


def _free(source: Path, *, sure: float = data.MIN_CONFIDENCE) -> list[Labelled]:
    silver = data.read_silver(source / "ner" / "silver_free.jsonl.gz", min_confidence=sure)
    return list(part_joined(silver, _leads(source)))


def train(source: Path, work: Path) -> None:
    """The student on leads and silver."""
    from training.names import student

    texts = [*data.variants(_leads(source), copies=2), *_free(source)]
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
    leads = _leads(source)
    free = _free(source, sure=REFINE_CONFIDENCE)
    free = random.Random(0).sample(free, min(REFINE_SILVER, len(free)))
    texts = [*leads, *free, *data.in_other_case([*leads, *free[: len(free) // 2]], capitals=0.15, lower_case=0.10)]
    random.Random(1).shuffle(texts)
    examples = student.glue([student.example(text, segment) for text in texts])
    student.train(model, examples, epochs=1, rate=REFINE_RATE, checkpoint=work / "refining.pt")
    (work / "refining.pt").rename(work / "refined.pt")


def polish(source: Path, work: Path) -> None:
    """And one with other names and lost spaces."""
    from training.names import student

    model, segment = student.load(work / "refined.pt", work / "vocabulary.json", layers=LAYERS)
    leads = _leads(source)
    free = random.Random(2).sample(_free(source, sure=REFINE_CONFIDENCE), POLISH_SILVER)
    texts = [
        *data.variants(leads, copies=2, seed=2),
        *(data.unspaced(text) for text in random.Random(3).sample(leads, len(leads) // 4)),
        *augment.renamed(leads, augment.read_lists(source / "gazetteers"), share=RENAMED, seed=2),
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
    texts = _free(source, sure=0.0)
    random.Random(5).shuffle(texts)
    examples = student.take((student.example(text, segment) for text in texts), pieces=SOFT)
    distil.save(work / "soft.npz", distil.soft([big, polished], student.glue(examples, seed=5)))


def distil(source: Path, work: Path) -> None:
    """The polished student learns those probabilities, beside the leads; export the mean of before and after."""
    import torch

    from training.names import distil as distilling
    from training.names import student
    from training.names.export import export

    model, segment = student.load(work / "polished.pt", work / "vocabulary.json", layers=LAYERS)
    leads = [student.example(text, segment) for text in data.variants(_leads(source), copies=1, seed=5)]
    examples = [*map(distilling.hard, student.glue(leads, seed=5)), *distilling.read(work / "soft.npz")]
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
    torch.save(student.averaged(work / "polished.pt", work / "distilled.pt"), work / "accurate.pt")
    export(work / "accurate.pt", work / "vocabulary.json", work / "accurate", layers=LAYERS, examples=examples)


def label(source: Path, work: Path) -> None:
    """Silver labels for free corpus texts, by the transformer."""
    from training.names import label as labelling

    labelling.main(str(work / "accurate"), str(source), str(work / "silver_corpora.jsonl.gz"), "0", "1")


def vectors(source: Path, work: Path) -> None:
    """What the student knows of single words."""
    from training.names import student
    from training.names import vectors as words_of

    model, segment = student.load(work / "student.pt", work / "vocabulary.json", layers=LAYERS)
    folder = source / "gazetteers"
    names = [
        *augment.read_lists(folder).companies,
        *augment.words(folder / "faker_it_first_names.txt"),
        *augment.words(folder / "faker_it_last_names.txt"),
    ]
    texts = itertools.chain(
        (t.text for t in (*_leads(source), *_free(source, sure=0.0))),
        itertools.chain.from_iterable(
            corpora.read_texts(source / "ner" / f"{c}.conll.gz") for c in corpora.TEXT_CORPORA
        ),
    )
    common = words_of.common_words(texts, names)
    words_of.write(common, words_of.reduce(words_of.encode(common, model, segment)), work / "vectors")


def prepare(source: Path, work: Path) -> None:
    """Training and dev texts of the CNN."""
    leads = _leads(source)
    silver = data.read_silver(work / "silver_corpora.jsonl.gz", min_confidence=SURE)
    free = _free(source, sure=SURE)
    more = list(augment.renamed([*leads * 3, *free], augment.read_lists(source / "gazetteers"), share=RENAMED))
    cased = list(data.in_other_case([*leads, *free], capitals=CASES, lower_case=CASES))
    texts = [*data.variants(leads, copies=4), *free, *cased, *part_joined(silver, leads), *more]
    cnn.write(texts, work / "train.spacy")
    cnn.write(_leads(source, dev=True), work / "dev.spacy")


def fast(source: Path, work: Path) -> None:
    """The CNN."""
    cnn.train(work / "train.spacy", work / "dev.spacy", work / "cnn", vectors=work / "vectors")


def publish(source: Path, work: Path) -> None:
    """Measure what there is of both and put it into the package."""
    from training.names.package import package
    from training.names.results import results

    dev = _leads(source, dev=True)
    for name, folder in (("fast", work / "cnn" / "model-best"), ("accurate", work / "accurate")):
        if not folder.exists():
            continue
        figures = results(str(folder), source, dev)
        speed = figures.pop("tokens_per_second")
        figures["speed"] = f"{speed} tokens per second on one core"
        print(name, json.dumps(figures), f"{speed} tokens/s")
        target = MODELS / name
        package(
            folder, target, name=f"news_{name}", version=VERSIONS[name], description=WHAT[name], performance=figures
        )


STAGES = {
    "train": (train, "student.pt"),
    "refine": (refine, "refined.pt"),
    "polish": (polish, "polished.pt"),
    "teacher": (teacher, f"compare/{TEACHER}/meta.json"),
    "soft": (soft, "soft.npz"),
    "distil": (distil, "accurate/meta.json"),
    "label": (label, "silver_corpora.jsonl.gz"),
    "vectors": (vectors, "vectors/meta.json"),
    "prepare": (prepare, "dev.spacy"),
    "fast": (fast, "cnn/model-last/meta.json"),
    "publish": (publish, None),
}


def main() -> None:
    """Run the stages whose result is missing, or the one that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--stage", choices=STAGES)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    for name, (stage, result) in STAGES.items():
        missing = not (result and (options.work / result).exists())
        wanted = options.stage == name if options.stage else missing
        if wanted:
            print(f"stage {name}", flush=True)
            stage(options.data, options.work)


if __name__ == "__main__":
    main()
