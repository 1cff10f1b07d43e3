"""The life of a policy instrument: its steps and the periods in which it is in force, drawn on a line of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import NamedNode

from chippolitik.graph.terms import chip
from chippolitik.query import Answer, Thing, find_query, run_query
from chippolitik.serve.pages.axis import Axis, year_of
from chippolitik.serve.pages.desk import Desk, Link

__all__ = ["Life", "Period", "Step", "life_of", "periods_of"]

_LEFT, _RIGHT, _ROW = 20.0, 940.0, 17.0


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the life of an instrument.

    Attributes:
        when: The day, in EDTF.
        name: Label of the step.
        instrument: The instrument that takes it.
        relation: How it bears on the one whose life this is; empty for itself.
        by: What brings it about, or None.
        part: Which part it concerns; may be empty.
        scheduled: Whether it lay ahead when its source was written.
        source: Where that is from.
        x: Its place on the line, in pixels.
        y: Its words' base line.
    """

    when: str
    name: str
    instrument: Link
    relation: str
    by: Link | None
    part: str
    scheduled: bool
    source: str
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Period:
    """A time in force.

    Attributes:
        when: The period, in EDTF.
        start: Its start, in years, or None.
        end: Its end, in years, or None for one that goes on.
        x: Left edge on the line, in pixels.
        width: Its length.
    """

    when: str
    start: float | None
    end: float | None
    x: float = 0.0
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Life:
    """The life of an instrument on a line of time.

    Attributes:
        steps: All steps, of those that bear on it too.
        periods: When it is in force.
        axis: The line, or None where no time is known.
        height: Height of the drawing.
    """

    steps: tuple[Step, ...]
    periods: tuple[Period, ...]
    axis: Axis | None
    height: float


def periods_of(desk: Desk, iri: str) -> list[Period]:
    """Return the times in which an instrument is in force, oldest first."""
    found = []
    for quad in desk.store.match(NamedNode(iri), chip("inForce"), None, None):
        if isinstance(quad.object, NamedNode):
            values = {
                name: next((getattr(q.object, "value", "") for q in desk.store.match(quad.object, chip(name))), "")
                for name in ("edtf", "earliest", "latest")
            }
            found.append(Period(values["edtf"], year_of(values["earliest"]), year_of(values["latest"])))
    return sorted(found, key=lambda period: period.start or 0.0)


def life_of(desk: Desk, iri: str) -> Life:
    """Return the life of an instrument."""
    answer = run_query(desk.store, find_query("policy-timeline"), {"instrument": iri}, lang=desk.lang)
    steps, periods = list(_steps(desk, answer, iri)), periods_of(desk, iri)
    moments = [year for step in steps if (year := year_of(step.when)) is not None]
    moments += [year for period in periods for year in (period.start, period.end) if year is not None]
    if not moments:
        return Life(tuple(steps), tuple(periods), None, 0.0)
    axis = Axis.over(moments, _LEFT, _RIGHT)
    placed, rows = _placed(steps, axis)
    bars = []
    for period in periods:
        x = axis.x(period.start) if period.start is not None else axis.left
        end = axis.x(period.end) if period.end is not None else axis.right
        bars.append(Period(period.when, period.start, period.end, x, round(max(end - x, 2.0), 1)))
    return Life(tuple(placed), tuple(bars), axis, 70 + _ROW * rows)


def _placed(steps: list[Step], axis: Axis) -> tuple[list[Step], int]:
    """Put the words of each step in the first row where they hide no others."""
    ends: list[float] = []
    placed = []
    for step in steps:
        year = year_of(step.when)
        x = axis.x(year) if year is not None else axis.left
        width = 7.0 * len(step.name) + 22
        row = next((i for i, end in enumerate(ends) if end <= min(x, axis.right - width)), len(ends))
        ends[row : row + 1] = [min(x, axis.right - width) + width]
        placed.append(
            Step(step.when, step.name, step.instrument, step.relation, step.by, step.part, step.scheduled, step.source,
                 x, 62 + _ROW * row)
        )  # fmt: skip
    return placed, len(ends)


def _steps(desk: Desk, answer: Answer, iri: str) -> Iterable[Step]:
    names = [column.name for column in answer.columns]
    for row in answer.rows:
        cells = dict(zip(names, row, strict=True))
        who, by, step = cells["instrument"], cells["by"], cells["step"]
        assert isinstance(who, Thing), "each step has an instrument"
        yield Step(
            when=_plain(cells["when"]),
            name=step.label if isinstance(step, Thing) else "",
            instrument=Link(who.label, desk.page_of(who.iri), who.iri),
            relation="" if who.iri == iri else desk.term(_plain(cells["relation"])),
            by=Link(by.label, desk.page_of(by.iri), by.iri) if isinstance(by, Thing) else None,
            part=_plain(cells["part"]),
            scheduled=cells["scheduled"] is True,
            source=_plain(cells["source"]),
        )


def _plain(cell: object) -> str:
    if isinstance(cell, tuple):
        return "; ".join(map(_plain, cell))
    return cell.label if isinstance(cell, Thing) else str(cell) if isinstance(cell, str | Decimal) else ""
