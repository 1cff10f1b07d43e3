"""Rows about what a policy instrument says and lives through, and about the rows themselves, as frozen values.

Instruments themselves are in ``rows``; what follows from these rows (is a chip caught? is a rule in force?) is worked
out in ``knowledge``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from chippolitik.tables.rows import Provenance

__all__ = ["STEPS", "AcceptedRow", "EventRow", "ThresholdRow"]

STEPS = (
    "proposed",
    "announced",
    "issued",
    "effective",
    "amended",
    "partially_suspended",
    "enforcement_paused",
    "suspended",
    "resumed",
    "rescinded",
    "vacated",
    "expired",
)
"""The steps in the life of an instrument, in the order in which they count within one day."""


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """A row of ``accepted.csv``: a warning that is right as it is.

    Attributes:
        file: Name of the file that the warning is about.
        id: Id of the thing that it is about.
        check: Code of the check.
        reason: Why the row is right all the same.
        line: 1-based line of the row in its file.
    """

    file: str
    id: str
    check: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of ``policy_events.csv``: a dated step in the life of an instrument.

    Attributes:
        policy: Id of the instrument.
        step: Which step, one of ``STEPS``.
        date: Day, month or year, as precise as known. Of ``expired`` it is the last day with effect; of each other step
            the first day on which it shows.
        part: What part of the instrument it concerns, in words, or empty for the whole.
        by: Id of the instrument that brings it about, or None.
        scheduled: Whether it lay in the future when its source was written, so that nobody has seen it happen.
        provenance: Where the row comes from.
        notes: Remarks for readers.
    """

    policy: str
    step: str
    date: str
    part: str
    by: str | None
    scheduled: bool
    provenance: Provenance
    notes: str

    @property
    def key(self) -> str:
        """What tells it from all others: instrument, step and date."""
        return f"{self.policy} {self.step} {self.date}"


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """A row of ``thresholds.csv``: one limit, or a group of which all or any members must be met.

    Attributes:
        id: Its identifier.
        subjects: Ids of the instruments or classifications that use it; only of a row without a group.
        group: Id of the group that it belongs to, or None for a criterion that stands alone.
        paragraph: Where it stands in the text, such as ``3A090.a``, or empty.
        operator: ``all`` or ``any`` for a group, else empty.
        metric: What a limit measures, as a notation of the scheme of metrics; empty for a group.
        comparator: How the measured value must stand to the limit; empty for a group.
        value: The limit; None for a group.
        unit: Its unit, as a notation of the scheme of units; empty for a group.
        scope: ``data_centre`` if only items designed or marketed for data centres fall under it, ``memory`` if only
            memory chips do, else empty.
        outcome: What follows if it is met, as a notation of the scheme of outcomes; only of a row without a group.
        provenance: Where the row comes from.
        notes: Remarks for readers.
    """

    id: str
    subjects: tuple[str, ...]
    group: str | None
    paragraph: str
    operator: str
    metric: str
    comparator: str
    value: Decimal | None
    unit: str
    scope: str
    outcome: str
    provenance: Provenance
    notes: str
