"""Rows of policy instruments and of their steps as parts of quads: instrument, times, listings, life."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from chippolitik.knowledge.lifecycle import periods, steps_of
from chippolitik.knowledge.terms import TYPE, Pair, boolean, chip, concept, entity, row_node, span
from chippolitik.knowledge.things import row_pairs
from chippolitik.tables import Confidence, EventRow, PolicyRow, Tables

__all__ = ["LISTS", "event_statements", "policy_pairs", "policy_parts"]

LISTS = {"bis": "entity_list", "tw_ita": "sht_list"}
"""The list that an entity listing means, by the body that keeps it."""


def policy_pairs(row: PolicyRow) -> Iterator[Pair]:
    """Yield what an instrument's row states beyond its identity."""
    listing, advice = row.cls == "EntityListing", row.cls == "PolicyRecommendation"
    yield chip("issuer"), entity(row.issuer)
    yield chip("jurisdiction"), entity(row.jurisdiction)
    yield chip("bindingness"), concept("bindingness", row.bindingness)
    if row.felt_bindingness:
        yield chip("feltBindingness"), concept("bindingness", row.felt_bindingness)
    for property_, ids in (
        ("listedAgent" if listing else "target", row.target),
        ("addressee", row.addressee),
        ("beneficiary", row.beneficiary),
        ("recommends", row.recommends),
        ("basedOn", row.based_on),
        ("discourages" if advice else "controlledItem", row.controlled_item),
    ):
        for identifier in ids:
            yield chip(property_), entity(identifier)
    if listing and row.issuer in LISTS:
        yield chip("controlList"), entity(LISTS[row.issuer])
    if row.affects:
        yield chip(row.affect_type), entity(row.affects)
    if row.end_type:
        yield chip("endType"), concept("endType", row.end_type)
    for name, text in (
        ("citation", row.citation),
        ("legalBasisText", row.legal_basis),
        ("thresholdText", row.threshold),
    ):
        if text:
            yield chip(name), Literal(text)
    yield chip("statedIn"), row_node("policies", row.id)


def policy_parts(row: PolicyRow, tables: Tables) -> Iterator[tuple[NamedNode, Pair]]:
    """Yield what else an instrument's row brings along: its time spans, and the listings of those it lists.

    The periods in force follow from the steps of its life, those of low confidence left out.
    """
    node = entity(row.id)
    for name, property_, date in (
        ("announced", "announcedIn", row.announced),
        ("published", "publishedIn", row.published),
    ):
        if date:
            yield from _span(node, property_, name, date, date)
    steps = [step for step in steps_of(tables, row.id) if step.provenance.confidence is not Confidence.LOW]
    for period in periods(steps):
        yield from _span(node, "inForce", f"in_force/{period.start}", period.start, period.end)
    if row.cls == "EntityListing":
        for agent in row.target:
            if agent in tables.entities:
                yield entity(agent), (chip("listedBy"), node)
                if row.issuer in LISTS:
                    yield entity(agent), (chip("listedOn"), entity(LISTS[row.issuer]))


def event_statements(row: EventRow) -> Iterator[tuple[NamedNode, Pair]]:
    """Yield what a step in the life of an instrument states: the event, its time, its row."""
    node = NamedNode(f"{entity(row.policy).value}/event/{row.step}/{row.date}")
    yield node, (TYPE, chip("PolicyEvent"))
    yield node, (chip("policyEventOf"), entity(row.policy))
    yield node, (chip("lifecycleStep"), concept("lifecycle", row.step))
    yield from _span(node, "validTime", "time", row.date, row.date)
    if row.part:
        yield node, (chip("affectedPart"), Literal(row.part))
    if row.by:
        yield node, (chip("broughtAboutBy"), entity(row.by))
    if row.scheduled:
        yield node, (chip("scheduled"), boolean(value=True))
    source = row_node("policy_events", row.key)
    yield node, (chip("statedIn"), source)
    for pair in row_pairs("policy_events", row.key, row.provenance, row.notes):
        yield source, pair


def _span(node: NamedNode, property_: str, name: str, start: str, end: str) -> Iterator[tuple[NamedNode, Pair]]:
    part = NamedNode(f"{node.value}/{name}")
    yield node, (chip(property_), part)
    for pair in span(start, end):
        yield part, pair
