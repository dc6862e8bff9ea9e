"""`python -m training.compare DATA WORK`: students of 3, 6 and 12 layers, and what labels that are not free would bring.

All by one short recipe, so that they compare with each other and not with what is shipped. One folder each in
WORK/compare; what is there is skipped. Nothing of it goes into the package.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from estrattore.ner import Segmenter
from training import data, restricted, student
from training.data import Labelled
from training.e5_weights import bert
from training.export import export
from training.joined import part_joined
from training.results import results

EPOCHS, RATE = 2, 2e-4
MORE = 90_000  # pieces beside those of the leads, in each epoch
RECIPES = {  # name: layers, what is added to the leads
    "3-layers": (3, ""),
    "6-layers": (6, ""),
    "6-layers-restricted": (6, "restricted"),
    "6-layers-silver": (6, "silver"),
    "12-layers": (12, ""),
}


def added(source: Path, what: str) -> list[Labelled]:
    """The texts beside the leads, shuffled."""
    if what == "silver":
        leads = data.read_leads(source / "ner" / "leads.jsonl", dev=False)
        texts = list(part_joined(data.read_silver(source / "ner" / "silver_free.jsonl.gz"), leads))
    else:
        texts = list(restricted.read(source / "ner")) if what else []
    random.Random(0).shuffle(texts)
    return texts


def examples(leads: Sequence[Labelled], more: Sequence[Labelled], segment: Segmenter) -> list[student.Example]:
    """The leads, and as many of the other texts as the recipe allows."""
    chosen, pieces = [student.example(text, segment) for text in leads], 0
    for text in more:
        if pieces > MORE:
            break
        chosen.append(student.example(text, segment))
        pieces += len(chosen[-1][0])
    random.Random(1).shuffle(chosen)
    return student.glue(chosen)


def train(source: Path, folder: Path, vocabulary: Path, *, layers: int, what: str) -> None:
    """Train and export one of them."""
    known = student.load_vocabulary(vocabulary)
    full = json.loads((source / "e5" / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    place = {piece: at for at, (piece, _) in enumerate(full)}
    body = bert(source / "e5" / "e5-small-q4.bin", keep=[place[piece] for piece in known["pieces"]])
    model = student.Student(layers=layers, pieces=len(known["pieces"]), body=body)
    leads = data.read_leads(source / "ner" / "leads.jsonl", dev=False)
    texts = examples(leads, added(source, what), Segmenter(known["pieces"], known["scores"]))
    student.train(model, texts, epochs=EPOCHS, rate=RATE, checkpoint=folder.with_suffix(".pt"))
    export(folder.with_suffix(".pt"), vocabulary, folder, layers=layers)


def main(source: str, work: str) -> None:
    """Train what is missing; print the figures of all, measured in one run."""
    folder, vocabulary = Path(work) / "compare", Path(work) / "accurate" / "ner" / "vocabulary.json"
    folder.mkdir(exist_ok=True)
    for name, (layers, what) in RECIPES.items():
        if not (folder / name / "meta.json").exists():
            print(name, flush=True)
            train(Path(source), folder / name, vocabulary, layers=layers, what=what)
    dev = data.read_leads(Path(source) / "ner" / "leads.jsonl", dev=True)
    figures = {name: results(str(folder / name), Path(source), dev) for name in RECIPES}
    (folder / "figures.json").write_text(json.dumps(figures, indent=1), "utf-8")
    for name, result in figures.items():
        print(name, json.dumps({part: result[part] for part in ("leads_dev", "articles")}))


if __name__ == "__main__":
    main(*sys.argv[1:])
