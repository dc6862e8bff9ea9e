"""Money, percentages and dates: a sentence and a frozen `Context` in, frozen values with offsets out."""

from estrattore.finds import DateSpan, Money, Percentage, Value
from estrattore.values.article import article_values, find_values
from estrattore.values.context import Context, Span
from estrattore.values.dates import discussed_year, find_dates
from estrattore.values.explain import Explanation, Reason, explaining
from estrattore.values.money import find_money
from estrattore.values.numbers import Number, find_numbers, parse_number
from estrattore.values.parse import parse_date, parse_money, parse_percent
from estrattore.values.percent import find_percentages

__all__ = [
    "Context",
    "DateSpan",
    "Explanation",
    "Money",
    "Number",
    "Percentage",
    "Reason",
    "Span",
    "Value",
    "article_values",
    "discussed_year",
    "explaining",
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
