"""What a process composes once and then uses for every article: knowledge base, extractor, gate.

Each part is loaded when it is first asked for, so that a command waits only for what it uses.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from chippolitik.graph import Extractor, MemoryView
from chippolitik.lexicon import Lexicon, load_lexicon
from chippolitik.model import Claim, Document
from chippolitik.model.flat import Resolver
from chippolitik.pipeline.extraction import ClaimExtractor
from chippolitik.pipeline.given import GivenClaims
from chippolitik.resolve import LabelResolver
from chippolitik.tables import Tables, load_tables

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from chippolitik.store.record import Reason

__all__ = ["FRAMES", "Judge", "OwnParts", "Parts", "frames", "given_claims", "lexicon", "own_gate", "tables"]

FRAMES = Extractor("frames", "1")
"""Names our own extractor; a new version makes other graphs."""


class Judge(Protocol):
    """Says which claims may enter the graph."""

    def judge(
        self, document: Document, claims: Sequence[Claim], quads: Sequence[Quad]
    ) -> dict[str, tuple[Reason, ...]]:
        """Return the reasons against claims, by the digests of those that do not pass.

        Args:
            document: The article.
            claims: Its claims.
            quads: Its graph with all these claims.
        """
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


@functools.cache
def frames() -> ClaimExtractor:
    """Return our own extractor, its lexicon read once."""
    from chippolitik.pipeline.frames import Frames  # noqa: PLC0415 - given claims need no lexicon

    return Frames(tables(), lexicon())


@functools.cache
def lexicon() -> Lexicon:
    """Return what the extractor knows of words."""
    return load_lexicon()


@functools.cache
def own_gate() -> Judge:
    """Return the gate of this process."""
    from chippolitik.knowledge import knowledge_quads  # noqa: PLC0415 - extraction alone needs no gate
    from chippolitik.pipeline.gating import ArticleGate  # noqa: PLC0415 - as above
    from chippolitik.validation import default_gate  # noqa: PLC0415 - as above

    return ArticleGate(default_gate(), MemoryView(knowledge_quads(tables())))


class OwnParts:
    """Our extractor and our gate, each loaded when it is first asked for."""

    @property
    def extractor(self) -> ClaimExtractor:
        """Makes the claims."""
        return frames()

    @property
    def gate(self) -> Judge:
        """Judges them."""
        return own_gate()


def given_claims(path: Path) -> tuple[GivenClaims, Resolver]:
    """Read claims made elsewhere.

    Returns:
        The claims, and what their labels mean.

    Raises:
        InputError: The file cannot be read.
    """
    return GivenClaims.read(path), LabelResolver(tables())
