"""Lists: the bundled ones hold together, the user's own wins."""

from __future__ import annotations

import csv
import re
from importlib.resources import files
from pathlib import Path

import pytest

from estrattore.errors import UsageError
from estrattore.names.lists import load_lists
from estrattore.resources.schemas.names import known_names


def test_the_bundled_list_is_sound() -> None:
    with files("estrattore.resources").joinpath("names_known.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 2400
    tickers = [row["ticker"] for row in rows if row["ticker"]]
    assert len(set(tickers)) == len(tickers)
    isins = [row["isin"] for row in rows if row["isin"]]
    assert len(set(isins)) == len(isins)
    assert [isin for isin in isins if not re.fullmatch(r"[A-Z]{2}[A-Z0-9]{9}\d", isin)] == []
    assert [row["country"] for row in rows if row["country"] and not re.fullmatch("[A-Z]{2}", row["country"])] == []
    assert {row["kind"] for row in rows} == {"company", "organization"}
    owners: dict[str, str] = {}
    for row in rows:
        for form in {row["name"], *row["aliases"].split("|"), *row["ambiguous"].split("|")} - {""}:
            owner = owners.setdefault(form.casefold(), row["name"])
            assert owner == row["name"], f"'{form}' belongs to two names"


def test_of_two_forms_that_are_spelled_alike_the_ambiguous_one_counts(tmp_path: Path) -> None:
    own = tmp_path / "mie.csv"
    own.write_text("name,aliases,ambiguous\nD'Orvi,D’Orvi|D'Orvi Lane,D'Orvi\nVelm,VELM,Velm\n", "utf-8")
    lists = load_lists(own)
    assert [lists.is_sure(form) for form in ("D'Orvi", "D'Orvi Lane", "Velm", "VELM")] == [False, True, False, True]


def test_every_form_leads_to_its_entry() -> None:
    lists = load_lists()
    for row in known_names():
        for form in {row.name, *row.aliases.split("|"), *row.ambiguous.split("|")} - {""}:
            entry = lists.get(form)
            assert entry is not None, form
            assert entry.name == row.name, form


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Banca monte dei paschi", "Monte dei Paschi"),
        ("Mps", "Monte dei Paschi"),
        ("Unicredit", "UniCredit"),
        ("Intesa", "Intesa Sanpaolo"),
        ("Bpm", "Banco Bpm"),
        ("Stm", "Stmicroelectronics"),
        ("MailUp", "Growens"),
        ("Gruppo MutuiOnline", "Moltiply Group"),
        ("Pirelli & C.", "Pirelli"),
        ("Pirelli&C", "Pirelli"),
        ("JPMorgan Chase & Co.", "JPMorgan"),
        ("Vetrobit", None),
    ],
)
def test_short_and_former_names_lead_to_the_list(form: str, name: str | None) -> None:
    entry = load_lists().get(form)
    assert (entry.name if entry else None) == name


def test_an_own_list_comes_on_top(tmp_path: Path) -> None:
    path = tmp_path / "mie.csv"
    path.write_text("name,aliases,id\nVetrobit,Vetrobit Italia|VTB,IT42\n", "utf-8")
    lists = load_lists(path)
    assert [(k.entry.name, k.entry.id) for k in lists.find("Da VTB a Mps.")] == [
        ("Vetrobit", "IT42"),
        ("Monte dei Paschi", ""),
    ]


@pytest.mark.parametrize("content", ["nome\nVetrobit\n", ""])
def test_a_list_without_names_says_what_it_needs(tmp_path: Path, content: str) -> None:
    (tmp_path / "l.csv").write_text(content, "utf-8")
    with pytest.raises(UsageError, match=r"line 1.*name, aliases"):
        load_lists(tmp_path / "l.csv")


def test_a_missing_list_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Cannot read"):
        load_lists(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’Oréal e L'Oréal", ["L'Oréal", "L'Oréal"]),
        ("Monte dei Paschi di Siena", ["Monte dei Paschi"]),
        ("Netflixiana", []),
        ("eni enel", []),
        ("", []),
    ],
)
def test_forms_are_found_whole_and_longest(text: str, found: list[str]) -> None:
    assert [known.entry.name for known in load_lists().find(text)] == found


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("Vetrobit,,IT1,azienda", r"mie\.csv', line 2: the kind 'azienda'"),
        ("Vetro\0bit,,,", "line 2: .*is no name"),
        ("Vetrobit,.*,,", r"line 2: '\.\*' is no name"),
        ("Alba,,,\nVetrobit," + "x" * 70_000 + ",,", "line 3: 'xxx.*is no name"),
        ("Vetrobit," + "x" * 70_000_000 + ",,", "is no csv: field larger|line 2: 'xxx"),
        ('"Vetrobit,,,\nAlba,,,\n', "is no csv: unexpected end"),
        ('"Vetrobit\nItalia",,,', "line 3: .*one line"),
        ("+++,,,", "is no name"),
    ],
)
def test_what_cannot_be_a_name_is_told_with_file_and_line(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "mie.csv"
    path.write_text(f"name,aliases,id,kind\n{rows}\n", "utf-8")
    with pytest.raises(UsageError, match=message):
        load_lists(path)


@pytest.mark.parametrize("cells", ["Vetrobit, ,IT1", "Vetrobit,|| |,IT1", " Vetrobit ,  VTB |,IT1,", "Vetrobit"])
def test_blank_aliases_are_none(tmp_path: Path, cells: str) -> None:
    path = tmp_path / "mie.csv"
    path.write_text(f"name,aliases,id\n,,\n{cells}\n", "utf-8")
    assert [known.entry.name for known in load_lists(path).find("Da Vetrobit a te.")] == ["Vetrobit"]


@pytest.mark.parametrize(
    "name", ["(Vetrobit) S.r.l.", "+Vetro", "C++ Vetrobit", "[a-z]+ Vetrobit", "Vetrobit*", "«Vetrobit»"]
)
def test_signs_of_patterns_are_signs(tmp_path: Path, name: str) -> None:
    path = tmp_path / "mie.csv"
    path.write_text(f"name\n{name}\n", "utf-8")
    text = f"Cresce {name} in Borsa, non Vetrob."
    (known,) = load_lists(path).find(text)
    assert text[known.start : known.end] == name


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no file"):
        load_lists(tmp_path)
