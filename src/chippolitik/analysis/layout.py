"""Where boxes and arrows of a picture of a network go: columns by level, few crossings, the same for the same network.

Turning a picture into a file is in ``svg`` and ``png``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from chippolitik.analysis.network import Dependency, Node

__all__ = ["FONT_SIZE", "Arrow", "Box", "Picture", "lay_out", "text_width"]

FONT_SIZE = 14.0
_PAD, _ROW, _GAP, _COLUMN, _MARGIN, _HEAD, _LANE = 9.0, 19.0, 16.0, 130.0, 24.0, 76.0, 6.0
_LINE = 30  # characters of a line in a box
_LISTED = 5  # things that a box names; more are counted
_SWEEPS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A thing, or several that have the same neighbours.

    Attributes:
        x: Left edge, in pixels.
        y: Upper edge.
        width: Width.
        height: Height.
        lines: What stands in it.
        sort: ``agent`` or ``product``.
        marked: Whether it is what the picture is about.
        title: All that it stands for, for people who point at it.
    """

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    sort: str
    marked: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """An edge as a run of cubic curves, from who depends to what it depends on.

    Attributes:
        points: Start, then for each curve two points that bend it and its end; x and y in pixels.
        claimed: Whether it rests on a claim.
        title: What it rests on.
    """

    points: tuple[tuple[float, float], ...]
    claimed: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Boxes and arrows on a surface.

    Attributes:
        width: In pixels.
        height: In pixels.
        title: The headline.
        boxes: The boxes.
        arrows: The arrows, which go below the boxes.
    """

    width: float
    height: float
    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Group:
    """Things that share one box; or, without things, a lane through a column for edges to what lies beyond it."""

    level: int
    nodes: tuple[Node, ...]
    toward: str = ""


def lay_out(
    dependencies: Iterable[Dependency], levels: Mapping[str, int], *, title: str, marked: Mapping[str, str]
) -> Picture:
    """Place a network in columns.

    Things of one column and sort with the same neighbours share a box, unless they are marked.

    Args:
        dependencies: The edges.
        levels: IRI → column; smaller ones are further left. Every end of an edge has one.
        title: The headline.
        marked: IRI → what stands before its label, for the things that the picture is about; may be empty.
    """
    edges = sorted(set(dependencies))
    groups = _groups(edges, levels, marked)
    of = {node.iri: group for group in groups for node in group.nodes}
    between: dict[tuple[_Group, _Group], list[Dependency]] = {}
    for edge in edges:
        between.setdefault((of[edge.dependent.iri], of[edge.provider.iri]), []).append(edge)
    runs = {ends: _run(*ends, sorted({group.level for group in groups})) for ends in sorted(between)}
    boxes = _boxes(_ordered(groups, list(runs.values())), marked)
    arrows = [_arrow([boxes[group] for group in run], between[ends]) for ends, run in runs.items()]
    right = max((box.x + box.width for box in boxes.values()), default=0.0)
    low = max((box.y + box.height for box in boxes.values()), default=_HEAD)
    bend = max((x for arrow in arrows for x, _ in arrow.points), default=0.0)
    return Picture(
        width=max(right, bend - 20, text_width(title) * 1.3 + _MARGIN, 520.0) + _MARGIN,
        height=low + _MARGIN,
        title=title,
        boxes=tuple(box for box in boxes.values() if box.lines),
        arrows=tuple(arrows),
    )


def text_width(text: str) -> float:
    """Return how wide a text is at most in a common sans-serif font, in pixels."""
    widths = (1.0 if unicodedata.east_asian_width(c) in "WF" else 0.72 if c.isupper() else 0.57 for c in text)
    return FONT_SIZE * sum(widths)


def _groups(edges: list[Dependency], levels: Mapping[str, int], marked: Mapping[str, str]) -> list[_Group]:
    outward: dict[Node, set[str]] = {}
    inward: dict[Node, set[str]] = {}
    for edge in edges:
        for node in (edge.dependent, edge.provider):
            outward.setdefault(node, set())
            inward.setdefault(node, set())
        outward[edge.dependent].add(edge.provider.iri)
        inward[edge.provider].add(edge.dependent.iri)
    alike: dict[tuple[object, ...], list[Node]] = {}
    for node in sorted(outward):
        alone = node.iri if node.iri in marked else ""
        neighbours = tuple(sorted(outward[node])), tuple(sorted(inward[node]))
        alike.setdefault((levels[node.iri], node.sort, alone, *neighbours), []).append(node)
    return sorted(_Group(levels[nodes[0].iri], tuple(nodes)) for nodes in alike.values())


def _run(start: _Group, end: _Group, levels: list[int]) -> list[_Group]:
    """Return the boxes and lanes that an edge leads through, so that it hides behind no box."""
    first, last = levels.index(start.level), levels.index(end.level)
    step = 1 if last >= first else -1
    toward = f"{end.nodes[0].iri} {step}"
    return [start, *(_Group(levels[i], (), toward) for i in range(first + step, last, step)), end]


def _ordered(groups: list[_Group], runs: list[list[_Group]]) -> list[list[_Group]]:
    """Return the columns, each in an order that gives few crossings: by the mean place of the neighbours."""
    groups = sorted({*groups, *(group for run in runs for group in run)})
    columns = [[g for g in groups if g.level == level] for level in sorted({group.level for group in groups})]
    near: dict[_Group, list[_Group]] = {group: [] for group in groups}
    for run in runs:
        for start, end in pairwise(run):
            near[start].append(end)
            near[end].append(start)
    place: dict[_Group, float] = {}

    def note(column: list[_Group]) -> None:
        place.update({group: (i + 0.5) / len(column) for i, group in enumerate(column)})

    for column in columns:
        note(column)
    for _ in range(_SWEEPS):
        for column in (*columns, *reversed(columns)):
            mean = {g: sum(place[n] for n in near[g]) / len(near[g]) if near[g] else place[g] for g in column}
            column.sort(key=lambda group: (mean[group], group))
            note(column)
    return columns


def _boxes(columns: list[list[_Group]], marked: Mapping[str, str]) -> dict[_Group, Box]:
    texts = {group: _lines(group, marked) for column in columns for group in column}
    heights = {group: 2 * _PAD + _ROW * len(lines) if lines else _LANE for group, lines in texts.items()}
    totals = [sum(heights[group] + _GAP for group in column) - _GAP for column in columns]
    x, boxes = _MARGIN, dict[_Group, Box]()
    for column, total in zip(columns, totals, strict=True):
        width = max(text_width(line) for group in column for line in texts[group]) + 2 * _PAD
        y = _HEAD + (max(totals) - total) / 2
        for group in column:
            boxes[group] = Box(
                x=x,
                y=y,
                width=width,
                height=heights[group],
                lines=texts[group],
                sort=group.nodes[0].sort if group.nodes else "",
                marked=any(node.iri in marked for node in group.nodes),
                title=", ".join(node.label for node in group.nodes),
            )
            y += heights[group] + _GAP
        x += width + _COLUMN
    return boxes


def _lines(group: _Group, marked: Mapping[str, str]) -> tuple[str, ...]:
    labels = [marked.get(node.iri, "") + node.label for node in group.nodes]
    more = len(labels) - _LISTED
    shown = labels if more <= 1 else [*labels[:_LISTED], f"and {more} more"]
    return tuple(line if len(line) <= _LINE else line[: _LINE - 1].rstrip() + "…" for line in shown)


def _arrow(run: list[Box], edges: list[Dependency]) -> Arrow:
    points: list[tuple[float, float]] = []
    for start, end in pairwise(run):
        curve = _beside(start, end) if start.x == end.x else _across(start, end)
        if points:
            lane, ahead = points[-1], curve[0]  # straight through the lane
            points += [lane, ahead, ahead]
        points += curve[1:] if points else curve
    return Arrow(points=tuple(points), claimed=any(edge.claims for edge in edges), title="\n".join(map(_said, edges)))


def _across(start: Box, end: Box) -> list[tuple[float, float]]:
    """Return a curve from one column to the next."""
    y1, y2 = start.y + start.height / 2, end.y + end.height / 2
    ahead = end.x > start.x
    x1 = start.x + start.width if ahead else start.x
    x2 = end.x if ahead else end.x + end.width
    middle = (x1 + x2) / 2
    return [(x1, y1), (middle, y1), (middle, y2), (x2, y2)]


def _beside(start: Box, end: Box) -> list[tuple[float, float]]:
    """Return a curve within one column, around its right side."""
    y1, y2 = start.y + start.height / 2, end.y + end.height / 2
    side = start.x + start.width
    reach = side + 30 + min(abs(y2 - y1) / 4, 60)
    return [(side, y1), (reach, y1), (reach, y2), (side, y2)]


def _said(edge: Dependency) -> str:
    bases = "; ".join(
        " ".join(
            filter(None, [basis.relation, f"“{basis.quote}”" if basis.quote else "", basis.published or basis.when])
        )
        for basis in edge.bases
    )
    return f"{edge.dependent.label} → {edge.provider.label}: {bases}"
