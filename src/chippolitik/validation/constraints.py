"""Runs a SPARQL constraint ourselves: one query for all focus nodes, on an Oxigraph store in memory.

A SHACL engine asks once a focus node, which costs a hundred times as much. Big graphs are for ``compiled_constraints``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from chippolitik.ontology.names import RDF, RDFS
from chippolitik.validation.finding import Finding
from chippolitik.validation.shapes import ShapeNote, SparqlConstraint, Targets

__all__ = ["COMPONENT", "finding_of", "focus_nodes", "merged_store", "plain", "rows_of"]

COMPONENT = "http://www.w3.org/ns/shacl#SPARQLConstraintComponent"


def merged_store(triples: Iterable[Triple]) -> Store:
    """Return a store in memory that holds the triples in its default graph."""
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in triples)
    return store


def rows_of(constraint: SparqlConstraint, note: ShapeNote, store: Store, focus: set[str]) -> Iterator[Finding]:
    """Yield what one constraint finds, in no order.

    Args:
        constraint: The constraint.
        note: What it says about itself.
        store: The data with their class hierarchy, in the default graph.
        focus: The nodes that it judges, as ``plain`` writes them.
    """
    rows = store.query(constraint.query)
    assert isinstance(rows, QuerySolutions)
    names = {variable.value for variable in rows.variables}
    for row in rows:
        node = plain(row["this"])
        if node in focus:
            value = row["value"] if "value" in names else None
            # SHACL: where a SPARQL constraint names no value, the value is the focus node.
            yield finding_of(constraint, note, node, plain(value) if value is not None else node)


def finding_of(constraint: SparqlConstraint, note: ShapeNote, node: str, value: str) -> Finding:
    """Return what a row of a constraint says."""
    return Finding(
        severity=note.severity,
        focus=node,
        value=value,
        shape=constraint.iri,
        constraint=note.constraint,
        messages=note.messages,
        component=COMPONENT,
        node_shape=note.owner,
    )


def focus_nodes(targets: Targets, store: Store) -> set[str]:
    """Return the nodes that the targets name, as ``plain`` writes them."""
    found = set(targets.nodes)
    for iri in targets.classes:
        for cls in _with_subclasses(NamedNode(iri), store):
            found |= {plain(quad.subject) for quad in store.quads_for_pattern(None, RDF.type, cls)}
    for iri in targets.subjects_of:
        found |= {plain(quad.subject) for quad in store.quads_for_pattern(None, NamedNode(iri), None)}
    for iri in targets.objects_of:
        found |= {plain(quad.object) for quad in store.quads_for_pattern(None, NamedNode(iri), None)}
    return found


def plain(term: object) -> str:
    """Return a term as plain text: an IRI, a lexical form, or ``_:`` and the label of a blank node."""
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _with_subclasses(cls: NamedNode, store: Store) -> set[NamedNode]:
    found, waiting = {cls}, [cls]
    while waiting:
        for quad in store.quads_for_pattern(None, RDFS.subClassOf, waiting.pop()):
            if isinstance(quad.subject, NamedNode) and quad.subject not in found:
                found.add(quad.subject)
                waiting.append(quad.subject)
    return found
