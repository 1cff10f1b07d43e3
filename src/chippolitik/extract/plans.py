"""What is the same for a frame wherever it is tried: which roles it fills, where from, and which it cannot lack."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from chippolitik.extract.standing import DEEP
from chippolitik.lexicon import Frame
from chippolitik.lexicon.literals import Gate
from chippolitik.model.kinds import KINDS, Fills, Kind, Role

__all__ = ["Plan", "RolePlan", "expected", "plan_of"]

_NO_ENTITY = frozenset({Fills.TERM, Fills.TEXT})


class RolePlan(NamedTuple):
    """A role that a frame fills with entities.

    Attributes:
        role: The role.
        sources: Where its fillers stand, the preferred source first.
        classes: Of what class they must be.
        wanted: The preferred source, as features name it.
    """

    role: Role
    sources: tuple[str, ...]
    classes: tuple[str, ...]
    wanted: str


class Plan(NamedTuple):
    """What a frame fills.

    Attributes:
        kind: The kind of its claims.
        filled: Its roles that entities fill, in the order of the kind.
        enough: The sets of roles that make a claim: the required ones, with each of those of which one is required.
        phrase: Tells which clauses cannot hold the words that it needs, or None.
        veto: Tells which clauses cannot hold the words that forbid it, or None.
    """

    kind: Kind
    filled: tuple[RolePlan, ...]
    enough: tuple[tuple[RolePlan, ...], ...]
    phrase: Gate | None
    veto: Gate | None


@lru_cache(maxsize=4096)
def plan_of(frame: Frame) -> Plan:
    """Return the plan of a frame."""
    spec = KINDS[Kind(frame.kind)]
    filled = tuple(
        RolePlan(role, frame.roles[role.name], frame.classes.get(role.name, ()), expected(frame.roles[role.name]))
        for role in spec.roles
        if role.name in frame.roles and role.fills not in _NO_ENTITY
    )
    needed = tuple(plan for plan in filled if plan.role.required)
    alternatives = [plan for plan in filled if plan.role.name in spec.one_of]
    enough: tuple[tuple[RolePlan, ...], ...] = (needed,) if needed else ()
    if alternatives and not set(spec.one_of) & set(frame.fixed):
        enough = tuple((*needed, plan) for plan in alternatives)
    phrase, veto = (None if pattern is None else Gate([pattern]) for pattern in (frame.phrase, frame.veto))
    return Plan(spec.kind, filled, enough, phrase, veto)


def expected(sources: tuple[str, ...]) -> str:
    """Return the preferred one of some sources, as features name it: prepositions are alike.

    Example:
        >>> expected(("subj", "by")), expected(("by",)), expected(("xobj",)), expected(())
        ('subj', 'prep', 'embedded', 'none')
    """
    if not sources:
        return "none"
    if sources[0] in DEEP or sources[0] in {"gov", "context", "topic", "vendor"}:
        return sources[0]
    return "embedded" if sources[0].startswith("x") else "prep"
