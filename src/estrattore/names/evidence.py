"""What makes a name a company's: the words around it, its legal form."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from estrattore.names.legal_forms import has_legal_form
from estrattore.names.lists import first_names, words
from estrattore.names.spans import INSTITUTION, Mention


def introduced(text: str, m: Mention) -> Mention:
    """A company by what stands around it: `la startup californiana …`, `gruppo …`, `ceo di …`, `…, azienda`, `… S.p.A.`."""
    if m.entry or m.kind == "company" or not (_is_company(text, m) or has_legal_form(text, m)):
        return m
    return replace(m, kind="company", source="rule")


def _is_company(text: str, m: Mention) -> bool:
    before, name, patterns = text[max(0, m.start - 60) : m.start], text[m.start : m.end], evidence()
    described = patterns["noun_after"].match(text, m.end) is not None
    if m.kind == "organization":
        return not INSTITUTION.search(name) and (described or patterns["role"].search(before) is not None)
    if m.kind == "person" and name.split()[0] not in first_names() and (described or patterns["owner"].search(before)):
        return True
    return patterns["noun"].search(before) is not None


@cache
def evidence() -> dict[str, re.Pattern[str]]:
    """Patterns of what makes a name a company's, before and after it."""
    nouns, owners, roles = ("|".join(sorted(words("names", f"company_{key}"))) for key in ("heads", "owners", "roles"))
    adjective = r"(?:[a-zà-ÿ-]{4,}[aeio]\s+)?[«“\"]?$"
    return {
        "noun": re.compile(rf"(?:\b|['’])(?:{nouns})\s+{adjective}", re.IGNORECASE),
        "owner": re.compile(rf"(?:\b|['’])(?:{owners})\s+{adjective}", re.IGNORECASE),
        "role": re.compile(
            rf"\b(?:{roles.replace('_', ' ')})\s+(?:(?:di|del|della|dello)\s+|dell['’])$", re.IGNORECASE
        ),
        "noun_after": re.compile(rf",\s(?:(?:il|lo|la|un|uno|una)\s|l['’]|un['’])?(?:{nouns})\b"),
    }
