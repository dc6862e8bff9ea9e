"""Names of an article as finds: spans, canonical names, roles, ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estrattore.finds import Enterprise, Name, Person
from estrattore.names.canonical import canonical_names
from estrattore.names.cells import Cells
from estrattore.names.key import entity_id
from estrattore.names.legal_forms import split_legal_form
from estrattore.names.mentions import find_mentions
from estrattore.names.offices import NOTHING, Held, offices

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estrattore.names.lists import NameLists
    from estrattore.names.spans import Mention, Proposal
    from estrattore.text.blocks import Block


def find_names(
    text: str,
    proposals: Iterable[Proposal],
    *,
    sentences: Sequence[tuple[int, int]],
    title: str = "",
    lists: NameLists,
    blocks: Sequence[Block] = (),
) -> list[Name]:
    """Companies, organisations and people of an article.

    Args:
        text: The article.
        proposals: (start, end, label) from a model; labels COMPANY, ORG, PER, LOC, MISC, or `ORG?` where the model
            does not tell companies from other organisations.
        sentences: Borders that a role does not cross.
        title: Headline: full names in it count as evidence, and its spelling of what the text has only in capitals.
        lists: From `load_lists`.
        blocks: Those of the layout: heads of columns are no names.

    Returns:
        Finds in order of start, with the columns of their tables.

    >>> from estrattore.names.lists import load_lists
    >>> text = "Il ceo di Netflix, Ted Sarandos, è a Roma. Sarandos vede Enel."
    >>> found = find_names(text, [(10, 17, "COMPANY"), (19, 31, "PER")], sentences=[(0, 42), (43, 62)], lists=load_lists())
    >>> [(f.kind, f.name, getattr(f, "role", None), getattr(f, "affiliation", None)) for f in found]
    [('company', 'Netflix', None, None), ('person', 'Ted Sarandos', 'ceo', 'Netflix'), ('person', 'Ted Sarandos', None, None), ('company', 'Enel', None, None)]
    """
    mentions = find_mentions(text, proposals, lists=lists, cells=Cells.of(blocks))
    names = canonical_names(text, mentions, title=title, lists=lists)
    held = offices(text, mentions, names, sentences=sentences)
    return [_find(text, mention, names[mention], lists, held.get(mention)) for mention in mentions]


def _find(text: str, mention: Mention, name: str, lists: NameLists, held: Held | None) -> Name:
    entry = mention.entry or (lists.get(name) if mention.kind != "person" else None)
    known = entry if entry and entry.kind == mention.kind else None
    common: dict[str, Any] = {
        "start": mention.start,
        "end": mention.end,
        "name": name,
        "entity_id": (known.id if known else "") or entity_id(mention.kind, known.name if known else name),
        "source": mention.source,
    }
    if mention.kind == "person":
        office = held or NOTHING
        return Person(**common, role=office.role, role_class=office.role_class, affiliation=office.affiliation)
    legal_form = split_legal_form(text[mention.start : mention.end])[1]
    return Enterprise(kind=mention.kind, legal_form=legal_form, entity_name=known.name if known else name, **common)
