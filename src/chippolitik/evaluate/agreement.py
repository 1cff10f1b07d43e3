"""When a predicted claim may match a gold claim, and which of the other roles agree. The assignment is elsewhere."""

from __future__ import annotations

from chippolitik.evaluate.names import Names
from chippolitik.evaluate.rows import FlatClaim
from chippolitik.model import KINDS, Fills, Kind, KindSpec

__all__ = ["may_match", "other_roles"]


def may_match(gold: FlatClaim, predicted: FlatClaim, names: Names) -> bool:
    """Return whether a predicted claim may match a gold claim of the same article.

    The kind is the same and every required role agrees. Where one of two roles is required, the first that both give
    decides.

    Args:
        gold: The gold claim; its kind exists.
        predicted: The predicted claim.
        names: Decides about fillers.
    """
    if gold.kind != predicted.kind:
        return False
    spec = _spec(gold)
    if not all(_agrees(spec, role, gold, predicted, names) for role in spec.required):
        return False
    if not spec.one_of:
        return True
    shared = [role for role in spec.one_of if gold.labels(role) and predicted.labels(role)]
    return bool(shared) and _agrees(spec, shared[0], gold, predicted, names)


def other_roles(gold: FlatClaim, predicted: FlatClaim, names: Names) -> list[bool]:
    """Return, for each role of the gold claim that matching does not need, whether the prediction agrees in it.

    Args:
        gold: The gold claim.
        predicted: The predicted claim that it is matched with.
        names: Decides about fillers.

    Returns:
        One value a role that the gold claim gives; empty if it gives none beyond the required ones.
    """
    spec = _spec(gold)
    return [
        _agrees(spec, role.name, gold, predicted, names)
        for role in spec.roles
        if not role.required and gold.labels(role.name)
    ]


def _spec(gold: FlatClaim) -> KindSpec:
    return KINDS[Kind(gold.kind)]


def _agrees(spec: KindSpec, role: str, gold: FlatClaim, predicted: FlatClaim, names: Names) -> bool:
    """Return whether one gold label and one predicted label of a role agree; words of a fixed list only exactly."""
    wanted, given = gold.labels(role), predicted.labels(role)
    of_kind = spec.role(role)
    if of_kind is not None and of_kind.fills is Fills.TERM:
        return bool(set(wanted) & set(given))
    return any(names.same(one, other) for one in wanted for other in given)
