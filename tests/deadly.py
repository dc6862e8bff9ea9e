"""A pipeline that ends its process on one word, and may take its time: for the tests of workers.

`install` puts the component into a folder with the entry point by which any process finds it, as an installed
package would, and builds a pipeline with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

WORD = "Caporetto"


@Language.factory("deadly", default_config={"seconds": 0.0})
class Deadly:
    """Dies of `WORD`; raises at `ValueError`; sleeps before each document."""

    def __init__(self, nlp: Language, name: str, seconds: float) -> None:
        self.seconds = seconds

    def __call__(self, doc: Doc) -> Doc:
        time.sleep(self.seconds)
        if WORD in doc.text:
            os._exit(9)
        if "ValueError" in doc.text:
            raise ValueError("this text asks for it")
        return doc


def install(folder: Path, *, seconds: float = 0.0) -> Path:
    """Make a pipeline and what other processes need to load it; `folder` must be in their `sys.path`."""
    facts = folder / "deadly-1.0.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1.0\n", "utf-8")
    (facts / "entry_points.txt").write_text("[spacy_factories]\ndeadly = deadly:Deadly\n", "utf-8")
    (folder / "deadly.py").write_text(Path(__file__).read_text("utf-8"), "utf-8")
    nlp = spacy.blank("it")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Netflix"}])  # type: ignore[attr-defined]
    nlp.add_pipe("deadly", config={"seconds": seconds})
    nlp.to_disk(folder / "model")
    return folder / "model"


def output_of(command: list[str]) -> str:
    """What a program prints; its complaints where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def main() -> None:
    """Extract and die at the nth time that something is opened, made or renamed in the output folder.

    Arguments: input, output, model, workers, n, and `append` to add to what is there. Prints the number of such moments
    when it survives.
    """
    source, out, model, workers, last, *append = sys.argv[1:]
    moments = 0

    def count(event: str, args: tuple[object, ...]) -> None:
        nonlocal moments
        if event in ("open", "os.rename", "os.mkdir", "os.remove") and str(args[0]).startswith(out):
            moments += 1
            if moments == int(last):
                os._exit(9)

    sys.addaudithook(count)
    from estrattore import extract_folder

    extract_folder(source, out, model=model, formats=("csv", "jsonl"), workers=int(workers), append=bool(append))
    sys.stdout.write(str(moments))


if __name__ == "__main__":
    main()
