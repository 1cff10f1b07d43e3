"""The fast engine and pySHACL find the same, in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from chippolitik.errors import InputError
from chippolitik.ontology.files import read_rdf
from chippolitik.validation import Gate
from chippolitik.validation.engines import PyshaclValidator, Validator
from chippolitik.validation.fast import FastValidator, fast_engine_is_there, own_validator
from chippolitik.validation.shapes import SH, ShapeSet, load_shapes, own_shapes

pytestmark = pytest.mark.skipif(not fast_engine_is_there(), reason="the package shacl has no wheel for this platform")

SHAPES = Path(__file__).resolve().parents[2] / "shapes"
EXAMPLES = sorted((SHAPES / "examples").glob("*/*.ttl"))
# Folders whose shape holds a SPARQL constraint, which the engines other than the whole reference run as one query.
WITH_SPARQL = {t.subject.value.rsplit("/", 1)[1] for t in load_shapes(SHAPES).triples if t.predicate == SH.sparql}  # type: ignore[union-attr]  # shapes have IRIs


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@cache
def fast() -> Validator:
    return FastValidator(own_shapes())


@cache
def reference() -> Validator:
    return PyshaclValidator(own_shapes())


@cache
def whole_reference() -> Validator:
    """PySHACL with the SPARQL constraints among the shapes, as SHACL has it."""
    return PyshaclValidator(load_shapes(SHAPES))


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_engines_agree_on_every_example(path: Path) -> None:
    """Each example has the same findings with both engines."""
    data = read_rdf(path)
    assert fast().validate(data) == reference().validate(data)


@pytest.mark.parametrize("path", [path for path in EXAMPLES if path.parent.name in WITH_SPARQL], ids=name)
def test_one_query_for_all_nodes_finds_what_one_a_node_finds(path: Path) -> None:
    """SPARQL constraints that run once for all focus nodes find what pySHACL finds node by node."""
    data = read_rdf(path)
    assert reference().validate(data) == whole_reference().validate(data)


@given(st.lists(st.sampled_from(EXAMPLES), min_size=2, max_size=5, unique=True))
@settings(max_examples=20, deadline=None)
def test_engines_agree_on_mixtures_of_faults(paths: Sequence[Path]) -> None:
    """Graphs with several faults, whose nodes clash since the examples share names, have the same findings."""
    data = [triple for path in paths for triple in read_rdf(path)]
    assert fast().validate(data) == reference().validate(data)


def test_the_gate_gives_one_verdict(good: list[Quad]) -> None:
    """The verdict on an article does not depend on the engine."""
    assert Gate(fast()).judge(good) == Gate(reference()).judge(good)


def test_the_fast_engine_is_the_default() -> None:
    """Where the fast engine is installed, it is used."""
    assert own_validator().name == "shacl"


@pytest.mark.parametrize("engine", [FastValidator, PyshaclValidator], ids=["shacl", "pyshacl"])
def test_a_broken_shape_is_an_error(engine: type[FastValidator | PyshaclValidator], tmp_path: Path) -> None:
    """A shape that makes no sense is told as a fault of the shape, not of the data."""
    path = tmp_path / "broken.ttl"
    path.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:s> a sh:NodeShape ; sh:targetNode <urn:x> ; sh:property <urn:p> .
        <urn:p> sh:path <urn:q> ; sh:minCount "many" .""",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="a shape is broken"):
        engine(load_shapes(path)).validate(read_rdf(path))


def test_a_shape_of_a_user_gives_equal_findings(tmp_path: Path) -> None:
    """Shapes without messages and ids of our kind give the same findings too, with a path and a value."""
    path = tmp_path / "mine.ttl"
    path.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:s> a sh:NodeShape ; sh:targetNode <urn:x>, <urn:y> ; sh:property <urn:p> .
        <urn:p> sh:path ( <urn:q> <urn:r> ) ; sh:datatype xsd:integer .""",
        encoding="utf-8",
    )
    data = [
        Quad(NamedNode("urn:x"), NamedNode("urn:q"), NamedNode("urn:z")),
        Quad(NamedNode("urn:z"), NamedNode("urn:r"), NamedNode("urn:v")),
    ]
    shapes = load_shapes(path)
    [finding] = FastValidator(shapes).validate(data)
    assert (finding.focus, finding.path, finding.value) == ("urn:x", "<urn:q>/<urn:r>", "urn:v")
    assert PyshaclValidator(shapes).validate(data) == [finding]


NAMELESS = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:s> sh:targetNode <urn:a> ; sh:property [ sh:path <urn:p> ; sh:minCount 1 ],
    [ sh:path <urn:q> ; sh:property [ sh:path <urn:r> ; sh:minCount 2 ] ] ;
    sh:node [ sh:property [ sh:path <urn:z> ; sh:minCount 1 ] ] .
[] a sh:NodeShape ; sh:targetNode <urn:a> ; sh:property [ sh:path <urn:p> ; sh:minCount 3 ] .
"""


@pytest.mark.parametrize("engine", [FastValidator, PyshaclValidator])
def test_findings_of_nameless_shapes_have_a_name(engine: type[FastValidator | PyshaclValidator]) -> None:
    """It is that of the shape around them, or else that of the constraint component."""
    quads = parse(NAMELESS, format=RdfFormat.TURTLE)
    shapes = ShapeSet.of(Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    data = [Triple(NamedNode("urn:a"), NamedNode("urn:q"), NamedNode("urn:b"))]
    sh = "http://www.w3.org/ns/shacl#"
    assert [(f.shape, f.focus, f.path) for f in engine(shapes).validate(data)] == [
        (f"{sh}MinCountConstraintComponent", "urn:a", "<urn:p>"),
        ("urn:s", "urn:a", ""),
        ("urn:s", "urn:a", "<urn:p>"),
        ("urn:s", "urn:b", "<urn:r>"),
    ]


def test_nothing_judges_nothing() -> None:
    """Without shapes there are no findings, with either engine."""
    empty = ShapeSet.of([])
    assert FastValidator(empty).validate(read_rdf(EXAMPLES[0])) == PyshaclValidator(empty).validate([]) == []
