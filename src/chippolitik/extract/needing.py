"""What a frame needs besides its roles; the words for it are in ``chippolitik.lexicon.terms.NEEDS``."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.extract.draft import Draft
from chippolitik.extract.makers import agrees, maker_of
from chippolitik.model.annotated import Token
from chippolitik.model.entity import EntityRef
from chippolitik.tables import Tables

__all__ = ["missing_need"]

_HARDWARE = frozenset({"AIAccelerator", "Chip", "MemoryChip", "ComputeSystem"})


def missing_need(tables: Tables, needs: Sequence[str], draft: Draft, tokens: Sequence[Token]) -> str:
    """Return the first thing that a frame needs and a draft has not, or the empty string.

    Args:
        tables: The knowledge base, for the roles of firms.
        needs: What the frame needs.
        draft: The draft.
        tokens: The tokens that carry it.
    """
    return next((need for need in needs if not _has(need, tables, draft, tokens)), "")


def _has(need: str, tables: Tables, draft: Draft, tokens: Sequence[Token]) -> bool:
    if need in {"amount", "value", "quantity"}:
        amounts = [token.amount for token in tokens if token.amount is not None]
        wanted = [need == "amount" or bool(amount.currency) == (need == "value") for amount in amounts]
        return any(wanted) or (need != "quantity" and draft.value is not None)
    if need == "name":
        return any(not entity.described or entity.known for group in draft.roles.values() for entity in group)
    if need == "time":
        return draft.time is not None
    if need == "list":
        return "list" in draft.roles
    makers = draft.roles.get("manufacturer", ())
    foundries = any(_is_foundry(tables, entity) for entity in makers)
    if need == "foundry":
        return foundries
    others = need == "for-others" and _is_others(tables, draft.roles.get("product", ()), makers)
    return "customer" in draft.roles or foundries or others


def _is_others(tables: Tables, products: Sequence[EntityRef], makers: Sequence[EntityRef]) -> bool:
    """Whether known firms make a chip or system that is another firm's by the knowledge base."""
    hard = [product for product in products if product.cls in _HARDWARE and maker_of(tables, product)]
    return bool(hard) and all(m.known and not agrees(tables, m, p) for m in makers for p in hard)


def _is_foundry(tables: Tables, entity: EntityRef) -> bool:
    row = tables.entities.get(entity.known or "")
    return row is not None and bool({"Foundry", "OSAT"} & set(row.roles))
