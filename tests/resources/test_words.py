"""The notation of words in the tables."""

import re

import pytest

from estrattore.errors import EstrattoreError
from estrattore.resources.words import all_forms, alternatives, forms, template


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
