"""`python -m training DATA WORK`: from a data folder to the packaged pipelines.

DATA holds `ner/leads.jsonl` and `ner/silver_free.jsonl.gz`, and `e5/` with the weights file and `tokenizer.json` of
multilingual-e5-small (see README.md). Every stage writes into WORK and is skipped when its result is there.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from pathlib import Path
from typing import Any

import spacy

from training import cnn, data
from training.evaluate import evaluate
from training.package import package

MODELS = Path(__file__).parent.parent / "src" / "estrattore" / "models"
LAYERS, EPOCHS, RATE = 6, 2, 2e-4
VERSION = "0.1.0"


def prepare(source: Path, work: Path) -> None:
    """Training and dev texts of the CNN."""
    leads = data.read_leads(source / "ner" / "leads.jsonl", dev=False)
    silver = data.read_silver(source / "ner" / "silver_free.jsonl.gz", min_confidence=0.6)
    cnn.write([*data.variants(leads, copies=4), *silver], work / "train.spacy")
    cnn.write(data.read_leads(source / "ner" / "leads.jsonl", dev=True), work / "dev.spacy")


def fast(source: Path, work: Path) -> None:
    """The CNN."""
    cnn.train(work / "train.spacy", work / "dev.spacy", work / "cnn")


def accurate(source: Path, work: Path) -> None:
    """The student."""
    from estrattore.ner import Segmenter
    from training import student
    from training.export import export

    leads = data.read_leads(source / "ner" / "leads.jsonl", dev=False)
    texts = [*data.variants(leads, copies=2), *data.read_silver(source / "ner" / "silver_free.jsonl.gz")]
    full = json.loads((source / "e5" / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    vocabulary = student.cut_vocabulary([(p, s) for p, s in full], (t.text for t in texts))
    (work / "vocabulary.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    body = e5(source / "e5" / "e5_weights.py").bert(source / "e5" / "e5-small-q4.bin", keep=vocabulary["ids"])
    model = student.Student(layers=LAYERS, pieces=len(vocabulary["ids"]), body=body)
    segment = Segmenter(vocabulary["pieces"], vocabulary["scores"])
    examples = student.glue([student.example(text, segment) for text in texts])
    student.train(model, examples, epochs=EPOCHS, rate=RATE, checkpoint=work / "student.pt")
    export(work / "student.pt", work / "vocabulary.json", work / "student", layers=LAYERS)


def e5(path: Path) -> Any:
    """The module that reads the encoder's weights out of its file; it comes with the data."""
    spec = importlib.util.spec_from_file_location("e5_weights", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def publish(source: Path, work: Path) -> None:
    """Score both on the dev part and put them into the package."""
    dev = data.read_leads(source / "ner" / "leads.jsonl", dev=True)
    for name, folder, what in (
        ("fast", work / "cnn" / "model-best", "CNN"),
        ("accurate", work / "student", "6-layer transformer, int8"),
    ):
        scores, speed = evaluate(spacy.load(folder), dev)
        print(name, json.dumps(scores), f"{speed:.0f} tokens/s")
        package(
            folder,
            MODELS / name,
            name=f"news_{name}",
            version=VERSION,
            description=f"Names in Italian news ({what}): COMPANY, ORG, PER, LOC, MISC",
            performance={"leads_dev": scores},
        )


STAGES = {
    "prepare": (prepare, "dev.spacy"),
    "fast": (fast, "cnn/model-best/meta.json"),
    "accurate": (accurate, "student/meta.json"),
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
        wanted = options.stage == name if options.stage else not (result and (options.work / result).exists())
        if wanted:
            print(f"stage {name}", flush=True)
            stage(options.data, options.work)


if __name__ == "__main__":
    main()
