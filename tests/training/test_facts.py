"""How passages become choices, and choices weights."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from training.facts.evaluate import compare, report
from training.facts.examples import Example, examples
from training.facts.passages import OWN, Passage, passage


def labelled(text: str, *facts: dict[str, Any], **more: Any) -> Passage:
    record = {"id": "a", "text": text, "companies": ["Alba", "Norda"], "facts": list(facts), **more}
    return passage(record)


def fact(company: str, metric: str, amount: str, **more: str) -> dict[str, str]:
    return {"company": company, "metric": metric, "amount": amount, "status": "actual", **more}


def test_a_surface_may_be_numbered_and_wrapped() -> None:
    text = "Alba ha 3 milioni di debito,\nNorda 3\nmilioni di utile netto."
    one = labelled(text, fact("Norda", "utile netto", "3 milioni#2"), fact("Alba", "debito", "3 milioni"))
    assert [text[slice(*label.span("amount"))] for label in one.facts] == ["3\nmilioni", "3 milioni"]
    assert [text[slice(*label.company)] for label in one.facts] == ["Norda", "Alba"]


def test_a_surface_that_is_not_there_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="4 milioni"):
        labelled("Alba ha 3 milioni di debito.", fact("Alba", "debito", "4 milioni"))


def test_every_occurrence_of_a_name_is_one_the_longest_first() -> None:
    one = passage({"id": "a", "text": "Alba Fondi e Alba, poi Alba.", "companies": ["Alba", "Alba Fondi"]})
    assert one.names == ((0, 10, "COMPANY"), (13, 17, "COMPANY"), (23, 27, "COMPANY"))


def test_a_name_mistaken_for_a_company_is_read_as_one_and_owns_nothing() -> None:
    text = "Alba ha ricavi per 3 milioni; alla fiera Vinalia vende il 4% in più."
    one = passage(
        {
            "id": "a",
            "text": text,
            "companies": ["Alba"],
            "mistaken": ["Vinalia"],
            "facts": [fact("Alba", "ricavi", "3 milioni")],
        }
    )
    assert one.names == ((0, 4, "COMPANY"), (41, 48, "COMPANY"))
    [owner] = [example for example in examples([one]) if example.decision == "owner"]
    assert len(owner.features) == 3  # Alba, Vinalia, nobody
    assert owner.right == 0


def test_what_a_passage_teaches() -> None:
    one = labelled(
        "Alba ha ricavi per 3 milioni nel 2024, Norda un biglietto da 12 euro.",
        fact("Alba", "ricavi", "3 milioni", period="2024"),
        none=[{"figure": "12 euro", "reason": "product_price"}],
    )
    missed: Counter[str] = Counter()
    taught = list(examples([one], missed=missed))
    decisions = Counter(example.decision for example in taught)
    assert not missed
    assert decisions == {
        "measure": 2,
        "owner": 1,
        "reason": 1,
        "status": 1,
        "period": 1,
        "due": 1,
        "counterparty": 1,
    }
    assert all(0 <= example.right < len(example.features) for example in taught)
    assert {(example.passage, example.source, example.train) for example in taught} == {("a", OWN, True)}


def test_a_period_that_only_the_title_says_is_taught_and_measured() -> None:
    one = labelled(
        "Alba ha ricavi per 3 milioni.",
        fact("Alba", "ricavi", "3 milioni", period="title:2024"),
        title="I conti del 2024",
    )
    [period] = [example for example in examples([one]) if example.decision == "period"]
    assert (len(period.features), period.right) == (2, 0)
    assert one.facts[0].titled == {"period": (12, 16)}
    untitled = labelled(one.text, fact("Alba", "ricavi", "3 milioni"), title=one.title)
    [[(_, _, told)], [(_, _, silent)]] = compare(one).right, compare(untitled).right
    assert ("period" in told) != ("period" in silent)  # whatever the weights choose, one label is against it


def test_a_label_that_no_option_stands_for_is_counted() -> None:
    missed: Counter[str] = Counter()
    list(
        examples([labelled("Alba ha una bellezza da 3 milioni.", fact("Alba", "bellezza", "3 milioni"))], missed=missed)
    )
    assert missed["measure"] == 1


def test_rows_are_compared_part_by_part() -> None:
    right = labelled("Alba ha ricavi per 3 milioni.", fact("Alba", "ricavi", "3 milioni"))
    other = labelled("Alba ha ricavi per 3 milioni.", fact("Alba", "ricavi", "3 milioni") | {"status": "denied"})
    none = labelled("Alba ha ricavi per 3 milioni.", none=[{"figure": "3 milioni", "reason": "other"}])
    assert report([compare(right)])["strict"] == 1
    assert (report([compare(other)])["f"], report([compare(other)])["wrong status"]) == (1, 1)
    assert (report([compare(none)])["precision"], len(compare(none).spurious)) == (0, 1)


def test_a_tiny_fit_learns_what_parts_right_from_wrong() -> None:
    pytest.importorskip("scipy", reason="weights are made with the extra 'train'")
    from training.facts.fit import fit

    taught = [
        Example(
            decision="d",
            features=[["left", "near"], ["right", "far"]],
            right=n % 4 == 0,
            passage=str(n),
            source=OWN,
            train=True,
        )
        for n in range(40)
    ]
    weights = fit(taught)["d"]
    assert weights["near"] > 0 > weights["far"]
    assert set(weights) == {"left", "near", "right", "far"}
    assert fit(taught) == {"d": weights}
