"""Language and lists as data, and the one loader."""

from estrattore.resources.loader import rows, table

__all__ = ["rows", "table"]
