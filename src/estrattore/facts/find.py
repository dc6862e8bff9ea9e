"""Facts of an article, and what became of the figures that are in none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.facts.rules import find as rules
from estrattore.facts.statements import Span, Statements
from estrattore.finds import Money, Percentage, figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estrattore.finds import Mention
    from estrattore.text.blocks import Block


def find_facts(
    text: str, sentences: Iterable[Span], mentions: Sequence[Mention], *, title: str = "", blocks: Sequence[Block] = ()
) -> Statements:
    """The facts of an article.

    Args:
        text: The article.
        sentences: (start, end) of its sentences.
        mentions: In order of start, offsets in the article.
        title: Its headline, for the company that `il gruppo` stands for.
        blocks: Its headings, paragraphs and list items.

    >>> from decimal import Decimal
    >>> found = find_facts("Costa 3 euro.", [(0, 13)], [Money(6, 12, Decimal(3), Decimal(3), "EUR")])
    >>> found.facts, found.unused
    ((), {(6, 12): 'other'})
    """
    facts = tuple(rules.find_facts(text, sentences, mentions, title=title))
    used = {figure for fact in facts for figure in figures(fact)}
    spans = ((find.start, find.end) for find in mentions if isinstance(find, Money | Percentage))
    return Statements(facts=facts, unused=dict.fromkeys((span for span in spans if span not in used), "other"))
