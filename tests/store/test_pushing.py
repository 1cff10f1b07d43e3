"""Uploads into real servers: whole, again, resumed, with what is gone removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from chippolitik.namespaces import ONTOLOGY_GRAPH, article_graph
from chippolitik.store import memory_writer
from chippolitik.store.endpoint import Credentials, connect, endpoint_at
from chippolitik.store.endpoint.connection import Connection
from chippolitik.store.endpoint.database import RemoteDatabase
from chippolitik.store.exporting import shown_quads
from chippolitik.store.journal import Journal
from chippolitik.store.pushing import Pushed, push, verify

from .made import FOUNDATION, MANIFEST, record
from .servers import oxigraph, virtuoso

LISTED = NamedNode("https://w3id.org/chippolitik/ontology#members")
FOREIGN = "https://example.org/graph"
SERVERS = {"oxigraph": (oxigraph, Credentials()), "virtuoso": (virtuoso, Credentials("dba", "dba"))}


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest) -> Iterator[tuple[str, str, Credentials]]:
    """A running server: make, address, who we are to it."""
    start, credentials = SERVERS[request.param]
    with start() as address:
        yield request.param, address, credentials


@pytest.fixture
def connection(server: tuple[str, str, Credentials]) -> Iterator[Connection]:
    """A connection to a server that holds nothing but a graph of somebody else."""
    make, address, credentials = server
    with connect(endpoint_at(address, make, batch=40), credentials) as found:
        RemoteDatabase(found).clear()
        found.update(f'INSERT DATA {{ GRAPH <{FOREIGN}> {{ <{FOREIGN}> <{FOREIGN}> "theirs" }} }}')
        yield found


def graphs(*numbers: int) -> list[Quad]:
    """The quads of a store with some articles, and a blank node in the ontology."""
    with memory_writer(MANIFEST, FOUNDATION) as store:
        for number in numbers:
            store.put(record(number))
        quads = list(shown_quads(store, with_text=True))
    ontology, node = NamedNode(ONTOLOGY_GRAPH), BlankNode("list")
    return [*quads, Quad(LISTED, LISTED, node, ontology), Quad(node, LISTED, Literal("H20"), ontology)]


def test_everything_arrives_once(connection: Connection, tmp_path: Path) -> None:
    """All graphs are there, quad for quad; the second run sends nothing; other graphs are not touched."""
    made, path = graphs(1, 2), tmp_path / "journal.jsonl"
    done = push(made, connection, Journal(path, "here"))
    assert (done.sent, done.quads, done.known) == (6, len(set(made)), 0)
    assert verify(connection, Journal(path, "here")) == {}
    there = RemoteDatabase(connection)
    named = {quad for quad in made if quad.graph_name != NamedNode(ONTOLOGY_GRAPH)}
    assert {q for q in there.quads_for_pattern(None, None, None) if q.graph_name != NamedNode(ONTOLOGY_GRAPH)} == named
    assert push(made, connection, Journal(path, "here")) == Pushed(known=6)
    theirs = connection.query(f"SELECT ?o WHERE {{ GRAPH <{FOREIGN}> {{ ?s ?p ?o }} }}").results()
    assert [row["o"].value for row in theirs] == ["theirs"]  # type: ignore[union-attr] # a SELECT query


def test_what_changed_is_sent_and_what_is_gone_is_removed(connection: Connection, tmp_path: Path) -> None:
    """Another text of an article replaces two graphs there, and removes two."""
    path = tmp_path / "journal.jsonl"
    push(graphs(1, 2), connection, Journal(path, "here"))
    with memory_writer(MANIFEST, FOUNDATION) as store:
        store.put(record(1, 1))
        store.put(record(2))
        made = list(shown_quads(store, with_text=True))
    done = push(made, connection, Journal(path, "here"))
    assert (done.sent, done.known, done.removed) == (3, 3, 2), "the ontology lost its blank node, too"
    assert not RemoteDatabase(connection).contains_named_graph(NamedNode(article_graph(record(1).id)))
    assert set(RemoteDatabase(connection).quads_for_pattern(None, None, None)) == set(made)


def test_a_blank_node_stays_one_node(connection: Connection, tmp_path: Path) -> None:
    """Two statements about a blank node are about one node there, however often they are sent."""
    for again in (False, True):
        push(graphs(), connection, Journal(tmp_path / "journal.jsonl", "here", forget=again))
    question = f"SELECT ?o WHERE {{ GRAPH <{ONTOLOGY_GRAPH}> {{ {LISTED} {LISTED} ?n . ?n {LISTED} ?o }} }}"
    rows = connection.query(question).results()
    assert [row["o"].value for row in rows] == ["H20"]  # type: ignore[union-attr] # a SELECT query


def test_lost_graphs_are_found(connection: Connection, tmp_path: Path) -> None:
    """If somebody removes a graph there, counting finds it, and sending all mends it."""
    path, graph = tmp_path / "journal.jsonl", article_graph(record(1).id)
    push(graphs(1), connection, Journal(path, "here"))
    connection.update(f"DROP SILENT GRAPH <{graph}>")
    assert verify(connection, Journal(path, "here")) == {graph: (len(record(1).quads), 0)}
    assert push(graphs(1), connection, Journal(path, "here", forget=True)).known == 0
    assert verify(connection, Journal(path, "here")) == {}


@pytest.mark.parametrize("deaths", [1, 2, 3, 4, 5])
def test_an_upload_goes_on_where_it_ended(deaths: int, connection: Connection, tmp_path: Path) -> None:
    """Whichever request is the last one, the next run sends the rest and the result is the same."""
    path, made = tmp_path / "journal.jsonl", graphs(1, 2, 3)
    with pytest.raises(KeyboardInterrupt):
        push(made, connection, Journal(path, "here"), advance=dying_at(deaths))
    rest = push(made, connection, Journal(path, "here"))
    assert rest.quads < len(set(made))
    assert verify(connection, Journal(path, "here")) == {}
    names = {quad.graph_name for quad in made} - {NamedNode(ONTOLOGY_GRAPH)}
    there = {quad for name in names for quad in RemoteDatabase(connection).quads_for_pattern(None, None, None, name)}
    assert there == {quad for quad in made if quad.graph_name in names}


def dying_at(number: int) -> Callable[[int], None]:
    seen: list[int] = []

    def advance(quads: int) -> None:
        seen.append(quads)
        if len(seen) == number:
            raise KeyboardInterrupt

    return advance
