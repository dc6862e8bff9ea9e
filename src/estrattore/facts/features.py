"""What all features are made of: distances in steps, what stands between two places, what stands around one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estrattore.facts.line import Item, at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STEPS = (0, 1, 2, 3, 5, 8, 13, 21)  # items; what is farther is all the same
_SIGNATURE = 3  # items between that are told one by one
_GRAMMAR = frozenset(
    (
        "w",
        "article",
        "copula",
        "auxiliary",
        "approx",
        "conjunction",
        "relative",
        "quote",
        "we",
        "fiscal",
        "money",
        "percent",
        "date",
        "company",
        "measure",
    )
)
_MOST_DIGITS = 10  # billions and more are alike
_FAR = 40  # items between that are looked at


def step(distance: int) -> str:
    """A distance as the step that it falls in.

    >>> [step(n) for n in (0, 4, 5, 40)]
    ['0', '5', '5', 'far']
    """
    return next((str(limit) for limit in _STEPS if distance <= limit), "far")


def shape(item: Item) -> str:
    """An item in a word: its kind, of a word its class."""
    return item.word.shape if item.kind == "word" else item.kind


def magnitude(item: Item) -> str:
    """How large an amount is, by the number of its digits: few firms are told about for 720 euro.

    >>> from decimal import Decimal
    >>> from estrattore.facts.line import read_line
    >>> from estrattore.finds import Money
    >>> line = read_line("720 euro, tre", (0, 13), [Money(0, 8, Decimal(720), Decimal(720), "EUR")])
    >>> [magnitude(item) for item in line]
    ['3', 'rate', 'rate']
    """
    if item.money is None:
        return "rate"
    return str(min(len(str(int(abs(item.money.amount_max)))), _MOST_DIGITS))


def classes(item: Item) -> set[str]:
    """All that is known of a word; of other items the kind."""
    return {*item.word.classes, item.word.shape} if item.kind == "word" else {item.kind}


def between(line: Sequence[Item], i: int, j: int, prefix: str) -> Iterator[str]:
    """What stands between two places."""
    first, last = sorted((i, j))
    inside = line[first + 1 : last]
    yield f"{prefix} step {step(len(inside))}"
    if len(inside) <= _SIGNATURE:
        yield f"{prefix} [{' '.join(shape(item) for item in inside)}]"
        if inside:
            yield f"{prefix} «{' '.join(item.text if item.kind == 'word' else item.kind for item in inside)}»"
    found: set[str] = set()
    strange = 0
    for item in inside[:_FAR]:
        found |= classes(item)
        strange += item.kind == "word" and item.word.shape == "w"
    for name in sorted(found):
        yield f"{prefix} has {name}"
    yield f"{prefix} strange {step(strange)}"
    opened = [item.text for item in inside if item.text in ("(", ")")]
    if opened.count("(") != opened.count(")"):
        yield f"{prefix} half a bracket"


def beside(line: Sequence[Item], i: int, prefix: str, *, reach: int = 2, words: bool = True) -> Iterator[str]:
    """What stands right before and behind a place."""
    for k in range(1, reach + 1):
        for side, item in ((f"-{k}", at(line, i - k)), (f"+{k}", at(line, i + k))):
            yield f"{prefix} {side} {shape(item)}"
            if words and item.kind == "word":
                yield f"{prefix} {side} «{item.text}»"


def bag(line: Sequence[Item], prefix: str, *, words: bool = False) -> Iterator[str]:
    """The classes of all items that tell what is spoken of, each once; with `words` the words themselves too."""
    found: set[str] = set()
    for item in line:
        found |= {
            name
            for name in classes(item)
            if name.isidentifier() and name not in _GRAMMAR and name != item.word.preposition
        }
        if words and item.kind == "word" and item.text.isalpha():
            found.add(f"«{item.text}»")
    for name in sorted(found):
        yield f"{prefix} {name}"
