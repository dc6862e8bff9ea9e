"""What makes a name a company's: the words around it, its legal form."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from estrattore.names.ahead import ahead
from estrattore.names.legal_forms import has_legal_form
from estrattore.names.possible import institution
from estrattore.resources.schemas.names import first_names, names
from estrattore.resources.words import alternatives

if TYPE_CHECKING:
    from estrattore.names.spans import Mention

BEFORE = 60  # characters in front of a name that are looked at
ADJECTIVE = r"(?:[a-zà-ÿ-]{4,}[aeio]\s+)?[«“\"]?$"  # between a noun and the name


def introduced(text: str, m: Mention) -> Mention:
    """A company by what stands around it: `la startup californiana …`, `gruppo …`, `ceo di …`, `…, azienda`, `… S.p.A.`."""
    if m.entry or m.kind == "company" or not (_is_company(text, m) or has_legal_form(text, m)):
        return m
    return replace(m, kind="company", source="rule")


def _is_company(text: str, m: Mention) -> bool:
    before, name, patterns = text[max(0, m.start - BEFORE) : m.start], text[m.start : m.end], evidence()
    described = patterns.noun_after.match(text, m.end) is not None
    if m.kind == "organization":
        return not institution().search(name) and (described or patterns.role.search(before) is not None)
    if m.kind == "person" and name.split()[0] not in first_names():
        led = " " not in name and patterns.role.search(before) is not None  # `ceo di Vetrobit`
        if described or led or patterns.owner.search(before):
            return True
    return patterns.noun.search(before) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What makes a name a company's: before it a noun, a noun that a person may have too, a role, what no man has ahead
    (a feminine article, `le azioni di`); behind it a noun.
    """

    noun: re.Pattern[str]
    owner: re.Pattern[str]
    role: re.Pattern[str]
    noun_after: re.Pattern[str]


@cache
def evidence() -> Evidence:
    """The patterns, with the words of `names.toml`."""
    heads, owners, roles = map(alternatives, (names().company_heads, names().company_owners, names().company_roles))
    article = ahead([*names().articles, *names().indefinite])
    return Evidence(
        noun=re.compile(rf"(?:\b|['’])(?:{heads})\s+{ADJECTIVE}", re.IGNORECASE),
        owner=re.compile(rf"(?:\b|['’])(?:{owners})\s+{ADJECTIVE}", re.IGNORECASE),
        role=re.compile(rf"\b(?:{roles})\s+{ahead(names().of)}$", re.IGNORECASE),
        noun_after=re.compile(rf",\s{article}?(?:{heads})\b"),
    )
