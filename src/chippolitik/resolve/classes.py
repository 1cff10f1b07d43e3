"""Which classes of the ontology are agents, products and places for the reading of phrases."""

from __future__ import annotations

__all__ = ["AGENTS", "LISTS", "PLACES", "PRODUCTS", "common_class"]

AGENTS = frozenset({
    "Company", "Organization", "GovernmentBody", "NewsOrganization", "ResearchOrganization", "Person",
    "CollectiveAgent", "Agent",
})  # fmt: skip
PRODUCTS = frozenset({
    "AIAccelerator", "Chip", "MemoryChip", "AIModel", "Application", "ComputeSystem", "ManufacturingEquipment",
    "Material",
    "ProductGroup", "Software", "Product", "ControlClassification",
})  # fmt: skip
PLACES = frozenset({"Country", "JurisdictionGroup", "Jurisdiction"})
LISTS = frozenset({"ControlList"})


def common_class(cls: str) -> str:
    """Return ``agent`` ``product`` ``place`` ``list`` or empty for a class of the ontology.

    Example:
        >>> common_class("AIAccelerator"), common_class("Country"), common_class("Entity")
        ('product', 'place', '')
    """
    if cls in AGENTS:
        return "agent"
    if cls in PRODUCTS:
        return "product"
    if cls in PLACES:
        return "place"
    return "list" if cls in LISTS else ""
