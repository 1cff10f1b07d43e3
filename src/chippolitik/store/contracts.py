"""What every store can do, whatever keeps it: the read side and the write side. Backends are in their own files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Protocol, Self

from chippolitik.graph import View
from chippolitik.store.judgements import Judgement
from chippolitik.store.manifest import Manifest
from chippolitik.store.packing import PackedArticle
from chippolitik.store.record import ArticleRecord, Entry, Failure, FileRecord, PutResult, Quarantined

__all__ = ["Store", "Writer"]


class Store(View, Protocol):
    """A store as readers see it: a frozen snapshot of all that was committed when it was opened."""

    @property
    def manifest(self) -> Manifest:
        """What the store was made with."""
        ...

    def entries(self) -> list[Entry]:
        """Return all articles and files in the store, in the order of their ids."""
        ...

    def entry(self, identifier: str) -> Entry | None:
        """Return what the ledger says about an article or a file, or None if it is not in the store."""
        ...

    def quarantined(self, article: str | None = None) -> list[Quarantined]:
        """Return the claims in quarantine, of one article or of all, by article and place in the text."""
        ...

    def failures(self) -> list[Failure]:
        """Return the articles that could not be worked on when they were last offered, by key."""
        ...

    def judgements(self) -> list[Judgement]:
        """Return all decisions, oldest first."""
        ...

    def close(self) -> None:
        """Let go of the files; may be called twice."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Writer(Store, Protocol):
    """A store as its one writer sees it; each call is done wholly or not at all, even if the process is killed.

    Every method raises ``StoreError`` if the disk is full or the folder cannot be written.
    """

    def put(self, record: ArticleRecord, judgement: Judgement | None = None) -> PutResult:
        """Bring an article in, in place of what the store has under its id or its key.

        Putting the same article again changes nothing. Another text under a key in use removes the old article, unless
        that one was offered under a second key too.

        Args:
            record: The article.
            judgement: A decision that the record already follows; it is written down with it, and pinned.
        """
        ...

    def put_many(self, articles: Sequence[PackedArticle]) -> list[PutResult]:
        """Bring articles in, in their order; the same as ``put`` one after the other, but for the time it takes.

        Those that are new to the store are written together. After a death each article is there wholly or not at
        all, and none without those that came before it.
        """
        ...

    def note_failures(self, failures: Iterable[Failure]) -> None:
        """Write down what could not be worked on, until something comes in under its key."""
        ...

    def put_files(self, files: Sequence[FileRecord]) -> list[PutResult]:
        """Bring all files in, or none; each fills one graph."""
        ...

    def retract(self, identifiers: Iterable[str]) -> int:
        """Remove articles and files with all that came from them; return the number of quads removed.

        Args:
            identifiers: Ids of entries; unknown ones are skipped.
        """
        ...
