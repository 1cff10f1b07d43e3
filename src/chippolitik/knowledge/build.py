"""The graph of the knowledge base: all rows as quads, sorted; rows of low confidence apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.knowledge.policies import event_statements, policy_pairs, policy_parts
from chippolitik.knowledge.terms import Pair, chip, entity, row_node
from chippolitik.knowledge.things import chip_pairs, entity_pairs, identity, relation_key, row_pairs
from chippolitik.knowledge.thresholds import threshold_statements
from chippolitik.namespaces import KB_GRAPH
from chippolitik.tables import (
    ChipRow,
    Confidence,
    Correction,
    EntityRow,
    NameRow,
    PolicyRow,
    Provenance,
    RelationRow,
    Tables,
)

__all__ = ["knowledge_quads", "low_confidence_quads", "statements"]

_Statement = tuple[NamedNode, Pair]


def knowledge_quads(tables: Tables) -> list[Quad]:
    """Return the graph of the knowledge base; the same rows give the same list.

    Args:
        tables: The rows.

    Returns:
        The quads, sorted, in the graph ``…/graph/kb``. Of a row of low confidence only class and labels are there, so
        that whatever names the thing can print it; what the row states is in ``low_confidence_quads``.
    """
    return _quads(tables, low=False)


def low_confidence_quads(tables: Tables) -> list[Quad]:
    """Return what rows of low confidence state; for the store beside, never for the accepted graph.

    Args:
        tables: The rows.

    Returns:
        The quads, sorted, in the same graph as the others; none of them is in ``knowledge_quads``.
    """
    return _quads(tables, low=True)


def _quads(tables: Tables, *, low: bool) -> list[Quad]:
    graph = NamedNode(KB_GRAPH)
    found = {
        Quad(subject, predicate, value, graph)
        for provenance, subject, (predicate, value) in statements(tables)
        if (provenance.confidence is Confidence.LOW) is low
    }
    if not low:
        rows: list[EntityRow | ChipRow | PolicyRow] = [*tables.entities.values(), *tables.chips.values()]
        for row in [*rows, *tables.policies.values()]:
            found.update(Quad(entity(row.id), *pair, graph) for pair in identity(row))
    return sorted(found, key=str)


def statements(tables: Tables) -> Iterator[tuple[Provenance, NamedNode, Pair]]:
    """Yield all that rows state beyond the identity of their things, each with where its row comes from."""
    names: dict[str, list[NameRow]] = defaultdict(list)
    for name in tables.name_rows:
        names[name.entity].append(name)
    for thing in tables.entities.values():
        yield from _thing(
            "entities", thing.id, thing.provenance, thing.notes, entity_pairs(thing, names[thing.id], tables)
        )
    for model in tables.chips.values():
        yield from _thing("chips", model.id, model.provenance, model.notes, chip_pairs(model, names[model.id]))
    for policy in tables.policies.values():
        yield from _thing("policies", policy.id, policy.provenance, policy.notes, policy_pairs(policy))
        for subject, pair in policy_parts(policy, tables):
            yield policy.provenance, subject, pair
    for relation in tables.relations:
        yield from _relation(relation)
    for event in tables.events:
        for subject, pair in event_statements(event):
            yield event.provenance, subject, pair
    for threshold in tables.thresholds.values():
        for subject, pair in threshold_statements(threshold):
            yield threshold.provenance, subject, pair
    for correction in tables.corrections:
        yield from _correction(correction)


def _correction(row: Correction) -> Iterator[tuple[Provenance, NamedNode, Pair]]:
    """Yield the remark that a field was corrected; the row itself says what the correction says."""
    change = "added to" if row.action == "add" else "set"
    remark = f"{row.field} {change} by {row.name} on {row.date}: {row.reason}"
    made = Provenance(remark, Confidence.HIGH, checked=False, line=row.place[1])
    yield made, row_node(row.file.removesuffix(".csv"), row.key), (chip("note"), Literal(remark))


def _thing(
    file: str, key: str, provenance: Provenance, notes: str, pairs: Iterator[Pair]
) -> Iterator[tuple[Provenance, NamedNode, Pair]]:
    for pair in pairs:
        yield provenance, entity(key), pair
    for pair in row_pairs(file, key, provenance, notes):
        yield provenance, row_node(file, key), pair


def _relation(row: RelationRow) -> Iterator[tuple[Provenance, NamedNode, Pair]]:
    key = relation_key(row)
    remarks = [f"since {row.start}" if row.start else "", f"until {row.end}" if row.end else "", row.qualifier]
    yield row.provenance, entity(row.subject), (chip(row.predicate), entity(row.object))
    yield row.provenance, entity(row.subject), (chip("statedIn"), row_node("relations", key))
    for pair in row_pairs("relations", key, row.provenance, "; ".join(remark for remark in remarks if remark)):
        yield row.provenance, row_node("relations", key), pair
