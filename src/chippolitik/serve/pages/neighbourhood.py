"""The things around a thing: what the graph takes as the case and what the knowledge base knows, drawn in columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pyoxigraph import NamedNode, Quad

from chippolitik.graph.terms import chip
from chippolitik.model import KINDS
from chippolitik.namespaces import ARTICLE, BASE, CHIP, DERIVED_GRAPH, ID, KB_GRAPH
from chippolitik.serve.pages.desk import Desk, Link

__all__ = ["Around", "Drawing", "Relation", "around", "drawn", "graph_json"]

_MOST, _MOST_SEEN = 16, 4000
_SHORTCUTS = sorted({spec.shortcut[0] for spec in KINDS.values() if spec.shortcut})
_SKIPPED = {"statedIn", "inForce", "announcedIn", "publishedIn", "threshold", "policyEventOf", "groupMember"}
_WIDTH, _BOX, _ROW, _TOP = 940.0, 250.0, 46.0, 14.0


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """A thing that stands beside another, and how.

    Attributes:
        outward: Whether the relation runs from the middle to it.
        claimed: Whether it rests on claims that hold; else on the knowledge base.
        name: Label of the relation.
        label: Label of the thing.
        href: Its page.
        iri: The thing.
    """

    outward: bool
    claimed: bool
    name: str
    label: str
    href: str
    iri: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a thing.

    Attributes:
        relations: Claimed ones first.
        more: How many relations are left out.
    """

    relations: tuple[Relation, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing: the thing in the middle, what points at it on the left, what it points at on the right.

    Attributes:
        left: Where the drawing begins, in pixels; a side with nothing on it is left out.
        width: In pixels.
        height: In pixels.
        middle: Middle of the thing's own box.
        boxes: Left edge, upper edge, relation.
        edges: Path of the line, place of its words, relation.
    """

    left: float
    width: float
    height: float
    middle: tuple[float, float]
    boxes: tuple[tuple[float, float, Relation], ...]
    edges: tuple[tuple[str, Relation], ...]


def around(desk: Desk, iri: str, most: int = _MOST) -> Around:
    """Return what stands around a thing.

    Args:
        desk: Where the page is written.
        iri: The thing.
        most: How many relations a side.
    """
    found = sorted(set(_relations(desk, iri)), key=lambda one: (not one.claimed, one.name, one.label, one.iri))
    sides = [[one for one in found if one.outward is outward] for outward in (False, True)]
    kept = [one for side in sides for one in side[:most]]
    return Around(tuple(kept), len(found) - len(kept))


def drawn(relations: tuple[Relation, ...]) -> Drawing | None:
    """Return the drawing of relations, or None if there are none."""
    if not relations:
        return None
    sides = [[one for one in relations if one.outward is outward] for outward in (False, True)]
    height = _TOP * 2 + _ROW * max(map(len, sides)) - 14
    y0 = height / 2
    boxes, edges = [], []
    for side, x in ((sides[0], 4.0), (sides[1], _WIDTH - _BOX - 4)):
        top = (height - _ROW * len(side)) / 2 + 7
        for number, one in enumerate(side):
            y = top + _ROW * number
            boxes.append((x, y, one))
            edges.append((_path(y + 16, y0, outward=one.outward), one))
    left, right = (0.0 if sides[0] else _WIDTH / 2 - 99), (_WIDTH if sides[1] else _WIDTH / 2 + 99)
    return Drawing(left, right - left, max(height, 60.0), (_WIDTH / 2, y0), tuple(boxes), tuple(edges))


def _path(y: float, y0: float, *, outward: bool) -> str:
    left, right = 4 + _BOX, _WIDTH / 2 - 95
    if not outward:
        return f"M{left:g} {y:g}C{(left + right) / 2 + 20:g} {y:g} {(left + right) / 2 + 20:g} {y0:g} {right:g} {y0:g}"
    left, right = _WIDTH - right, _WIDTH - left
    return f"M{left:g} {y0:g}C{(left + right) / 2 - 20:g} {y0:g} {(left + right) / 2 - 20:g} {y:g} {right:g} {y:g}"


def graph_json(desk: Desk, iri: str) -> dict[str, Any]:
    """Return the neighbourhood for scripts and for download: nodes and edges."""
    found = around(desk, iri, 60)
    me = desk.link(iri)
    nodes = {iri: {"id": iri, "label": me.label, "href": me.href, "self": True}}
    for one in found.relations:
        nodes.setdefault(one.iri, {"id": one.iri, "label": one.label, "href": one.href, "self": False})
    edges = [
        {
            "source": iri if one.outward else one.iri,
            "target": one.iri if one.outward else iri,
            "label": one.name,
            "claimed": one.claimed,
        }
        for one in found.relations
    ]
    return {"nodes": list(nodes.values()), "edges": edges, "more": found.more}


def _relations(desk: Desk, iri: str) -> Iterator[Relation]:
    for outward in (True, False):
        for claimed in (True, False):
            quads = _shortcuts(desk, iri, outward) if claimed else _known(desk, iri, outward)
            ends = {(quad.predicate.value, quad.object if outward else quad.subject) for quad in quads}
            for predicate, other in ends:
                if isinstance(other, NamedNode) and _is_thing(other.value):
                    link: Link = desk.link(other.value)
                    name = desk.term(predicate.removeprefix(CHIP))
                    yield Relation(outward, claimed, name, link.label, link.href, other.value)


def _shortcuts(desk: Desk, iri: str, outward: bool) -> Iterator[Quad]:  # noqa: FBT001 - a side
    node = NamedNode(iri)
    for name in _SHORTCUTS:
        found = desk.store.match(node if outward else None, chip(name), None if outward else node)
        yield from (
            quad
            for quad in islice(found, _MOST_SEEN)
            if getattr(quad.graph_name, "value", "").startswith(DERIVED_GRAPH)
        )


def _known(desk: Desk, iri: str, outward: bool) -> Iterator[Quad]:  # noqa: FBT001 - a side
    node, graph = NamedNode(iri), NamedNode(KB_GRAPH)
    found = desk.store.match(node if outward else None, None, None if outward else node, graph)
    for quad in islice(found, _MOST_SEEN):
        name = quad.predicate.value
        if name.startswith(CHIP) and name.removeprefix(CHIP) not in _SKIPPED:
            yield quad


def _is_thing(iri: str) -> bool:
    rest = iri.removeprefix(ID)
    named = "/" not in rest or rest.startswith("name/") or (iri.startswith(ARTICLE) and "/described/" in iri)
    return iri.startswith(BASE + "id/") and named
