"""Dates: days and intervals, absolute or measured from the article's day."""

from estrattore.finds import DateSpan
from estrattore.values.dates.find import dateline, discussed_year, find_dates

__all__ = ["DateSpan", "dateline", "discussed_year", "find_dates"]
