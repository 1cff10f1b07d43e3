"""Hostile data and hostile shapes end in a finding, within limits of time and memory.

The full sizes run where CHIPPOLITIK_SOAK is set.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from chippolitik.cli.root import run
from chippolitik.ontology.names import RDF
from chippolitik.validation.bounded import BoundedValidator, Limits
from chippolitik.validation.faults import review
from chippolitik.validation.hazards import HazardLimits, hazards
from chippolitik.validation.shapes import ShapeSet

SMALL = HazardLimits(literal=100, depth=10, blank_nodes=50)
P = NamedNode("urn:p")
SH = "@prefix sh: <http://www.w3.org/ns/shacl#> . "


def turtle(text: str) -> list[Triple]:
    quads = parse(text, format=RdfFormat.TURTLE)
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


def told(triples: list[Triple]) -> list[tuple[str, str]]:
    return [(f.shape.rsplit("/", 1)[1], f.value) for f in hazards(triples, SMALL)]


@pytest.mark.parametrize(
    ("triples", "expected"),
    [
        ([Triple(P, P, Literal("x" * 101))], [("long-literal", "101")]),
        ([Triple(NamedNode("urn:a\u202eb"), P, P)], [("control-character", "U+202E")]),
        ([Triple(P, P, BlankNode(f"b{n}")) for n in range(51)], [("many-blank-nodes", "51")]),
        (turtle("<urn:a> <urn:p> " + "[ <urn:p> " * 12 + "1" + "]" * 12 + " ."), [("deep-nesting", "12")]),
        (turtle("<urn:a> <urn:p> " + "(" * 12 + ")" * 12 + " ."), [("deep-nesting", "11")]),
        ([Triple(P, RDF.first, P), Triple(P, RDF.rest, P)], [("cyclic-list", "")]),
        (
            [
                *(Triple(BlankNode(f"c{n}"), RDF.rest, BlankNode(f"c{(n + 1) % 9}")) for n in range(9)),
                Triple(BlankNode("lead"), RDF.rest, BlankNode("c4")),
            ],
            [("cyclic-list", "")],
        ),
        (turtle("<urn:l> <urn:p> ( 1 2 3 ), [ <urn:p> 'x' ] ."), []),
        ([Triple(BlankNode("a"), P, BlankNode("b")), Triple(BlankNode("b"), P, BlankNode("a"))], []),
        (
            [Triple(P, RDF.first, P), Triple(P, RDF.first, RDF.nil), Triple(P, RDF.rest, RDF.nil)],
            [("branched-list", "")],
        ),
    ],
    ids=["literal", "iri", "many", "deep", "lists", "loop", "ring", "harmless", "cycle", "branch"],
)
def test_hazards_of_data(triples: list[Triple], expected: list[tuple[str, str]]) -> None:
    """Each hazard is told once, with its size; what is ordinary is not."""
    assert told(triples) == expected


@pytest.mark.parametrize("text", ["<urn:a\\u0007b> <urn:p> 1 .", "<urn:a\x07b> <urn:p> 1 ."], ids=["escape", "raw"])
def test_control_characters_in_turtle_are_no_rdf(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The parser refuses them: one line with file and line, exit code 3, no control character printed."""
    path = tmp_path / "evil.ttl"
    path.write_text(text, encoding="utf-8")
    assert run(["validate", str(path)]) == 3
    err = capsys.readouterr().err
    assert err.startswith(f"chippolitik: {path}:1: ")
    assert "U+0007" in err
    assert "\x07" not in err


def test_json_ld_loses_no_statement_in_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its parser drops what has an impossible IRI; the command tells the line instead."""
    path = tmp_path / "evil.jsonld"
    path.write_text('[{"@id": "urn:a", "urn:p":\n {"@id": "urn:\\u0007b"}}]', encoding="utf-8")
    assert run(["validate", str(path)]) == 3
    assert f"{path}:2: an IRI holds U+0007" in capsys.readouterr().err
    path.write_text('[{"@id": "urn:a", "urn:p": {"@id": "urn:b"}}]', encoding="utf-8")
    assert run(["validate", str(path)]) == 0


@pytest.mark.parametrize("before", ["", "<urn:a> <urn:p> <urn:b> .\n"])
def test_a_literal_of_fifty_megabytes_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], before: str) -> None:
    """The parser takes no token above 16 MiB: one line with the place, exit code 3."""
    path = tmp_path / "evil.nt"
    path.write_text(f'{before}<urn:a> <urn:p> "{"x" * 50_000_000}" .\n', encoding="utf-8")
    assert run(["validate", str(path)]) == 3
    assert f"{path}:{2 if before else 1}: a literal or another part is longer than 16 MiB" in capsys.readouterr().err
    assert run(["--store", str(tmp_path / "store"), "load", str(path)]) == 3
    assert "a literal or another part is longer than 16 MiB" in capsys.readouterr().err


LIMITS = Limits(seconds=4, memory=1 << 30)
ENDLESS = "SELECT $this { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER(?a = ?o && ?c = ?m && ?i = ?b) }"
OK = "<urn:ok> a sh:NodeShape ; sh:targetNode <urn:n:1> ; sh:nodeKind sh:Literal . "


def by(shapes: str, data: list[Triple]) -> list[tuple[str, str]]:
    engine = BoundedValidator(review(ShapeSet.of(turtle(SH + OK + shapes))).sound, LIMITS)
    try:
        return [(f.shape.rsplit("/", 1)[-1], f.focus) for f in engine.validate(data)]
    finally:
        engine.close()


def rows(count: int) -> list[Triple]:
    return [Triple(NamedNode(f"urn:n:{n}"), P, NamedNode(f"urn:n:{n + 1}")) for n in range(count)]


def test_a_query_without_end_is_ended() -> None:
    """The constraint is given up and named; the other shape is applied."""
    evil = f'<urn:evil> sh:targetNode <urn:n:0> ; sh:sparql [ sh:select "{ENDLESS}" ] .'
    assert by(evil, rows(300)) == [("time", "urn:evil"), ("urn:ok", "urn:n:1")]


def test_an_expression_without_end_is_ended() -> None:
    """A regular expression that backtracks for ever is given up; the shapes that were applied with it are not."""
    evil = '<urn:evil> sh:targetNode <urn:n:0> ; sh:property [ sh:path <urn:t> ; sh:pattern "^(a+)+$" ] .'
    data = [Triple(NamedNode("urn:n:0"), NamedNode("urn:t"), Literal("a" * 40 + "!"))]
    assert by(evil, data) == [("time", "urn:evil"), ("urn:ok", "urn:n:1")]


def test_recursive_shapes_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Shapes that use themselves are findings of the command."""
    shapes, data = tmp_path / "shapes.ttl", tmp_path / "data.nt"
    shapes.write_text(
        SH + "<urn:r> sh:targetSubjectsOf <urn:p> ; sh:property <urn:q> . <urn:q> sh:path <urn:p> ; sh:node <urn:r> .",
        encoding="utf-8",
    )
    data.write_text("<urn:n:1> <urn:p> <urn:n:1> .\n", encoding="utf-8")
    assert run(["validate", str(data), "--shapes", str(shapes), "--summary"]) == 1
    assert capsys.readouterr().out.splitlines()[0].split() == ["2", "violation", "shapes:check/recursive"]


FULL = pytest.mark.skipif("CHIPPOLITIK_SOAK" not in os.environ, reason="set CHIPPOLITIK_SOAK for the full size")
SIZES = [pytest.param(1000, id="small"), pytest.param(1_000_000, id="full", marks=FULL)]


def hostile_text(kind: str, size: int) -> str:
    order = "<urn:o> a <https://w3id.org/chippolitik/ontology#Order> ; "
    return {
        "literal": order + f'<urn:p> "{"x" * (15 * size)}" .',
        "blanks": order + "<urn:p> 1 .\n" + "".join(f"_:b{n} <urn:p> _:b{n // 2} .\n" for n in range(size)),
        "nested": order + "<urn:p> " + "[ <urn:p> " * size + "1" + " ]" * size + " .",
        "lists": order + "<urn:p> " + "(" * size + ")" * size + " .",
    }[kind]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["literal", "blanks", "nested", "lists"])
def test_the_command_comes_to_an_end(kind: str, size: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Huge literals, a million blank nodes, deep nests: the ordinary faults are found, with their line."""
    path = tmp_path / "evil.ttl"
    path.write_text(hostile_text(kind, size), encoding="utf-8")
    assert run(["validate", str(path), "--shape", "Order-buyer", "--format", "text"]) == 1
    out = capsys.readouterr().out
    assert f"{path}:1:1" in out
    assert len(out) < 2000
