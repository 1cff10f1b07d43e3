"""Articles that are in a store, worked on again: after a decision about a claim, or with new parts.

Our own claims are extracted anew from the stored text; claims that came from elsewhere are taken as they are, with
those in quarantine, and judged anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from chippolitik.errors import InputError, StoreError, ValidationError
from chippolitik.graph import claims_of, document_of
from chippolitik.graph.decode import extractor_of
from chippolitik.model import Document
from chippolitik.namespaces import claim_iri
from chippolitik.pipeline.given import GIVEN
from chippolitik.pipeline.parts import FRAMES
from chippolitik.pipeline.processing import Work, edited_claim, work_on
from chippolitik.pipeline.workers import Workers
from chippolitik.store import ArticleRecord, Judgement, PutResult, Store, Verdict, Writer
from chippolitik.store.difference import ArticleDifference, compare_claims
from chippolitik.store.rebuilding import Rebuild

__all__ = ["Rebuilt", "decide", "rebuild", "work_of"]


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
        author=entry.author,
        path=entry.path,
        language=document.language,
    )
    decided = tuple(judgement for judgement in judgements if judgement.article == article)
    return Work(document, claims, decided, extractor if extractor and not own else GIVEN)


def decide(store: Writer, judgement: Judgement) -> PutResult:
    """Follow a decision about a claim, and record it; it is followed ever after.

    Args:
        store: Where the claim is.
        judgement: The decision.

    Raises:
        ValidationError: The claim as edited does not pass the gate; nothing is written.
        InputError: What the edit says is no claim.
        StoreError: The article is not as it was, so that the decision would reach nothing.
    """
    work = work_of(store, judgement.article, [*store.judgements(), judgement])
    digest = judgement.digest
    if judgement.edited:
        try:
            digest = edited_claim(json.loads(judgement.edited), work.document).digest
        except ValueError as error:
            raise InputError(str(error), "look at the row with 'quarantine show --format json'") from error
    record = work_on(work)
    if isinstance(record, InputError):
        raise record
    held = next((item for item in record.quarantined if item.claim.digest == digest), None)
    if held and judgement.verdict is Verdict.EDIT:
        raise ValidationError(
            f"the claim does not pass as edited: {held.reasons[0].message}", "edit more, or say --admit"
        )
    inside = NamedNode(claim_iri(judgement.article, digest)) in {quad.subject for quad in record.quads}
    if inside is (judgement.verdict is Verdict.REJECT):
        where = "stays in the graph" if inside else "stays in quarantine" if held else "is not there"
        raise StoreError(f"{claim_iri(judgement.article, digest)} {where}", "run 'chippolitik rebuild' and try again")
    entry = store.entry(judgement.article)
    return store.put(replace(record, copy_of=entry.copy_of if entry else None), judgement)


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
                work.new.put(replace(record, key=key, path=entry.path, copy_of=entry.copy_of))
            yield Rebuilt(
                article=entry.id,
                name=entry.name,
                difference=compare_claims(
                    entry.id, entry.name, claims_of(old, entry.id), claims_of(work.new, entry.id)
                ),
                quarantined=len(record.quarantined) - entry.counts.quarantined,
            )
    work.copy_files()
