"""Names of an article as finds: spans, canonical names, roles, ids."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any

from estrattore.names.canonical import canonical_names
from estrattore.names.key import entity_id
from estrattore.names.legal_forms import split_legal_form
from estrattore.names.lists import NameLists
from estrattore.names.mentions import find_mentions
from estrattore.names.spans import Mention, Proposal
from estrattore.names.titles import role_of

Find = dict[str, Any]


def find_names(
    text: str,
    proposals: Iterable[Proposal],
    *,
    sentences: Sequence[tuple[int, int]],
    title: str = "",
    lists: NameLists,
) -> list[Find]:
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
    >>> [(f["kind"], f["name"], f.get("role"), f.get("affiliation")) for f in found]
    [('company', 'Netflix', None, None), ('person', 'Ted Sarandos', 'ceo', 'Netflix'), ('person', 'Ted Sarandos', None, None), ('company', 'Enel', None, None)]
    """
    mentions = find_mentions(text, proposals, lists=lists)
    names = canonical_names(text, mentions, title=title, lists=lists)
    finds: list[Find] = []
    at = 0
    for mention in mentions:
        while at < len(sentences) - 1 and sentences[at][1] <= mention.start:
            at += 1
        finds.append(_find(text, mention, names[mention], lists))
        if mention.kind == "person" and sentences:
            finds[-1] |= _role(text, mention, mentions, names, sentences[at])
    return finds


def _find(text: str, mention: Mention, name: str, lists: NameLists) -> Find:
    entry = mention.entry or (lists.get(name) if mention.kind != "person" else None)
    known = entry if entry and entry.kind == mention.kind else None
    find: Find = {
        "kind": mention.kind,
        "start": mention.start,
        "end": mention.end,
        "name": name,
        "entity_id": (known.id if known else "") or entity_id(mention.kind, known.name if known else name),
        "source": mention.source,
    }
    if mention.kind != "person":
        find["legal_form"] = split_legal_form(text[mention.start : mention.end])[1]
    return find


def _role(
    text: str,
    person: Mention,
    mentions: Sequence[Mention],
    names: dict[Mention, str],
    sentence: tuple[int, int],
) -> Find:
    first = bisect_left(mentions, sentence[0], key=lambda m: m.start)
    near = mentions[first : bisect_left(mentions, sentence[1], key=lambda m: m.start)]
    found = role_of(text, person, near, sentence=sentence)
    if found is None:
        return {"role": None, "affiliation": None}
    role, affiliation = found
    return {"role": role, "affiliation": names[affiliation] if affiliation else None}
