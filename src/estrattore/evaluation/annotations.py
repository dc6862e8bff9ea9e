"""Finds handed out, article by article, to be learned from or looked over; as documents for spaCy."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from estrattore.errors import UsageError
from estrattore.tables.formats.read import read_rows
from estrattore.tables.schema import TABLE_OF
from estrattore.tables.written import note_written, refuse_foreign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

SPACY = "estrattore.spacy"
ENTITIES = {"companies": "COMPANY", "organizations": "ORG", "people": "PER"}  # as the bundled models call them
KINDS = {table: kind for kind, table in TABLE_OF.items() if kind != "fact"}
Row = dict[str, Any]


class Mention(NamedTuple):
    """Where something is found; of a name what it is called."""

    start: int
    end: int
    name: str


Mentions = dict[str, list[Mention]]  # by table


def write_spacy(tables: Path, folder: Path) -> Path:
    """Write `estrattore.spacy`: names as entities, all mentions as `doc.spans["estrattore"]`.

    Args:
        tables: Their folder.
        folder: Made when missing; only files of ours are written over.

    Raises:
        NothingToReadError: There are no tables.
        UsageError: The tables hold no texts, or a file of that name is there that estrattore did not write.
    """
    import spacy
    from spacy.tokens import DocBin
    from spacy.util import filter_spans

    from estrattore.pipeline.component import SPANS_KEY

    nlp = spacy.blank("it")
    nlp.max_length = 2**31  # no parser will need memory for it
    docs = DocBin(store_user_data=True)
    for document, mentions in articles(tables):
        doc = nlp.make_doc(document["text"])
        doc.user_data["doc_id"] = document["doc_id"]
        names, all_spans = [], []
        for table, places in mentions.items():
            for start, end, _ in places:
                kind = KINDS[table].upper()
                all_spans.append(doc.char_span(start, end, label=kind, alignment_mode="expand"))
                if table in ENTITIES:
                    names.append(doc.char_span(start, end, label=ENTITIES[table], alignment_mode="expand"))
        doc.ents = filter_spans([span for span in names if span])
        doc.spans[SPANS_KEY] = [span for span in all_spans if span]
        docs.add(doc)
    return write_files(folder, {SPACY: [docs.to_bytes()]})


def articles(tables: Path) -> Iterator[tuple[Row, Mentions]]:
    """Every document with a text, one after the other, and what is found in it; places of all are in memory.

    Raises:
        UsageError: There is none.
    """
    mentions: dict[str, Mentions] = defaultdict(lambda: {table: [] for table in KINDS})
    for table in KINDS:
        for row in read_rows(tables, table):
            mentions[row["doc_id"]][table].append(Mention(row["start_char"], row["end_char"], row.get("name") or ""))
    documents = (row for row in read_rows(tables, "documents") if row["text"])
    first = next(documents, None)
    if first is None:
        raise UsageError("These tables hold no texts to hand out. Make them again without --no-text.")
    return ((document, mentions[document["doc_id"]]) for document in chain([first], documents))


def write_files(folder: Path, files: Mapping[str, Iterable[bytes]]) -> Path:
    """Write files, piece by piece, under temporary names and rename them; returns the path of the first."""
    refuse_foreign(folder, files)
    folder.mkdir(parents=True, exist_ok=True)
    for name, pieces in files.items():
        with (folder / f".{name}.tmp").open("wb") as file:
            file.writelines(pieces)
    note_written(folder, files)
    for name in files:
        (folder / f".{name}.tmp").replace(folder / name)
    return folder / next(iter(files))
