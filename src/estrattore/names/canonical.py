"""Canonical names inside an article: the fullest form that it uses for a person, company or organisation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from estrattore.names.key import name_key
from estrattore.names.legal_forms import split_legal_form
from estrattore.resources.schemas.names import first_names, names

if TYPE_CHECKING:
    from estrattore.names.lists import NameLists
    from estrattore.names.spans import Mention

PARTICLE = 2  # letters: `LA`, `DE`
BRACKET = re.compile(r"\s*\(\s*[«“\"]?([^\W\d_][\w.&+-]{1,11})[»”\"]?\s*[),]")
LONGEST_INITIALS, LONGEST_CODE = 6, 3
WORD = re.compile(r"[^\W\d_]{2,}")
# A word in capitals that can be read as one: it has a vowel, and of three letters no two consonants together (`MIT`, not `IBM`),
# of four or five no three.
READABLE = re.compile(
    r"(?=\w*[AEIOUÀÈÉÌÒÙ])(?:\w{6,}|(?!\w*[^\WAEIOUYÀÈÉÌÒÙ]{3})\w{4,5}|(?!\w*[^\WAEIOUYÀÈÉÌÒÙ]{2})\w{3})"
)
TITLE_WORD = re.compile(r"[^\W\d_][\w&'’-]{3,}")
FULL_NAME = re.compile(r"\b([A-ZÀ-Þ][a-zà-ÿ]+) ([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)")
SMALL_WORD = re.compile(r"(?<= )([^\W\d_]+['’]?)(?:(?= )|(?<=['’]))")
Surfaces = Mapping[str, int]  # surface → how often


def canonical_names(text: str, mentions: Sequence[Mention], *, title: str = "", lists: NameLists) -> dict[Mention, str]:
    """The canonical name of each mention; full names and spellings of the title count too."""
    names: dict[Mention, str] = {}
    for kind in ("person", "company", "organization"):
        of_kind = [m for m in mentions if m.kind == kind]
        surfaces = Counter(surface(text, m) for m in of_kind)
        surfaces.update(dict.fromkeys(_in_title(title, surfaces, kind), 0))
        fullest = full_people(surfaces) if kind == "person" else full_enterprises(surfaces, lists=lists)
        fullest |= {} if kind == "person" else abbreviations(text, of_kind, fullest, lists=lists)
        names |= {
            m: in_normal_case(fullest.get(surface(text, m), surface(text, m)), surfaces, lists, kind=kind)
            for m in of_kind
        }
    return names


def _in_title(title: str, surfaces: Iterable[str], kind: str) -> list[str]:
    """What the title adds: `Carlo Bassi` where the text has `Bassi`, `Lumaflex` where it has `LUMAFLEX`."""
    shouted = {name.casefold() for name in surfaces if name.isupper()}
    found = [w for w in TITLE_WORD.findall(title) if not w.isupper() and w.casefold() in shouted]
    if kind == "person":
        known = set(surfaces)
        found += [f"{m[1]} {m[2]}" for m in FULL_NAME.finditer(title) if m[1] in first_names() and m[2] in known]
    return found


def surface(text: str, m: Mention) -> str:
    """The words of a mention without its legal form, white space made single."""
    name = " ".join(text[m.start : m.end].split())
    return split_legal_form(name)[0] if m.kind == "company" else name


def full_people(surfaces: Iterable[str]) -> dict[str, str]:
    """Short name → full name of the same person; a name that two people share stays as it is.

    >>> full_people(["Ted Sarandos", "Sarandos", "Marina Berlusconi", "Silvio Berlusconi", "Berlusconi"])
    {'Sarandos': 'Ted Sarandos'}
    """
    names = list(dict.fromkeys(surfaces))
    keys = {name: name_key(name).split() for name in names}
    at_ends: defaultdict[str, dict[str, None]] = defaultdict(
        dict
    )  # those that begin or end with a word, in their order
    for name in names:
        for word in (*keys[name][:1], *keys[name][-1:]):
            at_ends[word][name] = None
    result = {}
    for name in names:
        near = dict.fromkeys(full for word in (*keys[name][:1], *keys[name][-1:]) for full in at_ends[word])
        longer = [full for full in near if _is_part(keys[name], keys[full])]
        # `Draghi` in `Mario Draghi` in `Mario Draghi junior`: the longest of a chain is one person
        longer.sort(key=lambda full: -len(keys[full]))
        if longer and all(_is_part(keys[full], keys[longer[0]]) or keys[full] == keys[longer[0]] for full in longer):
            result[name] = longer[0]
    return result


def _is_part(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a name is the end, the beginning, or an initial-and-surname form of a longer one."""
    if not short or len(short) > len(full) or list(short) == list(full):
        return False
    if list(full[-len(short) :]) == list(short):
        return True
    if len(short) == len(full):  # `M. Draghi`
        pairs = list(zip(short, full, strict=True))
        return pairs[-1][0] == pairs[-1][1] and all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in pairs)
    return list(full[: len(short)]) == list(short)


def full_enterprises(surfaces: Surfaces, *, lists: NameLists) -> dict[str, str]:
    """Short name → fullest name of the same company or organisation.

    Two forms belong together when a list says so, or when one begins or ends the other and what is left over makes no
    other company of it (`Enel North America` is not `Enel`).
    """
    entries: defaultdict[str, list[str]] = defaultdict(list)
    for name in surfaces:
        entry = lists.get(name)
        if entry:
            entries[entry.name].append(name)
    result = {name: _fullest(forms, listed) for listed, forms in entries.items() for name in forms}
    unknown = [name for name in surfaces if name not in result]
    for name in unknown:
        longer = [full for full in surfaces if _same_enterprise(name, full)]
        targets = {result.get(full, full) for full in longer}
        if len(targets) == 1:
            result[name] = targets.pop()
    return result


def _fullest(forms: Iterable[str], listed: str) -> str:
    """The form of most words; of as many the one that the list has: `Meta`, not `Facebook`."""
    own = name_key(listed)
    return max(
        forms, key=lambda form: (len(form.split()), len(name_key(form).split()), name_key(form) == own, _fullness(form))
    )


def _fullness(form: str) -> tuple[int, int, bool, int]:
    """What tells the fullest form of a name: words, letters, no capitals throughout, but as many as the name has."""
    return len(form.split()), len(name_key(form)), not form.isupper(), sum(map(str.isupper, form))


def _same_enterprise(short: str, full: str) -> bool:
    one, other = name_key(short).split(), name_key(full).split()
    if one == other:
        return short.isupper() and not full.isupper()
    if len(one) >= len(other):
        return False
    if other[: len(one)] == one:
        rest = other[len(one) :]
    elif other[-len(one) :] == one:
        rest = other[: -len(one)]
    else:
        return False
    return not (set(rest) & names().different or any(map(_has_digit, rest)))


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))  # `Vetrobit V2` is a product of Vetrobit


def abbreviations(
    text: str, mentions: Sequence[Mention], fullest: Mapping[str, str], *, lists: NameLists
) -> dict[str, str]:
    """Abbreviation → full form, learned from brackets (`Banca centrale europea (Bce)`) and from initials."""
    learned: dict[str, str] = {}
    forms = {surface(text, m) for m in mentions}
    for m in mentions:
        full = surface(text, m)
        bracket = BRACKET.match(text, m.end)
        if bracket and bracket.group(1) in forms and _initials_fit(bracket.group(1), full):
            learned[bracket.group(1)] = fullest.get(full, full)
    for short in forms - learned.keys():
        if fullest.get(short, short) == short and len(short) <= LONGEST_INITIALS:
            fits = {fullest.get(full, full) for full in forms if " " in full and _initials(full) == short.casefold()}
            if len(fits) == 1:
                learned[short] = fits.pop()
    return learned


def _initials(name: str) -> str:
    return "".join(w[0] for w in name_key(name).split() if w not in names().leading)


def _initials_fit(short: str, full: str) -> bool:
    """Whether the letters of an abbreviation come in this order in the full name, the first one first."""
    letters, at = name_key(short).replace(" ", ""), 0
    key = name_key(full)
    if not letters or not key or " " not in key or letters[0] != key[0]:
        return False
    for letter in letters:
        at = key.find(letter, at) + 1
        if at == 0:
            return False
    return True


def in_normal_case(name: str, surfaces: Iterable[str], lists: NameLists, *, kind: str = "company") -> str:
    """A name seen only in capitals, as it is written in running text; what cannot be read as a word stays.

    >>> from estrattore.names.lists import NameLists
    >>> [in_normal_case(name, [], NameLists.of({})) for name in ("MEDIOBANCA", "ANSA", "IBM", "D&G", "A.B.C.", "D-E-F")]
    ['Mediobanca', 'Ansa', 'IBM', 'D&G', 'A.B.C.', 'D-E-F']
    """
    if not name.isupper():
        return name
    for other in surfaces:
        if not other.isupper() and other.casefold() == name.casefold():
            return other
    entry = lists.get(name)
    readable = len(name) > LONGEST_CODE or READABLE.fullmatch(name)  # `Inps`, `Rai`, but `IBM`
    if entry and readable and entry.name.casefold() == name.casefold():
        return entry.name
    written = WORD.sub(_word_in_normal_case, name)
    return written if kind == "person" else SMALL_WORD.sub(_small_inside, written)


def _small_inside(word: re.Match[str]) -> str:
    """`Banca Monte dei Paschi`: a preposition inside a name has no capital."""
    return word.group().lower() if word.group(1).lower() in names().trailing else word.group()


def _word_in_normal_case(word: re.Match[str]) -> str:
    letters, whole = word.group(), word.string
    beside_others = len(letters) == PARTICLE and " " in whole  # `LA TORRE`, but `PD`
    return letters.capitalize() if READABLE.fullmatch(letters) or beside_others else letters
