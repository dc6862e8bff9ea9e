"""Tables that a page is made of, and a browser to read it in."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from estrattore.tables import Tables

EVIL = "<script>alert('x')</script> Eni & soci </noscript><img src=x> <!-- \u2028"
TITLE = "Lume & <script>alert('y')</script>"
TEXT = "Lume cresce del 3% a 5 milioni di euro nel 2024."
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def mention(doc_id: str, start: int, text: str, **values: object) -> dict[str, object]:
    place = {"doc_id": doc_id, "start_char": start, "end_char": start + len(text)}
    return place | {"text": text, "sentence": text} | values


def article(doc_id: str, text: str, **values: object) -> dict[str, object]:
    known = {"doc_id": doc_id, "text": text, "n_chars": len(text), "n_tokens": 1, "sha256": f"sha-{doc_id}"}
    return known | values


def fact(doc_id: str, **values: object) -> dict[str, object]:
    return {"doc_id": doc_id, "company": "Lume", "metric": "ricavi", "amount": 5e6, "amount_max": 5e6, "currency": "EUR",
            "percent": 3.0, "percent_max": 3.0, "percent_unit": "percent", "percent_role": "change", "direction": "down",
            "company_start": 0, "company_end": 4, "amount_start": 21, "amount_end": 38, "percent_start": 16, "percent_end": 18,
            "period_start": "2024-01-01", "period_end": "2024-12-31", "status": "actual", "sentence": TEXT} | values  # fmt: skip


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


STORY = """Il Monte dei Paschi ha chiuso il 2023 con ricavi per 3,8 miliardi di euro, in aumento del 21,7%.
La banca propone un dividendo di 0,25 euro per azione. Mps smentisce un investimento di 900 milioni.
Orbita S.p.A. ha investito 12 milioni di dollari nel 2024; Ada Riva è l'amministratrice delegata di Orbita.
Il sindaco Ugo Neri promette 2 milioni."""
OTHER = "Orbita ha investito 12 milioni di dollari. Nel 2025 la società ha avuto ricavi per 40 milioni di euro."


def stated(doc_id: str, text: str, company: str, figure: str, metric: str, **values: object) -> dict[str, object]:
    """A fact whose parts stand where the text first has them."""
    kind = "percent" if figure.endswith("%") else "amount"
    places: dict[str, object] = {}
    for part, words in (("company", company), (kind, figure), ("metric", metric)):
        start = text.find(words)
        if start >= 0:
            places |= {f"{part}_start": start, f"{part}_end": start + len(words)}
    sentence = next(s for s in text.split("\n") if figure in s)
    known = {"doc_id": doc_id, "company": company, "metric": metric, "sentence": sentence, "status": "actual"}
    return known | places | values


@pytest.fixture
def story() -> Tables:
    """Tables with all columns: a bank by two names, a denial, a repeat, figures that no fact uses, people."""
    mps = {"entity_id": "mps", "name": "Monte dei Paschi", "entity_name": "Monte dei Paschi di Siena"}
    orbita = {"entity_id": "orb", "name": "Orbita", "entity_name": "Orbita"}

    def found(text: str, doc_id: str, words: str, **values: object) -> dict[str, object]:
        return mention(doc_id, text.find(words), words, **values) | {
            "sentence": next(s for s in text.split("\n") if words in s)
        }

    bank = {"entity_id": "mps", "entity_name": "Monte dei Paschi di Siena"}
    star = {"entity_id": "orb", "entity_name": "Orbita", "currency": "USD", "amount": 12e6, "amount_max": 12e6}
    facts = [
        stated("uno", STORY, "Monte dei Paschi", "3,8 miliardi di euro", "ricavi", **bank, fact_id="f-ricavi", metric_class="revenue",
               amount=3.8e9, amount_max=3.8e9, currency="EUR", percent=21.7, percent_max=21.7, percent_unit="percent", percent_role="change",
               direction="up", percent_start=STORY.find("21,7%"), percent_end=STORY.find("21,7%") + 5, confidence=0.97,
               period_start="2023-01-01", period_end="2023-12-31", period_start_char=STORY.find("2023"), period_end_char=STORY.find("2023") + 4),
        stated("uno", STORY, "Mps", "0,25 euro", "dividendo", **bank, fact_id="f-dividendo", metric_class="dividend", amount=0.25,
               amount_max=0.25, currency="EUR", unit="azione", status="forecast", confidence=0.8),
        stated("uno", STORY, "Mps", "900 milioni", "investimento", **bank, fact_id="f-smentito", metric_class="investment", amount=9e8,
               amount_max=9e8, currency="EUR", status="denied", confidence=0.9),
        stated("uno", STORY, "Orbita", "12 milioni di dollari", "investimento", **star, fact_id="f-primo", metric_class="investment",
               confidence=0.95, period_start="2024-01-01", period_end="2024-12-31"),
        stated("due", OTHER, "Orbita", "12 milioni di dollari", "investimento", **star, fact_id="f-ripete", metric_class="investment",
               confidence=0.6, repeats="f-primo", period_start="2024-01-01", period_end="2024-12-31"),
        stated("due", OTHER, "Orbita", "40 milioni di euro", "ricavi", entity_id="orb", entity_name="Orbita", fact_id="f-quaranta",
               metric_class="revenue", amount=4e7, amount_max=4e7, currency="EUR", confidence=0.7, period_start="2025-01-01", period_end="2025-12-31"),
    ]  # fmt: skip
    riva = {
        "entity_id": "riva",
        "name": "Ada Riva",
        "role": "amministratrice delegata",
        "affiliation": "Orbita",
        "role_class": "ceo",
    }
    neri = {"entity_id": "neri", "name": "Ugo Neri", "role": "sindaco", "affiliation": None, "role_class": "mayor"}
    euros = {"currency": "EUR", "amount_min": 2e6, "amount_max": 2e6, "fact_id": None, "no_fact": "person"}
    return Tables.from_rows(
        {
            "documents": [
                article("uno", STORY, title="Conti in banca", published="2024-02-08"),
                article("due", OTHER, title="=Orbita; +2", published="2025-03-01"),
            ],
            "companies": [
                found(STORY, "uno", "Monte dei Paschi", **mps),
                found(STORY, "uno", "Mps", **mps),
                found(STORY, "uno", "Orbita S.p.A.", **orbita),
                found(OTHER, "due", "Orbita", **orbita),
            ],
            "people": [found(STORY, "uno", "Ada Riva", **riva), found(STORY, "uno", "Ugo Neri", **neri)],
            "money": [
                found(STORY, "uno", "2 milioni.", **euros) | {"end_char": STORY.find("2 milioni.") + 9, "text": "2 milioni"},
                found(STORY, "uno", "3,8 miliardi di euro", currency="EUR", amount_min=3.8e9, amount_max=3.8e9, fact_id="f-ricavi"),
            ],
            "facts": facts,
            "entities": [
                {"entity_id": "mps", "kind": "company", "name": "Monte dei Paschi di Siena", "aliases": "Monte dei Paschi|Mps", "ticker": "BMPS"},
                {"entity_id": "orb", "kind": "company", "name": "Orbita", "aliases": "Orbita|Orbita S.p.A."},
                {"entity_id": "riva", "kind": "person", "name": "Ada Riva", "aliases": "Ada Riva"},
                {"entity_id": "neri", "kind": "person", "name": "Ugo Neri", "aliases": "Ugo Neri"},
            ],
        }
    )  # fmt: skip


@pytest.fixture
def browse(tmp_path: Path) -> Any:
    """A function that shows a page, runs JavaScript in it and gives what `see(name, value)` noted.

    A script at the end of the page acts as its reader. `turn()` counts the loads of the page, so that it may load it again.
    """
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("needs Chromium on the path")

    def run(page: str, actions: str, *, hash: str = "", flags: tuple[str, ...] = ()) -> dict[str, Any]:
        script = f"""<script>(async () => {{
          const seen = JSON.parse(sessionStorage.seen ?? "{{}}"), see = (name, value) => {{ seen[name] = value; sessionStorage.seen = JSON.stringify(seen); }};
          const all = (query) => [...document.querySelectorAll(query)];
          const visible = (query) => all(query).filter((e) => e.checkVisibility()).length;
          const rest = (ms = 150) => new Promise((resolve) => setTimeout(resolve, ms));
          const put = async (name, text) => {{ const s = all(`[name=${{name}}]`)[0]; s.value = text; s.dispatchEvent(new Event("input", {{ bubbles: true }})); await rest(); }};
          const type = (text) => put("q", text);
          const key = (name, target = document.activeElement) => target.dispatchEvent(new KeyboardEvent("keydown", {{ key: name, bubbles: true, cancelable: true }}));
          const cells = (column) => all(`#rows tbody td[data-column=${{column}}]`).map((e) => e.firstChild?.textContent ?? "");
          const turn = () => {{ sessionStorage.turn = Number(sessionStorage.turn ?? 0) + 1; return Number(sessionStorage.turn); }};
          const saved = {{}};
          window.Blob = class extends Blob {{ constructor(parts, options) {{ super(parts, options); saved.text = parts.join(""); }} }}; // to read one takes real time, which a page of virtual time may not have
          URL.createObjectURL = () => "about:blank";
          HTMLAnchorElement.prototype.click = function () {{ if (this.download) {{ saved.name = this.download; }} else {{ HTMLElement.prototype.click.call(this); }} }};
          await new Promise((resolve) => addEventListener("load", resolve));
          await rest();
          {actions}
          const note = document.createElement("pre");
          note.id = "seen"; note.textContent = JSON.stringify(seen); document.body.append(note);
        }})();</script>"""
        file = tmp_path / "report.html"
        file.write_text(page.replace("</body>", f"{script}</body>"), "utf-8")
        command = [chromium, *FLAGS, *flags, f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=9000"]
        done = subprocess.run(
            [*command, "--enable-logging=stderr", "--dump-dom", file.as_uri() + hash],
            capture_output=True, text=True, timeout=600, check=True,
        )  # fmt: skip
        assert not re.findall(r".*CONSOLE.*", done.stderr)
        noted = re.search(r'<pre id="seen">(.*?)</pre>', done.stdout, re.S)
        assert noted, done.stdout[-2000:]
        found: dict[str, Any] = json.loads(unescape(noted[1]))
        return found

    return run
