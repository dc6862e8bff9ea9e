import json
from pathlib import Path

import pandas as pd
import pytest

from estrattore.errors import NothingToReadError, UsageError
from estrattore.evaluation import below_floors, evaluate, gold_documents, read_floors, read_gold
from estrattore.tables import Tables

TEXT = "Velmarina perde. Ricavi a 3 milioni di euro, +5%. Lo dice Ottavia Belsanti. Nel 2025 utile a 2 milioni."


def at(text):
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), "text": text}


GOLD = {
    "id": "uno",
    "title": "Conti",
    "date": "2026-03-04",
    "text": TEXT,
    "mentions": [
        {"kind": "company", **at("Velmarina"), "value": "Velmarina"},
        {"kind": "person", **at("Ottavia Belsanti"), "value": "Ottavia Belsanti"},
        {
            "kind": "money",
            **at("3 milioni di euro"),
            "value": {"min": "3000000", "max": "3000000", "currency": "EUR", "modifier": None, "implied": False},
        },
        {
            "kind": "money",
            **at("2 milioni"),
            "value": {"min": "2000000", "max": "2000000", "currency": "EUR", "modifier": "approx", "implied": True},
        },
        {"kind": "percent", **at("+5%"), "value": {"min": "5", "max": "5", "unit": "percent", "direction": "up"}},
        {"kind": "date", **at("2025"), "value": {"start": "2025-01-01", "end": "2025-12-31"}},
    ],
    "facts": [
        {
            "company": "Velmarina",
            "metric": "ricavi",
            "amount": 3000000,
            "percent": 5,
            "period_start": None,
            "period_end": None,
            "sentence": "Ricavi a 3 milioni di euro, +5%.",
        }
    ],
}


def row(text, **columns):
    place = at(text)
    return {"doc_id": "uno", "start_char": place["start"], "end_char": place["end"], "text": text} | columns


RIGHT = {
    "companies": [row("Velmarina", name="Velmarina")],
    "people": [row("Ottavia Belsanti", name="Ottavia Belsanti")],
    "money": [
        row("3 milioni di euro", amount_min=3e6, amount_max=3e6, currency="EUR", currency_implied=False),
        row("2 milioni", amount_min=2e6, amount_max=2e6, currency="EUR", currency_implied=True, modifier="approx"),
    ],
    "percentages": [row("+5%", value_min=5.0, value_max=5.0, unit="percent", direction="up")],
    "dates": [row("2025", date_start="2025-01-01", date_end="2025-12-31")],
    "facts": [{"doc_id": "uno", "company": "velmarina", "metric": "ricavi", "amount": 3e6, "percent": 5.0}],
}


def scored(gold=GOLD, **changed):
    return evaluate([gold], Tables.from_rows(RIGHT | changed).frames)


def test_all_right():
    result = scored()
    assert result.mistakes == []
    figures = {name: figure for name, figure in result.figures.items() if name != "organization"}
    assert set(figures.values()) == {1.0}
    assert {"company_name", "money_modifier", "money_implied", "percent_direction", "fact_metric"} <= set(figures)


def doubtful(gold, text):
    mentions = [m | {"doubt": "either way"} if m["text"] == text else m for m in gold["mentions"]]
    return gold | {"mentions": mentions}


# What changed in the tables, the kind it concerns, and (right, spurious, missed) of that kind.
WRONG = [
    ({"companies": []}, "company", (0, 0, 1)),
    ({"companies": [row("Velmarina perde", name="Velmarina")]}, "company", (0, 1, 1)),
    ({"people": [row("Belsanti", name="Ottavia Belsanti")]}, "person", (0, 1, 1)),
    ({"organizations": [row("Velmarina", name="Velmarina")]}, "organization", (0, 1, 0)),
    ({"money": RIGHT["money"][:1]}, "money", (1, 0, 1)),
    ({"money": [RIGHT["money"][0] | {"amount_max": 4e6}]}, "money", (0, 1, 2)),
    ({"money": [RIGHT["money"][0] | {"currency": "USD"}]}, "money", (0, 1, 2)),
    ({"money": [row("3 milioni", amount_min=3e6, amount_max=3e6, currency="EUR")]}, "money", (1, 0, 1)),
    ({"percentages": [row("5%", value_min=5.0, value_max=5.0, unit="permille")]}, "percent", (0, 1, 1)),
    ({"dates": [row("2025", date_start="2025-01-01", date_end="2025-06-30")]}, "date", (0, 1, 1)),
    ({"facts": [RIGHT["facts"][0] | {"percent": -5.0}]}, "fact", (1, 0, 0)),
    ({"facts": [RIGHT["facts"][0] | {"amount": 1.0}]}, "fact", (0, 1, 1)),
]


@pytest.mark.parametrize(("changed", "kind", "counts"), WRONG)
def test_mistakes_are_counted_and_listed(changed, kind, counts):
    result = scored(**changed)
    tally = result.kinds[kind]
    assert (tally.right, tally.spurious, tally.missed) == counts
    assert sum(mistake.kind == kind for mistake in result.mistakes) == tally.spurious + tally.missed


def test_a_mistake_stands_beside_its_sentence():
    (mistake,) = scored(people=[]).mistakes
    assert (mistake.what, mistake.text, mistake.doc_id) == ("missed", "Ottavia Belsanti", "uno")
    assert mistake.sentence == "Lo dice Ottavia Belsanti."


@pytest.mark.parametrize("changed", [{}, {"companies": []}, {"companies": [row("Velmarina perde", name="V")]}])
def test_a_doubt_is_neither_required_nor_punished(changed):
    tally = scored(doubtful(GOLD, "Velmarina"), **changed).kinds["company"]
    assert (tally.right, tally.spurious, tally.missed) == (0, 0, 0)


def test_attributes_are_measured_among_what_is_right():
    wrong = [RIGHT["money"][0] | {"modifier": "at_least"}, RIGHT["money"][1] | {"modifier": None}]
    result = scored(money=wrong, companies=[row("Velmarina", name="Velmarina Holding")])
    assert result.figures["money"] == 1.0
    assert result.figures["money_modifier"] == 0.0
    assert result.figures["company_name"] == 0.0
    wrong = {(mistake.kind, mistake.expected, mistake.found) for mistake in result.mistakes}
    assert wrong == {
        ("money_modifier", "empty", "at_least"),
        ("money_modifier", "approx", "empty"),
        ("company_name", "Velmarina", "Velmarina Holding"),
    }


def test_alternatives_are_accepted():
    mentions = [m | {"alt": [{"start": "2024-01-01", "end": "2024-12-31"}]} for m in GOLD["mentions"]]
    found = [row("2025", date_start="2024-01-01", date_end="2024-12-31")]
    assert scored(GOLD | {"mentions": mentions}, dates=found).figures["date"] == 1.0


def test_written_figures_are_plain_json():
    written = json.loads(json.dumps(scored().as_dict()))
    assert written["money"] == {"p": 1.0, "r": 1.0, "f": 1.0, "tp": 2, "fp": 0, "fn": 0}
    assert written["documents"] == 1


def test_floors(tmp_path):
    result = scored(money=RIGHT["money"][:1])
    assert below_floors(result, {"money": 0.6, "percent": 1.0}) == []
    (line,) = below_floors(result, {"money": 0.7, "date": 0.9})
    assert line == "money: 0.6667 is below its floor of 0.7"
    assert below_floors(result, {"monney": 0.5}) == ["monney: 0.0 is below its floor of 0.5"]
    (tmp_path / "floors.json").write_text('{"money": 0.6}')
    assert read_floors(tmp_path / "floors.json") == {"money": 0.6}


@pytest.mark.parametrize("content", ["[1]", "{", '{"money": {"f": 1}}', None])
def test_bad_floors_are_wrong_use(tmp_path, content):
    if content is not None:
        (tmp_path / "floors.json").write_text(content)
    with pytest.raises(UsageError, match=r"floors\.json"):
        read_floors(tmp_path / "floors.json")


def test_gold_is_read_in_the_order_of_names_without_floors(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.json").write_text(json.dumps(GOLD | {"id": name}), "utf-8")
    (tmp_path / "floors.json").write_text("{}")
    assert [gold["id"] for gold in read_gold(tmp_path)] == ["a", "b"]
    document = gold_documents(read_gold(tmp_path))[0]
    assert (document.text, document.title, str(document.published)) == (TEXT, "Conti", "2026-03-04")


MOVED = GOLD | {"mentions": [GOLD["mentions"][0] | {"start": 3}]}


@pytest.mark.parametrize("content", ["nothing", "[]", "{}", json.dumps(MOVED)])
def test_bad_gold_is_wrong_use(tmp_path, content):
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(UsageError, match=r"x\.json"):
        read_gold(tmp_path)


def test_no_gold(tmp_path):
    with pytest.raises(NothingToReadError):
        read_gold(tmp_path)


def test_empty_tables_give_zeros():
    frames = Tables.from_rows({}).frames
    assert isinstance(frames["money"], pd.DataFrame)
    assert evaluate([GOLD], frames).figures["money"] == 0.0


def test_our_own_gold_stays_above_its_floors():
    import estrattore

    folder = Path(__file__).parent.parent / "data" / "gold"
    golds = read_gold(folder)
    result = evaluate(golds, estrattore.extract(gold_documents(golds)).frames)
    assert below_floors(result, read_floors(folder / "floors.json")) == []
