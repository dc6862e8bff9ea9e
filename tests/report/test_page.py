"""The report as it is written: complete, escaped, alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from estrattore.errors import UsageError
from estrattore.report.foot import Run
from estrattore.report.highlight import MENTION_KINDS
from estrattore.report.language import Wording
from estrattore.report.page import render, write
from estrattore.resources.schemas.report import Language, report
from estrattore.tables import Tables
from tests.conftest import ROOT
from tests.report.conftest import TEXT


def data_of(page: str) -> dict[str, Any]:
    """What the page's script reads."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def rows_of(page: str, name: str) -> list[dict[str, str]]:
    data = data_of(page)
    listed = data["lists"][name]
    return [dict(zip(listed["columns"], (data["pool"][n] for n in row), strict=True)) for row in listed["rows"]]


def test_everything_is_escaped(tables: Tables) -> None:
    page = render(tables)
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") == 2
    assert "\\u003cscript\\u003ealert" in page  # for the script, as data


def test_nothing_comes_from_the_network(tables: Tables) -> None:
    page = render(tables)
    assert not re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", page)
    assert "default-src 'none'" in page


@pytest.mark.parametrize(
    "piece",
    [
        '<mark id="a0-21" class="money"><a href="#a0-21-row" data-value="importo: almeno 5.000.000 EUR">5 milioni di euro',
        '<tr id="a0-21-row" class="money"',  # and the row leads back
        'row=f0">Lume, ricavi</a>',  # an article's facts lead to their rows
        "5 mln EUR · −3% · 2024",
        "azienda: Lume S.p.A.",
    ],
)
def test_rows_and_places_lead_to_each_other(tables: Tables, piece: str) -> None:
    assert piece in render(tables)


def test_a_fact_leads_to_its_figure(tables: Tables) -> None:
    assert [row["_place"] for row in rows_of(render(tables), "facts")] == ["a0-21"]


def test_copies_count_nowhere_and_the_page_says_so(tables: Tables) -> None:
    page = render(tables)
    assert "1 copia della stessa notizia" in page
    for count in ("<b>2</b> articoli", "<b>1</b> fatto", "<b>2</b> aziende <small>2 menzioni", "<b>1</b> importo"):
        assert count in page
    assert len(rows_of(page, "facts")) == 1
    assert '<small>Copia di</small> <a href="#a0">a</a>' in page


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("it", ("Articoli", "almeno 5.000.000 EUR", "avvenuto", "22 luglio 2025", "−3%")),
        ("en", ("Articles", "at least 5,000,000 EUR", "actual", "22 July 2025", "−3%")),
    ],
)
def test_speaks_two_languages(tables: Tables, lang: str, words: tuple[str, ...]) -> None:
    page = render(tables, lang=lang)
    assert f'<html lang="{lang}">' in page
    assert not [
        word for word in words if word not in page and word not in json.dumps(data_of(page), ensure_ascii=False)
    ]


@pytest.mark.parametrize(
    ("modifier", "period", "phrase"),
    [
        ("da", "2025", "dal 2025"),
        ("da", "maggio 2025", "da maggio 2025"),
        ("da", "8 marzo 2026", "dall'8 marzo 2026"),
        ("fino a", "11 giugno 2026", "fino all'11 giugno 2026"),
        ("entro", "8 marzo 2026", "entro l'8 marzo 2026"),
        ("fino a", "2º trimestre 2026", "fino al 2º trimestre 2026"),
        ("entro", "31 dicembre 2026", "entro il 31 dicembre 2026"),
        ("circa", "10 maggio 2026", "circa 10 maggio 2026"),
        ("", "10 maggio 2026", "10 maggio 2026"),
    ],
)
def test_prepositions_take_the_article_of_a_figure(modifier: str, period: str, phrase: str) -> None:
    assert Wording.of("it").bounded(modifier, period) == phrase


def test_the_languages_say_the_same_things() -> None:
    it, en = report().it, report().en
    for table in ("counts", "kinds", "names", "metric_classes", "role_classes", "reasons", "parties"):
        assert getattr(it, table).keys() == getattr(en, table).keys()
    assert len(it.months) == len(en.months) == 12


def test_no_word_is_missing_or_hidden_by_a_method(tables: Tables) -> None:
    page = render(tables)
    template = (ROOT / "src/estrattore/report/report.html.j2").read_text("utf-8")
    words = set(re.findall(r"\bt\.(\w+)", template))
    assert not words - Language.model_fields.keys()
    assert "built-in method" not in page


def test_an_unknown_language_is_wrong_use(tables: Tables) -> None:
    with pytest.raises(UsageError, match="it, en"):
        render(tables, lang="xx")


def test_empty_tables_make_a_page(tmp_path: Path) -> None:
    Tables.from_rows({}).write(tmp_path)
    page = write(tmp_path).read_text("utf-8")
    assert "Nessun risultato" in page
    assert "<svg" not in page


def test_without_texts_the_rows_remain(tables: Tables) -> None:
    page = render(Tables({**tables.frames, "documents": tables.documents.assign(text=None)}))
    assert "Testo non conservato" in page
    assert '<tr id="a0-21-row"' in page
    [fact] = rows_of(page, "facts")
    assert (fact["_place"], fact["_passage"]) == ("a0", TEXT)


def test_the_rows_of_the_page_are_those_of_the_tables(story: Tables) -> None:
    shown, table = rows_of(render(story), "facts"), story["facts"]
    assert [row["fact_id"] for row in shown] == table["fact_id"].tolist()
    assert shown[0]["amount"] == "3800000000"
    assert set(table.columns) <= set(shown[0])


def test_figures_without_a_fact_come_with_their_reason(story: Tables) -> None:
    assert [(row["text"], row["no_fact"]) for row in rows_of(render(story), "figures")] == [("2 milioni", "person")]


def test_tables_of_older_versions_tell_unused_figures_by_their_places(tables: Tables) -> None:
    unused = tables.money.assign(start_char=[21, 4])
    page = render(Tables({**tables.frames, "money": unused, "documents": tables.documents.assign(duplicate_of=None)}))
    assert [(row["doc_id"], row["start_char"]) for row in rows_of(page, "figures")] == [("b", "4")]


def test_a_passage_marks_every_part_where_it_stands(story: Tables) -> None:
    data = data_of(render(story))
    marks, [first, *_] = data["lists"]["facts"]["marks"][0], rows_of(render(story), "facts")
    parts = {marks[i + 2]: first["_passage"][marks[i] : marks[i + 1]] for i in range(0, len(marks), 3)}
    assert parts == {
        "company": "Monte dei Paschi",
        "date": "2023",
        "metric": "ricavi",
        "money": "3,8 miliardi di euro",
        "percent": "21,7%",
    }


def test_marks_count_characters_as_a_browser_does(tables: Tables) -> None:
    text = "😀 " + TEXT
    moved = {name: tables["facts"][name] + 2 for name in ("company_start", "company_end", "amount_start", "amount_end")}
    documents = tables.documents.assign(text=[text, TEXT, TEXT])
    page = render(
        Tables({**tables.frames, "documents": documents, "facts": tables["facts"].assign(**moved, percent_start=None)})
    )
    assert data_of(page)["lists"]["facts"]["marks"][0] == [3, 7, "company", 24, 41, "money"]


def test_a_company_further_off_comes_with_its_sentence(tables: Tables) -> None:
    text = "Lume ha una novità. Piove.\nI ricavi salgono a 5 milioni."
    places = {"amount_start": 46, "amount_end": 55, "percent_start": None, "percent_end": None}
    facts = tables["facts"].head(1).assign(**places)
    page = render(Tables({**tables.frames, "documents": tables.documents.assign(text=text), "facts": facts}))
    assert rows_of(page, "facts")[0]["_passage"] == "Lume ha una novità. … I ricavi salgono a 5 milioni."


def test_a_carriage_return_stays_a_character(tables: Tables) -> None:
    page = render(Tables({**tables.frames, "documents": tables.documents.assign(text="Lume\r\ncresce")}))
    assert "&#13;\ncresce" in page


def test_the_foot_says_what_made_the_tables(tables: Tables, tmp_path: Path) -> None:
    run = {
        "version": "9.8",
        "day": "2026-11-30",
        "min_confidence": 0.6,
        "model": {"name": "prova", "version": "1.2"},
        "settings": {"without": ["people"], "workers": 7},
    }
    (tmp_path / "run.json").write_text(json.dumps(run), "utf-8")
    foot = render(tables, run=Run.of(tmp_path)).partition("<footer>")[2].partition("</footer>")[0]
    assert (
        "estrattore 9.8 · modello: prova 1.2 · impostazioni: without people, min_confidence 0.6 · del: 30 novembre 2026"
        in foot
    )
    assert "workers" not in foot


def test_a_run_that_tells_nothing_leaves_the_foot_short(tables: Tables, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("[]", "utf-8")
    assert Run.of(tmp_path) == Run()
    assert "modello:" not in render(tables, run=Run())


def luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(c * 2 for c in colour)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_is_aa(scheme: int) -> None:
    colours = dict(
        re.findall(r"--(\w+): #(\w+)", re.findall(r":root \{(.*?)\}", render(Tables.from_rows({})), re.S)[scheme])
    )

    def contrast(one: str, other: str) -> float:
        low, high = sorted((luminance(colours[one]), luminance(colours[other])))
        return (high + 0.05) / (low + 0.05)

    grounds, parts = ("paper", "card"), (*MENTION_KINDS, "metric", "counterparty")
    assert min(contrast("ink", ground) for ground in (*grounds, *parts)) >= 4.5
    assert min(contrast("soft", ground) for ground in grounds) >= 4.5
    assert min(contrast(line, ground) for line in ("accent", "focus", "soft") for ground in grounds) >= 3
    assert min(contrast("focus", kind) for kind in MENTION_KINDS) >= 3
