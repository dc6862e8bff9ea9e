"""Facts: company, measure, amount, change and period of one statement, linked inside a sentence.

Precision comes first: a value without a measure, or a measure without a company, gives no row. The parts:
`measures` finds the measured nouns, `facts_line` makes one line of items of a sentence, `facts_links` ties values to
measures by the prices of `facts_cost`, `facts_owner` and `facts_carried` find the company, `facts_frame` the period
and the status.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from estrattore.facts.measures import find_measures, is_plain
from estrattore.facts.rules.frame import find_period, find_status
from estrattore.facts.rules.line import VALUES, Find, Item, measure_at, read_line
from estrattore.facts.rules.links import Link, find_links
from estrattore.facts.rules.owner import find_owner
from estrattore.facts.rules.roles import only_company

Sentence = tuple[int, int]
HEADING = re.compile(r"[^.!?:;»”]{0,60}")  # a line between two sentences: `## I conti`
LONGEST = 1500  # characters; a sentence of a newspaper has some 200


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
    finds = [find for find in finds if not (find["kind"] == "company" and is_plain(text[find["start"] : find["end"]]))]
    article = _Article(text, finds, [find["start"] for find in finds])
    only = only_company(text, finds)
    facts: list[Find] = []
    before: Sentence | None = None
    heir: Find | None = None  # whom the rows of the sentence before are about
    for sentence in sentences:
        for piece in _pieces(text, sentence):
            inside = article.inside(piece)
            if not inside and HEADING.fullmatch(text, *piece):
                continue
            owned = []
            if any(find["kind"] in VALUES for find in inside):
                owned = _facts_of(article, piece, before, heir or only)
            facts += [row | {"start": sentence[0], "end": sentence[1]} for row, _ in owned]
            heir = owned[-1][1] if len({row["company"] for row, _ in owned}) == 1 else None
            before = piece
    return facts


def _pieces(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence; one that has no end (a table in a line) in pieces cut behind commas, so that time stays linear."""
    start, end = sentence
    while end - start > LONGEST:
        cut = text.rfind(",", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        yield start, cut
        start = cut
    yield start, end


@dataclass(frozen=True, slots=True)
class _Article:
    text: str
    finds: Sequence[Find]
    starts: Sequence[int]

    def inside(self, sentence: Sentence) -> Sequence[Find]:
        start, end = sentence
        return self.finds[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _facts_of(
    article: _Article, sentence: Sentence, before: Sentence | None, only: Find | None
) -> list[tuple[Find, Find]]:
    """The rows of a sentence, each with its company."""
    text = article.text
    measures = find_measures(text[sentence[0] : sentence[1]])
    if not measures:
        return []
    line = read_line(text, sentence, article.inside(sentence), measures)
    links = find_links(text, line)
    if not links:
        return []
    previous = read_line(text, before, article.inside(before)) if before else []
    rows = []
    for link in links:
        company = find_owner(line, link, previous, only)
        if company:
            period = find_period(text, line, link, previous)
            rows.append((_row(line, link, company, period, find_status(text, line, link)), company))
    return rows


def _row(line: Sequence[Item], link: Link, company: Find, period: Find | None, status: str) -> Find:
    amount = line[link.amount].find if link.amount is not None else {}
    rate = line[link.rate].find if link.rate is not None else {}
    date = period or {}
    item = line[link.measure]
    return {
        "kind": "fact",
        "company": company.get("name"),
        "entity_id": company.get("entity_id"),
        "metric": measure_at(line, link.measure).name,
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
