"""Claims on a line of time, drawn on the server: one lane a kind, each mark a link to its claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chippolitik.serve.pages.axis import Axis, year_of
from chippolitik.serve.pages.claimrows import ClaimRow

__all__ = ["Mark", "Timeline", "timeline_of"]

_LEFT, _RIGHT, _LANE, _TOP, _ROW = 170.0, 940.0, 14.0, 12.0, 15.0
_LEAST = 11.0  # pixels between two marks of one row


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim on the line.

    Attributes:
        x: Where it begins, in pixels.
        width: How long it is; 0 for a point.
        y: Its middle.
        modality: Its modality, which decides the colour.
        href: The claim's page.
        title: What it says.
        stated: Whether the claim states the time; else it stands where its article was published.
        open_left: Whether its start is not stated.
        open_right: Whether its end is not stated.
    """

    x: float
    width: float
    y: float
    modality: str
    href: str
    title: str
    stated: bool
    open_left: bool = False
    open_right: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes on a line of time.

    Attributes:
        axis: The line.
        height: Height of the drawing, in pixels.
        lanes: Label, upper edge and middle of each lane.
        marks: The claims.
    """

    axis: Axis
    height: float
    lanes: tuple[tuple[str, float, float], ...]
    marks: tuple[Mark, ...]


def timeline_of(claims: Iterable[ClaimRow]) -> Timeline | None:
    """Return claims on a line of time, or None if fewer than two have a time.

    Args:
        claims: The claims; those without any time are left out.
    """
    placed = [(claim, span) for claim in claims if (span := _span(claim))]
    if len(placed) < 2:  # noqa: PLR2004 - a line needs two
        return None
    axis = Axis.over([moment for _, span in placed for moment in span[:2] if moment is not None], _LEFT, _RIGHT)
    lanes, marks, y = [], [], _TOP
    for kind in dict.fromkeys(claim.kind_label for claim, _ in sorted(placed, key=lambda one: one[0].kind_label)):
        rows: list[float] = []
        own = []
        for claim, span in sorted((one for one in placed if one[0].kind_label == kind), key=lambda one: _start(one[1])):
            mark = _mark(claim, span, axis)
            row = next((i for i, end in enumerate(rows) if end + _LEAST <= mark.x), len(rows))
            end = mark.x + mark.width
            rows[row : row + 1] = [end]
            own.append((mark, row))
        lanes.append((kind, y, y + _LANE / 2 + _ROW / 2))
        marks += [_at(mark, y + _LANE / 2 + _ROW * row + _ROW / 2) for mark, row in own]
        y += _LANE + _ROW * len(rows)
    return Timeline(axis, y + 34, tuple(lanes), tuple(marks))


def _span(claim: ClaimRow) -> tuple[float | None, float | None, bool] | None:
    start, end = year_of(claim.earliest), year_of(claim.latest)
    if start is not None or end is not None:
        return start, end, True
    published = year_of(claim.published)
    return None if published is None else (published, published, False)


def _start(span: tuple[float | None, float | None, bool]) -> float:
    return span[0] if span[0] is not None else span[1] or 0.0


def _mark(claim: ClaimRow, span: tuple[float | None, float | None, bool], axis: Axis) -> Mark:
    start, end, stated = span
    x1 = axis.x(start) if start is not None else axis.x(end or 0.0) - 18
    x2 = axis.x(end) if end is not None else x1 + 18
    who = "; ".join(", ".join(one.label for one in fillers) for _, fillers in claim.roles)
    when = claim.when or claim.published
    title = f"{claim.kind_label}: {who} ({claim.modality_label}, {when})"
    width = max(x2 - x1, 0.0) if stated else 0.0
    return Mark(x1, width, 0.0, claim.modality, claim.href, title, stated, start is None, end is None)


def _at(mark: Mark, y: float) -> Mark:
    return Mark(
        mark.x, mark.width, y, mark.modality, mark.href, mark.title, mark.stated, mark.open_left, mark.open_right
    )
