"""What every table keeps to: closed words, no word twice."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from estrattore.resources.endings import endings
from estrattore.resources.words import forms
from tests.resources import every

TABLES = sorted(name for name in every.TABLES if name.endswith(".toml"))
PATTERN_SIGNS = re.compile(r"[\\(?^$|]")


def lists_of(node: object) -> Iterator[list[str]]:
    """All lists of strings of a table."""
    if isinstance(node, dict | list):
        if isinstance(node, list) and all(isinstance(child, str) for child in node):
            yield node
        else:
            for child in node.values() if isinstance(node, dict) else node:
                yield from lists_of(child)


@pytest.fixture(params=TABLES)
def lists(request: pytest.FixtureRequest) -> list[list[str]]:
    """The lists of one table."""
    text = files("estrattore.resources").joinpath(request.param).read_text("utf-8")
    return list(lists_of(tomllib.loads(text)))


def test_no_word_has_an_open_end(lists: list[list[str]]) -> None:
    assert not [word for words in lists for word in words if "*" in word[1:] and not PATTERN_SIGNS.search(word)]


def test_no_list_says_a_word_twice(lists: list[list[str]]) -> None:
    assert not [word for words in lists for word in set(words) if words.count(word) > 1]


def test_all_endings_are_used() -> None:
    texts = [files("estrattore.resources").joinpath(name).read_text("utf-8") for name in TABLES]
    assert not [name for name in endings().endings if not any(f"{{{name}}}" in text for text in texts)]


@pytest.mark.parametrize("name", sorted(endings().endings))
def test_all_endings_can_be_written_out(name: str) -> None:
    assert all(re.fullmatch(r"[a-zàèéìòù]*", form) for form in forms(f"{{{name}}}"))
