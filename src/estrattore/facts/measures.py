"""Measures in a sentence: nouns such as `ricavi`, and verbs that imply one (`fattura` → `fatturato`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from estrattore.resources.schemas.metrics import metrics

TOKEN = re.compile(r"\w+['’]?|[^\w\s]")
Form = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with the values that it takes (amount, change, level, share) and its group in the table."""

    start: int
    end: int
    name: str
    takes: frozenset[str]
    group: str
    weak: bool = False  # yields to a noun in front of it: `il portafoglio ordini vale 3 miliardi`
    verb: bool = False  # the text has a verb: `fattura`


@dataclass(frozen=True, slots=True)
class _Entry:
    noun: str | None  # None: the text itself is the noun
    takes: frozenset[str]
    group: str
    weak: bool = False


def find_measures(sentence: str) -> list[Measure]:
    """Measures in order, the longest at each place, with the adjectives that follow a noun.

    >>> [m.name for m in find_measures("Un utile netto di 3 milioni; la società fattura 20 milioni")]
    ['utile netto', 'fatturato']
    """
    tokens = [(m.start(), m.end(), _norm(m.group())) for m in TOKEN.finditer(sentence)]
    words = tuple(word for _, _, word in tokens)
    forms, first = _forms()
    found, i = [], 0
    while i < len(words):
        size = _longest(words, i, forms) if words[i] in first else 0
        if not size:
            i += 1
            continue
        entry = forms[words[i : i + size]]
        last = i + size
        while entry.noun is None and (more := _longest(words, last, _modifiers())):
            last += more
        start, end = tokens[i][0], tokens[last - 1][1]
        name = entry.noun or " ".join(sentence[start:end].lower().split())
        found.append(Measure(start, end, name, entry.takes, entry.group, entry.weak, entry.noun is not None))
        i = last
    return [m for m in found if m.takes]


def is_plain(name: str) -> bool:
    """Whether a name is but a common measure: `Ricavi: 3 milioni` names no company."""
    entry = _forms()[0].get(tuple(_norm(token) for token in TOKEN.findall(name)))
    return entry is not None and entry.group == "flow"


def _longest(words: Form, at: int, forms: dict[Form, _Entry] | frozenset[Form]) -> int:
    """How many words from `at` on make up a form; 0 when none does."""
    return next((size for size in range(min(6, len(words) - at), 0, -1) if words[at : at + size] in forms), 0)


def _norm(word: str) -> str:
    return word.lower().replace("’", "'")


def _split(forms: str) -> list[Form]:
    return [tuple(_norm(token) for token in TOKEN.findall(form)) for form in forms.split("|")]


@cache
def _modifiers() -> frozenset[Form]:
    return frozenset(form for line in metrics().modifiers for form in _split(line))


@cache
def _forms() -> tuple[dict[Form, _Entry], frozenset[str]]:
    """All forms, and the words that they begin with; a noun of two groups takes the values of both."""
    forms: dict[Form, _Entry] = {}
    for group, content in metrics().groups.items():
        for form in (form for line in content.nouns for form in _split(line)):
            known = forms.get(form)
            takes = content.takes | (known.takes if known else frozenset())
            forms[form] = _Entry(None, takes, known.group if known else group)
    for verb in metrics().verbs:
        for form in _split(verb.forms):
            forms.setdefault(form, _Entry(verb.noun, verb.takes, verb.group, verb.weak))
    return forms, frozenset(form[0] for form in forms)
