"""The house rules that a machine can hold: sizes, names, words that do not belong, layers, docstrings."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "chippolitik").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MAX_LINES, MAX_FUNCTION = 300, 40
GENERATED = {"vocabulary.py"}
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "handler", "common", "misc"}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function's body without its docstring."""
    statements = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (node.end_lineno or 0) - statements[0].lineno + 1 if statements else 0


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src" / "chippolitik")))
def test_a_module_is_small_and_says_what_lives_in_it(path: Path) -> None:
    """No module is longer than 300 lines, no function than 40; each module opens with a docstring."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), f"{path.name} has no docstring"
    if path.name not in GENERATED:
        assert text.count("\n") <= MAX_LINES
    assert [f"{f.name}:{body_lines(f)}" for f in functions(tree) if body_lines(f) > MAX_FUNCTION] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src" / "chippolitik")))
def test_all_is_sorted_and_names_what_exists(path: Path) -> None:
    """``__all__`` is sorted, and each name in it is defined or imported in the module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    exported = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)
    ]
    if path.name != "__main__.py":
        assert exported, f"{path.name} has no __all__"
    for names in exported:
        bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        bound |= {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
        bound |= {
            a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom | ast.Import) for a in n.names
        }
        assert sorted(set(names) - bound) == []


def test_no_module_is_called_after_nothing() -> None:
    """No module is named utils, helpers, manager and the like."""
    assert [p.name for p in SOURCES if p.stem in FORBIDDEN_NAMES] == []


def test_only_the_command_line_prints() -> None:
    """Nothing outside cli calls print."""
    found = []
    for path in SOURCES:
        if "cli" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [
            f"{path.name}:{n.lineno}"
            for n in ast.walk(tree)
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "print"
        ]
    assert found == []


REASONED = re.compile(r"#\s*(?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)* - \S|type: ignore\[[a-z-]+(?:, ?[a-z-]+)*\]\s+# \S)")


def unreasoned(path: Path) -> list[str]:
    """Return the lines that silence a tool without a code and a reason."""
    return [
        f"{path.relative_to(ROOT)}:{number} {line.strip()}"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#\s*(?:noqa\b|type:\s*ignore)", line) and not REASONED.search(line)
    ]


def test_every_silenced_warning_says_why() -> None:
    """Each silenced lint or type error names its code and its reason."""
    assert [line for path in [*SOURCES, *TESTS] if path != Path(__file__) for line in unreasoned(path)] == []


def test_every_test_asserts() -> None:
    """Each test function asserts, or expects an error."""
    silent = []
    for path in TESTS:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        silent += [
            f"{path.name}:{f.name}"
            for f in functions(tree)
            if f.name.startswith("test_") and not re.search(r"\bassert\b|raises|check|expect|verify", ast.unparse(f))
        ]
    assert silent == []


def test_the_path_of_the_data_is_the_order_of_the_packages() -> None:
    """The import contracts of pyproject.toml hold, and they name every package."""
    result = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_code_is_formatted_and_linted() -> None:
    """Ruff finds nothing to format and nothing to mend; ``make format`` mends most."""
    for arguments in (["format", "--check", "--quiet"], ["check", "--quiet"]):
        result = subprocess.run(
            [Path(sys.executable).parent / "ruff", *arguments, "."],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr


def test_the_types_hold() -> None:
    """Mypy, strict, finds nothing in code and tests."""
    result = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def tracked() -> list[Path]:
    out = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if out.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in out.stdout.split("\n") if name and (ROOT / name).is_file()]


def test_no_file_holds_a_path_of_one_machine() -> None:
    """No file that is kept names an absolute path of somebody's machine."""
    pattern = re.compile(r"/(?:w[o]rk|h[o]me|r[o]ot|Us[e]rs)/\w")
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if pattern.search(text):
            found.append(str(path.relative_to(ROOT)))
    assert found == []
