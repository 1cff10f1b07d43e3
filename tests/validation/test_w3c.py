"""The W3C's test suite of SHACL: each engine passes what ``w3c.json`` says, which names the tests that it fails."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from chippolitik.errors import InputError
from chippolitik.validation.constraints import plain
from chippolitik.validation.engines import PyshaclValidator
from chippolitik.validation.fast import FastValidator, fast_engine_is_there
from chippolitik.validation.finding import Severity
from chippolitik.validation.shapes import SH, ShapeSet

SUITE = Path(__file__).resolve().parents[2].parent / "shared" / "w3c" / "data-shapes" / "tests"
EXPECTED = json.loads((Path(__file__).parent / "w3c.json").read_text(encoding="utf-8"))
MF, SHT = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#", "http://www.w3.org/ns/shacl-test#"
Row = tuple[str, str, str, str]
About = dict[tuple[object, str], list[Any]]


def read(path: Path) -> list[Triple]:
    base = path.as_uri()
    return [Triple(q.subject, q.predicate, q.object) for q in parse(path=path, format=RdfFormat.TURTLE, base_iri=base)]


def about(triples: list[Triple]) -> About:
    found: About = {}
    for triple in triples:
        found.setdefault((triple.subject, triple.predicate.value), []).append(triple.object)
    return found


def named(term: object) -> str:
    """A term as findings name it; blank nodes are all alike, since labels do not count."""
    return "_:" if isinstance(term, BlankNode) else plain(term)


def expected_rows(result: object, graph: About) -> set[Row] | None:
    """What the suite wants: focus, value, severity, shape; None is a failure of the engine."""
    if result == NamedNode(SHT + "Failure"):
        return None
    rows = set()
    for node in graph.get((result, SH.result.value), []):
        focus, value, severity, shape, component = (
            next(iter(graph.get((node, SH.base + name), [])), Literal(""))
            for name in ("focusNode", "value", "resultSeverity", "sourceShape", "sourceConstraintComponent")
        )
        weight = Severity.from_iri(plain(severity)).value
        rows.add((named(focus), named(value), weight, shape_name(shape, graph) or plain(component)))
    return rows


def shape_name(shape: object, graph: About) -> str:
    """The IRI of a shape, or of the one that a nameless one is a property of."""
    while not isinstance(shape, NamedNode):
        users = [node for (node, name), values in graph.items() if name == SH.property.value and shape in values]
        if not users:
            return ""
        shape = users[0]
    return shape.value


def found_rows(engine: type[FastValidator | PyshaclValidator], data: list[Triple], shapes: list[Triple]) -> set[Row]:
    """What the engine finds, with a SPARQL constraint told as the shape that it belongs to."""
    rows = set()
    for finding in engine(ShapeSet.of(shapes)).validate(data):
        focus, value = ("_:" if text.startswith("_:") else text for text in (finding.focus, finding.value))
        owned = finding.component == SH.SPARQLConstraintComponent.value and finding.node_shape
        rows.add((focus, value, finding.severity.value, finding.node_shape if owned else finding.shape))
    return rows


def passes(engine: type[FastValidator | PyshaclValidator], path: Path) -> bool:
    triples = read(path)
    graph = about(triples)
    [entry] = [t.subject for t in triples if t.object == NamedNode(SHT + "Validate")]
    [action], [result] = graph[entry, MF + "action"], graph[entry, MF + "result"]
    files = [Path(graph[action, SHT + name][0].value.removeprefix("file://")) for name in ("dataGraph", "shapesGraph")]
    data, shapes = (triples if file == path else read(file) for file in files)
    wanted = expected_rows(result, graph)
    try:
        return found_rows(engine, data, shapes) == wanted
    except InputError:
        return wanted is None


def cases_of(part: str) -> list[Path]:
    return sorted(path for path in (SUITE / part).rglob("*.ttl") if "sht:Validate" in path.read_text(encoding="utf-8"))


# Some tests have shapes on purpose that pySHACL warns of.
@pytest.mark.filterwarnings("ignore:.*QualifiedValueShapeConstraintComponent:Warning")
@pytest.mark.parametrize("part", ["core", "sparql"])
@pytest.mark.parametrize("engine", [FastValidator, PyshaclValidator], ids=["shacl", "pyshacl"])
def test_the_suite(engine: type[FastValidator | PyshaclValidator], part: str) -> None:
    """The engine passes as many tests as are written down, and fails the same ones."""
    if not SUITE.exists():
        pytest.skip("needs ../shared, which is not part of the repository")
    if engine is FastValidator and not fast_engine_is_there():
        pytest.skip("the package shacl has no wheel for this platform")
    outcomes = {path.relative_to(SUITE).with_suffix("").as_posix(): passes(engine, path) for path in cases_of(part)}
    counts = Counter(outcomes.values())
    failed = sorted(name for name, passed in outcomes.items() if not passed)
    assert {"passed": counts[True], "of": len(outcomes), "failed": failed} == EXPECTED[engine.name][part]
