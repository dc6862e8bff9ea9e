"""The command line: a module for each family of commands parses, calls, prints, sets exit codes; nothing else prints."""

from estrattore.cli.commands import app, main

__all__ = ["app", "main"]
