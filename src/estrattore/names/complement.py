"""The complement of a role: what it is about, and the company or organisation that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estrattore.names import gap_patterns as written
from estrattore.names.gaps import MARKS
from estrattore.names.possible import is_place
from estrattore.names.role_class import holds_field
from estrattore.names.role_patterns import title
from estrattore.resources.schemas.names import places, roles

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from estrattore.names.spans import Mention

WORDS_BETWEEN = 7
OPENING, CLOSING = "«“", ("»", "”")
DASHES = (" -", " –", " —")  # `responsabile del servizio economico - finanziario X`


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A role as written, the company or organisation that its complement names, and where it stands; the role may be
    missing: `guidata da X`. `is_open` where nothing says whose it is: `l'ad X`, but not `l'ad della bottega X`.
    """

    role: str | None
    of: Mention | None
    start: int = -1
    is_open: bool = False


Before = tuple["Mention", Office | None]  # the person named before in the sentence, with the office found there


def office_of(
    text: str, found: re.Match[str], end: int, enterprises: Sequence[Mention], *, is_ahead: bool = False
) -> Office:
    """Role with its function, and the company behind it; ahead of a name all that stands between is its complement."""
    at, start = found.span("role")
    is_head = found.group("role").casefold() in roles().heads  # `presidente del Consiglio dei ministri`
    cut = next((m for m in enterprises if at < m.start < start < m.end + (not is_head)), None)
    # `presidente del Consiglio nazionale dei geologi`, `del Consiglio europeo`: of the body, no head of government
    if cut:
        return Office(role=_without_of(text[at : cut.start]), of=cut, start=at)
    role = " ".join(found.group("role").split())
    if (
        not is_ahead
        and role.casefold() in roles().with_function
        and (about := written.plain_function().match(text, start))
    ):
        role, start = role + " " + " ".join(about.group().split()), about.end()
    phrase = written.complement().match(text, start, end)
    said = phrase.end() if phrase else start
    stop = start + len(text[start:end].rstrip(MARKS)) if is_ahead else said
    stop = next((m.end for m in enterprises if m.start < stop < m.end), stop)
    inside = next(
        (
            m
            for m in enterprises
            if start <= m.start
            and m.end <= stop
            and not (_is_where(text, role, start, m) or _is_department(text, m, enterprises))
        ),
        None,
    )
    is_field = inside is not None and _is_field(role, text[start : inside.start], text[inside.start : inside.end])
    if inside and not is_field:
        between = text[start : inside.start]
        if _parts(between, text[inside.start : inside.end]):
            return Office(role=role, of=None, start=at)
        return Office(role=role + _function(between), of=inside, start=at)
    if is_ahead and not is_field and not holds_field(role) and text[said : said + 2] not in DASHES:
        stop = min(stop, said)  # `numero uno del mondo e vincitore di due titoli, X`
    open_end = written.of_company().fullmatch(text, start, stop)
    # `ministro dell'Economia`: what is no organisation completes the role, but not `del gruppo`
    of = written.link().match(text, start, stop)
    # `presidente di Panama` chairs no company
    state = of is not None and text[of.end() : stop].strip() in places().world
    if state or (written.completes().match(text, start, stop) and not open_end):
        role = _without_of(role + " " + " ".join(text[start:stop].split()))
    return Office(role=role.strip(MARKS), of=None, start=at, is_open=bool(open_end) or not text[start:stop].strip())


def _is_where(text: str, role: str, start: int, m: Mention) -> bool:
    """Whether a name that may be a place's is that of a place: `direttore della filiale di Sassuolo`, `procuratore di Torino`, but `presidente del Sassuolo`."""
    in_place = bool(_words(role) & roles().of_places) or bool(_function(text[start : m.start]))
    if _words(role) & roles().of_states and text[m.start : m.end] in places().world:
        return True
    return in_place and is_place(text[m.start : m.end].split("-", maxsplit=1)[0])


def _is_department(text: str, m: Mention, enterprises: Sequence[Mention]) -> bool:
    """Whether what bears a name is a department of what is named behind it: `direttore degli Affari Internazionali di Vetrobit`."""
    first = text[m.start : m.end].split(maxsplit=1)[0].casefold()
    behind = (other for other in enterprises if other.start > m.end)
    return first in roles().departments and any(
        text[m.end : other.start] == " " or written.link().fullmatch(text, m.end, other.start) for other in behind
    )


def is_singular(role: str) -> bool:
    """Whether one holds it: not `ex presidenti`."""
    return roles().plurals.isdisjoint(role.casefold().split())


def _words(role: str) -> set[str]:
    return set(role.casefold().split())


def _is_field(role: str, between: str, name: str) -> bool:
    """Whether what bears the name of a body is what a minister or the like deals with: `assessore alla Sicurezza`, but `assessore alla sicurezza del Comune`."""
    if written.field().match(between) and _words(role) & roles().fields_to:
        # `delegato ai rapporti esteri Vetrobit`
        is_near = written.field().fullmatch(between) or holds_field(role)
        is_ministry = name.split(maxsplit=1)[0].casefold() in roles().ministries
        return bool(is_near) and not _function(between) and not is_ministry
    return holds_field(role)


def _parts(between: str, name: str) -> bool:
    """Whether too much stands between a role and a company: a verb, another role, a title in quotes, a place; or no preposition
    before a name that begins with an article (`sindaco dei ragazzi La Stampa`).
    """
    last = between.rsplit(maxsplit=1)[-1] if between.strip() else ""
    is_too_far = len(between.split()) > WORDS_BETWEEN or written.verbs().search(between) is not None
    is_too_far = is_too_far or any(is_singular(role["role"]) for role in title().finditer(between))
    before_quote = between.rstrip(OPENING + " ").rsplit(maxsplit=1)
    noun = before_quote[-1].casefold() if before_quote else ""
    leads = written.link().fullmatch(f" {last} ") or noun in roles().bodies
    named_apart = bool(last) and not leads and name.split(maxsplit=1)[0].casefold() in roles().articles
    return is_too_far or named_apart or last.endswith(CLOSING) or is_place(last)


def _function(between: str) -> str:
    """What a role is about, of what stands between it and its company: `della raffinazione di`, but `del gruppo`."""
    found = written.function().fullmatch(between)
    if found is None or found.group("noun").casefold() in roles().company_nouns:
        return ""
    what = found.group("what").split()
    return "" if what[-1].casefold() in roles().joints else " " + " ".join(what)


def _without_of(role: str) -> str:
    """`presidente` of `presidente del`, `titolare della ditta` of `titolare della ditta la | cui sede`."""
    *words, last = role.split()
    ends = written.link().fullmatch(f" {last} ") or last.casefold() in {*roles().articles, *roles().honorifics}
    return " ".join(words if words and ends else [*words, last])
