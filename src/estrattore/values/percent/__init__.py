"""Rates: percent, per mille, points."""

from estrattore.finds import Percentage
from estrattore.values.percent.find import find_percentages

__all__ = ["Percentage", "find_percentages"]
