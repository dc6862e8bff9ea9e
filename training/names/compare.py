"""`python -m training.names.compare DATA WORK [RECIPE…]`: 3, 6 and 12 layers, and what labels that are not free would bring.

All by one short recipe, so that they compare with each other and not with what is shipped. One folder each in
WORK/compare; what is there is skipped. Nothing of it goes into the package; twelve layers teach what does.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from estrattore.pipeline.onnx_ner import Segmenter
from training.names import data, restricted, student
from training.names.data import Labelled
from training.names.export import export
from training.names.joined import part_joined
from training.names.results import results

EPOCHS, RATE = 3, 1.5e-4
BATCH = 600  # pieces: short trainings need many steps (with 2,400 they learned next to nothing)
MORE = 60_000  # pieces beside those of the leads, in each epoch
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
    chosen = [student.example(text, segment) for text in leads]
    chosen += student.take((student.example(text, segment) for text in more), pieces=MORE)
    random.Random(1).shuffle(chosen)
    return student.glue(chosen)


def train(source: Path, folder: Path, vocabulary: Path, *, layers: int, what: str) -> None:
    """Train and export one of them."""
    model, segment = student.from_e5(source, vocabulary, layers=layers)
    leads = data.read_leads(source / "ner" / "leads.jsonl", dev=False)
    texts = examples(leads, added(source, what), segment)
    student.train(model, texts, epochs=EPOCHS, rate=RATE, pieces=BATCH, checkpoint=folder.with_suffix(".pt"))
    export(folder.with_suffix(".pt"), vocabulary, folder, layers=layers, examples=texts)


def make(source: Path, work: Path, name: str) -> Path:
    """The folder of one of them, trained if it is missing."""
    folder, (layers, what) = work / "compare" / name, RECIPES[name]
    if not (folder / "meta.json").exists():
        print(name, flush=True)
        folder.parent.mkdir(exist_ok=True)
        train(source, folder, work / "vocabulary.json", layers=layers, what=what)
    return folder


def main(source: str, work: str, *names: str) -> None:
    """Train what is missing, the named or all; print their figures, measured in one run."""
    folders = [make(Path(source), Path(work), name) for name in names or RECIPES]
    figures = {folder.name: results(str(folder), Path(source)) for folder in folders}
    (folders[0].parent / "figures.json").write_text(json.dumps(figures, indent=1), "utf-8")
    for name, result in figures.items():
        print(name, json.dumps({part: result[part] for part in ("leads_dev", "articles")}))


if __name__ == "__main__":
    main(*sys.argv[1:])
