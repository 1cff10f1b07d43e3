"""Graphs that people keep beside ours are written whole or not at all, and ours are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from chippolitik.namespaces import FILE_GRAPH, KB_GRAPH, ONTOLOGY_GRAPH, article_graph, derived_graph
from chippolitik.store import open_store, open_writer
from chippolitik.store.foreign import drop_graph, has_graph, has_kept_graphs, is_kept, put_triples, update
from chippolitik.store.rebuilding import rebuilding

from .made import FOUNDATION, MANIFEST

NOTES = NamedNode("https://example.org/notes")
H20 = Triple(NamedNode("https://example.org/a"), NamedNode("https://example.org/says"), Literal('"H20" } ; DROP ALL #'))
H200 = Triple(BlankNode("b"), NamedNode("https://example.org/says"), Literal("H200", language="en"))
GRAPHS = pytest.mark.parametrize("graph", [NOTES, DefaultGraph()], ids=["named", "default"])


def triples(folder: Path, graph: NamedNode | DefaultGraph) -> set[Triple]:
    """Return what a graph holds."""
    with open_store(folder) as store:
        return {quad.triple for quad in store.match(None, None, None, graph)}


@GRAPHS
def test_a_graph_is_put_added_to_and_dropped(graph: NamedNode | DefaultGraph, tmp_path: Path) -> None:
    """A put takes the place of what was there; terms are data, whatever stands in them."""
    store = tmp_path / "store"
    with open_writer(store, MANIFEST, FOUNDATION) as writer:
        put_triples(writer, graph, [H200], replace=False)
        put_triples(writer, graph, [H20], replace=True)
    assert triples(store, graph) == {H20}
    with open_writer(store) as writer:
        put_triples(writer, graph, [H200], replace=False)
    assert triples(store, graph) == {H20, H200}
    with open_writer(store) as writer:
        drop_graph(writer, graph)
    assert triples(store, graph) == set()
    with open_store(store) as reader:
        assert has_graph(reader, graph) is isinstance(graph, DefaultGraph)


def test_an_empty_graph_is_there(tmp_path: Path) -> None:
    """A graph without triples is a graph."""
    with open_writer(tmp_path / "store", MANIFEST, FOUNDATION) as writer:
        put_triples(writer, NOTES, [], replace=True)
        assert has_graph(writer, NOTES)
        assert has_kept_graphs(writer)


def test_an_update_is_done_wholly_or_not_at_all(tmp_path: Path) -> None:
    """An update that fails in its second operation leaves nothing of its first."""
    with open_writer(tmp_path / "store", MANIFEST, FOUNDATION) as writer:
        bad = f"INSERT DATA {{ GRAPH {NOTES} {{ <a> <b> <c> }} }} ; CREATE GRAPH {NOTES} ; CREATE GRAPH {NOTES}"
        with pytest.raises((RuntimeError, OSError, SyntaxError)):
            update(writer, bad, "https://example.org/")
        assert not has_graph(writer, NOTES)


@GRAPHS
def test_a_rebuild_keeps_them(graph: NamedNode | DefaultGraph, tmp_path: Path) -> None:
    """Graphs from outside are taken over when the store is made anew."""
    store = tmp_path / "store"
    with open_writer(store, MANIFEST, FOUNDATION) as writer:
        put_triples(writer, graph, [H20], replace=True)
    with rebuilding(store, MANIFEST, FOUNDATION) as work:
        work.copy_files()
    assert triples(store, graph) == {H20}


@pytest.mark.parametrize(
    "graph", [KB_GRAPH, ONTOLOGY_GRAPH, FILE_GRAPH + "a", article_graph("0" * 24), derived_graph("0" * 24)]
)
def test_ours_are_kept(graph: str) -> None:
    """What the ledger answers for is not written from outside."""
    assert is_kept(graph)
    assert not is_kept("https://w3id.org/chippolitik/graph/kb2")
