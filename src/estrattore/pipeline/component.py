"""The spaCy component `estrattore`: finds in, one list of plain dicts and one span group out."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from estrattore.documents import as_day
from estrattore.names.headlines import headlines
from estrattore.names.lists import NameLists, load_lists
from estrattore.pipeline.analysis import analyse
from estrattore.pipeline.extensions import layout_of, register_extensions, set_finds
from estrattore.settings import as_confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from estrattore.finds import Mention
    from estrattore.names.spans import Proposal

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


class Estrattore:
    """Sets `doc._.estrattore_finds`, `doc._.estrattore_sentences` and `doc.spans["estrattore"]`.

    Args:
        nlp: The pipeline; its labels tell how to read `doc.ents`.
        companies: Path of the user's own company list.
        min_confidence: Facts less sure than this stay out; None takes the usual threshold.
    """

    def __init__(self, nlp: Language, *, companies: str | None = None, min_confidence: float | None = None) -> None:
        register_extensions()  # again here: a spawned worker imports nothing else first
        self.nlp = nlp
        self.lists = load_lists(Path(companies) if companies else None)
        self.min_confidence = as_confidence(min_confidence)

    def __call__(self, doc: Doc, *, lists: NameLists | None = None, min_confidence: float | None = None) -> Doc:
        """Find everything in one document, by other lists and another threshold for this once if given; returns the same document."""
        layout, lists = layout_of(doc), lists or self.lists
        proposed = self._proposals(doc)
        if layout.text != layout.source:
            proposed = [(*layout.to_read(start, end), label) for start, end, label in proposed]
        found = analyse(
            layout,
            self.asked_again(layout.text, [p for p in proposed if p[0] < p[1]], lists=lists),
            published=as_day(doc._.estrattore_published),
            title=doc._.estrattore_title,
            headline=self.headline(doc._.estrattore_title, layout.text, lists=lists),
            lists=lists,
            min_confidence=self.min_confidence if min_confidence is None else min_confidence,
        ).in_source(layout)
        doc._.estrattore_sentences = [list(sentence) for sentence in found.sentences]
        set_finds(doc, [*found.mentions, *found.facts], unused=found.unused)
        doc.spans[SPANS_KEY] = spans(doc, found.mentions)
        return doc

    def headline(self, title: str, text: str, *, lists: NameLists) -> list[Proposal]:
        """What the recogniser proposes in a headline that the text does not repeat; it is context only, so in every reading of it."""
        if not title or title in text:
            return []
        found = self._proposed_in(title)
        seen = {at for start, end, _ in found for at in range(start, end)}
        again = self.asked_again(title, found, lists=lists)
        return [p for p in again if not seen.isdisjoint(range(p[0], p[1]))]

    def asked_again(self, text: str, proposed: Sequence[Proposal], *, lists: NameLists) -> list[Proposal]:
        """What the recogniser proposes; of headlines whose capitals tell nothing, in what a sentence would make of them."""
        lines = headlines(text, lists) if "COMPANY" in self._labels() else []  # not of rules in anybody's pipeline
        within = {at for start, line in lines for at in range(start, start + len(line))}
        kept = [p for p in proposed if within.isdisjoint(range(p[0], p[1]))]
        for by, line in lines:
            kept += [(start + by, end + by, label) for start, end, label in self._proposed_in(line)]
        return kept

    def _proposed_in(self, text: str) -> list[Proposal]:
        doc = self.nlp.make_doc(text)
        for _, pipe in takewhile(lambda entry: entry[1] is not self, self.nlp.pipeline):
            doc = pipe(doc)
        return self._proposals(doc)

    def _proposals(self, doc: Doc) -> list[Proposal]:
        return proposals(doc, tells_companies="COMPANY" in self._labels())

    def _labels(self) -> set[str]:
        return {label for labels in self.nlp.pipe_labels.values() for label in labels}


def proposals(doc: Doc, *, tells_companies: bool) -> list[Proposal]:
    """`doc.ents` as (start, end, label) in our labels; entities with other labels are left out."""
    organisation = "ORG" if tells_companies else "ORG?"
    labels = LABEL_MAP | {"ORG": organisation}
    return [(e.start_char, e.end_char, labels[e.label_]) for e in doc.ents if e.label_ in labels]


def spans(doc: Doc, mentions: Iterable[Mention]) -> list[Span]:
    """Mentions as spaCy spans: token borders, so a span may be wider than its find."""
    built = (doc.char_span(m.start, m.end, label=m.kind.upper(), alignment_mode="expand") for m in mentions)
    return [span for span in built if span is not None]
