"""What goes into a store and what comes out of a write: articles, files, quarantined claims, outcomes.

Values only; how they are kept is the business of the backends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Self

from pyoxigraph import Quad, RdfFormat

from chippolitik.graph import nquads
from chippolitik.model import Claim
from chippolitik.namespaces import FILE_GRAPH, article_graph, claim_iri, derived_graph

__all__ = [
    "ArticleRecord",
    "Change",
    "Counts",
    "Entry",
    "Failure",
    "FileRecord",
    "PutResult",
    "Quarantined",
    "Reason",
    "Source",
    "content_digest",
    "graphs_of",
    "lines_digest",
]


class Change(StrEnum):
    """What a write did to an article or a file."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    UPDATED = "updated"  # the same text, other quads: another extractor, a judgement
    REPLACED = "replaced"  # another text under a key that was in use; the old article is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Claims of one article; offered is the sum of the other three."""

    offered: int = 0
    accepted: int = 0
    quarantined: int = 0
    duplicate: int = 0

    def __post_init__(self) -> None:
        if self.offered != self.accepted + self.quarantined + self.duplicate:
            raise ValueError("offered claims must be accepted, quarantined or duplicate")

    def __add__(self, other: Self) -> Counts:
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in Counts.__slots__})


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why a claim did not pass the gate.

    Attributes:
        shape: IRI of the shape that it breaks.
        message: What is wrong, in a sentence.
        focus: IRI of the node that is wrong; empty means the claim itself.
        path: Property path from there, as SPARQL writes it, or empty.
    """

    shape: str
    message: str
    focus: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A claim that is kept apart, with the reasons."""

    article: str
    claim: Claim
    reasons: tuple[Reason, ...]

    def __post_init__(self) -> None:
        if not self.reasons:
            raise ValueError("a quarantined claim needs a reason")

    @property
    def iri(self) -> str:
        """IRI that the claim has, and keeps when it is admitted."""
        return claim_iri(self.article, self.claim.digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """Everything that one article brings into a store.

    Attributes:
        id: The article's id.
        key: What a later version of the article is known by: a URL, a file name, or what the user gave.
        name: Short name for people.
        quads: The article's graph: metadata and accepted claims.
        derived: What follows from that graph alone.
        quarantined: The claims that did not pass.
        counts: What became of the claims.
        url: Where it was published, or None.
        title: Its headline, or None.
        path: The file it was read from, or None.
        author: Who wrote it, or None.
        copy_of: Id of an article in the store that it copies in whole or in part, or None.
    """

    id: str
    key: str
    name: str
    quads: tuple[Quad, ...]
    derived: tuple[Quad, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    counts: Counts = field(default_factory=Counts)
    url: str | None = None
    title: str | None = None
    path: str | None = None
    author: str | None = None
    copy_of: str | None = None

    def __post_init__(self) -> None:
        for quads, graph in ((self.quads, article_graph(self.id)), (self.derived, derived_graph(self.id))):
            if any(getattr(quad.graph_name, "value", "") != graph for quad in quads):
                raise ValueError(f"a quad outside the graph {graph}")
        if not self.quads:
            raise ValueError("an article has a graph, even without claims")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of triples without blank nodes, whose names would otherwise differ from one load to the next.

    Attributes:
        path: Where it lies; compressed if its name says so.
        format: Its syntax.
        base: What its relative IRIs are resolved against.
    """

    path: Path
    format: RdfFormat
    base: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A loaded RDF file.

    Attributes:
        id: First 24 hexadecimal digits of the SHA-256 of its bytes.
        key: Its absolute path as a ``file:`` URI; other bytes under the same path replace the old graph.
        name: Its name as the user gave it.
        quads: Its triples, at least one, all in the file's graph; read once.
        source: The file itself, if a database may read it in place of ``quads``.
    """

    id: str
    key: str
    name: str
    quads: Iterable[Quad]
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the ledger says about one article or file that is in the store.

    Attributes:
        id: 24 hexadecimal digits.
        kind: ``article`` or ``file``.
        keys: The keys under which it was offered, oldest first.
        name: Short name for people.
        counts: What became of its claims when it was last processed.
        at: When that was, ISO 8601 in UTC; empty where the ledger was lost.
        digest: Digest of its quads; for a file, its id.
        held: Digest of its quarantined claims; empty if it has none.
        url: Where it was published, or None.
        title: Its headline, or None.
        path: The file it was read from, or None.
        author: Who wrote it, or None.
        copy_of: Id of an article that it copied when it came in, or None.
    """

    id: str
    kind: str = "article"
    keys: tuple[str, ...]
    name: str
    counts: Counts = field(default_factory=Counts)
    at: str = ""
    digest: str = ""
    held: str = ""
    url: str | None = None
    title: str | None = None
    path: str | None = None
    author: str | None = None
    copy_of: str | None = None

    @property
    def graphs(self) -> tuple[str, ...]:
        """The named graphs that it fills."""
        return graphs_of(self.id, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An article that could not be worked on when it was last offered; it is not in the store.

    Attributes:
        key: The key that it was offered under; what comes in under it takes the failure away.
        name: Short name for people.
        message: What was wrong.
        at: When that was, ISO 8601 in UTC.
    """

    key: str
    name: str
    message: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutResult:
    """What a write did.

    Attributes:
        change: What happened.
        replaced: Ids of the articles or files that are gone, since another text came under their key.
        quads: Number of quads that the store has more than before; may be negative.
    """

    change: Change
    replaced: tuple[str, ...] = ()
    quads: int = 0


def graphs_of(identifier: str, kind: str = "article") -> tuple[str, ...]:
    """Return the named graphs of an article or a file."""
    if kind == "file":
        return (FILE_GRAPH + identifier,)
    return article_graph(identifier), derived_graph(identifier)


def content_digest(quads: Iterable[Quad]) -> str:
    """Return 16 hexadecimal digits that stand for a set of quads without blank nodes; empty for no quads."""
    return lines_digest(nquads(quads))


def lines_digest(lines: bytes) -> str:
    """Return what ``content_digest`` gives for quads that are written as sorted N-Quads, nothing twice."""
    return hashlib.sha256(lines).hexdigest()[:16] if lines else ""
