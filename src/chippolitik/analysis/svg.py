"""Pictures of networks as SVG, written without any library; the same picture gives the same bytes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from chippolitik.analysis.layout import FONT_SIZE, Arrow, Box, Picture

__all__ = ["COLOURS", "LEGEND", "svg"]

COLOURS = {
    "agent": ("#e8f0fb", "#2f5d9b"),
    "product": ("#fdf3e1", "#a8721a"),
    "marked": ("#fbe3e4", "#b3262e"),
    "claimed": ("", "#1f6f3f"),
    "known": ("", "#8a8f98"),
}
"""What is drawn → colours of surface and line; dashes tell arrows apart where colours do not."""

LEGEND = (
    ("agent", "agent"),
    ("product", "product"),
    ("claimed", "depends on, by claims"),
    ("known", "depends on, by the knowledge base"),
)
"""What the legend shows → its words."""

_FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def svg(picture: Picture) -> bytes:
    """Return a picture as SVG 1.1 in UTF-8; titles carry quotes and dates."""
    return ("\n".join(_lines(picture)) + "\n").encode()


def _lines(picture: Picture) -> Iterator[str]:
    width, height = math.ceil(picture.width), math.ceil(picture.height)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family="{_FONT}" font-size="{FONT_SIZE:g}">'
    )
    yield f"<title>{escape(_xml(picture.title))}</title>"
    yield f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    yield "<defs>"
    for name in ("claimed", "known"):
        yield (
            f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
            f'<path d="M0 0L10 5L0 10z" fill="{COLOURS[name][1]}"/></marker>'
        )
    yield "</defs>"
    size, title = f"{FONT_SIZE * 1.25:g}", escape(_xml(picture.title))
    yield f'<text x="24" y="28" font-size="{size}" font-weight="bold" fill="#1b1f24">{title}</text>'
    yield from _legend()
    for arrow in picture.arrows:
        yield _arrow(arrow)
    for box in picture.boxes:
        yield from _box(box)
    yield "</svg>"


def _legend() -> Iterator[str]:
    x = 24.0
    for name, words in LEGEND:
        fill, line = COLOURS[name]
        if fill:
            yield f'<rect x="{x:g}" y="42" width="22" height="14" rx="3" fill="{fill}" stroke="{line}"/>'
        else:
            dash = "" if name == "claimed" else ' stroke-dasharray="6 3"'
            yield f'<path d="M{x:g} 49H{x + 22:g}" stroke="{line}" stroke-width="2"{dash} marker-end="url(#{name})"/>'
        yield f'<text x="{x + 29:g}" y="54" font-size="12" fill="#444b54">{words}</text>'
        x += 29 + len(words) * 6.6 + 24


def _arrow(arrow: Arrow) -> str:
    name = "claimed" if arrow.claimed else "known"
    (x, y), *rest = ((round(x, 1), round(y, 1)) for x, y in arrow.points)
    curves = f"M{x:g} {y:g}C" + " ".join(f"{x:g} {y:g}" for x, y in rest)
    dash = "" if arrow.claimed else ' stroke-dasharray="6 3"'
    return (
        f'<path d="{curves}" fill="none" stroke="{COLOURS[name][1]}"'
        f' stroke-width="1.6"{dash} marker-end="url(#{name})"><title>{escape(_xml(arrow.title))}</title></path>'
    )


def _box(box: Box) -> Iterator[str]:
    fill, line = COLOURS["marked" if box.marked else box.sort]
    x, y, width, height = (round(value, 1) for value in (box.x, box.y, box.width, box.height))
    yield f"<g><title>{escape(_xml(box.title))}</title>"
    yield (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="5" fill="{fill}" stroke="{line}"'
        f' stroke-width="{2 if box.marked else 1.2:g}"/>'
    )
    weight = ' font-weight="bold"' if box.marked else ""
    for number, text in enumerate(box.lines):
        baseline = round(y + 23 + 19 * number, 1)
        yield f'<text x="{x + 9:g}" y="{baseline:g}"{weight} fill="#1b1f24">{escape(_xml(text))}</text>'
    yield "</g>"


def _xml(text: str) -> str:
    """Drop control characters, which XML cannot hold."""
    return "".join(c for c in text if c == "\n" or c.isprintable())
