"""What a frame needs besides its roles; the words for it are in ``chippolitik.lexicon.terms.NEEDS``."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.extract.draft import Draft
from chippolitik.model.annotated import Token
from chippolitik.model.entity import EntityRef
from chippolitik.tables import Tables

__all__ = ["missing_need"]


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
        return any(wanted)
    if need == "name":
        return any(not entity.described or entity.known for group in draft.roles.values() for entity in group)
    if need == "time":
        return draft.time is not None
    if need == "list":
        return "list" in draft.roles
    foundries = (entity for entity in draft.roles.get("manufacturer", ()) if _is_foundry(tables, entity))
    return "customer" in draft.roles or any(foundries)


def _is_foundry(tables: Tables, entity: EntityRef) -> bool:
    row = tables.entities.get(entity.known or "")
    return row is not None and bool({"Foundry", "OSAT"} & set(row.roles))
