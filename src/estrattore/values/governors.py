"""What stands around a figure: modifiers, growth and fall, the basis of a rate.

All words are in `resources/governors.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from estrattore.values.context import Context
from estrattore.values.lexicon import table
from estrattore.values.numbers import Reading

_REACH = 60  # characters that a modifier before a figure may take
_STEPS = 9  # words that a governing word may stand away
_ESCAPED = re.compile(r"[.?+()|^$]")
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
    groups = "|".join(f"(?P<{name}>{alternatives(phrases)})" for name, phrases in tables["modifiers"].items())
    fillers = alternatives(tables["determiners"]["words"])
    return re.compile(rf"(?<!\w)(?:{groups})(?:\s|(?<=['’]))\s*(?:(?:{fillers})(?:\s|(?<=['’]))\s*){{0,3}}$")


@cache
def _modifier_after() -> re.Pattern[str]:
    tables = table("governors")["modifiers_after"]
    return re.compile(r"\s+(?:" + "|".join(f"(?P<{n}>{alternatives(p)})" for n, p in tables.items()) + r")(?!\w|\s+\d)")


def modifier(reading: Reading, start: int, end: int) -> tuple[str | None, int]:
    """The modifier of the figure from start to end, and where its words begin (start when there are none before).

    >>> from estrattore.values.numbers import read
    >>> modifier(read("costa circa 300 euro"), 12, 20), modifier(read("non meno di 5 euro"), 12, 18)
    (('approx', 6), ('at_least', 0))
    """
    left = max(0, start - _REACH)
    if match := _modifier_before().search(reading.text[left:start].lower()):
        if match[0].startswith(("fino", "sino")) and _reaches(reading.text[left : left + match.start()]):
            return None, start
        return match.lastgroup, left + match.start()
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
        "level": levels["nouns"],
        "rate": levels["rates"],
        "spread": movement["neutral"]["spreads"],
        "up_particle": movement["up"]["particles"],
        "down_particle": movement["down"]["particles"],
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
    return re.compile(r"\s+(?:" + "|".join(f"(?P<{n}>{alternatives(p)})" for n, p in tables.items()) + r")(?!\w)")


def direction(reading: Reading, index: int, end: int, *, spread: bool = False) -> str | None:
    """Whether something grew or fell by the rate that ends at `end`; `index` is the token before it and its modifier.

    After `da` only a spread (`sconti dal 20 al 50%`) or points (`un taglio da 25 punti`) say by how much; else it is
    the level that a change starts from.

    >>> from estrattore.values.numbers import read
    >>> direction(read("ricavi in calo del 5%"), 3, 21), direction(read("inflazione sale al 5%"), 2, 21)
    ('down', None)
    """
    if match := _trailing().match(reading.text[end : end + 25].lower()):
        return match.lastgroup
    while index >= 0 and reading.low(index) in determiners() and reading.low(index) not in ("più",):
        index -= 1
    preposition = preposition_of().get(reading.low(index), "")
    if preposition == "a" and reading.low(index - 1) in ("pari", "equivalente"):
        index, preposition = index - 2, ""
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
    return _nearest(reading, index, ("noun", "verb", "object", "particle"), _STEPS)


def _nearest(reading: Reading, index: int, kinds: tuple[str, ...], steps: int) -> str | None:
    """The direction of the nearest word of these kinds, not beyond a border of the clause."""
    for position in range(index, max(-1, index - steps), -1):
        low = reading.low(position)
        if low in BORDERS or low == ",":
            return None
        classes = word_classes(low)
        for way in ("up", "down"):
            if any(f"{way}_{kind}" in classes for kind in kinds if kind != "particle" or position == index):
                return way
    return None


@cache
def _basis() -> tuple[tuple[str, re.Pattern[str]], ...]:
    tables = dict(table("governors")["basis"])
    del tables["annual_adjective"]
    return tuple((name, re.compile("|".join(patterns))) for name, patterns in tables.items())


def basis(
    reading: Reading, start: int, end: int, *, floor: int, ceiling: int, moves: bool, context: Context
) -> str | None:
    """What the rate from start to end is compared with.

    Args:
        reading: The sentence.
        start: First character of the rate.
        end: Character after it.
        floor: Where the rate before it ended.
        ceiling: Where the next rate starts.
        moves: Whether the rate has a direction; a share or level is not compared by `rispetto a`.
        context: The surroundings of the sentence.

    >>> from estrattore.values.numbers import read
    >>> text = "in calo del 5% su base annua"
    >>> basis(read(text), 12, 14, floor=0, ceiling=len(text), moves=True, context=Context())
    'year_over_year'
    """
    after = _clause_after(reading.text[end : min(ceiling, end + 80)].lower())
    before = reading.text[max(floor, start - 60) : start].lower()
    if after.strip().startswith(tuple(table("governors")["basis"]["annual_adjective"])):
        return "year_over_year"
    for part in (after, before) if moves else (after,):
        for name, pattern in _basis():
            if (match := pattern.search(part)) and (moves or name != "other"):
                return _against(part[match.end() :], context) if name == "other" else name
    return None


@cache
def _compared() -> re.Pattern[str]:
    months = "|".join(table("governors")["months"]["words"])
    return re.compile(rf"l?\s?(?:(?P<month>{months})\b)?[^\d,;.(]{{0,30}}(?P<year>(?:19|20)\d\d)?")


def _against(text: str, context: Context) -> str:
    """`rispetto al 2022`, `rispetto a maggio`: the year before is a year's difference, a bare month a month's."""
    match = _compared().match(text)
    if not match:
        return "other"
    if match["year"] and context.published:
        return "year_over_year" if 1 <= context.published.year - int(match["year"]) <= 2 else "other"
    return "month_over_month" if match["month"] and not match["year"] else "other"


def _clause_after(text: str) -> str:
    """The text up to the end of its clause."""
    return re.split(r"[;.:(«]|\)\s|, (?:mentre|contro|ma)\b", text, maxsplit=1)[0]
