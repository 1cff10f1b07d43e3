"""Pictures of networks as PNG, drawn by matplotlib, which is an optional part; without it there is SVG."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from chippolitik.analysis.layout import FONT_SIZE, Box, Picture
from chippolitik.analysis.svg import COLOURS, LEGEND
from chippolitik.errors import MissingPartError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["png"]

_DPI = 144  # twice the size on a screen
_POINTS = 0.75  # points in a pixel of CSS, as figure sizes and fonts are in points
_LARGEST = 20_000.0  # pixels a side, beyond which matplotlib refuses or a viewer gives up


def png(picture: Picture) -> bytes:
    """Return a picture as PNG at twice its size in pixels.

    Raises:
        MissingPartError: matplotlib is not installed, or the picture is too large for PNG.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - an optional part
        from matplotlib.figure import Figure  # noqa: PLC0415 - as above
    except ImportError as error:
        raise MissingPartError(
            "PNG needs matplotlib", "pip install 'chippolitik[plot]', or name the file .svg, which needs nothing"
        ) from error
    if max(picture.width, picture.height) > _LARGEST:
        raise MissingPartError("the picture is too large for PNG", "name the file .svg, or ask for less")
    figure = Figure(figsize=(picture.width / 96, picture.height / 96), dpi=_DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, picture.width)
    axes.set_ylim(picture.height, 0)
    axes.axis("off")
    _draw(axes, picture)
    out = io.BytesIO()
    # Without the name and version of the library, so that the bytes depend on the picture alone.
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _draw(axes: Axes, picture: Picture) -> None:
    _text(axes, 24, 28, picture.title, size=FONT_SIZE * 1.25, weight="bold")
    x = 24.0
    for name, words in LEGEND:
        fill, line = COLOURS[name]
        if fill:
            _rectangle(axes, (x, 42, 22, 14), fill, line, 1.0)
        else:
            _curve(axes, ((x, 49), (x + 8, 49), (x + 14, 49), (x + 22, 49)), claimed=name == "claimed")
        _text(axes, x + 29, 54, words, size=12, colour="#444b54")
        x += 29 + len(words) * 6.6 + 24
    for arrow in picture.arrows:
        _curve(axes, arrow.points, claimed=arrow.claimed)
    for box in picture.boxes:
        _box(axes, box)


def _box(axes: Axes, box: Box) -> None:
    fill, line = COLOURS["marked" if box.marked else box.sort]
    _rectangle(axes, (box.x, box.y, box.width, box.height), fill, line, 2.0 if box.marked else 1.2)
    for number, text in enumerate(box.lines):
        _text(axes, box.x + 9, box.y + 23 + 19 * number, text, weight="bold" if box.marked else "normal")


def _text(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    size: float = FONT_SIZE,
    weight: str = "normal",
    colour: str = "#1b1f24",
) -> None:
    # DejaVu Sans, which comes with matplotlib, is wider than the fonts of SVG.
    axes.text(
        x, y, text.replace("$", r"\$"), fontsize=size * _POINTS * 0.88, weight=weight, color=colour, va="baseline"
    )


def _rectangle(axes: Axes, place: tuple[float, float, float, float], fill: str, line: str, width: float) -> None:
    from matplotlib.patches import FancyBboxPatch  # noqa: PLC0415 - an optional part

    x, y, w, h = place
    style: Any = "round,pad=0,rounding_size=4"
    axes.add_patch(
        FancyBboxPatch(
            (x, y), w, h, boxstyle=style, facecolor=fill, edgecolor=line, linewidth=width * _POINTS, zorder=2
        )
    )


def _curve(axes: Axes, points: tuple[tuple[float, float], ...], *, claimed: bool) -> None:
    from matplotlib.patches import FancyArrowPatch  # noqa: PLC0415 - an optional part
    from matplotlib.path import Path  # noqa: PLC0415 - as above

    path = Path(list(points), [Path.MOVETO, *[Path.CURVE4] * (len(points) - 1)])
    axes.add_patch(
        FancyArrowPatch(
            path=path,
            arrowstyle="-|>",
            mutation_scale=9,
            color=COLOURS["claimed" if claimed else "known"][1],
            linewidth=1.6 * _POINTS,
            linestyle="-" if claimed else (0, (5, 2.5)),
            shrinkA=0,
            shrinkB=0,
            zorder=1,
        )
    )
