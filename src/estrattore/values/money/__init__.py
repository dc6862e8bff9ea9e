"""Amounts of money."""

from estrattore.values.money.find import Money, find_money

__all__ = ["Money", "find_money"]
