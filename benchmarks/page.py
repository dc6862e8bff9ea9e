"""How large the report is, and how soon one can work in it: `python -m benchmarks.page [ARTICLES …]` prints JSON."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd

import estrattore
from estrattore.report.page import render

RAW = Path(__file__).parent.parent / "data" / "raw"
USUAL = (1000, 5000)  # articles
# What a reader does first; each answers in the milliseconds of its key.
ACTIONS = {"filter": "#company=velmarina", "search": "#q=ricavi", "sort": "#sort=-amount", "people": "#view=people"}
CLOCK = """<script>addEventListener("load", () => {
  const took = { interactive: performance.getEntriesByType("navigation")[0].domInteractive };
  for (const [name, hash] of Object.entries(ACTIONS)) {
    const start = performance.now();
    location.hash = hash;
    dispatchEvent(new Event("popstate"));
    took[name] = performance.now() - start;
  }
  document.documentElement.dataset.took = JSON.stringify(took);
});</script></body>"""


def many(tables: estrattore.Tables, articles: int) -> estrattore.Tables:
    """The same articles over and over under other ids, until there are so many."""
    ids = tables.documents[tables.documents["duplicate_of"].isna()]["doc_id"]
    rounds = -(-articles // len(ids))
    kept = {f"{doc_id}#{n}" for n in range(rounds) for doc_id in ids}
    kept = set(sorted(kept)[:articles])
    frames = {}
    for name, frame in tables.frames.items():
        if "doc_id" not in frame:
            frames[name] = frame
            continue
        parts = [frame.assign(**_own(frame, n)) for n in range(rounds)]
        whole = pd.concat(parts, ignore_index=True)
        frames[name] = whole[whole["doc_id"].isin(kept)].reset_index(drop=True)
    return estrattore.Tables(frames)


def _own(frame: pd.DataFrame, n: int) -> dict[str, pd.Series]:
    columns = {"doc_id": "#", "sentence": " ", "fact_id": "-"}
    return {name: frame[name] + f"{sign}{n}" for name, sign in columns.items() if name in frame}


def measure(tables: estrattore.Tables, articles: int) -> dict[str, Any]:
    """Megabytes, seconds to write, milliseconds in the browser."""
    several = many(tables, articles)
    start = time.perf_counter()
    page = render(several)
    seconds = time.perf_counter() - start
    known = {"articles": articles, "facts": len(several["facts"]), "megabytes": round(len(page.encode()) / 1e6, 1)}
    return known | {"seconds_to_write": round(seconds, 1), "milliseconds": in_browser(page)}


def in_browser(page: str) -> dict[str, int]:
    """Until the page can be used, and of each action."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_text(page.replace("</body>", CLOCK.replace("ACTIONS", json.dumps(ACTIONS))), "utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", "--dump-dom"]
        shown = subprocess.run([browser, *flags, file.as_uri()], capture_output=True, text=True, check=True).stdout
    found = re.search(r'data-took="([^"]*)"', shown)
    return {name: round(took) for name, took in json.loads(unescape(found[1])).items()} if found else {}


def main() -> None:
    """Measure pages of so many articles."""
    with tempfile.TemporaryDirectory() as folder:
        estrattore.extract_folder(RAW, folder, model="fast")
        tables = estrattore.Tables.read(folder)
    for articles in [int(given) for given in sys.argv[1:]] or USUAL:
        print(json.dumps(measure(tables, articles)))


if __name__ == "__main__":
    main()
