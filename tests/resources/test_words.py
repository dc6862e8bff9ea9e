"""The notation of words in the tables, and that words stay there."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import estrattore
from estrattore.errors import EstrattoreError
from estrattore.resources import loader
from estrattore.resources.words import all_forms, alternatives, forms, template
from tests.resources.every import TABLES


@pytest.mark.parametrize(
    ("word", "included", "excluded"),
    [
        ("aumento", {"aumento"}, {"aumenti"}),
        ("cost[oi]", {"costo", "costi"}, {"costa", "cost"}),
        ("aument{are}", {"aumenta", "aumenterà", "aumentando", "aumentarsi", "aumentata"}, {"aumentative", "aument"}),
        ("modifi{care}", {"modifica", "modificherà", "modificò"}, {"modificazione", "modifiche"}),
        ("sc{endere}", {"scende", "scesi", "scesero", "scendendo"}, {"scendiletto"}),
        ("rid{urre}", {"ridurre", "riduce", "ridotta", "ridurrebbe"}, {"riduttivo"}),
        ("diminu{isco}", {"diminuisce", "diminuì", "diminuita"}, {"diminutivo"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_stem_takes_its_endings_and_no_others(word: str, included: set[str], excluded: set[str]) -> None:
    assert included <= forms(word)
    assert not excluded & all_forms([word])


def test_endings_that_nobody_lists_are_an_error_that_names_them() -> None:
    with pytest.raises(EstrattoreError, match=r"\{arre\}"):
        forms("port{arre}")


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("superior[ei] a", "superiori alla"),
        ("superior[ei] a", "superiore ad"),
        ("non … oltre", "non andare oltre"),
        ("super{are} il muro di", "superava il  muro dei"),
        ("ca.", "ca."),
    ],
)
def test_phrases_match_whole(phrase: str, text: str) -> None:
    assert re.fullmatch(alternatives([phrase]), text)


@pytest.mark.parametrize(("phrase", "text"), [("ca.", "cad"), ("sotto a", "sottola"), ("non … oltre", "non oltre")])
def test_phrases_match_nothing_else(phrase: str, text: str) -> None:
    assert not re.fullmatch(alternatives([phrase]), text)


def test_the_longest_phrase_is_tried_first() -> None:
    assert re.match(alternatives(["al massimo", "al massimo di"]), "al massimo di")[0] == "al massimo di"


def test_a_template_may_hold_templates_and_names_its_groups_itself() -> None:
    parts = {"day": "(?P<day>[0-9]+)", "date": "<day> <month>", "month": ["marzo"]}
    assert re.fullmatch(template("il <date>", parts), "il 3 marzo")["day"] == "3"


# --- words stay in the tables --------------------------------------------------------------------------------------------------

ROOMS = ("names", "values", "text")
WORD = re.compile(r"[^\W\d_]{2,}")
NOTATION = re.compile(r"\[\w+\]|\{\w+\}")
PATTERN_SIGNS = re.compile(r"[\\(?|]")
# words of the tables that are our English, codes or Roman numerals as well
OURS = frozenset(
    ("ago", "it", "rate", "spread", "post", "weekend", "week", "easter", "end", "in", "token", "at", "basis", "point", "eur", "cm", "file", "first", "may", "most", "other", "chair", "vice", "ix", "iv", "approx", "capital", "cd", "cell", "change", "head", "holding", "https", "level", "loc", "money", "of", "page", "part", "per", "pre", "quote", "sig", "start", "the", "to", "tv", "up", "value", "quarter")
)  # fmt: skip
PROSE = (
    "columns.toml",
    "comparison.toml",
    "date_shapes.toml",
    "records.toml",
    "report.toml",
)  # what columns mean, patterns, our codes, names of fields, what a page says
KEYS = frozenset(("di", "da"))  # prepositions by the name of their list in `endings.toml`


def test_no_italian_word_stands_in_the_code() -> None:
    package = Path(estrattore.__file__).parent
    modules = [path for room in ROOMS for path in sorted((package / room).rglob("*.py"))]
    found = [
        (path.name, text, word)
        for path in modules
        for text in literals(path.read_text("utf-8"))
        if text not in KEYS
        for word in WORD.findall(text.lower())
        if word in italian() - OURS
    ]
    assert found == []


def test_the_guard_sees_words_and_leaves_documentation_alone() -> None:
    code = '"""Di oggi."""\nWORDS = ["sotto il"]\ndef f():\n    "Fino a domani."\n    return "milioni"'
    assert literals(code) == ["sotto il", "milioni"]
    assert {"sotto", "milioni", "aumento", "lunedì"} <= italian()


def literals(code: str) -> list[str]:
    """The strings of a module, documentation left out."""
    tree = ast.parse(code)
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    documentation = {id(node.body[0].value) for node in nodes if node.body and isinstance(node.body[0], ast.Expr)}
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [node.value for node in strings if id(node) not in documentation]


@cache
def italian() -> frozenset[str]:
    """The words of all tables that are checked when they are read, but those of patterns."""
    names = (name for name in TABLES if name.endswith(".toml") and name not in PROSE)
    tables = [tomllib.loads(loader.text(name)) for name in names]
    texts = [text for text in strings(tables) if not PATTERN_SIGNS.search(text)]
    whole = {
        form for text in texts for word in text.split() for form in (forms(word) if NOTATION.search(word) else (word,))
    }
    return frozenset(word.lower() for text in whole for word in WORD.findall(text))


def strings(node: object) -> Iterator[str]:
    """All strings of a table, words that are keys included."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from (key for key, value in node.items() if type(value) is int)
        yield from (text for value in node.values() for text in strings(value))
    elif isinstance(node, list):
        yield from (text for child in node for text in strings(child))
