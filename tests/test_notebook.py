"""The notebook runs from its first cell to its last, shows its maps without a network, and is kept without output."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "notebook.ipynb"


def read() -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


def code_cells(notebook: nbformat.NotebookNode) -> Iterator[nbformat.NotebookNode]:
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def test_notebook_is_stripped_of_output() -> None:
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(read()))


def test_notebook_uses_the_public_api() -> None:
    source = "\n".join(cell.source for cell in code_cells(read()))
    for name in ("read", "parse", "to_geodataframe", "Filter", "explore", "Store", "write"):
        assert f"geo.{name}(" in source
    assert "from geo.geocoders import Gazetteer" in source


@pytest.mark.slow
def test_notebook_runs_and_shows_its_maps() -> None:
    done = NotebookClient(read(), timeout=120, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    outputs = [output for cell in code_cells(done) for output in cell.outputs]
    maps = [shown for output in outputs if "<iframe" in (shown := output.get("data", {}).get("text/html", ""))]
    assert len(maps) == sum("geo.explore(" in cell.source for cell in code_cells(done)) > 0
    assert not any("src=&quot;http" in shown or "href=&quot;http" in shown for shown in maps)
    assert [output["text"] for output in outputs if output.get("name") == "stderr"] == []
