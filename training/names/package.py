"""Turn a trained pipeline into a bundled one: small vocabulary, honest `meta.json`, written in one move."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from training.names.card import card

LICENCE = "MIT"
_FOLDERS = re.compile(r'"/[^"]*/(?=[^"/]+")')
SOURCES = [
    {
        "name": "estrattore news leads",
        "author": "estrattore",
        "license": "labels MIT; press texts used for training only",
    },
    {"name": "silver labels by a teacher trained on the leads", "author": "estrattore", "license": "MIT"},
    {"name": "multilingual-e5-small", "author": "intfloat", "license": "MIT"},
    {
        "name": "lists of listed companies, first names and surnames",
        "author": "FinanceDatabase and others",
        "license": "MIT",
    },
]
PASSAGES = [
    {
        "name": "estrattore passages out of Wikinews, NTREX, a government news site and the press",
        "author": "estrattore",
        "license": "labels MIT; texts CC BY, CC BY-SA and press, used for training only",
    },
    {
        "name": "stretches of such texts and of Wikipedia where our models were unsure, each labelled once under our guidelines by a "
        "language model's reading, not by persons",
        "author": "estrattore",
        "license": "labels MIT; texts CC BY, CC BY-SA and press, used for training only",
    },
    {"name": "passages written and labelled for the purpose, likewise", "author": "estrattore", "license": "MIT"},
]
CORPUS_TEXTS = [
    {
        "name": "texts of Wikinews (as in KIND) and Wikipedia (as in WikiNEuRal), without their labels",
        "author": "their contributors",
        "license": "CC BY, CC BY-SA; texts used for training only, labels by our transformer",
    },
]


def package(
    source: Path, target: Path, *, name: str, version: str, description: str, performance: dict[str, object]
) -> Path:
    """Copy the pipeline in `source` to `target` with its card data.

    Args:
        source: Folder that `spacy.load` reads.
        target: Folder in the package; replaced as a whole.
        name: Name in `meta.json`; the language goes in front.
        version: Version of the weights.
        description: One line for `estrattore info`.
        performance: Measured figures.
    """
    new = target.with_name(target.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(source, new)
    meta = json.loads((new / "meta.json").read_text("utf-8"))
    meta |= {
        "name": name,
        "version": version,
        "description": description,
        "author": "The estrattore engineers",
        "license": LICENCE,
        "sources": SOURCES + PASSAGES + (CORPUS_TEXTS if name.endswith("fast") else []),
        "performance": performance,
    }
    (new / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1), "utf-8")
    (new / "MODEL_CARD.md").write_text(card(meta), "utf-8")
    # Where the training's files lay is nobody's business.
    config = new / "config.cfg"
    config.write_text(_FOLDERS.sub('"', config.read_text("utf-8")), "utf-8")
    # The strings of the training texts serve nobody: what a text needs is added when it is read.
    (new / "vocab" / "strings.json").write_text(json.dumps(sorted(meta["labels"].get("ner", []))), "utf-8")
    shutil.rmtree(target, ignore_errors=True)
    new.rename(target)
    return target
