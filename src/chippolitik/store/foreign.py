"""Graphs that people keep beside ours: which graphs may be written from outside, and writing them in one transaction.

What articles, files, the ontology and the knowledge base bring is not written here: the ledger answers for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from chippolitik.errors import StoreError
from chippolitik.namespaces import ARTICLE_GRAPH, DERIVED_GRAPH, FILE_GRAPH, KB_GRAPH, ONTOLOGY_GRAPH
from chippolitik.store.embedded import EmbeddedStore
from chippolitik.store.files import disk_errors
from chippolitik.store.writing import EmbeddedWriter

__all__ = ["copy_graphs", "drop_graph", "has_graph", "has_kept_graphs", "is_kept", "put_triples", "update"]

_KEPT = (ARTICLE_GRAPH, DERIVED_GRAPH, FILE_GRAPH)
_ALONE = {KB_GRAPH, ONTOLOGY_GRAPH}
_FUNCTION = "https://w3id.org/chippolitik/function/"
_PLACES = ("subject", "predicate", "object")

Graph = NamedNode | DefaultGraph
_Term = NamedNode | BlankNode | Literal | Triple


def is_kept(graph: str) -> bool:
    """Tell whether a graph is one that the ledger answers for, so that nobody writes it from outside.

    Example:
        >>> is_kept("https://w3id.org/chippolitik/graph/kb"), is_kept("https://example.org/notes")
        (True, False)
    """
    return graph in _ALONE or graph.startswith(_KEPT)


def has_graph(store: EmbeddedStore, graph: Graph) -> bool:
    """Tell whether a store has a graph; the default graph is always there."""
    return isinstance(graph, DefaultGraph) or store.parts.main.contains_named_graph(graph)


def has_kept_graphs(store: EmbeddedStore) -> bool:
    """Tell whether a store has any graph that nobody writes from outside."""
    return any(isinstance(graph, NamedNode) and is_kept(graph.value) for graph in store.parts.main.named_graphs())


def copy_graphs(old: EmbeddedStore, new: EmbeddedWriter) -> None:
    """Take over the graphs that people keep beside ours, as a rebuild does.

    Args:
        old: Where they are.
        new: Where they go; it has none yet.
    """
    names = [name for name in old.parts.main.named_graphs() if not is_kept(name.value)]
    with disk_errors(new.place):
        for graph in (DefaultGraph(), *names):
            new.parts.main.extend(old.match(None, None, None, graph))


def put_triples(writer: EmbeddedWriter, graph: Graph, triples: Sequence[Triple], *, replace: bool) -> None:
    """Put triples into a graph, all of them or none.

    Args:
        writer: The store.
        graph: A graph that is not kept.
        triples: What to put; may be empty.
        replace: Whether they take the place of what the graph holds.

    Raises:
        StoreError: The disk is full, or an endpoint holds the graphs.
    """
    main = _local(writer)
    operations = [f"CLEAR SILENT {_named(graph)}"] if replace and has_graph(writer, graph) else []
    if triples:
        numbers = " ".join(str(number) for number in range(len(triples)))
        binds = " ".join(f"BIND(<{_FUNCTION}{place}>(?i) AS ?{place})" for place in _PLACES)
        template = " ".join(f"?{place}" for place in _PLACES)
        into = f"GRAPH {graph} {{ {template} }}" if isinstance(graph, NamedNode) else template
        operations.append(f"INSERT {{ {into} }} WHERE {{ VALUES ?i {{ {numbers} }} {binds} }}")  # noqa: S608 - numbers and our own words alone
    with disk_errors(writer.place):
        if operations and not replace:
            main.extend(Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
        elif operations:
            main.update(";\n".join(operations), custom_functions={**_functions(triples)})
        if isinstance(graph, NamedNode):
            main.add_graph(graph)


def drop_graph(writer: EmbeddedWriter, graph: Graph) -> None:
    """Remove a graph; the default graph is emptied.

    Raises:
        StoreError: The disk cannot be written, or an endpoint holds the graphs.
    """
    main = _local(writer)
    with disk_errors(writer.place):
        main.update(f"DROP SILENT {_named(graph)}")


def update(writer: EmbeddedWriter, sparql: str, base: str) -> None:
    """Run an update that was checked; all of it or none.

    Args:
        writer: The store.
        sparql: The update.
        base: What its relative IRIs are resolved against.

    Raises:
        SyntaxError: It does not parse.
        StoreError: The disk is full, or an endpoint holds the graphs.
    """
    main = _local(writer)
    with disk_errors(writer.place):
        main.update(sparql, base_iri=base)


def _local(writer: EmbeddedWriter) -> pyoxigraph.Store:
    main = writer.parts.main
    if not isinstance(main, pyoxigraph.Store):
        raise StoreError("the graphs of this store are at an endpoint", "write there")
    return main


def _named(graph: Graph) -> str:
    return f"GRAPH {graph}" if isinstance(graph, NamedNode) else "DEFAULT"


def _functions(triples: Sequence[Triple]) -> dict[NamedNode, Callable[..., _Term]]:
    """Return functions that hand terms out by number, so that no term is ever pasted into an update."""

    def by_number(place: str) -> Callable[[Literal], _Term]:
        return lambda number: cast("_Term", getattr(triples[int(number.value)], place))

    return {NamedNode(_FUNCTION + place): by_number(place) for place in _PLACES}
