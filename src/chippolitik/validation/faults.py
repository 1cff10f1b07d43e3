"""Faults of shapes themselves, as findings: ill-formed, recursive or idle shapes, terms that nobody declares.

Their SPARQL is looked at in ``query_faults``; what they find in data is the business of the engines.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.ontology.names import OWL, RDF, RDFS
from chippolitik.validation.constraints import plain
from chippolitik.validation.declared import near_term, undeclared
from chippolitik.validation.fault_words import fault
from chippolitik.validation.finding import Finding, Severity, in_order
from chippolitik.validation.paths import is_path
from chippolitik.validation.query_faults import outside_access, query_faults
from chippolitik.validation.shacl_terms import IGNORED, KINDS, KNOWN
from chippolitik.validation.shape_graph import ShapeGraph
from chippolitik.validation.shapes import SH, ShapeSet

__all__ = ["ShapeReview", "review"]

_COUNTS = ("minCount", "maxCount", "minLength", "maxLength", "qualifiedMinCount", "qualifiedMaxCount")
_IRIS = ("datatype", "class", "equals", "disjoint", "lessThan", "lessThanOrEquals", "targetClass", "severity")
_BOOLEANS = ("closed", "deactivated", "uniqueLang", "qualifiedValueShapesDisjoint")
_LISTS = ("in", "languageIn", "and", "or", "xone", "ignoredProperties")
_ONCE = (*_COUNTS, *_BOOLEANS, "datatype", "nodeKind", "severity", "in", "languageIn", "path")
_PAIRS = (("minCount", "maxCount"), ("minLength", "maxLength"), ("qualifiedMinCount", "qualifiedMaxCount"))


@dataclass(frozen=True, slots=True)
class ShapeReview:
    """What is wrong with shapes, and what of them can be used all the same.

    Attributes:
        findings: The faults, in order; the focus node is the shape, or what has an IRI nearest to it.
        sound: The shapes without those that are broken, and without those that use them.
    """

    findings: tuple[Finding, ...]
    sound: ShapeSet


def review(shapes: ShapeSet, classes: Iterable[str] | None = None) -> ShapeReview:
    """Judge shapes.

    Args:
        shapes: The shapes.
        classes: The classes that data have, to tell targets that nothing has; None does not ask.
    """
    graph = ShapeGraph(shapes.triples)
    broken: dict[object, None] = {}
    found: list[Finding] = []
    for shape, finding in _breaking(graph):
        if finding.severity is Severity.VIOLATION and not undeclared(finding.value):
            broken[shape] = None
        found.append(finding)
    for constraint, finding in outside_access(graph):
        broken[constraint] = None
        found.append(finding)
    using = graph.using(broken)
    for shape in graph.shapes:
        if shape in using and shape not in broken and graph.is_root(shape):
            bad = next((s for s in broken if s in graph.reach(shape)), shape)
            found.append(fault("uses-broken", graph.owner(shape), graph.owner(bad)))
    found += _terms(graph)
    found += _idle(graph, None if classes is None else set(classes))
    sound = ShapeSet.of(
        triple for triple in shapes.triples if triple.subject not in using and not _points(triple, using)
    )
    return ShapeReview(tuple(in_order(found)), sound)


def _points(triple: Triple, using: set[object]) -> bool:
    return triple.object in using and triple.predicate.value.startswith(SH.base)


def _breaking(graph: ShapeGraph) -> Iterator[tuple[object, Finding]]:
    """Yield what an engine stumbles over: the shape, and its fault."""
    recursive = graph.recursive()
    for shape in graph.shapes:
        for slug, predicate, value in _of_shape(graph, shape):
            yield shape, fault(slug, graph.owner(shape), value, predicate and f"<{SH.base}{predicate}>")
        if shape in recursive:
            yield shape, fault("recursive", graph.owner(shape))
        for finding in query_faults(graph, shape):
            yield shape, finding


def _of_shape(graph: ShapeGraph, shape: object) -> Iterator[tuple[str, str, str]]:
    """Yield (fault, parameter, value at fault) of one shape."""
    if shape not in graph.about:
        yield "missing-shape", "", plain(shape)
        return
    for name in _ONCE:
        if len(graph.values(shape, SH[name])) > 1:
            yield "twice", name, ""
    for names, is_right, slug in _RULES:
        for name in names:
            yield from ((slug, name, plain(v)) for v in graph.values(shape, SH[name]) if not is_right(graph, v))
    for low, high in _PAIRS:
        numbers = [_number(v) for name in (low, high) for v in graph.values(shape, SH[name])]
        if len(numbers) == 2 and None not in numbers and numbers[0] > numbers[1]:  # type: ignore[operator]  # noqa: PLR2004 - two bounds, not None
            yield "contradiction", low, f"{numbers[0]} > {numbers[1]}"
    paths = graph.values(shape, SH.path)
    yield from (("path", "path", plain(path)) for path in paths if not is_path(path, graph.about))
    if paths and SH.NodeShape in graph.values(shape, RDF.type):
        yield "node-with-path", "path", ""
    for used in graph.values(shape, SH.property):
        if used in graph.about and not graph.values(used, SH.path):
            yield "no-path", "property", plain(used)


def _number(value: object) -> int | None:
    if isinstance(value, Literal) and re.fullmatch(r"\+?\d{1,9}", value.value):
        return int(value.value)
    return None


def _compiles(_: ShapeGraph, value: object) -> bool:
    if not isinstance(value, Literal):
        return False
    try:
        re.compile(value.value)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


_RULES: tuple[tuple[tuple[str, ...], Callable[[ShapeGraph, object], bool], str], ...] = (
    (_COUNTS, lambda _, v: _number(v) is not None, "count"),
    (_IRIS, lambda _, v: isinstance(v, NamedNode), "iri"),
    (_BOOLEANS, lambda _, v: isinstance(v, Literal) and v.value in {"true", "false", "1", "0"}, "boolean"),
    (_LISTS, lambda graph, v: graph.members(v) is not None, "list"),
    (("nodeKind",), lambda _, v: v in KINDS, "node-kind"),
    (("property", "node", "not", "qualifiedValueShape"), lambda _, v: isinstance(v, NamedNode | BlankNode), "shape"),
    (("pattern",), _compiles, "pattern"),
)


def _terms(graph: ShapeGraph) -> Iterator[Finding]:
    """Yield terms of our namespaces, and of SHACL, that do not exist."""
    for triple in graph.triples:
        for is_predicate, term in ((True, triple.predicate), (False, triple.object)):
            if not isinstance(term, NamedNode):
                continue
            name = term.value
            owner = graph.owner(triple.subject)
            if name.startswith((CHIP, VOCAB)) and undeclared(name):
                yield fault("undeclared", owner, name, f"<{triple.predicate.value}>", near_term(name))
            elif name.startswith(SH.base):
                local = name.removeprefix(SH.base)
                if local in IGNORED:
                    yield fault("not-evaluated", owner, name)
                elif local not in KNOWN and is_predicate:
                    near = difflib.get_close_matches(local, KNOWN, n=1)
                    yield fault("no-shacl-term", owner, name, "", f"sh:{near[0]}" if near else "")


def _idle(graph: ShapeGraph, classes: set[str] | None) -> Iterator[Finding]:
    """Yield shapes that judge nothing: neither target nor user, or a target class that no node has."""
    used = {shape for all_used in graph.uses.values() for shape in all_used}
    declared = {
        plain(t.subject) for t in graph.triples if t.predicate == RDF.type and t.object in {RDFS.Class, OWL.Class}
    }
    for shape in graph.shapes:
        if shape in graph.about and not graph.is_root(shape) and shape not in used:
            yield fault("idle", graph.owner(shape))
        for target in graph.values(shape, SH.targetClass):
            name = plain(target)
            if classes is None or not isinstance(target, NamedNode) or name.startswith(CHIP):
                continue
            if name not in classes and name not in declared:
                near = difflib.get_close_matches(name, sorted(classes), n=1, cutoff=0.85)
                yield fault("no-such-class", graph.owner(shape), name, f"<{SH.targetClass.value}>", *near)
