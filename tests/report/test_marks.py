"""Marks in a real browser: made, kept over a reload, handed out, and come back into the tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from estrattore import extract_folder
from estrattore.batch.correct import correct
from estrattore.report.page import render
from estrattore.tables import Tables
from estrattore.tables.corrections import Correction, read_corrections
from tests.report.conftest import OTHER, STORY, TEXT, article, fact, mention

OPEN = 'all("#rows .open")[0].click(); await rest();'
# What the editor's fields are called, and how one fills and saves them.
EDIT = """
    const fill = (values) => { for (const [name, value] of Object.entries(values)) { all(`#editor [name="${name}"]`)[0].value = value; } };
    const send = async () => { all("#editor form")[0].requestSubmit(); await rest(); };
    const file = async () => { all("#marked-save")[0].click(); await rest(); return saved.text; };
"""


def taken(text: str, tmp_path: Path) -> list[Correction]:
    """The corrections of a downloaded file."""
    file = tmp_path / "corrections.csv"
    file.write_text(text, "utf-8")
    return read_corrections(file)


def test_a_row_is_marked_and_the_mark_outlives_a_reload(story: Tables, browse: Any, tmp_path: Path) -> None:
    seen = browse(render(story), f"""
        {EDIT}
        if (turn() === 1) {{
          see("before", visible("#marked")); {OPEN}
          all(".say.right")[0].click(); await rest(); see("sign", all("#rows .sign").map((e) => e.textContent.trim()));
          key("j"); await rest(); key("s"); await rest(); see("by key", all("#rows .sign").map((e) => e.textContent.trim()));
          location.hash = ""; await rest(); location.reload(); await new Promise(() => {{}});
        }}
        see("after", all("#rows .sign").map((e) => e.textContent.trim())); see("n", all("#marked-n")[0].textContent); see("csv", await file()); see("name", saved.name);
    """)  # fmt: skip
    assert (seen["before"], seen["sign"], seen["by key"], seen["after"]) == (0, ["✓"], ["✓", "✗"], ["✓", "✗"])
    assert (seen["n"], seen["name"]) == ("2", "corrections.csv")
    right, wrong = taken(seen["csv"], tmp_path)
    assert (right.sha256, right.table, right.text, right.verdict) == (
        "sha-uno",
        "facts",
        "3,8 miliardi di euro",
        "right",
    )
    assert STORY[right.start : right.end] == right.text
    assert {"company": "Monte dei Paschi", "amount": "3800000000", "period_end": "2023-12-31"}.items() <= dict(
        right.values
    ).items()
    assert (wrong.verdict, wrong.values) == ("wrong", {"fact_id": "f-primo"})


def test_a_mark_is_taken_off_and_all_are_cleared(story: Tables, browse: Any) -> None:
    seen = browse(render(story), f"""
        {OPEN} window.confirm = () => true;
        all(".say.right")[0].click(); await rest(); all(".judgement button")[3].click(); await rest(); see("off", [visible("#marked"), visible(".sign")]);
        all(".say.wrong")[0].click(); await rest(); all("#marked-clear")[0].click(); await rest(); see("cleared", [visible("#marked"), localStorage.length]);
    """)  # fmt: skip
    assert seen == {"off": [0, 0], "cleared": [0, 1]}


def test_a_fact_is_mended(story: Tables, browse: Any, tmp_path: Path) -> None:
    seen = browse(render(story), f"""
        {EDIT} {OPEN} key("c"); await rest();
        see("open", [all("#editor")[0].open, all('#editor [name="column:amount"]')[0].value, all('#editor [name="words"]')[0].value]);
        fill({{ "column:company": "Orbita", "column:amount": "3,9 mld", "column:direction": "", note: "=detto", by: "Ugo" }}); await send();
        see("csv", await file()); see("closed", all("#editor")[0].open);
    """)  # fmt: skip
    assert seen["open"] == [True, "3800000000", "3,8 miliardi di euro"]
    [mended] = taken(seen["csv"], tmp_path)
    assert (mended.verdict, mended.note, mended.by, seen["closed"]) == ("changed", "=detto", "Ugo", False)
    assert {"company": "Orbita", "amount": "3900000000", "direction": "", "metric": "ricavi"}.items() <= dict(
        mended.values
    ).items()


def test_words_are_moved_and_missing_ones_told(story: Tables, browse: Any, tmp_path: Path) -> None:
    seen = browse(render(story), f"""
        {EDIT} all("[data-view=figures]")[0].click(); await rest(); {OPEN} all(".say.changed")[0].click(); await rest();
        fill({{ words: "12 milioni di lire" }}); await send(); see("error", [all("#editor-error")[0].textContent, all("#editor")[0].open]);
        fill({{ words: "2 milioni." }}); await send(); see("csv", await file());
    """)  # fmt: skip
    assert seen["error"] == ["Queste parole non stanno nell'articolo.", True]
    [moved] = taken(seen["csv"], tmp_path)
    assert (moved.table, moved.text, moved.values["start_char"]) == (
        "money",
        "2 milioni",
        str(STORY.find("2 milioni.")),
    )
    assert int(moved.values["end_char"]) == moved.end + 1


def test_rows_beside_an_article_are_marked_and_missing_ones_added(story: Tables, browse: Any, tmp_path: Path) -> None:
    seen = browse(render(story), f"""
        {EDIT} const judge = (words) => all("#a0 tr[data-span]").find((row) => row.querySelector("a").textContent === words).querySelector(".judge");
        judge("Mps").click(); await rest(); fill({{ table: "organizations" }}); all('#editor [name="table"]')[0].onchange({{ target: {{ value: "organizations" }} }});
        fill({{ "column:name": "Mps" }}); await send(); see("sign", judge("Mps").textContent);
        const text = all("#a1 .text")[0].firstChild, walker = document.createTreeWalker(all("#a1 .text")[0], NodeFilter.SHOW_TEXT), range = document.createRange();
        let node; while ((node = walker.nextNode()) && !node.textContent.includes("società")) {{ }}
        const i = node.textContent.indexOf("la società"); range.setStart(node, i); range.setEnd(node, i + 10);
        getSelection().removeAllRanges(); getSelection().addRange(range);
        all("#a1 .add")[0].click(); await rest(); see("words", all('#editor [name="words"]')[0].value);
        all('#editor [name="table"]')[0].value = "companies"; all('#editor [name="table"]')[0].onchange({{ target: {{ value: "companies" }} }});
        fill({{ "column:name": "Orbita" }}); await send(); see("added", all("#a1 .added li").length); see("csv", await file());
    """)  # fmt: skip
    assert (seen["sign"], seen["words"], seen["added"]) == ("✎", "la società", 1)
    moved, added = taken(seen["csv"], tmp_path)
    assert (moved.table, moved.text, moved.values) == ("companies", "Mps", {"name": "Mps", "table": "organizations"})
    assert (added.table, added.verdict, added.values) == ("companies", "missing", {"name": "Orbita"})
    assert OTHER[added.start : added.end] == "la società"


def test_offsets_count_characters_that_a_browser_counts_twice(browse: Any, tmp_path: Path) -> None:
    text = "😀\r\n" + TEXT
    rows = {"documents": [article("n", text)], "companies": [mention("n", 3, "Lume", name="Lume")],
            "facts": [fact("n", fact_id="f1", amount_start=24, amount_end=41, company_start=3, company_end=7)]}  # fmt: skip
    seen = browse(render(Tables.from_rows(rows)), f"""
        {EDIT} {OPEN} all(".say.changed")[0].click(); await rest(); fill({{ words: "5 milioni" }}); await send(); see("csv", await file());
    """)  # fmt: skip
    [moved] = taken(seen["csv"], tmp_path)
    assert text[moved.start : moved.end] == "5 milioni di euro"
    assert text[int(moved.values["amount_start"]) : int(moved.values["amount_end"])] == "5 milioni"


def test_what_is_marked_comes_back_through_correct(story: Tables, browse: Any, tmp_path: Path) -> None:
    seen = browse(render(story), f"""
        {EDIT} {OPEN} key("c"); await rest(); fill({{ "column:amount": "3,9 mld", "column:amount_max": "3,9 mld" }}); await send();
        key("j"); await rest(); key("s"); await rest(); see("csv", await file());
    """)  # fmt: skip
    folder = tmp_path / "out"
    story.write(folder)
    (tmp_path / "marked.csv").write_text(seen["csv"], "utf-8")
    done = correct(folder, read_corrections(tmp_path / "marked.csv"))
    facts = Tables.read(folder).facts
    assert (done.done, facts["fact_id"].tolist()) == (
        2,
        ["f-ricavi", "f-dividendo", "f-smentito", "f-ripete", "f-quaranta"],
    )
    assert facts["amount"].tolist()[0] == 3.9e9
    again = browse(
        render(Tables.read(folder), corrections=read_corrections(folder / "corrections.csv")),
        'see("sign", all("#rows .sign").map((e) => e.textContent.trim())); see("marked", visible("#marked"));',
    )
    assert again["sign"][0] == "✎"


def test_marks_hold_in_a_run_with_another_model(browse: Any, write: Any, tiny_model: Path, tmp_path: Path) -> None:
    write("in/a.txt", "Netflix paga 3 milioni di euro a Milano. Ted Sarandos ne riceve 40 mila nel 2024.")
    folder = tmp_path / "out"
    extract_folder(tmp_path / "in", folder, model=str(tiny_model))
    seen = browse(render(Tables.read(folder)), f"""
        {EDIT} const judge = (words) => all("#a0 tr[data-span]").find((row) => row.querySelector("a").textContent === words).querySelector(".judge");
        judge("3 milioni di euro").click(); await rest(); all("#editor-wrong")[0].click(); await rest();
        judge("Ted Sarandos").click(); await rest(); fill({{ "column:role": "attore" }}); await send(); see("csv", await file());
    """)  # fmt: skip
    correct(folder, taken(seen["csv"], tmp_path))
    again = extract_folder(tmp_path / "in", folder, model="fast")
    tables = Tables.read(folder)
    assert "Corrections applied: 2." in again.notes
    assert tables.money.empty
    assert tables.people["role"].tolist() == ["attore"]


def test_a_script_in_a_mark_stays_text(story: Tables, browse: Any) -> None:
    seen = browse(render(story), f"""
        {EDIT} all("#a0 .add")[0].click(); await rest(); fill({{ words: "Mps", note: "<img src=x onerror=alert(1)>", "column:company": "<b>x</b>" }}); await send();
        see("scripts", all("main :is(img, script), .added b").length); see("added", all(".added li").length);
    """)  # fmt: skip
    assert seen == {"scripts": 0, "added": 1}
