"""Bring graphs into another graph database, and go on where the last attempt ended.

Each graph there is replaced as a whole; graphs that were sent once and are gone here are removed there; other graphs
are not touched. Small graphs travel together, large ones in parts. A graph with blank nodes travels in one request,
since two requests would make two nodes of one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import IO, TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, QuerySolutions

from chippolitik.namespaces import BASE
from chippolitik.store.batching import batched
from chippolitik.store.endpoint.updates import dropping
from chippolitik.store.exporting import lines_by_graph
from chippolitik.store.journal import Journal, Sent

if TYPE_CHECKING:
    from chippolitik.store.endpoint.connection import Connection

__all__ = ["Pushed", "push", "verify"]

_BLANK = re.compile(rb"_:|\S+ \S+ _:")
_COUNTS = (
    "SELECT ?g (COUNT(*) AS ?n) "
    f"WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{BASE}graph/')) }} GROUP BY ?g"
)


@dataclass(slots=True)
class Pushed:
    """What an upload did.

    Attributes:
        sent: Number of graphs that were sent.
        quads: Number of quads in them that were sent now.
        known: Number of graphs that the server had already.
        removed: Number of graphs that were removed there.
    """

    sent: int = 0
    quads: int = 0
    known: int = 0
    removed: int = 0


def push(
    quads: Iterable[Quad], connection: Connection, journal: Journal, *, advance: Callable[[int], None] = lambda _: None
) -> Pushed:
    """Send named graphs.

    Args:
        quads: What they hold, in any order.
        connection: The server.
        journal: What it has; written after each acknowledgement.
        advance: Is told the number of quads sent so far.

    Raises:
        StoreError: The server cannot be reached or refuses; what it has acknowledged is in the journal.
    """
    done = Pushed()
    with lines_by_graph(quads) as lines:
        digests = {graph: _digest(part) for graph, part in _graphs(lines)}
        for names in batched([name for name in journal.graphs() if name not in digests], 100):
            connection.update(dropping(map(NamedNode, names)))
            journal.remove(names)
            done.removed += len(names)
        lines.seek(0)
        sender = _Sender(connection, journal, done, advance)
        for graph, part in _graphs(lines):
            sender.add(graph, digests[graph], part)
        sender.flush()
    journal.close()
    return done


def verify(connection: Connection, journal: Journal) -> dict[str, tuple[int, int]]:
    """Count at the server.

    Returns:
        Graph → the number of quads that it should have and has, where they differ.
    """
    found = connection.query(_COUNTS).results()
    assert isinstance(found, QuerySolutions), "a SELECT query was asked"
    there = {str(getattr(row["g"], "value", "")): int(getattr(row["n"], "value", "0")) for row in found}
    return {
        graph: (number, there.get(graph, 0))
        for graph, number in journal.counts().items()
        if there.get(graph, 0) != number
    }


@dataclass(frozen=True, slots=True)
class _Content:
    """What is known of a graph before it is sent."""

    digest: str
    quads: int
    blank: bool


class _Sender:
    """Gathers small graphs, and cuts large ones."""

    def __init__(self, connection: Connection, journal: Journal, done: Pushed, advance: Callable[[int], None]) -> None:
        self._connection, self._journal, self._done, self._advance = connection, journal, done, advance
        self._waiting: list[tuple[Sent, list[bytes]]] = []
        self._size = 0

    def add(self, graph: str, content: _Content, triples: Iterable[bytes]) -> None:
        """Send a graph, now or together with the next ones."""
        known = self._journal.sent(graph, content.digest)
        if known.whole:
            self._done.known += 1
            return
        whole = Sent(graph=graph, digest=content.digest, quads=content.quads)
        if content.blank:
            self._put(whole, list(triples))
        elif content.quads > self._connection.endpoint.batch:
            self._parts(whole, known.quads, triples)
        else:
            if self._size + content.quads > self._connection.endpoint.batch:
                self.flush()
            self._waiting.append((whole, list(triples)))
            self._size += content.quads

    def flush(self) -> None:
        """Send the graphs that wait."""
        if self._waiting:
            names = [NamedNode(sent.graph) for sent, _ in self._waiting]
            parts = [_block(sent.graph, triples) for sent, triples in self._waiting]
            self._connection.update(f"{dropping(names)};\n{_insert(parts)}")
            self._acknowledged([sent for sent, _ in self._waiting], self._size)
        self._waiting, self._size = [], 0

    def _put(self, whole: Sent, triples: list[bytes]) -> None:
        if self._connection.endpoint.graphs is not None:
            self._connection.put_graph(whole.graph, b"\n".join(triples) + b"\n")
        else:
            block = _block(whole.graph, triples)
            self._connection.update(f"{dropping([NamedNode(whole.graph)])};\n{_insert([block])}")
        self._acknowledged([whole], len(triples))

    def _parts(self, whole: Sent, there: int, triples: Iterable[bytes]) -> None:
        """Send a graph in parts, from the first one on that the server has not acknowledged."""
        done = 0
        for part in batched(triples, self._connection.endpoint.batch):
            done += len(part)
            if done <= there:
                continue
            update = _insert([_block(whole.graph, part)])
            if done == len(part):
                update = f"{dropping([NamedNode(whole.graph)])};\n{update}"
            self._connection.update(update)
            last = done == whole.quads
            row = whole if last else Sent(graph=whole.graph, digest=whole.digest, quads=done, whole=False)
            self._acknowledged([row], len(part), graphs=int(last))

    def _acknowledged(self, rows: list[Sent], quads: int, graphs: int | None = None) -> None:
        self._journal.add(rows)
        self._done.quads += quads
        self._done.sent += len(rows) if graphs is None else graphs
        self._advance(self._done.quads)


def _graphs(lines: IO[bytes]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield each graph with its triples, one a line without its end."""
    for graph, part in groupby(lines, key=lambda line: line.partition(b"\0")[0]):
        end = -len(b" <" + graph + b"> .\n")
        yield graph.decode(), (line.partition(b"\0")[2][:end] + b" ." for line in part)


def _digest(triples: Iterable[bytes]) -> _Content:
    digest, quads, blank = hashlib.sha256(), 0, False
    for line in triples:
        digest.update(line + b"\n")
        quads += 1
        blank = blank or _BLANK.match(line) is not None
    return _Content(digest.hexdigest(), quads, blank)


def _block(graph: str, triples: Iterable[bytes]) -> str:
    return "\n".join([f"GRAPH {NamedNode(graph)} {{", *(line.decode() for line in triples), "}"])


def _insert(blocks: Iterable[str]) -> str:
    return "INSERT DATA {\n" + "\n".join(blocks) + "\n}"
