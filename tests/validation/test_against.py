"""New data against a store: what they break there is told, what was broken before is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from chippolitik.errors import InputError
from chippolitik.graph import MemoryView
from chippolitik.namespaces import ID, KB_GRAPH, SHAPES
from chippolitik.validation.against import validate_against
from chippolitik.validation.bounded import Limits

PREFIXES = b"""@prefix : <https://w3id.org/chippolitik/id/> . @prefix chip: <https://w3id.org/chippolitik/ontology#> .
@prefix ex: <https://example.org/> . """
KB = b":nvidia a chip:Company . :us a chip:Country . :us_gov a chip:GovernmentBody . :h20 a chip:AIAccelerator ."
ORDER = b"ex:order a chip:Order ; chip:buyer :nvidia ; chip:product :h20 ."
MINE = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix chip: <https://w3id.org/chippolitik/ontology#> .
@prefix ex: <https://example.org/> .
ex:Bought-shape a sh:NodeShape ; sh:targetClass chip:AIAccelerator ; sh:property ex:bought-once .
ex:bought-once a sh:PropertyShape ; sh:path [ sh:inversePath chip:product ] ; sh:maxCount 1 .
"""


def triples(turtle: bytes) -> list[Triple]:
    return [Triple(q.subject, q.predicate, q.object) for q in parse(PREFIXES + turtle, format=RdfFormat.TURTLE)]


def store_of(turtle: bytes) -> MemoryView:
    return MemoryView(Quad(t.subject, t.predicate, t.object, NamedNode(KB_GRAPH)) for t in triples(turtle))


def told(found: tuple[object, ...]) -> list[tuple[str, str]]:
    return [(f.focus.rsplit("/", 1)[1], f.shape.removeprefix(SHAPES)) for f in found]  # type: ignore[attr-defined]  # findings


def test_data_are_judged_with_what_the_store_knows() -> None:
    """An order by a firm of the store passes; one by a country of the store does not."""
    assert validate_against(store_of(KB), triples(ORDER)).findings == ()
    bad = ORDER.replace(b":nvidia", b":us")
    assert told(validate_against(store_of(KB), triples(bad)).findings) == [("order", "Order-buyer-class")]


def test_what_data_break_in_the_store_is_told() -> None:
    """A statement that makes the buyer of a stored order a country too is told at the order."""
    store = store_of(KB + ORDER)
    found = validate_against(store, triples(b":nvidia a chip:Country .")).findings
    assert told(found) == [("order", "Order-buyer-class")]


def test_what_was_broken_before_is_not_told() -> None:
    """A stored order without a product is not the fault of a new label; stated anew, it is told."""
    store = store_of(KB + b"ex:order a chip:Order ; chip:buyer :nvidia .")
    label = b':nvidia <http://www.w3.org/2000/01/rdf-schema#label> "Nvidia" .'
    assert validate_against(store, triples(label)).findings == ()
    again = triples(b"ex:order a chip:Order ; chip:supplier :nvidia .")
    assert ("order", "Order-product") in told(validate_against(store, again).findings)


def test_shapes_of_a_user_see_the_store(tmp_path: Path) -> None:
    """A second order of a chip breaks a shape of the user at the chip, which is in the store."""
    path = tmp_path / "mine.ttl"
    path.write_text(MINE, encoding="utf-8")
    second = ORDER.replace(b"ex:order", b"ex:second")
    result = validate_against(store_of(KB + ORDER), triples(second), shapes=path)
    assert [(f.focus, f.shape) for f in result.findings] == [(f"{ID}h20", "https://example.org/bought-once")]
    assert (result.in_full, result.judged) == ((), 2)


def test_a_shape_that_sees_everything_is_named(tmp_path: Path) -> None:
    """A query that joins what does not hang together runs over the whole store, and is named."""
    path = tmp_path / "mine.ttl"
    query = "SELECT $this ?value WHERE { $this a ?class . ?value chip:buyer ?any }"
    path.write_text(
        MINE
        + "ex:All a sh:NodeShape ; sh:targetClass chip:Country ; sh:sparql ex:all . "
        + 'ex:prefixes sh:declare [ sh:prefix "chip" ; '
        + 'sh:namespace "https://w3id.org/chippolitik/ontology#"^^<http://www.w3.org/2001/XMLSchema#anyURI> ] . '
        + f'ex:all a sh:SPARQLConstraint ; sh:prefixes ex:prefixes ; sh:select "{query}" .',
        encoding="utf-8",
    )
    result = validate_against(store_of(KB), triples(ORDER), shapes=path)
    assert [shape for shape, _ in result.in_full] == ["https://example.org/All"]
    assert [(f.focus, f.value) for f in result.findings] == [(f"{ID}us", "https://example.org/order")]


def test_what_spans_articles_is_told_apart() -> None:
    """A cycle of owners that the data close is told, and is no reason to keep them out."""
    result = validate_against(store_of(KB + b":nvidia chip:owns :arm ."), triples(b":arm chip:owns :nvidia ."))
    assert told(result.spanning) == [("arm", "qc/ownership-cycle"), ("nvidia", "qc/ownership-cycle")]
    assert not any("qc/" in finding.shape for finding in result.findings)


def test_what_goes_is_taken_into_account() -> None:
    """Data that take the place of a graph are judged without it."""
    store = store_of(KB + ORDER)
    result = validate_against(
        store, triples(b"ex:new a chip:Order ; chip:buyer :us ; chip:product :h20 ."), drop=[KB_GRAPH]
    )
    assert result.findings == ()


def test_queries_that_reach_outside_are_refused(tmp_path: Path) -> None:
    """A shape of the user may not call a service."""
    path = tmp_path / "mine.ttl"
    path.write_text(
        MINE + 'ex:Bought-shape sh:sparql [ sh:select "SELECT $this { SERVICE <urn:x> { } }" ] .', encoding="utf-8"
    )
    with pytest.raises(InputError, match="SERVICE"):
        validate_against(store_of(KB), triples(ORDER), shapes=path)


ENDLESS = """
ex:Slow a sh:NodeShape ; sh:targetClass chip:Order ; sh:sparql ex:slow .
ex:slow a sh:SPARQLConstraint ;
    sh:select "SELECT $this WHERE { $this ?a ?b . ?c ?d ?e . ?f ?g ?h . ?i ?j ?k . ?l ?m ?n }" .
"""


def test_shapes_of_a_user_have_limits(tmp_path: Path) -> None:
    """A shape that takes too long is given up and named; the others are applied all the same."""
    path = tmp_path / "mine.ttl"
    path.write_text(MINE + ENDLESS, encoding="utf-8")
    more = b" ".join(b"ex:thing%d chip:product :h20 ." % number for number in range(40))
    result = validate_against(store_of(KB + ORDER), triples(ORDER + more), shapes=path, limits=Limits(seconds=2))
    assert ("https://example.org/Slow", f"{SHAPES}check/time") in {(f.focus, f.shape) for f in result.findings}
    assert f"{ID}h20" in {f.focus for f in result.findings}


def test_shapes_of_a_user_may_not_eat_all_memory(tmp_path: Path) -> None:
    """A shape that takes more memory than it may is given up and named."""
    path = tmp_path / "mine.ttl"
    path.write_text(MINE, encoding="utf-8")
    data = triples(b" ".join(b"ex:thing%d chip:product :h20 ." % number for number in range(5000)))
    result = validate_against(store_of(KB), data, shapes=path, limits=Limits(memory=1 << 20))
    found = [(f.focus, f.shape) for f in result.findings if f.shape.startswith(f"{SHAPES}check/")]
    assert found == [("https://example.org/Bought-shape", f"{SHAPES}check/memory")]
