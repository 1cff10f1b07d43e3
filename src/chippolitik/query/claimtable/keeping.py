"""Files beside a store that are made from its articles: they count only if they are of the state of the store.

That is looked at each time. The ledger tells the state of a store: the digests of all articles and files. A file
remembers the state that it was made from; where the two differ, the articles that differ are taken out and in again,
in one transaction of SQLite. So whatever wrote, and whatever died in between, a file that lags is noticed. What it
cannot hold makes it step aside: claims in loaded files and in graphs of other people. The files can be lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QueryBoolean

from chippolitik.graph.terms import chip
from chippolitik.graph.view import GraphName, View
from chippolitik.namespaces import ARTICLE, ARTICLE_GRAPH, DERIVED_GRAPH, FILE_GRAPH
from chippolitik.query.claimtable.schema import connected, created, version_of
from chippolitik.query.claimtable.watching import telling
from chippolitik.store.embedded import EmbeddedStore, Parts, quads_of
from chippolitik.store.foreign import is_kept
from chippolitik.store.record import graphs_of
from chippolitik.store.writing import EmbeddedWriter

__all__ = ["LEAST", "Kept", "NotKeptError", "Taking", "kept_table"]

LEAST = 200
"""Articles from which on a table pays: in a smaller store SPARQL is as fast, and no file is made."""

_TELLING = tuple(chip(name) for name in ("claims", "evidence", "inArticle", "modality", "disputes", "holds"))
Digests = dict[str, tuple[str, str]]


class NotKeptError(Exception):
    """The file cannot answer; the text says why, for ``--show``."""


class Taking(Protocol):
    """Takes articles into a file and out of it, within a transaction."""

    def add(self, identifier: str, quads: Iterable[Quad]) -> None:
        """Take an article in that is not there."""
        ...

    def remove(self, identifier: str) -> None:
        """Take an article out; one that is not there is no error."""
        ...

    def finish(self) -> None:
        """Do what is done once for all articles."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A sort of file.

    Attributes:
        file: Its name.
        number: Goes up with each change of what is put into its tables.
        tables: The statements that make its tables.
        taking: What fills them.
        doing: What is done when they are filled, for people who wait.
    """

    file: str
    number: int
    tables: str
    taking: Callable[[sqlite3.Connection], Taking]
    doing: str

    @property
    def version(self) -> str:
        """The number, and what stands for the tables; a file of another version is made anew."""
        return f"{self.number} {hashlib.sha256(self.tables.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class _State:
    """What a snapshot holds: the digests of its articles and files, and one digest of them all."""

    digests: Digests
    digest: str


_frozen: WeakKeyDictionary[EmbeddedStore, _State] = WeakKeyDictionary()


@contextlib.contextmanager
def kept_table(view: View, kept: Kept, least: int = LEAST) -> Iterator[sqlite3.Connection]:
    """Open a file of a store, brought in step with it, for reading in one transaction.

    Args:
        view: The store.
        kept: Which file.
        least: Number of articles from which on there is a table.

    Raises:
        NotKeptError: It cannot answer, or the file cannot be written.
    """
    if not isinstance(view, EmbeddedStore) or (path := view.parts.beside(kept.file)) is None:
        raise NotKeptError("only a store in a folder has a claim table")
    state = _state(view)
    if len(state.digests) < least:
        raise NotKeptError(f"a store of less than {least} articles is asked faster without a claim table")
    try:
        if not _holds(path, kept, state):
            _follow(path, kept, state, view.parts)
        connection = connected(path)
    except (sqlite3.Error, OSError) as error:
        raise NotKeptError(f"the claim table cannot be kept: {error}") from error
    try:
        connection.execute("BEGIN")
        _check(connection, state)
        yield connection
    finally:
        connection.close()


def _state(store: EmbeddedStore) -> _State:
    """Return the state of a store; that of a frozen snapshot is told once."""
    if store in _frozen:
        return _frozen[store]
    digests = store.parts.ledger.digests()
    _check_graphs(store, digests)
    told = "\n".join(f"{name} {kind} {digest}" for name, (kind, digest) in sorted(digests.items()))
    state = _State(digests, hashlib.sha256(told.encode()).hexdigest())
    if not isinstance(store, EmbeddedWriter):
        _frozen[store] = state
    return state


def _check_graphs(store: EmbeddedStore, digests: Digests) -> None:
    """Check that the ledger knows all articles and files, and that nobody else speaks of claims."""
    others: list[NamedNode | BlankNode] = []
    known = 0
    for graph in store.parts.main.named_graphs():
        name = graph.value
        if name.startswith(DERIVED_GRAPH):
            continue
        if name.startswith((ARTICLE_GRAPH, FILE_GRAPH)):
            known += name.rpartition("/")[2] in digests
            if name.rpartition("/")[2] not in digests:
                raise NotKeptError("the ledger does not know all articles")
        elif not is_kept(name):
            others.append(graph)
    if known != len(digests) or not all(digest for _, digest in digests.values()):
        raise NotKeptError("the ledger does not tell the state of all articles")
    for other in (DefaultGraph(), *others):
        if says := _says(store, other):
            raise NotKeptError(f"{says} in {other}")


def _says(store: EmbeddedStore, graph: GraphName) -> str:
    """Return what a graph says that the table would have to hold, or nothing."""
    for predicate in _TELLING:
        if any(True for _ in store.match(None, predicate, None, graph)):
            return f"there are claims ({predicate.value.rpartition('#')[2]})"
    if isinstance(graph, DefaultGraph):
        telling = any(str(quad.subject).startswith(f"<{ARTICLE}") for quad in store.match(None, None, None, graph))
    else:
        asked = f'ASK {{ GRAPH {graph} {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{ARTICLE}")) }} }}'
        answer = store.query(asked)
        assert isinstance(answer, QueryBoolean), "ASK was asked"
        telling = bool(answer)
    return "something is said of articles" if telling else ""


def _holds(path: Path, kept: Kept, state: _State) -> bool:
    """Tell whether a table is of a state."""
    if not path.exists():
        return False
    with contextlib.suppress(sqlite3.Error), contextlib.closing(connected(path)) as connection:
        return version_of(connection) == kept.version and _state_of(connection) == state.digest
    return False


def _check(connection: sqlite3.Connection, state: _State) -> None:
    if _state_of(connection) != state.digest:
        raise NotKeptError("the claim table is of another state of the store")
    for name, says in connection.execute("SELECT id, says FROM entry WHERE says <> '' LIMIT 1"):
        raise NotKeptError(f"{says} in the loaded file {name}")


def _state_of(connection: sqlite3.Connection) -> str:
    return "".join(value for (value,) in connection.execute("SELECT value FROM meta WHERE name = 'state'"))


def _follow(path: Path, kept: Kept, state: _State, parts: Parts) -> None:
    """Bring a table in step, wholly or not at all; a broken file is made anew."""
    try:
        _write(path, kept, state, parts)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)
        _write(path, kept, state, parts)


def _write(path: Path, kept: Kept, state: _State, parts: Parts) -> None:
    with contextlib.closing(connected(path, write=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        created(connection, kept.tables, kept.version)
        if _state_of(connection) != state.digest:
            _take_in(connection, kept, state.digests, parts)
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('state', ?)", (state.digest,))
        connection.execute("COMMIT")


def _take_in(connection: sqlite3.Connection, kept: Kept, digests: Digests, parts: Parts) -> None:
    old = dict(connection.execute("SELECT id, digest FROM entry"))
    taking, store = kept.taking(connection), EmbeddedStore(parts)
    for name, digest in old.items():
        if name not in digests or digests[name][1] != digest:
            taking.remove(name)
            connection.execute("DELETE FROM entry WHERE id = ?", (name,))
    new = [(name, *told) for name, told in sorted(digests.items()) if old.get(name) != told[1]]
    with telling(kept.doing, len(new)) as tell:
        for name, kind, digest in new:
            if kind == "article":
                taking.add(name, quads_of(parts.main, graphs_of(name)))
            says = "" if kind == "article" else _says(store, NamedNode(graphs_of(name, kind)[0]))
            connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (name, digest, says))
            tell()
    taking.finish()
