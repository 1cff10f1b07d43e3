"""Of what sort a filler is by the knowledge base: a prior for deciding, never a ground for a claim."""

from __future__ import annotations

from chippolitik.extract.draft import Draft
from chippolitik.extract.makers import agrees, maker_of
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind
from chippolitik.tables import Tables

__all__ = ["MAKING", "Sorts"]

MAKING = ("maker-unknown", "maker", "other-maker")
"""What the knowledge base says of a firm and its product."""

_ROLES = (
    ("Foundry", "foundry"), ("OSAT", "foundry"), ("ChipDesigner", "designer"), ("IDM", "designer"),
    ("MemoryMaker", "memory-maker"), ("EquipmentMaker", "toolmaker"), ("EDAVendor", "toolmaker"),
    ("MaterialSupplier", "toolmaker"), ("CloudProvider", "user"), ("AILab", "user"), ("AppDeveloper", "user"),
    ("ServerMaker", "builder"), ("DeviceMaker", "builder"), ("NetworkVendor", "builder"),
)  # fmt: skip
_CLASSES = {
    "GovernmentBody": "state", "Country": "state", "JurisdictionGroup": "state", "Company": "firm",
    "Organization": "firm", "Agent": "firm", "ResearchOrganization": "institute", "NewsOrganization": "medium",
    "Person": "person", "Chip": "chip", "AIAccelerator": "chip", "MemoryChip": "memory", "AIModel": "model",
    "Application": "software", "Software": "software", "ManufacturingEquipment": "tool", "Material": "material",
    "ControlList": "list", "ProductGroup": "chip", "ComputeSystem": "system",
}  # fmt: skip
_MADE = {
    Kind.DEVELOPMENT: ("developer", "product"), Kind.RELEASE: ("company", "product"), Kind.USAGE: ("user", "product"),
    Kind.ORDER: ("buyer", "product"), Kind.SUPPLY: ("supplier", "product"), Kind.DELIVERY: ("supplier", "product"),
    Kind.TRAINING: ("developer", "model"), Kind.MANUFACTURE: ("manufacturer", "product"),
    Kind.LICENSE: ("licensee", "product"),
}  # fmt: skip


class Sorts:
    """Looks up of what sort entities are.

    Args:
        tables: The knowledge base.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._seen: dict[EntityRef, str] = {}

    def of(self, entity: EntityRef) -> str:
        """Return the sort of an entity, such as ``state`` ``foundry`` ``designer`` ``user`` ``chip`` ``model``."""
        if entity not in self._seen:
            self._seen[entity] = self._find(entity)
        return self._seen[entity]

    def making(self, draft: Draft) -> list[str]:
        """Return whether the firm of a claim makes its product by the knowledge base."""
        names = _MADE.get(draft.kind)
        if names is None or any(name not in draft.roles for name in names):
            return []
        firm, product = (draft.roles[name][0] for name in names)
        if maker_of(self._tables, product) is None or firm.known is None:
            return [f"{draft.kind.value}:{MAKING[0]}"]
        return [f"{draft.kind.value}:{MAKING[1 if agrees(self._tables, firm, product) else 2]}"]

    def _find(self, entity: EntityRef) -> str:
        if entity.described:
            return "described-" + _CLASSES.get(entity.cls, "thing")
        row = self._tables.entities.get(entity.known or "")
        if row is not None:
            for role, sort in _ROLES:
                if role in row.roles:
                    return sort
        return _CLASSES.get(entity.cls, "thing") + ("" if entity.known else "-unknown")
