"""What became of each source of an ingest, and what a run adds up to."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from chippolitik.corpus import Notice, Problem
from chippolitik.store.packing import PackedArticle
from chippolitik.store.record import Change, Counts, PutResult, Quarantined

__all__ = ["Ingested", "Outcome", "Summary", "ingested"]

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """An article that is in the store.

    Attributes:
        article: Its id.
        name: Its short name.
        change: What that did to the store.
        counts: What became of its claims; of an unchanged article, when it was last processed.
        quarantined: The claims that the gate refused; not looked up for an unchanged article.
        replaced: Ids of articles that are gone, since this one came under their key.
        quads: Number of quads that the store has more than before.
        copy_of: Id of an article in the store that it copies in whole or in part, or None.
    """

    article: str
    name: str
    change: Change
    counts: Counts
    quarantined: tuple[Quarantined, ...] = ()
    replaced: tuple[str, ...] = ()
    quads: int = 0
    copy_of: str | None = None


def ingested(article: PackedArticle, result: PutResult) -> Ingested:
    """Return the outcome for an article that was written."""
    entry = article.entry
    _LOG.debug("article name=%s id=%s change=%s quads=%d", entry.name, entry.id, result.change, result.quads)
    return Ingested(
        article=entry.id,
        name=entry.name,
        change=result.change,
        counts=entry.counts,
        quarantined=article.quarantined,
        replaced=result.replaced,
        quads=result.quads,
        copy_of=entry.copy_of,
    )


Outcome = Ingested | Problem | Notice
"""What an ingest yields, in the order of the sources."""


@dataclass(slots=True)
class Summary:
    """What a run adds up to.

    Attributes:
        articles: Articles that were read, unchanged ones included.
        changes: How many articles had which change.
        counts: Claims of the articles that changed the store; offered is the sum of the other three.
        replaced: Articles that are gone.
        unreadable: Sources, records and rows that could not be read.
        quads: Quads that the store has more than before.
        copies: Articles that copy another one in whole or in part.
    """

    articles: int = 0
    changes: dict[Change, int] = field(default_factory=lambda: dict.fromkeys(Change, 0))
    counts: Counts = field(default_factory=Counts)
    replaced: int = 0
    unreadable: int = 0
    quads: int = 0
    copies: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        if isinstance(outcome, Problem):
            self.unreadable += 1
        elif isinstance(outcome, Ingested):
            self.articles += 1
            self.changes[outcome.change] += 1
            self.replaced += len(outcome.replaced)
            self.quads += outcome.quads
            self.copies += outcome.copy_of is not None
            if outcome.change is not Change.UNCHANGED:
                self.counts += outcome.counts

    def row(self) -> dict[str, int]:
        """Return the figures as one flat JSON-ready row."""
        counts = self.counts
        return {
            "articles": self.articles,
            **{change.value: number for change, number in self.changes.items() if change is not Change.REPLACED},
            "replaced": self.replaced,
            "unreadable": self.unreadable,
            "offered": counts.offered,
            "accepted": counts.accepted,
            "quarantined": counts.quarantined,
            "duplicate": counts.duplicate,
            "quads": self.quads,
            "copies": self.copies,
        }
