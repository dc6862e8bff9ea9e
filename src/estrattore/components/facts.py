"""Facts: company, measure, amount, change and period of one statement, linked inside a sentence.

Precision comes first: a value without a measure, or a measure without a company, gives no row. The parts:
`measures` finds the measured nouns, `facts_line` makes one line of items of a sentence, `facts_links` ties values to
measures, `facts_owner` finds the company, `facts_frame` the period and the status.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from estrattore.components.facts_frame import find_period, find_status
from estrattore.components.facts_line import VALUES, Find, Item, read_line
from estrattore.components.facts_links import Link, find_links
from estrattore.components.facts_owner import find_owner, only_company

Sentence = tuple[int, int]


def find_facts(text: str, sentences: Iterable[Sentence], finds: Sequence[Find]) -> list[Find]:
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
    only = only_company(text, finds)
    starts = [find["start"] for find in finds]
    facts: list[Find] = []
    before: Sentence | None = None
    for start, end in sentences:
        inside = finds[bisect_left(starts, start) : bisect_left(starts, end)]
        if any(find["kind"] in VALUES for find in inside):
            facts += _facts_of(text, (start, end), before, finds, starts, only)
        before = (start, end)
    return facts


def _facts_of(
    text: str,
    sentence: Sentence,
    before: Sentence | None,
    finds: Sequence[Find],
    starts: Sequence[int],
    only: Find | None,
) -> list[Find]:
    line = _line(text, sentence, finds, starts)
    links = find_links(text, line)
    if not links:
        return []
    previous = _line(text, before, finds, starts) if before else []
    rows = []
    for link in links:
        company = find_owner(line, link, previous, only)
        if company:
            period = find_period(text, line, link, previous)
            rows.append(_row(sentence, line, link, company, period, find_status(text, line, link)))
    return rows


def _line(text: str, sentence: Sentence, finds: Sequence[Find], starts: Sequence[int]) -> list[Item]:
    inside = finds[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]
    return read_line(text, sentence, inside)


def _row(sentence: Sentence, line: Sequence[Item], link: Link, company: Find, period: Find | None, status: str) -> Find:
    amount = line[link.amount].find if link.amount is not None else {}
    rate = line[link.rate].find if link.rate is not None else {}
    date = period or {}
    item = line[link.measure]
    assert item.measure is not None
    return {
        "kind": "fact",
        "start": sentence[0],
        "end": sentence[1],
        "company": company.get("name"),
        "entity_id": company.get("entity_id"),
        "metric": item.measure.name,
        "amount": amount.get("amount_min"),
        "amount_max": amount.get("amount_max"),
        "currency": amount.get("currency"),
        "modifier": (amount or rate).get("modifier"),
        "percent": rate.get("value_min"),
        "percent_max": rate.get("value_max"),
        "percent_unit": rate.get("unit"),
        "percent_role": link.role,
        "direction": link.direction,
        "basis": rate.get("basis"),
        "period_start": date.get("date_start"),
        "period_end": date.get("date_end"),
        "status": status,
        "company_start": company["start"],
        "company_end": company["end"],
        "metric_start": item.start,
        "metric_end": item.end,
        "amount_start": amount.get("start"),
        "amount_end": amount.get("end"),
        "percent_start": rate.get("start"),
        "percent_end": rate.get("end"),
        "period_start_char": date.get("start"),
        "period_end_char": date.get("end"),
    }
