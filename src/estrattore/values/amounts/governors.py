"""What stands around a figure: modifiers, growth and fall.

All words are in `resources/governors.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from estrattore.resources.loader import table
from estrattore.values.numbers.reading import Reading

_PHRASE_ENDS = ("'", "’", ".")
_REACH = 60  # characters that a modifier before a figure may take
_STEPS = 9  # words that a governing word may stand away
_ESCAPED = re.compile(r"[.?+()|^$]")
_ADJOINING = ("particle", "comparative")  # kinds of words that govern only what stands right after them
BORDERS = frozenset('.;:()«»“”"?!\n–—')


def alternatives(phrases: Iterable[str]) -> str:
    """A regular expression for phrases of a table: `*` is any ending, `[oi]` one of these letters, a last ` a` or ` di`
    any articulated form.
    """
    prepositions = table("governors")["prepositions"]
    parts = []
    for phrase in sorted(set(phrases), key=len, reverse=True):
        words = [_ESCAPED.sub(r"\\\g<0>", word).replace("*", r"\w*") for word in phrase.split()]
        if len(words) > 1 and words[-1] in prepositions:
            words[-1] = "(?:" + "|".join(sorted(prepositions[words[-1]], key=len, reverse=True)) + ")"
        parts.append(r"\s+".join(words))
    return "|".join(parts)


@cache
def _modifier_before() -> re.Pattern[str]:
    tables = table("governors")
    groups = _named(tables["modifiers"])
    fillers = alternatives(tables["determiners"]["words"])
    return re.compile(rf"(?<!\w)(?:{groups})(?:\s|(?<=['’]))\s*(?:(?:{fillers})(?:\s|(?<=['’]))\s*){{0,3}}$")


@cache
def _modifier_after() -> re.Pattern[str]:
    tables = table("governors")["modifiers_after"]
    said = {name: phrases for name, phrases in tables.items() if name != "not_before"}
    others = alternatives(tables["not_before"])
    return re.compile(rf"\s+(?:{_named(said)})(?!\w|\s+(?:\d|(?:{others})(?!\w)))")


@cache
def _modifier_split() -> re.Pattern[str]:
    links = "|".join(form for form, name in preposition_of().items() if name in ("a", "di"))
    return re.compile(rf"(?<!\w)(?:{_named(table('governors')['modifiers_split'])})\s+(?:{links})\s?$")


def _named(groups: Mapping[str, Iterable[str]]) -> str:
    """Alternatives in one named group for each key."""
    return "|".join(f"(?P<{name}>{alternatives(phrases)})" for name, phrases in groups.items())


def modifier(reading: Reading, start: int, end: int) -> tuple[str | None, int]:
    """The modifier of the figure from start to end, and where its words begin (start when there are none before).

    >>> from estrattore.values.numbers.reading import read
    >>> modifier(read("costa circa 300 euro"), 12, 20), modifier(read("non meno di 5 euro"), 12, 18)
    (('approx', 6), ('at_least', 0))
    """
    left = max(0, start - _REACH)
    before = reading.text[left:start].lower()
    last = before.rstrip()[-1:]
    if last.isalpha() or last in _PHRASE_ENDS:
        if match := _modifier_before().search(before):
            if match[0].startswith(("fino", "sino")) and _reaches(before[: match.start()]):
                return None, start
            return match.lastgroup, left + match.start()
        if match := _modifier_split().search(before):
            return match.lastgroup, start
    if match := _modifier_after().match(reading.text[end : end + 20].lower()):
        return match.lastgroup, start
    return None, start


def _reaches(before: str) -> bool:
    """Whether a verb says that a level is reached: `sale fino al 3%` has no modifier, `sconti fino al 3%` has."""
    kinds = [{name.rpartition("_")[2] for name in word_classes(word)} for word in before.lower().split()[-2:]]
    return any("verb" in found and "noun" not in found for found in kinds)


@cache
def _word_classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    movement, levels = table("governors")["movement"], table("governors")["levels"]
    lists = {
        "still": movement["still"]["words"],
        "reaching": movement["reached"]["verbs"],
        "level": levels["nouns"],
        "rate": levels["rates"],
        "spread": movement["neutral"]["spreads"],
        "up_particle": movement["up"]["particles"],
        "down_particle": movement["down"]["particles"],
        "up_comparative": movement["up"]["comparatives"],
        "down_comparative": movement["down"]["comparatives"],
        "up_object": movement["up"]["objects"],
        "down_object": movement["down"]["objects"],
        "up_noun": movement["up"]["nouns"],
        "down_noun": movement["down"]["nouns"],
        "up_verb": movement["up"]["verbs"],
        "down_verb": movement["down"]["verbs"],
        "change": movement["neutral"]["words"],
    }
    classes = [("", movement["not"]["words"]), *lists.items()]
    return tuple((name, re.compile(alternatives(words))) for name, words in classes)


@lru_cache(maxsize=8192)
def word_classes(word: str) -> frozenset[str]:
    """The classes of the movement table that a lower-case word belongs to.

    >>> sorted(word_classes("guadagna")), sorted(word_classes("contratto"))
    (['up_noun', 'up_object', 'up_verb'], [])
    """
    (_, excluded), *classes = _word_classes()
    if excluded.fullmatch(word):
        return frozenset()
    return frozenset(name for name, pattern in classes if pattern.fullmatch(word))


@cache
def preposition_of() -> dict[str, str]:
    """From each articulated form to its preposition: `dello` → `di`."""
    return {form: name for name, forms in table("governors")["prepositions"].items() for form in forms}


@cache
def determiners() -> frozenset[str]:
    """Words that may stand between a governing word and its figure."""
    return frozenset(table("governors")["determiners"]["words"])


def token_before(reading: Reading, char: int, index: int) -> int:
    """The index of the last token that ends at or before a character, counted down from an index."""
    while index >= 0 and reading.tokens[index].end > char:
        index -= 1
    return index


def is_change(reading: Reading, index: int) -> bool:
    """Whether a word of change (`passa`, `sale`, `portare`) governs what follows token `index`."""
    for position in range(index, max(-1, index - _STEPS), -1):
        if reading.low(position) in BORDERS:
            return False
        classes = word_classes(reading.low(position))
        if "spread" in classes:
            return False
        if "change" in classes or any(name.endswith("_verb") for name in classes):
            return True
    return False


@cache
def _trailing() -> re.Pattern[str]:
    tables = table("governors")["movement"]["trailing"]
    return re.compile(rf"\s+(?:{_named(tables)})(?!\w)")


def direction(reading: Reading, index: int, end: int, *, spread: bool = False) -> str | None:
    """Whether something grew or fell by the rate that ends at `end`; `index` is the token before it and its modifier.

    After `da` only a spread (`sconti dal 20 al 50%`) or points (`un taglio da 25 punti`) say by how much; else it is
    the level that a change starts from.

    >>> from estrattore.values.numbers.reading import read
    >>> direction(read("ricavi in calo del 5%"), 3, 21), direction(read("inflazione sale al 5%"), 2, 21)
    ('down', None)
    """
    if match := _trailing().match(reading.text[end : end + 25].lower()):
        return match.lastgroup
    if _reached(reading, index):
        return None
    while index >= 0 and reading.low(index) in determiners():
        index -= 1
    preposition = preposition_of().get(reading.low(index), "")
    if preposition == "a" and reading.low(index - 1) in ("pari", "equivalente"):
        return _nearest(reading, index - 2, ("noun",), _STEPS) or _nearest(reading, index - 2, ("object",), 4)
    if preposition == "a":
        return None
    if preposition == "di":
        return _by(reading, index - 2 if reading.low(index - 1) == "," else index - 1)
    if preposition == "da":
        return _nearest(reading, index - 1, ("noun",), 1) if spread else None
    return _nearest(reading, index, ("object", "noun"), 4) or _nearest(reading, index, ("verb", "particle"), 1)


def _by(reading: Reading, index: int) -> str | None:
    """`… del 5%`: the nearest word of movement, unless the noun beside it names a level."""
    classes = word_classes(reading.low(index))
    if "level" in classes and not _nearest(reading, index - 1, ("noun",), 2):
        return None
    if "rate" in classes and not _nearest(reading, index - 1, ("noun", "verb"), 3):
        return None
    return _nearest(reading, index, ("noun", "verb", "object", *_ADJOINING), _STEPS)


def _reached(reading: Reading, index: int) -> bool:
    """Whether the verb at `index` goes up or down to a level: `scende sotto il 3%`, but `perde oltre il 3%`."""
    classes, words = word_classes(reading.low(index)), table("governors")["movement"]["reached"]
    modifiers = {reading.low(index + 1), reading.low(index + 3) if reading.low(index + 2) == "di" else ""}
    if classes & {"up_verb", "down_verb"} and not modifiers.isdisjoint(words["borders"]):
        return True
    return "reaching" in classes and not modifiers.isdisjoint(words["around"])


def _nearest(reading: Reading, index: int, kinds: tuple[str, ...], steps: int) -> str | None:
    """The direction of the nearest word of these kinds, not beyond a border of the clause."""
    for position in range(index, max(-1, index - steps), -1):
        low = reading.low(position)
        if low in BORDERS or low == ",":
            return None
        classes = word_classes(low)
        if "still" in classes:
            return None
        for way in ("up", "down"):
            if any(f"{way}_{kind}" in classes for kind in kinds if kind not in _ADJOINING or position == index):
                return way
    return None
