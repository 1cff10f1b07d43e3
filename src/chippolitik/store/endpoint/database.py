"""Our graphs in a database far away, used like the embedded one; other graphs there are neither read nor touched.

Blank nodes travel as IRIs below ``.well-known/genid/`` and come back as blank nodes, so that a write can be sent twice,
a pattern can name them, and one content gives the same bytes as elsewhere.

Source: RDF 1.1 Concepts, section 3.5 (W3C 2014).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    Triple,
    Variable,
)

from chippolitik.graph.view import GraphName, QueryResult, Subject, Term
from chippolitik.namespaces import BASE
from chippolitik.store.batching import batched
from chippolitik.store.endpoint.connection import Connection
from chippolitik.store.endpoint.substituting import substitute
from chippolitik.store.endpoint.updates import dropping, inserting

__all__ = ["RemoteDatabase"]

_OURS = BASE + "graph/"
_STAGING = BASE + "staging/"
_GENID = "https://w3id.org/.well-known/genid/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_BOOLEANS = {"0": "false", "1": "true"}


class RemoteDatabase:
    """The graphs of one store at an endpoint; see ``database.Database``.

    Args:
        connection: The server.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: Term | None,  # noqa: A002 - the position's name in RDF
        graph_name: GraphName | None = None,
        /,
    ) -> Iterator[Quad]:
        """Yield the quads of our graphs that fit the pattern; None fits anything."""
        if isinstance(graph_name, DefaultGraph):
            return iter(())
        given = (subject, predicate, object, graph_name)
        places = [f"?{name}" if term is None else _written(term) for name, term in zip("spog", given, strict=True)]
        ours = f'FILTER(STRSTARTS(STR(?g), "{_OURS}"))' if graph_name is None else ""
        open_places = [place for place in places if place.startswith("?")]
        wanted = " ".join(open_places) or "(COUNT(*) AS ?number)"
        where = f"GRAPH {places[3]} {{ {' '.join(places[:3])} }} {ours}"
        rows = self._solutions(f"SELECT {wanted} WHERE {{ {where} }}")
        if not open_places:
            found = next(iter(rows))["number"]
            return iter([Quad(*given)] if getattr(found, "value", "0") != "0" else [])  # type: ignore[arg-type] # none is None here
        return (
            Quad(*(_read(row[name]) if term is None else term for name, term in zip("spog", given, strict=True)))  # type: ignore[arg-type] # the server gives terms that fit their places
            for row in rows
        )

    def named_graphs(self) -> Iterator[Subject]:
        """Yield the names of all our graphs that hold a quad."""
        return self._graphs(_OURS)

    def contains_named_graph(self, graph_name: Subject, /) -> bool:
        """Tell whether a graph holds a quad."""
        rows = self._solutions(f"SELECT ?s WHERE {{ GRAPH {_written(graph_name)} {{ ?s ?p ?o }} }} LIMIT 1")
        return next(iter(rows), None) is not None

    def query(
        self,
        query: str,
        /,
        *,
        use_default_graph_as_union: bool = True,  # noqa: ARG002 - the address of the endpoint decides
        substitutions: Mapping[Variable, Term | Triple] | None = None,
    ) -> QueryResult:
        """Run a SPARQL query; over which graphs, the address of the endpoint decides."""
        return self._connection.query(substitute(query, substitutions)).results()

    def extend(self, quads: Iterable[Quad], /) -> None:
        """Add quads, all or none."""
        self.bulk_extend(quads)

    def bulk_extend(self, quads: Iterable[Quad], /) -> None:
        """Add quads, all or none: what is too much for one update is gathered in graphs of its own first."""
        self._write((), quads)

    def swap_graphs(self, drop: Sequence[NamedNode], quads: Sequence[Quad]) -> None:
        """Remove graphs and add quads, in one update."""
        self._write(drop, quads)

    def clear(self) -> None:
        """Remove all our graphs, and what a killed writer has left."""
        for graphs in batched(chain(self.named_graphs(), self._graphs(_STAGING)), 100):
            self._connection.update(dropping(graphs))

    def tidy(self) -> None:
        """Remove what a killed writer has left."""
        for graphs in batched(self._graphs(_STAGING), 100):
            self._connection.update(dropping(graphs))

    def flush(self) -> None:
        """Do nothing: the server writes out by itself."""

    def optimize(self) -> None:
        """Do nothing: the server compacts by itself."""

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _write(self, drop: Sequence[NamedNode], quads: Iterable[Quad]) -> None:
        rest = batched(map(_skolemised, quads), self._connection.endpoint.batch)
        first, second = next(rest, ()), next(rest, ())
        if not second:
            if drop or first:
                self._connection.update(";\n".join(filter(None, (dropping(drop), inserting(first)))))
            return
        staged: dict[str, NamedNode] = {}
        try:
            for part in chain((first, second), rest):
                self._connection.update(inserting([_staged(quad, staged) for quad in part]))
        except BaseException:
            self._connection.update(dropping(staged.values()))
            raise
        moves = [f"ADD SILENT GRAPH {stage} TO GRAPH <{graph}>" for graph, stage in staged.items()]
        self._connection.update(";\n".join(filter(None, (dropping(drop), *moves))))
        self._connection.update(dropping(staged.values()))

    def _graphs(self, beginning: str) -> Iterator[Subject]:
        where = f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{beginning}"))'
        rows = self._solutions(f"SELECT DISTINCT ?g WHERE {{ {where} }}")
        return iter([graph for row in rows if isinstance(graph := row["g"], NamedNode)])

    def _solutions(self, sparql: str) -> QuerySolutions:
        found = self._connection.query(sparql).results()
        assert isinstance(found, QuerySolutions), "only SELECT queries are asked here"
        return found


def _skolemised(quad: Quad) -> Quad:
    if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
        return Quad(_named(quad.subject), quad.predicate, _named(quad.object), quad.graph_name)  # type: ignore[arg-type] # kinds of terms are kept
    return quad


def _named(term: Subject | Literal | Triple) -> NamedNode | Literal | Triple:
    return NamedNode(_GENID + term.value) if isinstance(term, BlankNode) else term


def _written(term: Term | GraphName) -> str:
    return str(NamedNode(_GENID + term.value) if isinstance(term, BlankNode) else term)


def _read(term: object) -> object:
    """Return a term of an answer as the embedded store has it."""
    if isinstance(term, NamedNode) and term.value.startswith(_GENID):
        return BlankNode(term.value.removeprefix(_GENID))
    if isinstance(term, Literal) and term.value in _BOOLEANS and term.datatype.value == _XSD + "boolean":
        return Literal(_BOOLEANS[term.value], datatype=term.datatype)
    return term


def _staged(quad: Quad, staged: dict[str, NamedNode]) -> Quad:
    graph = getattr(quad.graph_name, "value", "")
    if graph not in staged:
        staged[graph] = NamedNode(_STAGING + hashlib.sha256(graph.encode()).hexdigest()[:24])
    return Quad(quad.subject, quad.predicate, quad.object, staged[graph])
