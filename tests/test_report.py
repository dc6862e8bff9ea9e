"""The report: complete, escaped, alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from estrattore.errors import UsageError
from estrattore.report import amounts_plot, render, write
from estrattore.tables import Tables

EVIL = "<script>alert('x')</script> Eni & soci"


@pytest.fixture
def tables() -> Tables:
    mention = {"doc_id": "a", "start_char": 28, "end_char": 31, "text": "Eni", "sentence": EVIL}
    money = {
        "doc_id": "a",
        "start_char": 0,
        "end_char": 1,
        "text": "<",
        "amount_min": 5e6,
        "amount_max": 5e6,
        "currency": "EUR",
    }
    fact = {"doc_id": "a", "company": "Eni", "metric": "ricavi", "amount": 5e6, "currency": "EUR", "percent": 3.0,
            "percent_unit": "percent", "percent_role": "change", "company_start": 28, "status": "actual"}  # fmt: skip
    return Tables.from_rows(
        {
            "documents": [
                {"doc_id": "a", "title": EVIL, "text": EVIL, "published": "2025-07-22", "n_chars": 1, "n_tokens": 1},
                {"doc_id": "b", "text": EVIL, "duplicate_of": "a", "n_chars": 1, "n_tokens": 1},
            ],
            "companies": [mention | {"name": "Eni"}, mention | {"name": "Eni", "doc_id": "b"}],
            "money": [money],
            "facts": [fact],
        }
    )


def test_everything_is_escaped(tables: Tables) -> None:
    page = render(tables)
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") == 2


def test_nothing_comes_from_the_network(tables: Tables) -> None:
    assert not re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", render(tables))
    assert "default-src 'none'" in render(tables)


def test_rows_lead_to_their_place_in_the_text(tables: Tables) -> None:
    page = render(tables)
    assert 'href="#a0-28"' in page
    assert '<mark id="a0-28" class="company"' in page


def test_copies_do_not_count(tables: Tables) -> None:
    assert "1 copie di agenzia" in render(tables)
    assert re.search(r">Eni<title>Eni</title></text><rect[^>]*/><text[^>]*>1</text>", render(tables))


@pytest.mark.parametrize(("lang", "word"), [("it", "Articoli"), ("en", "Articles")])
def test_speaks_two_languages(tables: Tables, lang: str, word: str) -> None:
    assert word in render(tables, lang=lang)


def test_an_unknown_language_is_wrong_use(tables: Tables) -> None:
    with pytest.raises(UsageError, match="it, en"):
        render(tables, lang="xx")


def test_empty_tables_make_a_page(tmp_path: Path) -> None:
    Tables.from_rows({}).write(tmp_path)
    assert "Nessun risultato" in write(tmp_path).read_text("utf-8")
    assert "<svg" in amounts_plot(Tables.from_rows({}).money)


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium")
def test_a_browser_shows_it_and_keeps_scripts_as_text(tables: Tables, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(render(tables), "utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    done = subprocess.run(
        ["chromium", *flags, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert "2 / 2" in done.stdout
    assert "<script>alert" not in done.stdout
