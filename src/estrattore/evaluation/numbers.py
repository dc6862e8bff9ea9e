"""Numbers of gold (strings) and of tables (floats), compared."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation


def number(value: object) -> Decimal | None:
    """The value as a decimal; None where it is empty or no number."""
    try:
        found = Decimal(str(value)).normalize()
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def same_number(found: object, wanted: object) -> bool:
    """Whether both are the same number, but for what a float cannot hold, or both are none.

    >>> same_number(11000000000.0, "11000000000")
    True
    """
    a, b = number(found), number(wanted)
    if a is None or b is None:
        return a is b
    return abs(a - b) <= abs(b) * Decimal("1e-9")
