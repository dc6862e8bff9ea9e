"""What makes a name a company's: the words around it, its legal form."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from estrattore.names.ahead import ahead
from estrattore.names.legal_forms import has_legal_form
from estrattore.names.possible import institution, is_common_word, is_place
from estrattore.resources.schemas.names import first_names, names
from estrattore.resources.words import alternatives

if TYPE_CHECKING:
    from estrattore.names.spans import Mention

BEFORE = 60  # characters in front of a name that are looked at
LINK = r"\**\]\([^()\s]*\)"  # of Markdown, behind what it stands on
ADJECTIVE = r"[a-zà-ÿ-]{4,}[aeio]"


def introduced(text: str, m: Mention) -> Mention:
    """A company by what stands around it: `la startup californiana …`, `gruppo …`, `ceo di …`, `…, azienda`, `… S.p.A.`."""
    if m.entry or m.kind == "company" or not (is_company(text, m) or has_legal_form(text, m)):
        return m
    return replace(m, kind="company", source="rule")


def is_company(text: str, m: Mention) -> bool:
    """Whether what stands around a name says that it is a company's."""
    before, name, patterns = text[max(0, m.start - BEFORE) : m.start], text[m.start : m.end], evidence()
    if institution().search(name):
        return False
    noun = m.kind != "organization" and patterns.noun.search(before)  # a `società` may be one of scholars or of a sport
    if noun or patterns.trade.search(name):
        return True
    if m.kind == "person" and name.split()[0] in first_names():
        return False
    owned = m.kind == "person" and patterns.owner.search(before)
    described = m.kind in ("person", "organization") and patterns.noun_after.match(text, m.end)
    headed = (
        m.kind != "organization" and (m.kind in ("person", "company") or " " not in name) and _is_headed(name, before)
    )
    led = not is_place(name) and (headed or patterns.role.search(before))  # `ceo di Vetrobit`
    offers = m.kind == "person" and " " not in name and patterns.product.match(text, m.end)
    return bool(owned or described or led or offers)


def _is_headed(name: str, before: str) -> bool:
    """Whether a word that is none of the language stands behind one who heads: `presidente di Vetrobit`, but `del Quartiere`."""
    return not is_common_word(name) and evidence().head.search(before) is not None


def is_enterprise_here(text: str, start: int) -> bool:
    """Whether what stands before a known name that may be something else makes it the known one: `la banca X`, `il titolo X`."""
    before = text[max(0, start - BEFORE) : start]
    return bool(evidence().noun.search(before) or evidence().shares.search(before))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What makes a name a company's: before it a noun, a noun that an organisation may have too, a role, for a listed
    name what is said of shares; behind it a noun, a product; in it the word of a trade.
    """

    noun: re.Pattern[str]
    owner: re.Pattern[str]
    role: re.Pattern[str]
    head: re.Pattern[str]
    shares: re.Pattern[str]
    noun_after: re.Pattern[str]
    product: re.Pattern[str]
    trade: re.Pattern[str]


@cache
def evidence() -> Evidence:
    """The patterns, with the words of `names.toml`."""
    heads, owners, roles = map(alternatives, (names().company_heads, names().company_owners, names().company_roles))
    shares, of = alternatives(names().shares), ahead(names().of)
    described = (
        rf"(?:(?!{of})(?-i:{ADJECTIVE})\s+)?[«“\"]?$"  # `la startup bavarese X`, but `la concessionaria della Bassa`
    )
    article = ahead([*names().articles, *names().indefinite])
    return Evidence(
        noun=re.compile(rf"(?:\b|['’])(?:{heads})\s+{described}", re.IGNORECASE),
        owner=re.compile(rf"(?:\b|['’])(?:{owners})\s+{described}", re.IGNORECASE),
        role=re.compile(rf"\b(?:{roles})\s+{of}[«“\"]?$", re.IGNORECASE),
        head=re.compile(rf"\b(?:{alternatives(names().chiefs)})\s+{of}$", re.IGNORECASE),
        shares=re.compile(rf"\b(?:{shares})\s+(?:{of})?$", re.IGNORECASE),
        noun_after=re.compile(rf",\s{article}?(?:{heads})\b"),
        product=re.compile(
            rf"(?:{LINK})?\**(?: \([^()\n]{{1,40}}\))?(?:,\s|(?::\s|\n\s*){article}?)(?:{alternatives(names().products)})\b",
            re.IGNORECASE,
        ),
        trade=trade(),
    )


@cache
def trade() -> re.Pattern[str]:
    """A trade that a name of capitals ends in (`Rossi Trasporti`), or a kind of firm that it begins with (`Banca Solaria`)."""
    capitals = r"(?:[A-ZÀ-Þ][\w'’.&-]* )"
    return re.compile(
        rf"^{capitals}+(?=[A-ZÀ-Þ])(?i:{alternatives(names().trades)})$|^(?i:{alternatives(names().firms)}) (?=[A-ZÀ-Þ])"
    )
