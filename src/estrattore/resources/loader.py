"""The one loader of what lies beside it: tables in TOML and CSV, read once and checked against their schemas.

A schema is a frozen pydantic model in `schemas/`, named for its file. A key that is missing, unknown or of another type is an
error when the file is read, once, by the first that needs it; the tests read them all, so no slip gets into a release.
"""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from estrattore.errors import EstrattoreError

_Table = TypeVar("_Table", bound="Table")


class Table(BaseModel):
    """Common ground of the schemas: frozen, and no key beside those it names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def read(name: str, schema: type[_Table]) -> _Table:
    """A TOML file as its schema; the accessors in `schemas/` keep what they read.

    Raises:
        EstrattoreError: A key is missing, unknown or of another type.
    """
    try:
        return schema.model_validate(tomllib.loads(text(f"{name}.toml")))
    except ValueError as error:  # of pydantic and of tomllib
        raise EstrattoreError(f"resources/{name}.toml does not fit its schema: {error}") from error


def read_rows(name: str, schema: type[_Table]) -> tuple[_Table, ...]:
    """The rows of a CSV file, each as its schema.

    Raises:
        EstrattoreError: The columns are others than those of the schema, or a cell is of another type.
    """
    reader = csv.DictReader(text(f"{name}.csv").splitlines())
    if list(reader.fieldnames or ()) != list(schema.model_fields):
        raise EstrattoreError(
            f"resources/{name}.csv has the columns {reader.fieldnames}, not {list(schema.model_fields)}"
        )
    try:
        return tuple(schema.model_validate(row) for row in reader)
    except ValueError as error:
        raise EstrattoreError(f"resources/{name}.csv does not fit its schema: {error}") from error


def text(name: str) -> str:
    """A file as it is."""
    return files("estrattore.resources").joinpath(name).read_text("utf-8")
