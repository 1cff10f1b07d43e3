"""What a process composes once and then uses for every article: knowledge base, extractor, gate.

Each part is loaded when it is first asked for, so that a command waits only for what it uses.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from chippolitik.graph import Extractor
from chippolitik.model import Claim, Document
from chippolitik.model.flat import Resolver
from chippolitik.pipeline.extraction import ClaimExtractor
from chippolitik.pipeline.given import GivenClaims
from chippolitik.resolve import LabelResolver
from chippolitik.store.record import Reason
from chippolitik.tables import Tables, load_tables

__all__ = ["Judge", "Parts", "given_claims", "tables"]


class Judge(Protocol):
    """Says which claims may enter the graph."""

    def judge(self, document: Document, claims: Sequence[Claim], extractor: Extractor) -> dict[str, tuple[Reason, ...]]:
        """Return the reasons against claims, by the digests of those that do not pass."""
        ...


class Parts(Protocol):
    """Extractor and gate."""

    @property
    def extractor(self) -> ClaimExtractor:
        """Makes the claims."""
        ...

    @property
    def gate(self) -> Judge:
        """Judges them."""
        ...


@functools.cache
def tables() -> Tables:
    """Return the knowledge base as rows."""
    return load_tables()


def given_claims(path: Path) -> tuple[GivenClaims, Resolver]:
    """Read claims made elsewhere.

    Returns:
        The claims, and what their labels mean.

    Raises:
        InputError: The file cannot be read.
    """
    return GivenClaims.read(path), LabelResolver(tables())
