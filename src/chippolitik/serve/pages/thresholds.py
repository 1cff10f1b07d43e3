"""The limits of rules on chips, and how the figures of one chip stand to them over time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pyoxigraph import NamedNode

from chippolitik.graph.terms import TYPE, chip
from chippolitik.namespaces import CHIP, notation_of
from chippolitik.serve.pages.amounts import number_words
from chippolitik.serve.pages.axis import Axis
from chippolitik.serve.pages.desk import Desk, Link
from chippolitik.serve.pages.lifecycle import Period, periods_of
from chippolitik.serve.pages.units import figure_words

__all__ = ["METRICS", "Chart", "Limit", "charts_of", "limits"]

METRICS = {
    "total_processing_performance": "totalProcessingPerformance",
    "performance_density": "performanceDensity",
    "interconnect_bandwidth": "interconnectBandwidth",
    "memory_bandwidth": "memoryBandwidth",
}
"""Notation of a metric → the property of chips that gives it."""
_REACHED = {
    "at_least": Decimal.__ge__,
    "more_than": Decimal.__gt__,
    "at_most": Decimal.__le__,
    "less_than": Decimal.__lt__,
}
_LEFT, _RIGHT, _TOP, _LOW = 60.0, 930.0, 16.0, 176.0


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of one rule.

    Attributes:
        instrument: The rule.
        paragraph: Where in the rule; may be empty.
        metric: Notation of what is measured.
        metric_label: Its label.
        comparator: Notation of how it is compared.
        words: The limit in words.
        value: The limit.
        periods: When the rule is in force.
        reached: Whether the chip's figure is such, or None where it is unknown.
    """

    instrument: Link
    paragraph: str
    metric: str
    metric_label: str
    comparator: str
    words: str
    value: Decimal
    periods: tuple[Period, ...]
    reached: bool | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure of a chip beside the limits on it, over time.

    Attributes:
        label: What is measured.
        own: The chip's figure in words.
        y: Height of its line, in pixels.
        start: Where its line begins.
        axis: The line of time.
        scale: Heights and words of the marks at the left.
        lines: Start, end, height, words and title of each limit.
    """

    label: str
    own: str
    y: float
    start: float
    axis: Axis
    scale: tuple[tuple[float, str], ...]
    lines: tuple[tuple[float, float, float, str, str], ...]


def limits(desk: Desk, figures: dict[str, Decimal]) -> list[Limit]:
    """Return the limits on what a chip's data sheet gives, by time in force.

    Args:
        desk: Where the page is written.
        figures: Notation of a metric → the chip's figure.
    """
    known = desk.kept(("limits", desk.lang), lambda: _all_limits(desk))
    return [
        replace(one, reached=_REACHED[one.comparator](figures[one.metric], one.value))
        if one.comparator in _REACHED
        else one
        for one in known
        if one.metric in figures
    ]


def _all_limits(desk: Desk) -> list[Limit]:
    """Return the limits of all rules that are or were in force, by time."""
    found: list[Limit] = []
    for quad in desk.store.match(None, chip("threshold"), None, None):
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode):
            continue
        periods = tuple(periods_of(desk, quad.subject.value))
        if periods:
            found += _limits(desk, quad.subject.value, quad.object, "", periods)
    return sorted(
        found, key=lambda one: (one.periods[0].start or 0, one.instrument.label, one.paragraph, one.metric, one.value)
    )


def _limits(desk: Desk, rule: str, node: NamedNode, paragraph: str, periods: tuple[Period, ...]) -> Iterator[Limit]:
    paragraph = _text(desk, node, "paragraph") or paragraph
    for quad in desk.store.match(node, chip("groupMember"), None, None):
        if isinstance(quad.object, NamedNode):
            yield from _limits(desk, rule, quad.object, paragraph, periods)
    metric = notation_of(_text(desk, node, "thresholdMetric"))
    if metric in METRICS and any(
        q.object.value == CHIP + "ControlThreshold"
        for q in desk.store.match(node, TYPE)
        if isinstance(q.object, NamedNode)
    ):
        comparator, value = notation_of(_text(desk, node, "comparator")), Decimal(_text(desk, node, "thresholdValue"))
        words = f"{desk.concept('comparator', comparator)} {figure_words(value, METRICS[metric], desk.lang)}"
        yield Limit(
            desk.link(rule), paragraph, metric, desk.concept("metric", metric), comparator, words, value, periods
        )  # fmt: skip


def charts_of(desk: Desk, found: list[Limit], figures: dict[str, Decimal], released: float | None) -> list[Chart]:
    """Return a chart for each figure that some rule limits.

    Args:
        desk: Where the page is written.
        found: The limits.
        figures: Notation of a metric → the chip's figure.
        released: When the chip came out, in years, or None.
    """
    charts = []
    for metric, figure in figures.items():
        own = [one for one in found if one.metric == metric]
        moments = [year for one in own for p in one.periods for year in (p.start, p.end) if year is not None]
        if own and moments:
            charts.append(_chart(desk, own, figure, [*moments, *([released] if released else [])], released))
    return charts


def _chart(desk: Desk, own: list[Limit], figure: Decimal, moments: list[float], released: float | None) -> Chart:
    axis = Axis.over(moments, _LEFT, _RIGHT)
    top = max([figure, *(one.value for one in own)]) * Decimal("1.12") or Decimal(1)

    def y(value: Decimal) -> float:
        return round(_LOW - float(value / top) * (_LOW - _TOP), 1)

    lines = []
    for one in own:
        for period in one.periods:
            x1 = axis.x(period.start) if period.start is not None else axis.left
            x2 = axis.x(period.end) if period.end is not None else axis.right
            title = f"{one.instrument.label} {one.paragraph}: {one.words} ({period.when})"
            lines.append((x1, x2, y(one.value), number_words(one.value, desk.lang), title))
    seen: dict[tuple[float, float], tuple[float, float, float, str, str]] = {}
    for line in lines:
        seen.setdefault((line[0], line[2]), line)
    marks = tuple(
        (y(top * share / 4), number_words((top * share / 4).quantize(_step(top)), desk.lang)) for share in range(5)
    )
    return Chart(
        label=own[0].metric_label,
        own=figure_words(figure, METRICS[own[0].metric], desk.lang),
        y=y(figure),
        start=axis.x(released) if released else axis.left,
        axis=axis,
        scale=marks,
        lines=tuple(seen.values()),
    )


def _step(top: Decimal) -> Decimal:
    return Decimal(1) if top > 20 else Decimal("0.1")  # noqa: PLR2004 - small figures need a decimal


def _text(desk: Desk, node: NamedNode, name: str) -> str:
    return next((getattr(q.object, "value", "") for q in desk.store.match(node, chip(name), None, None)), "")
