"""Numbers in figures and letters."""

from estrattore.values.numbers.reading import Number, find_numbers, parse_number

__all__ = ["Number", "find_numbers", "parse_number"]
