"""What a store was made with: the versions that its graphs are a pure function of. Files are read in ``disk``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

__all__ = ["FORMAT", "Manifest"]

FORMAT = 2
"""Version of the layout of a store on disk; a newer one is refused, an older one is brought up in ``migration``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Versions or digests of everything but the articles that decides what a graph says.

    Attributes:
        ontology: Of the ontology's files.
        extractor: Name and version, with a digest of its lexicon.
        shapes: Of the shapes.
        knowledge_base: Of the tables.
        judgements: Of the decisions in the store's ``judgements.jsonl``; the store fills it in.
    """

    ontology: str
    extractor: str
    shapes: str
    knowledge_base: str
    judgements: str = ""

    def differences(self, other: Self) -> list[str]:
        """Return in words what differs, ``judgements`` aside; empty if nothing does.

        Example:
            >>> old = Manifest(ontology="1", extractor="frames 1", shapes="s", knowledge_base="k")
            >>> old.differences(Manifest(ontology="1", extractor="frames 2", shapes="s", knowledge_base="k"))
            ['extractor frames 1, now frames 2']
        """
        return [
            f"{name.replace('_', ' ')} {mine}, now {theirs}"
            for name in (part.name for part in fields(self))
            if name != "judgements" and (mine := getattr(self, name)) != (theirs := getattr(other, name))
        ]

    def to_json(self) -> dict[str, str]:
        """Return a JSON-ready dict."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read back what ``to_json`` gave; a part that an older version did not know is empty."""
        return cls(**{part.name: str(row.get(part.name, "")) for part in fields(cls)})
