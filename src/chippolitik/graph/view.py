"""The read-only view of a graph that validation, queries and stores share, and its in-memory form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Variable,
)

__all__ = ["GraphName", "MemoryView", "QueryResult", "Subject", "Term", "View"]

Subject = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal
GraphName = NamedNode | BlankNode | DefaultGraph
QueryResult = QuerySolutions | QueryBoolean | QueryTriples


class View(Protocol):
    """What can be read: quads by pattern, and SPARQL over the union of all graphs."""

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002 - the position's name in RDF
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that fit the pattern; None fits anything."""
        ...

    def query(self, sparql: str, substitutions: Mapping[Variable, Term] | None = None) -> QueryResult:
        """Run a SPARQL 1.1 query over the union of all named graphs.

        Args:
            sparql: The query.
            substitutions: Terms for variables; the only way to pass a parameter.

        Raises:
            SyntaxError: The query does not parse.
        """
        ...


class OxigraphView:
    """A view of an Oxigraph store, on disk or in memory."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002 - the position's name in RDF
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that fit the pattern; None fits anything."""
        return self._store.quads_for_pattern(subject, predicate, object, graph)

    def query(self, sparql: str, substitutions: Mapping[Variable, Term] | None = None) -> QueryResult:
        """Run a SPARQL 1.1 query over the union of all named graphs; see ``View.query``."""
        return self._store.query(
            sparql, use_default_graph_as_union=True, substitutions=dict(substitutions) if substitutions else None
        )


class MemoryView(OxigraphView):
    """A view of quads held in memory.

    Args:
        quads: The quads; copied.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        store = Store()
        store.bulk_extend(quads)
        super().__init__(store)
