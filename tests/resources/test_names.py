"""The tables of names, roles, places, abbreviations and measures: no word twice, none in a form that nothing compares."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from estrattore.resources.loader import text
from estrattore.resources.schemas.metrics import metrics
from estrattore.resources.schemas.names import (
    common_words,
    first_names,
    known_names,
    legal_forms,
    names,
    places,
    usual_words,
)

TABLES = ("names", "roles", "places", "abbreviations", "clauses")


def lists_of(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of a table with its name."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from lists_of(value, f"{path}{key}.")
        elif isinstance(value, list) and isinstance(value[0], dict):
            for number, row in enumerate(value):
                yield from lists_of(row, f"{path}{key}.{number}.")
        elif isinstance(value, list):
            yield f"{path}{key}", value


@pytest.mark.parametrize("name", TABLES)
def test_no_list_holds_a_word_twice(name: str) -> None:
    lists = dict(lists_of(tomllib.loads(text(f"{name}.toml"))))
    assert lists
    twice = {key: [w for w, n in Counter(words).items() if n > 1] for key, words in lists.items()}
    assert {key: words for key, words in twice.items() if words} == {}


@pytest.mark.parametrize("name", TABLES)
def test_words_have_no_blanks_at_their_ends_and_no_open_end(name: str) -> None:
    words = [word for _, some in lists_of(tomllib.loads(text(f"{name}.toml"))) for word in some]
    assert [word for word in words if word != word.strip() or (word.endswith("*") and len(word) > 1)] == []


def test_what_is_compared_with_small_letters_is_written_in_them() -> None:
    lists = (names().titles, names().stop, names().stop_first, names().heads_of_place)
    assert [word for words in lists for word in words if word != word.casefold()] == []


def test_a_place_is_of_italy_or_of_the_world() -> None:
    assert places().world & places().italy == set()
    assert {"Parigi", "Abu Dhabi"} <= places().world
    assert {"Pisa", "Reggio Emilia"} <= places().italy


def test_a_spelling_stands_for_one_legal_form() -> None:
    spellings = [word for row in legal_forms() for word in (row.form, *filter(None, row.spellings.split("|")))]
    assert [word for word, n in Counter(spellings).items() if n > 1] == []


def test_known_names_have_a_kind_that_the_tables_know() -> None:
    assert {row.kind for row in known_names()} == {"company", "organization"}


def test_first_names_are_single_words_with_a_capital() -> None:
    assert {"Ada", "Ugo"} <= first_names()
    assert [name for name in first_names() if not name[0].isupper()] == []


def test_common_words_are_no_names() -> None:
    assert {"davanti", "saluta"} <= common_words()
    assert (
        common_words() & ({name.casefold() for name in first_names()} | {row.name.casefold() for row in known_names()})
        == set()
    )
    assert [word for word in common_words() if not word.islower()] == []


def test_usual_words_are_more_of_them() -> None:
    assert {"conti", "ordine", "piano"} <= usual_words()
    assert usual_words() & common_words() == set()
    assert [word for word in usual_words() if not word.islower()] == []


def test_a_verb_belongs_to_a_group_that_there_is() -> None:
    assert {verb.group for verb in metrics().verbs} <= metrics().groups.keys() | {"verb", "sold", "held"}
