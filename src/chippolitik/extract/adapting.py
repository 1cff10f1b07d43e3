"""What fillers become in a claim: a body its country, a firm its chips, a new model that of its maker."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.model.entity import EntityRef
from chippolitik.tables import Tables

__all__ = ["as_country", "as_product", "named_after"]


def as_country(tables: Tables, body: EntityRef) -> EntityRef:
    """Return the government that a body acts for; a licence without a named issuer is its country's."""
    row = tables.entities.get(body.known or "")
    government = tables.government_of(row.country) if row is not None and row.country else None
    return EntityRef(tables.flat_label(government), "GovernmentBody", government) if government else body


def as_product(tables: Tables, entity: EntityRef) -> EntityRef:
    """Return what is compared; a firm that a product is compared with stands for its chips."""
    if entity.cls != "Company":
        return entity
    label = f"{entity.label} chips"
    row = next((r for r in tables.entities.values() if r.cls == "ProductGroup" and r.label_en == label), None)
    return EntityRef(label, "ProductGroup", row.id) if row else EntityRef(label, "Product", described=True)


def named_after(model: EntityRef, developers: Sequence[EntityRef]) -> EntityRef:
    """Return a described model with the name of its only developer.

    Args:
        model: The model.
        developers: Who develops it.

    Example:
        >>> model = EntityRef("new model", "AIModel", described=True)
        >>> named_after(model, [EntityRef("ByteDance", "Company", "bytedance")]).label
        'new ByteDance model'
        >>> named_after(model, []).label
        'new model'
    """
    if not model.described or len(developers) != 1 or developers[0].described or developers[0].label in model.label:
        return model
    rest = model.label.removeprefix("new ")
    new = "new " if rest != model.label else ""
    return EntityRef(f"{new}{developers[0].label} {rest}", model.cls, described=True)
