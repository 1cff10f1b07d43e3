"""Is it OWL 2 DL? Declarations, punning, datatypes, reserved words, and the global restrictions on complex roles.

Membership in the RL profile is in ``rl``; consistency in ``reasoning``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode

from chippolitik.ontology.finding import Finding, Severity
from chippolitik.ontology.index import BUILT_IN, Index, Node
from chippolitik.ontology.names import OWL, RDF, RDFS, XSD
from chippolitik.ontology.roles import irregular, non_simple
from chippolitik.ontology.words import ANNOTATIONS, DATATYPES, RESERVED

__all__ = ["dl_findings"]

_CHECK = "owl-dl"
_OBJECT = (
    OWL.ObjectProperty,
    OWL.InverseFunctionalProperty,
    OWL.TransitiveProperty,
    OWL.SymmetricProperty,
    OWL.AsymmetricProperty,
    OWL.ReflexiveProperty,
    OWL.IrreflexiveProperty,
)
_NEEDS_SIMPLE = {
    OWL.FunctionalProperty: "functional",
    OWL.InverseFunctionalProperty: "inverse functional",
    OWL.AsymmetricProperty: "asymmetric",
    OWL.IrreflexiveProperty: "irreflexive",
}
_BEFORE_CLASSES = {
    RDFS.subClassOf,
    RDFS.domain,
    OWL.equivalentClass,
    OWL.disjointWith,
    OWL.someValuesFrom,
    OWL.allValuesFrom,
    OWL.complementOf,
    OWL.onClass,
}
_CARDINALITIES = (
    OWL.minCardinality,
    OWL.maxCardinality,
    OWL.cardinality,
    OWL.minQualifiedCardinality,
    OWL.maxQualifiedCardinality,
    OWL.qualifiedCardinality,
    OWL.hasSelf,
)


def dl_findings(index: Index) -> list[Finding]:
    """Return what keeps a graph out of OWL 2 DL; empty if it is in.

    Args:
        index: An ontology with all its imports, and data.

    Source:
        OWL 2 Structural Specification, sections 3, 5.8 and 11; Mapping to RDF Graphs, section 3.
    """
    kinds = _Kinds(index)
    found = [
        *_reserved(index),
        *_punned(kinds),
        *_undeclared(index, kinds),
        *_misused(index, kinds),
        *_datatypes(index, kinds),
        *_complex(index),
    ]
    return sorted(set(found))


class _Kinds:
    """Which IRIs are declared as what."""

    def __init__(self, index: Index) -> None:
        self.classes = index.declared(OWL.Class)
        self.objects = index.declared(*_OBJECT)
        self.data = index.declared(OWL.DatatypeProperty)
        self.annotations = index.declared(OWL.AnnotationProperty, OWL.OntologyProperty) | ANNOTATIONS
        self.datatypes = index.declared(RDFS.Datatype)


def _finding(term: Node, message: str, value: str = "") -> Finding:
    return Finding(_CHECK, Severity.ERROR, term.value if isinstance(term, NamedNode) else "", value, message)


def _built_in(node: Node) -> bool:
    return isinstance(node, NamedNode) and node.value.startswith(BUILT_IN)


def _of_xsd(node: NamedNode) -> bool:
    return node.value.startswith(XSD.base)  # which of them may stand where is asked in _datatypes


def _reserved(index: Index) -> Iterator[Finding]:
    for subject, predicate, item in index.triples:
        for node in (predicate, item):
            if (
                isinstance(node, NamedNode)
                and _built_in(node)
                and not _of_xsd(node)
                and node not in RESERVED | DATATYPES
            ):
                message = f"uses {node.value}, a reserved term that OWL 2 DL has no place for"
                yield _finding(subject, message, node.value)


def _punned(kinds: _Kinds) -> Iterator[Finding]:
    pairs = (
        ("class", kinds.classes, "datatype", kinds.datatypes),
        ("object property", kinds.objects, "datatype property", kinds.data),
        ("object property", kinds.objects, "annotation property", kinds.annotations),
        ("datatype property", kinds.data, "annotation property", kinds.annotations),
    )
    for one, left, other, right in pairs:
        for term in left & right:
            yield _finding(term, f"is declared both as {one} and as {other}; keep one")


def _undeclared(index: Index, kinds: _Kinds) -> Iterator[Finding]:
    properties = kinds.objects | kinds.data | kinds.annotations
    for subject, predicate, item in index.triples:
        if not _built_in(predicate) and predicate not in properties:
            yield _finding(predicate, "is used as a property but never declared; declare what sort it is")
        if predicate == RDF.type and isinstance(item, NamedNode) and not _built_in(item) and item not in kinds.classes:
            yield _finding(item, "is used as a class but never declared; declare it an owl:Class")
        if predicate in {RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith}:
            yield from _class_position(subject, kinds)
        if predicate in _BEFORE_CLASSES:
            yield from _class_position(item, kinds)


def _class_position(node: object, kinds: _Kinds) -> Iterator[Finding]:
    if isinstance(node, NamedNode) and not _built_in(node) and node not in kinds.classes | kinds.datatypes:
        yield _finding(node, "stands in the place of a class but is never declared; declare it an owl:Class")


def _misused(index: Index, kinds: _Kinds) -> Iterator[Finding]:
    for subject, predicate, item in index.triples:
        if predicate in kinds.objects and isinstance(item, Literal):
            yield _finding(predicate, "is an object property with a literal as its value", item.value)
        if predicate in kinds.data and not isinstance(item, Literal):
            yield _finding(predicate, "is a datatype property with a resource as its value", _text(item))
        if predicate == RDFS.range and isinstance(item, NamedNode):
            if subject in kinds.objects and item in DATATYPES:
                yield _finding(subject, "is an object property whose range is a datatype", item.value)
            if subject in kinds.data and not _of_xsd(item) and item not in DATATYPES | kinds.datatypes:
                yield _finding(subject, "is a datatype property whose range is no datatype", item.value)


def _text(node: Node) -> str:
    return "" if isinstance(node, BlankNode) else node.value


def _datatypes(index: Index, kinds: _Kinds) -> Iterator[Finding]:
    legal = DATATYPES | kinds.datatypes
    for subject, predicate, item in index.triples:
        if isinstance(item, Literal) and predicate not in kinds.annotations and item.datatype not in legal:
            yield _finding(
                subject, f"has {item}, outside the OWL 2 datatype map; use xsd:string or xsd:dateTime", str(item)
            )
        if isinstance(item, NamedNode) and _of_xsd(item) and item not in legal:
            message = f"names {item.value}, which is outside the OWL 2 datatype map; use xsd:string or xsd:dateTime"
            yield _finding(subject, message, item.value)


def _complex(index: Index) -> Iterator[Finding]:
    complex_roles = non_simple(index)
    for kind, word in _NEEDS_SIMPLE.items():
        for role in index.instances(kind):
            if role in complex_roles:
                yield _finding(role, f"is {word}, which a property with a chain or transitivity may not be")
    for restriction, word in _restricted(index):
        if restriction in complex_roles:
            yield _finding(restriction, f"stands in {word}, which a property with a chain or transitivity may not")
    for role in irregular(index):
        yield _finding(role, "is part of a cycle of property chains; break the cycle")


def _restricted(index: Index) -> Iterable[tuple[Node, str]]:
    for subject, predicate, item in index.triples:
        if predicate in _CARDINALITIES:
            yield from ((role, "a cardinality or self restriction") for role in index.nodes(subject, OWL.onProperty))
        if predicate == OWL.propertyDisjointWith and not isinstance(item, Literal):
            yield from ((role, "a disjointness axiom") for role in (subject, item))
    for axiom in index.instances(OWL.AllDisjointProperties):
        for members in index.objects(axiom, OWL.members):
            for role in index.members(members):
                if not isinstance(role, Literal):
                    yield role, "a disjointness axiom"
