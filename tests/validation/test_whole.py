"""Whole graphs and stores are validated graph by graph."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad

from chippolitik.graph import MemoryView, derived_quads
from chippolitik.graph.terms import TYPE, chip
from chippolitik.model import EntityRef, Modality
from chippolitik.namespaces import KB_GRAPH, ONTOLOGY_GRAPH, SHAPES, entity_iri
from chippolitik.validation import Severity
from chippolitik.validation.whole import validate_graph, validate_view

from .conftest import ASCEND, delivery, document, order, quads_of

KB = NamedNode(KB_GRAPH)


def node(name: str) -> NamedNode:
    return NamedNode(entity_iri(name))


def violations(view: MemoryView) -> list[tuple[str, str]]:
    found = [f for f in validate_view(view) if f.severity is Severity.VIOLATION]
    return [(f.shape.removeprefix(SHAPES), f.value.rsplit("/", 1)[-1]) for f in found]


def test_a_sound_store_has_no_violation(good: list[Quad]) -> None:
    """An article with what is derived from it, and a knowledge base, pass."""
    kb = [Quad(node("bytedance"), TYPE, chip("Company"), KB)]
    view = MemoryView([*good, *derived_quads(document().id, [order(), delivery()]), *kb])
    assert violations(view) == []


def test_an_article_is_judged_with_the_knowledge_base() -> None:
    """A country that buys is found in an article although its class stands in another graph."""
    bad = order(roles={"buyer": (EntityRef("China", "Country", known="cn"),), "product": (ASCEND,)})
    view = MemoryView([*quads_of(bad), Quad(node("cn"), TYPE, chip("Country"), KB)])
    assert violations(view) == [("Order-buyer-class", "cn")]


def test_what_is_derived_is_judged_with_its_article() -> None:
    """A situation that holds although it is only planned is found."""
    plan = order(modality=Modality.PLANNED)
    view = MemoryView([*quads_of(plan), *(_held(plan.digest))])
    assert violations(view) == [("HoldingSituation-asserted", plan.digest)]


def _held(digest: str) -> list[Quad]:
    asserted = derived_quads(document().id, [order()])
    [holds] = [quad for quad in asserted if quad.predicate == chip("holds")]
    situation = NamedNode(getattr(holds.subject, "value", "").replace(order().digest, digest))
    return [Quad(situation, chip("holds"), situation, holds.graph_name)]


def test_the_knowledge_base_is_judged_as_a_whole() -> None:
    """A fault of the knowledge base is found once, in its own graph, not in the articles that touch it."""
    kb = [Quad(node("rule"), TYPE, chip("ExportControl"), KB)]
    assert violations(MemoryView([*quads_of(order()), *kb])) == [
        ("ExportControl-issuer", ""),
        ("PolicyInstrument-issuer", ""),
    ]


def test_the_ontology_is_not_judged() -> None:
    """Terms of the ontology's own graph are the business of the ontology's own checks."""
    graph = NamedNode(ONTOLOGY_GRAPH)
    assert violations(MemoryView([Quad(chip("X"), chip("noSuchProperty"), chip("Y"), graph)])) == []


def test_nothing_has_no_finding() -> None:
    """An empty graph and an empty store have no findings."""
    assert validate_graph([]) == list(validate_view(MemoryView([]))) == []
