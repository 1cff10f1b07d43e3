"""What a thing depends on and what depends on it, step by step. The network itself is made in ``network``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from chippolitik.analysis.network import Dependency, Network, Node

__all__ = ["Exposure", "Step", "exposure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An edge on the way from or to the thing asked for.

    Attributes:
        level: How many steps away its far end is, from 1.
        dependency: The edge.
    """

    level: int
    dependency: Dependency


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """All edges around a thing, near ones first, then in the order of labels.

    Attributes:
        entities: What was asked for; several where a name means several things that the network knows.
        upstream: What it depends on, directly and through others.
        downstream: What depends on it, likewise.
        further: How many more edges lie beyond the depth asked for, in both directions.
        as_of: The day the edges may hold on, or empty.
        known_at: The day by which the articles were published, or empty.
    """

    entities: tuple[Node, ...]
    upstream: tuple[Step, ...]
    downstream: tuple[Step, ...]
    further: int
    as_of: str
    known_at: str


def exposure(network: Network, iris: Iterable[str], *, depth: int = 2) -> Exposure:
    """Follow the edges from a thing in both directions.

    Args:
        network: The network.
        iris: What the name means; things that the network does not know are skipped.
        depth: How many steps to go, at least 1.

    Returns:
        The edges found; empty where nothing is known to depend.
    """
    start = sorted(network.nodes[iri] for iri in set(iris) if iri in network.nodes)
    graph = network.digraph
    upstream, beyond = _walk(start, graph.successors, network.dependency, depth)
    downstream, before = _walk(start, graph.predecessors, lambda far, near: network.dependency(near, far), depth)
    return Exposure(
        entities=tuple(start),
        upstream=upstream,
        downstream=downstream,
        further=beyond + before,
        as_of=network.as_of,
        known_at=network.known_at,
    )


def _walk(
    start: list[Node],
    neighbours: Callable[[str], Iterator[str]],
    edge: Callable[[str, str], Dependency],
    depth: int,
) -> tuple[tuple[Step, ...], int]:
    """Return the edges within a depth, and the number of those just beyond it."""
    seen = {node.iri for node in start}
    layer, steps = sorted(seen), list[Step]()
    for level in range(1, depth + 1):
        found = sorted({(iri, other) for iri in layer for other in neighbours(iri)})
        steps += sorted((Step(level=level, dependency=edge(*pair)) for pair in found), key=lambda step: step.dependency)
        layer = sorted({other for _, other in found} - seen)
        seen |= set(layer)
    return tuple(steps), sum(1 for iri in layer for _ in neighbours(iri))
