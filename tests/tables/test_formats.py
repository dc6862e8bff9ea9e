"""Every format gives back what went in."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estrattore.errors import NothingToReadError, UsageError
from estrattore.tables import SCHEMAS, Row, Tables
from estrattore.tables.formats import excel
from estrattore.tables.formats.cells import escape, from_text, number_text, to_text, unescape
from estrattore.tables.formats.excel import excel_text
from estrattore.tables.formats.write import batched, write_rows

NASTY = [
    "=1+1",
    "'=x",
    "+39 02 1234",
    "-5%",
    "@home",
    "a;b,c",
    'dice "sì"',
    "due\nrighe",
    "con\r ritorno",
    "€ 🍝",
    "'ndrina",
]


def sample() -> Tables:
    money = [
        {
            "doc_id": "a.txt",
            "start_char": n,
            "end_char": n + 3,
            "text": text,
            "sentence": text,
            "amount_min": amount,
            "amount_max": amount,
            "currency": "EUR",
            "currency_implied": n % 2 == 0,
        }
        for n, (text, amount) in enumerate(zip(NASTY, [11e9, 0.35, -3e6, 1e-7, 39e12, 1.1] * 2, strict=False))
    ]
    dates = [
        {
            "doc_id": "a.txt",
            "start_char": 0,
            "end_char": 2,
            "text": "x",
            "sentence": "x",
            "date_start": s,
            "date_end": e,
        }
        for s, e in [("1401-01-01", "1500-12-31"), ("2025-07-22", "2025-07-22"), ("0476-01-01", "0476-12-31")]
    ]
    documents = [{"doc_id": "a.txt", "n_chars": 3, "n_tokens": 1, "text": "uno\r\ndue", "published": "2025-07-22"}]
    return Tables.from_rows({"documents": documents, "money": money, "dates": dates})


@pytest.mark.parametrize("style", ["us", "it"])
@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet", "sqlite", "duckdb"])
def test_round_trip_is_exact(name: str, style: str, tmp_path: Path) -> None:
    written = sample()
    written.write(tmp_path, [name], csv_style=style)
    read = Tables.read(tmp_path)
    for table in SCHEMAS:
        pd.testing.assert_frame_equal(read[table], written[table])


def test_empty_tables_keep_their_columns(tmp_path: Path) -> None:
    Tables.from_rows({}).write(tmp_path, ["csv", "parquet"])
    assert (tmp_path / "facts.csv").read_text("utf-8").strip() == ",".join(SCHEMAS["facts"])
    assert list(pd.read_parquet(tmp_path / "errors.parquet").columns) == list(SCHEMAS["errors"])


def test_only_our_files_are_touched(tmp_path: Path) -> None:
    (tmp_path / "note.csv").write_text("mine", "utf-8")
    sample().write(tmp_path, ["csv"])
    assert (tmp_path / "note.csv").read_text("utf-8") == "mine"
    assert not list(tmp_path.glob(".*.tmp"))


def test_what_a_killed_writer_left_goes_away(tmp_path: Path) -> None:
    left = [
        ".documents.csv.tmp",
        ".estrattore.duckdb.tmp",
        ".estrattore.duckdb.tmp.wal",
        ".estrattore.sqlite.tmp-journal",
    ]
    for name in [*left, ".mine.tmp"]:
        (tmp_path / name).write_bytes(b"half")
    sample().write(tmp_path, ["parquet"])
    assert [path.name for path in tmp_path.glob(".*tmp*")] == [".mine.tmp"]


def test_italian_csv_opens_in_italian_excel(tmp_path: Path) -> None:
    sample().write(tmp_path, ["csv"], csv_style="it")
    head, first, second = (tmp_path / "money.csv").read_bytes().split(b"\n")[:3]
    assert head.startswith(b"\xef\xbb\xbfdoc_id;start_char")
    assert b";11000000000;" in first
    assert b";0,35;" in second


def test_excel_has_a_sheet_for_each_table(tmp_path: Path) -> None:
    import zipfile

    sample().write(tmp_path, ["xlsx"])
    with zipfile.ZipFile(tmp_path / "estrattore.xlsx") as book:
        sheets = book.read("xl/workbook.xml").decode()
        assert all(f'name="{table}"' in sheets for table in SCHEMAS)
        cells = "".join(book.read(n).decode() for n in book.namelist() if "sheets/" in n)
        assert "<f>" not in cells, "a formula got in"


def test_a_csv_may_have_further_columns_and_short_rows(tmp_path: Path) -> None:
    Tables.from_rows({}).write(tmp_path)
    header = (tmp_path / "errors.csv").read_text("utf-8").rstrip("\n")
    (tmp_path / "errors.csv").write_text(
        f"{header},checked_by\na.txt,1,read,ReadError,vuoto,Anna\nb.txt,2,read,ReadError,\n", "utf-8"
    )
    found = Tables.read(tmp_path).errors
    assert found["checked_by"].tolist()[:1] == ["Anna"]
    assert found["path"].tolist() == ["a.txt", "b.txt"]


def test_parquet_is_preferred(tmp_path: Path) -> None:
    sample().write(tmp_path, ["parquet"])
    Tables.from_rows({}).write(tmp_path, ["csv"])
    assert len(Tables.read(tmp_path).money) == len(NASTY)


def test_a_folder_without_tables_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError, match="estrattore extract"):
        Tables.read(tmp_path)


@pytest.mark.parametrize(
    ("value", "text"),
    [(11e9, "11000000000"), (0.1, "0.1"), (1e22, "10000000000000000000000"), (-0.00001, "-0.00001"), (3.0, "3")],
)
def test_numbers_have_no_exponent(value: float, text: str) -> None:
    assert number_text(value) == text


@given(st.text())
def test_cells_come_back(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_come_back(value: float) -> None:
    assert from_text(to_text(value, kind="float", decimal=","), kind="float", decimal=",") == value


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_survives_csv(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("csv")
    Tables.from_rows({"documents": [{"doc_id": "d", "n_chars": 1, "n_tokens": 1, "text": text}]}).write(folder)
    assert Tables.read(folder).documents.text.tolist() == [text]


def test_a_text_too_long_for_a_cell_says_so() -> None:
    cut = excel_text("€" * 40_000)
    assert len(cut) == 32_767
    assert cut.endswith("holds no more)")
    assert len(excel_text("🍝" * 20_000).encode("utf-16-le")) <= 2 * 32_767
    assert excel_text("=1+1") == "'=1+1"


def test_a_list_of_rows_is_bounded_by_its_text() -> None:
    rows: list[Row] = [{"text": "x" * 3_000_000}] * 5 + [{"text": "y"}] * 12_000
    assert [len(batch) for batch in batched(rows)] == [2, 2, 5000, 5000, 2001]


def test_too_many_rows_for_a_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "ROWS", 5)
    with pytest.raises(UsageError, match="csv, parquet or duckdb"):
        sample().write(tmp_path, ["csv", "xlsx"])
    assert not list(tmp_path.iterdir()), "half a table was left"


@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet", "xlsx", "sqlite", "duckdb"])
def test_what_fails_leaves_the_old_tables(name: str, tmp_path: Path) -> None:
    def rows() -> Iterator[Row]:
        yield {"doc_id": "new"}
        raise OSError("no space left")

    write_rows({"documents": [{"doc_id": "old"}]}, tmp_path, formats=[name])
    before = {path: path.read_bytes() for path in tmp_path.glob("*.*") if path.is_file()}
    with pytest.raises(OSError, match="no space"):
        write_rows({"documents": rows()}, tmp_path, formats=[name])
    assert {path: path.read_bytes() for path in tmp_path.glob("*.*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet", "sqlite", "duckdb"])
def test_half_a_surrogate_pair_stops_no_writer(name: str, tmp_path: Path) -> None:
    write_rows({"documents": [{"doc_id": "a\ud83cb", "text": "x\x00y"}]}, tmp_path, formats=[name, "xlsx"])
    read = Tables.read(tmp_path).documents
    assert read.doc_id.tolist() == ["a?b"]
    assert read.text.tolist() == ["x\x00y"]


def test_tables_of_a_format_that_the_last_run_did_not_write_are_outdated(tmp_path: Path) -> None:
    write_rows({"documents": [{"doc_id": "old"}]}, tmp_path, formats=["parquet"])
    write_rows({"documents": [{"doc_id": "new"}]}, tmp_path, formats=["csv"])
    os.utime(tmp_path / "documents.parquet", (1, 1))
    (tmp_path / "run.json").write_text('{"settings": {"formats": ["csv"]}}', "utf-8")
    assert Tables.read(tmp_path).documents.doc_id.tolist() == ["new"]


@pytest.mark.parametrize("sign", "=+-@＝＋－＠\t\r\n")
@pytest.mark.parametrize("before", ["", "'", "utile;", "utile; '", "a;;", ";\xa0"])
def test_no_cell_of_a_csv_begins_a_formula(sign: str, before: str, tmp_path: Path) -> None:
    """Also where an Italian Excel takes the semicolons of a file with commas for the ends of its cells."""
    text = f"{before}{sign}HYPERLINK(0)"
    write_rows({"documents": [{"doc_id": "a", "title": text}]}, tmp_path, formats=["csv"])
    assert Tables.read(tmp_path).documents.title.tolist() == [text]
    (_, row) = csv.reader((tmp_path / "documents.csv").open(encoding="utf-8", newline=""))
    for cell in (row[2], *row[2].split(";")):
        assert not cell.lstrip(" \xa0").startswith(sign)


@given(st.text("=+-@＝;' \n\ta1", max_size=12))
def test_what_is_escaped_comes_back(text: str) -> None:
    assert unescape(escape(text)) == text
