"""Rows of policy instruments as quads' parts: the instrument, its times, its listings."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from chippolitik.knowledge.terms import Pair, chip, concept, entity, row_node, span
from chippolitik.tables import PolicyRow, Tables

__all__ = ["in_force", "policy_pairs", "policy_parts"]

# The list that an entity listing means, by the body that keeps it.
_LISTS = {"bis": "entity_list", "tw_ita": "sht_list"}


def policy_pairs(row: PolicyRow) -> Iterator[Pair]:
    """Yield what an instrument's row states beyond its identity."""
    listing, advice = row.cls == "EntityListing", row.cls == "PolicyRecommendation"
    yield chip("issuer"), entity(row.issuer)
    yield chip("jurisdiction"), entity(row.jurisdiction)
    yield chip("bindingness"), concept("bindingness", row.bindingness)
    for property_, ids in (
        ("listedAgent" if listing else "target", row.target),
        ("addressee", row.addressee),
        ("discourages" if advice else "controlledItem", row.controlled_item),
    ):
        for identifier in ids:
            yield chip(property_), entity(identifier)
    if listing:
        yield chip("controlList"), entity(_LISTS[row.issuer])
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
    """Yield what else an instrument's row brings along: its time spans, and the listings of those it lists."""
    node = entity(row.id)
    period = in_force(row)
    for name, property_, times in (
        ("announced", "announcedIn", (row.announced, row.announced) if row.announced else None),
        ("published", "publishedIn", (row.published, row.published) if row.published else None),
        ("in_force", "inForce", period),
    ):
        if times:
            part = NamedNode(f"{node.value}/{name}")
            yield node, (chip(property_), part)
            for pair in span(*times):
                yield part, pair
    if row.cls == "EntityListing":
        for agent in row.target:
            if agent in tables.entities:
                yield entity(agent), (chip("listedOn"), entity(_LISTS[row.issuer]))
                yield entity(agent), (chip("listedBy"), node)


def in_force(row: PolicyRow) -> tuple[str, str] | None:
    """Return start and end of the period in which an instrument has effect, or None where none is known.

    An instrument that ended before it took effect never had effect; one without an effective date (advice, mostly) has
    no known period.

    Example:
        >>> from chippolitik.tables import load_tables
        >>> policies = load_tables().policies
        >>> in_force(policies["p2025_affiliates"])
        ('2025-09-29', '2025-11-10')
        >>> in_force(policies["p2025_cn_ree_oct"]) is None
        True
    """
    if not row.effective or (row.ended and row.ended < row.effective):
        return None
    return row.effective, row.ended
