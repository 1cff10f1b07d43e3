"""The hierarchy of object properties: which are complex, and whether their chains are regular."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pyoxigraph import Literal

from chippolitik.ontology.index import Index, Node, Term
from chippolitik.ontology.names import OWL, RDF, RDFS

__all__ = ["irregular", "non_simple"]


def non_simple(index: Index) -> set[Node]:
    """Return the complex properties: transitive ones, those with chains, and all above or inverse to them.

    Source:
        OWL 2 Structural Specification, section 11.1.
    """
    above: dict[Node, set[Node]] = defaultdict(set)
    for subject, predicate, item in index.triples:
        if isinstance(item, Literal):
            continue
        if predicate == RDFS.subPropertyOf:
            above[subject].add(item)
        elif predicate in {OWL.equivalentProperty, OWL.inverseOf}:
            above[subject].add(item)
            above[item].add(subject)
    start = set(index.instances(OWL.TransitiveProperty))
    start |= {subject for subject, predicate, _ in index.triples if predicate == OWL.propertyChainAxiom}
    return _closure(start, above)


def _closure(start: set[Node], above: Mapping[Node, set[Node]]) -> set[Node]:
    found, todo = set(start), list(start)
    while todo:
        for node in above.get(todo.pop(), ()):
            if node not in found:
                found.add(node)
                todo.append(node)
    return found


def irregular(index: Index) -> set[Node]:
    """Return the properties whose chains depend on themselves, so that no order of the hierarchy exists.

    A chain P ∘ P → P is transitivity; a chain may begin or end with its own property. All else must lie below.

    Source:
        OWL 2 Structural Specification, section 11.2.
    """
    same = _inverse_classes(index)
    below: dict[Node, set[Node]] = defaultdict(set)
    for subject, predicate, item in index.triples:
        if predicate == RDFS.subPropertyOf and not isinstance(item, Literal) and same[item] != same[subject]:
            below[same[item]].add(same[subject])
        if predicate == OWL.propertyChainAxiom:
            for part in _dependencies(subject, index.members(item)):
                below[same[subject]].add(same[part])
    strict = {
        same[subject]
        for subject, predicate, item in index.triples
        if predicate == OWL.propertyChainAxiom and _depends_on_itself(same[subject], below)
    }
    return {role for role in same if same[role] in strict and not _is_blank_inverse(index, role)}


def _dependencies(role: Node, chain: list[Term]) -> list[Node]:
    parts: list[Node] = [part for part in chain if not isinstance(part, Literal)]
    if parts == [role, role]:
        return []
    if parts and parts[0] == role:
        parts = parts[1:]
    elif parts and parts[-1] == role:
        parts = parts[:-1]
    return parts


def _depends_on_itself(role: Node, below: Mapping[Node, set[Node]]) -> bool:
    return role in _closure(set(below.get(role, ())), below)


def _inverse_classes(index: Index) -> dict[Node, Node]:
    """Map each property to one name for itself, its inverses and its equivalents."""
    name: dict[Node, Node] = {}
    for subject, predicate, item in index.triples:
        if isinstance(item, Literal):
            continue
        if predicate in {RDFS.subPropertyOf, OWL.propertyChainAxiom, OWL.inverseOf, OWL.equivalentProperty}:
            name.setdefault(subject, subject)
            parts = index.members(item) if predicate == OWL.propertyChainAxiom else [item]
            for part in parts:
                if not isinstance(part, Literal):
                    name.setdefault(part, part)
    for subject, predicate, item in index.triples:
        if predicate in {OWL.inverseOf, OWL.equivalentProperty} and not isinstance(item, Literal):
            old, new = name[item], name[subject]
            for role in [role for role, its in name.items() if its == old]:
                name[role] = new
    return name


def _is_blank_inverse(index: Index, role: Node) -> bool:
    return bool(index.objects(role, OWL.inverseOf)) and not index.objects(role, RDF.type)
