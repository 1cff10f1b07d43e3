"""What ``kb show`` says about a thing, as lines for people. Finding the thing and printing are in ``kb``."""

from __future__ import annotations

import dataclasses
import datetime as dt
from enum import Enum

from chippolitik.knowledge import Truth, chip_status
from chippolitik.knowledge.lifecycle import Period, periods, standing, steps_of
from chippolitik.tables import ChipRow, Correction, EntityRow, EventRow, PolicyRow, RelationRow, Tables

__all__ = ["facts_of"]


def facts_of(tables: Tables, identifier: str, day: dt.date | None = None) -> dict[str, str | list[str]]:
    """Return what the knowledge base says about a thing, in the order in which people read it.

    Args:
        tables: The knowledge base.
        identifier: Id of the thing.
        day: The day for which the status of an instrument is worked out, or None for no status.
    """
    row = tables.row(identifier)
    advice = row.cls == "PolicyRecommendation"
    facts: dict[str, str | list[str]] = {"id": row.id, "class": row.cls}
    for field in dataclasses.fields(row):
        value = getattr(row, field.name)
        if field.name not in {"id", "cls", "provenance", "case_sensitive"} and (text := _text(value)):
            facts["discourages" if advice and field.name == "controlled_item" else field.name] = text
    facts["source"] = row.provenance.source
    facts["confidence"] = row.provenance.confidence.value
    facts["checked"] = "checked" if row.provenance.checked else "unchecked"
    if relations := [_relation(relation) for relation in tables.relations if identifier in _ends(relation)]:
        facts["relations"] = relations
    if policies := _policies_on(tables, row):
        facts["policies"] = policies
    if isinstance(row, ChipRow) and (rules := _rules_on(tables, row)):
        facts["thresholds"] = rules
    if isinstance(row, PolicyRow):
        facts.update(_life(tables, row, day))
    if made := [_correction(correction) for correction in tables.corrections if correction.key == identifier]:
        facts["corrections"] = made
    return facts


def _rules_on(tables: Tables, chip: ChipRow) -> list[str]:
    found = []
    for policy in tables.policies.values():
        status = chip_status(tables, chip, policy.id)
        if status.verdicts and status.met is not Truth.UNKNOWN:
            words = [status.outcome.replace("_", " "), status.paragraph]
            met = ", ".join(["met", *(word for word in words if word)]) if status.met is Truth.YES else "not met"
            found.append(f"{policy.id}: {met}: {policy.label_en}")
    return found


def _life(tables: Tables, policy: PolicyRow, day: dt.date | None) -> dict[str, str | list[str]]:
    steps = steps_of(tables, policy.id)
    found: dict[str, str | list[str]] = {"steps": [_step(event) for event in steps]}
    if spans := [_period(period) for period in periods(steps)]:
        found["in force"] = spans
    if day:
        state = standing(steps, day)
        found[f"status on {day}"] = f"{state.status}{' (as scheduled; not seen to happen)' if state.scheduled else ''}"
    return found


def _step(event: EventRow) -> str:
    remarks = [event.part, f"by {event.by}" if event.by else "", "scheduled" if event.scheduled else ""]
    remark = "; ".join(remark for remark in remarks if remark)
    return f"{event.date} {event.step}{f' ({remark})' if remark else ''}"


def _period(period: Period) -> str:
    return f"{period.start} to {period.end or '…'}{' (as scheduled)' if period.scheduled else ''}"


def _correction(row: Correction) -> str:
    return f"{row.field} {row.action} {row.value!r} by {row.name} on {row.date}: {row.reason}"


def _policies_on(tables: Tables, row: EntityRow | ChipRow | PolicyRow) -> list[str]:
    return [
        f"{policy.effective or policy.announced} {policy.id}: {policy.label_en}"
        for policy in tables.policies.values()
        if row.id in _named_by(policy)
    ]


def _named_by(policy: PolicyRow) -> set[str | None]:
    parties = {*policy.target, *policy.addressee, *policy.beneficiary, policy.issuer}
    return {*parties, *policy.controlled_item, *policy.recommends, *policy.based_on, policy.affects}


def _ends(relation: RelationRow) -> tuple[str, str]:
    return relation.subject, relation.object


def _relation(relation: RelationRow) -> str:
    period = f" ({relation.start}–{relation.end})" if relation.start or relation.end else ""
    remark = f": {relation.qualifier}" if relation.qualifier else ""
    return f"{relation.subject} {relation.predicate} {relation.object}{period}{remark}"


def _text(value: object) -> str | list[str]:
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    return str(value.value if isinstance(value, Enum) else value) if value not in (None, "", False) else ""
