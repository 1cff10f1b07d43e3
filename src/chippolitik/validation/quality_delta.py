"""What spans articles, kept up as the store changes: only the keys that a change touches are asked about again."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from chippolitik.graph.view import MemoryView, View
from chippolitik.namespaces import KB_GRAPH
from chippolitik.validation.automaton import Automaton, Node, Triples
from chippolitik.validation.change import Change, Layered, StoreTriples
from chippolitik.validation.constraints import plain
from chippolitik.validation.finding import Finding, in_order
from chippolitik.validation.quality import QualityCheck, check_findings, quality_checks
from chippolitik.validation.query_footprint import add_query

__all__ = ["QualityChange", "looked_at", "quality_after", "quality_change"]

_SOME_GRAPH = NamedNode(KB_GRAPH)  # queries see the union, so any name does


@dataclass(frozen=True, slots=True)
class QualityChange:
    """What a change does to the findings of quality queries.

    Attributes:
        affected: Name of a query → the nodes whose rows may differ.
        findings: The findings of these nodes, in order.
    """

    affected: dict[str, frozenset[str]]
    findings: tuple[Finding, ...]


def quality_change(view: View, change: Change, *, before: bool = False) -> QualityChange:
    """Return what a change does to the findings of the quality queries; the store is not written to.

    Args:
        view: The store as it is before the change.
        change: What comes and goes.
        before: Whether to give the findings of the affected nodes before the change, not after it.
    """
    old = StoreTriples(view, ontology=True)
    new = Layered(old, change.added, change.removed)
    both = Layered(old, change.added, like=new)
    affected: dict[str, frozenset[str]] = {}
    found: list[Finding] = []
    for check, automaton, root in _followed():
        nodes = automaton.walk_back(both, change.added | change.removed, {}, automaton.starts(root))
        affected[check.name] = frozenset(plain(node) for node in nodes)
        found += _rows(check, automaton, root, old if before else new, nodes)
    return QualityChange(affected, tuple(in_order(found)))


def quality_after(view: View, touched: Iterable[Triple]) -> QualityChange:
    """Return what a change has done to the findings of the quality queries.

    Args:
        view: The store as it is after the change.
        touched: All triples that came or went, and perhaps others.
    """
    now, changed = StoreTriples(view, ontology=True), frozenset(touched)
    both = Layered(now, changed)
    affected: dict[str, frozenset[str]] = {}
    found: list[Finding] = []
    for check, automaton, root in _followed():
        nodes = automaton.walk_back(both, changed, {}, automaton.starts(root))
        affected[check.name] = frozenset(plain(node) for node in nodes)
        found += _rows(check, automaton, root, now, nodes)
    return QualityChange(affected, tuple(in_order(found)))


def _rows(check: QualityCheck, automaton: Automaton, root: int, data: Triples, nodes: set[Node]) -> list[Finding]:
    """Return the rows of some nodes, asked of what the query sees from them."""
    if not nodes:
        return []
    near = automaton.fetch(data, {node: [root] for node in nodes})
    view = MemoryView(Quad(t.subject, t.predicate, t.object, _SOME_GRAPH) for t in near)
    names = {plain(node) for node in nodes}
    return [finding for finding in check_findings(check, view) if finding.focus in names]


@functools.cache
def looked_at() -> frozenset[NamedNode] | None:
    """Return the predicates that the quality queries look at, or None if it may be any."""
    found = {step.predicate for _, automaton, _ in _followed() for step in automaton.steps}
    return None if None in found else frozenset(predicate for predicate in found if predicate is not None)


@functools.cache
def _followed() -> tuple[tuple[QualityCheck, Automaton, int], ...]:
    """Return each query with where it looks from its focus."""
    found = []
    for check in quality_checks():
        automaton = Automaton()
        root = automaton.state()
        add_query(automaton, check.query, "focus", root)
        found.append((check, automaton, root))
    return tuple(found)
