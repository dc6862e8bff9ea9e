"""Numbers in running text."""
from estrattore.values.numerals import parse_cardinal, parse_ordinal, parse_roman
__all__ = ["parse_cardinal", "parse_ordinal", "parse_roman"]
