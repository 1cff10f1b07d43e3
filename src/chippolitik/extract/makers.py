"""Who makes a product by the knowledge base; a check on what the text says, never a ground for a claim."""

from __future__ import annotations

from chippolitik.model.entity import EntityRef
from chippolitik.tables import Tables

__all__ = ["agrees", "maker_of"]

_MAKERS = frozenset({"Company", "Organization", "ResearchOrganization"})


def maker_of(tables: Tables, product: EntityRef) -> str | None:
    """Return the id of who makes a product by the knowledge base, or None."""
    if product.known is None:
        return None
    chip = tables.chips.get(product.known)
    if chip is not None:
        return chip.vendor
    row = tables.entities.get(product.known)
    maker = tables.entities.get(row.parent or "") if row is not None else None
    return maker.id if maker is not None and maker.cls in _MAKERS else None  # HBM4 belongs to HBM, which makes nothing


def agrees(tables: Tables, firm: EntityRef, product: EntityRef) -> bool:
    """Whether a firm can be the maker of a product: the knowledge base names no other one, or one of its group."""
    maker = maker_of(tables, product)
    if maker is None or firm.known is None:
        return maker is None or product.known is None
    return firm.known in {maker, _parent(tables, maker)} or maker == _parent(tables, firm.known)


def _parent(tables: Tables, identifier: str) -> str | None:
    row = tables.entities.get(identifier)
    return row.parent if row is not None else None
