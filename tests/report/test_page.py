"""The report: complete, escaped, alone, and usable in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from estrattore.errors import UsageError
from estrattore.report.charts import DOTS, amounts, timeline
from estrattore.report.highlight import MENTION_KINDS
from estrattore.report.language import Wording
from estrattore.report.page import render, write
from estrattore.resources.schemas.report import Language, report
from estrattore.tables import Tables
from tests.conftest import ROOT

EVIL = "<script>alert('x')</script> Eni & soci </noscript><img src=x> <!-- \u2028"
TITLE = "Lume & <script>alert('y')</script>"
TEXT = "Lume cresce del 3% a 5 milioni di euro nel 2024."
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def mention(doc_id: str, start: int, text: str, **values: object) -> dict[str, object]:
    place = {"doc_id": doc_id, "start_char": start, "end_char": start + len(text)}
    return place | {"text": text, "sentence": text} | values


def article(doc_id: str, text: str, **values: object) -> dict[str, object]:
    return {"doc_id": doc_id, "text": text, "n_chars": len(text), "n_tokens": 1} | values


def fact(doc_id: str, **values: object) -> dict[str, object]:
    return {"doc_id": doc_id, "company": "Lume", "metric": "ricavi", "amount": 5e6, "amount_max": 5e6, "currency": "EUR",
            "percent": 3.0, "percent_max": 3.0, "percent_unit": "percent", "percent_role": "change", "direction": "down",
            "company_start": 0, "amount_start": 21, "percent_start": 16, "period_start": "2024-01-01",
            "period_end": "2024-12-31", "status": "actual"} | values  # fmt: skip


@pytest.fixture
def tables() -> Tables:
    """An article with a fact, a copy of it, and one with a script."""
    lume = {"name": "Lume", "legal_form": "S.p.A."}
    money = {"amount_min": 5e6, "amount_max": 5e6, "currency": "EUR", "modifier": "at_least"}
    companies = [mention("a", 0, "Lume", **lume), mention("b", 0, "Lume", **lume), mention("c", 28, "Eni", name="Eni")]
    return Tables.from_rows(
        {
            "documents": [
                article("a", TEXT, title=TITLE, published="2025-07-22"),
                article("b", TEXT, duplicate_of="a"),
                article("c", EVIL),
            ],
            "companies": companies,
            "money": [mention(doc_id, 21, "5 milioni di euro", **money) for doc_id in "ab"],
            "dates": [mention("a", 43, "2024", date_start="2024-01-01", date_end="2024-12-31", precision="year")],
            "facts": [fact("a"), fact("b")],
        }
    )


def test_everything_is_escaped(tables: Tables) -> None:
    page = render(tables)
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") == 2


def test_nothing_comes_from_the_network(tables: Tables) -> None:
    page = render(tables)
    assert not re.findall(r"(?:src|href)=[\"']?(?:https?:)?//", page)
    assert "default-src 'none'" in page


@pytest.mark.parametrize(
    "piece",
    [
        '<a href="#a0-21">ricavi</a>',  # a fact leads to its amount
        '<mark id="a0-21" class="money"><a href="#a0-21-row" data-value="importo: almeno 5.000.000 EUR">5 milioni di euro',
        '<tr id="a0-21-row" class="money"',  # and the row leads back
        '<a href="#f0">fatto</a>',
        "5 mln EUR · −3% · 2024",
        "azienda: Lume S.p.A.",
    ],
)
def test_rows_and_places_lead_to_each_other(tables: Tables, piece: str) -> None:
    assert piece in render(tables)


def test_copies_count_nowhere_and_the_page_says_so(tables: Tables) -> None:
    page = render(tables)
    assert "1 copia della stessa notizia" in page
    for count in ("<b>2</b> articoli", "<b>1</b> fatto", "<b>2</b> aziende <small>2 menzioni", "<b>1</b> importo"):
        assert count in page
    assert 'aria-label="Lume: 1"' in page
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
    assert not [word for word in words if word not in page]


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
    for one, other in ((it.counts, en.counts), (it.kinds, en.kinds), (it.names, en.names)):
        assert one.keys() == other.keys()
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
    assert '<a href="#a0">ricavi</a>' in page


def test_dots_lead_to_the_amounts_of_the_text(tables: Tables) -> None:
    svg = amounts(tables.money, {("a", 21): "a0-21"}, wording=Wording.of("en"))
    assert '<a href="#a0-21" tabindex="-1"><title>5 milioni di euro</title>' in svg
    assert ">1 million</text>" in svg


def test_very_many_amounts_become_columns(tables: Tables) -> None:
    many = pd.concat([tables.money] * DOTS)
    svg = amounts(many, {}, wording=Wording.of("it"))
    assert f"<title>{len(many)}</title></rect>" in svg
    assert "<circle" not in svg


def test_the_timeline_shows_years_without_dates_too() -> None:
    assert re.findall(r">(20\d\d)<", timeline({2023: 1, 2025: 2})) == ["2023", "2024", "2025"]


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

    grounds = ("paper", "card")
    assert min(contrast("ink", ground) for ground in (*grounds, *MENTION_KINDS)) >= 4.5
    assert min(contrast("soft", ground) for ground in grounds) >= 4.5
    assert min(contrast(line, ground) for line in ("accent", "focus", "soft") for ground in grounds) >= 3
    assert min(contrast("focus", kind) for kind in MENTION_KINDS) >= 3


# --- in a browser: a script at the end of the page acts as its reader and notes what it sees ---


@pytest.fixture
def browse(tmp_path: Path) -> Any:
    """A function that shows a page, runs JavaScript in it and gives what `see(name, value)` noted."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("needs Chromium on the path")

    def run(page: str, actions: str) -> dict[str, Any]:
        script = f"""<script>(async () => {{
          const seen = {{}}, see = (name, value) => {{ seen[name] = value; }};
          const all = (query) => [...document.querySelectorAll(query)];
          const visible = (query) => all(query).filter((e) => e.checkVisibility()).length;
          const rest = () => new Promise((resolve) => setTimeout(resolve, 100));
          const type = (text) => {{ const s = all("#search")[0]; s.value = text; s.dispatchEvent(new Event("input")); }};
          await new Promise((resolve) => addEventListener("load", resolve));
          await rest();
          {actions}
          const note = document.createElement("pre");
          note.id = "seen"; note.textContent = JSON.stringify(seen); document.body.append(note);
        }})();</script>"""
        file = tmp_path / "report.html"
        file.write_text(page.replace("</body>", f"{script}</body>"), "utf-8")
        command = [chromium, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=5000"]
        done = subprocess.run(
            [*command, "--enable-logging=stderr", "--dump-dom", file.as_uri()],
            capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        assert not re.findall(r".*CONSOLE.*", done.stderr)
        noted = re.search(r'<pre id="seen">(.*?)</pre>', done.stdout, re.S)
        assert noted, done.stdout[-2000:]
        found: dict[str, Any] = json.loads(unescape(noted[1]))
        return found

    return run


def test_an_articles_script_stays_text(tables: Tables, browse: Any) -> None:
    seen = browse(render(tables), """
        see("scripts", all("article :is(script, img)").length);
        see("texts", all("article").filter((a) => a.textContent.includes("<" + "script>alert(")).length);
    """)  # fmt: skip
    assert seen == {"scripts": 0, "texts": 2}


def test_the_search_filters_articles_and_facts(tables: Tables, browse: Any) -> None:
    seen = browse(render(tables), """
        see("before", [visible("article"), visible("#facts tbody tr")]);
        type("SÒCI eni"); see("found", [visible("article"), visible("#facts tbody tr"), all("#articles-shown")[0].textContent]);
        type("nowhere"); see("nothing", [visible("article"), all("#articles-shown")[0].textContent]);
        type("azienda"); see("label", visible("article"));
        type("milioni lume"); see("markup", visible("article"));
        all("[type=reset]")[0].click(); await rest(); see("after", visible("article"));
    """)  # fmt: skip
    assert seen["before"] == [3, 1]
    assert seen["found"] == [1, 0, "Mostrati 1 su 1"]
    assert seen["nothing"] == [0, "Nessun risultato."]
    assert (seen["label"], seen["markup"], seen["after"]) == (0, 2, 3)


def test_a_charts_name_filters_exactly_until_it_is_taken_off(tables: Tables, browse: Any) -> None:
    enipower = {"documents": [article("d", "Enipower")], "companies": [mention("d", 0, "Enipower", name="Enipower")]}
    more = Tables.from_rows(enipower)
    both = Tables({name: pd.concat([data, more[name]], ignore_index=True) for name, data in tables.frames.items()})
    seen = browse(render(both), """
        const click = (query) => all(query)[0].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
        const state = () => [visible("article"), visible("#facts tbody tr"), all("#chip")[0].textContent, all("#chip")[0].hidden];
        click("[data-filter='company:Eni']"); see("eni", state());
        click("[data-filter='company:Lume']"); see("lume", state());
        click("[data-filter='date:2024']"); see("year", state());
        click("#chip"); see("off", state());
    """)  # fmt: skip
    assert seen["eni"] == [1, 0, "azienda: Eni", False]
    assert seen["lume"] == [2, 1, "azienda: Lume", False]
    assert seen["year"] == [1, 1, "data: 2024", False]
    assert seen["off"] == [4, 1, "", True]


def test_the_value_shows_on_hover_and_focus_and_goes_on_escape(tables: Tables, browse: Any) -> None:
    seen = browse(render(tables), """
        const tip = all("#tip")[0], link = all("#a0-21 a")[0];
        link.dispatchEvent(new MouseEvent("mouseover", { bubbles: true })); see("hover", tip.textContent);
        document.body.dispatchEvent(new MouseEvent("mouseover", { bubbles: true })); see("left", tip.hidden);
        link.dispatchEvent(new FocusEvent("focusin", { bubbles: true })); see("focus", [tip.hidden, tip.textContent, link.getAttribute("aria-describedby")]);
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })); see("escape", tip.hidden);
    """)  # fmt: skip
    value = "importo: almeno 5.000.000 EUR"
    assert seen == {"hover": value, "left": True, "focus": [False, value, "tip"], "escape": True}


def test_links_lead_to_the_text_and_back(tables: Tables, browse: Any) -> None:
    seen = browse(render(tables), """
        const where = () => document.activeElement.closest("[id]").id;
        type("soci");
        all("#facts a")[0].click(); await rest(); see("text", [where(), all("#a0")[0].checkVisibility()]);
        all("#a0-21 a")[0].click(); await rest(); see("row", [where(), all("#a0 details")[0].open]);
        all("#a0-21-row a")[0].click(); await rest(); see("back", where());
        all("#a0 details a[href='#f0']")[0].click(); await rest(); see("fact", [where(), all("#f0")[0].checkVisibility()]);
    """)  # fmt: skip
    assert seen == {"text": ["a0-21", True], "row": ["a0-21-row", True], "back": "a0-21", "fact": ["f0", True]}


def test_a_kind_can_be_switched_off(tables: Tables, browse: Any) -> None:
    seen = browse(render(tables), """
        const button = all("button[data-kind=money]")[0];
        const look = (id) => [getComputedStyle(all(id + " a")[0], "::after").content, getComputedStyle(all(id)[0]).backgroundColor];
        see("on", [button.getAttribute("aria-pressed"), ...look("#a0-21")]);
        button.click(); see("off", [button.getAttribute("aria-pressed"), ...look("#a0-21")]);
        see("other", look("#a0-0")[0]);
    """)  # fmt: skip
    assert seen["on"][:2] == ["true", '"importo"']
    assert seen["off"] == ["false", '""', "rgba(0, 0, 0, 0)"] != seen["on"]
    assert seen["other"] == '"azienda"'


def test_all_controls_can_be_reached_by_keyboard(tables: Tables, browse: Any) -> None:
    seen = browse(render(tables), """
        const controls = all("button, input, summary, mark a, #facts a, svg a[data-filter]").filter((e) => e.checkVisibility());
        see("unreachable", controls.filter((e) => { e.focus(); return document.activeElement !== e || e.tabIndex < 0; }).length);
        see("controls", controls.length > 10);
        see("skip", all("a[href]")[0].getAttribute("href"));
    """)  # fmt: skip
    assert seen == {"unreachable": 0, "controls": True, "skip": "#articles"}


def test_nothing_sticks_out_on_a_phone(tables: Tables, browse: Any) -> None:
    long = "Lume" * 40  # a word without a place to break
    broad = {
        "documents": [article("a" * 90, f"{long} {TEXT}", title=long)],
        "people": [mention("a" * 90, 0, long, name=long)],
    }
    shell = '<!doctype html><html lang="it"><head><meta charset="utf-8"></head><body></body></html>'
    for page in (render(tables), render(Tables.from_rows(broad))):
        source = json.dumps(page).replace("<", "\\u003c")
        frame = f"""
            const frame = document.createElement("iframe"); frame.style.cssText = "width:390px;height:800px;border:0";
            frame.srcdoc = {source}; document.body.replaceChildren(frame);
            await new Promise((resolve) => {{ frame.onload = resolve; }});
            see("width", frame.contentDocument.documentElement.scrollWidth);
        """
        assert browse(shell, frame)["width"] <= 390


def test_a_thousand_articles_come_in_pages(browse: Any) -> None:
    ids = [f"n{i}" for i in range(1000)]
    rows = {
        "documents": [article(doc_id, f"{TEXT} {doc_id}") for doc_id in ids],
        "companies": [mention(doc_id, 0, "Lume", name="Lume") for doc_id in ids],
        "facts": [fact(doc_id) for doc_id in ids],
    }
    seen = browse(render(Tables.from_rows(rows)), """
        see("first", [visible("article"), visible("#facts tbody tr"), all("#articles-n")[0].textContent]);
        all("#articles-more")[0].click(); see("second", visible("article"));
        type("n999"); see("searched", [visible("article"), all("#articles-more")[0].checkVisibility()]);
        type(""); location.hash = "a998-0"; await rest(); see("far", all("#a998")[0].checkVisibility());
    """)  # fmt: skip
    assert seen == {"first": [20, 25, "1.000"], "second": 40, "searched": [1, False], "far": True}
