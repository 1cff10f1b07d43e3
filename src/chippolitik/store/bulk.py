"""Many quads into a database at once: articles that are new to a store, and whole files.

Oxigraph writes such loads as sorted files beside the database and takes them in at one stroke, so each is there wholly
or not at all, at a fraction of the work of a transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import pyoxigraph
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat

from chippolitik.store.compression import COMPRESSIONS, opened
from chippolitik.store.database import Database
from chippolitik.store.embedded import Parts
from chippolitik.store.packing import PackedArticle
from chippolitik.store.record import FileRecord, graphs_of
from chippolitik.store.syntax import parse_errors
from chippolitik.store.transaction import drop_graphs, swap_graphs

__all__ = ["add_lines", "graph_size", "load_files", "strangers"]

_AT_ONCE = 200_000  # quads that are replaced in one transaction
_WORTH_A_FILE = 2_000_000
"""Bytes of lines; fewer go through the log, since each load makes files that someone must merge."""


def strangers(parts: Parts, articles: Sequence[PackedArticle]) -> Iterator[list[PackedArticle]]:
    """Cut articles into runs that can be written together: new to the store and to each other by id and by key.

    Yields:
        The runs in order; an article that meets another one, in the store or in a run, is alone.
    """
    run: list[PackedArticle] = []
    seen: set[str] = set()
    for article in articles:
        names = {article.entry.id, article.entry.keys[0]}
        if run and (names & seen or _is_known(parts, article)):
            yield run
            run, seen = [], set()
        if _is_known(parts, article):
            yield [article]
        else:
            run.append(article)
            seen |= names
    if run:
        yield run


def add_lines(database: pyoxigraph.Store, lines: bytes) -> None:
    """Add quads that we have written as N-Quads, all or none.

    Raises:
        OSError: The disk is full or cannot be written; nothing has changed.
    """
    if not lines:
        return
    add = database.bulk_load if len(lines) >= _WORTH_A_FILE else database.load
    add(lines, format=RdfFormat.N_QUADS, lenient=True)


def load_files(main: Database, files: Sequence[FileRecord], leaving: Sequence[NamedNode]) -> None:
    """Load all files or none, and let go of what they replace.

    A single new file the database reads itself, since that takes half the time. Where files replace others, both happen
    in one transaction, unless the files are too large for that: a reader that opens after a kill in between then sees
    old and new until the next writer comes.
    """
    quads = (quad for file in files for quad in file.quads)
    source = files[0].source if len(files) == 1 and not leaving else None
    if leaving:
        first = list(islice(quads, _AT_ONCE))
        if len(first) < _AT_ONCE:
            swap_graphs(main, leaving, first)
            return
        quads = chain(first, quads)  # type: ignore[assignment] # an iterator as well
    if source is None or not isinstance(main, pyoxigraph.Store):
        main.bulk_extend(quads)
    else:
        graph = NamedNode(graphs_of(files[0].id, "file")[0])
        with parse_errors(source.path), opened(source.path) as file:
            plain = source.path.suffix not in COMPRESSIONS
            given = {"path": source.path} if plain else {"input": file}
            main.bulk_load(**given, format=source.format, base_iri=source.base, to_graph=graph)
    drop_graphs(main, leaving)


def graph_size(main: Database, graph: str) -> int:
    """Return the number of quads of a graph."""
    rows = main.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}")
    assert isinstance(rows, QuerySolutions), "a SELECT query was asked"
    return int(getattr(next(rows)["n"], "value", "0"))


def _is_known(parts: Parts, article: PackedArticle) -> bool:
    ledger, entry = parts.ledger, article.entry
    return ledger.entry(entry.id) is not None or ledger.owner(entry.keys[0]) is not None
