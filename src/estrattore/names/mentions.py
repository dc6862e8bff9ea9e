"""Mentions of an article: what a model proposes, corrected by lists and context, and found everywhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from estrattore.names.cells import NO_CELLS, Cells
from estrattore.names.elsewhere import MARK_REACH, SENTENCE_START, WORD_REACH
from estrattore.names.evidence import introduced, is_company, is_enterprise_here
from estrattore.names.joined import joined, widened, without_towns
from estrattore.names.legal_forms import split_legal_form, with_legal_form
from estrattore.names.possible import CAPITAL, says_code, says_no_name
from estrattore.names.spans import Mention, Proposal, cleaned, is_dateline
from estrattore.resources.schemas.names import first_names, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estrattore.names.lists import NameLists

WANTED = ("company", "organization", "person")

LIST_VOTES, FULL_NAME_VOTES, INTRODUCTION_VOTES, LEGAL_FORM_VOTES = 100, 2, 3, 2
SHORTEST_SURNAME = 4
PARTS = re.compile(r"[ '’]")


def find_mentions(
    text: str, proposals: Iterable[Proposal], *, lists: NameLists, cells: Cells = NO_CELLS
) -> list[Mention]:
    """Mentions of companies, organisations and people in order, without overlaps."""
    proposals = cells.without_heads(proposals)
    mentions = joined(text, [m for p in sorted(proposals) for m in cleaned(text, p, lists)], lists)
    mentions = [widened(text, m, lists) for m in with_particles(text, lengthened(text, mentions))]
    mentions = corrected(text, without_overlaps(mentions), lists, cells=cells)
    mentions = [with_legal_form(text, introduced(text, m)) for m in mentions]
    mentions = without_towns(text, agreed(text, mentions))
    mentions += [m for m in repeated(text, mentions) if not is_dateline(text, m.start, m.end, lists)]
    return without_overlaps(with_legal_form(text, m) for m in mentions if m.kind in WANTED)


def corrected(text: str, mentions: Sequence[Mention], lists: NameLists, *, cells: Cells = NO_CELLS) -> list[Mention]:
    """Lists decide the kind of what they know, and add what the model missed, unless the form is ambiguous."""
    kept = list(mentions)
    starts = [m.start for m in mentions]
    for known in (*lists.find(text), *lists.initials(text)):
        touching = overlapping(mentions, starts, known.start, known.end)
        if any(m.start < known.start or m.end > known.end for m in touching):
            continue  # part of a longer name: `Enel` in `Enel Green Power`, `Tim` in `Tim Cook`
        if says_no_name(text, known.start, known.end):
            continue
        named = any(m.kind in ("company", "organization") for m in touching)
        named = named or (known.start, known.end) in cells.cells
        inside = not touching and _inside_name(text, known.start, known.end)
        if named or (not inside and (known.sure or is_enterprise_here(text, known.start))):
            kept.append(Mention(known.start, known.end, known.entry.kind, "model" if named else "list", known.entry))
    listed = kept[len(mentions) :]
    mentions = [_recognised(text, m, lists) for m in mentions]
    starts, ends = sorted(m.start for m in listed), sorted(m.end for m in listed)
    # begun before its end, minus ended before its start: a listed one shares a character with it
    free = [m for m in mentions if bisect_left(starts, m.end) == bisect_left(ends, m.start + 1)]
    return without_overlaps([*free, *listed])


def _recognised(text: str, m: Mention, lists: NameLists) -> Mention:
    """With its entry where a list knows the whole name in other letters: `Banca monte dei paschi`."""
    name = text[m.start : m.end]
    entry = lists.get(name) if m.kind in ("company", "organization") and " " in name else None
    return replace(m, kind=entry.kind, entry=entry) if entry else m


def overlapping(mentions: Sequence[Mention], starts: Sequence[int], start: int, end: int) -> list[Mention]:
    """Those of some mentions, in order and without overlaps, that share a character with a span."""
    first = max(0, bisect_left(starts, start) - 1)
    return [m for m in mentions[first : bisect_left(starts, end)] if m.overlaps(start, end)]


def _inside_name(text: str, start: int, end: int) -> bool:
    """Whether the context makes the form part of something else: an address, a law, a hyphenated word."""
    before = re.search(r"(\w+)[ \u00a0]$", text[max(0, start - WORD_REACH) : start])
    attached = (start > 0 and text[start - 1] in "-@#/_.") or says_code(text, start, end)
    return attached or bool(before and before.group(1).casefold() in names().not_person_before)


def lengthened(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """`Lumen` becomes `Lumen AI` where the text goes on so and the longer name is a mention elsewhere."""
    longer: defaultdict[str, set[str]] = defaultdict(set)
    for m in mentions:
        first, *rest = text[m.start : m.end].split(" ")
        if rest:
            longer[first].add(text[m.start : m.end])
    starts = [m.start for m in mentions]
    result = []
    for m in mentions:
        forms = sorted(longer.get(text[m.start : m.end].split(" ", maxsplit=1)[0], ()), key=len, reverse=True)
        ends = (m.start + len(form) for form in forms if text.startswith(form, m.start))
        end = next((e for e in ends if not text[e : e + 1].isalnum()), m.end)
        free = not any(o is not m for o in overlapping(mentions, starts, m.end, end))
        result.append(replace(m, end=end) if end > m.end and free else m)
    return result


def with_particles(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """`Motta` becomes `La Motta` where the text has it so and somebody in it is called `Ada La Motta`."""
    surnames: defaultdict[str, list[str]] = defaultdict(list)
    for surname in _surnames(text, mentions):
        if PARTS.search(surname):
            surnames[PARTS.split(surname)[-1]].append(surname)
    result = []
    for m in mentions:
        near = surnames.get(PARTS.split(text[m.start : m.end])[-1], [])
        if m.kind != "person":  # `la zona di Prato` beside `Ada di Prato`
            near = [surname for surname in near if CAPITAL.match(surname)]
        begins = (m.end - len(surname) for surname in near if text.endswith(surname, 0, m.end))
        result.append(replace(m, start=min(m.start, *begins, m.start)))
    return result


def agreed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """One kind for one surface in an article: that of the list, else that of most mentions.

    A full name votes for its surname too: with `Pierroberto Folgiero` in the article, `Folgiero` is a person. So does a
    name with a legal form for itself without it: with `De Vita S.p.A.`, `De Vita` is a company.
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    surnames = _surnames(text, mentions)
    for m in mentions:
        surface = text[m.start : m.end].casefold()
        is_introduced = m.source == "rule" or (
            m.kind == "company" and text[m.start : m.end] not in surnames and is_company(text, m)
        )
        votes[surface][m.kind] += LIST_VOTES if m.entry else INTRODUCTION_VOTES if is_introduced else 1
        if m.kind == "person" and " " in surface:
            votes[_surname(surface)]["person"] += FULL_NAME_VOTES
        if bare := _without_legal_form(text, m):
            votes[bare.casefold()][m.kind] += LEGAL_FORM_VOTES
    result = []
    for m in mentions:
        votes_here = votes[text[m.start : m.end].casefold()]
        first, most = votes_here.most_common(1)[0]
        # a listed company that is also somebody's surname here: `Ferrari` may be either, so the model decides
        both = m.kind == "person" and most >= LIST_VOTES
        result.append(replace(m, kind=first) if most > votes_here[m.kind] and not both else m)
    return result


def _without_legal_form(text: str, m: Mention) -> str | None:
    """`De Vita` of `De Vita S.p.A.`; nothing for a company that bears a full name: `Ada De Vita` may be a person, too."""
    name, form = split_legal_form(text[m.start : m.end]) if m.kind == "company" else ("", None)
    return name if form and name.split()[0] not in first_names() else None


def repeated(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """A name found once is found everywhere, also in capitals; so is the surname of a full name."""
    taken = without_overlaps(mentions)
    starts = [m.start for m in taken]
    forms: dict[str, Mention] = {}
    for m in mentions:
        if m.kind in WANTED:
            surface = text[m.start : m.end]
            for form in {surface, surface.upper()}:
                forms.setdefault(form, m)
    for surname, m in _surnames(text, mentions).items():
        forms.setdefault(surname, m)
    for bare, m in ((_without_legal_form(text, m), m) for m in mentions):
        for form in {bare, bare.upper()} if bare else ():
            forms.setdefault(form, m)
    known = "\n".join(text[m.start : m.end] for m in taken)
    forms = {form: m for form, m in forms.items() if text.count(form) > known.count(form)}  # it stands elsewhere, too
    if not forms:
        return []
    longest_first = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    found = []
    for match in pattern.finditer(text):
        start, end = match.span()
        free = not overlapping(taken, starts, start, end)
        m = forms[match.group()]
        if free and not _joined_to_name(text, start, end, m):
            found.append(replace(m, start=start, end=end, source="rule"))
    return found


def _surnames(text: str, mentions: Sequence[Mention]) -> dict[str, Mention]:
    """The last names of people who are named in full."""
    found = {}
    for m in mentions:
        parts = text[m.start : m.end].split()
        if m.kind != "person" or len(parts) == 1 or len(parts[-1]) < SHORTEST_SURNAME or not CAPITAL.match(parts[-1]):
            continue
        surname = _surname(" ".join(parts))
        if surname.casefold() not in names().stop:
            found[surname] = m
    return found


def _surname(name: str) -> str:
    """`De Vita` of `Ugo De Vita`."""
    parts = name.split()
    at = len(parts) - 1
    while at > 1 and parts[at - 1].casefold() in names().particles:
        at -= 1
    return " ".join(parts[at:])


def _joined_to_name(text: str, start: int, end: int, m: Mention) -> bool:
    """Whether a repeated form stands inside another name: `Via Manzoni`, `Marta Rossi` for `Rossi`."""
    if _inside_name(text, start, end):
        return True
    if m.kind != "person":
        return False
    before = re.search(r"([^\W\d_][\w’']*)[ \u00a0]$", text[max(0, start - WORD_REACH) : start])
    before_at = start - len(before.group()) if before else 0
    after = re.match(r"[ \u00a0]([^\W\d_]\w*)", text[end : end + WORD_REACH])
    if (
        before
        and SENTENCE_START.search(text[max(0, before_at - MARK_REACH) : before_at])
        and before.group(1) not in first_names()
    ):
        before = None  # `Poi Rossi tace`: its capital is that of the sentence
    capitalised = [w.group(1) for w in (before, after) if w and CAPITAL.match(w.group(1))]
    return any(w.casefold() not in names().titles | names().leading for w in capitalised)


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """In order; of two that overlap the longer one stays."""
    kept: list[Mention] = []
    starts: list[int] = []
    for m in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        if not overlapping(kept, starts, m.start, m.end):
            at = bisect_left(starts, m.start)
            kept.insert(at, m)
            starts.insert(at, m.start)
    return kept
