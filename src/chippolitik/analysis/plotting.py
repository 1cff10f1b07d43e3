"""Which part of an analysis a picture shows, and in which column each thing stands; ``svg`` and ``png`` draw it."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from chippolitik.analysis.chokepoints import Chokepoint, Chokepoints
from chippolitik.analysis.exposure import Exposure
from chippolitik.analysis.layout import Picture, lay_out
from chippolitik.analysis.network import Dependency

__all__ = ["chokepoint_edges", "chokepoint_picture", "exposure_edges", "exposure_picture", "picture_bytes"]


def exposure_edges(found: Exposure) -> list[Dependency]:
    """Return the edges of an exposure, each once, in the order of labels."""
    return sorted({step.dependency for step in (*found.upstream, *found.downstream)})


def exposure_picture(found: Exposure) -> Picture:
    """Show what a thing depends on to its right and what depends on it to its left, one column a step."""
    levels = {node.iri: 0 for node in found.entities}
    for step in found.upstream:
        levels.setdefault(step.dependency.provider.iri, step.level)
    for step in found.downstream:
        levels.setdefault(step.dependency.dependent.iri, -step.level)
    names = " / ".join(dict.fromkeys(node.label for node in found.entities))
    title = f"Exposure of {names}{_days(found.as_of, found.known_at)}"
    return lay_out(exposure_edges(found), levels, title=title, marked={node.iri: "" for node in found.entities})


def chokepoint_edges(found: Chokepoints, points: Iterable[Chokepoint]) -> list[Dependency]:
    """Return the edges of the core that touch a chokepoint."""
    marked = {point.node.iri for point in points}
    return [
        edge
        for edge in found.network.dependencies
        if {edge.dependent.iri, edge.provider.iri} <= found.core and ({edge.dependent.iri, edge.provider.iri} & marked)
    ]


def chokepoint_picture(found: Chokepoints, points: Iterable[Chokepoint]) -> Picture:
    """Show chokepoints with their neighbours; who depends stands left of what it depends on, circles apart."""
    points = list(points)
    edges = chokepoint_edges(found, points)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((edge.dependent.iri, edge.provider.iri) for edge in edges)
    rings = nx.condensation(graph)
    levels: dict[str, int] = {}
    for ring in reversed(
        list(nx.lexicographical_topological_sort(rings, key=lambda r: min(rings.nodes[r]["members"])))
    ):
        level = min((levels[min(rings.nodes[after]["members"])] - 1 for after in rings.successors(ring)), default=0)
        levels |= dict.fromkeys(rings.nodes[ring]["members"], level)
    title = f"Chokepoints with their neighbours{_days(found.network.as_of, found.network.known_at)}"
    marked = {point.node.iri: f"{point.rank}. " for point in points}
    return lay_out(edges, levels, title=title, marked=marked)


def picture_bytes(picture: Picture, form: str) -> bytes:
    """Return a picture as a file.

    Args:
        picture: The picture.
        form: ``svg`` or ``png``.

    Raises:
        MissingPartError: PNG is asked for, and matplotlib is not installed.
    """
    if form == "png":
        from chippolitik.analysis.png import png  # noqa: PLC0415 - an optional part

        return png(picture)
    from chippolitik.analysis.svg import svg  # noqa: PLC0415 - as above

    return svg(picture)


def _days(as_of: str, known_at: str) -> str:
    return (f", as of {as_of}" if as_of else "") + (f", known at {known_at}" if known_at else "")
