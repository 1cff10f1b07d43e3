"""The notebook and the page on the Python API run, cell by cell and block by block, over our own articles."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
NOTEBOOK = json.loads((DOCS / "notebooks" / "tour.ipynb").read_text(encoding="utf-8"))
CODE = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def run(cells: list[str]) -> list[Any]:
    """Run cells in one namespace, as a notebook does; return the value of the last line of each, or None."""
    space: dict[str, Any] = {"__name__": "__main__"}
    shown = []
    for number, source in enumerate(cells, 1):
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, f"cell {number}", "exec"), space)  # noqa: S102 - our own cells
        value = None
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), space)  # noqa: S307 - as above
        shown.append(value)
    return shown


def test_the_notebook_runs_from_top_to_bottom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell runs in the root of the repository, and those that end in a value show one."""
    monkeypatch.chdir(DOCS.parent)
    shown = run(CODE)
    assert shown[1]["articles"] >= 8
    assert "| buyer |" in shown[3]._repr_markdown_()
    assert shown[-1] > 0


def test_the_notebook_is_kept_clean() -> None:
    """It is valid notebook JSON of format 4.5 without outputs, so that a diff shows changes alone."""
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in NOTEBOOK["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(cell["outputs"] == [] for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code")


def test_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every block of docs/api.md runs in order."""
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / "api.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "data").symlink_to(DOCS.parent / "data")
    monkeypatch.chdir(tmp_path)
    assert len(run(blocks)) == len(blocks) >= 7
    assert (tmp_path / "graph.nq").is_file()
