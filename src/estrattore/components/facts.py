"""Facts: company, measure, amount, change and period of one statement, linked inside a sentence.

Precision comes first: a value without a measure, or a measure without a company, gives no row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from estrattore.components.measures import Measure, find_measures
from estrattore.values.lexicon import table

Find = dict[str, Any]
Sentence = tuple[int, int]

REACH = 90  # characters between a measure and its value
BRACKET_REACH = 45  # between an amount and the change that follows it
BORDER = re.compile(r"[;:!?]|\b(?:mentre|invece|ma)\b|\)\s*,")
AFTER_VALUE = re.compile(r"\s*(?:,\s*)?(?:di|in|tra|d['’])\s+(?:nuovi\s+|nuove\s+|soli\s+)?")
TO_CHANGE = re.compile(r"[\s,(]*(?:[\w’']+\s+){0,6}(?:dell['’]|l['’])?\s*[(]?$")
PERIODS = ("quarter", "half", "year", "month", "range", "season")
DAYS = (*PERIODS, "day", "week")
COMPARED = re.compile(
    r"(?i)\b(?:rispetto|contro|confronto con|paragone|dai|dal|dall['’]|sul|sull['’]|sullo)\s*(?:al|allo|alla|all['’]|ai|i|il|l['’])?\s*(?:\w+\s+){0,3}(?:nel|del|di)?\s*(?:l['’]|dell['’])?$"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A measure with its amount, its rate, or both."""

    measure: Measure
    amount: Find | None = None
    rate: Find | None = None
    role: str | None = None


def find_facts(text: str, sentences: Sequence[Sentence], finds: Sequence[Find]) -> list[Find]:
    """Rows of `facts` as finds of kind `fact`.

    Args:
        text: The article.
        sentences: (start, end) of its sentences.
        finds: Its mentions in order of start, offsets in the article.

    >>> text = "Vetrobit chiude con ricavi per 3 milioni."
    >>> company = {"kind": "company", "start": 0, "end": 8, "name": "Vetrobit", "entity_id": "v"}
    >>> money = {"kind": "money", "start": 31, "end": 40, "amount_min": 3e6, "amount_max": 3e6, "currency": "EUR", "modifier": None}
    >>> [(f["company"], f["metric"], f["amount"], f["status"]) for f in find_facts(text, [(0, 41)], [company, money])]
    [('Vetrobit', 'ricavi', 3000000.0, 'actual')]
    """
    only = _only_company(finds)
    facts: list[Find] = []
    before: list[Find] = []
    for start, end in sentences:
        inside = [f for f in finds if start <= f["start"] < end]
        if any(f["kind"] in ("money", "percent") for f in inside):
            facts += _facts_of(text, (start, end), inside, before, only)
        if inside or text[start:end].strip():
            before = inside
    return facts


def _only_company(finds: Sequence[Find]) -> Find | None:
    companies = [f for f in finds if f["kind"] == "company"]
    return companies[0] if len({f["name"] for f in companies}) == 1 else None


def _facts_of(
    text: str, sentence: Sentence, inside: Sequence[Find], before: Sequence[Find], only: Find | None
) -> list[Find]:
    start, end = sentence
    measures = [
        Measure(m.start + start, m.end + start, m.name, m.takes)
        for m in find_measures(text[start:end])
        if not any(f["start"] < m.end + start and m.start + start < f["end"] for f in inside)
    ]
    rows = []
    for link in _links(text, sentence, measures, inside):
        company = _company(text, sentence, link, inside, before, only)
        if company:
            rows.append(_row(text, sentence, link, company, inside, before))
    return rows


def _links(text: str, sentence: Sentence, measures: Sequence[Measure], inside: Sequence[Find]) -> list[Link]:
    """Amounts with their measure and change first, then the rates that are left."""
    links: list[Link] = []
    used: set[int] = set()
    money = [f for f in inside if f["kind"] == "money"]
    rates = [f for f in inside if f["kind"] == "percent"]
    for amount in money:
        if _is_comparison(text, sentence, amount) or amount.get("unit") not in (None, "", "azione"):
            continue
        measure = _measure_of(text, sentence, measures, amount, inside, takes="amount")
        if measure is None or any(link.measure is measure and link.amount for link in links):
            continue
        rate = _change_of(text, measure, amount, rates, money)
        if rate:
            used.add(id(rate))
        links.append(Link(measure, amount, rate, "change" if rate else None))
    for rate in rates:
        if id(rate) in used or _is_comparison(text, sentence, rate):
            continue
        found = _rate_link(text, sentence, measures, rate, inside)
        if found and not any(link.measure is found.measure and link.rate for link in links):
            links.append(found)
    return links


def _measure_of(
    text: str, sentence: Sentence, measures: Sequence[Measure], value: Find, inside: Sequence[Find], *, takes: str
) -> Measure | None:
    """The measure right behind the value (`3 milioni di ricavi`), else the nearest one before it in the clause."""
    fitting = [m for m in measures if takes in m.takes]
    for m in fitting:
        gap = text[value["end"] : m.start]
        if m.start >= value["end"] and AFTER_VALUE.fullmatch(gap):
            return m
    left = [m for m in fitting if m.end <= value["start"]]
    if not left:
        return None
    nearest = left[-1]
    gap = text[nearest.end : value["start"]]
    others = [f for f in inside if f["kind"] == "money" and nearest.end <= f["start"] < value["start"]]
    between = [m for m in measures if nearest.end <= m.start < value["start"]]
    if len(gap) > REACH or BORDER.search(gap) or others or between:
        return None
    return nearest


def _change_of(text: str, measure: Measure, amount: Find, rates: Sequence[Find], money: Sequence[Find]) -> Find | None:
    """The rate that says by how much: right behind the amount, or between measure and amount."""
    for rate in rates:
        if measure.end <= rate["start"] and rate["end"] <= amount["start"] and rate.get("direction"):
            return rate
        gap = text[amount["end"] : rate["start"]]
        stops = any(amount["end"] <= m["start"] < rate["start"] for m in money)
        near = 0 <= rate["start"] - amount["end"] <= BRACKET_REACH and amount["end"] <= rate["start"]
        if (
            near
            and not stops
            and rate.get("direction")
            and not re.search(r"[;.]|\be un\b", gap)
            and TO_CHANGE.fullmatch(gap)
        ):
            return rate
    return None


def _rate_link(
    text: str, sentence: Sentence, measures: Sequence[Measure], rate: Find, inside: Sequence[Find]
) -> Link | None:
    """A rate by itself: a share (`una quota del 30%`), a change (`ricavi +5%`) or a level (`margine al 40%`)."""
    behind = next(
        (
            m
            for m in measures
            if "share" in m.takes and re.fullmatch(r"\s+(?:del|dei|della|di)\s+", text[rate["end"] : m.start])
        ),
        None,
    )
    if behind:
        return Link(behind, rate=rate, role="share")
    for takes in ("share", "change", "level"):
        measure = _measure_of(text, sentence, measures, rate, inside, takes=takes)
        if measure is None:
            continue
        if takes == "change" and not rate.get("direction"):
            continue
        if takes == "level" and rate.get("unit") != "percent":
            continue
        return Link(measure, rate=rate, role=takes)
    return None


@cache
def _cues(name: str, *, closing: bool) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(table("metrics")["cues"][name].split("|"), key=len, reverse=True))
    return re.compile(rf"(?i)\b(?:{words})\s*(?:circa|oltre|quasi|i|gli|un)?\s*$" if closing else rf"(?i)\b(?:{words})")


def _is_comparison(text: str, sentence: Sentence, value: Find) -> bool:
    """Whether a value is the level before, or an amount that is itself the change."""
    left = text[sentence[0] : value["start"]]
    if value["kind"] == "money" and _cues("change", closing=True).search(left):
        return True
    return bool(_cues("earlier", closing=True).search(left)) or (
        left.rstrip().endswith("(") and value["kind"] == "money"
    )


def _company(
    text: str, sentence: Sentence, link: Link, inside: Sequence[Find], before: Sequence[Find], only: Find | None
) -> Find | None:
    """Whose measure it is: `ricavi di Eni`, the subject in front, the subject carried over, the article's only company."""
    companies = [f for f in inside if f["kind"] == "company" and not _is_source(text, sentence, f)]
    measure = link.measure
    value = link.amount or link.rate or {"start": measure.end}
    for f in companies:
        if f["start"] >= measure.end and re.fullmatch(
            r"\s+(?:[\w’']+\s+){0,2}?(?:di|del|della|dello|dell['’]|del gruppo|della società|d['’])\s*",
            text[measure.end : f["start"]],
        ):
            return f
    if link.role == "share":  # the holder comes first: `Eni ha il 30% di Saipem`
        held = [f for f in companies if f["end"] <= value["start"]]
        return held[-1] if held else None
    left = [f for f in companies if f["end"] <= max(measure.start, value["start"])]
    owner = _other_owner(text, measure, inside)
    if owner:
        return None
    if left:
        return left[-1]
    carried = [f for f in before if f["kind"] == "company"]
    names = {f["name"] for f in carried}
    if not companies and len(names) == 1:
        return carried[-1]
    return only


def _other_owner(text: str, measure: Measure, inside: Sequence[Find]) -> bool:
    """Whether somebody else than a company stands behind the measure: `il debito della Grecia`, `i costi di Rossi`."""
    behind = re.match(
        r"\s+(?:di|del|della|dello|dell['’]|dei|degli|delle)\s*([A-ZÀ-Þ]\w+)", text[measure.end : measure.end + 40]
    )
    if not behind:
        return False
    at = measure.end + behind.start(1)
    return not any(f["kind"] in ("company", "date") and f["start"] <= at < f["end"] for f in inside)


def _is_source(text: str, sentence: Sentence, company: Find) -> bool:
    """`secondo Bloomberg` speaks of others."""
    left = text[max(sentence[0], company["start"] - 25) : company["start"]]
    return bool(
        re.search(
            r"(?i)\b(?:secondo|riporta|scrive|riferisce|rivela|anticipa|analisti di|report di|riportato da)\s+(?:quanto\s+)?(?:l['’]|il |la )?$",
            left,
        )
    )


def _period(text: str, link: Link, inside: Sequence[Find], before: Sequence[Find]) -> Find | None:
    """The interval nearest to the measure in the sentence, else the last one of the sentence before.

    Not the one that a value is compared with, and a single day only for prices on the exchange.
    """
    days = link.measure.takes == {"change"}
    here = [f for f in inside if _is_period(f, days=days) and not _is_compared(text, f, link)]
    if here:
        return min(here, key=lambda f: abs(f["start"] - link.measure.start))
    if any(_is_period(f, days=False) for f in inside):
        return None  # the sentence speaks of another time than the one before
    earlier = [f for f in before if _is_period(f, days=False) and not f.get("modifier")]
    return earlier[-1] if earlier else None


def _is_period(find: Find, *, days: bool) -> bool:
    if find["kind"] != "date" or not find.get("date_start") or find.get("modifier") == "from":
        return False
    return find["precision"] in (DAYS if days else PERIODS)


def _is_compared(text: str, date: Find, link: Link) -> bool:
    """Whether the date belongs to a comparison, or to a bracket that the value is not in."""
    value = link.amount or link.rate or {}
    left = text[max(0, date["start"] - 40) : date["start"]]
    if COMPARED.search(left):
        return True
    opened, closed = text.rfind("(", 0, date["start"]), text.rfind(")", 0, date["start"])
    return opened > closed and not opened < value.get("start", 0) < date["start"]


def _status(text: str, sentence: Sentence, link: Link) -> str:
    clause = text[sentence[0] : sentence[1]]
    if _cues("expectation", closing=False).search(clause):
        return "expectation"
    return "forecast" if _cues("forecast", closing=False).search(clause) else "actual"


def _row(
    text: str, sentence: Sentence, link: Link, company: Find, inside: Sequence[Find], before: Sequence[Find]
) -> Find:
    amount, rate, measure = link.amount or {}, link.rate or {}, link.measure
    period = _period(text, link, inside, before) or {}
    return {
        "kind": "fact",
        "start": sentence[0],
        "end": sentence[1],
        "company": company["name"],
        "entity_id": company.get("entity_id"),
        "metric": measure.name,
        "amount": amount.get("amount_min"),
        "amount_max": amount.get("amount_max"),
        "currency": amount.get("currency"),
        "modifier": (amount or rate).get("modifier"),
        "percent": rate.get("value_min"),
        "percent_max": rate.get("value_max"),
        "percent_unit": rate.get("unit"),
        "percent_role": link.role,
        "direction": rate.get("direction"),
        "basis": rate.get("basis"),
        "period_start": period.get("date_start"),
        "period_end": period.get("date_end"),
        "status": _status(text, sentence, link),
        "company_start": company["start"],
        "company_end": company["end"],
        "metric_start": measure.start,
        "metric_end": measure.end,
        "amount_start": amount.get("start"),
        "amount_end": amount.get("end"),
        "percent_start": rate.get("start"),
        "percent_end": rate.get("end"),
        "period_start_char": period.get("start"),
        "period_end_char": period.get("end"),
    }
