"""Rates: percent, per mille, points."""

from estrattore.values.percent.find import Percentage, find_percentages

__all__ = ["Percentage", "find_percentages"]
