"""What comes into a store and what goes, and the triples of a store as they are before, after, and both together.

For shapes the triples are those of all graphs but the ontology's, whose class hierarchy every engine knows.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Triple

from chippolitik.graph.view import View
from chippolitik.namespaces import DERIVED_GRAPH, ONTOLOGY_GRAPH
from chippolitik.ontology.names import RDF, RDFS
from chippolitik.validation.automaton import Node, Triples
from chippolitik.validation.engines import class_hierarchy

__all__ = ["Change", "Layered", "StoreTriples", "change_of", "classes_of", "judged_graphs", "superclasses"]

_Known = dict[Node | None, bool]
_ONTOLOGY = NamedNode(ONTOLOGY_GRAPH)


@dataclass(frozen=True, slots=True)
class Change:
    """Triples of the union of all graphs.

    Attributes:
        added: Those that are new.
        removed: Those that no graph has any more.
    """

    added: frozenset[Triple] = frozenset()
    removed: frozenset[Triple] = frozenset()


class StoreTriples:
    """The triples of a store.

    Args:
        view: The store.
        ontology: Whether the ontology's graph is among them.
    """

    def __init__(self, view: View, *, ontology: bool = False) -> None:
        self._view, self._without = view, None if ontology else _ONTOLOGY

    def triples(self, subject: Node | None, predicate: NamedNode | None, value: Node | None) -> Iterator[Triple]:
        """Return the triples that fit; see ``automaton.Triples``."""
        if isinstance(subject, Literal):
            return
        for quad in self._view.match(subject, predicate, value):
            if quad.graph_name != self._without:
                yield Triple(quad.subject, quad.predicate, quad.object)


class Layered:
    """Triples with some added and some taken away.

    Args:
        below: The triples that are there.
        added: What comes.
        removed: What goes.
        like: Another layer over the same triples; what one has learnt of them, both know.

    Attributes:
        known: Subjects and objects → whether the triples below have them.
    """

    def __init__(
        self, below: Triples, added: Iterable[Triple], removed: Iterable[Triple] = (), like: Layered | None = None
    ) -> None:
        self._below, self._removed = below, frozenset(removed)
        self._by_subject: dict[object, list[Triple]] = defaultdict(list)
        self._by_object: dict[object, list[Triple]] = defaultdict(list)
        self.known: tuple[_Known, _Known] = like.known if like else ({}, {})
        self._added = list(added)
        for triple in self._added:
            self._by_subject[triple.subject].append(triple)
            self._by_object[triple.object].append(triple)

    def triples(self, subject: Node | None, predicate: NamedNode | None, value: Node | None) -> Iterator[Triple]:
        """Return the triples that fit; see ``automaton.Triples``."""
        if self._is_below(subject, value):
            for triple in self._below.triples(subject, predicate, value):
                if triple not in self._removed:
                    yield triple
        if subject is not None:
            near = self._by_subject.get(subject, ())
        else:
            near = self._added if value is None else self._by_object.get(value, ())
        for triple in near:
            if predicate in {None, triple.predicate} and value in {None, triple.object}:
                yield triple

    def _is_below(self, subject: Node | None, value: Node | None) -> bool:
        """Whether the triples below know a node; most nodes of a change are new, and are asked for once only."""
        if subject is None and value is None:
            return True
        known, node = (self.known[0], subject) if subject is not None else (self.known[1], value)
        if node not in known:
            pattern = (node, None, None) if subject is not None else (None, None, node)
            known[node] = any(True for _ in self._below.triples(*pattern))
        return known[node]


def change_of(view: View, *, add: Iterable[Quad | Triple] = (), drop: Iterable[str] = ()) -> Change:
    """Return what a store would gain and lose; it is not written to.

    Args:
        view: The store as it is.
        add: What comes.
        drop: IRIs of the graphs that go.
    """
    dropped = {NamedNode(graph) for graph in drop}
    coming = {Triple(q.subject, q.predicate, q.object) for q in add}
    going = {Triple(q.subject, q.predicate, q.object) for graph in dropped for q in view.match(graph=graph)}
    ignored = dropped | {_ONTOLOGY}

    @functools.cache
    def is_known(subject: NamedNode | BlankNode) -> bool:
        return any(True for _ in view.match(subject))

    def stays(triple: Triple) -> bool:
        if not is_known(triple.subject):
            return False
        found = view.match(triple.subject, triple.predicate, triple.object)  # type: ignore[arg-type]  # no triple terms
        return any(quad.graph_name not in ignored for quad in found)

    added = frozenset(t for t in coming - going if not stays(t))
    return Change(added, frozenset(t for t in going - coming if not stays(t)))


def judged_graphs(view: View) -> list[str]:
    """Return the graphs that are judged on their own, sorted: not the ontology, nor what is derived."""
    rows = view.query("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }")
    assert isinstance(rows, QuerySolutions)
    names = sorted(getattr(row["graph"], "value", "") for row in rows)
    return [name for name in names if name != ONTOLOGY_GRAPH and not name.startswith(DERIVED_GRAPH)]


def superclasses(data: Triples, changed: Iterable[Triple]) -> dict[str, frozenset[str]]:
    """Return for each class that changed triples name, all classes that its instances belong to, itself included.

    Args:
        data: The triples before and after the change together.
        changed: The triples that came or went.
    """
    names = {t.object for t in changed if t.predicate in {RDF.type, RDFS.subClassOf}}
    return {cls.value: _above(cls, data) for cls in names if isinstance(cls, NamedNode)}


def classes_of(data: Triples, node: Node) -> set[str]:
    """Return all classes that a node belongs to."""
    direct = [t.object for t in data.triples(node, RDF.type, None)]
    return {name for cls in direct if isinstance(cls, NamedNode | BlankNode) for name in _above(cls, data)}


def _above(cls: NamedNode | BlankNode, data: Triples) -> frozenset[str]:
    found: set[NamedNode | BlankNode] = {cls}
    waiting = [cls]
    while waiting:
        last = waiting.pop()
        near = [*_parents().get(last, ()), *(t.object for t in data.triples(last, RDFS.subClassOf, None))]
        for parent in near:
            if isinstance(parent, NamedNode | BlankNode) and parent not in found:
                found.add(parent)
                waiting.append(parent)
    return frozenset(node.value for node in found)


@functools.cache
def _parents() -> dict[NamedNode | BlankNode, list[NamedNode]]:
    found: dict[NamedNode | BlankNode, list[NamedNode]] = defaultdict(list)
    for triple in class_hierarchy():
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            found[triple.subject].append(triple.object)
    return found
