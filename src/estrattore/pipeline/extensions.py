"""What a `Doc` carries of ours: `doc._.estrattore_…`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from estrattore.finds import Find, from_plain, to_plain
from estrattore.text.layout import Layout, read_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.language import Language

    from estrattore.documents import Document

Span = tuple[int, int]
NO_FACT = "no_fact"
EXTENSIONS: dict[str, object] = {
    "estrattore_published": None,  # ISO day or None
    "estrattore_title": "",  # context for names and years: gives no rows
    "estrattore_blocks": None,  # [[kind, start_char, end_char, parent, column], …] where the text was laid out before
    "estrattore_sentences": None,  # [[start_char, end_char], …]
    "estrattore_finds": None,  # list of plain dicts, see components.component
}


def register_extensions() -> None:
    """Make the `doc._.estrattore_…` attributes known to spaCy; harmless when repeated."""
    for name, default in EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


register_extensions()


def set_finds(doc: Doc, finds: Iterable[Find], *, unused: Mapping[Span, str] = MappingProxyType({})) -> None:
    """Store finds where spaCy keeps them: plain dicts, which survive `Doc.to_bytes`.

    Args:
        doc: The document.
        finds: What it says.
        unused: Why no fact uses a figure, by its span: `no_fact` of its dict.
    """
    doc._.estrattore_finds = [to_plain(find) | _reason(unused.get((find.start, find.end))) for find in finds]


def _reason(said: str | None) -> dict[str, str]:
    return {NO_FACT: said} if said else {}


def finds_of(doc: Doc) -> list[Find]:
    """The finds of a document, in order; none where the component has not run."""
    return [from_plain(plain) for plain in doc._.estrattore_finds or ()]


def unused_of(doc: Doc) -> dict[Span, str]:
    """Why no fact uses a figure, by its span, as `set_finds` stored it."""
    plain = (find for find in doc._.estrattore_finds or () if NO_FACT in find)
    return {(find["start"], find["end"]): find[NO_FACT] for find in plain}


def layout_of(doc: Doc) -> Layout:
    """How a document is laid out: as it was handed over, else as its text says."""
    blocks = doc._.estrattore_blocks
    return read_layout(doc.text) if blocks is None else Layout.plain(doc.text, blocks)


def to_doc(document: Document, nlp: Language, *, layout: Layout) -> Doc:
    """What is read of a document, tokenised with `nlp`, with its title, its date and its blocks; runs no component.

    The text of the `Doc` is that of the layout: the recogniser sees whole names, and offsets refer to it.
    """
    register_extensions()
    doc = nlp.make_doc(layout.text)
    doc._.estrattore_blocks = layout.plain_blocks()
    doc._.estrattore_published = document.published.isoformat() if document.published else None
    doc._.estrattore_title = document.title
    return doc
