"""The tables under `resources/` that the value grammar is made of, read once."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML table of the package's resources.

    >>> table("numbers")["scales"]["miliardi"]
    1000000000
    """
    return tomllib.loads(files("estrattore.resources").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV table of the package's resources.

    >>> rows("currencies")[0]["code"]
    'AED'
    """
    text = files("estrattore.resources").joinpath(f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))
