"""Articles into a store: one generator of outcomes, in the order of the sources, whatever the number of workers.

Reading and writing happen here, in one process; what lies between is the pure function of ``processing``. Articles are
written some hundred at a time, each wholly or not at all, so that a run can be stopped anywhere and started again.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from chippolitik.corpus import Problem, Read
from chippolitik.errors import InputError
from chippolitik.graph import Extractor
from chippolitik.graph.decode import extractor_of, language_of
from chippolitik.model import Claim, Document
from chippolitik.model.flat import Resolver
from chippolitik.pipeline.copies import Copies
from chippolitik.pipeline.given import GIVEN, GivenClaims
from chippolitik.pipeline.outcome import Ingested, Outcome, ingested
from chippolitik.pipeline.processing import Work, packed_work
from chippolitik.pipeline.workers import WorkerDiedError, Workers
from chippolitik.query.origins.copies import fingerprints
from chippolitik.store.contracts import Writer
from chippolitik.store.judgements import Judgement
from chippolitik.store.packing import PackedArticle
from chippolitik.store.record import Change, Entry, Failure

__all__ = ["TOGETHER", "ingest"]

TOGETHER = 1000
"""Most articles that are written at once; some 50 MB of lines. Fewer at a time are more files to be merged."""

_PATIENCE = (2.0, 20.0)
"""Seconds that a finished article waits for others to be written with it, while work goes on: at first, and at most."""
_SHARE = 0.1  # of the time that a run has taken, which it may wait in between

_Made = tuple[PackedArticle | InputError, frozenset[int]]
"""What a worker makes of an article: the article, and the fingerprints of its text."""


def ingest(
    sources: Iterable[Read | Work],
    store: Writer,
    *,
    extractor: Extractor,
    given: tuple[GivenClaims, Resolver] | None = None,
    jobs: int = 1,
    copies: Copies | None = None,
    together: int = TOGETHER,
) -> Iterator[Outcome]:
    """Bring articles into a store.

    An article that is in the store already, made by the same extractor, is not processed again.

    Args:
        sources: What ``read_sources`` yields, or work on records of structured sources.
        store: Where they go.
        extractor: Our own extractor, to know its work again.
        given: Claims made elsewhere, which take the place of our own extraction, and what their labels mean.
        jobs: Number of worker processes; 1 works in this one.
        copies: Knows which texts the store has; None looks for no copies.
        together: Most articles that are written at once; 1 for sources that keep one waiting, so that what is done does
            not wait with them.

    Yields:
        One outcome a source, in order, after it is in the store; at the end what is wrong with given claims.

    Raises:
        StoreError: The store cannot be written; what was yielded is in it.
    """
    run = _Run(store, extractor, given, copies, together)
    with Workers[Work, _Made](_make, jobs) as workers, run.kept():
        for item in sources:
            for entry in run.prepare(item):
                if isinstance(entry, Work):
                    workers.give(entry)
                run.waiting.append(entry)
            while workers.full or run.is_idle:
                run.finish(workers)
                if run.is_due:
                    yield from run.write()
        while run.waiting:
            run.finish(workers)
            if run.is_due:
                yield from run.write()
        yield from run.write()
        yield from run.left()


def _make(work: Work) -> _Made:
    """Do what can be done for an article without the store."""
    # Rows of one table are alike, so nobody asks whether they are copies.
    return packed_work(work), fingerprints(work.document.text) if work.extractor == GIVEN else frozenset()


class _Run:
    """One run: what waits for its turn, and what is finished and waits to be written."""

    def __init__(
        self,
        store: Writer,
        extractor: Extractor,
        given: tuple[GivenClaims, Resolver] | None,
        copies: Copies | None,
        together: int,
    ) -> None:
        self.waiting: deque[Work | Outcome] = deque()
        self._finished: list[PackedArticle | Outcome] = []
        self._failed: list[Failure] = []
        self._together = together
        self._coming: dict[str, Entry] = {}  # finished articles by id
        self._begun = self._since = time.monotonic()  # since: when the first of them was finished
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

    @property
    def is_idle(self) -> bool:
        """Whether what is next in the order of the sources needs no work."""
        return bool(self.waiting) and not isinstance(self.waiting[0], Work)

    @property
    def is_due(self) -> bool:
        """Whether what is finished should be written."""
        if not self._coming:  # nothing to write, so nothing that an outcome need wait for
            return bool(self._finished)
        now, (least, most) = time.monotonic(), _PATIENCE
        patience = min(max(least, _SHARE * (now - self._begun)), most)
        return len(self._coming) >= self._together or now - self._since >= patience

    def finish(self, workers: Workers[Work, _Made]) -> None:
        """Take what is next in the order of the sources, once it is done."""
        entry = self.waiting.popleft()
        if not isinstance(entry, Work):
            self._finished.append(entry)
            return
        try:
            article, marks = workers.take()
        except WorkerDiedError:
            hint = "give it more memory, or split it"
            article = InputError("ended the process that worked on it", hint, file=entry.document.key)
        if isinstance(article, InputError):
            document = entry.document
            self._finished.append(Problem(article))
            self._failed.append(Failure(key=document.key, name=document.name, message=article.message))
            return
        if not self._coming:
            self._since = time.monotonic()
        article = self._with_copy(article, entry, marks)
        self._coming[article.entry.id] = article.entry
        self._finished.append(article)

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Write what is finished though the block is interrupted."""
        try:
            yield
        except KeyboardInterrupt:
            list(self.write())
            raise

    def write(self) -> Iterator[Outcome]:
        """Write what is finished, and yield its outcomes."""
        finished, self._finished, self._coming = self._finished, [], {}
        results = iter(self._store.put_many([one for one in finished if isinstance(one, PackedArticle)]))
        self._store.note_failures(self._failed)
        self._failed = []
        for one in finished:
            yield ingested(one, next(results)) if isinstance(one, PackedArticle) else one

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

    def _with_copy(self, article: PackedArticle, work: Work, marks: frozenset[int]) -> PackedArticle:
        """Note which article of the store it copies; of one that is there already, what was noted then."""
        known = self._coming.get(article.entry.id) or self._store.entry(article.entry.id)
        if known is not None:
            return replace(article, entry=replace(article.entry, copy_of=known.copy_of))
        if self._copies is None or work.extractor != GIVEN:
            return article
        key = article.entry.keys[0]
        found = self._copies.find(work.document, leaves=lambda name: self._leaves(name, key), marks=marks)
        return replace(article, entry=replace(article.entry, copy_of=found.article)) if found else article

    def _leaves(self, identifier: str, key: str) -> bool:
        """Tell whether an article is gone, or leaves the store when one comes under a key."""
        entry = self._coming.get(identifier) or self._store.entry(identifier)
        return entry is None or entry.keys == (key,)
