"""Each notebook runs from top to bottom, and is stored without what it showed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

REPOSITORY = Path(__file__).parent.parent
NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_is_a_notebook() -> None:
    assert [path.name for path in NOTEBOOKS] == ["tour.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_stored_without_outputs_and_explains_each_cell(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code_cells(notebook))
    kinds = [cell.cell_type for cell in notebook.cells]
    assert all(kinds[number - 1] == "markdown" for number, kind in enumerate(kinds) if kind == "code")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs_from_top_to_bottom(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_PATH", str(_kernel(tmp_path)))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=300, kernel_name="this-python", resources={"metadata": {"path": str(path.parent)}}
    )
    done = code_cells(client.execute())
    assert len(done) > 5
    assert all(cell.execution_count for cell in done)
    faults = [output for cell in done for output in cell.outputs if output.output_type == "error"]
    assert faults == []
    data = [output.get("data", {}) for cell in done for output in cell.outputs]
    tables = [each["text/html"] for each in data if "<table>" in each.get("text/html", "")]
    assert len(tables) == 4
    assert all(html.count("<tr>") > 1 for html in tables)
    assert any("<iframe srcdoc=" in each.get("text/html", "") for each in data)


def _kernel(folder: Path) -> Path:
    """A kernel of the Python that runs the tests, whatever is installed for the user."""
    where = folder / "kernels" / "this-python"
    where.mkdir(parents=True)
    spec = {"argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "This"}
    (where / "kernel.json").write_text(json.dumps({**spec, "language": "python"}), encoding="utf-8")
    return folder
