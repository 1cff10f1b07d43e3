"""What a change can affect is judged, and nothing is missed: findings by delta are findings in full."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from chippolitik.graph.view import OxigraphView
from chippolitik.ontology.names import RDF, RDFS
from chippolitik.validation.change import Change, StoreTriples, change_of
from chippolitik.validation.delta import DeltaValidator
from chippolitik.validation.engines import PyshaclValidator, Validator
from chippolitik.validation.fast import FastValidator, fast_engine_is_there
from chippolitik.validation.finding import Finding, in_order
from chippolitik.validation.shapes import ShapeSet

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
:prefixes sh:declare [ sh:prefix "" ; sh:namespace "urn:"^^xsd:anyURI ] .
:Firm-shape a sh:NodeShape ; sh:targetClass :Firm ; sh:property :Firm-owner, :Firm-far, :Firm-few ;
  sh:not :Listed-shape .
:Firm-owner a sh:PropertyShape ; sh:path :owner ; sh:class :Firm ; sh:maxCount 1 .
:Firm-far a sh:PropertyShape ; sh:path ( :owner [ sh:oneOrMorePath :owner ] ) ; sh:node :Named-shape .
:Firm-few a sh:PropertyShape ; sh:path [ sh:inversePath :maker ] ; sh:maxCount 1 .
:Named-shape a sh:NodeShape ; sh:property :Named-name .
:Named-name a sh:PropertyShape ; sh:path :name ; sh:minCount 1 .
:Listed-shape a sh:NodeShape ; sh:property :Listed-by .
:Listed-by a sh:PropertyShape ; sh:path [ sh:alternativePath ( :listedBy [ sh:inversePath :lists ] ) ] ; sh:minCount 1 .
:Maker-shape a sh:NodeShape ; sh:targetObjectsOf :maker ; sh:class :Firm .
:Chip-shape a sh:NodeShape ; sh:targetSubjectsOf :maker ; sh:property :Chip-not, :Chip-chain .
:Chip-not a sh:PropertyShape ; sh:path :maker ; sh:disjoint :owner .
:Chip-chain a sh:PropertyShape ; sh:path :maker ; sh:qualifiedValueShape :Named-shape ; sh:qualifiedMinCount 1 .
:Closed-shape a sh:NodeShape ; sh:targetNode :a ; sh:closed true ; sh:ignoredProperties ( rdf:type :owner :name ) .
:Chain-shape a sh:NodeShape ; sh:targetClass :Chip ; sh:sparql :Chain .
:Chain a sh:SPARQLConstraint ; sh:prefixes :prefixes ; sh:select \"\"\"SELECT $this ?value WHERE {
  $this :maker ?firm . ?value :maker ?firm . FILTER (?value != $this)
  OPTIONAL { ?firm :owner ?owner } FILTER NOT EXISTS { ?value :name ?name }
  FILTER NOT EXISTS { $this :owner/:owner* ?firm } }\"\"\" .
"""
COUNT = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:prefixes2 sh:declare [ sh:prefix "" ; sh:namespace "urn:"^^xsd:anyURI ] .
:Most-shape a sh:NodeShape ; sh:targetClass :Firm ; sh:sparql :Most .
:Most a sh:SPARQLConstraint ; sh:prefixes :prefixes2 ; sh:select \"\"\"SELECT $this ?value WHERE {
  $this :name ?name . ?value :name ?name . ?other :lists ?listed FILTER (?value != $this) }\"\"\" .
"""
NODES = [NamedNode(f"urn:{name}") for name in "abcdef"]
LINKS = [NamedNode(f"urn:{name}") for name in ("owner", "maker", "lists", "listedBy")]
CLASSES = [NamedNode(f"urn:{name}") for name in ("Firm", "Chip", "Group")]
TRIPLES = st.one_of(
    st.builds(Triple, st.sampled_from(NODES), st.sampled_from(LINKS), st.sampled_from(NODES)),
    st.builds(Triple, st.sampled_from(NODES), st.just(RDF.type), st.sampled_from(CLASSES)),
    st.builds(
        Triple, st.sampled_from(NODES), st.just(NamedNode("urn:name")), st.sampled_from(list(map(Literal, "xy")))
    ),
    st.builds(Triple, st.sampled_from(CLASSES), st.just(RDFS.subClassOf), st.sampled_from(CLASSES)),
)
FILES = st.sets(TRIPLES, max_size=8)
EDITS = st.lists(st.tuples(st.integers(0, 3), FILES), min_size=1, max_size=6)
needs_fast = pytest.mark.skipif(not fast_engine_is_there(), reason="the package shacl has no wheel for this platform")


def shape_set(text: str) -> ShapeSet:
    return ShapeSet.of(parsed(text.encode()))


def parsed(turtle: bytes) -> list[Triple]:
    quads = parse(turtle, format=RdfFormat.TURTLE)
    return [Triple(q.subject, q.predicate, q.object) for q in quads]


def store_of(triples: list[Triple], *graphs: str) -> Store:
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object, NamedNode(graph)) for graph in graphs for t in triples)
    return store


@cache
def tools(*, split: bool, reference: bool, count: bool = False) -> tuple[DeltaValidator, Validator]:
    shapes = shape_set(SHAPES + COUNT if count else SHAPES)
    shapes = shapes.split() if split else shapes
    engine = PyshaclValidator if reference else FastValidator
    return DeltaValidator(shapes, engine), engine(shapes)


class Standing:
    """A store whose findings are kept up by delta."""

    def __init__(self, delta: DeltaValidator) -> None:
        self.store, self.delta = Store(), delta
        self.view = OxigraphView(self.store)
        self.by_node: dict[str, list[Finding]] = {}

    def edit(self, file: int, triples: set[Triple]) -> None:
        """Put other triples in the place of a file; none of them is a retraction."""
        graph = NamedNode(f"urn:file:{file}")
        change = change_of(self.view, add=triples, drop=[graph.value])
        result = self.delta.judge(self.view, change, before=True)
        assert list(result.before) == in_order(f for n in result.affected for f in self.by_node.get(n, ()))
        for node in result.affected:
            self.by_node.pop(node, None)
        for finding in result.findings:
            self.by_node.setdefault(finding.focus, []).append(finding)
        self.store.remove_graph(graph)
        self.store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)

    def findings(self) -> list[Finding]:
        return in_order(finding for found in self.by_node.values() for finding in found)

    def everything(self) -> list[Triple]:
        return sorted(set(StoreTriples(self.view).triples(None, None, None)), key=str)


def check(edits: list[tuple[int, set[Triple]]], delta: DeltaValidator, engine: Validator) -> None:
    standing = Standing(delta)
    for file, triples in edits:
        standing.edit(file, triples)
        assert standing.findings() == engine.validate(standing.everything())


@needs_fast
@given(EDITS)
@settings(max_examples=60, deadline=None)
def test_findings_by_delta_are_findings_in_full(edits: list[tuple[int, set[Triple]]]) -> None:
    """After any sequence of loads, edits and retractions the kept-up findings are those of the whole graph."""
    check(edits, *tools(split=False, reference=False))


@needs_fast
@given(EDITS)
@settings(max_examples=25, deadline=None)
def test_constraints_of_our_own_are_followed_too(edits: list[tuple[int, set[Triple]]]) -> None:
    """SPARQL constraints that run as one query are followed like the others."""
    check(edits, *tools(split=True, reference=False))


@given(EDITS)
@settings(max_examples=5, deadline=None)
def test_the_reference_keeps_up_too(edits: list[tuple[int, set[Triple]]]) -> None:
    """With pySHACL the findings by delta are its findings in full."""
    check(edits, *tools(split=False, reference=True))


@needs_fast
def test_a_shape_that_cannot_be_followed_runs_in_full_and_is_named() -> None:
    """A query with a part that does not hang together with its focus node is named with the reason, and still finds."""
    delta, engine = tools(split=False, reference=False, count=True)
    assert [shape for shape, _ in delta.in_full] == ["urn:Most-shape"]
    turtle = b"@prefix : <urn:> . :a a :Firm ; :name 'x' . :b a :Firm ; :name 'x' . :c :lists :d ."
    there = parsed(turtle)
    view = OxigraphView(Store())
    result = delta.judge(view, change_of(view, add=there))
    assert list(result.findings) == engine.validate(there)
    assert {"urn:Most"} == {f.shape for f in result.findings}


@needs_fast
def test_only_what_is_near_is_read() -> None:
    """A chip that comes to a big store is judged with its maker and the maker's owners, not with other firms."""
    delta, _ = tools(split=False, reference=False)
    firm, owner, kind = NamedNode("urn:Firm"), NamedNode("urn:owner"), NamedNode("urn:name")
    store = Store()
    for number in range(500):
        node = NamedNode(f"urn:firm{number}")
        store.add(Quad(node, RDF.type, firm))
        store.add(Quad(node, kind, Literal(f"firm {number}")))
        store.add(Quad(node, owner, NamedNode(f"urn:firm{number // 2 * 2}")))
    chip = Triple(NamedNode("urn:h20"), NamedNode("urn:maker"), NamedNode("urn:firm7"))
    view = OxigraphView(store)
    result = delta.judge(view, change_of(view, add=[chip]))
    assert result.affected == {"urn:h20", "urn:firm7"}
    assert result.triples < 15


@needs_fast
def test_what_another_graph_says_too_is_no_change() -> None:
    """A statement that is there already adds nothing, and one that another graph still makes is not lost."""
    same = Triple(NODES[0], RDF.type, CLASSES[0])
    store = store_of([same], "urn:one", "urn:two")
    view = OxigraphView(store)
    assert change_of(view, add=[same]) == change_of(view, drop=["urn:one"]) == Change()
    assert change_of(view, drop=["urn:one", "urn:two"]) == Change(removed=frozenset({same}))


def test_what_a_change_brings_is_told_from_what_was_there() -> None:
    """A second owner is a new finding; the missing name of the first is not."""
    delta, _ = tools(split=False, reference=True)
    turtle = b"@prefix : <urn:> . :a a :Firm ; :owner :b, :c . :b a :Firm ."
    view = OxigraphView(store_of(parsed(turtle), "urn:one"))
    more = [Triple(NamedNode("urn:b"), NamedNode("urn:owner"), NamedNode(f"urn:{name}")) for name in "ab"]
    result = delta.judge(view, change_of(view, add=more), before=True)
    assert [(f.focus, f.shape, f.value) for f in result.new] == [
        ("urn:a", "urn:Firm-far", "urn:a"),
        ("urn:a", "urn:Firm-far", "urn:b"),
        ("urn:a", "urn:Firm-far", "urn:c"),
        ("urn:b", "urn:Firm-far", "urn:a"),
        ("urn:b", "urn:Firm-far", "urn:b"),
        ("urn:b", "urn:Firm-far", "urn:c"),
        ("urn:b", "urn:Firm-owner", ""),
    ]
