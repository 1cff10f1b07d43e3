"""The write side of an embedded store: one transaction an article, announced in the ledger before it happens.

Order of a write: quarantine (a new graph beside the old), ledger, main (one transaction), then what became stale in
quarantine. ``recovery`` brings all in step after a crash between two of these.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from chippolitik.store.bulk import add_lines, graph_size, load_files, strangers
from chippolitik.store.database import Remote
from chippolitik.store.embedded import EmbeddedStore, Parts, came_true, quads_of
from chippolitik.store.files import disk_errors
from chippolitik.store.judgements import Judgement
from chippolitik.store.ledger import Row
from chippolitik.store.packing import PackedArticle, entry_of
from chippolitik.store.quarantine import quarantine_graph, quarantine_quads
from chippolitik.store.record import (
    ArticleRecord,
    Change,
    Entry,
    Failure,
    FileRecord,
    PutResult,
    content_digest,
    graphs_of,
)
from chippolitik.store.recovery import Saver, add_judgement, recover
from chippolitik.store.standing import Standing
from chippolitik.store.transaction import drop_graphs, swap_graphs

__all__ = ["EmbeddedWriter"]

_COMPACT_AFTER = 1000
"""Transactions after which the files are compacted: at the end if they touched a twentieth of the entries, in the midst
of a session if they touched a quarter, so that compacting costs no more than writing. Look-ups slow down till then."""


class EmbeddedWriter(EmbeddedStore):
    """The one writer; see ``contracts.Writer`` for what the methods promise.

    Args:
        parts: What the store consists of; brought in step first.
        place: What errors name.
        save: Writes judgements and manifest down.
        clock: Gives the time for the ledger.
    """

    def __init__(
        self, parts: Parts, *, place: Path, save: Saver, clock: Callable[[], dt.datetime] | None = None
    ) -> None:
        super().__init__(parts)
        self._place, self._save, self._writes = place, save, 0  # writes: since the last compaction
        self._clock = clock or (lambda: dt.datetime.now(dt.UTC))
        with disk_errors(place):
            if isinstance(parts.main, Remote):
                parts.main.tidy()
            recover(parts, save)
        self._standing = Standing(self)

    @property
    def place(self) -> Path:
        """What errors name: the folder of the store."""
        return self._place

    def entry(self, identifier: str) -> Entry | None:
        """Return what the ledger says about an article or a file, or None if it is not in the store.

        The ledger is in step with the graphs here, and answers at once where a database slows down with each write.
        """
        known = self.parts.ledger.entry(identifier)
        if known is None or (known.kind == "article" and isinstance(self.parts.main, pyoxigraph.Store)):
            return known
        return super().entry(identifier)  # a file may be empty, and an endpoint lose what it has

    def put(self, record: ArticleRecord, judgement: Judgement | None = None) -> PutResult:
        """Bring an article in; see ``contracts.Writer.put``."""
        parts = self.parts
        new, old = {*record.quads, *record.derived}, set(quads_of(parts.main, graphs_of(record.id)))
        digest = content_digest(new)
        held, apart = quarantine_quads(record.quarantined, record.id, digest)
        known, gone = parts.ledger.entry(record.id), self._superseded(record.key, record.id)
        entry = entry_of(record, digest, held)
        row = Row(put=(replace(entry, at=self._now()),), gone=gone, judgement=judgement)
        same = known is not None and old == new and known.held == held
        if (
            known
            and same
            and not gone
            and not judgement
            and record.key in known.keys
            and _names(known) == _names(entry)
        ):
            return PutResult(change=Change.UNCHANGED)
        leaving = [NamedNode(graph) for name in gone for graph in self._graphs(name)]
        left = quads_of(parts.main, [graph.value for graph in leaving])
        stale = [
            graph for graph in self._held([record.id, *gone]) if graph != quarantine_graph(record.id, digest, held)
        ]
        with disk_errors(self._place):
            parts.quarantine.extend(apart)
        with self._transaction(row):
            if old != new:
                mine = [NamedNode(graph) for graph in graphs_of(record.id)] if old else []
                swap_graphs(parts.main, [*mine, *leaving], list(new))
            else:
                drop_graphs(parts.main, leaving)
            drop_graphs(parts.quarantine, stale)
            if judgement:
                add_judgement(parts, judgement, self._save)
        self._standing.note(chain(old ^ new, left))
        change = Change.UPDATED if old and not same and not gone else _change(new=not old, replaced=gone)
        return PutResult(change=change, replaced=gone, quads=len(new) - len(old) - len(left))

    def put_many(self, articles: Sequence[PackedArticle]) -> list[PutResult]:
        """Bring articles in, those that are new in one transaction; see ``contracts.Writer.put_many``."""
        results = []
        for run in strangers(self.parts, articles):
            if len(run) > 1 and isinstance(self.parts.main, pyoxigraph.Store):
                self._put_new(self.parts.main, run)
                results += [PutResult(change=Change.ADDED, quads=article.quads) for article in run]
            else:
                results += [self.put(article.record()) for article in run]
        return results

    def _put_new(self, main: pyoxigraph.Store, run: Sequence[PackedArticle]) -> None:
        """Write articles that meet nothing in the store, all or none."""
        lines, now = b"".join(article.lines for article in run), self._now()
        with disk_errors(self._place):
            add_lines(self.parts.quarantine, b"".join(article.apart for article in run))
        with self._transaction(Row(put=tuple(replace(article.entry, at=now) for article in run))):
            add_lines(main, lines)
        with disk_errors(self._place):  # so that whoever opens the store need not compare so many graphs
            self.parts.ledger.append(Row())
        self._standing.note_lines(lines)

    def note_failures(self, failures: Iterable[Failure]) -> None:
        """Write down what could not be worked on; see ``contracts.Writer.note_failures``."""
        ledger = self.parts.ledger
        known = {failure.key: failure.message for failure in ledger.failures()}
        new = tuple(replace(one, at=self._now()) for one in failures if known.get(one.key) != one.message)
        if new:
            with disk_errors(self._place):
                ledger.append(Row(failed=new))

    def put_files(self, files: Sequence[FileRecord]) -> list[PutResult]:
        """Bring all files in, or none; see ``contracts.Writer.put_files``."""
        parts = self.parts
        fresh = [file for file in files if self.entry(file.id) is None]
        gone = {file.id: self._superseded(file.key, file.id) for file in files}
        removed = [name for names in gone.values() for name in names]
        entries = [
            Entry(
                id=file.id,
                kind="file",
                keys=(file.key,),
                name=file.name,
                path=file.name,
                digest=file.id,
                at=self._now(),
            )
            for file in files
        ]
        sizes = {name: sum(graph_size(parts.main, graph) for graph in self._graphs(name)) for name in removed}
        leaving = [graph for name in removed for graph in self._graphs(name)]
        with self._transaction(Row(put=tuple(entries), gone=tuple(removed))):
            self._standing.note(self._quads(leaving))
            load_files(parts.main, fresh, [NamedNode(graph) for graph in leaving])
            self._standing.note(self._quads(graph for file in fresh for graph in graphs_of(file.id, "file")))
        return [
            PutResult(
                change=_change(new=file in fresh, replaced=gone[file.id]),
                replaced=gone[file.id],
                quads=(graph_size(parts.main, graphs_of(file.id, "file")[0]) if file in fresh else 0)
                - sum(sizes[name] for name in gone[file.id]),
            )
            for file in files
        ]

    def retract(self, identifiers: Iterable[str]) -> int:
        """Remove articles and files with all that came from them; see ``contracts.Writer.retract``."""
        parts = self.parts
        names = [name for name in dict.fromkeys(identifiers) if self.entry(name)]
        if not names:
            return 0
        graphs = [graph for name in names for graph in self._graphs(name)]
        lost, stale = quads_of(parts.main, graphs), self._held(names)
        with self._transaction(Row(gone=tuple(names))):
            drop_graphs(parts.main, [NamedNode(graph) for graph in graphs])
            drop_graphs(parts.quarantine, stale)
        self._standing.note(lost)
        return len(lost)

    def compact(self) -> None:
        """Compact the files of both databases and of the ledger; what they hold stays.

        Raises:
            StoreError: The disk is full or cannot be written; nothing is lost.
        """
        parts = self.parts
        with disk_errors(self._place):
            parts.main.optimize()
            parts.quarantine.optimize()
            parts.ledger.compact()
        self._writes = 0

    def close(self) -> None:
        """Write everything out and let go of the files; may be called twice."""
        parts = self._parts
        if parts is not None:
            try:
                self._write_out(parts)
            finally:
                super().close()

    def _write_out(self, parts: Parts) -> None:
        with disk_errors(self._place):
            if self._writes >= max(_COMPACT_AFTER, len(parts.ledger) // 20):
                self.compact()
            parts.main.flush()
            parts.quarantine.flush()
            self._standing.save()

    @contextlib.contextmanager
    def _transaction(self, row: Row) -> Iterator[None]:
        """Announce a row, and take it back if the block fails before it came true."""
        parts = self.parts
        with disk_errors(self._place):
            parts.ledger.append(row)
            try:
                yield
            except BaseException:
                if not came_true(parts, row):
                    parts.ledger.rewind()
                raise
        self._writes += 1
        if self._writes >= max(_COMPACT_AFTER, len(parts.ledger) // 4):
            self.compact()

    def _held(self, names: Iterable[str]) -> list[NamedNode]:
        """Return the quarantine graphs of some articles."""
        entries = [entry for name in names if (entry := self.parts.ledger.entry(name))]
        return [quarantine_graph(entry.id, entry.digest, entry.held) for entry in entries if entry.held]

    def _superseded(self, key: str, identifier: str) -> tuple[str, ...]:
        """Return the id that a key stood for, unless it is the same or was offered under another key too."""
        owner = self.parts.ledger.owner(key)
        entry = self.entry(owner) if owner else None
        return (entry.id,) if entry and entry.id != identifier and entry.keys == (key,) else ()

    def _graphs(self, identifier: str) -> tuple[str, ...]:
        entry = self.entry(identifier)
        return entry.graphs if entry else ()

    def _quads(self, graphs: Iterable[str]) -> Iterator[Quad]:
        return (q for graph in graphs for q in self.parts.main.quads_for_pattern(None, None, None, NamedNode(graph)))

    def _now(self) -> str:
        return self._clock().strftime("%Y-%m-%dT%H:%M:%SZ")


def _names(entry: Entry) -> tuple[object, ...]:
    return entry.name, entry.url, entry.title, entry.path, entry.counts


def _change(*, new: bool, replaced: tuple[str, ...]) -> Change:
    if replaced:
        return Change.REPLACED
    return Change.ADDED if new else Change.UNCHANGED
