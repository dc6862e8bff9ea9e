"""The version, stated once: the package, its metadata and the tables' run.json read it here."""

__version__ = "0.2.0"
