"""Is it OWL 2 RL? Which constructs stand on which side of an axiom.

That it is OWL 2 DL at all is told by ``dl``. Property chains, AllDisjointClasses and asymmetric properties are in RL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from chippolitik.ontology.finding import Finding, Severity
from chippolitik.ontology.index import Index, Node, Term
from chippolitik.ontology.names import OWL, RDF, RDFS, XSD
from chippolitik.ontology.words import RL_DATATYPES

__all__ = ["rl_findings"]

_CHECK = "owl-rl"
# What a finding would be about, the expression to test, the test, the message.
_Place: TypeAlias = tuple[Term, Term, Callable[[Index, Term], bool], str]


def rl_findings(index: Index) -> list[Finding]:
    """Return what keeps a graph out of OWL 2 RL, given that it is OWL 2 DL; empty if it is in.

    Source:
        OWL 2 Profiles, section 4.2.
    """
    return sorted({*_axioms(index), *_forbidden(index), *_ranges(index)})


def _finding(term: Term, message: str, value: str = "") -> Finding:
    return Finding(_CHECK, Severity.ERROR, term.value if isinstance(term, NamedNode) else "", value, message)


def _axioms(index: Index) -> Iterator[Finding]:
    places = _places()
    for subject, predicate, item in index.triples:
        if predicate in places:
            for about, expression, allowed, message in places[predicate](subject, item):
                if not allowed(index, expression):
                    yield _finding(about, message, _text(expression))
        if predicate == RDF.type and isinstance(item, BlankNode) and not _is_super(index, item):
            yield _finding(subject, "is a member of an expression that OWL 2 RL does not allow there")
    for axiom in index.instances(OWL.AllDisjointClasses):
        for members in index.objects(axiom, OWL.members):
            for member in index.members(members):
                if not _is_sub(index, member):
                    yield _finding(member, "is an expression that OWL 2 RL does not allow in a disjointness axiom")


def _places() -> dict[NamedNode, Callable[[Node, Term], list[_Place]]]:
    """Return, for each axiom, which expressions of it must pass which test."""
    left, right = "has a subclass expression that OWL 2 RL lacks", "has a superclass expression that OWL 2 RL lacks"
    same = "is equivalent to an expression that OWL 2 RL does not allow there"
    apart = "is disjoint with an expression that OWL 2 RL does not allow there"
    return {
        RDFS.subClassOf: lambda s, o: [(o, s, _is_sub, left), (s, o, _is_super, right)],
        OWL.equivalentClass: lambda s, o: [(s, o, _is_equivalent, same), (o, s, _is_equivalent, same)],
        OWL.disjointWith: lambda s, o: [(s, o, _is_sub, apart), (o, s, _is_sub, apart)],
        RDFS.domain: lambda s, o: [(s, o, _is_super, "has a domain that OWL 2 RL does not allow")],
        RDFS.range: lambda s, o: [(s, o, _is_range, "has a range that OWL 2 RL does not allow")],
    }


def _is_range(index: Index, node: Term) -> bool:
    return _is_super(index, node) or _is_data_range(index, node)


def _forbidden(index: Index) -> Iterator[Finding]:
    for role in index.instances(OWL.ReflexiveProperty):
        yield _finding(role, "is reflexive, which OWL 2 RL does not allow")
    for subject, predicate, item in index.triples:
        if predicate == OWL.disjointUnionOf:
            yield _finding(subject, "is a disjoint union, which OWL 2 RL does not allow; say it with subclasses")
        if predicate in {OWL.topObjectProperty, OWL.bottomObjectProperty, OWL.topDataProperty, OWL.bottomDataProperty}:
            yield _finding(subject, "uses a universal or empty property, which OWL 2 RL does not allow", _text(item))


def _ranges(index: Index) -> Iterator[Finding]:
    for subject, predicate, item in index.triples:
        kind = item.datatype if isinstance(item, Literal) else item
        if kind in {OWL.real, OWL.rational}:
            yield _finding(subject, "uses a datatype that OWL 2 RL lacks", _text(item))
        if predicate in {OWL.withRestrictions, OWL.datatypeComplementOf}:
            yield _finding(subject, "restricts a datatype, which OWL 2 RL does not allow")


def _text(node: Term) -> str:
    return "" if isinstance(node, BlankNode) else node.value


def _is_name(node: Term) -> bool:
    return isinstance(node, NamedNode) and node != OWL.Thing


def _operands(index: Index, node: Node, *words: NamedNode) -> list[Term]:
    return [item for word in words for head in index.objects(node, word) for item in index.members(head)]


def _is_sub(index: Index, node: Term) -> bool:
    """Return whether a class expression may stand on the left of an axiom."""
    if isinstance(node, Literal):
        return False
    if not isinstance(node, BlankNode):
        return _is_name(node)
    operands = _operands(index, node, OWL.intersectionOf, OWL.unionOf)
    if operands:
        return all(_is_sub(index, item) for item in operands)
    if index.objects(node, OWL.oneOf) or index.objects(node, OWL.hasValue):
        return True
    fillers = index.objects(node, OWL.someValuesFrom)
    return bool(fillers) and all(f == OWL.Thing or _is_sub(index, f) or _is_data_range(index, f) for f in fillers)


def _is_super(index: Index, node: Term) -> bool:
    """Return whether a class expression may stand on the right of an axiom."""
    if isinstance(node, Literal):
        return False
    if not isinstance(node, BlankNode):
        return _is_name(node)
    for parts, allowed in (
        (_operands(index, node, OWL.intersectionOf), _is_super),
        (index.objects(node, OWL.complementOf), _is_sub),
        (index.objects(node, OWL.allValuesFrom), _is_range),
    ):
        if parts:
            return all(allowed(index, part) for part in parts)
    return bool(index.objects(node, OWL.hasValue)) or _is_small_maximum(index, node)


def _is_small_maximum(index: Index, node: BlankNode) -> bool:
    counts = [
        item.value
        for word in (OWL.maxCardinality, OWL.maxQualifiedCardinality)
        for item in index.objects(node, word)
        if isinstance(item, Literal)
    ]
    classes = index.objects(node, OWL.onClass)
    fine = all(c == OWL.Thing or _is_sub(index, c) for c in classes)
    return bool(counts) and set(counts) <= {"0", "1"} and fine


def _is_equivalent(index: Index, node: Term) -> bool:
    """Return whether a class expression may stand on either side of an equivalence."""
    if isinstance(node, Literal):
        return False
    if not isinstance(node, BlankNode):
        return _is_name(node)
    operands = _operands(index, node, OWL.intersectionOf)
    if operands:
        return all(_is_equivalent(index, item) for item in operands)
    return bool(index.objects(node, OWL.hasValue))


def _is_data_range(index: Index, node: Term) -> bool:
    if isinstance(node, Literal):
        return False
    if isinstance(node, BlankNode):
        operands = _operands(index, node, OWL.intersectionOf)
        return bool(operands) and all(_is_data_range(index, item) for item in operands)
    return node in RL_DATATYPES or node in index.declared(RDFS.Datatype) or node.value.startswith(XSD.base)
