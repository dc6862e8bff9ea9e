"""Facts: company, measure, amount, change and period of one statement."""

from estrattore.facts.rules.find import find_facts

__all__ = ["find_facts"]
