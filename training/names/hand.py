"""Texts that we labelled ourselves, beside the leads and passages of DATA.

`drawn.jsonl.gz` holds labels without text: a stretch of a free text of DATA and the names in it. `written.jsonl` holds passages of our own
with the names marked in them; the passages of `data/facts`, ours too, say which companies, people and organisations they name.
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from typing import Any

from spacy.language import Language

from training.names.corpora import read_texts
from training.names.data import Labelled, is_dev

HERE = Path(__file__).parent
DRAWN, WRITTEN = HERE / "drawn.jsonl.gz", HERE / "written.jsonl"
FACTS = HERE.parents[1] / "data" / "facts"
RAW_NEWS = "raw_news"
LONGEST = 700  # characters of a part: more does not fit into a window
CODES = {"C": "COMPANY", "O": "ORG", "P": "PER", "L": "LOC", "M": "MISC"}
LISTS = {"companies": "COMPANY", "organizations": "ORG", "people": "PER"}  # of the passages of facts
_MARK = re.compile(rf"\[([^\[\]|]+)\|([{''.join(CODES)}])\]")
_BREAK = re.compile(r"\n|(?<=[.!?]) (?=[A-ZÀ-Ü])")

Name = tuple[int, int, str]


def read_drawn(source: Path, *, dev: bool) -> list[Labelled]:
    """The stretches of free texts, of the dev part or of the rest."""
    with gzip.open(DRAWN, "rt", encoding="utf-8") as lines:
        records = [record for record in map(json.loads, lines) if is_dev(record["id"]) == dev]
    return [
        Labelled(_text(source, record["from"], *record["at"]), tuple((s, e, CODES[c]) for s, e, c in record["names"]))
        for record in records
    ]


def _text(source: Path, name: str, at: int, first: int, last: int) -> str:
    """Characters of a line of the raw news; of a corpus a block of `first` sentences, whole."""
    return _raw_news(source)[at][first:last] if name == RAW_NEWS else _blocks(source, name, first)[at]


@cache
def _raw_news(source: Path) -> list[str]:
    with gzip.open(source / "ner" / f"{RAW_NEWS}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


@cache
def _blocks(source: Path, corpus: str, sentences: int) -> list[str]:
    return list(read_texts(source / "ner" / f"{corpus}.conll.gz", sentences=sentences))


def marked(text: str) -> Labelled:
    """A text whose names are marked in it.

    >>> marked("Utili di [Eni|C] a [Roma|L]")
    Labelled(text='Utili di Eni a Roma', entities=((9, 12, 'COMPANY'), (15, 19, 'LOC')), weight=1.0)
    """
    plain, names, behind = "", list[Name](), 0
    for mark in _MARK.finditer(text):
        plain += text[behind : mark.start()] + mark[1]
        names.append((len(plain) - len(mark[1]), len(plain), CODES[mark[2]]))
        behind = mark.end()
    return Labelled(plain + text[behind:], tuple(names))


def read_written() -> list[Labelled]:
    """Our own passages, in parts that a window holds."""
    with WRITTEN.open(encoding="utf-8") as lines:
        return [part for line in lines for part in parts(marked(json.loads(line)["text"]))]


def parts(labelled: Labelled, *, longest: int = LONGEST) -> Iterator[Labelled]:
    """Stretches of whole sentences and lines, none longer than that if it can be helped.

    >>> [part.text for part in parts(Labelled("Sale Eni. Cala Enel.", ((5, 8, "COMPANY"),)), longest=12)]
    ['Sale Eni.', ' Cala Enel.']
    """
    ends = [*(mark.start() for mark in _BREAK.finditer(labelled.text)), len(labelled.text)]
    cuts, start = [0], 0
    for end, after in itertools.pairwise([*ends, len(labelled.text)]):
        if start < end and after - start > longest:
            cuts.append(end)
            start = end
    for first, last in itertools.pairwise([*cuts, len(labelled.text)]):
        if labelled.text[first:last].strip():
            inside = ((s - first, e - first, label) for s, e, label in labelled.entities if first <= s and e <= last)
            yield Labelled(labelled.text[first:last], tuple(inside))


def read_facts(nlp: Language, known: Mapping[str, AbstractSet[str]]) -> list[Labelled]:
    """The passages of facts; of what they do not list, places and works as the pipeline finds them, the rest where it is known by that name.

    Args:
        nlp: A pipeline that finds names.
        known: The names of each label in what is labelled by hand.
    """
    paths = (path for path in sorted(FACTS.glob("*.jsonl")) if "frames" not in path.name)
    records = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    texts = (record["text"] for record in records)
    made: list[Labelled] = []
    for record, doc in zip(records, nlp.pipe(texts), strict=True):
        found = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
        sure = (f for f in found if f[2] not in LISTS.values() or doc.text[f[0] : f[1]] in known[f[2]])
        made += parts(Labelled(doc.text, _beside(_listed(record), sure)))
    return made


def names_of(texts: Iterable[Labelled]) -> Mapping[str, AbstractSet[str]]:
    """The names of each label."""
    known = defaultdict[str, set[str]](set)
    for text in texts:
        for start, end, label in text.entities:
            known[label].add(text.text[start:end])
    return known


def _listed(record: Mapping[str, Any]) -> tuple[Name, ...]:
    """All places of the names that a passage of facts lists; the longest first."""
    names = ((name, label) for key, label in LISTS.items() for name in record.get(key, ()))
    placed = (
        (place.start(), place.end(), label)
        for name, label in names
        for place in re.finditer(rf"(?<!\w){_words(name)}(?!\w)", record["text"])
    )
    return _beside((), sorted(placed, key=lambda name: name[0] - name[1]))


def _words(name: str) -> str:
    """The name, also where a line ends in it."""
    return r"\s+".join(map(re.escape, name.split()))


def _beside(names: Sequence[Name], more: Iterable[Name]) -> tuple[Name, ...]:
    """The names and those of the others that touch none before them, in the order of the text."""
    kept = list(names)
    for start, end, label in more:
        if all(end <= s or e <= start for s, e, _ in kept):
            kept.append((start, end, label))
    return tuple(sorted(kept))
