"""Rows of entities, chips and relations as pairs of predicate and value.

Policy instruments are in ``policies``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from chippolitik.knowledge.terms import LABEL, TYPE, Pair, boolean, chip, concept, decimal, entity, integer, row_node
from chippolitik.tables import ChipRow, EntityRow, NameKind, NameRow, PolicyRow, Provenance, RelationRow, Tables

__all__ = ["chip_pairs", "entity_pairs", "identity", "relation_key", "row_pairs"]

_ORGANIZATIONS = frozenset({"Company", "Organization", "NewsOrganization", "ResearchOrganization"})

# What the parent column means, by class of the row; product groups depend on the parent's class too.
_PARENT = {
    **dict.fromkeys(_ORGANIZATIONS, "subsidiaryOf"),
    "GovernmentBody": "partOf",
    "ControlList": "maintainedBy",
    "ControlClassification": "entryOf",
    "Country": "partOf",
    "ManufacturingEquipment": "manufacturedBy",
    **dict.fromkeys(("AIModel", "Application", "Software", "ComputeSystem", "ProductGroup"), "developedBy"),
}

_CATEGORY = {
    "AI accelerator": "ai_accelerator",
    "APU": "apu",
    "Consumer GPU": "consumer_gpu",
    "Data center GPU": "data_center_gpu",
    "Superchip": "superchip",
    "Wafer-scale": "wafer_scale",
    "Workstation GPU": "workstation_gpu",
}
_MARKET = {"China": "china", "global": "global", "internal": "internal", "internal/cloud": "internal_cloud"}


def identity(row: EntityRow | ChipRow | PolicyRow) -> Iterator[Pair]:
    """Yield what names a thing: its class and its labels."""
    yield TYPE, chip(row.cls)
    for language, label in (("en", row.label_en), ("de", row.label_de), ("zh", row.label_zh)):
        if label:
            yield LABEL, Literal(label, language=language)


def row_pairs(file: str, key: str, provenance: Provenance, notes: str) -> Iterator[Pair]:
    """Yield what the graph says about a row itself."""
    yield TYPE, chip("KnowledgeRow")
    yield chip("fileName"), Literal(f"{file}.csv")
    yield chip("rowKey"), Literal(key)
    yield chip("source"), Literal(provenance.source)
    yield chip("confidence"), concept("confidence", provenance.confidence.value)
    yield chip("checked"), boolean(provenance.checked)
    if notes:
        yield chip("note"), Literal(notes)


def entity_pairs(row: EntityRow, names: Iterable[NameRow], tables: Tables) -> Iterator[Pair]:
    """Yield what an entity's row states beyond its identity."""
    yield from _names(row, names)
    if row.wikidata:
        yield chip("wikidataId"), Literal(row.wikidata)
    if row.cls == "Country" or row.id == "eu":
        yield chip("countryCode"), Literal(row.id.upper())
    if row.governs:
        yield chip("governmentOf"), entity(row.governs)
    elif row.country and row.cls in {*_ORGANIZATIONS, "GovernmentBody", "CollectiveAgent"}:
        yield chip("basedIn"), entity(row.country)
    scheme = {"GovernmentBody": "bodyType"}.get(row.cls, "companyRole" if row.cls in _ORGANIZATIONS else None)
    for role in row.roles:
        yield chip(scheme or "productCategory"), concept(scheme or "productCategory", role)
    if row.parent:
        yield _parent(row, tables), entity(row.parent)
    yield chip("statedIn"), row_node("entities", row.id)


def chip_pairs(row: ChipRow, names: Iterable[NameRow]) -> Iterator[Pair]:
    """Yield what a chip's row states beyond its identity."""
    yield from _names(row, names)
    yield chip("designedBy"), entity(row.vendor)
    if row.foundry:
        yield chip("fabricatedBy"), entity(row.foundry)
    yield chip("productCategory"), concept("productCategory", _CATEGORY.get(row.family, "Semiconductor"))
    if row.market:
        yield chip("market"), concept("market", _MARKET[row.market])
    if row.year:
        yield chip("releaseYear"), integer(row.year)
    for name, text in (
        ("architecture", row.architecture),
        ("processNode", row.process),
        ("memoryType", row.memory_type),
    ):
        if text:
            yield chip(name), Literal(text)
    for name, number in (
        ("dense16BitTflops", row.tflops_16bit),
        ("dense8BitTops", row.tops_8bit),
        ("dense4BitTops", row.tops_4bit),
        ("dieArea", row.die_mm2),
        ("memoryCapacity", row.memory_gb),
        ("memoryBandwidth", row.memory_gbs),
        ("interconnectBandwidth", row.interconnect_gbs),
        ("thermalDesignPower", row.tdp_w),
        ("totalProcessingPerformance", row.tpp),
        ("performanceDensity", row.performance_density),
    ):
        if number is not None:
            yield chip(name), decimal(number)
    yield chip("statedIn"), row_node("chips", row.id)


def relation_key(row: RelationRow) -> str:
    """Return the key of a relation's row.

    Example:
        >>> from chippolitik.tables import load_tables
        >>> relation_key(load_tables().relations[0])
        'bytedance owns tiktok'
    """
    return f"{row.subject} {row.predicate} {row.object}"


def _names(row: EntityRow | ChipRow, names: Iterable[NameRow]) -> Iterator[Pair]:
    for alias in row.aliases:
        yield chip("alias"), Literal(alias)
    for name in names:
        if name.kind in {NameKind.ALIAS, NameKind.METONYM}:
            yield (
                chip(name.kind.value),
                Literal(name.form, language=name.language) if name.language else Literal(name.form),
            )


def _parent(row: EntityRow, tables: Tables) -> NamedNode:
    parent = tables.entities.get(row.parent or "")
    if row.cls == "ProductGroup" and parent and parent.cls == "ProductGroup":
        return chip("instanceOf")
    return chip(_PARENT.get(row.cls, "partOf"))
