"""Facts: company, measure, amount, change and period of one statement."""

from estrattore.facts.find import Statements, find_facts

__all__ = ["Statements", "find_facts"]
