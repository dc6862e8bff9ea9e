"""The notebooks run from a clean kernel."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def test_there_are_three() -> None:
    assert len(NOTEBOOKS) == 3


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    assert any(cell.get("outputs") for cell in notebook.cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_is_committed_with_outputs_and_without_machine_paths(path: Path) -> None:
    content = path.read_text("utf-8")
    assert [folder for folder in ("/home/", "/root/", "/tmp/", "/work/", "Users/") if folder in content] == []
    cells = [cell for cell in nbformat.reads(content, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))  # run once, from top to bottom
    outputs = [output for cell in cells for output in cell.outputs]
    assert [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"] == []


def test_the_corpus_has_its_charts() -> None:
    corpus = nbformat.read(NOTEBOOKS[1], as_version=4)
    charts = [
        output for cell in corpus.cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})
    ]
    assert len(charts) >= 5
