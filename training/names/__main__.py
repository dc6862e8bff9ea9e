"""`python -m training.names DATA WORK`: from a data folder to the packaged pipelines.

What DATA holds stands in README.md. Every stage writes into WORK and is skipped when its result is there; a stage that
is cut off leaves no result and runs again.
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path

from training.names import accurate, augment, cnn, corpora, data
from training.names.accurate import CASES, LAYERS, RENAMED, free_silver, leads
from training.names.joined import part_joined

MODELS = Path(__file__).parents[2] / "src" / "estrattore" / "models"
SURE = 0.6  # silver below this stays out of the CNN's training
VERSIONS = {"fast": "0.2.0", "accurate": "0.4.0"}
WHAT = {
    "fast": "Names in Italian news (CNN with distilled word vectors): COMPANY, ORG, PER, LOC, MISC",
    "accurate": "Names in Italian news (6-layer transformer, 8-bit weights): COMPANY, ORG, PER, LOC, MISC",
}


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
        (t.text for t in (*leads(source), *free_silver(source, sure=0.0))),
        itertools.chain.from_iterable(
            corpora.read_texts(source / "ner" / f"{c}.conll.gz") for c in corpora.TEXT_CORPORA
        ),
    )
    common = words_of.common_words(texts, names)
    words_of.write(common, words_of.reduce(words_of.encode(common, model, segment)), work / "vectors")


def prepare(source: Path, work: Path) -> None:
    """Training and dev texts of the CNN."""
    own = leads(source)
    silver = data.read_silver(work / "silver_corpora.jsonl.gz", min_confidence=SURE)
    free = free_silver(source, sure=SURE)
    more = list(augment.renamed([*own * 3, *free], augment.read_lists(source / "gazetteers"), share=RENAMED))
    cased = list(data.in_other_case([*own, *free], capitals=CASES, lower_case=CASES))
    texts = [*data.variants(own, copies=4), *free, *cased, *part_joined(silver, own), *more]
    cnn.write(texts, work / "train.spacy")
    cnn.write(leads(source, dev=True), work / "dev.spacy")


def fast(source: Path, work: Path) -> None:
    """The CNN."""
    cnn.train(work / "train.spacy", work / "dev.spacy", work / "cnn", vectors=work / "vectors")


def publish(source: Path, work: Path) -> None:
    """Measure what there is of both and put it into the package."""
    from training.names.package import package
    from training.names.results import results

    for name, folder in (("fast", work / "cnn" / "model-best"), ("accurate", work / "accurate")):
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
    "halve": (accurate.halve, "accurate/meta.json"),
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
