"""The life of an instrument from its dated steps: when it is in force, and where it stands on a day.

Pure functions of the rows. A status is never stored; it is worked out for a day. How steps and periods become RDF is in
``policies``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chippolitik.model.time import PartialDate
from chippolitik.tables import STEPS, EventRow, Tables

__all__ = ["Period", "Standing", "Status", "periods", "standing", "steps_of"]

_DAY = len("2025-11-10")


class Status(StrEnum):
    """Where an instrument stands."""

    UNKNOWN = "unknown"  # not yet known to exist
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    PARTIALLY_SUSPENDED = "partially_suspended"
    SUSPENDED = "suspended"
    ENFORCEMENT_PAUSED = "enforcement_paused"
    RESCINDED = "rescinded"
    EXPIRED = "expired"
    VACATED = "vacated"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an instrument stands on a day.

    Attributes:
        status: The status.
        since: The step that brought it about, or None where the instrument is not yet known.
        scheduled: Whether a step on the way there was only scheduled when last seen, so that the status is what was
            planned, not what was seen.
    """

    status: Status
    since: EventRow | None = None
    scheduled: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A period in which an instrument is in force.

    Attributes:
        start: Its first day, as precise as known.
        end: Its last day, or empty while no step ends it.
        scheduled: Whether it begins with a step that was only scheduled when last seen.
    """

    start: str
    end: str
    scheduled: bool = False


_FINAL = {Status.RESCINDED, Status.EXPIRED, Status.VACATED}


def steps_of(tables: Tables, policy: str) -> list[EventRow]:
    """Return the steps of an instrument in order of time; within a day in the order of a life."""
    return _sorted(event for event in tables.events if event.policy == policy)


def standing(events: Iterable[EventRow], day: dt.date) -> Standing:
    """Return where an instrument stands on a day.

    A pause of enforcement leaves it in force in law, but not in practice; the status says so. What takes effect while
    the whole is suspended stays suspended. A step that is known by month or year only counts from the first day of it.

    Args:
        events: The steps of one instrument.
        day: The day.

    Example:
        >>> from chippolitik.tables import load_tables
        >>> steps = steps_of(load_tables(), "p2025_affiliates")
        >>> [str(standing(steps, dt.date(2025, month, 15)).status) for month in (9, 10, 11)]
        ['unknown', 'in_force', 'suspended']
    """
    state = Standing(Status.UNKNOWN)
    for event in _sorted(events):
        if _shows(event) > day:
            break
        status = _after(state.status, event.step)
        if status is not state.status:
            state = Standing(status, event, state.scheduled or event.scheduled)
    return state


def periods(events: Iterable[EventRow]) -> list[Period]:
    """Return the periods in which an instrument is in force, in order of time; a suspension parts them.

    Args:
        events: The steps of one instrument.

    Returns:
        None for what never took effect. A partial suspension and a pause of enforcement end no period: the rest, or the
        law, still stands.

    Example:
        >>> from chippolitik.tables import load_tables
        >>> [(period.start, period.end) for period in periods(steps_of(load_tables(), "p2025_affiliates"))]
        [('2025-09-29', '2025-11-09'), ('2026-11-10', '')]
    """
    found: list[Period] = []
    status = Status.UNKNOWN
    for event in _sorted(events):
        before, status = status, _after(status, event.step)
        if _runs(status) and not _runs(before):
            found.append(Period(event.date, "", event.scheduled))
        elif _runs(before) and not _runs(status):
            found[-1] = Period(found[-1].start, _last_day(event), found[-1].scheduled)
    return found


def _after(status: Status, step: str) -> Status:
    """Return the status after a step."""
    if status in _FINAL or step in {"issued", "amended"}:
        return Status.ANNOUNCED if status in {Status.UNKNOWN, Status.PROPOSED} and step == "issued" else status
    if step in {"proposed", "announced"}:
        return Status(step) if status in {Status.UNKNOWN, Status.PROPOSED} else status
    if step == "effective":
        return Status.IN_FORCE if status in {Status.UNKNOWN, Status.PROPOSED, Status.ANNOUNCED} else status
    if step == "resumed":
        return Status.IN_FORCE
    return Status(step)


def _runs(status: Status) -> bool:
    return status in {Status.IN_FORCE, Status.PARTIALLY_SUSPENDED, Status.ENFORCEMENT_PAUSED}


def _sorted(events: Iterable[EventRow]) -> list[EventRow]:
    return sorted(events, key=lambda event: (_shows(event), STEPS.index(event.step), event.part))


def _shows(event: EventRow) -> dt.date:
    """Return the first day on which a step shows."""
    date = PartialDate(event.date)
    day = date.after if event.step == "expired" else date.first
    return day or dt.date.max


def _last_day(event: EventRow) -> str:
    if event.step == "expired" or len(event.date) < _DAY:
        return event.date
    return (dt.date.fromisoformat(event.date) - dt.timedelta(days=1)).isoformat()
