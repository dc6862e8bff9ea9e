"""Cells of text formats: numbers as people read them, and strings that no spreadsheet takes for a formula."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

NUMBER = re.compile(r"[+\-−]?\d[\d.,]*\s?[%‰]?")
# Excel and its kin run a cell that begins so, also in the wide signs of East Asia, and an Italian Excel parts a cell of a
# csv with commas at its semicolons. The quotes in front belong to the pattern, so that a cell which itself begins with a
# quote comes back as it was.
_STARTS = r"[=+\-@\t\r\n＝＋－＠]"
FORMULA = re.compile(rf"'*{_STARTS}")
AFTER_SEMICOLON = re.compile(rf"(;[ \xa0]*'*)(?={_STARTS})")
ESCAPED_AFTER_SEMICOLON = re.compile(rf"(;[ \xa0]*'*)'(?={_STARTS})")


def escape(text: str) -> str:
    """A leading `'` where a spreadsheet would see a formula.

    >>> escape("=1+1"), escape("-3%"), escape("'=x"), escape("ricavi"), escape("utile;=1+1")
    ("'=1+1", '-3%', "''=x", 'ricavi', "utile;'=1+1")
    """
    if ";" in text:
        text = AFTER_SEMICOLON.sub(r"\1'", text)
    return "'" + text if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def unescape(text: str) -> str:
    """Takes off exactly what `escape` put on.

    >>> [unescape(escape(t)) for t in ("=1+1", "-3%", "'=x", "'ndrangheta", "utile;'=x", "utile; +3")]
    ['=1+1', '-3%', "'=x", "'ndrangheta", "utile;'=x", 'utile; +3']
    """
    if ";" in text:
        text = ESCAPED_AFTER_SEMICOLON.sub(r"\1", text)
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def number_text(value: float) -> str:
    """A number without exponent and without a trailing `.0`.

    >>> number_text(11e9), number_text(0.35), number_text(1e-7)
    ('11000000000', '0.35', '0.0000001')
    """
    shown = format(Decimal(repr(value)), "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def to_text(value: Any, *, kind: str, decimal: str = ".") -> str:
    """One value as the text of a csv cell; nothing for a missing one."""
    if value is None or value == "":
        return ""
    if kind == "float":
        return number_text(float(value)).replace(".", decimal)
    if kind == "bool":
        return "true" if value else "false"
    return escape(value) if kind == "str" else str(value)


def from_text(cell: str, *, kind: str, decimal: str = ".") -> Any:
    """The value behind the text of a csv cell; None for an empty one.

    >>> from_text("3,5", kind="float", decimal=",")
    3.5
    """
    if cell == "":
        return None
    if kind == "float":
        return float(cell.replace(decimal, "."))
    if kind == "int":
        return int(cell)
    if kind == "bool":
        return {"true": True, "false": False}[cell]
    return unescape(cell) if kind == "str" else cell
