"""A company and its person in one span: `l'ad di Snam Stefano Venier`, `il presidente Lega Verde Anna Galli`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from estrattore.names.ahead import ahead
from estrattore.names.possible import institution
from estrattore.resources.schemas.names import first_names, names, places, roles
from estrattore.resources.words import alternatives

if TYPE_CHECKING:
    from estrattore.names.lists import NameLists

BEFORE = 60  # characters in front of a name in which its role stands
FULL_NAME = 2  # words
WORD = re.compile(r"\S+")
Part = tuple[int, int, str]


def parts_of_person(text: str, start: int, end: int, lists: NameLists) -> list[Part]:
    """The (start, end, kind) of what stands before a full name, and of the name; nothing where all of it is the name.

    >>> from estrattore.names.lists import NameLists
    >>> text = "Parla il presidente Lega Verde Anna Galli."
    >>> [(text[a:b], kind) for a, b, kind in parts_of_person(text, 20, 41, NameLists.of({}))]
    [('Lega Verde', 'organization'), ('Anna Galli', 'person')]
    """
    words = [(start + w.start(), start + w.end()) for w in WORD.finditer(text[start:end])]
    for at in range(1, len(words) - 1):
        if text[slice(*words[at])] not in first_names():
            continue
        border = words[at - 1][1]
        kind = _kind_ahead(text, start, border, lists)
        return [(start, border, kind), (words[at][0], end, "person")] if kind else []
    known = words[2:] and lists.is_sure(text[slice(*words[0])])
    return [(*words[0], "company"), (words[1][0], end, "person")] if known else []


def parts_of_company(text: str, start: int, end: int, lists: NameLists) -> list[Part]:
    """The same where a model took both for a company: `il fondatore di Technogym Nerio Alessandri`."""
    first, *rest = text[start:end].split(" ")
    people = len(rest) == FULL_NAME and all(word[:1].isupper() and word[1:].islower() for word in rest)
    if not people or not lists.is_sure(first) or not _role_ahead().search(text[max(0, start - BEFORE) : start]):
        return parts_of_body(text, start, end, lists)
    border = start + len(first)
    return [(start, border, "company"), (border + 1, end, "person")]


def parts_of_body(text: str, start: int, end: int, lists: NameLists) -> list[Part]:
    """The same where a model took both for a body: `la presidente del MEV Ada Galli`, `il consulente del Ministero Ada Galli`.

    >>> from estrattore.names.lists import NameLists
    >>> text = "Parla la presidente del MEV Ada Galli."
    >>> [(text[a:b], kind) for a, b, kind in parts_of_body(text, 24, 37, NameLists.of({}))]
    [('MEV', 'organization'), ('Ada Galli', 'person')]
    """
    words = text[start:end].split(" ")
    *body, first, last = words if len(words) > FULL_NAME else ["", ""]
    of_person = first in first_names() and last[1:].islower() and last not in first_names() | places().italy
    if not body or not of_person or not _role_near().search(text[max(0, start - BEFORE) : start]):
        return []
    person = (end - len(f"{first} {last}"), end, "person")
    name = " ".join(body)
    entry = lists.get(name)
    if entry is None and name.casefold() in names().stop | names().small_heads:
        return [person]
    known = entry is not None or name.isupper() or lists.is_sure(body[0])
    return [(start, start + len(name), entry.kind if entry else "organization"), person] if known else []


def _kind_ahead(text: str, start: int, end: int, lists: NameLists) -> str | None:
    """What stands before a first name, where it is no name of that person: known, a place, or between a role and the name."""
    name = text[start:end]
    if lists.is_sure(name):
        entry = lists.get(name)
        return entry.kind if entry else None
    role = _role_ahead().search(text[max(0, start - BEFORE) : start])
    if role and (entry := lists.get(name)):
        return entry.kind
    if name.split()[0] in first_names():
        return None
    if name in places().italy | places().world:
        return "place"
    if role is None:
        return None
    of_company = role.group(1).casefold() in names().company_roles and not institution().search(name)
    return "company" if of_company else "organization"


@cache
def _role_ahead() -> re.Pattern[str]:
    return re.compile(rf"\b({alternatives(roles().heads)})\s+(?:{ahead(names().of)})?$", re.IGNORECASE)


@cache
def _role_near() -> re.Pattern[str]:
    """A role some words before a name: `comandante della polizia dell'`."""
    return re.compile(rf"\b(?:{alternatives(roles().heads)})\b[^.,;:()\n]*\s(?:{ahead(names().of)})?$", re.IGNORECASE)
