"""Facts: company, measure, amount, change and period of one statement."""

from estrattore.facts.find import find_facts
from estrattore.facts.statements import Statements

__all__ = ["Statements", "find_facts"]
