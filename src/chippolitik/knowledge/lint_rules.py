"""Checks of thresholds: their groups, their words, and the chips that a rule names against the limits it sets."""

from __future__ import annotations

from collections.abc import Iterator

from chippolitik import vocabulary
from chippolitik.knowledge.criteria import Truth, chip_status
from chippolitik.knowledge.finding import Finding, error, notations, reference, warning
from chippolitik.tables import Tables, ThresholdRow

__all__ = ["chips_below_thresholds", "threshold_findings"]

# The unit in which a limit on a metric stands; data sheets use the same ones.
_UNITS = {
    "completion_share": "percent",
    "duty_rate": "percent",
    "interconnect_bandwidth": "gigabyte_per_second",
    "memory_bandwidth": "gigabyte_per_second",
    "memory_bandwidth_density": "gigabyte_per_second_per_mm2",
    "memory_layers": "layer",
    "ownership_share": "percent",
    "performance_density": "tpp_per_mm2",
    "process_node": "nanometre",
    "sales_share": "percent",
    "total_bandwidth": "gigabyte_per_second",
    "total_processing_performance": "tpp",
    "training_operations": "operation",
    "transistor_count": "transistor",
    "unit_count": "unit",
    "value_share": "percent",
}


def threshold_findings(tables: Tables) -> Iterator[Finding]:
    """Yield what is wrong with thresholds: subjects, groups, concepts, units."""
    outcomes, groups = notations(vocabulary.outcome), {row.group for row in tables.thresholds.values()}
    for row in tables.thresholds.values():
        place = ("thresholds", row.provenance.line, row.id)
        for subject in row.subjects:
            yield from reference(tables, place, "subjects", subject, None)
            if subject in tables.entities and tables.entities[subject].cls != "ControlClassification":
                yield error(place, "filler", f"subjects: {subject!r} is no instrument or classification")
            if subject in tables.chips:
                yield error(place, "filler", f"subjects: {subject!r} is a chip")
        if row.outcome and row.outcome not in outcomes:
            yield error(place, "concept", f"outcome: {row.outcome!r} is no concept of the scheme outcome")
        if row.metric and _UNITS.get(row.metric) != row.unit:
            unit = _UNITS.get(row.metric)
            problem = f"has the unit {unit}, not {row.unit!r}" if unit else "is no concept of the scheme metric"
            yield error(place, "concept", f"metric: {row.metric!r} {problem}")
        if row.operator and row.id not in groups:
            yield error(place, "group", "the group has no members")
        if row.group and (problem := _group_problem(tables, row)):
            yield error(place, "group", problem)


def chips_below_thresholds(tables: Tables) -> Iterator[Finding]:
    """Yield the chips that a rule or a classification names though they miss its thresholds (C44).

    Where a figure is unknown nothing is said.
    """
    for policy in tables.policies.values():
        for item in policy.controlled_item:
            if _misses(tables, item, policy.id):
                place = ("policies", policy.provenance.line, policy.id)
                yield warning(place, "C44", f"controlled_item: {item!r} misses the instrument's own thresholds")
    for relation in tables.relations:
        if relation.predicate == "classifiedAs" and _misses(tables, relation.subject, relation.object):
            place = ("relations", relation.provenance.line, relation.subject)
            yield warning(place, "C44", f"it misses the thresholds of {relation.object!r}")


def _misses(tables: Tables, item: str, rule: str) -> bool:
    chip = tables.chips.get(item)
    status = chip_status(tables, chip, rule) if chip else None
    return bool(status and status.verdicts and status.met is Truth.NO)


def _group_problem(tables: Tables, row: ThresholdRow) -> str:
    seen, group = {row.id}, row.group
    while group:
        above = tables.thresholds.get(group)
        if above is None or not above.operator:
            return f"group: there is no group {group!r}"
        if group in seen:
            return "group: it belongs to itself over one or more steps"
        seen.add(group)
        group = above.group
    return ""
