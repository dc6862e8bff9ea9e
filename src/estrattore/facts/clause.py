"""How names stand in their clause: what function a name has, what stands in for one, where a clause ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.facts.line import FIGURES, Item, at
from estrattore.resources.schemas.clauses import clauses

if TYPE_CHECKING:
    from collections.abc import Sequence

SERIES = 8  # names in a row that share a preposition
PHRASE = 3  # words between an article and its name: `la startup californiana X`
SPEECH = 8  # items behind a name within which a verb of saying makes it a speaker
_NAMED = ("company", "organization", "person")


def function(line: Sequence[Item], i: int) -> str:
    """The function of a name: `subject`, the preposition that governs it, `source`, `bracket` or `object`.

    >>> from estrattore.facts.line import read_line
    >>> from estrattore.finds import Enterprise
    >>> eni = Enterprise(kind="company", start=13, end=16, name="Eni", entity_id="e", source="model")
    >>> line = read_line("I ricavi del gruppo Eni", (0, 23), [Enterprise(**{f: getattr(eni, f) for f in eni.__slots__} | {"start": 20, "end": 23})])
    >>> function(line, len(line) - 1)
    'di'
    """
    first = first_of_series(line, i)
    start = phrase_start(line, first)
    governor = at(line, start - 1)
    if "paper" in line[i].word.classes or speaks(line, i):
        return "source"
    if governor.text == "(":
        return "bracket"
    if governor.text in clauses().sourcing:
        return "source"
    preposition = governor.word.preposition or _swallowed(line, start, first)
    if preposition:
        noun = at(line, start - 2)
        return "source" if preposition == "di" and "source_noun" in noun.word.classes else preposition
    if governor.measure is not None and governor.measure.verb:
        return "object"
    if governor.word.classes & {"buy", "sell", "hold"} and governor.kind == "word":
        return "object"
    return "subject"


def _swallowed(line: Sequence[Item], start: int, name: int) -> str:
    """`dell'azienda X`: the articulated preposition inside the noun phrase."""
    return next((line[k].word.preposition for k in range(start, name) if line[k].word.preposition), "")


def speaks(line: Sequence[Item], i: int) -> bool:
    """Whether a name is a broker or a paper with a verb of saying near."""
    if not line[i].word.classes & {"paper", "broker"}:
        return False
    return any("speak" in item.word.classes for item in line[max(i - 2, 0) : i + SPEECH])


def first_of_series(line: Sequence[Item], i: int) -> int:
    """Of `di X, Y e Z` the first: it carries the preposition of all."""
    for _ in range(SERIES):
        k = phrase_start(line, i) - 1
        if k < 1 or line[k].text not in clauses().series or line[k - 1].kind != line[i].kind:
            break
        i = k - 1
    return i


def phrase_start(line: Sequence[Item], i: int) -> int:
    """Where the noun phrase begins: before `il gruppo veneto`, `la startup californiana`, `la`, a quotation mark."""
    k = i
    while k and "quote" in line[k - 1].word.classes:
        k -= 1
    for back in range(1, PHRASE + 1):
        item = at(line, k - back)
        if item.kind != "word" or (item.capital and k - back):
            break
        if item.word.classes & {"head", "stand_in"}:
            k -= back
            break
        if item.word.preposition or "article" in item.word.classes or not item.text[:1].isalpha():
            break
    return k - 1 if k and "article" in line[k - 1].word.classes else k


def stands_in(line: Sequence[Item], i: int) -> bool:
    """`il gruppo`, `della società`, without the name behind it."""
    item, before = line[i], at(line, i - 1)
    if not item.word.classes & {"stand_in", "acquired"}:
        return False
    if not before.word.preposition and "article" not in before.word.classes:
        return False
    if before.text in clauses().indefinite:
        return False
    following = line[i + 1 : i + 3]
    return not any(item.kind in _NAMED for item in following) and not (following and following[0].capital)


def verb_subject(line: Sequence[Item], verb: int) -> int | None:
    """The place of what stands in front of a verb, over auxiliaries, negation and adverbs; of `che` what it refers to."""
    for k in range(verb - 1, max(verb - 1 - SPEECH, -1), -1):
        item = line[k]
        if item.kind != "word":
            return k
        if item.word.classes & {"auxiliary", "negation", "copula", "relative", "approx"} or item.text in (",", ")"):
            continue
        return k
    return None


def head(line: Sequence[Item], anchor: int) -> int | None:
    """The noun that a clause opens with, where it is no name: `i fornitori di X hanno …`, `il settore in cui lavora X ha …`.

    >>> from estrattore.facts.line import read_line
    >>> line = read_line("Nel mercato i fornitori di cuoio hanno ricavi", (0, 45), [])
    >>> line[head(line, 7)].text
    'fornitori'
    """
    start, _ = clause(line, anchor, anchor)
    for k in range(start, anchor):
        if line[k].kind in _NAMED and not at(line, k - 1).word.preposition:
            return None
        if "article" in line[k].word.classes and line[k + 1].kind in ("word", "measure"):
            return k + 1
    return None


def clause(line: Sequence[Item], i: int, j: int) -> tuple[int, int]:
    """The items from the border before `i` to the one behind `j`, both places included."""
    first, last = sorted((i, j))
    start = next((k + 1 for k in range(first - 1, -1, -1) if is_border(line[k])), 0)
    end = next((k for k in range(last + 1, len(line)) if is_border(line[k])), len(line))
    return start, end


def is_border(item: Item) -> bool:
    """Whether a clause ends here."""
    return "border" in item.word.classes


def of_kind(line: Sequence[Item], kind: str, start: int = 0, end: int | None = None) -> list[int]:
    """The places of items of a kind."""
    return [k for k in range(max(start, 0), len(line) if end is None else end) if line[k].kind == kind]


def figures(line: Sequence[Item]) -> list[int]:
    """The places of amounts and rates."""
    return [k for k, item in enumerate(line) if item.kind in FIGURES]
