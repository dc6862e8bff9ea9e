import json

import pandas as pd
import pytest
from typer.testing import CliRunner

from estrattore.cli import app
from estrattore.errors import NothingToReadError, UsageError
from estrattore.evaluation import (
    Floors,
    below_floors,
    check_gold,
    evaluate,
    floors_at,
    gold_documents,
    read_floors,
    read_gold,
    write_floors,
)
from estrattore.evaluation.result import KINDS
from estrattore.tables import Tables
from tests.conftest import ROOT

OURS = ROOT / "data" / "gold"

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
            "currency": "EUR",
            "percent": 5,
            "percent_role": "change",
            "direction": "up",
            "period_start": None,
            "period_end": None,
            "status": "actual",
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
    "facts": [
        {
            "doc_id": "uno",
            "company": "velmarina",
            "metric": "ricavi",
            "amount": 3e6,
            "amount_max": 3e6,
            "currency": "EUR",
            "percent": 5.0,
            "percent_max": 5.0,
            "percent_role": "change",
            "direction": "up",
            "status": "actual",
        }
    ],
}
FACT = RIGHT["facts"][0]


def scored(gold=GOLD, **changed):
    return evaluate([gold], Tables.from_rows(RIGHT | changed).frames)


def test_all_right():
    result = scored()
    assert result.mistakes == []
    figures = {name: figure for name, figure in result.figures.items() if name != "organization"}
    assert set(figures.values()) == {1.0}
    assert {
        "company_name",
        "money_modifier",
        "money_implied",
        "percent_direction",
        "fact_metric",
        "fact_strict",
    } <= set(figures)


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
    ({"facts": [FACT | {"percent": -5.0}]}, "fact", (1, 0, 0)),
    ({"facts": [FACT | {"amount": 1.0}]}, "fact", (0, 1, 1)),
    ({"facts": [FACT | {"company": "Brennaluce"}]}, "fact", (0, 1, 1)),
    ({"facts": [FACT, FACT]}, "fact", (1, 1, 0)),
]


@pytest.mark.parametrize(("changed", "kind", "counts"), WRONG)
def test_mistakes_are_counted_and_listed(changed, kind, counts):
    result = scored(**changed)
    tally = result.kinds[kind]
    assert (tally.right, tally.spurious, tally.missed) == counts
    assert sum(mistake.kind == kind for mistake in result.mistakes) == tally.spurious + tally.missed


# A part of the fact that is wrong, and how the mistake is named, expected and found.
WRONG_PARTS = [
    ({"metric": "utile"}, ("fact_metric", "ricavi", "utile")),
    ({"metric": None}, ("fact_metric", "ricavi", "empty")),
    ({"amount_max": 4e6}, ("fact_amount_max", "3000000", "4000000")),
    ({"currency": "USD"}, ("fact_currency", "EUR", "USD")),
    ({"percent": -5.0}, ("fact_percent", "5", "-5")),
    ({"direction": "down"}, ("fact_direction", "up", "down")),
    ({"percent_role": "level"}, ("fact_percent_role", "change", "level")),
    ({"status": "forecast"}, ("fact_status", "actual", "forecast")),
    (
        {"period_start": "2025-01-01", "period_end": "2025-12-31"},
        ("fact_period", "empty", "2025-01-01..2025-12-31"),
    ),
]


@pytest.mark.parametrize(("changed", "mistake"), WRONG_PARTS, ids=[named[0] for _, named in WRONG_PARTS])
def test_a_fact_with_a_wrong_part_is_right_only_loosely(changed, mistake):
    result = scored(facts=[FACT | changed])
    assert (result.figures["fact"], result.figures["fact_strict"]) == (1.0, 0.0)
    strict = result.kinds["fact_strict"]
    assert (strict.right, strict.spurious, strict.missed) == (0, 1, 1)
    assert [(m.kind, m.expected, m.found, m.what) for m in result.mistakes] == [(*mistake, "wrong")]


def with_fact(**changed):
    return GOLD | {"facts": [GOLD["facts"][0] | changed]}


@pytest.mark.parametrize("part", ["status", "percent_role"])
def test_what_the_gold_does_not_state_of_a_fact_is_open(part):
    assert scored(with_fact(**{part: None})).figures["fact_strict"] == 1.0


@pytest.mark.parametrize("part", ["unit", "counterparty"])
def test_what_the_gold_states_of_a_fact_is_wanted(part):
    (mistake,) = scored(with_fact(**{part: "azione"})).mistakes
    assert (mistake.kind, mistake.expected, mistake.found) == (f"fact_{part}", "azione", "empty")


STATED = {
    "metric_class": ("revenue", "ebitda"),
    "amount_previous": ("2000000", 1e6),
    "percent_previous": (4, 3.0),
    "due_end": ("2031-12-31", "2030-12-31"),
    "counterparty_role": ("target", "seller"),
}


@pytest.mark.parametrize("part", STATED)
def test_more_that_the_gold_states_is_measured_apart(part):
    wanted, other = STATED[part]
    gold, found = with_fact(**{part: wanted}), float(wanted) if part.endswith("previous") else wanted
    for told, share in ((found, 1.0), (other, 0.0), (None, 0.0)):
        result = scored(gold, facts=[FACT | {part: told}])
        assert (result.figures[f"fact_{part}"], result.figures["fact_strict"]) == (share, 1.0)
        assert [m.kind for m in result.mistakes] == ([] if share else [f"fact_{part}"])
    assert f"fact_{part}" not in scored(facts=[FACT | {part: found}]).figures


def test_the_row_with_the_right_measure_is_taken():
    rows = [FACT | {"metric": "giro d'affari"}, FACT | {"metric": "Ricavi"}]
    (mistake,) = scored(facts=rows).mistakes
    assert (mistake.kind, mistake.what, mistake.text.split(" · ")[1]) == ("fact", "spurious", "giro d'affari")


def test_a_doubtful_fact_excuses_only_rows_of_its_own_company():
    gold = with_fact(doubt="either way")
    assert scored(gold, facts=[FACT, FACT]).mistakes == []
    (mistake,) = scored(gold, facts=[FACT | {"company": "Brennaluce"}]).mistakes
    assert (mistake.kind, mistake.what) == ("fact", "spurious")


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


def test_floors():
    result = scored(money=RIGHT["money"][:1])
    assert below_floors(result, Floors(figures={"money": 0.6, "percent": 1.0})) == []
    (line,) = below_floors(result, Floors(figures={"money": 0.7, "date": 0.9}))
    assert line == "money: 0.6667 is below its floor of 0.7"
    assert below_floors(result, Floors(figures={"monney": 0.5})) == ["monney: 0.0 is below its floor of 0.5"]


def test_floors_lie_right_below_the_figures(tmp_path):
    result = scored(money=RIGHT["money"][:1])
    floors = floors_at(result, [GOLD])
    assert set(floors.figures) == set(result.figures)
    assert floors.figures["money"] == 0.666
    assert below_floors(result, floors) == []
    write_floors(tmp_path / "floors.json", floors)
    assert read_floors(tmp_path / "floors.json") == floors


def test_floors_hold_for_their_own_gold():
    floors = floors_at(scored(), [GOLD])
    check_gold([json.loads(json.dumps(GOLD))], floors)
    with pytest.raises(UsageError, match="--write-floor"):
        check_gold([GOLD | {"facts": []}], floors)
    with pytest.raises(UsageError, match="edited, added or taken away"):
        check_gold([GOLD, GOLD], floors)


def test_floors_without_a_digest_hold_for_any_gold(tmp_path):
    (tmp_path / "floors.json").write_text('{"money": 0.6}')
    floors = read_floors(tmp_path / "floors.json")
    assert floors == Floors(figures={"money": 0.6})
    check_gold([GOLD], floors)


@pytest.mark.parametrize("content", ["[1]", "{", '{"money": {"f": 1}}', None])
def test_bad_floors_are_wrong_use(tmp_path, content):
    if content is not None:
        (tmp_path / "floors.json").write_text(content)
    with pytest.raises(UsageError, match=r"floors\.json"):
        read_floors(tmp_path / "floors.json")


@pytest.fixture
def gate(tmp_path):
    """Runs `evaluate` on a gold of one article and on tables that miss one of its amounts."""
    gold, tables = tmp_path / "gold", tmp_path / "tables"
    gold.mkdir()
    (gold / "uno.json").write_text(json.dumps(GOLD), "utf-8")
    Tables.from_rows(RIGHT | {"money": RIGHT["money"][:1]}).write(tables, ["jsonl"])
    return lambda *options: CliRunner().invoke(app, ["evaluate", str(gold), str(tables), *options])


def test_a_raised_floor_makes_the_gate_fail(gate, tmp_path):
    floors = tmp_path / "gold" / "floors.json"
    assert gate("--write-floor", str(floors)).exit_code == 0
    assert gate("--floor", str(floors)).exit_code == 0
    raised = json.loads(floors.read_text("utf-8")) | {"fact_strict": 1.01}
    floors.write_text(json.dumps(raised), "utf-8")
    result = gate("--floor", str(floors))
    assert result.exit_code == 1
    assert "fact_strict: 1.0 is below its floor of 1.01" in result.output
    assert "money missed in uno: 2 milioni" in result.output


def test_an_edited_gold_makes_the_gate_fail(gate, tmp_path):
    floors = tmp_path / "floors.json"
    gate("--write-floor", str(floors))
    (tmp_path / "gold" / "uno.json").write_text(json.dumps(doubtful(GOLD, "2 milioni")), "utf-8")
    result = gate("--floor", str(floors))
    assert (result.exit_code, "--write-floor" in result.output) == (2, True)


def test_of_many_mistakes_each_sort_is_listed(gate, tmp_path):
    Tables.from_rows(RIGHT | {"money": [], "facts": [FACT | {"metric": "utile"}]}).write(tmp_path / "tables", ["jsonl"])
    output = gate("--errors", "1").output
    assert output.count("money missed in uno") == 1
    assert "… and 1 more money missed" in output
    assert "fact_metric wrong in uno" in output


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


def test_our_own_floors_hold_for_our_own_gold():
    floors = read_floors(OURS / "floors.json")
    check_gold(read_gold(OURS), floors)
    assert floors.digest
    assert set(KINDS) <= set(floors.figures)
    assert all(0 < floor <= 1 for floor in floors.figures.values())


def test_every_fact_of_our_own_gold_is_written_in_its_article():
    for gold in read_gold(OURS):
        for fact in gold["facts"]:
            assert fact["sentence"] in gold["text"]
            assert bool(fact.get("percent")) == bool(fact.get("percent_role"))
            assert fact["status"] in {"actual", "forecast", "expectation", "unconfirmed", "denied"}
