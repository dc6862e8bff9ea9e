"""Facts beside those of the gold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from estrattore.evaluation.numbers import number, same_number
from estrattore.evaluation.result import Evaluation, Mistake

if TYPE_CHECKING:
    from estrattore.evaluation.gold import Gold

Row = Mapping[str, Any]
Key = tuple[str, Decimal | None, Decimal]
Part = tuple[str, str, str]  # its name, what the gold states, what the table holds

WHERE_STATED = ("status", "percent_role", "unit", "counterparty")  # silence of the gold leaves these open
# Measured where the gold states them, but no part of what is strictly right.
APART = ("metric_class", "counterparty_role", "due_start", "due_end", "amount_previous", "percent_previous")
NUMBERS = ("amount_previous", "percent_previous")
DAY = len("2026-03-04")
SHOWN = ("company", "metric", "amount", "percent", "period_start", "period_end")
WIDEST = 24  # characters of a part in the line of a mistake


def score_facts(gold: Gold, rows: Sequence[Row], result: Evaluation) -> None:
    """Count the facts of one article, loosely and strictly, and list what is missed, spurious or wrong in a part."""
    facts = sorted(gold.get("facts") or [], key=lambda fact: bool(fact.get("doubt")))
    tallies, used = [result.kinds[kind] for kind in ("fact", "fact_strict")], set[int]()
    for fact in facts:
        hit = _best_row(fact, rows, used)
        if hit is not None:
            used.add(hit)
        if fact.get("doubt"):
            continue
        if hit is not None:
            _score_found(gold, fact, rows[hit], result)
            continue
        for tally in tallies:
            tally.missed += 1
        result.mistakes.append(_mistake(gold, "fact", "missed", fact, expected=_in_words(fact)))
    excused = {_key(fact) for fact in facts if fact.get("doubt")}
    for i, row in enumerate(rows):
        if i not in used and _key(row) not in excused:
            for tally in tallies:
                tally.spurious += 1
            result.mistakes.append(_mistake(gold, "fact", "spurious", row, found=_in_words(row)))


def _best_row(fact: Row, rows: Sequence[Row], used: set[int]) -> int | None:
    """The first free row with company, amount and rate of the fact; better one that has its measure too."""
    same = [i for i, row in enumerate(rows) if i not in used and _key(row) == _key(fact)]
    measured = [i for i in same if _plain(rows[i].get("metric")) == _plain(fact.get("metric"))]
    return next(iter(measured or same), None)


def _score_found(gold: Gold, fact: Row, row: Row, result: Evaluation) -> None:
    """Count a fact that was found: loosely right, and strictly if no part is wrong."""
    result.kinds["fact"].right += 1
    strict, wrong = result.kinds["fact_strict"], list(_wrong_parts(fact, row))
    strict.right += not wrong
    strict.missed += bool(wrong)
    strict.spurious += bool(wrong)
    apart = list(_score_shares(fact, row, result))
    for name, wanted, found in (*wrong, *apart):
        sides = {"expected": wanted or "empty", "found": found or "empty"}
        result.mistakes.append(_mistake(gold, f"fact_{name}", "wrong", fact, **sides))


def _wrong_parts(fact: Row, row: Row) -> Iterator[Part]:
    """The parts in which a fact that was found differs from what the gold states of it.

    >>> gold = {"metric": "utile", "amount": "5000000", "currency": "EUR", "status": "forecast"}
    >>> list(_wrong_parts(gold, gold | {"metric": "ricavi", "amount": 5e6, "amount_max": 5e6}))
    [('metric', 'utile', 'ricavi')]
    """
    texts = ["metric", *(name for name in WHERE_STATED if fact.get(name))]
    if _stated(fact, "amount"):
        texts.append("currency")
        wanted, found = (one.get("amount_max") or one.get("amount") for one in (fact, row))
        if not same_number(found, wanted):
            yield "amount_max", _shown(wanted), _shown(found)
    if _stated(fact, "percent"):
        texts.append("direction")
        if not same_number(row.get("percent"), fact["percent"]):
            yield "percent", _shown(fact["percent"]), _shown(row.get("percent"))
    for name in texts:
        if _plain(fact.get(name)) != _plain(row.get(name)):
            yield name, _shown(fact.get(name)), _shown(row.get(name))
    if _period(fact) != _period(row):
        yield "period", "..".join(filter(None, _period(fact))), "..".join(filter(None, _period(row)))


def _score_shares(fact: Row, row: Row, result: Evaluation) -> Iterator[Part]:
    """How often measure (one may hold the other), period and what the gold states are right; yields what of `APART` is wrong."""
    wanted, found = (_plain(one.get("metric")) for one in (fact, row))
    result.shares["fact_metric"].append(bool(wanted and found) and (wanted in found or found in wanted))
    result.shares["fact_period"].append(_period(fact) == _period(row))
    for name in (*WHERE_STATED, *APART):
        if _stated(fact, name):
            right = _same(name, fact[name], row.get(name))
            result.shares[f"fact_{name}"].append(right)
            if not right and name in APART:
                yield name, _shown(fact[name]), _shown(row.get(name))


def _same(name: str, wanted: object, found: object) -> bool:
    """Whether a part of a row is what the gold states.

    >>> _same("amount_previous", "5000000", 5e6), _same("due_end", "2031-12-31", "2031-12-31 00:00:00")
    (True, True)
    """
    if name in NUMBERS:
        return same_number(found, wanted)
    if name.startswith("due_"):
        return _day(found) == _day(wanted)
    return _plain(found) == _plain(wanted)


def _key(fact: Row) -> Key:
    percent = abs(number(fact.get("percent")) or Decimal())
    return str(fact.get("company") or "").casefold(), number(fact.get("amount")), percent


def _period(fact: Row) -> tuple[str, str]:
    return _day(fact.get("period_start")), _day(fact.get("period_end"))


def _day(value: object) -> str:
    return str(value or "")[:DAY]


def _plain(value: object) -> str:
    return " ".join(str(value or "").casefold().split())


def _stated(fact: Row, part: str) -> bool:
    return fact.get(part) not in (None, "")


def _shown(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value or "")[:WIDEST]


def _in_words(fact: Row) -> str:
    return " · ".join(_shown(fact[part]) for part in SHOWN if _stated(fact, part))


def _mistake(gold: Gold, kind: str, what: str, fact: Row, **sides: str) -> Mistake:
    sentence = str(fact.get("sentence") or "")
    return Mistake(kind=kind, doc_id=gold["id"], what=what, text=_in_words(fact), sentence=sentence, **sides)
