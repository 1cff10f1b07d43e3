"""Near-duplicates as they come in: which article of the store a new one copies, in whole or in part.

Copies are recorded in the ledger, never dropped: that ten outlets print a text is a fact, and ``query.origins`` counts
it as one origin. An index beside the store keeps the fingerprints of each article, so that no run has to read a text
again: a sample of them finds who may share a text, all of them measure how much.
"""

from __future__ import annotations

import contextlib
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import Literal, NamedNode

from chippolitik.graph import View
from chippolitik.graph.terms import chip
from chippolitik.model import Document
from chippolitik.namespaces import article_graph, article_iri
from chippolitik.query.origins.copies import COPIED, fingerprints

__all__ = ["Copies", "Copy"]

_SAMPLE = 4  # of so many fingerprints one is in the index
_LEAST = 4  # fingerprints that a copy shares at least
_CANDIDATES = 8  # articles that are measured, those first that share most
_CROWD = 40  # articles of one fingerprint that are looked at, the same ones of each; more share a notice, not a text
_LAYOUT = 2  # of the tables; others are made anew
_TABLES = """
DROP TABLE IF EXISTS mark;
DROP TABLE IF EXISTS article;
CREATE TABLE mark (
    mark INTEGER NOT NULL, article TEXT NOT NULL, PRIMARY KEY (mark, article)
) WITHOUT ROWID;
CREATE TABLE article (article TEXT PRIMARY KEY, marks BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that is in the store already.

    Attributes:
        article: Id of the article that has it.
        share: Share of the fingerprints of the shorter text that both have, up to 1.
    """

    article: str
    share: float


class Copies:
    """An index of the texts of a store; a context manager that closes its file.

    Args:
        store: Where the texts are.
        path: Its file; None keeps it in memory. It may be deleted: it is made again from the texts.
    """

    def __init__(self, store: View, path: Path | None = None) -> None:
        self._store = store
        try:
            self._index = _opened(path)
        except sqlite3.DatabaseError:
            # Not readable any more; the texts themselves are safe.
            if path is not None:
                path.unlink()
            self._index = _opened(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._index.commit()
        self._index.close()

    def catch_up(self, articles: Iterable[str]) -> None:
        """Take in articles of the store that the index has not seen."""
        known = {name for (name,) in self._index.execute("SELECT article FROM article")}
        for article in articles:
            if article not in known and (text := self._text(article)):
                self.add(article, fingerprints(text))

    def find(
        self,
        document: Document,
        leaves: Callable[[str], bool] | None = None,
        *,
        marks: frozenset[int] | None = None,
    ) -> Copy | None:
        """Return the article of the store that shares most with a document that is not in it, and take it in.

        Args:
            document: The article.
            leaves: Whether the article of an id is gone, or leaves the store when this one comes; by default the store
                is asked for it.
            marks: The fingerprints of its text, where another process has told them already.
        """
        marks = fingerprints(document.text) if marks is None else marks
        leaves = leaves or (lambda name: self._text(name) is None)
        copies = (copy for copy in self._measured(document.id, marks) if not leaves(copy.article))
        found = max(copies, key=lambda copy: (copy.share, copy.article), default=None)
        self.add(document.id, marks)
        return found

    def add(self, article: str, marks: frozenset[int]) -> None:
        """Take an article in."""
        packed = array("Q", sorted(marks)).tobytes()
        self._index.execute("INSERT OR REPLACE INTO article VALUES (?, ?)", (article, packed))
        self._index.executemany("INSERT OR IGNORE INTO mark VALUES (?, ?)", [(m, article) for m in _sampled(marks)])

    def _measured(self, article: str, marks: frozenset[int]) -> Iterator[Copy]:
        """Yield the articles that really share enough."""
        asked = "SELECT article FROM mark WHERE mark = ? LIMIT ?"
        rows = (self._index.execute(asked, (mark, _CROWD)) for mark in _sampled(marks))
        counts = Counter(chain.from_iterable(chain.from_iterable(rows)))
        del counts[article]
        for _, name in nsmallest(_CANDIDATES, ((-count, name) for name, count in counts.items())):
            others = self._marks(name)
            shared = len(marks & others)
            if shared >= _LEAST and shared / min(len(marks), len(others)) >= COPIED:
                yield Copy(name, round(shared / min(len(marks), len(others)), 2))

    def _marks(self, article: str) -> frozenset[int]:
        row = self._index.execute("SELECT marks FROM article WHERE article = ?", (article,)).fetchone()
        return frozenset(array("Q", row[0])) if row else frozenset()

    def _text(self, article: str) -> str | None:
        """Return the text of an article, or None if the store has let it go."""
        node, graph = NamedNode(article_iri(article)), NamedNode(article_graph(article))
        values = (quad.object for quad in self._store.match(node, chip("text"), None, graph))
        return next((value.value for value in values if isinstance(value, Literal)), None)


def _opened(path: Path | None) -> sqlite3.Connection:
    index = sqlite3.connect(path or ":memory:")
    try:
        index.execute("PRAGMA synchronous = OFF")
        if index.execute("PRAGMA user_version").fetchone()[0] != _LAYOUT:
            index.executescript(f"{_TABLES} PRAGMA user_version = {_LAYOUT};")
    except sqlite3.DatabaseError:
        index.close()
        raise
    return index


def _sampled(marks: frozenset[int]) -> list[int]:
    """Return the same part of any fingerprints, as signed 64-bit numbers; a short text keeps its least ones."""
    chosen = [mark for mark in marks if mark % _SAMPLE == 0]
    if len(chosen) < _LEAST:
        chosen = sorted(marks)[: 2 * _LEAST]
    return [mark - (1 << 63) for mark in sorted(chosen)]
