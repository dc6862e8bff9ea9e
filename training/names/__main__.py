"""`python -m training.names DATA WORK`: from a data folder to the packaged pipelines.

What DATA holds stands in README.md. Every stage writes into WORK and is skipped when its result is there; a stage that
is cut off leaves no result and runs again.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import spacy

from training.names import accurate, augment, cnn, corpora, data, hand, onward
from training.names.accurate import CASES, LAYERS, RENAMED, free_silver, leads
from training.names.joined import part_joined

MODELS = Path(__file__).parents[2] / "src" / "estrattore" / "models"
SURE = 0.6  # silver below this stays out of the CNN's training
HARD = 2  # times that a text counts which was chosen because it is hard
COPIES = 2  # of a text labelled by hand, where silver stands beside it
BEGUN = "begun"  # in WORK: a packaged CNN, to go on from
VERSIONS = {"fast": "0.4.0", "accurate": "0.5.0"}
WHAT = {
    "fast": "Names in Italian news (CNN with distilled word vectors): COMPANY, ORG, PER, LOC, MISC",
    "accurate": "Names in Italian news (6-layer transformer, 8-bit weights): COMPANY, ORG, PER, LOC, MISC",
}


def label(source: Path, work: Path) -> None:
    """Silver labels for free corpus texts, by the transformer."""
    from training.names import label as labelling

    labelling.main(str(work / "accurate"), str(source), str(work / "silver.jsonl.gz"), "0", "1")


def _free_texts(source: Path) -> Iterator[str]:
    """The texts that teach, without their labels."""
    passages = data.read_passages(source / "ner" / "passages.jsonl", dev=False)
    yield from (t.text for t in (*leads(source), *passages, *free_silver(source, sure=0.0)))
    for corpus in corpora.TEXT_CORPORA:
        yield from corpora.read_texts(source / "ner" / f"{corpus}.conll.gz")


def vectors(source: Path, work: Path) -> None:
    """What the student knows of single words; where WORK holds a packaged CNN, beside the vectors of that."""
    from training.names import student
    from training.names import vectors as words_of

    folder = source / "gazetteers"
    if (work / BEGUN).exists():
        model, segment = student.load(work / "mean.pt", work / "vocabulary.json", layers=LAYERS)
        lists = (folder / name for name in ("icsv_municipality.txt", "it_first_names_9000.txt"))
        texts = itertools.chain(_free_texts(source), *map(augment.words, lists))
        words_of.widen(work / BEGUN, texts, model, segment, work / "vectors")
        return
    model, segment = student.load(work / "student.pt", work / "vocabulary.json", layers=LAYERS)
    names = [
        *augment.read_lists(folder).companies,
        *augment.words(folder / "faker_it_first_names.txt"),
        *augment.words(folder / "faker_it_last_names.txt"),
    ]
    common = words_of.common_words(_free_texts(source), names)
    words_of.write(common, words_of.reduce(words_of.encode(common, model, segment)), work / "vectors")


def prepare(source: Path, work: Path) -> None:
    """Training and dev texts of the CNN: what is labelled by hand, passages of facts, and the silver of which the transformer is sure."""
    own = onward.labelled(source)
    hard = own[len(leads(source)) :]  # the leads come first
    facts = hand.read_facts(spacy.load(work / "accurate"), hand.names_of(own))
    silver = list(part_joined(data.read_silver(work / "silver.jsonl.gz", min_confidence=SURE), own))
    texts = [
        *own,
        *hard * (HARD - 1),
        *facts,
        *augment.renamed([*own, *facts], augment.read_lists(source / "gazetteers"), share=RENAMED),
        *data.in_other_case(own, capitals=CASES, lower_case=CASES, seed=1),
        *silver,
    ]
    if not (work / BEGUN).exists():
        texts += data.variants(own, copies=COPIES)
        texts += data.in_other_case(silver, capitals=CASES, lower_case=CASES, seed=2)
    cnn.write(texts, work / "train.spacy")
    kept_aside = data.read_passages(source / "ner" / "passages.jsonl", dev=True)
    cnn.write([*leads(source, dev=True), *kept_aside], work / "dev.spacy")


def fast(source: Path, work: Path) -> None:
    """The CNN, from a packaged one in WORK where there is one, by two seeds; the mean of the weights."""
    begun = work / BEGUN if (work / BEGUN).exists() else None
    texts = work / "train.spacy", work / "dev.spacy"
    trained = []
    for seed in accurate.SEEDS:
        out = work / f"cnn_{seed}"
        if not (out / cnn.LAST).exists():
            cnn.train(*texts, out, vectors=work / "vectors", begun=begun, seed=seed)
        trained.append(out / cnn.LAST)
    cnn.mean(trained, work / "cnn")


def publish(source: Path, work: Path) -> None:
    """Measure what there is of both and put it into the package."""
    from training.names.package import package
    from training.names.results import results

    for name, folder in (("fast", work / "cnn"), ("accurate", work / "accurate")):
        if not folder.exists():
            continue
        figures = results(str(folder), source)
        speed = figures.pop("tokens_per_second")
        figures["speed"] = (
            f"{speed} tokens per second of one core, tokenizer and names (AMD EPYC of the fifth generation, shared)"
        )
        print(name, json.dumps(figures), f"{speed} tokens/s")
        target = MODELS / name
        package(
            folder, target, name=f"news_{name}", version=VERSIONS[name], description=WHAT[name], performance=figures
        )


STAGES = {
    "train": (accurate.train, "student.pt"),
    "refine": (accurate.refine, "refined.pt"),
    "polish": (accurate.polish, "polished.pt"),
    "teacher": (accurate.teacher, f"compare/{accurate.TEACHER}/meta.json"),
    "soft": (accurate.soft, "soft.npz"),
    "distil": (accurate.distil, "mean.pt"),
    "passages": (accurate.passages, "passages.pt"),
    "settle": (accurate.settle, "settled.pt"),
    "halve": (accurate.halve, "halved/meta.json"),
    "by_hand": (onward.by_hand, "by_hand.pt"),
    "big": (onward.big, "big.pt"),
    "views": (onward.views, "views.npz"),
    "agree": (onward.agree, "agreed.pt"),
    "thin": (onward.thin, "accurate/meta.json"),
    "label": (label, "silver.jsonl.gz"),
    "vectors": (vectors, "vectors/meta.json"),
    "prepare": (prepare, "dev.spacy"),
    "fast": (fast, "cnn/meta.json"),
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
