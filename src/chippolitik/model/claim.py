"""A claim: what one article says about one situation, with the words that say it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from chippolitik.model.amount import Money, Quantity, decimal_text
from chippolitik.model.document import Span
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import KINDS, TERMS, Fills, Kind, Modality, Phase
from chippolitik.model.time import TimeSpan

__all__ = ["Claim", "ClaimLinks", "Evidence"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of the article that carry a claim.

    Attributes:
        quote: The words, as the maker of the claim gives them.
        span: Where they stand in the article's text; None where they do not occur there, which the gate refuses.
    """

    quote: str
    span: Span | None

    def __post_init__(self) -> None:
        if not self.quote.strip():
            raise ValueError("a claim needs a quote")


@dataclass(frozen=True, slots=True)
class ClaimLinks:
    """Links to other claims of the same article, by their digests; each sorted.

    Attributes:
        disputes: Claims that this one contradicts.
        fulfils: Orders that this delivery fulfils in part or whole.
        caused_by: Claims that the text gives as the reason.
    """

    disputes: tuple[str, ...] = ()
    fulfils: tuple[str, ...] = ()
    caused_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One row of the flat claim table, typed.

    A claim may lack a required role: the gate, not the constructor, judges completeness, and quarantines with a reason.

    Attributes:
        kind: Its kind.
        roles: Role name → fillers in label order; roles that the kind does not have are refused.
        terms: Role name → word, for the roles ``measure``, ``metric``, ``direction`` and ``stance``.
        evidence: The quote.
        modality: How the text presents it.
        quantity: An amount, or None.
        value: A sum of money, or None.
        time: When it happens or holds, or None.
        status: Where a rule, listing or licence stands, or None.
        phase: Whether a state is past or being left, or None.
        attribution: Who says so, where the text says it; None means the article itself.
        links: Links to other claims of the article.
        trace: Why the extractor made it, for people; not part of its identity.
    """

    kind: Kind
    evidence: Evidence
    roles: Mapping[str, tuple[EntityRef, ...]] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    modality: Modality = Modality.ASSERTED
    quantity: Quantity | None = None
    value: Money | None = None
    time: TimeSpan | None = None
    status: str | None = None
    phase: Phase | None = None
    attribution: EntityRef | None = None
    links: ClaimLinks = field(default_factory=ClaimLinks)
    trace: str = field(default="", compare=False)
    _digest: str = field(default="", init=False, repr=False, compare=False)  # once it was asked for

    def __post_init__(self) -> None:
        spec = KINDS[self.kind]
        for name, fillers in self.roles.items():
            role = spec.role(name)
            if role is None or role.fills in {Fills.TEXT, Fills.TERM}:
                raise ValueError(f"{self.kind} has no role {name!r} for a thing or an agent")
            if not fillers or len({filler.label for filler in fillers}) < len(fillers):
                raise ValueError(f"role {name!r} needs distinct fillers")
        for name, word in self.terms.items():
            role = spec.role(name)
            if role is None or role.fills not in {Fills.TEXT, Fills.TERM}:
                raise ValueError(f"{self.kind} has no role {name!r} for words")
            if not word.strip() or (role.fills is Fills.TERM and word not in TERMS[name]):
                raise ValueError(f"not a value of {name!r}: {word!r}")
        if self.status is not None and self.status not in spec.statuses:
            raise ValueError(f"{self.kind} has no status {self.status!r}")
        ordered = {name: tuple(sorted(fillers)) for name, fillers in sorted(self.roles.items())}
        object.__setattr__(self, "roles", ordered)
        object.__setattr__(self, "terms", dict(sorted(self.terms.items())))

    @property
    def digest(self) -> str:
        """The claim's identity inside its article: 16 hexadecimal digits over all it says, not over where it says it.

        Two sentences of one article that say the same give one digest, so the second is a duplicate. Links are no part
        of it; they are given in digests themselves.
        """
        if not self._digest:
            found = hashlib.sha256(json.dumps(self._content(), ensure_ascii=True).encode()).hexdigest()[:16]
            object.__setattr__(self, "_digest", found)
        return self._digest

    @property
    def holds(self) -> bool:
        """Whether the graph takes it as the case: asserted, not ended, and in force where it has a status."""
        status = self.status or KINDS[self.kind].default_status
        return (
            self.modality is Modality.ASSERTED
            and self.phase is not Phase.ENDED
            and status in {None, "in_force", "amended", "granted"}
        )

    def _content(self) -> list[object]:
        """Everything that tells two claims of one article apart, as plain JSON with a fixed order."""
        amounts = [
            [x.unit if isinstance(x, Quantity) else x.currency, _number(x.min), _number(x.max), x.approximate]
            if x
            else None
            for x in (self.quantity, self.value)
        ]
        return [
            self.kind.value,
            [[name, [_identity(filler) for filler in fillers]] for name, fillers in self.roles.items()],
            list(self.terms.items()),
            self.modality.value,
            amounts,
            self.time.edtf if self.time else None,
            self.status,
            self.phase.value if self.phase else None,
            self.attribution.label if self.attribution else None,
        ]


def _identity(filler: EntityRef) -> list[object]:
    return [filler.known] if filler.known else [filler.label, filler.cls, filler.described]


def _number(value: Decimal | None) -> str | None:
    return None if value is None else decimal_text(value)
