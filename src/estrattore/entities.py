"""Entities over all documents: ids, the group-by over the mention tables, and near names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

KINDS = {"companies": "company", "organizations": "organization", "people": "person"}
# Below this length or likeness two names are two names: `Eni` is not `Enel`.
MIN_MERGE_LENGTH = 8
MIN_WORD_LENGTH = 7  # a shorter word that differs is another word: `Sella` is not `Stella`
MIN_MERGE_RATIO = 92
ARTICLES = re.compile(r"^(?:il|lo|la|i|gli|le|the)\s+|^l\s", re.IGNORECASE)


def name_key(name: str) -> str:
    """What two spellings of one name share: no case, accents, punctuation or article.

    >>> name_key("L'Oréal"), name_key("la Repubblica")
    ('oreal', 'repubblica')
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    spaced = " ".join(re.sub(r"[^\w&+]+", " ", plain).split())
    return ARTICLES.sub("", spaced) or spaced


def entity_id(kind: str, name: str) -> str:
    """A short hash of kind and normalised name: the same in every document and run.

    >>> entity_id("company", "Netflix") == entity_id("company", "NETFLIX")
    True
    """
    return hashlib.sha256(f"{kind}\0{name_key(name)}".encode()).hexdigest()[:16]


@dataclass
class _Tally:
    kind: str
    names: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)


@dataclass
class EntityCounter:
    """Counts mentions as their rows pass; `rows` then gives the table `entities`, whatever the order was."""

    tallies: dict[str, _Tally] = field(default_factory=dict)

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Count one row of a mention table; rows of other tables are no mentions."""
        kind = KINDS.get(table)
        if kind is None or not row.get("entity_id"):
            return
        tally = self.tallies.setdefault(row["entity_id"], _Tally(kind))
        tally.names[row["name"]] += 1
        tally.aliases[row["text"]] += 1
        tally.documents.add(row["doc_id"])

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row for each entity, the most mentioned first."""
        rows: list[dict[str, Any]] = [
            {
                "entity_id": key,
                "kind": tally.kind,
                "name": _by_count(tally.names)[0],
                "aliases": "|".join(_by_count(tally.aliases)),
                "n_documents": len(tally.documents),
                "n_mentions": tally.aliases.total(),
            }
            for key, tally in self.tallies.items()
        ]
        rows.sort(key=lambda row: (-row["n_mentions"], row["kind"], row["name"], row["entity_id"]))
        merged = near_names(rows)
        for row in rows:
            yield row | {"merged_into": merged.get(row["entity_id"])}


def _by_count(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))


def entity_rows(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """The table `entities` of rows by table name."""
    counter = EntityCounter()
    for table in KINDS:
        for row in rows.get(table, ()):
            counter.add(table, row)
    return list(counter.rows())


def near_names(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Entity → the more frequent entity whose name differs by a slip of the pen.

    Only names of one kind, of about one length, that begin alike and are long enough are compared.
    """
    groups: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    merged: dict[str, str] = {}
    for row in rows:  # the most mentioned first
        key = name_key(row["name"])
        if len(key) < MIN_MERGE_LENGTH:
            continue
        group = groups[row["kind"], key[:3]]
        near = (other for other_key, other in group if _near(key, other_key))
        target = next(near, None)
        if target is None:
            group.append((key, row["entity_id"]))
        else:
            merged[row["entity_id"]] = target
    return merged


def _near(one: str, other: str) -> bool:
    """Whether two keys are spellings of one name: figures equal, as many words, hardly a letter apart in a long one."""
    same_shape = len(one.split()) == len(other.split()) and re.findall(r"\d+", one) == re.findall(r"\d+", other)
    return (
        same_shape
        and all(a == b or len(a) >= MIN_WORD_LENGTH for a, b in zip(one.split(), other.split(), strict=True))
        and fuzz.ratio(one, other) >= MIN_MERGE_RATIO
    )
