"""Facts beside those of the gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from estrattore.evaluation.gold import Gold
from estrattore.evaluation.numbers import number
from estrattore.evaluation.result import Evaluation, Mistake

Row = Mapping[str, Any]


def score_facts(gold: Gold, rows: Sequence[Row], result: Evaluation) -> None:
    """Count the facts of one article, and list what is missed or spurious."""
    facts = sorted(gold.get("facts") or [], key=lambda fact: bool(fact.get("doubt")))
    tally, used = result.kinds["fact"], set[int]()
    excused = {_fact_key(fact)[1:] for fact in facts if fact.get("doubt")}
    for fact in facts:
        same = [i for i, row in enumerate(rows) if i not in used and _fact_key(row) == _fact_key(fact)]
        hit = next((i for i in same if rows[i]["metric"] == fact.get("metric")), same[0] if same else None)
        if hit is not None:
            used.add(hit)
        if fact.get("doubt"):
            continue
        if hit is not None:
            tally.right += 1
            _score_fact_attributes(fact, rows[hit], result)
        else:
            tally.missed += 1
            result.mistakes.append(_fact_mistake(gold, "missed", fact))
    for i, row in enumerate(rows):
        if i not in used and _fact_key(row)[1:] not in excused:
            tally.spurious += 1
            result.mistakes.append(_fact_mistake(gold, "spurious", row))


def _score_fact_attributes(fact: Row, row: Row, result: Evaluation) -> None:
    wanted, found = (str(one.get("metric") or "").casefold() for one in (fact, row))
    result.shares["fact_metric"].append(bool(wanted and found) and (wanted in found or found in wanted))
    periods = [[str(one.get(end) or "")[:10] for end in ("period_start", "period_end")] for one in (fact, row)]
    result.shares["fact_period"].append(periods[0] == periods[1])


def _fact_key(fact: Row) -> tuple[str, Decimal | None, Decimal]:
    percent = abs(number(fact.get("percent")) or Decimal())
    return str(fact.get("company") or "").casefold(), number(fact.get("amount")), percent


def _fact_mistake(gold: Gold, what: str, fact: Row) -> Mistake:
    parts = ("company", "metric", "amount", "percent", "period_start", "period_end")
    words = " · ".join(str(fact[part])[:24] for part in parts if fact.get(part) not in (None, ""))
    side = {"expected" if what == "missed" else "found": words}
    sentence = str(fact.get("sentence") or "")
    return Mistake(kind="fact", doc_id=gold["id"], what=what, text=words, sentence=sentence, **side)
