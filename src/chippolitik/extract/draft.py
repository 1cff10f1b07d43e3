"""A claim in the making: fillers and qualifiers with the tokens that carry it; a legal claim is built at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chippolitik.model.amount import Money, Quantity
from chippolitik.model.claim import Claim, Evidence
from chippolitik.model.document import Span
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import KINDS, Kind, Modality, Phase
from chippolitik.model.time import TimeSpan

__all__ = ["Draft"]

_LONGEST_QUOTE = 400  # code points


@dataclass(slots=True)
class Draft:
    """What one frame found in one sentence.

    Attributes:
        kind: Kind of the claim.
        sentence: Index of the sentence.
        start: Offset of the quote in the article's text.
        end: Offset after it.
        roles: Role → fillers.
        terms: Role → word.
        trace: Why it was made.
    """

    kind: Kind
    sentence: int
    start: int
    end: int
    roles: dict[str, tuple[EntityRef, ...]] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    modality: Modality = Modality.ASSERTED
    quantity: Quantity | None = None
    value: Money | None = None
    time: TimeSpan | None = None
    status: str | None = None
    phase: Phase | None = None
    attribution: EntityRef | None = None
    paragraph: int = 0
    headline: bool = False
    trace: str = ""

    @property
    def complete(self) -> bool:
        """Whether every required role is filled, and one of those of which one is required."""
        spec = KINDS[self.kind]
        filled = set(self.roles) | set(self.terms)
        return set(spec.required) <= filled and (not spec.one_of or bool(filled & set(spec.one_of)))

    @property
    def claim_key(self) -> str:
        """What tells it apart from other claims of its article, whatever words carry it."""
        return self._claim(Evidence("x", Span(0, 1))).digest

    def claim(self, text: str) -> Claim:
        """Return the claim.

        Args:
            text: The article's text, of which the quote is cut.
        """
        start, end = self._trimmed(text)
        return self._claim(Evidence(text[start:end], Span(start, end)))

    def _claim(self, evidence: Evidence) -> Claim:
        return Claim(
            kind=self.kind,
            evidence=evidence,
            roles={name: _distinct(group) for name, group in self.roles.items()},
            terms=self.terms,
            modality=self.modality,
            quantity=self.quantity,
            value=self.value,
            time=self.time,
            status=self.status,
            phase=self.phase,
            attribution=self.attribution,
            trace=self.trace,
        )

    def _trimmed(self, text: str) -> tuple[int, int]:
        start, end = self.start, min(self.end, self.start + _LONGEST_QUOTE)
        while end > start and text[end - 1] in " ,;:.\n\t–—(":
            end -= 1
        while start < end - 1 and text[start] in " ,;:.\n\t–—)":
            start += 1
        return start, max(end, start + 1)


def _distinct(group: Sequence[EntityRef]) -> tuple[EntityRef, ...]:
    """Return fillers without those whose label an earlier one has."""
    found: dict[str, EntityRef] = {}
    for entity in group:
        found.setdefault(entity.label, entity)
    return tuple(found.values())
