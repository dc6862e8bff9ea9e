"""Legal forms behind a name: `S.p.A.`, `N.V.`, `Sgr`."""

from __future__ import annotations

import re
from dataclasses import replace

from estrattore.names.spans import Mention
from estrattore.resources.loader import rows

LEGAL_FORMS = {
    spelling: row["form"]
    for row in rows("legal_forms")
    for spelling in [row["form"], *filter(None, row["spellings"].split("|"))]
}
LEGAL_FORM = re.compile(
    rf"(?:\s+|,\s+(?=[A-Z]))({'|'.join(map(re.escape, sorted(LEGAL_FORMS, key=len, reverse=True)))})(?!\w)"
)


def split_legal_form(name: str) -> tuple[str, str | None]:
    """Name and legal form.

    >>> split_legal_form("Ferrari N.V."), split_legal_form("Mediobanca Sgr")
    (('Ferrari', 'N.V.'), ('Mediobanca', 'S.g.r.'))
    """
    for form in LEGAL_FORM.finditer(name):
        if form.end() == len(name) and form.start() > 0:
            return name[: form.start()].rstrip(" ,"), LEGAL_FORMS[form.group(1)]
    return name, None


def has_legal_form(text: str, m: Mention) -> bool:
    """Whether a legal form ends or follows the mention; one in small letters may be a bath (`spa`)."""
    form = LEGAL_FORM.match(text, m.end)
    return (form is not None and not form.group(1).islower()) or split_legal_form(text[m.start : m.end])[1] is not None


def with_legal_form(text: str, m: Mention) -> Mention:
    """The mention up to the end of the legal form that follows a company's name."""
    if m.kind != "company":
        return m
    form = LEGAL_FORM.match(text, m.end)
    return replace(m, end=form.end(1)) if form else m
