"""Corpora with labels that forbid commercial use, in our classes: for comparison only, never for what is shipped."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from estrattore.pipeline.onnx_ner import bio_spans
from training.names.corpora import detokenize
from training.names.data import Labelled

CLASSES = {"company": "COMPANY", "organization": "ORG", "place": "LOC", "other": "MISC"}  # generic: no name
CORPORA = {
    "kind_wn_train": "orgs_kind.tsv",
    "wikineural_it_1": "orgs_wiki.tsv",
    "wikineural_it_2": "orgs_wiki.tsv",
}


def labelled(tokens: Sequence[str], tags: Sequence[str], organisations: Mapping[str, str]) -> Labelled:
    """A sentence with our labels; `organisations` gives the class of an organisation's name.

    >>> labelled(["L'", "Eni", "e", "il", "governo"], ["O", "B-ORG", "O", "O", "B-ORG"],
    ...          {"Eni": "company", "governo": "generic"})
    Labelled(text="L'Eni e il governo", entities=((2, 5, 'COMPANY'),), weight=1.0)
    """
    text, at, places = detokenize(tokens), 0, []
    for token in tokens:
        at = text.index(token, at)
        places.append((at, at := at + len(token)))
    entities = []
    for first, end, label in bio_spans(tags):
        known = CLASSES.get(organisations.get(" ".join(tokens[first:end]), "organization"))
        if ours := known if label == "ORG" else label:
            entities.append((places[first][0], places[end - 1][1], ours))
    return Labelled(text, tuple(entities))


def read(folder: Path) -> Iterator[Labelled]:
    """Every sentence of the corpora in the data folder's `ner`."""
    for corpus, table in CORPORA.items():
        with (folder / table).open(encoding="utf-8", newline="") as rows:
            organisations = {row[0]: row[1] for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)}
        with gzip.open(folder / f"{corpus}.conll.gz", "rt", encoding="utf-8") as lines:
            sentence: list[list[str]] = []
            for line in lines:
                if line.strip():
                    sentence.append(line.strip().split("\t"))
                elif sentence:
                    tokens, tags = zip(*sentence, strict=True)
                    yield labelled(tokens, tags, organisations)
                    sentence = []
