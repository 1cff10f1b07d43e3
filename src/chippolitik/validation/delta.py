"""Validate what a change can affect, and nothing else: the cost follows the new data, not the graph.

Changed triples are walked back to the focus nodes that may see them; what these see is fetched, and an engine judges
the small graph. The findings of these nodes are then exactly those of the whole graph. Shapes that cannot be followed
run in full, and are named.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import NamedNode, Triple

from chippolitik.graph.view import View
from chippolitik.validation.automaton import Node, Triples
from chippolitik.validation.change import Change, Layered, StoreTriples, classes_of, superclasses
from chippolitik.validation.constraints import plain
from chippolitik.validation.engines import Validator
from chippolitik.validation.fast import engine_for, own_validator
from chippolitik.validation.finding import Finding, in_order
from chippolitik.validation.footprint import Root, footprints
from chippolitik.validation.shapes import ShapeSet, own_shapes

_T = TypeVar("_T")

__all__ = ["DeltaResult", "DeltaValidator", "own_delta"]


@dataclass(frozen=True, slots=True)
class DeltaResult:
    """What a change does to the findings of a store.

    Attributes:
        affected: The nodes that may have other findings than before, as findings name them.
        findings: The findings of these nodes after the change, and all of shapes that run in full.
        before: Their findings before the change, if asked for.
        in_full: ``(shape, reason)`` of the shapes that run in full, sorted.
        triples: How many triples were judged.
    """

    affected: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    before: tuple[Finding, ...] = ()
    in_full: tuple[tuple[str, str], ...] = ()
    triples: int = 0

    @property
    def new(self) -> list[Finding]:
        """The findings that the change brings, in order."""
        known = set(self.before)
        return [finding for finding in self.findings if finding not in known]


class DeltaValidator:
    """Validates changes of a store against shapes.

    Args:
        shapes: The shapes.
        engine: Makes an engine of shapes; that of this installation by default.

    Raises:
        InputError: The shapes make no sense to the engine.
    """

    def __init__(self, shapes: ShapeSet, engine: Callable[[ShapeSet], Validator] | None = None) -> None:
        make = engine or engine_for
        self._footprints = footprints(shapes)
        machine = self._footprints.automaton
        roots = self._footprints.roots
        self._entered = frozenset(state for root in roots for state in machine.starts(root.state))
        self._classes = _by_target(roots, lambda root: root.classes)
        self._subjects_of = _by_target(roots, lambda root: root.subjects_of)
        self._objects_of = _by_target(roots, lambda root: root.objects_of)
        self._named = _by_target(roots, lambda root: root.nodes)
        apart = self._footprints.in_full
        self.in_full = tuple(sorted((plain(shape), reason) for shape, reason in apart.items()))
        self._near = make(shapes.without_targets(apart) if apart else shapes)
        followed = [root.shape for root in roots]
        self._whole = make(shapes.without_targets(followed)) if apart else None

    def judge(self, view: View, change: Change, *, before: bool = False) -> DeltaResult:
        """Return what a change does; the store is not written to.

        Args:
            view: The store as it is before the change.
            change: What comes and goes.
            before: Whether to give the findings of the affected nodes before the change too.
        """
        old = StoreTriples(view)
        new = Layered(old, change.added, change.removed)
        affected = self._affected(Layered(old, change.added, like=new), change)
        found, count = self._judge(new, affected)
        earlier = self._judge(old, affected)[0] if before else []
        return DeltaResult(
            affected=frozenset(plain(node) for node in affected),
            findings=tuple(found),
            before=tuple(earlier),
            in_full=self.in_full,
            triples=count,
        )

    def around(self, data: Triples, nodes: Iterable[Node]) -> set[Triple]:
        """Return all triples that a shape may see from some nodes, whatever led it there."""
        machine = self._footprints.automaton
        return machine.fetch(data, dict.fromkeys(nodes, machine.states))

    @property
    def inverse(self) -> frozenset[NamedNode]:
        """The predicates that shapes follow from object to subject.

        Raises:
            ValueError: They may follow any.
        """
        found = {step.predicate for step in self._footprints.automaton.steps if step.inverse}
        if None in found:
            raise ValueError("a shape may follow any predicate against its direction")
        return frozenset(predicate for predicate in found if predicate is not None)

    def _affected(self, both: Triples, change: Change) -> set[Node]:
        changed = change.added | change.removed
        machine = self._footprints.automaton
        found = machine.walk_back(both, changed, superclasses(both, changed), self._entered)
        if self._named:
            found.update(node for t in changed for node in (t.subject, t.object) if node in self._named)  # type: ignore[misc]  # no triple terms
        return found

    def _judge(self, data: Triples, nodes: set[Node]) -> tuple[list[Finding], int]:
        found, count = self._nearby(data, nodes)
        if self._whole is not None:
            everything = list(data.triples(None, None, None))
            found = in_order([*found, *self._whole.validate(everything)])
            count += len(everything)
        return found, count

    def _nearby(self, data: Triples, nodes: set[Node]) -> tuple[list[Finding], int]:
        starts = {node: states for node in nodes if (states := self._states(data, node))}
        if not starts:
            return [], 0
        triples = self._footprints.automaton.fetch(data, starts)
        names = {plain(node) for node in starts}
        return [f for f in self._near.validate(triples) if f.focus in names], len(triples)

    def _states(self, data: Triples, node: Node) -> list[int]:
        """Return the states of a node for the shapes that judge it."""
        found = list(self._named.get(node, ()))
        for cls in classes_of(data, node):
            found += self._classes.get(cls, ())
        for predicate, states in self._subjects_of.items():
            if any(True for _ in data.triples(node, predicate, None)):
                found += states
        for predicate, states in self._objects_of.items():
            if any(True for _ in data.triples(None, predicate, node)):
                found += states
        return found


def _by_target(roots: Iterable[Root], targets: Callable[[Root], Iterable[_T]]) -> dict[_T, list[int]]:
    found: dict[_T, list[int]] = {}
    for root in roots:
        for target in targets(root):
            found.setdefault(target, []).append(root.state)
    return found


@functools.cache
def own_delta() -> DeltaValidator:
    """Return the validator of changes with our shapes, made once a process."""
    return DeltaValidator(
        own_shapes(), lambda shapes: own_validator() if shapes is own_shapes() else engine_for(shapes)
    )
