"""Money, percentages and dates: a sentence and a frozen `Context` in, frozen values with offsets out."""

from estrattore.values.article import Value, article_context, find_values
from estrattore.values.context import Context, Span
from estrattore.values.dates import DateSpan, discussed_year, find_dates
from estrattore.values.money import Money, find_money
from estrattore.values.numbers import Number, find_numbers, parse_number
from estrattore.values.parse import parse_date, parse_money, parse_percent
from estrattore.values.percent import Percentage, find_percentages

__all__ = [
    "Context",
    "DateSpan",
    "Money",
    "Number",
    "Percentage",
    "Span",
    "Value",
    "article_context",
    "discussed_year",
    "find_dates",
    "find_money",
    "find_numbers",
    "find_percentages",
    "find_values",
    "parse_date",
    "parse_money",
    "parse_number",
    "parse_percent",
]
