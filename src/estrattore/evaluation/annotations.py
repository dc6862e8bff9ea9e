"""Finds handed out to be looked over and learned from: documents for spaCy, tasks for Label Studio."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import spacy
from spacy.tokens import DocBin
from spacy.util import filter_spans

from estrattore._version import __version__
from estrattore.errors import UsageError
from estrattore.pipeline.component import SPANS_KEY
from estrattore.tables.frames import frame_rows
from estrattore.tables.schema import TABLE_OF
from estrattore.tables.written import note_written, refuse_foreign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import pandas as pd

SPACY, TASKS, LABELS = "estrattore.spacy", "tasks.json", "labels.xml"
ENTITIES = {"companies": "COMPANY", "organizations": "ORG", "people": "PER"}  # as the bundled models call them
KINDS = {table: kind for kind, table in TABLE_OF.items() if kind != "fact"}
PARTS = ("company", "metric", "amount", "percent")  # of a fact, as its offsets call them
Row = dict[str, Any]
Mentions = dict[str, list[tuple[int, int, str]]]  # table → (start, end, text)


def write_spacy(frames: Mapping[str, pd.DataFrame], folder: Path) -> Path:
    """Write `estrattore.spacy`: names as entities, all mentions as `doc.spans["estrattore"]`.

    Args:
        frames: Tables by name.
        folder: Made when missing; only files of ours are written over.

    Raises:
        UsageError: The tables hold no texts, or a file of that name is there that estrattore did not write.
    """
    nlp = spacy.blank("it")
    nlp.max_length = 2**31  # no parser will need memory for it
    docs = DocBin(store_user_data=True)
    for document, mentions in _articles(frames):
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
    return _write(folder, {SPACY: docs.to_bytes()})


def write_label_studio(frames: Mapping[str, pd.DataFrame], folder: Path) -> Path:
    """Write `tasks.json`, to be imported with what was found as predictions, and `labels.xml`, the labelling interface.

    Args:
        frames: As for `write_spacy`.
        folder: As for `write_spacy`.

    Raises:
        UsageError: As for `write_spacy`.
    """
    facts: dict[str, list[Row]] = defaultdict(list)
    for row in frame_rows("facts", frames["facts"]):
        facts[row["doc_id"]].append(row)
    tasks = [_task(document, mentions, facts[document["doc_id"]]) for document, mentions in _articles(frames)]
    labels = "".join(f'<Label value="{label}"/>' for label in (*KINDS.values(), "metric"))
    view = f'<View><Labels name="label" toName="text">{labels}</Labels>'
    view += '<Relations><Relation value="fact"/></Relations><Text name="text" value="$text"/></View>\n'
    said = json.dumps(tasks, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return _write(folder, {TASKS: said, LABELS: view.encode()})


def _articles(frames: Mapping[str, pd.DataFrame]) -> Iterator[tuple[Row, Mentions]]:
    """Every document with a text, and what is found in it.

    Raises:
        UsageError: There is none.
    """
    mentions: dict[str, Mentions] = defaultdict(lambda: {table: [] for table in KINDS})
    for table in KINDS:
        for row in frame_rows(table, frames[table]):
            mentions[row["doc_id"]][table].append((row["start_char"], row["end_char"], row["text"]))
    documents = [row for row in frame_rows("documents", frames["documents"]) if row["text"]]
    if not documents:
        raise UsageError("These tables hold no texts to hand out. Make them again without --no-text.")
    return ((document, mentions[document["doc_id"]]) for document in documents)


def _task(document: Row, mentions: Mentions, facts: Iterable[Row]) -> Row:
    """A document of Label Studio: regions for mentions and measures, relations for what a fact ties together."""
    text = document["text"]
    regions: dict[str, Row] = {}
    for table, places in mentions.items():
        for start, end, _ in places:
            _region(regions, text, start, end, KINDS[table])
    relations = []
    for fact in facts:
        kinds = zip(PARTS, ("company", "metric", "money", "percent"), strict=True)
        spans = [(fact[f"{part}_start"], fact[f"{part}_end"], kind) for part, kind in kinds]
        ids = [_region(regions, text, start, end, kind) for start, end, kind in spans if start is not None]
        relations += [
            {"type": "relation", "from_id": one, "to_id": other, "direction": "right", "labels": ["fact"]}
            for one, other in pairwise(ids)
        ]
    about = {"text": text, "doc_id": document["doc_id"], "title": document["title"], "sha256": document["sha256"]}
    found = {"model_version": f"estrattore {__version__}", "result": [*regions.values(), *relations]}
    return {"data": about, "predictions": [found]}


def _region(regions: dict[str, Row], text: str, start: int, end: int, label: str) -> str:
    """Add a region if it is not there; returns its id. Browsers count characters beyond U+FFFF twice."""
    name = f"{label}-{start}-{end}"
    first = len(text[:start].encode("utf-16-le", "replace")) // 2
    last = first + len(text[start:end].encode("utf-16-le", "replace")) // 2
    value = {"start": first, "end": last, "text": text[start:end], "labels": [label]}
    regions.setdefault(name, {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value})
    return name


def _write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files under temporary names and rename them; returns the path of the first."""
    refuse_foreign(folder, files)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / f".{name}.tmp").write_bytes(data)
    note_written(folder, files)
    for name in files:
        (folder / f".{name}.tmp").replace(folder / name)
    return folder / next(iter(files))
