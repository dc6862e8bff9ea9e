"""Cheap variations of training samples: capitals, lower case, apostrophes, other names of the same class."""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .data import Sample, Span

_TAILS = re.compile(
    r"[\s,]+(?:s\.?\s?p\.?\s?a\.?|s\.?r\.?l\.?|n\.?v\.?|plc|inc\.?|corp(?:oration)?\.?|ltd\.?|limited|company|co\.?|ag|se|s\.?a\.?"
    r"|ab|asa|oyj|kgaa|llc|l\.?p\.?|holdings?|group|common stock.*|ordinary shares.*|class [abc].*|o\.n\.?|\(the\))$",
    re.IGNORECASE,
)
LEGAL_FORMS = (" S.p.A.", " SpA", " Spa", " S.r.l.", " Srl", " Inc.", " N.V.", " Plc", " AG", " SE", " Ltd", " Corp.")


def each_char(text: str, change: Callable[[str], str]) -> str:
    """Apply a case mapping without ever changing the length.

    >>> each_char("Straße €", str.upper)
    'STRAßE €'
    """
    return "".join(new if len(new := change(c)) == 1 else c for c in text)


def capitals(sample: Sample) -> Sample:
    """The sample in capitals."""
    return Sample(each_char(sample.text, str.upper), sample.entities, sample.weight)


def lower(sample: Sample) -> Sample:
    """The sample in lower case."""
    return Sample(each_char(sample.text, str.lower), sample.entities, sample.weight)


def swap_apostrophes(sample: Sample) -> Sample:
    """Straight apostrophes become curly ones and the other way round."""
    return Sample(sample.text.translate({0x27: 0x2019, 0x2019: 0x27}), sample.entities, sample.weight)


def replace_names(sample: Sample, choose: Callable[[str, str], str | None]) -> Sample:
    """Put other names in place; `choose(name, label)` gives the new name or None to keep the old one.

    >>> s = Sample("Eni sale a Roma", ((0, 3, "COMPANY"), (11, 15, "LOC")))
    >>> replace_names(s, lambda name, label: "Snam Rete" if label == "COMPANY" else None)
    Sample(text='Snam Rete sale a Roma', entities=((0, 9, 'COMPANY'), (17, 21, 'LOC')), weight=1.0)
    """
    parts: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for start, end, label in sample.entities:
        name = sample.text[start:end]
        new = choose(name, label) or name
        before = sample.text[at:start]
        parts += [before, new]
        length += len(before)
        spans.append((length, length + len(new), label))
        length += len(new)
        at = end
    parts.append(sample.text[at:])
    return Sample("".join(parts), tuple(spans), sample.weight)


def plain_company(name: str) -> str | None:
    """A listed company's name as newspapers write it, or None when it is no usable name.

    >>> plain_company("Kaleyra, Inc."), plain_company("FINCANTIERI SPA  O.N.")
    ('Kaleyra', 'Fincantieri')
    """
    name = re.sub(r"\s+", " ", name).strip()
    while (shorter := _TAILS.sub("", name)) != name:
        name = shorter
    if not 2 < len(name) <= 28 or re.search(r"\d|%|/|\bETF\b|\bFund\b|\bTrust\b|\bAcquisition\b", name, re.IGNORECASE):
        return None
    if name.isupper() and len(name) > 4:
        name = name.title()
    return name.strip(" .,-") or None


@dataclass
class Gazetteer:
    """Names by class for replacement."""

    companies: list[str] = field(default_factory=list)
    first_names: list[str] = field(default_factory=list)
    surnames: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, folder: Path) -> Gazetteer:
        """Read the lists of the data folder; sorted, so that a seed decides everything."""
        companies: set[str] = set()
        for file in ("equities_italy.csv", "equities_world.csv.gz"):
            path = folder / file
            opener = gzip.open if path.suffix == ".gz" else open
            with opener(path, "rt", encoding="utf-8", newline="") as rows:
                companies.update(n for row in csv.DictReader(rows) if (n := plain_company(row["name"])))

        def words(file: str) -> list[str]:
            lines = (folder / file).read_text("utf-8").splitlines()
            return sorted({w.strip() for w in lines if re.fullmatch(r"[A-ZÀ-Ý][\w'’ -]+", w.strip())})

        return cls(sorted(companies), words("faker_it_first_names.txt"), words("faker_it_last_names.txt"),
                   words("icsv_municipality.txt"))

    def person(self, like: str, rng: random.Random) -> str:
        """A person's name with as many parts as `like` (one part: a surname, mostly)."""
        surname = rng.choice(self.surnames)
        if " " not in like:
            return surname
        return f"{rng.choice(self.first_names)} {surname}"


def pool(samples: Sequence[Sample], label: str) -> list[str]:
    """All names of a class in the samples, once each, sorted."""
    return sorted({s.text[b:e] for s in samples for b, e, kind in s.entities if kind == label})


def variations(sample: Sample, rng: random.Random, gazetteer: Gazetteer | None, names: dict[str, list[str]],
               rates: dict[str, float]) -> Sample:
    """One random variation of a sample.

    Args:
        sample: The sample.
        rng: Source of chance.
        gazetteer: Lists for name replacement; None switches it off.
        names: Names of the training data by label, mixed with the gazetteer's.
        rates: Chance of `capitals`, `lower`, `apostrophes`, and `names` (per sample), `name` (per name of it).
    """
    if gazetteer and rng.random() < rates.get("names", 0.0):

        def choose(name: str, label: str) -> str | None:
            if rng.random() >= rates.get("name", 0.5):
                return None
            if label == "PER":
                return gazetteer.person(name, rng) if rng.random() < 0.5 else rng.choice(names["PER"])
            if label == "COMPANY":
                new = rng.choice(gazetteer.companies if rng.random() < 0.6 else names["COMPANY"])
                return new + rng.choice(LEGAL_FORMS) if rng.random() < 0.05 else new
            return None

        sample = replace_names(sample, choose)
    if rng.random() < rates.get("apostrophes", 0.0):
        sample = swap_apostrophes(sample)
    draw = rng.random()
    if draw < rates.get("capitals", 0.0):
        return capitals(sample)
    if draw < rates.get("capitals", 0.0) + rates.get("lower", 0.0):
        return lower(sample)
    return sample


def stream(samples: Sequence[Sample], seed: int, vary: Callable[[Sample, random.Random], Sample]) -> Iterator[Sample]:
    """Endless shuffled passes over the samples, each one varied anew."""
    rng = random.Random(seed)
    order = list(samples)
    while True:
        rng.shuffle(order)
        for sample in order:
            yield vary(sample, rng)
