"""A store in two databases: reading. Writing is in ``writing``, folders are in ``disk``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad, Triple, Variable

from chippolitik.graph.view import GraphName, QueryResult, Subject, Term
from chippolitik.namespaces import ARTICLE_GRAPH, FILE_GRAPH
from chippolitik.store.database import Database, Remote
from chippolitik.store.judgements import Judgement
from chippolitik.store.ledger import Ledger, Row
from chippolitik.store.manifest import Manifest
from chippolitik.store.quarantine import QUARANTINE_GRAPH, owner_of, quarantine_graph, read_quarantine
from chippolitik.store.record import Entry, Failure, Quarantined, content_digest, graphs_of

__all__ = [
    "EmbeddedStore",
    "Parts",
    "bare_entry",
    "came_true",
    "current_graphs",
    "present_entries",
    "quads_of",
    "quarantine_graphs",
    "stored_digest",
]

KINDS_OF_ENTRY = ("article", "file")


@dataclass(slots=True)
class Parts:
    """What an embedded store consists of.

    Attributes:
        main: Ontology, knowledge base, articles, what is derived from them, loaded files.
        quarantine: Quarantined claims with their reasons.
        ledger: Names and counts.
        manifest: What the store was made with.
        judgements: Decisions, oldest first.
        quality: File with what is wrong between articles, or None if that is not kept.
    """

    main: Database
    quarantine: pyoxigraph.Store
    ledger: Ledger
    manifest: Manifest
    judgements: list[Judgement] = field(default_factory=list)
    quality: Path | None = None

    def beside(self, name: str) -> Path | None:
        """Return where a file lies that is kept beside the quads and can be lost; None for a store without a folder."""
        return self.quality.with_name(name) if self.quality else None


class EmbeddedStore:
    """The read side; see ``contracts.Store`` for what the methods promise.

    Args:
        parts: What it consists of.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts: Parts | None = parts

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002 - the position's name in RDF
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that fit the pattern; None fits anything."""
        return self.parts.main.quads_for_pattern(subject, predicate, object, graph)

    def query(self, sparql: str, substitutions: Mapping[Variable, Term] | None = None) -> QueryResult:
        """Run a SPARQL 1.1 query over the union of all named graphs; see ``View.query``."""
        given: dict[Variable, Term | Triple] | None = {**substitutions} if substitutions else None
        return self.parts.main.query(sparql, use_default_graph_as_union=True, substitutions=given)

    @property
    def manifest(self) -> Manifest:
        """What the store was made with."""
        return self.parts.manifest

    def entries(self) -> list[Entry]:
        """Return all articles and files in the store, in the order of their ids."""
        present = present_entries(self.parts.main)
        known = {entry.id: entry for entry in self.parts.ledger.entries()}
        return [known.get(name) or bare_entry(name, kind) for name, kind in sorted(present.items())]

    def entry(self, identifier: str) -> Entry | None:
        """Return what the ledger says about an article or a file, or None if it is not in the store."""
        for kind in KINDS_OF_ENTRY:
            if self.parts.main.contains_named_graph(NamedNode(graphs_of(identifier, kind)[0])):
                return self.parts.ledger.entry(identifier) or bare_entry(identifier, kind)
        return None

    def quarantined(self, article: str | None = None) -> list[Quarantined]:
        """Return the claims in quarantine, of one article or of all, by article and place in the text."""
        parts = self.parts
        found = []
        for owner, graphs in sorted(quarantine_graphs(parts.quarantine).items()):
            if article in {None, owner}:
                for graph in current_graphs(parts, owner, graphs):
                    found += read_quarantine(parts.quarantine.quads_for_pattern(None, None, None, graph), owner, self)
        return found

    def failures(self) -> list[Failure]:
        """Return the articles that could not be worked on when they were last offered, by key."""
        return self.parts.ledger.failures()

    def judgements(self) -> list[Judgement]:
        """Return all decisions, oldest first."""
        return list(self.parts.judgements)

    def close(self) -> None:
        """Let go of the files; may be called twice."""
        if self._parts is not None and isinstance(self._parts.main, Remote):
            self._parts.main.close()
        self._parts = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def parts(self) -> Parts:
        """What it consists of; for the other modules of this package.

        Raises:
            ValueError: It is closed.
        """
        if self._parts is None:
            raise ValueError("the store is closed")
        return self._parts


def present_entries(main: Database) -> dict[str, str]:
    """Return the ids of all articles and files that have a graph, with their kinds."""
    found = {}
    for graph in main.named_graphs():
        for prefix, kind in ((ARTICLE_GRAPH, "article"), (FILE_GRAPH, "file")):
            if graph.value.startswith(prefix):
                found[graph.value.removeprefix(prefix)] = kind
    return found


def bare_entry(identifier: str, kind: str) -> Entry:
    """Return an entry for what the ledger does not know."""
    return Entry(id=identifier, kind=kind, keys=(), name=identifier)


def quads_of(main: Database, graphs: Iterable[str]) -> list[Quad]:
    """Return the quads of some named graphs."""
    return [quad for graph in graphs for quad in main.quads_for_pattern(None, None, None, NamedNode(graph))]


def stored_digest(main: Database, entry: Entry) -> str:
    """Return the digest of what the store has of an entry; a file's is its id, since that comes from its bytes."""
    if entry.kind == "file":
        return entry.id if main.contains_named_graph(NamedNode(entry.graphs[0])) else ""
    return content_digest(quads_of(main, entry.graphs))


def came_true(parts: Parts, row: Row) -> bool:
    """Return whether the transaction that a row announces is in the store."""
    if not row.put:
        graphs = {graph for name in row.gone for kind in KINDS_OF_ENTRY for graph in graphs_of(name, kind)}
        return not any(parts.main.contains_named_graph(NamedNode(graph)) for graph in graphs)
    return all(
        stored_digest(parts.main, entry) == entry.digest
        and (
            not entry.held
            or parts.quarantine.contains_named_graph(quarantine_graph(entry.id, entry.digest, entry.held))
        )
        for entry in row.put
    )


def quarantine_graphs(quarantine: pyoxigraph.Store) -> dict[str, list[NamedNode]]:
    """Return the quarantine graphs of each article."""
    found = defaultdict(list)
    for graph in quarantine.named_graphs():
        if isinstance(graph, NamedNode) and graph.value.startswith(QUARANTINE_GRAPH):
            found[owner_of(graph.value)[0]].append(graph)
    return found


def current_graphs(parts: Parts, article: str, graphs: Iterable[NamedNode]) -> list[NamedNode]:
    """Return those of an article's quarantine graphs that stand beside its article graph as it is."""
    entry = parts.ledger.entry(article) or bare_entry(article, "article")
    if not parts.main.contains_named_graph(NamedNode(entry.graphs[0])):
        return []
    state = (article, entry.digest, entry.held)
    if entry.digest:
        return [graph for graph in graphs if owner_of(graph.value) == state]
    digest = stored_digest(parts.main, entry)
    return [graph for graph in sorted(graphs, key=str) if owner_of(graph.value)[1] == digest][:1]
