"""The role behind a name: `X, ceo di Vetrobit`, `X è il nuovo ceo`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estrattore.names import role_patterns as written
from estrattore.names.complement import Before, Office, office_of
from estrattore.names.gaps import closes, is_no_office
from estrattore.names.role_class import holds_field
from estrattore.resources.schemas.names import roles

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from estrattore.names.spans import Mention

REACH = 140  # characters of the sentence that are looked at on either side


def role_behind(
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
    right = min(right, following.start) if following else right  # `l'avvocato del sindaco | Rossi`
    beside = [(person.end, None), *((m.end, m) for m in enterprises if is_named_with(text, person, m))]
    for end, of in beside:
        found = written.apposition().match(text, end, right)
        if (
            found
            and not is_no_office(text, found, right)
            and closes(text, found, following, enterprises)
            and _agrees(text, found, person, before)
        ):
            office = office_of(text, found, right, enterprises)
            return replace(office, of=office.of or of)
    for end, of in beside:
        found = written.predicate().match(text, end, right)
        if found and not is_no_office(text, found, right):
            office = office_of(text, found, right, enterprises)
            return replace(office, of=office.of or of)
    appointing = _appointing(text, person, before, left=left)
    found = written.bare().match(text, person.end, right) if appointing else None
    if appointing and found:
        office = office_of(text, found, right, enterprises)
        subject = [m for m in enterprises if m.end <= appointing.start()]
        # a minister is of no body that elects him
        elector = subject[-1] if subject and not holds_field(office.role or "") else None
        return replace(office, of=office.of or elector)
    found = written.at_once().match(text, person.end, right)
    return office_of(text, found, right, enterprises) if found and not is_no_office(text, found, right) else None


def _agrees(text: str, found: re.Match[str], person: Mention, before: Before | None) -> bool:
    """Whether a role of several is said of several: `Rossi e Bassi, i fondatori di Vetrobit`, but `Rossi, i pm contro Bassi`."""
    article = (found.group("article") or "").strip().casefold()
    several = before is not None and written.series().fullmatch(text, before[0].end, person.start) is not None
    return several or article not in roles().plural_articles


def is_named_with(text: str, person: Mention, company: Mention) -> bool:
    """`X di Confindustria`, whose role follows."""
    return (
        company.start > person.end and written.of_company_ahead().fullmatch(text, person.end, company.start) is not None
    )


def _appointing(text: str, person: Mention, before: Before | None, *, left: int) -> re.Match[str] | None:
    """The verb of who appoints, before the name or before the one who is appointed with it."""
    verb = written.appointing().search(text, left, person.start)
    if verb or before is None or not written.appointed_too().fullmatch(text, before[0].end, person.start):
        return verb
    return written.appointing().search(text, max(0, before[0].start - REACH), before[0].start)
