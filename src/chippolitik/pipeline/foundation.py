"""What every store of this installation stands on: the ontology and the knowledge base."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad

from chippolitik.knowledge import knowledge_quads, low_confidence_quads
from chippolitik.namespaces import ONTOLOGY_GRAPH
from chippolitik.ontology import load_ontology
from chippolitik.pipeline.parts import tables
from chippolitik.store.foundation import Foundation

__all__ = ["foundation"]


def foundation() -> Foundation:
    """Return what gives the ontology and the knowledge base, read when a store is made."""
    return Foundation(
        accepted=lambda: [*_ontology_quads(), *knowledge_quads(tables())],
        doubtful=lambda: low_confidence_quads(tables()),
    )


def _ontology_quads() -> list[Quad]:
    graph = NamedNode(ONTOLOGY_GRAPH)
    return [Quad(t.subject, t.predicate, t.object, graph) for file in load_ontology() for t in file.triples]
