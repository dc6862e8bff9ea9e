"""The report in a real browser: a script at the end of the page acts as its reader and notes what it sees."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import duckdb
import pandas as pd
import pytest

from estrattore.report.foot import Run
from estrattore.report.page import render
from estrattore.tables import Tables
from tests.report.conftest import TEXT, article, fact, mention

ROWS = "#rows tbody tr[id]"


def test_scripts_in_texts_and_names_stay_text(tables: Tables, browse: Any) -> None:
    evil = "<img src=x onerror=alert(1)>"
    facts = tables["facts"].assign(company=evil, entity_name=evil, metric=evil, status=evil, sentence=evil)
    page = render(Tables({**tables.frames, "facts": facts}))
    seen = browse(page, """
        await put("status", "all");
        all("#rows .open")[0].click(); await rest();
        see("scripts", all("main :is(script, img)").length);
        see("articles", all("article").filter((a) => a.textContent.includes("<" + "script>alert(")).length);
        see("row", cells("company"));
    """)  # fmt: skip
    assert seen == {"scripts": 0, "articles": 2, "row": [evil]}


def test_actual_facts_are_shown_and_each_once(story: Tables, browse: Any) -> None:
    seen = browse(render(story), f"""
        see("usual", cells("metric")); see("shown", all("#shown")[0].textContent); see("times", all(".times").map((e) => e.textContent));
        await put("status", "all"); see("all", cells("metric"));
        see("struck", all("{ROWS}").filter((r) => getComputedStyle(r.querySelector("td")).textDecorationLine === "line-through").map((r) => r.id));
        all("[name=repeats]")[0].click(); await rest(); see("repeats", visible("{ROWS}"));
    """)  # fmt: skip
    assert seen["usual"] == ["ricavi", "investimento", "ricavi"]
    assert (seen["shown"], seen["times"]) == ("3 su 5", ["×2"])
    assert seen["all"] == ["ricavi", "dividendo", "investimento", "investimento", "ricavi"]
    assert (seen["struck"], seen["repeats"]) == (["row-f-smentito"], 6)


def test_what_the_usual_status_and_the_list_hide_is_said_with_the_way_there(story: Tables, browse: Any) -> None:
    seen = browse(render(story), f"""
        const offers = () => all("#beside a").map((a) => a.textContent);
        see("usual", offers());
        await put("class", "dividend"); see("none shown", [all("#shown")[0].textContent, ...offers()]);
        all("#beside a")[0].click(); await rest(); see("all", [cells("metric"), offers(), location.hash]);
        all("[type=reset]")[0].click(); await type("promette"); see("figures", [visible("{ROWS}"), ...offers()]);
        all("#beside a")[0].click(); await rest(); see("there", [cells("text"), offers(), location.hash]);
    """)  # fmt: skip
    assert seen["usual"] == ["Con altro stato: 2"]
    assert seen["none shown"] == ["Nessun risultato.", "Con altro stato: 1"]
    assert seen["all"] == [["dividendo"], [], "#class=dividend&status=all"]
    assert seen["figures"] == [0, "Cifre senza fatto: 1"]
    assert seen["there"] == [["2 milioni"], [], "#view=figures&q=promette"]


def test_sums_leave_out_denials_repeats_and_mixed_measures(story: Tables, browse: Any) -> None:
    facts = story["facts"]
    again = facts[facts["fact_id"] == "f-primo"].assign(fact_id="f-terzo", amount=3e6, amount_max=3e6)
    soon = again.assign(fact_id="f-quarto", amount=1e6, amount_max=1e6, status="forecast")
    more = pd.concat([facts, again, soon], ignore_index=True)
    seen = browse(render(Tables({**story.frames, "facts": more})), """
        see("mixed", all("#summed")[0].hidden);
        await put("class", "investment"); see("actual", all("#sum")[0].textContent);
        await put("status", "all"); see("sum", all("#sum")[0].textContent);
        all("[name=repeats]")[0].click(); await rest(); see("with repeats", all("#sum")[0].textContent);
    """)  # fmt: skip
    parted = "15 mln USD (avvenuto) · 1 mln USD (previsione)"
    assert seen == {"mixed": True, "actual": "15 mln USD", "sum": parted, "with repeats": parted}


def test_a_click_on_a_head_sorts_both_ways_and_back(story: Tables, browse: Any) -> None:
    seen = browse(render(story), """
        const click = async (name) => { all(`[data-sort=${name}]`)[0].click(); await rest(); };
        await click("amount"); see("most", cells("amount")); see("aria", all("th[aria-sort]").map((e) => e.getAttribute("aria-sort")));
        await click("amount"); see("least", cells("amount"));
        await click("amount"); see("tables", cells("amount"));
        await click("company"); see("names", cells("company"));
        await click("change"); see("empty last", cells("change"));
    """)  # fmt: skip
    assert seen["most"] == ["3,8 mld EUR", "40 mln EUR", "12 mln USD"]
    assert seen["aria"] == ["descending"]
    assert seen["least"] == seen["most"][::-1]
    assert seen["tables"] == ["3,8 mld EUR", "12 mln USD", "40 mln EUR"]
    assert seen["names"] == ["Monte dei Paschi di Siena", "Orbita", "Orbita"]
    assert seen["empty last"] == ["+21,7%", "", ""]


LINKS = {
    "company=mps": ["f-ricavi", "f-dividendo", "f-smentito"],  # by a name that only the table of entities knows
    "company=BMPS": ["f-ricavi", "f-dividendo", "f-smentito"],
    "company=paschi": ["f-ricavi", "f-dividendo", "f-smentito"],
    "class=investment": ["f-smentito", "f-primo"],
    "status=denied": ["f-smentito"],
    "currency=USD": ["f-primo"],
    "unit=azione": ["f-dividendo"],
    "from=2024": ["f-primo", "f-quaranta"],
    "to=2023-06": ["f-ricavi"],
    "from=2024-12-31&to=2024-12-31": ["f-primo"],
    "min=50+mln": ["f-ricavi", "f-smentito"],
    "max=1.000": ["f-dividendo"],
    "conf=90": ["f-ricavi", "f-smentito", "f-primo"],
    "article=due": ["f-ripete", "f-quaranta"],
    "article=conti+banca": ["f-ricavi", "f-dividendo", "f-smentito", "f-primo"],
    "q=mps+ricavi": ["f-ricavi"],
    "q=3,8+miliardi": ["f-ricavi"],
    "q=3800000000": ["f-ricavi"],
    "q=3.800.000.000": ["f-ricavi"],
    "q=40+milioni": ["f-quaranta"],
    "q=21,7": ["f-ricavi"],
    "q=0,25": ["f-dividendo"],
    "q=niente": [],
}


def test_a_link_restores_the_view(story: Tables, browse: Any) -> None:
    links = [hash if "status" in hash else f"{hash}&status=all" for hash in LINKS]
    seen = browse(render(story), f"""
        for (const link of {json.dumps(links)}) {{
          location.hash = link; await rest(60);
          const [[name, value]] = new URLSearchParams(link), kept = all(`[name=${{name}}]`)[0].value === value;
          see(link, [kept, ...all("{ROWS}").map((r) => r.id.replace("row-", ""))]);
        }}
    """)  # fmt: skip
    assert seen == {link: [True, *found] for link, found in zip(links, LINKS.values(), strict=True)}


def test_a_link_that_opens_the_page_does_too(story: Tables, browse: Any) -> None:
    seen = browse(render(story), f"""see("rows", all("{ROWS}").map((r) => r.id));""", hash="#company=mps&status=denied")
    assert seen == {"rows": ["row-f-smentito"]}


def test_every_control_writes_into_the_address(story: Tables, browse: Any) -> None:
    seen = browse(render(story), """
        const filters = { q: "ricavi", company: "Orbita", class: "revenue", status: "all", currency: "EUR", from: "2025", to: "2025", min: "1 mln", max: "1 mld", conf: "50", article: "due" };
        for (const [name, text] of Object.entries(filters)) { await put(name, text); }
        see("address", Object.fromEntries(new URLSearchParams(location.hash.slice(1)))); see("rows", cells("metric"));
        see("chips", all(".chip").length);
        all("[type=reset]")[0].click(); await rest(); see("reset", [location.hash, cells("metric").length]);
        history.back(); await rest(); see("back", cells("metric"));
    """)  # fmt: skip
    assert seen["address"] == {"q": "ricavi", "company": "Orbita", "class": "revenue", "status": "all", "currency": "EUR", "from": "2025",
                               "to": "2025", "min": "1 mln", "max": "1 mld", "conf": "50", "article": "due"}  # fmt: skip
    assert (seen["rows"], seen["chips"], seen["reset"], seen["back"]) == (["ricavi"], 9, ["", 3], ["ricavi"])


@pytest.mark.parametrize("style", ["us", "it"])
def test_csv_of_the_rows_is_that_of_the_tables(story: Tables, browse: Any, tmp_path: Any, style: str) -> None:
    story.write(tmp_path / "out", ["csv"], csv_style=style)
    seen = browse(render(story, run=Run(csv_style=style)), """
        all("#csv")[0].click(); see("csv", saved.text); see("name", saved.name);
    """, hash="#company=orbita&status=all&repeats=1")  # fmt: skip
    lines = (tmp_path / "out" / "facts.csv").read_text("utf-8-sig").splitlines()
    wanted = [line for line in lines if "f-primo" in line or "f-ripete" in line or "f-quaranta" in line]
    assert seen["name"] == "facts.csv"
    assert seen["csv"].removeprefix("\ufeff").splitlines() == [lines[0], *wanted]
    assert seen["csv"].startswith("\ufeff") is (style == "it")


def test_csv_of_filtered_rows_equals_the_same_query(story: Tables, browse: Any, tmp_path: Any) -> None:
    story.write(tmp_path / "out", ["csv"])
    seen = browse(
        render(story),
        'all("#csv")[0].click(); see("csv", saved.text);',
        hash="#class=revenue&min=1+mln&conf=80",
    )
    query = f"FROM read_csv('{tmp_path}/out/facts.csv', all_varchar=true) WHERE metric_class = 'revenue' AND amount::DOUBLE >= 1e6 AND confidence::DOUBLE >= .8 AND status = 'actual'"
    wanted = duckdb.sql(query).df().fillna("").to_dict("records")
    assert list(csv.DictReader(io.StringIO(seen["csv"]))) == wanted
    assert len(wanted) == 1


def test_rows_go_to_the_clipboard_as_a_spreadsheet_reads_them(story: Tables, browse: Any) -> None:
    seen = browse(render(story), """
        Object.defineProperty(navigator, "clipboard", { value: { writeText: async (t) => { saved.clip = t; } } });
        all("#copy")[0].click(); await rest(); see("clip", saved.clip); see("done", all("#done")[0].textContent);
    """, hash="#q=quaranta+orbita&status=all&article=due")  # fmt: skip
    assert seen["done"] == "Righe copiate: 0"
    seen = browse(render(story), """
        Object.defineProperty(navigator, "clipboard", { value: { writeText: async (t) => { saved.clip = t; } } });
        all("#copy")[0].click(); await rest(); see("clip", saved.clip);
    """, hash="#min=40+mln&max=40+mln")  # fmt: skip
    head, row = (line.split("\t") for line in seen["clip"].split("\n"))
    told = dict(zip(head, row, strict=True))
    assert (told["amount"], told["confidence"], told["title"]) == ("40000000", "0,7", "")


def test_a_row_opens_its_sentence_in_place(story: Tables, browse: Any) -> None:
    seen = browse(render(story), f"""
        const marks = () => all(".detail mark").map((m) => [m.className, m.textContent]);
        all("{ROWS}")[0].querySelector(".open").click(); await rest();
        see("marks", marks()); see("address", location.hash); see("place", all(".detail .from a, .detail .from small").map((e) => e.textContent));
        see("beside", all(".detail")[0].previousElementSibling.id);
        key("j"); await rest(); see("next", [location.hash, document.activeElement.textContent]);
        see("also", all(".detail li a").map((e) => e.textContent));
        key("ArrowDown"); await rest(); see("down", location.hash); key("j"); await rest(); see("end", location.hash);
        key("k"); await rest(); see("before", location.hash);
        all(".step")[1].click(); await rest(); see("button", location.hash);
        key("Escape"); await rest(); see("closed", [visible(".detail"), location.hash]);
    """)  # fmt: skip
    assert seen["marks"] == [
        ["company", "Monte dei Paschi"],
        ["date", "2023"],
        ["metric", "ricavi"],
        ["money", "3,8 miliardi di euro"],
        ["percent", "21,7%"],
    ]
    assert (seen["address"], seen["beside"]) == ("#row=f-ricavi", "row-f-ricavi")
    assert seen["place"] == ["Conti in banca", "8 febbraio 2024"]
    assert seen["next"] == ["#row=f-primo", "investimento"]
    assert seen["also"] == ["=Orbita; +2"]
    assert (seen["down"], seen["end"], seen["before"]) == ("#row=f-quaranta", "#row=f-quaranta", "#row=f-primo")
    assert (seen["button"], seen["closed"]) == ("#row=f-quaranta", [0, ""])


def test_a_row_far_down_is_opened_by_its_link(browse: Any) -> None:
    rows = {"documents": [article("n", TEXT)], "facts": [fact("n", fact_id=f"id{i}") for i in range(60)]}
    seen = browse(render(Tables.from_rows(rows)), f"""see("rows", [visible("{ROWS}"), visible(".detail"), document.activeElement.closest("tr").id]);""", hash="#row=id48")  # fmt: skip
    assert seen["rows"] == [60, 1, "row-id48"]


def test_figures_without_a_fact_and_people_have_their_lists(story: Tables, browse: Any) -> None:
    seen = browse(render(story), """
        all("[data-view=figures]")[0].click(); await rest();
        see("figures", [cells("text"), cells("value"), cells("reason")]); see("around", cells("sentence"));
        await put("reason", "person"); see("address", location.hash);
        all("[data-view=people]")[0].click(); await rest();
        see("people", [cells("person"), cells("role"), cells("class"), cells("company")]);
        await put("role", "ceo"); see("ceo", [location.hash, cells("person")]);
        await put("company", "orbita s.p.a."); see("of", cells("person"));
    """)  # fmt: skip
    assert seen["figures"] == [["2 milioni"], ["2.000.000 EUR"], ["di una persona"]]
    assert seen["around"] == ["Il sindaco Ugo Neri promette 2 milioni."]
    assert seen["address"] == "#view=figures&reason=person"
    assert seen["people"] == [
        ["Ada Riva", "Ugo Neri"],
        ["amministratrice delegata", "sindaco"],
        ["amministratore delegato", "sindaco"],
        ["Orbita", ""],
    ]
    assert (seen["ceo"], seen["of"]) == (["#view=people&role=ceo", ["Ada Riva"]], ["Ada Riva"])


def test_charts_follow_the_filter_and_lead_to_rows(story: Tables, browse: Any) -> None:
    seen = browse(render(story), """
        const said = (name) => all(`#chart-${name} a`).map((a) => a.getAttribute("aria-label"));
        const click = async (e) => { e.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })); await rest(); };
        see("before", [said("by-facts"), said("years"), said("amounts").length]);
        await put("class", "revenue"); await put("from", "2025"); see("after", [said("by-facts"), said("years"), said("amounts"), said("by-companies")]);
        await click(all("#chart-amounts a")[0]); see("opened", [new URLSearchParams(location.hash.slice(1)).get("row"), visible(".detail")]);
        all("[type=reset]")[0].click(); await rest(); await click(all("#chart-years a")[0]); see("year", [location.hash, cells("metric")]);
        all("[type=reset]")[0].click(); await rest(); await click(all("#chart-by-people a")[0]); see("person", cells("person"));
    """)  # fmt: skip
    assert seen["before"] == [["Orbita: 2", "Monte dei Paschi di Siena: 1"], ["2023: 1", "2024: 1", "2025: 1"], 3]
    assert seen["after"] == [["Orbita: 1"], ["2025: 1"], ["Orbita, ricavi, 40 mln EUR"], ["Orbita: 1"]]
    assert seen["opened"] == ["f-quaranta", 1]
    assert (seen["year"], seen["person"]) == (["#from=2023&to=2023", ["ricavi"]], ["Ada Riva"])


def test_very_many_amounts_become_columns(browse: Any) -> None:
    rows = {"documents": [article("n", TEXT)], "facts": [fact("n", fact_id=f"id{i}") for i in range(401)]}
    seen = browse(
        render(Tables.from_rows(rows)),
        'see("dots", [visible("#chart-amounts circle"), all("#chart-amounts rect title").map((e) => e.textContent)]);',
    )
    assert seen["dots"] == [0, ["401"]]


def test_articles_follow_search_and_filter(story: Tables, tables: Tables, browse: Any) -> None:
    seen = browse(render(tables), """
        see("before", visible("article"));
        await type("SÒCI eni"); see("found", [visible("article"), visible("#rows tbody tr"), all("#articles-shown")[0].textContent, all("#shown")[0].textContent]);
        await type("azienda"); see("label", visible("article"));
        await type("milioni lume"); see("markup", visible("article"));
    """)  # fmt: skip
    assert seen == {"before": 3, "found": [1, 0, "Mostrati 1 su 1", "Nessun risultato."], "label": 0, "markup": 2}
    seen = browse(render(story), """
        await put("company", "mps"); see("named", all("article.shown h3").map((e) => e.textContent));
        await put("company", ""); await put("class", "revenue"); await put("from", "2025"); see("rows", all("article.shown h3").map((e) => e.textContent));
    """)  # fmt: skip
    assert seen == {"named": ["Conti in banca"], "rows": ["=Orbita; +2"]}


def test_a_companys_name_filters_exactly(tables: Tables, browse: Any) -> None:
    facts = pd.concat([tables["facts"], tables["facts"].assign(company="Lumen")], ignore_index=True)
    seen = browse(render(Tables({**tables.frames, "facts": facts})), """
        await put("company", "lume"); see("exact", cells("company")); await put("company", "lum"); see("part", cells("company"));
    """)  # fmt: skip
    assert seen == {"exact": ["Lume"], "part": ["Lume", "Lumen"]}


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


def test_a_tap_says_the_value_and_a_second_one_leads_to_the_row(tables: Tables, browse: Any) -> None:
    seen = browse(render(tables), """
        const tap = async () => { all("#a0-21 a")[0].dispatchEvent(new PointerEvent("click", { bubbles: true, cancelable: true, pointerType: "touch" })); await rest(); };
        await tap(); see("first", [all("#tip")[0].hidden, all("#tip")[0].textContent, location.hash]);
        await tap(); see("second", location.hash);
    """)  # fmt: skip
    assert seen == {"first": [False, "importo: almeno 5.000.000 EUR", ""], "second": "#at=a0-21-row"}


def test_links_lead_to_the_text_and_back(tables: Tables, browse: Any) -> None:
    seen = browse(render(tables), """
        const where = () => document.activeElement.closest("[id]").id;
        await put("company", "lume");
        all("#rows .place a")[0].click(); await rest(); see("text", [where(), all("#a0")[0].checkVisibility(), visible(".chip")]);
        all("#a0-21 a")[0].click(); await rest(); see("row", [where(), all("#a0 details")[0].open]);
        all("#a0-21-row a")[0].click(); await rest(); see("back", where());
        all("#a0 details a[href*='row=f0']")[0].click(); await rest(); see("fact", [where(), visible(".detail")]);
    """)  # fmt: skip
    assert seen == {"text": ["a0-21", True, 1], "row": ["a0-21-row", True], "back": "a0-21", "fact": ["row-f0", 1]}


def test_a_bare_anchor_of_an_earlier_page_still_leads(tables: Tables, browse: Any) -> None:
    seen = browse(
        render(tables), 'await rest(); see("where", document.activeElement.closest("[id]").id);', hash="#a0-21"
    )
    assert seen == {"where": "a0-21"}


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


def test_all_controls_can_be_reached_by_keyboard(story: Tables, browse: Any) -> None:
    seen = browse(render(story), """
        all("#more-filters")[0].open = true; all("#rows .open")[0].click(); await rest();
        const controls = all("button:enabled, input, select, summary, mark a, #rows a, svg a:not([tabindex])").filter((e) => e.checkVisibility());
        see("unreachable", controls.filter((e) => { e.focus(); return document.activeElement !== e || e.tabIndex < 0; }).length);
        see("controls", controls.length > 40);
        see("unnamed", all("input, select").filter((e) => e.checkVisibility() && !e.labels[0]?.textContent.trim()).length);
        see("skip", all("a[href]")[0].getAttribute("href"));
    """)  # fmt: skip
    assert seen == {"unreachable": 0, "controls": True, "unnamed": 0, "skip": "#rows-title"}


def test_nothing_sticks_out(tables: Tables, story: Tables, browse: Any) -> None:
    long = "Lume" * 40  # a word without a place to break
    broad = {
        "documents": [article("a" * 90, f"{long} {TEXT}", title=long)],
        "people": [mention("a" * 90, 0, long, name=long, role=long)],
        "facts": [fact("a" * 90, company=long, metric=long, fact_id="f-ricavi")],
    }
    shell = '<!doctype html><html lang="it"><head><meta charset="utf-8"></head><body></body></html>'
    pages = json.dumps([render(tables), render(Tables.from_rows(broad)), render(story)]).replace("<", "\\u003c")
    seen = browse(shell, f"""
        for (const width of [390, 1200]) {{
          const widest = [];
          for (const page of {pages}) {{
            const frame = document.createElement("iframe"); frame.style.cssText = `width:${{width}}px;height:800px;border:0`;
            frame.srcdoc = page; document.body.replaceChildren(frame);
            await new Promise((resolve) => {{ frame.onload = resolve; }});
            for (const hash of ["", "status=all&row=f-ricavi", "view=figures", "view=people"]) {{
              frame.contentWindow.location.hash = hash; await rest(60);
              widest.push(frame.contentDocument.documentElement.scrollWidth);
            }}
          }}
          see(width, Math.max(...widest));
        }}
    """)  # fmt: skip
    assert (seen["390"] <= 390, seen["1200"] <= 1200) == (True, True)


def test_the_dark_page_is_dark(story: Tables, browse: Any) -> None:
    look = 'see("ground", getComputedStyle(document.body).backgroundColor);'
    light = browse(render(story), look, flags=("--blink-settings=preferredColorScheme=1",))
    dark = browse(render(story), look, flags=("--blink-settings=preferredColorScheme=0",))
    assert (light["ground"], dark["ground"]) == ("rgb(250, 248, 244)", "rgb(20, 22, 26)")


def test_a_thousand_articles_come_in_pages(browse: Any) -> None:
    ids = [f"n{i}" for i in range(1000)]
    rows = {
        "documents": [article(doc_id, f"{TEXT} {doc_id}") for doc_id in ids],
        "companies": [mention(doc_id, 0, "Lume", name="Lume") for doc_id in ids],
        "facts": [fact(doc_id) for doc_id in ids],
    }
    seen = browse(render(Tables.from_rows(rows)), f"""
        see("first", [visible("article"), visible("{ROWS}"), all("#articles-n")[0].textContent]);
        all("#articles-more")[0].click(); all("#rows-more")[0].click(); see("second", [visible("article"), visible("{ROWS}")]);
        await type("n999"); see("searched", [visible("article"), visible("{ROWS}"), all("#articles-more")[0].checkVisibility()]);
        await type(""); location.hash = "a998-0"; await rest(); see("far", all("#a998")[0].checkVisibility());
    """)  # fmt: skip
    assert seen == {"first": [20, 25, "1.000"], "second": [40, 50], "searched": [1, 1, False], "far": True}
