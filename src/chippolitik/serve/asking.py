"""Answer one query or give one graph, in a worker: checked, counted, written piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import IO, Any, cast

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from chippolitik.errors import StoreError, UsageError
from chippolitik.graph.terms import chip
from chippolitik.query.guard import PREFIXES, check_tree, query_tree, with_prefixes
from chippolitik.serve.confidential import Texts, refuse_copies
from chippolitik.serve.frames import Emitter
from chippolitik.serve.jobs import WrongRequest, graph_named
from chippolitik.serve.results import Row, write_boolean, write_solutions
from chippolitik.store.embedded import EmbeddedStore
from chippolitik.store.foreign import has_graph

__all__ = ["RDF", "answer_query", "give_graph"]

RDF = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
"""Name of a format of graphs → its syntax."""
_MEDIA = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}


def answer_query(store: EmbeddedStore, job: dict[str, Any], out: Emitter) -> None:
    """Check and run a query, and write what it gives.

    Args:
        store: A snapshot.
        job: ``sparql``, ``default`` and ``named`` (lists of graphs or None), ``base``, ``with_text``, ``rows``, and the
            formats ``boolean``, ``bindings`` and ``graph``, each None if the client takes none.
        out: Where the answer goes.

    Raises:
        UsageError: The query is refused.
        WrongRequest: The client takes no format of such an answer.
        StoreError: The answer has too many rows.
    """
    sparql = with_prefixes(job["sparql"])
    tree = _tree(sparql)
    check_tree(tree, store)
    if not job["with_text"]:
        refuse_copies(tree)
    result = _run(store, sparql, job)
    texts = None if job["with_text"] else Texts(store)
    if isinstance(result, QueryBoolean):
        form = _form(job, "boolean")
        out.start(status=200, media=_MEDIA[form])
        write_boolean(bool(result), form, out)
    elif isinstance(result, QuerySolutions):
        form = _form(job, "bindings")
        names = [variable.value for variable in result.variables]
        out.start(status=200, media=_MEDIA[form])
        write_solutions(names, _rows(result, texts, job["rows"]), form, out)
    else:
        form = _form(job, "graph")
        out.start(status=200, media=_MEDIA[form])
        _write_graph(_triples(result, texts, job["rows"]), form, out)
    out.end()


def give_graph(store: EmbeddedStore, job: dict[str, Any], out: Emitter) -> None:
    """Write a graph.

    Args:
        store: A snapshot.
        job: ``iri`` (None for the default graph), ``graph`` (the format), ``head`` (whether only to look),
            ``with_text``.
        out: Where the answer goes.

    Raises:
        WrongRequest: There is no such graph.
    """
    graph = graph_named(job["iri"])
    if not has_graph(store, graph):
        raise WrongRequest(404, f"the store holds no graph {graph}", "SELECT DISTINCT ?g { GRAPH ?g { } } lists them")
    form = job["graph"]
    out.start(status=200, media=_MEDIA[form])
    if not job["head"]:
        hidden = None if job["with_text"] else chip("text")
        quads = store.match(None, None, None, graph)
        _write_graph((q.triple for q in quads if q.predicate != hidden), form, out)
    out.end()


def _run(store: EmbeddedStore, sparql: str, job: dict[str, Any]) -> QuerySolutions | QueryBoolean | QueryTriples:
    default, named = job["default"], job["named"]
    main = store.parts.main
    try:
        if default is None and named is None:
            if isinstance(main, pyoxigraph.Store):
                return main.query(sparql, base_iri=job["base"], use_default_graph_as_union=True)
            return store.query(sparql)
        if not isinstance(main, pyoxigraph.Store):
            raise WrongRequest(501, "the graphs of this store are at an endpoint", "name graphs with FROM")
        graphs: list[NamedNode | BlankNode | DefaultGraph] = [_existing(store, iri) for iri in default or []]
        others: list[NamedNode | BlankNode] = [_existing(store, iri) for iri in named or []]
        return main.query(sparql, base_iri=job["base"], default_graph=graphs, named_graphs=others)
    except SyntaxError as error:
        raise UsageError(f"the query does not parse: {error.msg}", "SPARQL 1.1 is understood") from error


def _existing(store: EmbeddedStore, iri: str) -> NamedNode:
    graph = graph_named(iri)
    if isinstance(graph, DefaultGraph) or not has_graph(store, graph):
        raise UsageError(f"the store holds no graph <{iri}>", "leave it out to ask all graphs together")
    return graph


@lru_cache(maxsize=64)
def _tree(sparql: str) -> object:
    return query_tree(sparql)


def _form(job: dict[str, Any], kind: str) -> str:
    form: str | None = job[kind]
    if form is None:
        words = {"boolean": "ASK", "bindings": "SELECT", "graph": "CONSTRUCT and DESCRIBE"}[kind]
        raise WrongRequest(406, f"no format that the client takes can hold the answer of {words}", "widen Accept")
    return form


def _rows(result: QuerySolutions, texts: Texts | None, most: int) -> Iterator[Row]:
    for number, solution in enumerate(result, 1):
        _count(number, most)
        row = tuple(solution)
        if any(isinstance(term, Triple) for term in row):
            raise UsageError("the answer has triple terms, which SPARQL 1.1 has not", "select their parts")
        terms = cast("Row", row)
        yield terms if texts is None else tuple(None if texts.hides(term) else term for term in terms)


def _triples(result: QueryTriples, texts: Texts | None, most: int) -> Iterator[Triple]:
    for number, triple in enumerate(result, 1):
        _count(number, most)
        if texts is None or not texts.hides(triple.object):
            yield triple


def _write_graph(triples: Iterator[Triple], form: str, out: Emitter) -> None:
    prefixes = PREFIXES if form != "nt" else None
    try:
        serialize(triples, cast("IO[bytes]", out), format=RDF[form], prefixes=prefixes)
    except (OSError, ValueError) as error:
        if form != "rdf" or isinstance(error, BrokenPipeError):
            raise
        raise WrongRequest(406, f"RDF/XML cannot hold this graph: {error}", "ask for Turtle") from error


def _count(number: int, most: int) -> None:
    if number > most:
        raise StoreError(f"the answer has more than {most:,} rows", "add LIMIT, or ask for an aggregate")
