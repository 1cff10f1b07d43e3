"""What fills a role: an entity of the knowledge base, a name it does not know, or a described thing."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EntityRef"]


@dataclass(frozen=True, slots=True, order=True)
class EntityRef:
    """A filler of a role.

    Attributes:
        label: Canonical English label as the flat table prints it ("Ascend 910B", "new ByteDance model").
        cls: Local name of its ontology class ("Company", "Chip", "Product", "Thing").
        known: Its ``id`` in the knowledge base, or None.
        described: Whether the text describes it instead of naming it; such a filler belongs to its article.
    """

    label: str
    cls: str
    known: str | None = None
    described: bool = False

    def __post_init__(self) -> None:
        if not self.label or self.label[0].isspace() or self.label[-1].isspace():
            raise ValueError(f"not a label: {self.label!r}")
        if not self.cls.isidentifier():
            raise ValueError(f"not the local name of a class: {self.cls!r}")
        if self.known is not None and self.described:
            raise ValueError(f"{self.label!r} cannot be both known and described")
