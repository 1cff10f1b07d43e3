"""The words in which the kinds of claims are told: kinds, modalities, phases, roles, and the form of a row.

The rows themselves are the table in ``kinds``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Fills", "Kind", "KindSpec", "Modality", "Phase", "Role"]


class Kind(StrEnum):
    """What sort of situation a claim is about; also the local name of its ontology class."""

    OWNERSHIP = "Ownership"
    DEVELOPMENT = "Development"
    MANUFACTURE = "Manufacture"
    LOCATION = "Location"
    USAGE = "Usage"
    TRAINING = "Training"
    SUPPLY = "Supply"
    ORDER = "Order"
    DELIVERY = "Delivery"
    INVESTMENT = "Investment"
    REGULATION = "Regulation"
    LICENSE = "License"
    RECOMMENDATION = "Recommendation"
    LISTING = "Listing"
    PENALTY = "Penalty"
    COMPARISON = "Comparison"
    METRIC = "Metric"
    STATEMENT = "Statement"
    RELEASE = "Release"


class Modality(StrEnum):
    """How the text presents the situation."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    SPECULATED = "speculated"
    DENIED = "denied"


class Phase(StrEnum):
    """Where the text says that a state is past, or being left."""

    ENDED = "ended"
    ENDING = "ending"


class Fills(StrEnum):
    """What may fill a role."""

    AGENT = "Agent"  # a country in this role stands for its government
    AGENT_OR_PLACE = "AgentOrPlace"  # a country may fill it as a country
    PRODUCT = "Product"
    PLACE = "Jurisdiction"
    LIST = "ControlList"
    THING = "Entity"  # anything that has a name
    TEXT = "Text"  # words, kept as a string
    TERM = "Term"  # a concept of the scheme named like the role

    @property
    def default_class(self) -> str:
        """Local name of the class of a filler that nothing else types."""
        return "Agent" if self is Fills.AGENT_OR_PLACE else self.value


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a kind.

    Attributes:
        name: Its key in the flat claim table.
        property: Local name of its ontology property.
        fills: What may fill it.
        required: Whether each claim of the kind must have it.
    """

    name: str
    property: str
    fills: Fills
    required: bool = False


@dataclass(frozen=True, slots=True)
class KindSpec:
    """What the ontology and the flat table say about one kind.

    Attributes:
        kind: The kind.
        roles: Its roles, required ones first.
        one_of: Names of roles of which at least one must be there; empty for most kinds.
        statuses: Legal values of ``status``; empty where the kind has none.
        default_status: What a missing status means.
        state: Whether it is a state (may have a phase) rather than an event.
        shortcut: ``(property, subject role, object role)`` of the triple derived when the situation holds.
    """

    kind: Kind
    roles: tuple[Role, ...]
    one_of: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    default_status: str | None = None
    state: bool = False
    shortcut: tuple[str, str, str] | None = None

    def role(self, name: str) -> Role | None:
        """Return the role of that name, or None."""
        return next((role for role in self.roles if role.name == name), None)

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the roles that each claim of this kind must have."""
        return tuple(role.name for role in self.roles if role.required)
