"""Amounts of money."""

from estrattore.finds import Money
from estrattore.values.money.find import find_money

__all__ = ["Money", "find_money"]
