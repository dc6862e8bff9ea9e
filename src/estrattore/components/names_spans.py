"""Spans of names as a model proposes them: trimmed, cut, joined, widened, or thrown out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from estrattore.components.gazetteer import Entry, NameLists, words
from estrattore.values.lexicon import rows, table

KINDS = {"COMPANY": "company", "ORG": "organization", "PER": "person", "LOC": "place", "MISC": "other"}
Proposal = tuple[int, int, str]

EDGE = " \t\r\n\u00a0.,;:!?…«»“”\"'’‘()[]–—-•*/|"
ELISION = re.compile(r"(?:dell|all|dall|nell|sull|coll|quell|un|d|l)['’]", re.IGNORECASE)
ARTICLE = re.compile(r"(?:Il|Lo|La|I|Gli|Le)\s+(?=[A-Z])")
FIRST_WORD = re.compile(r"[\w&-]+\.?\s+")
POSSESSIVE = re.compile(r"['’]s$")
CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
SURNAME_PAIR = re.compile(r"([A-ZÀ-Þ][\w’']{3,})-([A-ZÀ-Þ][\w’']{3,})")
PARTICLE = re.compile(r" (?:di|de|del|della|dei|degli|da|von|van) ")
INSTITUTION = re.compile(
    r"(?i)\b(?:minister\w+|banca (?:centrale|d['’]italia|mondiale)|universit\w+|politecnico|tribunale|corte|procura|agenzia|"
    r"autorità|commissione|consiglio|comitato|fondazione|associazione|federazione|confederazione|unione|partito|comune|"
    r"regione|provincia|istituto|ente|ordine|polizia|guardia|vigili|sindacato|camera|senato|asl|museo|osservatorio)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A span with the kind of what it names; `entry` where a list knows it."""

    start: int
    end: int
    kind: str
    source: str = "model"
    entry: Entry | None = None

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the span shares a character with another."""
        return self.start < end and start < self.end


def cleaned(text: str, proposal: Proposal, lists: NameLists) -> Iterator[Mention]:
    """A proposal as a mention: trimmed, cut at line breaks; nothing when it cannot be a name."""
    start, end, label = proposal
    for line in re.finditer(r"[^\r\n]+", text[start:end]):
        kind = KINDS.get(label) or _undecided(line.group(), lists)
        a, b = trimmed(text, start + line.start(), start + line.end(), kind=kind, lists=lists)
        for c, d in _surname_pair(text, a, b) if kind == "person" else [(a, b)]:
            if possible(text[c:d], kind, lists):
                yield Mention(c, d, kind)


def _surname_pair(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """`Draghi-Macron` are two people; `Jean-Claude` is one."""
    pair = SURNAME_PAIR.fullmatch(text, start, end)
    if not pair or pair.group(1).casefold() in words("names", "double_first_names"):
        return [(start, end)]
    return [pair.span(1), pair.span(2)]


def _undecided(name: str, lists: NameLists) -> str:
    """Company or other organisation, for models that make no difference."""
    entry = lists.get(name.strip(EDGE))
    if entry:
        return entry.kind
    return "organization" if INSTITUTION.search(name) else "company"


def trimmed(text: str, start: int, end: int, *, kind: str, lists: NameLists) -> tuple[int, int]:
    """The span without articles, prepositions, titles, generic heads, quotes and final marks."""
    while start < end:
        while start < end and text[start] in EDGE:
            start += 1
        while start < end and text[end - 1] in EDGE and not _closes(text[start:end]):
            end -= 1
        name = text[start:end]
        if lists.get(name):
            return start, end
        cut = _leading(name, kind)
        if cut == 0:
            possessive = POSSESSIVE.search(name)
            return start, end - (2 if possessive else 0)
        start += cut
    return start, end


def _closes(name: str) -> bool:
    """Whether a final mark belongs to the name: `S.p.A.`, `Warner Bros.`, a closed bracket."""
    return bool(re.search(r"(?:\b\w\.\w\.|\b(?:Inc|Corp|Ltd|Bros|Jr|Sr|Co|coop)\.|\([^()]*\))$", name))


def _leading(name: str, kind: str) -> int:
    """Length of what stands before the name and is no part of it."""
    elided = ELISION.match(name)
    if elided and len(name) > elided.end():
        return elided.end()
    article = ARTICLE.match(name)
    if article and kind == "person":
        return article.end()
    word = FIRST_WORD.match(name)
    if not word:
        return 0
    bare = word.group().strip(" .\t\u00a0")
    if bare in words("names", "leading"):
        return word.end()
    if kind == "person" and bare.casefold() in words("names", "titles"):
        return word.end()
    return 0


def possible(name: str, kind: str, lists: NameLists) -> bool:
    """Whether this can be a name of its kind at all."""
    if lists.get(name):
        return True
    if len(name) < 2 or not CAPITAL.search(name) or name.casefold() in words("names", "stop"):
        return False
    if "/" in name or "@" in name or name.split()[0].casefold() in words("names", "stop_first"):
        return False
    return kind != "person" or not any(c.isdigit() for c in name)


def joined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Parts of one person's name that a model took apart: `Carlo De | Rossi`, `Luca Cordero | di | Montezemolo`."""
    result: list[Mention] = []
    for m in mentions:
        before = result[-1] if result else None
        if before and before.kind == m.kind == "person" and before.end <= m.start:
            between, full = text[before.end : m.start], " " in text[before.start : before.end]
            if between in ("", " ", "’", "'") or (full and PARTICLE.fullmatch(between)):
                result[-1] = replace(before, end=m.end)
                continue
        result.append(m)
    return result


LEGAL_FORMS = {
    spelling: row["form"]
    for row in rows("legal_forms")
    for spelling in [row["form"], *filter(None, row["spellings"].split("|"))]
}
LEGAL_FORM = re.compile(
    rf"(?:\s+|,\s+(?=[A-Z]))({'|'.join(map(re.escape, sorted(LEGAL_FORMS, key=len, reverse=True)))})(?!\w)"
)


def with_legal_form(text: str, m: Mention) -> Mention:
    """The mention up to the end of the legal form that follows a company's name."""
    if m.kind != "company":
        return m
    form = LEGAL_FORM.match(text, m.end)
    return replace(m, end=form.end(1)) if form else m


def split_legal_form(name: str) -> tuple[str, str | None]:
    """Name and legal form.

    >>> split_legal_form("Ferrari N.V."), split_legal_form("Mediobanca Sgr")
    (('Ferrari', 'N.V.'), ('Mediobanca', 'S.g.r.'))
    """
    for form in LEGAL_FORM.finditer(name):
        if form.end() == len(name) and form.start() > 0:
            return name[: form.start()].rstrip(" ,"), LEGAL_FORMS[form.group(1)]
    return name, None
