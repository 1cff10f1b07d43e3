"""Runs SPARQL constraints ourselves: one query for all focus nodes, on an Oxigraph store in memory.

A SHACL engine asks once a focus node, which costs a hundred times as much.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from chippolitik.ontology.names import RDF, RDFS
from chippolitik.validation.automaton import Automaton, Node
from chippolitik.validation.finding import Finding
from chippolitik.validation.query_footprint import NoFootprintError, add_query
from chippolitik.validation.shapes import ShapeNote, SparqlConstraint, Targets

__all__ = ["COMPONENT", "constraint_findings", "focus_nodes", "merged_store", "plain"]

_BIG = 5_000  # triples; in smaller graphs one query for all nodes is faster
_EXISTS = re.compile(r"\bEXISTS\b", re.IGNORECASE)
_BATCH = 100  # focus nodes that are asked about together
COMPONENT = "http://www.w3.org/ns/shacl#SPARQLConstraintComponent"


def merged_store(triples: Iterable[Triple]) -> Store:
    """Return a store in memory that holds the triples in its default graph."""
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in triples)
    return store


def constraint_findings(
    constraints: Iterable[SparqlConstraint], notes: Mapping[str, ShapeNote], store: Store
) -> Iterator[Finding]:
    """Yield what the constraints find, in no order.

    Args:
        constraints: The constraints.
        notes: What shapes say about themselves.
        store: The data with its class hierarchy, in the default graph.
    """
    focused: dict[Targets, set[str]] = {}
    for constraint in constraints:
        if constraint.targets not in focused:
            focused[constraint.targets] = focus_nodes(constraint.targets, store)
        focus = focused[constraint.targets]
        if not focus:
            continue
        note = notes[constraint.iri]
        for near, nodes in _near(constraint, store, focus):
            yield from _findings(constraint, note, near, nodes)


def _findings(constraint: SparqlConstraint, note: ShapeNote, store: Store, focus: set[str]) -> Iterator[Finding]:
    rows = store.query(constraint.query)
    assert isinstance(rows, QuerySolutions)
    names = {variable.value for variable in rows.variables}
    for row in rows:
        node = plain(row["this"])
        if node in focus:
            value = row["value"] if "value" in names else None
            yield Finding(
                severity=note.severity,
                focus=node,
                # SHACL: where a SPARQL constraint names no value, the value is the focus node.
                value=plain(value) if value is not None else node,
                shape=constraint.iri,
                constraint=note.constraint,
                messages=note.messages,
                component=COMPONENT,
                node_shape=note.owner,
            )


def _near(constraint: SparqlConstraint, store: Store, focus: set[str]) -> Iterator[tuple[Store, set[str]]]:
    """Yield what a query sees from some focus nodes at a time, with these nodes.

    Oxigraph answers NOT EXISTS for each row anew, in time that grows with the graph: small graphs keep that short.
    """
    slow = len(focus) > _BATCH and len(store) > _BIG and _EXISTS.search(constraint.query)
    followed = _followed(constraint.query) if slow else None
    if followed is None:
        yield store, focus
        return
    automaton, root = followed
    data = _Indexed(store)
    rest = iter(sorted(focus))
    while some := list(islice(rest, _BATCH)):
        starts: dict[Node, list[int]] = {node: [root] for name in some for node in _terms(name)}
        yield merged_store(automaton.fetch(data, starts)), set(some)


class _Indexed:
    """A store as ``automaton.Triples``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def triples(self, subject: Node | None, predicate: NamedNode | None, value: Node | None) -> Iterator[Triple]:
        if not isinstance(subject, Literal):
            for quad in self._store.quads_for_pattern(subject, predicate, value):
                yield Triple(quad.subject, quad.predicate, quad.object)


def _terms(name: str) -> Iterator[Node]:
    """Yield the terms that ``plain`` writes so; what is no IRI is looked up as a string too."""
    if name.startswith("_:"):
        yield BlankNode(name[2:])
        return
    with contextlib.suppress(ValueError):
        yield NamedNode(name)
    yield Literal(name)


@functools.lru_cache(maxsize=256)
def _followed(query: str) -> tuple[Automaton, int] | None:
    """Return where a query looks from its focus node, or None if its text does not tell."""
    automaton = Automaton()
    root = automaton.state()
    try:
        add_query(automaton, query, "this", root)
    except NoFootprintError:
        return None
    return automaton, root


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
