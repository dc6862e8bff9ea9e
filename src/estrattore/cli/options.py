"""Options that several commands share, and what the shell completes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

PublishedOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Day of publication (YYYY-MM-DD); overrides every other source.")
]
ModelOption = Annotated[
    str,
    typer.Option(
        metavar="NAME|PATH",
        show_default="accurate",
        help="fast, accurate, an installed spaCy pipeline, or a folder.",
        autocompletion=lambda incomplete: starting(("accurate", "fast"), incomplete),
    ),
]


def starting(words: Iterable[str], incomplete: str) -> list[str]:
    """The words that the shell may complete; of a list joined by commas, its last one."""
    before, comma, last = incomplete.rpartition(",")
    return [before + comma + word for word in words if word.startswith(last)]


def complete_table(incomplete: str) -> list[str]:
    """Names of tables for the shell."""
    from estrattore.tables import SCHEMAS

    return starting(SCHEMAS, incomplete)
