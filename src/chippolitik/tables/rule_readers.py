"""Readers of the files about what policy instruments say and live through, and about rows.

Readers of the other files are in ``readers``; what the rows mean together is not judged here.
"""

from __future__ import annotations

import re

from chippolitik.tables.corrections import Correction
from chippolitik.tables.readers import SOURCED, Reader, columns
from chippolitik.tables.record import Record
from chippolitik.tables.rules import STEPS, AcceptedRow, EventRow, ThresholdRow

__all__ = ["ACCEPTED", "CORRECTIONS", "EVENTS", "THRESHOLDS"]


def _accepted(record: Record) -> AcceptedRow:
    return AcceptedRow(
        file=record.needed("file"),
        id=record.id("id"),
        check=record.needed("check"),
        reason=record.needed("reason"),
        line=record.line,
    )


def _correction(record: Record) -> Correction:
    date = record.needed("date")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", record.date("date")):
        raise record.error("date", f"{date!r} is not a day of the form 2024-07-15")
    return Correction(
        file=record.needed("file"),
        key=record.needed("key"),
        field=record.needed("field"),
        action=record.word("action", "set", "add"),
        value=record.text("value"),
        reason=record.needed("reason"),
        name=record.needed("name"),
        date=date,
        place=(record.file, record.line),
    )


def _event(record: Record) -> EventRow:
    record.needed("date")
    return EventRow(
        policy=record.id("policy"),
        step=record.word("step", *STEPS),
        date=record.date("date"),
        part=record.text("part"),
        by=record.optional_id("by"),
        scheduled=record.flag("scheduled"),
        provenance=record.provenance(),
        notes=record.text("notes"),
    )


def _threshold(record: Record) -> ThresholdRow:
    operator = record.word("operator", "", "all", "any")
    group = record.optional_id("group")
    leaf = ("metric", "comparator", "value", "unit")
    for field in leaf:
        if bool(record.text(field)) is bool(operator):
            problem = "must be empty for a group" if operator else "must not be empty for a limit"
            raise record.error(field, problem)
    for field in ("subjects", "outcome"):
        if bool(record.text(field)) is bool(group):
            problem = "stands at the outermost group only" if group else "must not be empty without a group"
            raise record.error(field, problem)
    return ThresholdRow(
        id=record.id("id"),
        subjects=record.ids("subjects"),
        group=group,
        paragraph=record.text("paragraph"),
        operator=operator,
        metric=record.text("metric"),
        comparator=record.word("comparator", "", "at_least", "more_than", "less_than", "at_most", "equal"),
        value=record.number("value"),
        unit=record.text("unit"),
        scope=record.word("scope", "", "data_centre", "memory"),
        outcome=record.text("outcome"),
        provenance=record.provenance(),
        notes=record.text("notes"),
    )


ACCEPTED = Reader("accepted.csv", columns("file id check reason"), _accepted, ("file", "id", "check"))
CORRECTIONS = Reader("corrections.csv", columns("file key field action value reason name date"), _correction, ())
EVENTS = Reader(
    "policy_events.csv",
    columns("policy step date part by scheduled notes" + SOURCED),
    _event,
    ("policy", "step", "date"),
)
THRESHOLDS = Reader(
    "thresholds.csv",
    columns("id subjects group paragraph operator metric comparator value unit scope outcome notes" + SOURCED),
    _threshold,
)
