"""The documentation: it builds, its dictionary is that of the schemas, and what it tells to run runs."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from estrattore.cli import app
from estrattore.resources.schemas.columns import dictionary as meanings
from estrattore.tables import SCHEMAS
from tests.conftest import RAW, ROOT

DOCS, GOLD, PACKAGE = ROOT / "docs", ROOT / "data" / "gold", ROOT / "src" / "estrattore"
PAGES = sorted(DOCS.glob("*.md"))
BLOCK = re.compile(r"^```(python|pycon|console)\n(.*?)^```", re.DOTALL | re.MULTILINE)
COMMAND = "$ estrattore "
sys.path.insert(0, str(DOCS))
import dictionary  # noqa: E402 (it lives beside the pages)


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """What a page tells to run, in order: Python code, Python with what it answers, and single commands."""
    for kind, block in BLOCK.findall(page.read_text("utf-8")):
        if kind != "console":
            yield kind, block
        else:
            lines = block.splitlines()
            yield from ((kind, line.removeprefix(COMMAND)) for line in lines if line.startswith(COMMAND))


def answers(block: str, namespace: dict[str, object]) -> str:
    """Where a block's answers differ from those it shows; the names that it makes go into `namespace`."""
    told: list[str] = []
    test = doctest.DocTestParser().get_doctest(block, namespace, "page", None, None)
    doctest.DocTestRunner(verbose=False).run(test, out=told.append, clear_globs=False)
    namespace.update(test.globs)
    return "".join(told)


RUNNABLE = [page for page in [ROOT / "README.md", *PAGES] if any(blocks(page))]
WIDEST = 100  # characters of code that a page shows without scrolling; the README's page is wider


@pytest.mark.slow
@pytest.mark.parametrize("page", RUNNABLE, ids=lambda page: page.name)
def test_what_a_page_tells_to_run_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(RAW, tmp_path / "data" / "raw")
    shutil.copytree(GOLD, tmp_path / "data" / "gold")
    monkeypatch.chdir(tmp_path)
    if page.name == "README.md":  # it goes on from `make demo`
        CliRunner().invoke(app, ["extract", "data/raw", "--out", "data/out", "--quiet"])
    monkeypatch.setenv("MPLBACKEND", "Agg")
    namespace: dict[str, object] = {"__name__": "docs"}
    for kind, block in blocks(page):
        if kind == "python":
            exec(compile(block, page.name, "exec"), namespace)
        elif kind == "pycon":
            assert answers(block, namespace) == ""
        else:
            result = CliRunner().invoke(app, shlex.split(block))
            assert result.exit_code == 0, f"{block}\n{result.output}{result.exception or ''}"


def test_a_page_that_shows_another_answer_is_noticed() -> None:
    assert "Got:\n    4" in answers(">>> two = 2\n>>> two + 2\n5\n", {})


def test_what_the_guide_to_contributing_names_is_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = re.findall(r"`([\w./]+(?:/|\.(?:py|toml|csv|md)))`", guide)
    places = (ROOT, PACKAGE, PACKAGE / "resources", PACKAGE / "values" / "dates", PACKAGE / "models" / "fast")
    assert len(named) > 20
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_code_fits_its_page(page: Path) -> None:
    code = re.findall(
        r"^```(?:python|pycon|console|bash)\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert [line for block in code for line in block.splitlines() if len(line) > WIDEST] == []


def test_every_command_stands_in_the_readme_and_in_the_docs() -> None:
    readme, docs = (ROOT / "README.md").read_text("utf-8"), "".join(page.read_text("utf-8") for page in PAGES)
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    assert len(names) >= 6
    assert [name for name in names if f"estrattore {name}" not in readme or f"estrattore {name}" not in docs] == []


def test_a_column_without_a_description_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SCHEMAS, "money", SCHEMAS["money"] | {"vat": "float"})
    with pytest.raises(KeyError, match="vat"):
        dictionary.page("en")


@pytest.mark.parametrize("lang", dictionary.PAGES)
def test_the_data_dictionary_is_not_stale(lang: str) -> None:
    page = (DOCS / dictionary.PAGES[lang]).read_text("utf-8")
    assert page == dictionary.page(lang), "run: python docs/dictionary.py"


def test_every_meaning_has_a_column() -> None:
    said = meanings()
    common = {column for schema in SCHEMAS.values() for column in schema}
    assert said.tables.keys() == SCHEMAS.keys()
    assert said.columns["any"].keys() <= common
    own = {table: columns for table, columns in said.columns.items() if table != "any"}
    assert [f"{t}.{c}" for t, columns in own.items() for c in columns if c not in SCHEMAS[t]] == []


@pytest.mark.slow
@pytest.mark.skipif(find_spec("mkdocs") is None, reason="mkdocs is missing: pip install 'estrattore[docs]'")
def test_the_site_builds_without_a_warning_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    site = tmp_path / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    built = {path.name: path.read_text("utf-8") for path in site.glob("*.html")}
    assert {page.with_suffix(".html").name for page in PAGES} <= built.keys()
    loaded = re.compile(
        r"""<(?:script|img|iframe|link rel="?(?:stylesheet|preconnect|icon))[^>]*(?:src|href)="?(?:https?:)?//"""
    )
    assert [name for name, html in built.items() if loaded.search(html)] == []
    languages = {name: re.search(r"<html lang=\"?(\w+)", built[name])[1] for name in ("index.html", "tabelle.it.html")}
    assert languages == {"index.html": "en", "tabelle.it.html": "it"}
