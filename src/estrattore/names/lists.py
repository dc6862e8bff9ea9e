"""Lists of known names: bundled companies and institutions, and the user's own companies."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from estrattore.errors import UsageError
from estrattore.names.ahead import ahead
from estrattore.resources.schemas.names import known_names, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

SHORTEST_IN_CAPITALS = 4
WORD = re.compile(r"\w+")
KINDS = ("company", "organization")
LONGEST = 300  # characters of a name; a longer one is a text, or a quote is missing
SHOWN = 40  # of them in a message
_WRITTEN = re.compile(rf"(?=.*\w)[^\x00-\x1f\x7f]{{1,{LONGEST}}}")
AMPERSAND = re.compile(r"(?<=\w) ?& ?(?=\w)")
PARTNERS = re.compile(r" & [Cc]o?\.?$")  # `Pirelli & C.`, `JPMorgan Chase & Co.`
GOES_ON = re.compile(r"\w|'[^\W\d_]{2}")  # behind a form that is only the beginning of a name: `Dell` in `Dell'Orto`
INITIALS = re.compile(r"(?<![\w.])(?:[A-ZÀ-Þ]\.){2,}[A-ZÀ-Þ]\.?(?!\w)")  # three letters or more
SHORT = 4  # letters of a form whose case tells it from a word: `Eni`, `Sace`


@dataclass(frozen=True, slots=True)
class Entry:
    """A known company or organisation: canonical name, kind, and the id that the user gave."""

    name: str
    kind: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A list form found in a text; an ambiguous one (`Meta`, `Intesa`) only confirms what the model saw."""

    start: int
    end: int
    entry: Entry
    sure: bool


@dataclass(frozen=True)
class NameLists:
    """Forms of known names, by the form and by its first word."""

    forms: Mapping[str, tuple[Entry, bool]]
    by_first_word: Mapping[str, tuple[str, ...]]
    folded: Mapping[str, Entry]

    @classmethod
    def of(cls, forms: Mapping[str, tuple[Entry, bool]]) -> NameLists:
        """Index the forms; longer ones come first."""
        index: defaultdict[str, list[str]] = defaultdict(list)
        for form in sorted(forms, key=len, reverse=True):
            word = WORD.search(form)
            if word:
                index[word.group()].append(form)
        folded = {form.casefold(): entry for form, (entry, sure) in forms.items() if sure and len(form) > SHORT}
        return cls(forms, {word: tuple(found) for word, found in index.items()}, folded)

    def get(self, form: str) -> Entry | None:
        """The entry behind a form, whatever apostrophe is written; long forms also in other letters, `R.A.I.` as `RAI`."""
        plain = form.replace("’", "'")
        found = self.forms.get(plain.replace(".", "") if INITIALS.fullmatch(plain) else plain)
        if found is None and "&" in plain:
            found = self.forms.get(PARTNERS.sub("", AMPERSAND.sub(" & ", plain)))
        return found[0] if found else self.folded.get(plain.casefold())

    def is_sure(self, form: str) -> bool:
        """Whether a form is known and cannot be anything else."""
        return form in self.forms and self.forms[form][1]

    def initials(self, text: str) -> Iterator[Known]:
        """Known names that a text writes as initials: `R.A.I.`."""
        for found in INITIALS.finditer(text):
            if entry := self.get(found[0]):
                yield Known(found.start(), found.end(), entry, sure=True)

    def find(self, text: str) -> Iterator[Known]:
        """Known forms in a text, longest first at each place, without overlaps.

        >>> [text.entry.name for text in load_lists().find("Mps e Mediobanca salgono, Nvidia scende")]
        ['Monte dei Paschi', 'Mediobanca', 'Nvidia']
        """
        plain, end = text.replace("’", "'"), 0
        for word in WORD.finditer(plain):
            for form in self.by_first_word.get(word[0], ()):
                start = word.start() - form.index(word[0])
                stop = start + len(form)
                if start >= end and plain.startswith(form, start) and not GOES_ON.match(plain, stop):
                    entry, sure = self.forms[form]
                    yield Known(start + small_article(form), stop, entry, sure)
                    end = stop
                    break


def small_article(form: str) -> int:
    """Length of an article in small letters before a name with a capital: `il Foglio`, but `il manifesto`, `La Stampa`.

    >>> [form[small_article(form):] for form in ("il Foglio", "l'Unità", "il manifesto", "La Stampa")]
    ['Foglio', 'Unità', 'il manifesto', 'La Stampa']
    """
    article = _small_article().match(form)
    return article.end() if article else 0


@cache
def _small_article() -> re.Pattern[str]:
    return re.compile(rf"{ahead(names().articles)}(?=[A-ZÀ-Þ])")


def load_lists(companies: Path | None = None) -> NameLists:
    """The bundled lists, and the user's own on top.

    Args:
        companies: csv with the columns name, aliases (joined by `|`), id.

    Raises:
        UsageError: The file cannot be read or has no column `name`.
    """
    return _bundled() if companies is None else NameLists.of({**_bundled().forms, **_own(companies)})


@cache
def _bundled() -> NameLists:
    return NameLists.of(dict(_forms(row.model_dump() for row in known_names())))


def _own(path: Path) -> dict[str, tuple[Entry, bool]]:
    advice = "Save it as csv in UTF-8 with the columns name, aliases (joined by |), id."
    if path.exists() and not path.is_file():
        raise UsageError(f"The company list '{path}' is no file. {advice}")
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return dict(_forms(_rows(csv.DictReader(lines, strict=True))))
    except csv.Error as error:
        raise UsageError(f"The company list '{path}' is no csv: {error}. {advice}") from None
    except OSError as error:
        said = f"Cannot read the company list '{path}': {error.strerror}."
        raise UsageError(f"{said} Check that the path exists and that you may read it.") from None
    except ValueError as error:
        raise UsageError(f"The company list '{path}', {error}. {advice}") from None


def _rows(rows: csv.DictReader[str]) -> Iterator[Mapping[str, str | None]]:
    """The rows of the user's list.

    Raises:
        ValueError: One cannot be a name; it says in which line.
    """
    if "name" not in (rows.fieldnames or ()):
        raise ValueError("line 1: there is no column 'name'")
    for row in rows:
        kind = (row.get("kind") or "").strip()
        if kind not in ("", *KINDS):
            raise ValueError(f"line {rows.line_num}: the kind '{kind}' is neither {' nor '.join(KINDS)}")
        for form in (row["name"] or "", *_listed(row.get("aliases")), *_listed(row.get("ambiguous"))):
            if form.strip() and not _WRITTEN.fullmatch(form.strip()):
                shown = repr(form.strip()[:SHOWN])
                raise ValueError(
                    f"line {rows.line_num}: {shown} is no name: at most {LONGEST} characters, one line, a letter"
                )
        yield row | {"kind": kind}


def _forms(rows: Iterable[Mapping[str, str | None]]) -> Iterator[tuple[str, tuple[Entry, bool]]]:
    for row in rows:
        name = (row["name"] or "").strip()
        if not name:
            continue
        entry = Entry(name, row.get("kind") or "company", (row.get("id") or "").strip())
        forms, ambiguous = (
            [form.replace("’", "'") for form in written]
            for written in ((name, *_listed(row.get("aliases"))), _listed(row.get("ambiguous")))
        )
        for form in (*forms, *ambiguous):  # in this order: of two that are spelled alike the ambiguous one counts
            for spelling in sorted(_spellings(form, sure=form not in ambiguous)):
                yield spelling, (entry, form not in ambiguous)


def _listed(cell: str | None) -> list[str]:
    """The forms in a cell, joined by `|`.

    >>> _listed("Melarancia| |Pasta Melarancia "), _listed(None)
    (['Melarancia', 'Pasta Melarancia'], [])
    """
    return [form.strip() for form in (cell or "").split("|") if form.strip()]


def _spellings(form: str, *, sure: bool) -> set[str]:
    """A form, in capitals, and with a small letter where its first word is a noun: `Agenzia`, `agenzia delle Entrate`."""
    spellings = {form}
    if sure and len(form) >= SHORTEST_IN_CAPITALS:
        spellings.add(form.upper())
    first, *rest = form.split()
    if rest and first.casefold() in names().small_heads:
        spellings.add(form[0].lower() + form[1:])
    return spellings
