"""Damaged texts: whatever is cut, doubled or dropped, no article ends in the table `errors`."""

from __future__ import annotations

import random

import estrattore
from estrattore.documents import Document
from estrattore.readers import read
from tests.conftest import RAW

COUNT = 2_000
HEADLINES = (
    "Netflix chiude un'operazione da 3 milioni di euro",
    "Multa da 3 milioni a Enel",
    "Secondo Bloomberg, ricavi di Velmarina a 20 milioni",
    "Tra il primo e il secondo trimestre gli ordini sono calati, nel 2021 erano saliti",
)
SIGNS = ".,;:()%€«»'’\"-–"


def _mutated(text: str, chance: random.Random) -> str:
    """A piece of the text with words doubled or without signs, often without a final mark."""
    start = chance.randrange(len(text))
    piece = text[start : start + chance.randrange(5, 400)]
    match chance.randrange(4):
        case 0:
            return " ".join(word for word in piece.split(" ") for _ in range(chance.choice((1, 1, 2))))
        case 1:
            return piece.translate({ord(sign): None for sign in chance.sample(SIGNS, 4)})
        case 2:
            return "\n".join(line.rstrip(".!?…") for line in piece.split("\n"))
        case _:
            return piece


def test_no_damage_costs_an_article() -> None:
    chance = random.Random(15)
    articles = [item.text for item in read([RAW]) if isinstance(item, Document)]
    texts = [_mutated(chance.choice([*articles, *HEADLINES]), chance) for _ in range(COUNT)]
    tables = estrattore.extract([*HEADLINES, *texts], published="2026-03-04", model="fast")
    assert tables.errors.to_dict("records") == []
    assert len(tables.documents) == len(texts) + len(HEADLINES)
