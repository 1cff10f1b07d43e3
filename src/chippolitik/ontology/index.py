"""A graph by subject and predicate, with what OWL needs over and over: types, lists, declared kinds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from chippolitik.ontology.names import OWL, RDF, RDFS

__all__ = ["BUILT_IN", "CLASS_TYPES", "Index", "Node", "Term"]

Node: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal

BUILT_IN = (RDF.base, RDFS.base, OWL.base, "http://www.w3.org/2001/XMLSchema#")
CLASS_TYPES = (OWL.Class, RDFS.Class)


class Index:
    """The triples of an ontology, indexed.

    Args:
        triples: Its triples, in any order.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[tuple[Node, NamedNode], list[Term]] = defaultdict(list)
        self._subjects: dict[tuple[NamedNode, Term], list[Node]] = defaultdict(list)
        self.triples: list[tuple[Node, NamedNode, Term]] = []
        for triple in triples:
            subject, item = triple.subject, triple.object
            if isinstance(subject, Triple) or isinstance(item, Triple):
                continue  # no part of OWL 2
            self.triples.append((subject, triple.predicate, item))
            self._objects[subject, triple.predicate].append(item)
            self._subjects[triple.predicate, item].append(subject)

    def objects(self, subject: Node, predicate: NamedNode) -> list[Term]:
        """Return the objects of a subject and a predicate; may be empty."""
        return self._objects.get((subject, predicate), [])

    def nodes(self, subject: Node, predicate: NamedNode) -> list[Node]:
        """Return the objects that are no literals."""
        return [item for item in self.objects(subject, predicate) if not isinstance(item, Literal)]

    def subjects(self, predicate: NamedNode, item: Term) -> list[Node]:
        """Return the subjects of a predicate and an object; may be empty."""
        return self._subjects.get((predicate, item), [])

    def instances(self, cls: NamedNode) -> list[Node]:
        """Return what has the type ``cls``."""
        return self.subjects(RDF.type, cls)

    def declared(self, *kinds: NamedNode) -> set[NamedNode]:
        """Return the IRIs that have one of the types."""
        return {node for kind in kinds for node in self.instances(kind) if isinstance(node, NamedNode)}

    def members(self, head: Term) -> list[Term]:
        """Return the members of a list; those up to the first fault if it is malformed."""
        items: list[Term] = []
        seen: set[Term] = set()
        while not isinstance(head, Literal) and head != RDF.nil and head not in seen:
            seen.add(head)
            first, rest = self.objects(head, RDF.first), self.objects(head, RDF.rest)
            if len(first) != 1 or len(rest) != 1:
                break
            items.append(first[0])
            head = rest[0]
        return items
