"""The spaCy component `estrattore`: finds in, one list of plain dicts and one span group out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from estrattore import values
from estrattore.documents import as_day
from estrattore.facts.rules.find import find_facts
from estrattore.names.find import find_names
from estrattore.names.lists import NameLists, load_lists
from estrattore.pipeline.extensions import register_extensions
from estrattore.resources.check import check
from estrattore.text.sentences import split

SPANS_KEY = "estrattore"

# Labels of other pipelines (WikiNER, OntoNotes, …) → ours. "ORG?" leaves company or organisation to list and context.
LABEL_MAP = {
    "PER": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "MISC": "MISC",
    "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC",
    "EVENT": "MISC",
    "COMPANY": "COMPANY",
}
VALUE_KINDS = {values.Money: "money", values.Percentage: "percent", values.DateSpan: "date"}

Find = dict[str, Any]


class Estrattore:
    """Sets `doc._.estrattore_finds`, `doc._.estrattore_sentences` and `doc.spans["estrattore"]`.

    Args:
        nlp: The pipeline; its labels tell how to read `doc.ents`.
        companies: Path of the user's own company list.
    """

    def __init__(self, nlp: Language, *, companies: str | None = None) -> None:
        register_extensions()  # again here: a spawned worker imports nothing else first
        check()
        self.nlp = nlp
        self.lists = load_lists(Path(companies) if companies else None)

    def __call__(self, doc: Doc, *, lists: NameLists | None = None) -> Doc:
        """Find everything in one document, with other lists for this once if they are given; returns the same document."""
        text = doc.text  # once: spaCy builds it anew from the tokens
        sentences = split(text)
        found = value_finds(text, sentences, published=as_day(doc._.estrattore_published), title=doc._.estrattore_title)
        found += find_names(
            text,
            proposals(doc, tells_companies="COMPANY" in self._labels()),
            sentences=sentences,
            title=doc._.estrattore_title,
            lists=lists or self.lists,
        )
        found.sort(key=lambda find: (find["start"], find["end"]))
        found += find_facts(text, sentences, found)
        doc._.estrattore_sentences = [list(sentence) for sentence in sentences]
        doc._.estrattore_finds = found
        doc.spans[SPANS_KEY] = spans(doc, found)
        return doc

    def _labels(self) -> Iterable[str]:
        return (label for labels in self.nlp.pipe_labels.values() for label in labels)


def proposals(doc: Doc, *, tells_companies: bool) -> list[tuple[int, int, str]]:
    """`doc.ents` as (start, end, label) in our labels; entities with other labels are left out."""
    organisation = "ORG" if tells_companies else "ORG?"
    labels = LABEL_MAP | {"ORG": organisation}
    return [(e.start_char, e.end_char, labels[e.label_]) for e in doc.ents if e.label_ in labels]


def value_finds(
    text: str, sentences: Iterable[tuple[int, int]], *, published: dt.date | None, title: str
) -> list[Find]:
    """Money, percentages and dates of an article, with the year under discussion carried along.

    >>> [f["text"] if "text" in f else f["amount_min"]
    ...  for f in value_finds("Ricavi a 3 milioni di euro.", [(0, 27)], published=None, title="")]
    [3000000.0]
    """
    context = values.article_context(text, published=published, title=title)
    found: list[Find] = []
    for start, end in sentences:
        here = values.find_values(text[start:end], context=context)
        found += [value_find(value, offset=start) for value in here]
        year = values.discussed_year(text[start:end], [v for v in here if isinstance(v, values.DateSpan)])
        context = replace(context, year=year or context.year)
    return found


def value_find(value: values.Value, *, offset: int) -> Find:
    """One value as a find: the dataclass by its field names, in plain types, with document offsets."""
    find: Find = {"kind": VALUE_KINDS[type(value)]}
    find |= {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    find["start"] += offset
    find["end"] += offset
    return find


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def spans(doc: Doc, found: Iterable[Mapping[str, Any]]) -> list[Span]:
    """Mentions as spaCy spans: token borders, so a span may be wider than its find."""
    mentions = (f for f in found if f["kind"] != "fact")
    built = (doc.char_span(f["start"], f["end"], label=f["kind"].upper(), alignment_mode="expand") for f in mentions)
    return [span for span in built if span is not None]
