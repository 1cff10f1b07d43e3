"""Rows of thresholds as parts of quads: limits, groups of limits, and what they belong to.

Whether a chip meets them is worked out in ``criteria``.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from chippolitik.knowledge.terms import TYPE, Pair, chip, concept, decimal, entity, row_node
from chippolitik.knowledge.things import row_pairs
from chippolitik.namespaces import ID
from chippolitik.tables import ThresholdRow

__all__ = ["threshold_statements"]

_SCOPE = {
    "data_centre": "Only items designed or marketed for data centres.",
    "memory": "Only memory chips.",
}


def threshold_statements(row: ThresholdRow) -> Iterator[tuple[NamedNode, Pair]]:
    """Yield what a row says: the criterion itself, its place in its group or instrument, and the row."""
    node = _node(row.id)
    yield node, (TYPE, chip("ThresholdGroup" if row.operator else "ControlThreshold"))
    if row.operator:
        yield node, (chip("groupOperator"), concept("operator", row.operator))
    if row.value is not None:
        yield node, (chip("thresholdMetric"), concept("metric", row.metric))
        yield node, (chip("comparator"), concept("comparator", row.comparator))
        yield node, (chip("thresholdValue"), decimal(row.value))
        yield node, (chip("thresholdUnit"), concept("unit", row.unit))
    if row.outcome:
        yield node, (chip("criterionOutcome"), concept("outcome", row.outcome))
    for name, text in (("paragraph", row.paragraph), ("scopeText", _SCOPE.get(row.scope, ""))):
        if text:
            yield node, (chip(name), Literal(text))
    if row.group:
        yield _node(row.group), (chip("groupMember"), node)
    for subject in row.subjects:
        yield entity(subject), (chip("threshold"), node)
    yield node, (chip("statedIn"), row_node("thresholds", row.id))
    for pair in row_pairs("thresholds", row.id, row.provenance, row.notes):
        yield row_node("thresholds", row.id), pair


def _node(identifier: str) -> NamedNode:
    return NamedNode(f"{ID}threshold/{identifier}")
