"""Carry out one write in a worker: an update that was checked on its algebra, or a whole graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple, parse

from chippolitik.errors import UsageError
from chippolitik.query.guard import PREFIXES, Declared, nodes_of, with_prefixes
from chippolitik.serve.datasets import with_using
from chippolitik.serve.frames import Emitter
from chippolitik.serve.jobs import WrongRequest, graph_named
from chippolitik.store import open_writer
from chippolitik.store.foreign import drop_graph, has_graph, has_kept_graphs, is_kept, put_triples, update
from chippolitik.store.writing import EmbeddedWriter

__all__ = ["change", "check_update"]

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!.*/\.{1,2}(/|$|[?#]))")
_HINT = "'ingest', 'load' and 'retract' change it; write graphs of your own here"
_ENDING = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
}


def change(folder: Path, job: dict[str, Any], body: bytes, out: Emitter) -> None:
    """Carry out a write; it is done wholly when the answer's status comes, or not at all.

    Args:
        folder: The store.
        job: ``kind`` (``update``, ``put``, ``post`` or ``delete``), and what belongs to it.
        body: The update, or the files of a graph one after the other.
        out: Where the answer goes.

    Raises:
        UsageError: The update or the graph does not parse, or is refused.
        WrongRequest: It would touch what may not be written, or what is not there.
        StoreError: Another process is writing, or the disk is full.
    """
    if job["kind"] == "update":
        _update(folder, job, body.decode("utf-8"))
        status = 204
    else:
        status = _graph(folder, job, body)
    out.start(status=status, media="")
    out.end()


def check_update(sparql: str, base: str, *, keeps: bool) -> None:
    """Refuse an update that is broken, reaches outside, or writes graphs that the ledger answers for.

    Args:
        sparql: The update, with its prefixes.
        base: What its relative IRIs are resolved against.
        keeps: Whether the store has such graphs.

    Raises:
        UsageError: It does not parse, or reaches other servers.
        WrongRequest: It would write what may not be written.
    """
    _check(_operations(sparql, base), keeps=keeps)


@dataclass(frozen=True, slots=True)
class _Operation:
    node: Any
    writes: list[object]


def _check(operations: list[_Operation], *, keeps: bool) -> None:
    for operation in operations:
        node = operation.node
        if node.name == "Load" or any(part.name == "ServiceGraphPattern" for part in nodes_of(node)):
            raise UsageError("an update may not call other servers (LOAD, SERVICE)", "PUT the graph to /data")
        for graph in operation.writes:
            _check_written(graph, keeps=keeps)


def _operations(sparql: str, base: str) -> list[_Operation]:
    """Return the operations of an update, each with its names.

    rdflib's parser is asked, not its algebra, whose time grows with the square of the triples.
    """
    from pyparsing import ParseBaseException  # noqa: PLC0415 - slow to import
    from rdflib.plugins.sparql.parser import parseUpdate  # noqa: PLC0415 - slow to import

    try:
        tree = parseUpdate(sparql)
    except RecursionError as error:
        raise UsageError("the update is nested too deeply", "take some brackets away") from error
    except ParseBaseException as error:
        line = max(error.lineno - len(PREFIXES), 1)
        raise UsageError(f"the update does not parse in line {line}: {error.msg}", "SPARQL 1.1 is read") from error
    names, found = Declared(base), []
    for prologue, node in zip(tree.prologue, tree.request or (), strict=False):
        names.declare(prologue)
        found.append(_Operation(node, [names.absolute(graph) for graph in _written(node)]))
    return found


def _written(node: Any) -> Iterator[object]:
    """Yield the graphs that an operation writes: names, variables, and the words DEFAULT, NAMED and ALL."""
    if node.name in {"Clear", "Drop", "Create"}:
        yield node.graphiri
    elif node.name in {"Add", "Copy", "Move"}:
        source, target = node.graph
        yield from (source, target) if node.name == "Move" else (target,)
    elif node.name == "Modify":
        for part in (node.delete, node.insert):
            if part:
                yield from _graphs_of(part.quads, node.withClause or "DEFAULT")
    elif node.name != "Load":
        yield from _graphs_of(node.quads, "DEFAULT")


def _graphs_of(quads: Any, usual: object) -> Iterator[object]:
    if quads and quads.triples:
        yield usual
    for part in (quads and quads.quadsNotTriples) or ():
        yield part.term


def _check_written(graph: object, *, keeps: bool) -> None:
    from rdflib.term import URIRef  # noqa: PLC0415 - slow to import

    if isinstance(graph, URIRef):
        if not _ABSOLUTE.match(graph):
            raise UsageError(f"not a plain absolute IRI: <{graph}>", "write the graph's whole IRI, without dots in it")
        if is_kept(str(graph)):
            raise WrongRequest(403, f"the graph <{graph}> is not written from outside", _HINT)
    elif str(graph) != "DEFAULT" and keeps:
        word = "this update may write any graph" if str(graph) not in {"ALL", "NAMED"} else f"{graph} means all graphs"
        raise WrongRequest(403, f"{word}, and some are not written from outside", "name the graph that is meant")


def _update(folder: Path, job: dict[str, Any], text: str) -> None:
    if job["using"] or job["using_named"]:
        text = with_using(text, job["using"], job["using_named"])
    sparql = with_prefixes(text)
    operations = _operations(sparql, job["base"])
    _check(operations, keeps=False)
    with open_writer(folder) as writer:
        _check(operations, keeps=has_kept_graphs(writer))
        try:
            update(writer, sparql, job["base"])
        except SyntaxError as error:
            raise UsageError(f"the update does not parse: {error.msg}", "SPARQL 1.1 is understood") from error


def _graph(folder: Path, job: dict[str, Any], body: bytes) -> int:
    graph = graph_named(job["iri"])
    if isinstance(graph, NamedNode) and is_kept(graph.value):
        raise WrongRequest(403, f"the graph {graph} is not written from outside", _HINT)
    triples = [] if job["kind"] == "delete" else list(_triples(job, body))
    with open_writer(folder) as writer:
        there = has_graph(writer, graph)
        if job["kind"] == "delete":
            return _delete(writer, graph, there=there)
        put_triples(writer, graph, triples, replace=job["kind"] == "put")
    return 204 if there else 201


def _delete(writer: EmbeddedWriter, graph: NamedNode | DefaultGraph, *, there: bool) -> int:
    if not there:
        raise WrongRequest(404, f"the store holds no graph {graph}", "nothing was changed")
    drop_graph(writer, graph)
    return 204


def _triples(job: dict[str, Any], body: bytes) -> Iterator[Triple]:
    """Yield the triples of all files; blank nodes of one are none of another."""
    start = 0
    for media, length in job["files"]:
        form = _ENDING.get(media)
        if form is None:
            raise WrongRequest(415, f"not a format of RDF: {media or 'no media type'}", f"known: {', '.join(_ENDING)}")
        data, start = body[start : start + length], start + length
        try:
            for quad in parse(data, format=form, base_iri=job["base"], rename_blank_nodes=True):
                if not isinstance(quad.graph_name, DefaultGraph):
                    raise UsageError("the data name graphs of their own", "send one graph at a time")
                if isinstance(quad.object, Triple):
                    raise UsageError("the data use RDF-star, which no graph here has", "state it without triple terms")
                yield quad.triple
        except SyntaxError as error:
            raise UsageError(f"the data do not parse: {error.msg}", "mend the syntax") from error
        except (ValueError, MemoryError) as error:
            raise UsageError(f"the data do not parse: {error}", "mend the syntax") from error
