"""Articles into a store: one generator of outcomes, in the order of the sources, whatever the number of workers.

Reading and writing happen here, in one process; what lies between is the pure function of ``processing``. Each article
is one transaction, so that a run can be stopped anywhere and started again.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from chippolitik.corpus import Problem, Read
from chippolitik.errors import InputError
from chippolitik.graph import Extractor
from chippolitik.graph.decode import extractor_of, language_of
from chippolitik.model import Claim, Document
from chippolitik.model.flat import Resolver
from chippolitik.pipeline.copies import Copies
from chippolitik.pipeline.given import GIVEN, GivenClaims
from chippolitik.pipeline.outcome import Ingested, Outcome
from chippolitik.pipeline.processing import Work, work_on
from chippolitik.pipeline.workers import WorkerDiedError, Workers
from chippolitik.store.contracts import Writer
from chippolitik.store.judgements import Judgement
from chippolitik.store.record import ArticleRecord, Change

__all__ = ["ingest"]

_LOG = logging.getLogger(__name__)


def ingest(
    sources: Iterable[Read | Work],
    store: Writer,
    *,
    extractor: Extractor,
    given: tuple[GivenClaims, Resolver] | None = None,
    jobs: int = 1,
    copies: Copies | None = None,
) -> Iterator[Outcome]:
    """Bring articles into a store.

    An article that is in the store already, made by the same extractor, is not processed again.

    Args:
        sources: What ``read_sources`` yields, or work on records of structured sources.
        store: Where they go; one transaction an article.
        extractor: Our own extractor, to know its work again.
        given: Claims made elsewhere, which take the place of our own extraction, and what their labels mean.
        jobs: Number of worker processes; 1 works in this one.
        copies: Knows which texts the store has; None looks for no copies.

    Yields:
        One outcome a source, in order, after it is in the store; at the end what is wrong with given claims.

    Raises:
        StoreError: The store cannot be written; what was yielded is in it.
    """
    run = _Run(store, extractor, given, copies)
    with Workers[Work, ArticleRecord | InputError](work_on, jobs) as workers:
        for item in sources:
            for entry in run.prepare(item):
                if isinstance(entry, Work):
                    workers.give(entry)
                run.waiting.append(entry)
            yield from run.finish(workers, until=lambda: not workers.full)
        yield from run.finish(workers, until=lambda: False)
        yield from run.left()


class _Run:
    """One run: what goes to the workers, and what waits for its turn."""

    def __init__(
        self,
        store: Writer,
        extractor: Extractor,
        given: tuple[GivenClaims, Resolver] | None,
        copies: Copies | None,
    ) -> None:
        self.waiting: deque[Work | Outcome] = deque()
        self._store, self._extractor, self._given, self._copies = store, extractor, given, copies
        self._judgements: dict[str, list[Judgement]] = {}
        for judgement in store.judgements():
            self._judgements.setdefault(judgement.article, []).append(judgement)

    def prepare(self, item: Read | Work) -> Iterator[Work | Outcome]:
        """Turn what was read into work, or into an outcome where there is nothing to do."""
        if isinstance(item, Work):
            yield replace(item, judgements=tuple(self._judgements.get(item.document.id, ())))
            return
        if not isinstance(item, Document):
            yield item
            return
        if self._given is None:
            yield self._unchanged(item) or self._work(item, None)
            return
        given, resolve = self._given
        claims, problems = given.claims_for(item, resolve)
        yield self._work(item, claims)
        yield from problems

    def finish(
        self, workers: Workers[Work, ArticleRecord | InputError], *, until: Callable[[], bool]
    ) -> Iterator[Outcome]:
        """Yield outcomes in the order of the sources, until enough is done or nothing is left."""
        while self.waiting and not (isinstance(self.waiting[0], Work) and until()):
            entry = self.waiting.popleft()
            yield self._commit(entry, workers) if isinstance(entry, Work) else entry

    def left(self) -> Iterator[Outcome]:
        """Yield what is wrong with given claims apart from their articles."""
        if self._given is not None:
            yield from self._given[0].problems
            yield from self._given[0].left()

    def _work(self, document: Document, claims: list[Claim] | None) -> Work:
        judgements = tuple(self._judgements.get(document.id, ()))
        return Work(document, None if claims is None else tuple(claims), judgements)

    def _unchanged(self, document: Document) -> Ingested | None:
        """Return the outcome for an article that is in the store as we would put it there, else None."""
        entry = self._store.entry(document.id)
        if entry is None or document.key not in entry.keys or entry.name != document.name:
            return None
        if extractor_of(self._store, document.id) != self._extractor:
            return None
        if document.language and document.language != language_of(self._store, document.id):
            return None
        return Ingested(article=document.id, name=document.name, change=Change.UNCHANGED, counts=entry.counts)

    def _commit(self, work: Work, workers: Workers[Work, ArticleRecord | InputError]) -> Outcome:
        document = work.document
        try:
            record = workers.take()
        except WorkerDiedError:
            record = InputError(
                "ended the process that worked on it", "give it more memory, or split it", file=document.key
            )
        if isinstance(record, InputError):
            return Problem(record)
        record = self._with_copy(record, work)
        result = self._store.put(record)
        _LOG.debug("article name=%s id=%s change=%s quads=%d", record.name, record.id, result.change, result.quads)
        return Ingested(
            article=record.id,
            name=record.name,
            change=result.change,
            counts=record.counts,
            quarantined=record.quarantined,
            replaced=result.replaced,
            quads=result.quads,
            copy_of=record.copy_of,
        )

    def _with_copy(self, record: ArticleRecord, work: Work) -> ArticleRecord:
        """Note which article of the store it copies; of one that is there already, what was noted then."""
        known = self._store.entry(record.id)
        if known is not None:
            return replace(record, copy_of=known.copy_of)
        if self._copies is None or work.extractor != GIVEN:  # rows of one table are alike
            return record
        found = self._copies.find(work.document, leaves=lambda name: self._leaves(name, record.key))
        return replace(record, copy_of=found.article) if found else record

    def _leaves(self, identifier: str, key: str) -> bool:
        entry = self._store.entry(identifier)
        return entry is None or entry.keys == (key,)
