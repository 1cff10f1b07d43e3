"""Faults of shapes are findings, and what is sound is applied all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from chippolitik.errors import InputError
from chippolitik.ontology.names import RDF
from chippolitik.validation.faults import review
from chippolitik.validation.places import with_places
from chippolitik.validation.shapes import ShapeSet, load_shapes
from chippolitik.validation.users import UsersShapes

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix chip: <https://w3id.org/chippolitik/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix : <urn:x:> .
@prefix vocab: <https://w3id.org/chippolitik/vocab/> .
"""
SOUND = ":ok a sh:NodeShape ; sh:targetNode :x ; sh:nodeKind sh:Literal .\n"


def read(tmp_path: Path, text: str) -> ShapeSet:
    path = tmp_path / "mine.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return load_shapes(path)


def told(shapes: ShapeSet, classes: list[str] | None = None) -> list[tuple[str, str, str]]:
    return [(f.shape.rsplit("/", 1)[1], f.focus, f.value) for f in review(shapes, classes).findings]


BROKEN = {
    "count": (":s sh:targetNode :x ; sh:property [ sh:path :p ; sh:minCount -1 ] .", "-1"),
    "twice": (":s sh:targetNode :x ; sh:property [ sh:path :p ; sh:minCount 1, 2 ] .", ""),
    "iri": (':s sh:targetNode :x ; sh:property [ sh:path :p ; sh:datatype "date" ] .', "date"),
    "boolean": (':s sh:targetNode :x ; sh:closed "perhaps" .', "perhaps"),
    "node-kind": (":s sh:targetNode :x ; sh:nodeKind sh:Iri .", "http://www.w3.org/ns/shacl#Iri"),
    "pattern": (':s sh:targetNode :x ; sh:pattern "(" .', "("),
    "list": (":s sh:targetNode :x ; sh:in :a .", "urn:x:a"),
    "no-path": (":s sh:targetNode :x ; sh:property [ sh:minCount 1 ] .", ""),
    "node-with-path": (":s a sh:NodeShape ; sh:targetNode :x ; sh:path :p .", ""),
    "missing-shape": (":s sh:targetNode :x ; sh:node :none .", "urn:x:none"),
    "shape": (':s sh:targetNode :x ; sh:node "t" .', "t"),
    "recursive": (":s sh:targetNode :x ; sh:node :t . :t sh:property [ sh:path :p ; sh:node :s ] .", ""),
    "query": (':s sh:targetNode :x ; sh:sparql [ sh:select "SELECT $this { $this }" ] .', "line 1, column 23"),
    "no-query": (":s sh:targetNode :x ; sh:sparql [ sh:message 'x' ] .", ""),
    "no-this": (':s sh:targetNode :x ; sh:sparql [ sh:select "SELECT ?o { ?s ?p ?o }" ] .', ""),
}


@pytest.mark.parametrize("slug", BROKEN, ids=str)
def test_what_is_ill_formed_is_told_and_left_out(slug: str, tmp_path: Path) -> None:
    """Each fault is a finding at the shape; other shapes stay."""
    text, value = BROKEN[slug]
    shapes = read(tmp_path, SOUND + text)
    found = {(name, found) for name, focus, found in told(shapes) if focus.startswith("urn:x:")}
    assert slug in {name for name, _ in found}
    assert value == "" or (slug, value) in found
    subjects = {str(t.subject) for t in review(shapes).sound.triples}
    assert "<urn:x:ok>" in subjects
    assert "<urn:x:s>" not in subjects


@pytest.mark.parametrize(
    "path",
    ["_:l", "( :p )", "[ sh:inversePath :p, :q ]", "[ sh:zeroOrMorePath _:c ]"],
    ids=["list", "one", "two", "loop"],
)
def test_paths_end(path: str, tmp_path: Path) -> None:
    """A path that is cyclic, too short or ambiguous is a finding."""
    cells = "_:l rdf:first :p ; rdf:rest _:l . _:c sh:inversePath _:c ."
    shapes = read(tmp_path, f":s sh:targetNode :x ; sh:property [ sh:path {path} ] . {cells}")
    assert ("path", "urn:x:s") in {(name, focus) for name, focus, _ in told(shapes)}


def test_a_list_without_end(tmp_path: Path) -> None:
    """A cyclic list of values is a finding; no engine walks it."""
    text = ":s sh:targetNode :x ; sh:in _:l . _:l rdf:first :a ; rdf:rest _:l ."
    assert ("list", "urn:x:s") in {(name, focus) for name, focus, _ in told(read(tmp_path, text))}


def test_terms_that_nobody_declares(tmp_path: Path) -> None:
    """Classes, properties and concepts of ours that do not exist, in Turtle or in SPARQL, with what may be meant."""
    shapes = read(
        tmp_path,
        ''':s sh:targetClass chip:Ordr ; sh:property [ sh:path chip:buyr ; sh:hasValue vocab:modality\\/assertd ] ;
          sh:minCont 1 ; sh:rule [ ] ;
          sh:sparql [ sh:select """PREFIX c: <https://w3id.org/chippolitik/ontology#>
            SELECT $this { $this c:suplier ?x }""" ] .
        ''',
    )
    found = {f.value.rsplit("/", 1)[1]: (f.shape.rsplit("/", 1)[1], f.mend()) for f in review(shapes).findings}
    assert found == {
        "ontology#Ordr": ("undeclared", "Write chip:Order instead of chip:Ordr."),
        "ontology#buyr": ("undeclared", "Write chip:buyer instead of chip:buyr."),
        "assertd": ("undeclared", "Write vocab:modality/asserted instead of vocab:modality/assertd."),
        "ontology#suplier": ("undeclared", "Write chip:supplier instead of chip:suplier."),
        "shacl#minCont": ("no-shacl-term", "Write sh:minCount instead of sh:minCont."),
        "shacl#rule": ("not-evaluated", ""),
    }


def test_a_target_class_that_no_node_has(tmp_path: Path) -> None:
    """With data at hand, a class that occurs nowhere is told; without, nothing is."""
    shapes = read(tmp_path, ":s sh:targetClass :Persn ; sh:nodeKind sh:IRI .")
    assert told(shapes) == []
    assert told(shapes, ["urn:x:Person"]) == [("no-such-class", "urn:x:s", "urn:x:Persn")]
    assert told(shapes, ["urn:x:Persn"]) == []


def test_a_shape_that_judges_nothing(tmp_path: Path) -> None:
    """Neither target nor user: told as an info."""
    [found] = review(read(tmp_path, ":s a sh:NodeShape ; sh:nodeKind sh:IRI .")).findings
    assert (found.severity.value, found.shape.rsplit("/", 1)[1]) == ("info", "idle")


def test_what_uses_a_broken_shape_is_told(tmp_path: Path) -> None:
    """A shape that is left out because of another one is named, with that one."""
    shapes = read(tmp_path, ':s sh:targetNode :x ; sh:node :t . :t sh:pattern "(" .')
    assert ("uses-broken", "urn:x:s", "urn:x:t") in told(shapes)


def test_bounds_that_nothing_meets(tmp_path: Path) -> None:
    """A least above the most is a warning: the shape is legal."""
    shapes = read(tmp_path, ":s sh:targetNode :x ; sh:property [ sh:path :p ; sh:minCount 3 ; sh:maxCount 2 ] .")
    assert told(shapes) == [("contradiction", "urn:x:s", "3 > 2")]


def test_faults_have_lines(tmp_path: Path) -> None:
    """A fault is told with file, line and column of the shape."""
    (tmp_path / "mine.ttl").write_text(HEAD + ':s sh:targetNode :x ;\n  sh:pattern "(" .\n', encoding="utf-8")
    with UsersShapes(tmp_path) as users:
        [found] = with_places(users.faults(), users.sources())
    assert str(found.place) == f"{tmp_path}/mine.ttl:5:14"


def test_a_shape_file_that_is_no_turtle(tmp_path: Path) -> None:
    """What cannot be read is an error with file and line."""
    (tmp_path / "mine.ttl").write_text("no turtle", encoding="utf-8")
    with pytest.raises(InputError, match="mine"):
        UsersShapes(tmp_path)


def test_a_long_chain_of_shapes_is_judged_in_time() -> None:
    """Twenty thousand shapes that use each other in a row, the last one the first, are one recursive ring."""
    node = NamedNode("http://www.w3.org/ns/shacl#node")
    kind = NamedNode("http://www.w3.org/ns/shacl#NodeShape")
    names = [NamedNode(f"urn:s:{n:05}") for n in range(20_000)]
    ring = [Triple(a, node, b) for a, b in zip(names, [*names[1:], names[0]], strict=True)]
    found = review(ShapeSet((*ring, *(Triple(name, RDF.type, kind) for name in names)))).findings
    assert [f.shape.rsplit("/", 1)[1] for f in found] == ["recursive"] * 20_000
