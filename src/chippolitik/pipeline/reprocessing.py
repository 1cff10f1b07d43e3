"""Articles that are in a store, worked on again: after a decision about a claim, or with new parts.

Our own claims are extracted anew from the stored text; claims that came from elsewhere are taken as they are, with
those in quarantine, and judged anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chippolitik.errors import InputError, StoreError, UsageError
from chippolitik.graph import claims_of, document_of
from chippolitik.graph.decode import extractor_of
from chippolitik.model import Document
from chippolitik.pipeline.parts import FRAMES
from chippolitik.pipeline.processing import Work, work_on
from chippolitik.pipeline.workers import Workers
from chippolitik.store import ArticleRecord, Judgement, PutResult, Quarantined, Store, Verdict, Writer
from chippolitik.store.difference import ArticleDifference, compare_claims
from chippolitik.store.rebuilding import Rebuild

__all__ = ["Rebuilt", "admit", "rebuild", "work_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """An article that was worked on again.

    Attributes:
        article: Its id.
        name: Its name.
        difference: How its accepted claims differ, or None if they do not.
        quarantined: How many more claims than before are in quarantine; may be negative.
    """

    article: str
    name: str
    difference: ArticleDifference | None
    quarantined: int


def work_of(store: Store, article: str, judgements: Iterable[Judgement]) -> Work:
    """Return what is to be done to make an article anew.

    Args:
        store: Where it is.
        article: Its id.
        judgements: All decisions, oldest first.

    Raises:
        StoreError: The store holds no such article.
    """
    document, entry = document_of(store, article), store.entry(article)
    if document is None or entry is None:
        raise StoreError(f"the store holds no text of article {article}", "retract it, and ingest it again")
    extractor = extractor_of(store, article)
    own = extractor is not None and extractor.name == FRAMES.name
    claims = None if own else (*claims_of(store, article), *(held.claim for held in store.quarantined(article)))
    document = Document(
        name=entry.name,
        key=next(iter(entry.keys), article),
        text=document.text,
        published=document.published,
        source=document.source,
        url=entry.url,
        title=entry.title,
        language=document.language,
    )
    return Work(document, claims, tuple(judgement for judgement in judgements if judgement.article == article))


def admit(store: Writer, quarantined: Quarantined, reason: str) -> PutResult:
    """Let a claim in that the gate refused, and record why; the decision is followed ever after.

    Args:
        store: Where it is.
        quarantined: The claim.
        reason: Why it is right all the same.

    Raises:
        UsageError: There is no reason.
        StoreError: The article is not as it was, so that the decision would reach nothing.
    """
    if not reason.strip():
        raise UsageError("a decision needs a reason", "say --reason TEXT")
    judgement = Judgement.on(quarantined.article, quarantined.claim, Verdict.ADMIT, reason)
    record = work_on(work_of(store, quarantined.article, [*store.judgements(), judgement]))
    if isinstance(record, InputError):
        raise record
    if any(held.claim.digest == quarantined.claim.digest for held in record.quarantined):
        raise StoreError(f"{quarantined.iri} stays in quarantine", "run 'chippolitik rebuild' and try again")
    return store.put(record, judgement)


def rebuild(work: Rebuild, *, jobs: int = 1) -> Iterator[Rebuilt]:
    """Make all articles anew; the decisions are followed again.

    Args:
        work: The old data and where the new ones go.
        jobs: Number of worker processes.

    Yields:
        One outcome an article, in the order of ids.

    Raises:
        StoreError: An article cannot be made anew; leave the rebuild then, so that the old data stay.
    """
    old, judgements = work.old, work.old.judgements()
    articles = [entry for entry in old.entries() if entry.kind == "article"]
    waiting = iter(articles)
    with Workers[Work, ArticleRecord | InputError](work_on, jobs) as workers:
        for entry in articles:
            while not workers.full and (following := next(waiting, None)):
                workers.give(work_of(old, following.id, judgements))
            record = workers.take()
            if isinstance(record, InputError):
                raise StoreError(f"{entry.name} ({entry.id}) cannot be made anew: {record.message}", "retract it first")
            for key in entry.keys or (entry.id,):
                work.new.put(replace(record, key=key, path=entry.path))
            yield Rebuilt(
                article=entry.id,
                name=entry.name,
                difference=compare_claims(
                    entry.id, entry.name, claims_of(old, entry.id), claims_of(work.new, entry.id)
                ),
                quarantined=len(record.quarantined) - entry.counts.quarantined,
            )
    work.copy_files()
