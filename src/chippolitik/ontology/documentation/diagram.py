"""Diagrams as SVG: trees of classes, a property between its classes, and the map of modules.

Text is measured by rule of thumb, since no font is at hand; boxes are a little too wide rather than too narrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chippolitik.ontology.documentation.markup import element, text

__all__ = ["Node", "arrow", "module_map", "tree", "width_of"]

_ROW, _BOX, _STEP = 38, 28, 30  # heights of a row and of a box, indentation of a level
_PAD, _GAP = 12, 56
_ABOVE = 8  # room above an arrow for words that are higher than its boxes
_SMALLEST = 0.8  # of its own size, in narrow pages
_TALL = 14  # rows from which on trees are spread over columns
_NARROW, _WIDE = frozenset("iIjlft.,:;'|()[] -"), frozenset("mwMWÄÖÜ@%&")


@dataclass(slots=True)
class Node:
    """A box in a diagram.

    Attributes:
        label: Its words.
        href: Where a click leads; empty for nowhere.
        kind: Its look: ``own``, ``here``, ``far`` or ``old``.
        below: The nodes below it, in a tree.
    """

    label: str
    href: str = ""
    kind: str = "own"
    below: list[Node] = field(default_factory=list)


def width_of(words: str) -> float:
    """Return about how wide words are at 13 pixels.

    Example:
        >>> width_of("ill") < width_of("Art") < width_of("WWW")
        True
    """
    return sum(4.4 if c in _NARROW else 11.0 if c in _WIDE else 8.8 if c.isupper() else 7.3 for c in words)


def tree(roots: Sequence[Node], title: str, name: str) -> str:
    """Return trees as SVG, one row a node, each level further in; many trees stand side by side.

    Args:
        roots: The trees.
        title: What the picture shows, for those who do not see it.
        name: Makes the ids in the picture unique on its page.
    """
    parts: list[str] = []
    left, depth = 0.0, 0
    for column in _columns(roots):
        rows: list[_Row] = []
        for root in column:
            _lay(root, 0, -1, rows)
        parts += [_edge(row, number, left) for number, row in enumerate(rows) if row.parent >= 0]
        parts += [_box(row.node, left + row.level * _STEP, number * _ROW) for number, row in enumerate(rows)]
        depth = max(depth, len(rows))
        left += max(row.level * _STEP + _width(row.node) for row in rows) + _GAP
    return _picture(parts, max(left - _GAP, 0), depth * _ROW - (_ROW - _BOX), title, name)


@dataclass(frozen=True, slots=True)
class _Row:
    """A node in its column: its level, and the number of its parent's row or -1."""

    node: Node
    level: int
    parent: int


def _lay(node: Node, level: int, parent: int, rows: list[_Row]) -> None:
    rows.append(_Row(node, level, parent))
    here = len(rows) - 1
    for child in node.below:
        _lay(child, level + 1, here, rows)


def _edge(row: _Row, number: int, left: float) -> str:
    x, top, middle = left + (row.level - 1) * _STEP + 14, row.parent * _ROW + _BOX, number * _ROW + _BOX / 2
    return f'<path class="edge" d="M{x:.0f} {top} V{middle - 6} q0 6 6 6 H{left + row.level * _STEP:.0f}"/>'


def _columns(roots: Sequence[Node]) -> list[list[Node]]:
    """Spread trees over columns of about the same height, in their order."""
    sizes = [_size(root) for root in roots]
    count = min(3, -(-sum(sizes) // _TALL), len(roots))
    goal = max([*sizes, -(-sum(sizes) // count)]) if count > 1 else sum(sizes)
    columns: list[list[Node]] = []
    room = 0
    for root, size in zip(roots, sizes, strict=True):
        if size > room:
            columns.append([])
            room = goal
        columns[-1].append(root)
        room -= size
    return columns


def _size(node: Node) -> int:
    return 1 + sum(map(_size, node.below))


def arrow(left: Sequence[Node], label: str, right: Sequence[Node], title: str, name: str) -> str:
    """Return a property as an arrow from the classes that have it to the classes of its values.

    Args:
        left: The classes that have it.
        label: The property's label.
        right: The classes of its values.
        title: What the picture shows, for those who do not see it.
        name: Makes the ids in the picture unique on its page.
    """
    rows = max(len(left), len(right), 1)
    start = max(map(_width, left), default=0)
    end = start + width_of(label) + 56
    middle = (rows * _ROW - (_ROW - _BOX)) / 2
    parts = [f'<path class="edge strong" d="M{start + 4} {middle} H{end - 5}" marker-end="url(#head-{name})"/>']
    parts.append(f'<text class="on-edge" x="{(start + end) / 2:.0f}" y="{middle - 7}">{text(label)}</text>')
    parts += [_box(node, start - _width(node), _centred(row, len(left), rows)) for row, node in enumerate(left)]
    parts += [_box(node, end, _centred(row, len(right), rows)) for row, node in enumerate(right)]
    width = end + max(map(_width, right), default=0)
    return _picture(parts, width, 2 * middle, title, name, above=_ABOVE)


def module_map(layers: Sequence[Sequence[Node]], edges: Iterable[tuple[str, str]], title: str) -> str:
    """Return modules as a map: the first layer on top, a line from each module to those that it builds on.

    Args:
        layers: The modules by layer.
        edges: Pairs of labels: a module and one that it builds on, which lies in a layer above.
        title: What the picture shows, for those who do not see it.
    """
    gap, height = 26, 58
    widths = [sum(map(_width, layer)) + gap * (len(layer) - 1) for layer in layers]
    total = max(widths, default=0)
    at: dict[str, tuple[float, float]] = {}
    boxes = []
    for number, layer in enumerate(layers):
        x = (total - widths[number]) / 2
        for node in layer:
            at[node.label] = (x + _width(node) / 2, number * height)
            boxes.append(_box(node, x, number * height))
            x += _width(node) + gap
    parts = []
    for upper, lower in edges:
        (x1, y1), (x2, y2) = at[upper], at[lower]
        # A line over several layers swings out first, to pass beside the boxes between.
        far = y1 - y2 > height
        bend = (y1 - y2 - _BOX) / 2
        start = f"{x2 + 14:.0f} {y1 - 12}" if far else f"{x1:.0f} {y1 - bend:.0f}"
        path = f"M{x1:.0f} {y1} C{start} {x2:.0f} {y2 + _BOX + bend:.0f} {x2:.0f} {y2 + _BOX + 2}"
        parts.append(f'<path class="edge" d="{path}" marker-end="url(#head-map)"/>')
    return _picture(parts + boxes, total, len(layers) * height - (height - _BOX), title, "map")


def _width(node: Node) -> float:
    return width_of(node.label) + 2 * _PAD


def _centred(row: int, count: int, rows: int) -> float:
    return (row + (rows - count) / 2) * _ROW


def _box(node: Node, x: float, y: float) -> str:
    width = _width(node)
    shape = f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{_BOX}" rx="7"/>'
    words = f'<text x="{x + width / 2:.0f}" y="{y + 18.5:.1f}">{text(node.label)}</text>'
    drawn = element("g", shape + words, class_=f"node {node.kind}")
    return element("a", drawn, href=node.href) if node.href else drawn


def _picture(parts: Iterable[str], width: float, height: float, title: str, name: str, *, above: int = 0) -> str:
    """Return a picture; narrow pages may shrink it, but not so far that its words cannot be read."""
    head = (
        f'<marker id="head-{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" '
        'orient="auto-start-reverse"><path class="head" d="M0 0 L8 4 L0 8 z"/></marker>'
    )
    body = f'<title id="title-{name}">{text(title)}</title><defs>{head}</defs>{"".join(parts)}'
    wide, high = round(width) + 4, round(height) + 4 + above
    return (
        f'<svg role="group" aria-labelledby="title-{name}" viewBox="-2 {-2 - above} {wide} {high}" width="{wide}" '
        f'height="{high}" style="min-width:{round(_SMALLEST * wide)}px" '
        f'xmlns="http://www.w3.org/2000/svg">{body}</svg>'
    )
