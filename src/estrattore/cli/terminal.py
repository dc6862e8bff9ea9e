"""What every command says to a terminal, and how failures end it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape

from estrattore.errors import EstrattoreError, UsageError

out_console, err_console = Console(), Console(stderr=True)

CHECK_PATH = "Check that the path exists, that you may use it and that the disk has room; or name another one."


@contextmanager
def failures_as_exit_codes() -> Iterator[None]:
    """Our own errors become one message and their exit code; Ctrl-C becomes 130."""
    try:
        yield
    except EstrattoreError as error:
        err_console.print(f"[red]Error:[/] {escape(str(error))}", highlight=False)
        raise typer.Exit(error.exit_code) from None
    except OSError as error:  # no right to a file, no such folder, a full disk
        said = f"{error.strerror or error}: '{error.filename}'" if error.filename else str(error)
        err_console.print(f"[red]Error:[/] {escape(said)}. {CHECK_PATH}", highlight=False)
        raise typer.Exit(UsageError.exit_code) from None
    except KeyboardInterrupt:
        err_console.print("Interrupted. What is done stays; run the same command again to go on.")
        raise typer.Exit(130) from None


def cell(value: Any) -> str:
    """A value for the terminal: whole numbers without `.0`, days without a time, nothing for missing."""
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    return value.date().isoformat() if hasattr(value, "date") else str(value).replace("\n", " ")
