"""Tables are checked when they are read."""

from importlib.resources import files
from pathlib import Path

import pytest

from estrattore.errors import EstrattoreError
from estrattore.resources import loader
from estrattore.resources.loader import Table
from tests.resources.every import TABLES


class Prices(Table):
    """A table of a test."""

    words: frozenset[str]
    most: int


class Price(Table):
    """A row of a test."""

    name: str
    factor: int


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write a resource that the loader then finds."""
    monkeypatch.setattr(loader, "text", lambda name: (tmp_path / name).read_text("utf-8"))
    return lambda name, text: (tmp_path / name).write_text(text, "utf-8")


def test_a_table_that_fits_is_read(write) -> None:
    write("prices.toml", 'words = ["chilo"]\nmost = 3')
    assert loader.read("prices", Prices).words == {"chilo"}


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ('words = ["chilo"]', "most"),
        ('words = ["chilo"]\nmost = 3\nleast = 1', "least"),
        ('words = "chilo"\nmost = 3', "words"),
        ('words = ["chilo"]\nmost = "tre"', "most"),
    ],
    ids=["missing", "unknown", "string for a list", "word for a number"],
)
def test_a_slip_names_the_file_and_the_key(write, table: str, key: str) -> None:
    write("prices.toml", table)
    with pytest.raises(EstrattoreError, match=rf"(?s)resources/prices\.toml.*\b{key}\b"):
        loader.read("prices", Prices)


@pytest.mark.parametrize("rows", ["name\nchilo", "factor,name\n3,chilo", "name,factor\nchilo,tre"])
def test_columns_are_those_of_the_schema(write, rows: str) -> None:
    write("prices.csv", rows)
    with pytest.raises(EstrattoreError, match=r"resources/prices\.csv"):
        loader.read_rows("prices", Price)


def test_rows_that_fit_are_read(write) -> None:
    write("prices.csv", "name,factor\nchilo,3")
    assert loader.read_rows("prices", Price)[0].factor == 3


@pytest.mark.parametrize("table", TABLES)
def test_all_tables_of_the_package_fit(table: str) -> None:
    assert TABLES[table]()


def test_every_table_has_a_schema() -> None:
    tables = {
        path.name for path in files("estrattore.resources").iterdir() if path.name.endswith((".toml", ".csv", ".txt"))
    }
    assert tables == set(TABLES)
