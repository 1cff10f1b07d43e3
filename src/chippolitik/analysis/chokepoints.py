"""Single points of failure: what falls apart, what is bypassed and what has no second source if a thing is gone.

Three measures, each a count or a share that can be checked by hand; the rank is by the sum of their places. How they
read is in ``wording``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from chippolitik.analysis.network import Network, Node

__all__ = ["SOURCES", "Chokepoint", "Chokepoints", "Place", "chokepoints"]

SOURCES = frozenset({"Supply", "Manufacture", "suppliedBy", "fabricatedBy", "manufacturedBy"})
"""Relations that say where a product can be had from; who designed it is no source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a thing stands by one measure: equal values share a place.

    Attributes:
        place: From 1.
        of: How many things have a value above nothing; 0 if this one has none.
    """

    place: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chokepoint:
    """A thing whose loss others would feel.

    Attributes:
        rank: From 1; the sum of the three places, then the number of dependents, then the label decide.
        node: The thing.
        dependents: Agents that depend on it, directly or through others.
        cut_off: Things that lose every link to the rest without it, as an articulation point of the network.
        betweenness: Share of the shortest paths of dependence between other things that lead through it, 0 to 1.
        sole_source: Products for which no second source is known.
        second_sources: Product → the other known sources, for the products that have some.
        by_cut_off: Its place by the number of things cut off.
        by_betweenness: Its place by betweenness.
        by_sole_source: Its place by the number of products without a second source.
    """

    rank: int
    node: Node
    dependents: tuple[Node, ...]
    cut_off: tuple[Node, ...]
    betweenness: float
    sole_source: tuple[Node, ...]
    second_sources: Mapping[Node, tuple[Node, ...]]
    by_cut_off: Place
    by_betweenness: Place
    by_sole_source: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Chokepoints:
    """The ranking, and the network that it was made from.

    Attributes:
        ranked: The chokepoints, worst first.
        network: What is known.
        core: IRIs of what the measures by topology look at: products that nothing depends on are left out of it.
    """

    ranked: tuple[Chokepoint, ...]
    network: Network
    core: frozenset[str]


def chokepoints(network: Network, *, sort: str | None = "agent") -> Chokepoints:
    """Rank the things of a network by what their loss would do.

    Args:
        network: The network.
        sort: ``agent`` or ``product``, or None for both.

    Returns:
        All things that at least one measure finds, worst first; the same network gives the same ranking always.
    """
    measures = _Measures(network)
    wanted = [node for node in network.nodes.values() if sort in {None, node.sort}]
    places = [
        _places({node.iri: value for node in wanted if (value := measure(node.iri))})
        for measure in (measures.cut_off, measures.betweenness, measures.sole_source)
    ]
    found = [node for node in wanted if any(node.iri in at for at, _ in places)]
    dependents = {n.iri: _nodes(network, nx.ancestors(network.digraph, n.iri), "agent") for n in found}
    sums = {node.iri: sum(at.get(node.iri, last) for at, last in places) for node in found}
    found.sort(key=lambda node: (sums[node.iri], -len(dependents[node.iri]), node))
    ranked = []
    for rank, node in enumerate(found, 1):
        iri = node.iri
        by = [Place(place=at.get(iri, last), of=len(at) if iri in at else 0) for at, last in places]
        ranked.append(
            Chokepoint(
                rank=rank,
                node=node,
                dependents=dependents[iri],
                cut_off=_nodes(network, measures.cut.get(iri, set())),
                betweenness=measures.betweenness(iri),
                sole_source=_nodes(network, set(measures.sole[iri])),
                second_sources=measures.second_sources(iri),
                by_cut_off=by[0],
                by_betweenness=by[1],
                by_sole_source=by[2],
            )
        )
    return Chokepoints(ranked=tuple(ranked), network=network, core=frozenset(measures.core))


class _Measures:
    """The three measures of every thing of a network."""

    def __init__(self, network: Network) -> None:
        self._network, self.core = network, _core(network)
        self.cut = _cut_off(self.core)
        self._between: dict[str, float] = nx.betweenness_centrality(self.core)
        self._sources = _sources(network)
        self.sole = {iri: [p for p, known in self._sources.items() if known == {iri}] for iri in network.nodes}

    def cut_off(self, iri: str) -> float:
        return float(len(self.cut.get(iri, ())))

    def betweenness(self, iri: str) -> float:
        return round(self._between.get(iri, 0.0), 9)

    def sole_source(self, iri: str) -> float:
        return float(len(self.sole[iri]))

    def second_sources(self, iri: str) -> dict[Node, tuple[Node, ...]]:
        """Return the products that are known to come from others too, with these."""
        found = {
            self._network.nodes[product]: _nodes(self._network, known - {iri})
            for product, known in self._sources.items()
            if iri in known and len(known) > 1
        }
        return dict(sorted(found.items()))


def _core(network: Network) -> nx.DiGraph[str]:
    """Return the network without products that nothing depends on, which only say what a firm has on offer."""
    core = network.digraph.copy()
    while idle := [iri for iri in core if network.nodes[iri].sort == "product" and not core.in_degree(iri)]:
        core.remove_nodes_from(idle)
    core.remove_nodes_from([iri for iri in list(core) if not core.degree(iri)])
    return core


def _cut_off(core: nx.DiGraph[str]) -> dict[str, set[str]]:
    """Return for each articulation point what is outside the greatest part that is left of its component."""
    undirected = core.to_undirected()
    found: dict[str, set[str]] = {}
    for component in nx.connected_components(undirected):
        part = undirected.subgraph(component)
        for iri in nx.articulation_points(part):
            left = sorted((sorted(piece) for piece in nx.connected_components(nx.restricted_view(part, [iri], []))),
                          key=lambda piece: (-len(piece), piece))  # fmt: skip
            found[iri] = {other for piece in left[1:] for other in piece}
    return found


def _sources(network: Network) -> dict[str, set[str]]:
    """Return for each product the agents that it is known to come from."""
    found: dict[str, set[str]] = {}
    for edge in network.dependencies:
        if (
            edge.dependent.sort == "product"
            and edge.provider.sort == "agent"
            and any(basis.relation in SOURCES for basis in edge.bases)
        ):
            found.setdefault(edge.dependent.iri, set()).add(edge.provider.iri)
    return found


def _places(values: Mapping[str, float]) -> tuple[dict[str, int], int]:
    """Return the place of each thing, and the one that those without a value share.

    Example:
        >>> _places({"tsmc": 5.0, "smic": 2.0, "asml": 5.0})
        ({'tsmc': 1, 'smic': 2, 'asml': 1}, 3)
    """
    order = sorted(set(values.values()), reverse=True)
    return {iri: order.index(value) + 1 for iri, value in values.items()}, len(order) + 1


def _nodes(network: Network, iris: set[str], sort: str | None = None) -> tuple[Node, ...]:
    return tuple(sorted(network.nodes[iri] for iri in iris if sort in {None, network.nodes[iri].sort}))
