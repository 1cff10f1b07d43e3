"""Checks of the lives of instruments: steps that lead nowhere, come in an odd order, or contradict the row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chippolitik.knowledge.finding import Finding, error, warning
from chippolitik.knowledge.lifecycle import periods, steps_of
from chippolitik.tables import EventRow, PolicyRow, Tables

__all__ = ["life_findings"]

_ENDS = frozenset({"suspended", "rescinded", "vacated", "expired"})
# The column of the instrument's row that gives the first date of a step.
_COLUMNS = {"announced": "announced", "issued": "published", "effective": "effective"}


def life_findings(tables: Tables) -> Iterator[Finding]:
    """Yield what is wrong with steps: references, repeats, order (C33, C34), dates that contradict the row."""
    seen = Counter(event.key for event in tables.events)
    for event in tables.events:
        place = ("policy_events", event.provenance.line, event.policy)
        if event.policy not in tables.policies:
            yield error(place, "reference", f"policy: there is no instrument {event.policy!r}")
        if event.by and event.by not in tables.policies:
            yield error(place, "reference", f"by: there is no instrument {event.by!r}")
        if seen[event.key] > 1:
            yield error(place, "repeat", f"{event.step} on {event.date} stands {seen[event.key]} times")
    for policy in tables.policies.values():
        steps = steps_of(tables, policy.id)
        yield from _order(policy, steps)
        yield from _columns(policy, steps)


def _order(policy: PolicyRow, steps: list[EventRow]) -> Iterator[Finding]:
    place = ("policies", policy.provenance.line, policy.id)
    first = {
        step: next((event.date for event in steps if event.step == step), "") for step in ("announced", "effective")
    }
    if first["effective"] and first["announced"] and first["effective"] < first["announced"][: len(first["effective"])]:
        yield warning(place, "C33", f"effective {first['effective']}, before it was announced {first['announced']}")
    ended = ""
    for event in steps:
        if event.step == "effective" and ended:
            yield warning(place, "C34", f"effective {event.date}, after it ended {ended}")
        ended = event.date if event.step in _ENDS else "" if event.step == "resumed" else ended


def _columns(policy: PolicyRow, steps: list[EventRow]) -> Iterator[Finding]:
    place = ("policies", policy.provenance.line, policy.id)
    for step, column in _COLUMNS.items():
        stated = getattr(policy, column)
        dates = [event.date for event in steps if event.step == step]
        if column == "announced" and not dates:
            dates = [event.date for event in steps if event.step == "proposed"]
        if stated != (dates[0] if dates else ""):
            yield error(place, "life", f"{column}: {stated!r}, but its first step {step!r} is {dates[:1]}")
    ends = [period.end for period in periods(steps) if period.end]
    if policy.ended != (ends[0] if ends else ""):
        yield error(place, "life", f"ended: {policy.ended!r}, but by its steps {ends[:1]}")
