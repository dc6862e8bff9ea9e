"""Read the data folder: labelled leads, silver labels, texts of corpora without their labels, gold articles."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LABELS = ("COMPANY", "ORG", "PER", "LOC", "MISC")
GOLD_KINDS = {"company": "COMPANY", "organization": "ORG", "person": "PER"}
# Sources whose licence forbids commercial use; never labelled, never trained on.
CLOSED_SOURCES = frozenset({"dice_gazzetta_modena"})
# Corpora whose *texts* (Wikipedia CC BY-SA, Wikinews CC BY) may be labelled anew; their labels are dropped on reading.
TEXT_CORPORA = ("kind_wn_train", "kind_wn_dev", "wikineural_it_1", "wikineural_it_2", "multinerd_it")

Span = tuple[int, int, str]


@dataclass(frozen=True)
class Sample:
    """A text with its names: character spans, end exclusive, sorted, not overlapping.

    Attributes:
        text: The text.
        entities: `(start, end, label)` triples.
        weight: Confidence of the labels, 1.0 for hand-made ones.
    """

    text: str
    entities: tuple[Span, ...]
    weight: float = 1.0


def is_dev(lead_id: str) -> bool:
    """Whether a lead belongs to the dev part, which is kept out of all training.

    >>> is_dev("it-005280")
    False
    """
    return int(hashlib.md5(lead_id.encode(), usedforsecurity=False).hexdigest(), 16) % 9 == 0


def _lines(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield line


def _spans(entities: Iterable[Iterable[int | str]]) -> tuple[Span, ...]:
    return tuple(sorted((int(s), int(e), str(label)) for s, e, label in entities))


def read_leads(path: Path) -> tuple[list[Sample], list[Sample]]:
    """The hand-labelled leads as `(train, dev)`."""
    train: list[Sample] = []
    dev: list[Sample] = []
    for line in _lines(path):
        lead = json.loads(line)
        (dev if is_dev(lead["id"]) else train).append(Sample(lead["text"], _spans(lead["entities"])))
    return train, dev


def read_silver(path: Path, *, minimum: float = 0.0) -> list[Sample]:
    """Silver samples (`text`, `entities`, `confidence` per line) at least `minimum` sure."""
    records = (json.loads(line) for line in _lines(path))
    return [
        Sample(r["text"], _spans(r["entities"]), r["confidence"]) for r in records if r["confidence"] >= minimum
    ]


def write_silver(path: Path, samples: Iterable[Sample]) -> int:
    """Write samples in the format that `read_silver` reads; through a temporary name. Returns their number."""
    count = 0
    temporary = path.with_name(path.name + ".tmp")
    with gzip.open(temporary, "wt", encoding="utf-8") as out:
        for s in samples:
            record = {"text": s.text, "entities": s.entities, "confidence": round(s.weight, 3)}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    temporary.replace(path)
    return count


def read_raw(path: Path) -> Iterator[str]:
    """The unlabelled texts, without the sources whose licence is closed."""
    for line in _lines(path):
        record = json.loads(line)
        if record["source"] not in CLOSED_SOURCES:
            yield record["text"]


_GLUE_LEFT = re.compile(r"\s+([,.;:!?%)\]}»”…]|\.\.\.)")
_GLUE_RIGHT = re.compile(r"([(\[{«“]|\b\w*[lLdDnNsStTcCvVuU]['’](?=\s+\w))\s+")


def detokenize(tokens: list[str]) -> str:
    """Text as a newspaper would print it, from corpus tokens.

    >>> detokenize(["L'", "utile", "dell'", "Eni", "(", "Roma", ")", ",", "sale", "."])
    "L'utile dell'Eni (Roma), sale."
    """
    parts: list[str] = []
    quote_open = False
    for token in tokens:
        if token == '"':
            parts.append("\x01" if not quote_open else "\x02")
            quote_open = not quote_open
        else:
            parts.append(token)
    text = _GLUE_RIGHT.sub(r"\1", _GLUE_LEFT.sub(r"\1", " ".join(parts)))
    return text.replace("\x01 ", '"').replace(" \x02", '"').replace("\x01", '"').replace("\x02", '"')


def read_conll_texts(path: Path, *, sentences: int = 3) -> Iterator[str]:
    """Texts of a CoNLL corpus, `sentences` neighbours glued together; the label column is never looked at."""
    block: list[str] = []
    tokens: list[str] = []
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            if line.strip():
                tokens.append(line.split("\t")[0].strip())
                continue
            if tokens:
                block.append(detokenize(tokens))
                tokens = []
            if len(block) == sentences:
                yield " ".join(block)
                block = []
    if block:
        yield " ".join(block)


@dataclass(frozen=True)
class Article:
    """A gold article: text, required names, and spans where a find is neither right nor wrong."""

    id: str
    text: str
    required: tuple[Span, ...]
    doubtful: tuple[Span, ...]


def read_gold(folder: Path) -> list[Article]:
    """The annotated articles, for measuring only."""
    articles = []
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        mentions = record["mentions"]
        sure = _spans((m["start"], m["end"], GOLD_KINDS[m["kind"]]) for m in mentions
                      if m["kind"] in GOLD_KINDS and not m.get("doubt"))
        doubtful = _spans((m["start"], m["end"], m["kind"]) for m in mentions if m.get("doubt"))
        articles.append(Article(record["id"], record["text"], sure, doubtful))
    return articles
