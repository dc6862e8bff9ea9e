"""The role that stands next to a person's name, and the company or organisation it belongs to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estrattore.names import role_patterns as written
from estrattore.names.complement import Before, Office, is_singular
from estrattore.names.gaps import WORD_REACH
from estrattore.names.role_ahead import role_ahead
from estrattore.names.role_behind import REACH, is_named_with, role_behind
from estrattore.names.role_class import role_class
from estrattore.resources.schemas.names import roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estrattore.names.spans import Mention


def role_of(
    text: str,
    person: Mention,
    others: Sequence[Mention],
    *,
    sentence: tuple[int, int],
    before: Before | None = None,
) -> Office | None:
    """The office of a person.

    Args:
        text: The article.
        person: Whose role.
        others: Names of the sentence.
        sentence: Borders that a role does not cross.
        before: Who is named before in the sentence.
    """
    left = max(sentence[0], person.start - REACH)
    right = min(sentence[1], person.end + REACH)
    if before and not _is_complement_of(text, before[0], person):
        left = max(left, before[0].end)
    enterprises = [m for m in others if m.kind != "person"]
    following = next((m for m in others if m.kind == "person" and m.start >= person.end), None)
    ahead = role_ahead(text, person, enterprises, left=left, before=before)
    behind = role_behind(text, person, enterprises, left=left, right=right, following=following, before=before)
    says_more = behind is not None and ahead is not None and _is_calling(ahead, beside=behind)
    office = (
        (behind if says_more else ahead or behind)
        or _led(text, person, enterprises)
        or _held_together(text, person, enterprises, before)
    )
    if office is None or office.of or office.role is None:
        return office
    led = _led(text, person, enterprises)  # `Vetrobit, guidata dall'ad X`
    named = [m for m in enterprises if is_named_with(text, person, m)]  # `il pm X della Procura di Modena`
    of = _in_brackets(text, person, enterprises) or next(iter(named), None)
    of = (
        of
        or (led and led.of)
        or _shared(text, person, before)
        or _headlined(text, person, enterprises, office, sentence)
    )
    return replace(office, of=of)


def _is_calling(office: Office, *, beside: Office) -> bool:
    """Whether a role is rather what somebody is than an office: `il magistrato X, segretario generale di Vetrobit`, `il colonnello X, comandante del reparto`."""
    if office.role and not is_singular(office.role):
        return True  # `i fondatori del gruppo, X, presidente`
    if office.of or office.role is None or " " in office.role:
        return False
    return office.role.casefold() in roles().ranks or (
        beside.of is not None and role_class(office.role) in roles().callings
    )


def _in_brackets(text: str, person: Mention, enterprises: Sequence[Mention]) -> Mention | None:
    """The company right behind a name: `l'analista Ada Rossi (Vetrobit)`."""
    inside = [m for m in enterprises if text[person.end : m.start].strip() == "(" and text[m.end : m.end + 1] == ")"]
    return inside[0] if inside else None


def _shared(text: str, person: Mention, before: Before | None) -> Mention | None:
    """The company of the one before: `Rossi, ceo di Vetrobit, e Bassi, presidente`."""
    last = before[1] if before else None
    if before is None or last is None or last.of is None or last.of.start > person.start:
        return None
    begin = max(before[0].end, last.of.end)
    return last.of if begin <= person.start and written.joint().fullmatch(text, begin, person.start) else None


def _headlined(
    text: str, person: Mention, enterprises: Sequence[Mention], office: Office, sentence: tuple[int, int]
) -> Mention | None:
    """The company that a headline is about: `Vetrobit, Ada Galli nominata presidente`."""
    opening = [m for m in enterprises if m.start == sentence[0] and text[m.end : person.start].strip() == ","]
    return opening[0] if opening and opening[0].kind == "company" and office.is_open else None


def _is_complement_of(text: str, other: Mention, person: Mention) -> bool:
    """Whether the one before belongs to the role of this one: `l'avvocato di Rossi, Carlo Bassi`."""
    return (
        text[other.end : person.start].strip() == ","
        and written.of_ahead().search(text, max(0, other.start - REACH), other.start) is not None
    )


def _held_together(text: str, person: Mention, enterprises: Sequence[Mention], before: Before | None) -> Office | None:
    """The role of the one before where it is one of several: `gli avvocati Rossi e Bassi`; each his own company where as many
    are named: `i ceo di Vetrobit e Solaria, Rossi e Bassi`.
    """
    last = before[1] if before else None
    if before is None or last is None or last.role is None or last.start > before[0].start:
        return None
    ahead = text[max(0, last.start - WORD_REACH) : last.start].split()
    plural = bool(ahead) and ahead[-1].casefold() in roles().plural_articles
    several = plural or not is_singular(last.role)
    named = [m for m in enterprises if m.end <= person.start and is_named_with(text, before[0], m)]
    start = named[0].end if named else before[0].end  # `i pm Rossi della Dda e Bassi della Procura`
    if not several or not written.series().fullmatch(text, start, person.start):
        return None
    if named or "(" in text[before[0].end : person.start]:
        return replace(last, of=None)
    beside = [m for m in enterprises if last.of and last.of.start < m.start < before[0].start]
    return replace(last, of=beside[0]) if beside else last


def _led(text: str, person: Mention, enterprises: Sequence[Mention]) -> Office | None:
    """`Vetrobit, guidata da X`, `X alla guida di Vetrobit`: a company without a role."""
    led = [m for m in enterprises if m.end <= person.start and written.leading().fullmatch(text, m.end, person.start)]
    led += [
        m for m in enterprises if m.start >= person.end and written.at_the_head().fullmatch(text, person.end, m.start)
    ]
    return Office(role=None, of=led[-1]) if led else None
