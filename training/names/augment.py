"""Other names of the same class in place of those of a labelled text."""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from training.names.data import Labelled

_TAILS = re.compile(
    r"[\s,]+(?:s\.?\s?p\.?\s?a\.?|s\.?r\.?l\.?|n\.?v\.?|plc|inc\.?|corp(?:oration)?\.?|ltd\.?|limited|company|co\.?|ag"
    r"|se|s\.?a\.?|ab|asa|oyj|kgaa|llc|holdings?|group|common stock.*|ordinary shares.*|class [abc].*|o\.n\.?)$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\d|%|/|\b(?:ETF|Fund|Trust|Acquisition|Notes?|Warrants?)\b", re.IGNORECASE)
_FORMS = (" S.p.A.", " SpA", " Spa", " S.r.l.", " Srl", " Inc.", " N.V.", " Plc", " AG", " SE", " Ltd", " Corp.")
NAME_CHANCE = 0.6  # of each name of a chosen text
FORM_CHANCE = 0.05


def plain_company(listed: str) -> str | None:
    """A listed company's name as newspapers write it, or None where it is of no use.

    >>> plain_company("Kaleyra, Inc."), plain_company("FINCANTIERI SPA  O.N."), plain_company("Bond 4%27")
    ('Kaleyra', 'Fincantieri', None)
    """
    name = " ".join(listed.split())
    while (shorter := _TAILS.sub("", name)) != name:
        name = shorter
    name = name.strip(" .,-&")
    if not 2 < len(name) <= 28 or _NO_NAME.search(name):
        return None
    return name.title() if name.isupper() and len(name) > 4 else name


@dataclass(frozen=True)
class Lists:
    """Names to choose from."""

    companies: list[str]
    first_names: list[str]
    surnames: list[str]


def words(path: Path) -> list[str]:
    """The capitalised words of a list."""
    found = {line.strip().title() for line in path.read_text("utf-8").splitlines()}
    return sorted(w for w in found if re.fullmatch(r"[^\W\d_]+", w) and len(w) > 2)


def read_lists(folder: Path) -> Lists:
    """The gazetteers; the short lists of common names count as much as the long, noisy ones."""
    companies: set[str] = set()
    for path in (folder / "equities_italy.csv", folder / "equities_world.csv.gz"):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        rows = csv.DictReader(raw.decode("utf-8").splitlines())
        companies.update(name for row in rows if (name := plain_company(row["name"] or "")))
    short, long = words(folder / "faker_it_first_names.txt"), words(folder / "it_first_names_9000.txt")
    first = short * (1 + len(long) // len(short)) + long
    short, long = words(folder / "faker_it_last_names.txt"), words(folder / "it_surnames_38000.txt")
    return Lists(sorted(companies), first, short * (1 + len(long) // len(short)) + long)


def replace_names(labelled: Labelled, choose: Callable[[str, str], str | None]) -> Labelled:
    """Put other names in place; `choose(name, label)` gives the new one, or None to keep it.

    >>> text = Labelled("Eni sale a Roma", ((0, 3, "COMPANY"), (11, 15, "LOC")))
    >>> replace_names(text, lambda name, label: "Snam Rete" if label == "COMPANY" else None).entities
    ((0, 9, 'COMPANY'), (17, 21, 'LOC'))
    """
    text, entities, at = "", [], 0
    for start, end, label in sorted(labelled.entities):
        name = labelled.text[start:end]
        text += labelled.text[at:start]
        new = choose(name, label) or name
        entities.append((len(text), len(text) + len(new), label))
        text += new
        at = end
    return replace(labelled, text=text + labelled.text[at:], entities=tuple(entities))


def renamed(texts: Iterable[Labelled], lists: Lists, *, share: float, seed: int = 0) -> Iterator[Labelled]:
    """Copies of a share of the texts with other companies and people.

    Half of the people come from the lists, the others from the texts themselves (they know foreign names).
    """
    chance = random.Random(seed)
    texts = list(texts)
    known = {
        kind: sorted({t.text[s:e] for t in texts for s, e, label in t.entities if label == kind})
        for kind in ("PER", "COMPANY")
    }

    def choose(name: str, label: str) -> str | None:
        if label not in known or chance.random() > NAME_CHANCE:
            return None
        if label == "COMPANY":
            new = chance.choice(lists.companies if chance.random() < 0.6 else known["COMPANY"])
            return new + chance.choice(_FORMS) if chance.random() < FORM_CHANCE else new
        if chance.random() < 0.5:
            same = chance.choice(known["PER"])
            return same if (" " in same) == (" " in name) else None
        surname = chance.choice(lists.surnames)
        return f"{chance.choice(lists.first_names)} {surname}" if " " in name else surname

    for labelled in texts:
        if labelled.entities and chance.random() < share:
            yield replace_names(labelled, choose)
