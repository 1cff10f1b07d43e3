"""A graph of shapes as those see it who judge or part it: what each node says, which shapes use which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from chippolitik.ontology.names import OWL, RDF, RDFS
from chippolitik.validation.shapes import SH

__all__ = ["ShapeGraph"]

Node = NamedNode | BlankNode
_SINGLE = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
_LISTED = (SH["and"], SH["or"], SH.xone)
_TARGETS = {SH.target, SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf}


class ShapeGraph:
    """Shapes and what they refer to.

    Args:
        triples: The graph.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = tuple(triples)
        self.about: dict[object, dict[NamedNode, list[object]]] = defaultdict(lambda: defaultdict(list))
        for triple in self.triples:
            self.about[triple.subject][triple.predicate].append(triple.object)
        self.shapes = list(dict.fromkeys(self._shapes()))
        self.uses = {shape: list(dict.fromkeys(self._used(shape))) for shape in self.shapes}

    def values(self, node: object, predicate: NamedNode) -> list[object]:
        """Return the objects of a predicate; without making an entry for an unknown node."""
        return list(self.about[node].get(predicate, ())) if node in self.about else []

    def members(self, head: object) -> list[object] | None:
        """Return the members of a list, or None if it is none: cut off, branched or without end."""
        found: list[object] = []
        seen: set[object] = set()
        while head != RDF.nil:
            first, rest = self.values(head, RDF.first), self.values(head, RDF.rest)
            if head in seen or len(first) != 1 or len(rest) != 1:
                return None
            seen.add(head)
            found += first
            head = rest[0]
        return found

    def is_root(self, shape: object) -> bool:
        """Whether a shape chooses nodes to judge."""
        about = self.about[shape]
        classes = {RDFS.Class, OWL.Class} & set(about.get(RDF.type, ()))
        return bool(classes) or not _TARGETS.isdisjoint(about)

    def reach(self, shape: object) -> set[object]:
        """Return a shape with all that it uses, however far."""
        found: set[object] = set()
        waiting = [shape]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting += self.uses.get(node, ())  # type: ignore[call-overload]  # a node that is no shape uses nothing
        return found

    def recursive(self) -> set[object]:
        """Return the shapes that use themselves, directly or through others."""
        import networkx as nx  # noqa: PLC0415 - takes 0.2 s, and only shapes of users are looked at

        graph = nx.DiGraph((shape, used) for shape, all_used in self.uses.items() for used in all_used)
        loops = {shape for shape, used in self.uses.items() if shape in used}
        return loops | {s for part in nx.strongly_connected_components(graph) if len(part) > 1 for s in part}

    def using(self, shapes: Iterable[object]) -> set[object]:
        """Return shapes with all that use them, however far."""
        users: dict[object, list[object]] = defaultdict(list)
        for shape, all_used in self.uses.items():
            for used in all_used:
                users[used].append(shape)
        found: set[object] = set()
        waiting = list(shapes)
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting += users[node]
        return found

    def owner(self, node: object) -> str:
        """Return the IRI of a node, or of the nearest one that uses it; its label if nothing with an IRI does."""
        if isinstance(node, NamedNode):
            return node.value
        waiting, seen = [node], {node}
        while waiting:
            here = waiting.pop(0)
            for triple in self._users.get(here, ()):
                if isinstance(triple.subject, NamedNode):
                    return triple.subject.value
                if triple.subject not in seen:
                    seen.add(triple.subject)
                    waiting.append(triple.subject)
        return f"_:{getattr(node, 'value', node)}"

    @cached_property
    def _users(self) -> dict[object, list[Triple]]:
        found: dict[object, list[Triple]] = defaultdict(list)
        for triple in self.triples:
            if not isinstance(triple.object, Literal):
                found[triple.object].append(triple)
        return found

    def _shapes(self) -> Iterator[Node]:
        parameters = {*_SINGLE, *_LISTED, *_TARGETS, SH.path, SH.sparql}
        for node, about in list(self.about.items()):
            kinds = about.get(RDF.type, ())
            if isinstance(node, NamedNode | BlankNode) and (
                SH.NodeShape in kinds or SH.PropertyShape in kinds or not parameters.isdisjoint(about)
            ):
                yield node
            for predicate in _SINGLE:
                yield from (n for n in about.get(predicate, ()) if isinstance(n, NamedNode | BlankNode))
            for predicate in _LISTED:
                for head in about.get(predicate, ()):
                    yield from (n for n in self.members(head) or () if isinstance(n, NamedNode | BlankNode))

    def _used(self, shape: Node) -> Iterator[object]:
        for predicate in _SINGLE:
            yield from self.values(shape, predicate)
        for predicate in _LISTED:
            for head in self.values(shape, predicate):
                yield from self.members(head) or ()
