"""Spans of names: what a model proposes, trimmed, corrected by lists, and found everywhere in the article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from estrattore.components.gazetteer import Entry, NameLists, words
from estrattore.values.lexicon import rows

KINDS = {"COMPANY": "company", "ORG": "organization", "PER": "person", "LOC": "place", "MISC": "other"}
WANTED = ("company", "organization", "person")
Proposal = tuple[int, int, str]

LIST_VOTES, FULL_NAME_VOTES, INTRODUCTION_VOTES = 100, 2, 3
EDGE = " \t\r\n\u00a0.,;:!?…«»“”\"'’‘()[]–—-•*/|"
ELISION = re.compile(r"(?:dell|all|dall|nell|sull|coll|quell|un|d|l)['’]", re.IGNORECASE)
ARTICLE = re.compile(r"(?:Il|Lo|La|I|Gli|Le)\s+(?=[A-Z])")
FIRST_WORD = re.compile(r"[\w&-]+\.?\s+")
POSSESSIVE = re.compile(r"['’]s$")
CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
SURNAME_PAIR = re.compile(r"([A-ZÀ-Þ][\w’']{3,})-([A-ZÀ-Þ][\w’']{3,})")
SENTENCE_START = re.compile(r"(?:^|[.!?:;\n«“\"–—-])\s*$")
INTRODUCTION = re.compile(
    rf"(?:\b|['’])(?:{'|'.join(sorted(words('names', 'company_heads')))})\s+(?:[a-zà-ÿ-]{{4,}}[aeio]\s+)?[«“\"]?$", re.IGNORECASE
)
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


def find_mentions(text: str, proposals: Iterable[Proposal], *, lists: NameLists) -> list[Mention]:
    """Mentions of companies, organisations and people in order, without overlaps."""
    mentions = joined(text, [m for p in proposals for m in cleaned(text, p, lists)])
    mentions = corrected(text, lengthened(text, mentions), lists)
    mentions = agreed(text, [introduced(text, m) for m in mentions])
    mentions += repeated(text, mentions)
    mentions = [with_legal_form(text, m) for m in mentions if m.kind in WANTED]
    return without_overlaps(mentions)


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


def corrected(text: str, mentions: Sequence[Mention], lists: NameLists) -> list[Mention]:
    """Lists decide the kind of what they know, and add what the model missed, unless the form is ambiguous."""
    kept = list(mentions)
    for known in lists.find(text):
        touching = [m for m in kept if m.overlaps(known.start, known.end)]
        if any(m.start < known.start or m.end > known.end for m in touching):
            continue  # part of a longer name: `Enel` in `Enel Green Power`, `Tim` in `Tim Cook`
        named = any(m.kind in ("company", "organization") for m in touching)
        fits = touching or not _inside_name(text, known.start, known.end)
        if named or (known.sure and fits):
            kept = [m for m in kept if m not in touching]
            kept.append(Mention(known.start, known.end, known.entry.kind, "model" if named else "list", known.entry))
    return kept


def _inside_name(text: str, start: int, end: int) -> bool:
    """Whether the context makes the form part of something else: an address, a law, a hyphenated word."""
    before = re.search(r"(\w+)[ \u00a0]$", text[max(0, start - 25) : start])
    joined = text[start - 1 : start] in "-@#/_." and start > 0 and text[start - 1 : start] != ""
    return joined or bool(before and before.group(1).casefold() in words("names", "not_person_before"))


def lengthened(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """`Lumen` becomes `Lumen AI` where the text goes on so and the longer name is a mention elsewhere."""
    surfaces = sorted({text[m.start : m.end] for m in mentions if " " in text[m.start : m.end]}, key=len, reverse=True)
    result = []
    for m in mentions:
        ends = (m.start + len(s) for s in surfaces if text.startswith(s, m.start))
        end = next((e for e in ends if not text[e : e + 1].isalnum()), m.end)
        free = not any(o.overlaps(m.end, end) for o in mentions if o is not m)
        result.append(replace(m, end=end) if end > m.end and free else m)
    return result


def introduced(text: str, m: Mention) -> Mention:
    """What follows `la startup californiana` is a company, whatever the model took it for."""
    if m.kind in ("company", "organization") or not INTRODUCTION.search(text[max(0, m.start - 60) : m.start]):
        return m
    return replace(m, kind="company", source="rule")


def agreed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """One kind for one surface in an article: that of the list, else that of most mentions.

    A full name votes for its surname too: with `Pierroberto Folgiero` in the article, `Folgiero` is a person.
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        surface = text[m.start : m.end].casefold()
        votes[surface][m.kind] += LIST_VOTES if m.entry else INTRODUCTION_VOTES if m.source == "rule" else 1
        if m.kind == "person" and " " in surface:
            votes[surface.split()[-1]]["person"] += FULL_NAME_VOTES
    result = []
    for m in mentions:
        votes_here = votes[text[m.start : m.end].casefold()]
        first, most = votes_here.most_common(1)[0]
        # a listed company that is also somebody's surname here: `Ferrari` may be either, so the model decides
        both = m.kind == "person" and most >= LIST_VOTES
        result.append(replace(m, kind=first) if most > votes_here[m.kind] and not both else m)
    return result


def repeated(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """A name found once is found everywhere, also in capitals; so is the surname of a full name."""
    taken = sorted((m.start, m.end) for m in mentions)
    forms: dict[str, Mention] = {}
    for m in mentions:
        if m.kind in WANTED:
            surface = text[m.start : m.end]
            for form in {surface, surface.upper() if len(surface) > 2 else surface}:
                forms.setdefault(form, m)
    for surname, m in _surnames(text, mentions).items():
        forms.setdefault(surname, m)
    if not forms:
        return []
    longest_first = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    found = []
    for match in pattern.finditer(text):
        start, end = match.span()
        free = not any(a < end and start < b for a, b in taken)
        m = forms[match.group()]
        if free and not _joined_to_name(text, start, end, m):
            found.append(replace(m, start=start, end=end, source="rule"))
    return found


def _surnames(text: str, mentions: Sequence[Mention]) -> dict[str, Mention]:
    """The last names of people who are named in full, unless something else bears that name in the article."""
    others = {text[m.start : m.end] for m in mentions if m.kind != "person"}
    found = {}
    for m in mentions:
        parts = text[m.start : m.end].split()
        if m.kind != "person" or len(parts) < 2 or len(parts[-1]) < 4 or not CAPITAL.match(parts[-1]):
            continue
        at = len(parts) - 1
        while at > 1 and parts[at - 1].casefold() in words("names", "particles"):
            at -= 1
        surname = " ".join(parts[at:])
        if surname not in others and surname.casefold() not in words("names", "stop"):
            found[surname] = m
    return found


def _joined_to_name(text: str, start: int, end: int, m: Mention) -> bool:
    """Whether a repeated form stands inside another name: `Via Manzoni`, `Marta Rossi` for `Rossi`."""
    if _inside_name(text, start, end):
        return True
    if m.kind != "person":
        return False
    before = re.search(r"([^\W\d_][\w’']*)[ \u00a0]$", text[max(0, start - 25) : start])
    after = re.match(r"[ \u00a0]([^\W\d_]\w*)", text[end : end + 25])
    if before and SENTENCE_START.search(text[: start - len(before.group())]) and before.group(1) not in first_names():
        before = None  # `Poi Rossi tace`: its capital is that of the sentence
    capitalised = [w.group(1) for w in (before, after) if w and CAPITAL.match(w.group(1))]
    return any(w.casefold() not in words("names", "titles") | words("names", "leading") for w in capitalised)


@cache
def first_names() -> frozenset[str]:
    """Common Italian and foreign first names."""
    return frozenset(files("estrattore.resources").joinpath("first_names.txt").read_text("utf-8").split())


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


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """In order; of two that overlap the longer one stays."""
    kept: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        if not any(k.overlaps(m.start, m.end) for k in kept):
            kept.append(m)
    return sorted(kept, key=lambda m: m.start)
