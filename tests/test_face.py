"""The face: what `import estrattore` hands out, and that the library and the command line offer the same options."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path

import estrattore
from estrattore import Settings, errors
from tests.conftest import ROOT

SOURCE = ast.parse((ROOT / "src/estrattore/__init__.py").read_text("utf-8"))


def test_what_is_listed_is_what_is_imported() -> None:
    imported = {name.name for node in ast.walk(SOURCE) if isinstance(node, ast.ImportFrom) for name in node.names}
    assert set(estrattore.__all__) == imported - {"annotations", "TYPE_CHECKING"}
    assert all(hasattr(estrattore, name) for name in estrattore.__all__)


def test_every_error_is_handed_out() -> None:
    ours = {name for name, found in vars(errors).items() if isinstance(found, type) and issubclass(found, Exception)}
    assert ours <= set(estrattore.__all__)


def test_a_folder_takes_every_setting() -> None:
    taken = inspect.signature(estrattore.extract_folder).parameters
    for field in fields(Settings):
        assert taken[field.name].default == getattr(Settings(), field.name)


def test_the_version_stands_in_one_place() -> None:
    assert version("estrattore") == estrattore.__version__
    assert "version =" not in (ROOT / "pyproject.toml").read_text("utf-8").split("[project.optional")[0]


def test_importing_loads_nothing_heavy() -> None:
    heavy = ["spacy", "pandas", "pyarrow", "duckdb", "onnxruntime", "pydantic"]
    code = f"import sys, estrattore, estrattore.cli; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_run_into_csv_loads_neither_frames_nor_other_formats(tmp_path: Path, tiny_model: Path) -> None:
    (tmp_path / "a.txt").write_text("Enel ha comprato Duna per 3 milioni di euro.", "utf-8")
    others = ["pandas", "pyarrow", "xlsxwriter"]
    code = (
        "import sys; from estrattore import extract_folder; extract_folder(*sys.argv[1:3], model=sys.argv[3]); "
        f"print([name for name in {others} if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "a.txt"), str(tmp_path / "out"), str(tiny_model)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"
    assert "Enel" in (tmp_path / "out" / "money.csv").read_text("utf-8")


def test_names_values_facts_and_text_know_neither_spacy_nor_frames() -> None:
    rooms = "estrattore.names, estrattore.values, estrattore.facts, estrattore.text, estrattore.finds"
    heavy = ["spacy", "pandas", "pyarrow", "duckdb"]
    code = f"import sys, {rooms}; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
