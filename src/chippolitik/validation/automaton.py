"""Where a shape looks, as an automaton over triples: fetch what it sees, walk back from a triple to who sees it.

A state is a role that a node plays for a shape: its focus node, the value of one of its paths, the class of that value.
A step reads the triples of one predicate. How shapes become automata is in ``footprint``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

__all__ = ["Automaton", "Node", "Step", "Triples"]

Node = NamedNode | BlankNode | Literal
Reads = Mapping[tuple[NamedNode | None, bool], frozenset[int]]
_FEW = 16  # predicates that are asked for one by one; with more, all triples of the node are read


class Triples(Protocol):
    """What can be asked for triples by pattern."""

    def triples(self, subject: Node | None, predicate: NamedNode | None, value: Node | None) -> Iterable[Triple]:
        """Return the triples that fit; None fits anything; a literal is no subject."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """From a node in one state to another node in another.

    Attributes:
        source: The state that it starts in.
        predicate: Of the triples that it reads; None is any.
        inverse: Whether it goes from object to subject.
        target: The state that it leads to.
        checks: The class that it looks for, if it asks for the class of a node.
    """

    source: int
    predicate: NamedNode | None
    inverse: bool
    target: int
    checks: str = ""


@dataclass(slots=True)
class Automaton:
    """States and steps; states are numbers.

    Attributes:
        steps: All steps.
        jumps: State → states that a node in it is in too.
    """

    steps: list[Step] = field(default_factory=list)
    jumps: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _states: int = 0
    _closed: _Closed | None = None

    def state(self) -> int:
        """Make a state."""
        self._states += 1
        return self._states

    @property
    def states(self) -> range:
        """All states."""
        return range(1, self._states + 1)

    def step(
        self, source: int, predicate: NamedNode | None, target: int, *, inverse: bool = False, checks: str = ""
    ) -> None:
        """Add a step."""
        self._closed = None
        self.steps.append(Step(source, predicate, inverse, target, checks))

    def jump(self, source: int, target: int) -> None:
        """Let a node in one state be in another too."""
        self._closed = None
        self.jumps[source].add(target)

    def fetch(self, data: Triples, starts: Mapping[Node, Iterable[int]]) -> set[Triple]:
        """Return all triples that are read from nodes in given states."""
        closed = self._close()
        found: set[Triple] = set()
        seen: dict[Node, set[int]] = {}
        waiting = {node: set(states) for node, states in starts.items()}
        while waiting:
            reached: dict[Node, set[int]] = defaultdict(set)
            for node, states in waiting.items():
                new = states - seen.setdefault(node, set())
                seen[node] |= new
                if new:
                    _read(data, node, closed.out(frozenset(new)), found, reached)
            waiting = reached
        return found

    def walk_back(
        self,
        data: Triples,
        changed: Iterable[Triple],
        superclasses: Mapping[str, frozenset[str]],
        entered: frozenset[int],
    ) -> set[Node]:
        """Return the nodes in some states that may see a changed triple.

        Args:
            data: The triples before and after the change together.
            changed: The triples that came or went.
            superclasses: Class of a changed ``rdf:type`` → the classes that it is one of, itself included.
            entered: The states.
        """
        closed = self._close()
        found: set[Node] = set()
        seen: set[tuple[Node, int]] = set()
        waiting: list[tuple[Node, int]] = []
        looked_up: dict[tuple[Node, NamedNode | None, bool], list[Node]] = {}

        def reach(node: Node, states: Iterable[int]) -> None:
            for state in states:
                if state in entered:
                    found.add(node)
                if state in closed.into and (node, state) not in seen:
                    seen.add((node, state))
                    waiting.append((node, state))

        for triple in changed:
            above = superclasses.get(getattr(triple.object, "value", ""), ())
            for inverse, states in closed.reading(triple.predicate, above):
                reach(triple.object if inverse else triple.subject, states)  # type: ignore[arg-type]  # no triple terms
        while waiting:
            node, state = waiting.pop()
            for (predicate, inverse), sources in closed.into[state].items():
                key = (node, predicate, inverse)
                if key not in looked_up:
                    looked_up[key] = _before(data, node, predicate, inverse=inverse)
                for origin in looked_up[key]:
                    reach(origin, sources)
        return found

    def starts(self, root: int) -> frozenset[int]:
        """Return the states that a node in a state is in."""
        return self._close().closure(root)

    def _close(self) -> _Closed:
        if self._closed is None:
            self._closed = _Closed(self)
        return self._closed


class _Closed:
    """Steps by state and predicate, jumps followed."""

    def __init__(self, automaton: Automaton) -> None:
        self._jumps = automaton.jumps
        self._from: dict[int, list[Step]] = defaultdict(list)
        self._reading: dict[tuple[NamedNode | None, str], dict[bool, set[int]]] = {}
        self._out: dict[frozenset[int], Reads] = {}
        self.into: dict[int, dict[tuple[NamedNode | None, bool], set[int]]] = {}
        for step in dict.fromkeys(automaton.steps):
            self._from[step.source].append(step)
            ends = self._reading.setdefault((step.predicate, step.checks), {})
            ends.setdefault(step.inverse, set()).add(step.source)
            for state in self.closure(step.target):
                into = self.into.setdefault(state, {})
                into.setdefault((step.predicate, step.inverse), set()).add(step.source)

    def closure(self, state: int) -> frozenset[int]:
        found, waiting = {state}, [state]
        while waiting:
            for target in self._jumps.get(waiting.pop(), ()):
                if target not in found:
                    found.add(target)
                    waiting.append(target)
        return frozenset(found)

    def out(self, states: frozenset[int]) -> Reads:
        """Return what is read in some states: predicate and direction → the states that it leads to."""
        known = self._out.get(states)
        if known is None:
            gathered: dict[tuple[NamedNode | None, bool], set[int]] = defaultdict(set)
            for state in states:
                for inner in self.closure(state):
                    for step in self._from.get(inner, ()):
                        gathered[step.predicate, step.inverse].add(step.target)
            known = self._out[states] = {key: frozenset(targets) for key, targets in gathered.items()}
        return known

    def reading(self, predicate: NamedNode, above: Iterable[str]) -> Iterator[tuple[bool, set[int]]]:
        """Yield the states that read triples of a predicate, with the end of the triple that is in them.

        Args:
            predicate: The predicate.
            above: Superclasses of the object, for steps that look for a class.
        """
        for key in ((predicate, ""), (None, ""), *((predicate, cls) for cls in above)):
            yield from self._reading.get(key, {}).items()


def _read(
    data: Triples,
    node: Node,
    out: Reads,
    found: set[Triple],
    reached: dict[Node, set[int]],
) -> None:
    """Read the triples of a node that its states ask for, and note the states of what is at their other ends."""
    forward = {predicate: targets for (predicate, inverse), targets in out.items() if not inverse}
    if forward and not isinstance(node, Literal):
        every = forward.get(None)
        asked = [None] if every is not None or len(forward) > _FEW else list(forward)
        for predicate in asked:
            for triple in data.triples(node, predicate, None):
                targets = forward.get(triple.predicate)
                if targets or every:
                    found.add(triple)
                    reached[triple.object] |= (targets or frozenset()) | (every or frozenset())  # type: ignore[index]  # no triple terms
    for (predicate, inverse), targets in out.items():
        if inverse:
            for triple in data.triples(None, predicate, node):
                found.add(triple)
                reached[triple.subject] |= targets  # type: ignore[index]  # no triple terms


def _before(data: Triples, node: Node, predicate: NamedNode | None, *, inverse: bool) -> list[Node]:
    """Return the nodes from which a step may have come to a node."""
    if inverse:
        return [t.object for t in data.triples(node, predicate, None)]  # type: ignore[misc]  # no triple terms
    return [t.subject for t in data.triples(None, predicate, node)]  # type: ignore[misc]  # as above
