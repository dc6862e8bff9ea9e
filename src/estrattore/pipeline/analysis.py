"""A text as it was laid out, and what a recogniser proposes, to typed finds: everything that we do, without spaCy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estrattore.facts import confident, find_facts, threshold
from estrattore.finds import DateSpan, Enterprise, Fact, Mention, carried
from estrattore.names.find import find_names
from estrattore.text.sentences import split
from estrattore.values.article import article_values

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from estrattore.names.lists import NameLists
    from estrattore.names.spans import Proposal
    from estrattore.text.layout import Layout

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Sentences, and finds in order: mentions first, then facts.

    Attributes:
        sentences: (start, end) of each.
        mentions: Companies, organisations, people, money, percentages and dates.
        facts: What ties them.
        unused: Why no fact uses a figure, by its span.
    """

    sentences: list[Span]
    mentions: list[Mention]
    facts: list[Fact]
    unused: dict[Span, str]

    def in_source(self, layout: Layout) -> Analysis:
        """The same with offsets in the text as it was given."""
        if layout.source == layout.text:
            return self
        return Analysis(
            [layout.to_source(*sentence) for sentence in self.sentences],
            [carried(mention, layout.to_source) for mention in self.mentions],
            [carried(fact, layout.to_source) for fact in self.facts],
            {layout.to_source(*figure): reason for figure, reason in self.unused.items()},
        )


def analyse(
    layout: Layout,
    proposals: Iterable[Proposal],
    *,
    published: dt.date | None = None,
    title: str = "",
    headline: Iterable[Proposal] = (),
    lists: NameLists,
    min_confidence: float | None = None,
) -> Analysis:
    """Everything that a text says, with offsets in `layout.text`.

    Args:
        layout: From `read_layout`.
        proposals: (start, end, label) of a recogniser, with offsets in `layout.text`.
        published: The article's day; without it relative dates stay out.
        title: Its headline: context only.
        headline: (start, end, label) of a recogniser, with offsets in `title`.
        lists: Known names.
        min_confidence: Facts less sure than this stay out; None takes the usual threshold.

    >>> from estrattore.names.lists import load_lists
    >>> from estrattore.text.layout import read_layout
    >>> layout = read_layout("Netflix paga 250 milioni\\ndi dollari ai soci.")
    >>> found = analyse(layout, [(0, 7, "COMPANY")], lists=load_lists()).in_source(layout)
    >>> [(mention.kind, layout.source[mention.start : mention.end]) for mention in found.mentions]
    [('company', 'Netflix'), ('money', '250 milioni\\ndi dollari')]
    """
    sentences, found = mentions(layout, proposals, published=published, title=title, lists=lists)
    titled = headline_mentions(title, headline, published=published, lists=lists)
    stated = find_facts(
        layout.text, sentences, found, title=title, headline=titled, blocks=layout.blocks, published=published
    )
    sure = confident(stated, at_least=threshold() if min_confidence is None else min_confidence)
    return Analysis(sentences, found, list(sure.facts), sure.unused)


def mentions(
    layout: Layout,
    proposals: Iterable[Proposal],
    *,
    published: dt.date | None = None,
    title: str = "",
    lists: NameLists,
) -> tuple[list[Span], list[Mention]]:
    """Sentences and mentions, in order: what `analyse` links to facts; the same arguments."""
    text, sentences = layout.text, split(layout.text)
    found: list[Mention] = [
        *article_values(text, sentences, published=published, title=title, blocks=layout.blocks),
        *find_names(text, proposals, sentences=sentences, title=title, lists=lists, blocks=layout.blocks),
    ]
    found.sort(key=lambda mention: (mention.start, mention.end))
    return sentences, found


def headline_mentions(
    title: str, proposals: Iterable[Proposal], *, published: dt.date | None = None, lists: NameLists
) -> list[Mention]:
    """The companies and dates that a headline names, in order, with offsets in it.

    >>> from estrattore.names.lists import load_lists
    >>> title = "Tessalba chiude il 2024 in utile"
    >>> found = headline_mentions(title, [(0, 8, "COMPANY")], lists=load_lists())
    >>> [title[mention.start : mention.end] for mention in found]
    ['Tessalba', '2024']
    """
    sentences = split(title)
    named = find_names(title, proposals, sentences=sentences, lists=lists)
    found: list[Mention] = [name for name in named if isinstance(name, Enterprise) and name.kind == "company"]
    values = article_values(title, sentences, published=published)
    found += [value for value in values if isinstance(value, DateSpan)]
    return sorted(found, key=lambda mention: mention.start)
