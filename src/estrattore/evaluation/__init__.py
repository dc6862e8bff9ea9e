"""Tables against gold: are spans, labels, values and facts right, and what is wrong where.

Gold is a folder of JSON files, one article each:

    {"id": "…", "title": "…", "date": "2026-03-04", "text": "…",
     "mentions": [{"kind": "money", "start": 10, "end": 28, "text": "11 miliardi di euro",
                   "value": {"min": "11000000000", "max": "11000000000", "currency": "EUR"}}, …],
     "facts": [{"company": "…", "metric": "ricavi", "amount": 11000000000, "currency": "USD", "percent": 16,
                "percent_role": "change", "direction": "up", "period_start": "2025-04-01",
                "period_end": "2025-06-30", "status": "actual", "sentence": "…"}, …]}

`value` is the canonical name for `company`, `organization` and `person`; `min`, `max`, `currency` (`implied`) for
`money`; `min`, `max`, `unit`, `direction` for `percent`, both with `modifier`; `start` and `end` for `date`. `alt`
lists other accepted values; a mention or fact with a `doubt` is neither required nor punished. A part of a fact that
the text does not state is left out.

A name counts when its label and both borders are right, a value when it overlaps the gold mention and its normalised
value is right, a fact when company, amount and percent are (`fact`). A fact is strictly right (`fact_strict`) when
measure, upper amount, currency, signed percent, direction and period are right as well, and status, percent_role, unit
and counterparty where the gold states them. Attributes are measured among what is right; so are, where the gold states them, class,
deadline, earlier level and the role of the counterparty of a fact.
"""

from estrattore.evaluation.compare import Comparison, Difference, compare
from estrattore.evaluation.compare import write_csv as write_differences
from estrattore.evaluation.corrections import gold_of, judged_rows
from estrattore.evaluation.gate import Floors, below_floors, check_gold, floors_at, read_floors, write_floors
from estrattore.evaluation.gold import gold_documents, read_gold
from estrattore.evaluation.result import Evaluation, Mistake, Tally
from estrattore.evaluation.scoring import evaluate

__all__ = [
    "Comparison",
    "Difference",
    "Evaluation",
    "Floors",
    "Mistake",
    "Tally",
    "below_floors",
    "check_gold",
    "compare",
    "evaluate",
    "floors_at",
    "gold_documents",
    "gold_of",
    "judged_rows",
    "read_floors",
    "read_gold",
    "write_differences",
    "write_floors",
]
