"""An article as it travels between processes and enters a database among many: its quads as sorted lines of N-Quads.

Lines are made once, where the article was worked on; nobody makes objects of them again unless the article takes the
place of another one.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import RdfFormat, parse

from chippolitik.graph import nquads
from chippolitik.namespaces import article_graph
from chippolitik.store.quarantine import quarantine_quads
from chippolitik.store.record import ArticleRecord, Entry, Quarantined, lines_digest

__all__ = ["PackedArticle", "entry_of", "pack"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedArticle:
    """Everything that one article brings into a store, ready to be written.

    Attributes:
        entry: What the ledger will say, with its one key and both digests, the time aside.
        lines: The article's graph and what is derived from it, as sorted N-Quads.
        apart: Its quarantine graph as sorted N-Quads; empty if nothing is in quarantine.
        quarantined: The claims in quarantine, for reports.
    """

    entry: Entry
    lines: bytes
    apart: bytes = b""
    quarantined: tuple[Quarantined, ...] = ()

    @property
    def quads(self) -> int:
        """Number of quads in its graphs."""
        return self.lines.count(b"\n")

    def record(self) -> ArticleRecord:
        """Return the article with its quads as objects."""
        entry, graph = self.entry, article_graph(self.entry.id)
        quads = list(parse(self.lines, format=RdfFormat.N_QUADS, lenient=True))
        own = [getattr(quad.graph_name, "value", "") == graph for quad in quads]
        return ArticleRecord(
            id=entry.id,
            key=entry.keys[0],
            name=entry.name,
            quads=tuple(quad for quad, inside in zip(quads, own, strict=True) if inside),
            derived=tuple(quad for quad, inside in zip(quads, own, strict=True) if not inside),
            quarantined=self.quarantined,
            counts=entry.counts,
            url=entry.url,
            title=entry.title,
            path=entry.path,
            author=entry.author,
            copy_of=entry.copy_of,
        )


def pack(record: ArticleRecord) -> PackedArticle:
    """Write the quads of an article as lines."""
    lines = nquads([*record.quads, *record.derived])
    digest = lines_digest(lines)
    held, apart = quarantine_quads(record.quarantined, record.id, digest)
    return PackedArticle(
        entry=entry_of(record, digest, held), lines=lines, apart=nquads(apart), quarantined=record.quarantined
    )


def entry_of(record: ArticleRecord, digest: str, held: str) -> Entry:
    """Return what the ledger says about an article, the time aside."""
    return Entry(
        id=record.id,
        keys=(record.key,),
        name=record.name,
        counts=record.counts,
        digest=digest,
        held=held,
        url=record.url,
        title=record.title,
        path=record.path,
        author=record.author,
        copy_of=record.copy_of,
    )
