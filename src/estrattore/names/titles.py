"""The role that stands next to a person's name, and the company or organisation it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estrattore.names import role_patterns as written
from estrattore.names.gaps import MARKS, WORD_REACH, closes, is_preposition, leads_to_name
from estrattore.names.role_class import OTHER, role_class
from estrattore.names.spans import Mention
from estrattore.resources.schemas.names import roles

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

WORDS_BETWEEN = 7
REACH = 140  # characters of the sentence that are looked at on either side


@dataclass(frozen=True, slots=True)
class Office:
    """A role as written, the company or organisation that its complement names, and where it stands; the role may be
    missing: `guidata da X`.
    """

    role: str | None
    of: Mention | None
    start: int = -1


Before = tuple[Mention, Office | None]  # the person named before in the sentence, with the office found there


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
    ahead = _ahead(text, person, enterprises, left=left, before=before)
    behind = _behind(text, person, enterprises, left=left, right=right, following=following, before=before)
    says_more = behind is not None and behind.of is not None and ahead is not None and _is_calling(ahead)
    office = (
        (behind if says_more else ahead or behind)
        or _led(text, person, enterprises)
        or _held_together(text, person, before)
    )
    if office is None or office.of or office.role is None:
        return office
    led = _led(text, person, enterprises)  # `Vetrobit, guidata dall'ad X`
    of = _in_brackets(text, person, enterprises) or (led and led.of) or _shared(text, person, before)
    return replace(office, of=of)


def _is_calling(office: Office) -> bool:
    """Whether a role is rather what somebody is than an office: `il magistrato X, segretario generale di Vetrobit`."""
    return office.of is None and office.role is not None and " " not in office.role and role_class(office.role) == OTHER


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


def _is_complement_of(text: str, other: Mention, person: Mention) -> bool:
    """Whether the one before belongs to the role of this one: `l'avvocato di Rossi, Carlo Bassi`."""
    return (
        text[other.end : person.start].strip() == ","
        and written.of_ahead().search(text, max(0, other.start - REACH), other.start) is not None
    )


def _ahead(
    text: str,
    person: Mention,
    enterprises: Sequence[Mention],
    *,
    left: int,
    before: Before | None,
) -> Office | None:
    """The nearest role before the name that nothing but its complement parts from it."""
    last = before[1] if before else None
    honorifics = written.honorifics().search(text, max(left, person.start - WORD_REACH), person.start)
    front = honorifics.start() if honorifics else person.start
    for found in reversed(list(written.title().finditer(text, left, front))):
        start, end = found.span("role")
        taken = last is not None and last.start == start  # `Rossi, ceo di Vetrobit, Bassi e Galli`
        taken = taken or any(
            m.start < start and end <= m.end for m in enterprises
        )  # `Presidenza del Consiglio dei ministri`
        if taken or is_preposition(text, found, front) or not leads_to_name(text, found, front, enterprises):
            continue
        office = _office(text, found, front, enterprises, is_ahead=True)
        bare = office.role == " ".join(found.group("role").split())
        if (
            bare
            and office.of is None
            and before
            and last
            and written.joint().fullmatch(text, before[0].end, found.start())
        ):
            return replace(office, of=last.of)
        return office if office.of else replace(office, of=_appointed_by(text, found, enterprises, left=left))
    same = written.same_role().match(text, left, person.start) if last and last.role else None
    if same and last:
        of = [m for m in enterprises if same.end() <= m.start and m.end <= person.start]
        return Office(last.role, of[0]) if of and not text[of[-1].end : person.start].strip(" ,") else None
    return None


def _appointed_by(text: str, found: re.Match[str], enterprises: Sequence[Mention], *, left: int) -> Mention | None:
    """Who appoints to a role ahead of the name: `Vetrobit ha nominato presidente Ada Rossi`."""
    verb = written.appointing_to().search(text, left, found.start())
    return next((m for m in reversed(enterprises) if verb and left <= m.start and m.end <= verb.start()), None)


def _behind(
    text: str,
    person: Mention,
    enterprises: Sequence[Mention],
    *,
    left: int,
    right: int,
    following: Mention | None,
    before: Before | None,
) -> Office | None:
    """The role behind the name: `, ceo di`, `è il nuovo ceo di`, `X direttore generale` of who appoints."""
    found = written.apposition().match(text, person.end, right)
    if found and not is_preposition(text, found, right) and closes(text, found, following):
        return _office(text, found, right, enterprises)
    found = written.predicate().match(text, person.end, right)
    if found and not is_preposition(text, found, right):
        return _office(text, found, right, enterprises)
    appointing = _appointing(text, person, before, left=left)
    found = written.bare().match(text, person.end, right) if appointing else None
    if appointing and found:
        office = _office(text, found, right, enterprises)
        subject = [m for m in enterprises if m.end <= appointing.start()]
        return replace(office, of=office.of or (subject[-1] if subject else None))
    return None


def _appointing(text: str, person: Mention, before: Before | None, *, left: int) -> re.Match[str] | None:
    """The verb of who appoints, before the name or before the one who is appointed with it."""
    verb = written.appointing().search(text, left, person.start)
    if verb or before is None or not written.appointed_too().fullmatch(text, before[0].end, person.start):
        return verb
    return written.appointing().search(text, max(0, before[0].start - REACH), before[0].start)


def _held_together(text: str, person: Mention, before: Before | None) -> Office | None:
    """The role of the one before where it is one of several: `gli avvocati Rossi e Bassi`."""
    last = before[1] if before else None
    if before is None or last is None or last.role is None or last.start > before[0].start:
        return None
    ahead = text[max(0, last.start - WORD_REACH) : last.start].split()
    plural = bool(ahead) and ahead[-1].casefold() in roles().plural_articles
    several = plural or last.role.split(maxsplit=1)[0].casefold() in roles().plurals
    return last if several and written.series().fullmatch(text, before[0].end, person.start) else None


def _led(text: str, person: Mention, enterprises: Sequence[Mention]) -> Office | None:
    """`Vetrobit, guidata da X`, `X alla guida di Vetrobit`: a company without a role."""
    led = [m for m in enterprises if m.end <= person.start and written.leading().fullmatch(text, m.end, person.start)]
    led += [
        m for m in enterprises if m.start >= person.end and written.at_the_head().fullmatch(text, person.end, m.start)
    ]
    return Office(None, led[-1]) if led else None


def _office(
    text: str, found: re.Match[str], end: int, enterprises: Sequence[Mention], *, is_ahead: bool = False
) -> Office:
    """Role with its function, and the company behind it; ahead of a name all that stands between is its complement."""
    role, start, at = " ".join(found.group("role").split()), found.end("role"), found.start("role")
    phrase = None if is_ahead else written.complement().match(text, start, end)
    stop = start + len(text[start:end].rstrip(MARKS)) if is_ahead else phrase.end() if phrase else start
    stop = next((m.end for m in enterprises if m.start < stop < m.end), stop)
    inside = next((m for m in enterprises if start <= m.start and m.end <= stop), None)
    if inside and role.split()[-1].casefold() not in roles().fields:
        between = text[start : inside.start]
        if len(between.split()) > WORDS_BETWEEN or written.breaks().search(between):
            return Office(role, None, at)
        return Office(role + _function(between), inside, at)
    # `ministro dell'Economia`: what is no organisation completes the role, but not `del gruppo`
    if written.completes().match(text, start, stop) and not written.of_company().fullmatch(text, start, stop):
        role += " " + " ".join(text[start:stop].split())
    return Office(role.strip(" ,"), None, at)


def _function(between: str) -> str:
    """What a role is about, of what stands between it and its company: `della raffinazione di`, but `del gruppo`."""
    found = written.function().fullmatch(between)
    if found is None or found.group("noun").casefold() in roles().company_nouns:
        return ""
    return " " + " ".join(found.group("what").split())
