"""Measures in a sentence: nouns such as `ricavi`, and verbs that imply one (`fattura` → `fatturato`); and what each comes to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product

from estrattore.resources.schemas.metrics import MetricClass, metrics
from estrattore.resources.words import forms as forms_of

TOKEN = re.compile(r"\w+['’]?|[^\w\s]")
Form = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with the values that it takes (amount, change, level, share), its group in the table and what it comes to."""

    start: int
    end: int
    name: str
    takes: frozenset[str]
    group: str
    weak: bool = False  # yields to a noun in front of it: `il portafoglio ordini vale 3 miliardi`
    verb: bool = False  # the text has a verb: `fattura`
    metric_class: MetricClass = "other"

    @property
    def family(self) -> str:
        """Measures of a family are said alike: what is held, dealt in, owed, raised, ordered, spent, quoted."""
        return _FAMILIES.get(self.metric_class, "vague" if self.group == "vague" else "plain")


_FAMILIES: dict[MetricClass, str] = {
    "stake": "stake",
    "acquisition": "deal",
    "disposal": "deal",
    "fine": "claim",
    "damages": "claim",
    "price_target": "target",
    "share_price": "quote",
    "market_value": "quote",
    "valuation": "quote",
    "loan_received": "funding",
    "bond": "funding",
    "capital_increase": "funding",
    "fundraising": "funding",
    "order": "order",
    "contract": "order",
    "investment": "outlay",
    "donation": "outlay",
    "costs": "outlay",
    "market_share": "share",
    "dividend": "paid",
    "buyback": "paid",
}


@dataclass(frozen=True, slots=True)
class _Entry:
    noun: str | None  # None: the text itself is the noun
    takes: frozenset[str]
    group: str
    metric_class: MetricClass
    weak: bool = False
    rate: bool = False  # only right in front of a rate


def find_measures(sentence: str) -> list[Measure]:
    """Measures in order, the longest at each place, with the adjectives that follow a noun.

    A verb right behind a noun tells of that noun: `gli ordini raccolti`, `la quota sale al 5%`.

    >>> [m.name for m in find_measures("Un utile netto di 3 milioni; la società fattura 20 milioni")]
    ['utile netto', 'fatturato']
    >>> [(m.name, m.metric_class) for m in find_measures("Chiude con un utile operativo, ha debiti e ha il 22% di Alba")]
    [('utile operativo', 'operating_profit'), ('debiti', 'debt'), ('quota', 'stake')]
    """
    tokens = [(m.start(), m.end(), _norm(m.group())) for m in TOKEN.finditer(sentence)]
    words = tuple(word for _, _, word in tokens)
    forms, first = _forms()
    found, i, behind_noun = [], 0, -1
    while i < len(words):
        size = _longest(words, i, forms) if words[i] in first else 0
        entry = forms[words[i : i + size]] if size else None
        if entry is None or (entry.noun and i == behind_noun) or not _fits(entry, sentence, tokens[i + size - 1][1]):
            i += 1
            continue
        last = i + size
        while entry.noun is None and (more := _longest(words, last, _modifiers())):
            last += more
        start, end = tokens[i][0], tokens[last - 1][1]
        name = entry.noun or " ".join(sentence[start:end].lower().split())
        kind = entry.metric_class if entry.noun else _turned(entry.metric_class, words[i + size : last + 1])
        found.append(Measure(start, end, name, entry.takes, entry.group, entry.weak, entry.noun is not None, kind))
        i, behind_noun = last, last if entry.noun is None and entry.takes else -1
    return [m for m in found if m.takes]


def metric_class(metric: str, *, role: str | None = None) -> MetricClass:
    """What a measure comes to, whatever the article calls it: one of a closed list, or `other`.

    Args:
        metric: As the column `metric` has it.
        role: Of the rate, if a rate alone is said: change, level or share.

    >>> metric_class("ricavi netti"), metric_class("utile operativo"), metric_class("margine operativo lordo")
    ('revenue', 'operating_profit', 'ebitda')
    >>> metric_class("ebitda", role="level"), metric_class("azioni", role="share"), metric_class("giorni di sole")
    ('margin', 'stake', 'other')
    """
    words = tuple(_norm(token) for token in TOKEN.findall(metric))
    nouns = _nouns()
    for i in range(len(words)):
        if size := _longest(words, i, nouns):
            return in_role(_turned(nouns[words[i : i + size]].metric_class, words[i + size :]), role)
    return "other"


def in_role(kind: MetricClass, role: str | None) -> MetricClass:
    """What the role of a rate makes of a class: an `ebitda` that is a level is a margin.

    >>> in_role("ebitda", "level"), in_role("ebitda", "change")
    ('margin', 'ebitda')
    """
    by_role = {"level": metrics().roles.level, "share": metrics().roles.share}
    return by_role.get(role or "", {}).get(kind, kind)


def is_plain(name: str) -> bool:
    """Whether a name is but a common measure: `Ricavi: 3 milioni` names no company."""
    entry = _forms()[0].get(tuple(_norm(token) for token in TOKEN.findall(name)))
    return entry is not None and entry.group == "flow"


def _fits(entry: _Entry, sentence: str, end: int) -> bool:
    return not entry.rate or _rate().match(sentence, end) is not None


def _turned(kind: MetricClass, behind: Form) -> MetricClass:
    """The class after what the words behind the noun make of it."""
    i = 0
    while i < len(behind):
        size = _longest(behind, i, _turns())
        if size:
            kind = _turns()[behind[i : i + size]].get(kind, kind)
        i += size or 1
    return kind


def _longest(
    words: Form, at: int, forms: dict[Form, _Entry] | dict[Form, dict[MetricClass, MetricClass]] | frozenset[Form]
) -> int:
    """How many words from `at` on make up a form; 0 when none does."""
    return next((size for size in range(min(6, len(words) - at), 0, -1) if words[at : at + size] in forms), 0)


def _norm(word: str) -> str:
    return word.lower().replace("’", "'")


def _split(forms: str) -> list[Form]:
    return [tuple(_norm(token) for token in TOKEN.findall(form)) for form in forms.split("|")]


def _conjugated(phrases: str) -> list[Form]:
    """The forms of phrases parted by `|`, whose words are written as tables write them.

    >>> ("mettono", "sul", "tavolo") in _conjugated("mett{ere} sul tavolo|offr{ire}")
    True
    """
    words = (map(forms_of, phrase.split()) for phrase in phrases.split("|"))
    return [form for phrase in words for form in product(*phrase)]


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(metrics().rate)


@cache
def _modifiers() -> frozenset[Form]:
    return frozenset(form for line in metrics().modifiers for form in _split(line))


@cache
def _turns() -> dict[Form, dict[MetricClass, MetricClass]]:
    return {form: turn.classes for turn in metrics().turns for form in _split(turn.words)}


@cache
def _nouns() -> dict[Form, _Entry]:
    return {form: entry for form, entry in _forms()[0].items() if entry.noun is None}


@cache
def _forms() -> tuple[dict[Form, _Entry], frozenset[str]]:
    """All forms, and the words that they begin with; a noun of two groups takes the values of both."""
    forms: dict[Form, _Entry] = {}
    for group, content in metrics().groups.items():
        for line, kind in content.forms():
            for form in _split(line):
                known = forms.get(form)
                takes = content.takes | (known.takes if known else frozenset())
                forms[form] = _Entry(
                    None, takes, known.group if known else group, known.metric_class if known else kind
                )
    nouns = {form: entry.metric_class for form, entry in forms.items()}
    for verb in metrics().verbs:
        (noun,) = _split(verb.noun)
        for form in _conjugated(verb.forms):
            kind = verb.metric_class or nouns[noun]
            forms.setdefault(form, _Entry(verb.noun, verb.takes, verb.group, kind, verb.weak, verb.rate))
    return forms, frozenset(form[0] for form in forms)
