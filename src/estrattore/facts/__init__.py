"""Facts: company, measure, amount, change and period of one statement."""

from estrattore.facts.confidence import confident, threshold
from estrattore.facts.find import find_facts
from estrattore.facts.statement import Statements

__all__ = ["Statements", "confident", "find_facts", "threshold"]
