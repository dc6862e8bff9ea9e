"""Names of an article as finds: spans, canonical names, roles, ids."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from estrattore.finds import Enterprise, Name, Person
from estrattore.names.canonical import canonical_names
from estrattore.names.key import entity_id
from estrattore.names.legal_forms import split_legal_form
from estrattore.names.lists import NameLists
from estrattore.names.mentions import find_mentions
from estrattore.names.spans import Mention, Proposal
from estrattore.names.titles import role_of


def find_names(
    text: str,
    proposals: Iterable[Proposal],
    *,
    sentences: Sequence[tuple[int, int]],
    title: str = "",
    lists: NameLists,
) -> list[Name]:
    """Companies, organisations and people of an article.

    Args:
        text: The article.
        proposals: (start, end, label) from a model; labels COMPANY, ORG, PER, LOC, MISC, or `ORG?` where the model
            does not tell companies from other organisations.
        sentences: Borders that a role does not cross.
        title: Headline: full names in it count as evidence, and its spelling of what the text has only in capitals.
        lists: From `load_lists`.

    Returns:
        Finds in order of start, with the columns of their tables.

    >>> from estrattore.names.lists import load_lists
    >>> text = "Il ceo di Netflix, Ted Sarandos, è a Roma. Sarandos vede Enel."
    >>> found = find_names(text, [(10, 17, "COMPANY"), (19, 31, "PER")], sentences=[(0, 42), (43, 62)], lists=load_lists())
    >>> [(f.kind, f.name, getattr(f, "role", None), getattr(f, "affiliation", None)) for f in found]
    [('company', 'Netflix', None, None), ('person', 'Ted Sarandos', 'ceo', 'Netflix'), ('person', 'Ted Sarandos', None, None), ('company', 'Enel', None, None)]
    """
    mentions = find_mentions(text, proposals, lists=lists)
    names = canonical_names(text, mentions, title=title, lists=lists)
    finds: list[Name] = []
    at = 0
    for mention in mentions:
        while at < len(sentences) - 1 and sentences[at][1] <= mention.start:
            at += 1
        find = _find(text, mention, names[mention], lists)
        if isinstance(find, Person) and sentences:
            role, affiliation = _role(text, mention, mentions, names, sentences[at])
            find = replace(find, role=role, affiliation=affiliation)
        finds.append(find)
    return finds


def _find(text: str, mention: Mention, name: str, lists: NameLists) -> Name:
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
        return Person(**common)
    return Enterprise(kind=mention.kind, legal_form=split_legal_form(text[mention.start : mention.end])[1], **common)


def _role(
    text: str,
    person: Mention,
    mentions: Sequence[Mention],
    names: dict[Mention, str],
    sentence: tuple[int, int],
) -> tuple[str | None, str | None]:
    """The role beside a person's name, and the canonical name of the company or organisation it belongs to."""
    first = bisect_left(mentions, sentence[0], key=lambda m: m.start)
    near = mentions[first : bisect_left(mentions, sentence[1], key=lambda m: m.start)]
    found = role_of(text, person, near, sentence=sentence)
    if found is None:
        return None, None
    role, affiliation = found
    return role, names[affiliation] if affiliation else None
