"""The table of constraints in ``shapes/README.md`` says where each one lives; what it says is so."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from chippolitik.ontology.files import read_rdf
from chippolitik.validation.quality import quality_checks
from chippolitik.validation.shapes import SH, own_shapes

ROOT = Path(__file__).resolve().parents[2]
LINTS = sorted((ROOT / "src/chippolitik/knowledge").glob("lint_*.py"))
TABLE = (ROOT / "shapes/README.md").read_text(encoding="utf-8")
ROWS = {
    cells[0]: cells
    for line in TABLE.splitlines()
    if re.match(r"\| C\d\d \|", line)
    for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
}
DROPPED = {"C05"}


def found_in_shapes() -> Iterator[tuple[str, str, str]]:
    """Yield constraint, file and severity of each property shape and SPARQL constraint."""
    notes = own_shapes().notes
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        for triple in read_rdf(path):
            if triple.object in {SH.PropertyShape, SH.SPARQLConstraint} and isinstance(triple.subject, NamedNode):
                note = notes[triple.subject.value]
                yield note.constraint, f"shapes/{path.name}", note.severity.value


def found_in_lints() -> Iterator[tuple[str, str, str]]:
    """Yield constraint, file and severity of each call that makes a finding."""
    for path in LINTS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"error", "warning"}:
                check = node.args[1]
                if isinstance(check, ast.Constant) and re.fullmatch(r"C\d\d", str(check.value)):
                    yield str(check.value), path.relative_to(ROOT).as_posix(), node.func.id


def homes() -> dict[str, tuple[set[str], set[str]]]:
    """Return the files and severities of each constraint, as the shapes, queries and checks have them."""
    found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    queries = ((check.constraint, f"queries/qc/{check.name}.rq", check.severity.value) for check in quality_checks())
    for constraint, file, severity in [*found_in_shapes(), *queries, *found_in_lints()]:
        found[constraint][0].add(file)
        found[constraint][1].add(severity)
    return found


HOMES = homes()


def test_the_table_has_every_constraint_once_and_in_order() -> None:
    """C01 to C54 each have a row with all its cells."""
    numbers = re.findall(r"^\| (C\d\d) \|", TABLE, re.MULTILINE)
    assert numbers == [f"C{number:02}" for number in range(1, 55)]
    assert [name for name, cells in ROWS.items() if [bool(cell) for cell in cells] != [True] * 5] == []


@pytest.mark.parametrize("constraint", ROWS)
def test_a_constraint_lives_where_the_table_says(constraint: str) -> None:
    """Files and severities are exactly those of the shapes, queries and checks that carry out the constraint."""
    _, _, severities, files, _ = ROWS[constraint]
    if constraint in DROPPED:
        assert constraint not in HOMES
        return
    assert set(re.findall(r"`([^`]+)`", files)) == HOMES[constraint][0]
    assert set(severities.split(", ")) == HOMES[constraint][1]


def test_nothing_carries_out_a_constraint_that_the_table_lacks() -> None:
    """Apart from the three on the vocabulary, every id is in the table; the files it names beside it exist."""
    assert {name for name in HOMES if name[0] == "C"} == set(ROWS) - DROPPED
    assert all(name in TABLE for name in HOMES if name)
    assert [file for file in re.findall(r"`(src/[\w/.]+)`", TABLE) if not (ROOT / file).is_file()] == []


def test_every_check_of_the_tables_has_a_row_that_fails() -> None:
    """The shipped rows pass all of them; a test of the checks names each one as found in a row that was made wrong."""
    tests = (ROOT / "tests/knowledge/test_lint.py").read_text(encoding="utf-8")
    assert sorted({check for check, _, _ in found_in_lints() if f'"{check}"' not in tests}) == []


def test_every_quality_query_has_a_passing_and_a_failing_graph() -> None:
    """The tests of the queries hold both for each of them."""
    tests = (ROOT / "tests/validation/test_quality.py").read_text(encoding="utf-8")
    assert [check.name for check in quality_checks() if tests.count(f'"{check.name}": ') < len(("good", "bad"))] == []
