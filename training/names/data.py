"""Training texts: the leads, the silver labels, the dev split, and cheap variants of what is labelled."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

LABELS = ("COMPANY", "ORG", "PER", "LOC", "MISC")
DEV_SHARE = 9  # one lead in nine is kept out of all training
MIN_CONFIDENCE = 0.5
SHARED = 7  # words in a row that show that two texts are one
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"(?<=[a-zà-ü][.?!]) (?=[A-ZÀ-Ü])")
CAPITALS, LOWER_CASE = 0.05, 0.07  # share of the leads that is added once more in such letters


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with (start, end, label) of its names and the weight that it has in training."""

    text: str
    entities: tuple[tuple[int, int, str], ...]
    weight: float = 1.0


def is_dev(lead_id: str) -> bool:
    """Whether a lead belongs to the dev part: md5 of its id, as an integer, divisible by 9.

    >>> is_dev("it-000001"), is_dev("it-000019")
    (False, True)
    """
    return int(hashlib.md5(lead_id.encode()).hexdigest(), 16) % DEV_SHARE == 0


def _open(path: Path) -> IO[str]:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def read_leads(path: Path, *, dev: bool) -> list[Labelled]:
    """The hand-labelled leads of the training part or of the dev part."""
    with _open(path) as lines:
        records = [json.loads(line) for line in lines]
    return [_labelled(record) for record in records if is_dev(record["id"]) == dev]


def read_passages(path: Path, *, dev: bool) -> list[Labelled]:
    """The hand-labelled passages: the dev part, or those of the rest whose licence lets them teach."""
    with _open(path) as lines:
        records = [json.loads(line) for line in lines]
    return [_labelled(record) for record in records if is_dev(record["id"]) == dev and (dev or record["train"])]


def read_silver(path: Path, *, min_confidence: float = MIN_CONFIDENCE) -> list[Labelled]:
    """Texts that a teacher labelled; the confidence of its weakest token is the weight."""
    with _open(path) as lines:
        records = [json.loads(line) for line in lines]
    return [replace(_labelled(r), weight=r["confidence"]) for r in records if r["confidence"] >= min_confidence]


def without(texts: Iterable[str], kept_aside: Iterable[Labelled]) -> Iterator[str]:
    """The texts that share no `SHARED` words in a row with a text that is kept aside.

    >>> aside = [Labelled("Ieri a Roma il ministro ha detto di no", ())]
    >>> list(without(["Ma ieri a Roma il ministro ha detto tutto", "A Roma il ministro tace"], aside))
    ['A Roma il ministro tace']
    """
    known = {run for labelled in kept_aside for run in _runs(labelled.text)}
    return (text for text in texts if known.isdisjoint(_runs(text)))


def _runs(text: str) -> set[tuple[str, ...]]:
    """All runs of `SHARED` words, or the whole where it is shorter."""
    words = [word.lower() for word in _WORD.findall(text)]
    return {tuple(words[at : at + SHARED]) for at in range(max(1, len(words) - SHARED + 1))}


def _labelled(record: dict[str, object]) -> Labelled:
    entities = record["entities"]
    return Labelled(str(record["text"]), tuple((s, e, label) for s, e, label in entities))  # type: ignore[attr-defined]


def other_apostrophes(text: str) -> str:
    """Straight apostrophes for curly ones and the other way round; offsets stay.

    >>> other_apostrophes("l'Eni e l'Enel")
    'l’Eni e l’Enel'
    """
    return text.replace("'", "’") if "'" in text else text.replace("’", "'")


def unspaced(labelled: Labelled) -> Labelled:
    """The text as web pages spoil it: no space after a full stop.

    >>> unspaced(Labelled("Vive a Roma. Lavora. Anna", ((7, 11, "LOC"), (21, 25, "PER"))))
    Labelled(text='Vive a Roma.Lavora.Anna', entities=((7, 11, 'LOC'), (19, 23, 'PER')), weight=1.0)
    """
    lost = [stop.start() for stop in _STOP.finditer(labelled.text)]

    def moved(at: int) -> int:
        return at - sum(space < at for space in lost)

    entities = tuple((moved(start), moved(end), label) for start, end, label in labelled.entities)
    inside = any(start < space < end for start, end, _ in labelled.entities for space in lost)
    return labelled if inside else replace(labelled, text=_STOP.sub("", labelled.text), entities=entities)


def variants(leads: Iterable[Labelled], *, copies: int, seed: int = 0) -> Iterator[Labelled]:
    """Each lead `copies` times, once with the other apostrophes, some in capitals or lower case."""
    chance = random.Random(seed)
    for lead in leads:
        yield from [lead] * copies
        yield replace(lead, text=other_apostrophes(lead.text))
        drawn = chance.random()
        if drawn < CAPITALS + LOWER_CASE:
            text = lead.text.upper() if drawn < CAPITALS else lead.text.lower()
            if len(text) == len(lead.text):  # `ß` grows: its offsets would move
                yield replace(lead, text=text)


def in_other_case(
    texts: Iterable[Labelled], *, capitals: float, lower_case: float, seed: int = 0
) -> Iterator[Labelled]:
    """Copies of a share of the texts in capitals and in lower case."""
    chance = random.Random(seed)
    for labelled in texts:
        drawn = chance.random()
        if drawn < capitals + lower_case:
            text = labelled.text.upper() if drawn < capitals else labelled.text.lower()
            if len(text) == len(labelled.text):
                yield replace(labelled, text=text)
