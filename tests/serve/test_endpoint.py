"""The endpoint: formats, datasets, the service description, limits, streams, and texts that stay where they are."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import httpx
import pytest
import rdflib
from rdflib.compare import isomorphic

from chippolitik.store import Foundation, open_writer

from ..cli.answers import make_store  # noqa: TID252 - tests have no absolute name
from .conftest import MANIFEST
from .serving import Served, serving, token_file

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the small graph with one worker and a thousand rows."""
    folder = tmp_path_factory.mktemp("narrow")
    make_store(folder / "store")
    limits = ("--workers", "1", "--timeout", "30", "--rows", "1000", "--rate", "40")
    with serving(folder, folder / "store", *limits) as served:
        yield served


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/xml", "application/sparql-results+xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+xml"),
        ("text/csv;q=0.2, application/json;q=0.3", "application/sparql-results+json"),
    ],
)
def test_rows_come_in_the_format_that_is_liked_best(accept: str, media: str, small: Served) -> None:
    """The Accept header decides."""
    answer = small.client.get("/sparql", params={"query": "SELECT ?s { ?s a chip:Claim }"}, headers={"Accept": accept})
    assert answer.headers["content-type"] == f"{media}; charset=utf-8"
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_graphs_come_in_each_syntax(accept: str, small: Served) -> None:
    """CONSTRUCT gives one and the same graph in each syntax."""
    params = {"query": "CONSTRUCT { ?c chip:modality ?m } WHERE { ?c chip:modality ?m }"}
    answer = small.client.get("/sparql", params=params, headers={"Accept": accept})
    usual = small.client.get("/sparql", params=params | {"format": "nt"})
    read = rdflib.Graph().parse(data=answer.text, format=accept.replace("rdf+xml", "rdf+xml"))
    assert isomorphic(read, rdflib.Graph().parse(data=usual.text, format="nt"))
    assert len(read) > 10


def test_the_service_describes_itself(small: Served) -> None:
    """Source: the service description tests of the W3C: RDF by GET, an endpoint, the classes and properties of it."""
    answer = small.client.get("/sparql")
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    [service] = graph.subjects(rdflib.RDF.type, SD.Service)
    assert graph.value(service, SD.endpoint) == rdflib.URIRef(f"{small.url}/sparql")
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query, SD.SPARQL11Update}
    assert SD.UnionDefaultGraph in set(graph.objects(service, SD.feature))


def test_a_browser_gets_a_form(small: Served) -> None:
    """Who asks for HTML and gives no query is led to the editor."""
    page = small.client.get("/sparql", headers={"Accept": "text/html"}, follow_redirects=True)
    assert page.url.path == "/editor"
    assert page.headers["content-type"].startswith("text/html")
    assert "<textarea" in page.text


def test_the_text_of_an_article_stays(small: Served) -> None:
    """Rows, graphs and documents have no full text; quotes are there, and texts can be searched."""
    rows = small.client.get("/sparql", params={"query": "SELECT ?t { ?a chip:text ?t }"}).json()["results"]["bindings"]
    assert len(rows) > 1
    assert not any(rows)
    triples = small.client.get(
        "/sparql", params={"query": "CONSTRUCT { ?a ?p ?o } WHERE { ?a a chip:Article ; ?p ?o }"}
    )
    article = small.client.get("/sparql", params={"query": "SELECT ?a { ?a a chip:Article } LIMIT 1"}).json()
    iri = article["results"]["bindings"][0]["a"]["value"]
    path = iri.removeprefix("https://w3id.org/chippolitik")
    graph = small.client.get("/data", params={"graph": iri.replace("/id/", "/graph/")})
    for answer in (triples, graph, small.client.get(path + ".ttl")):
        assert answer.status_code == 200
        assert "chip:language" in answer.text
        assert "chip:text " not in answer.text
    assert "chip:exactQuote" in graph.text
    assert small.ask('ASK { ?a chip:text ?t FILTER(CONTAINS(LCASE(?t), "chip")) }')


def test_the_default_graph_is_the_union_unless_graphs_are_named(small: Served) -> None:
    """``default-graph-uri`` narrows what is asked."""
    kb = "https://w3id.org/chippolitik/graph/kb"
    params = {"query": "ASK { ?claim a chip:Claim }", "default-graph-uri": kb}
    assert small.ask("ASK { ?claim a chip:Claim }")
    assert small.client.get("/sparql", params=params).json() == {"head": {}, "boolean": False}


def test_an_endless_query_is_cut_while_others_are_answered(small: Served, tmp_path: Path) -> None:
    """A query beyond its time gets 504; meanwhile another worker answers."""
    make_store(tmp_path / "store")
    with serving(tmp_path, tmp_path / "store", "--workers", "2", "--timeout", "3") as served:
        found: list[httpx.Response] = []
        slow = Thread(
            target=lambda: found.append(httpx.get(f"{served.url}/sparql", params={"query": ENDLESS}, timeout=30))
        )
        slow.start()
        answered = 0
        while slow.is_alive():
            assert served.ask("ASK { ?claim a chip:Claim }")
            answered += 1
        assert answered > 3
        assert found[0].status_code == 504
        assert "longer than 3 s" in found[0].json()["detail"]


def test_too_many_rows_are_refused_or_broken_off(narrow: Served) -> None:
    """An answer over the limit is an error if none of it has gone out, else the connection ends before its end."""
    params = {"query": "SELECT (1 AS ?n) { ?s ?p ?o . ?a ?b ?c }", "format": "csv"}
    ended = time.monotonic() + 20
    answer = narrow.client.get("/sparql", params=params)
    while answer.status_code == 429 and time.monotonic() < ended:  # the only worker may still be ending another test's
        time.sleep(0.2)
        answer = narrow.client.get("/sparql", params=params)
    assert answer.status_code == 413
    assert answer.json()["detail"] == "the answer has more than 1,000 rows"
    wide = "SELECT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 2000"
    with pytest.raises(httpx.RemoteProtocolError):
        narrow.client.get("/sparql", params={"query": wide})
    assert narrow.ask("ASK {}")


def test_a_client_that_goes_away_frees_its_worker(narrow: Served) -> None:
    """The only worker is ended when its client hangs up, so the next one does not wait for the time limit."""
    with socket.create_connection(("127.0.0.1", narrow.port)) as connection:
        query = httpx.QueryParams({"query": ENDLESS})
        connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.3)
    began = time.monotonic()
    assert narrow.ask("ASK {}")
    assert time.monotonic() - began < 20


def test_one_address_comes_so_often_and_no_more(narrow: Served) -> None:
    """A burst beyond the rate is told to come slower, with the time to wait."""
    answers = [narrow.client.get("/nothing") for _ in range(250)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert {answer.status_code for answer in answers} == {404, 429}
    assert refused[0].headers["retry-after"] == "1"


def test_nobody_writes_without_a_token_in_the_server(narrow: Served) -> None:
    """A server without token refuses writes for good."""
    time.sleep(1.2)
    answer = narrow.write("POST", "/sparql", data={"update": "CLEAR ALL"})
    assert answer.status_code == 403
    assert "--token-file" in answer.json()["hint"]


def test_a_large_answer_streams(tmp_path: Path) -> None:
    """The first rows of a large answer are there long before its last, and the server's memory stays as it is."""
    with open_writer(tmp_path / "store", MANIFEST, Foundation()):
        pass
    lines = "".join(f"<http://example.org/{i}> <http://example.org/p> {i} .\n" for i in range(20_000))
    with serving(tmp_path, tmp_path / "store", "--token-file", str(token_file(tmp_path)), "--workers", "1") as served:
        content = {"Content-Type": "text/turtle"}
        assert (
            served.write("PUT", "/data?graph=http://example.org/g", content=lines, headers=content).status_code == 201
        )
        before = _resident(served)
        query = "SELECT * { ?s ?p ?o . VALUES ?n { 0 1 2 3 4 5 } }"
        size = 0
        with served.client.stream("GET", "/sparql", params={"query": query, "format": "json"}) as answer:
            for piece in answer.iter_bytes():
                size += len(piece)
        assert size > 18_000_000
        assert _resident(served) - before < 15_000_000


def _resident(served: Served) -> int:
    """Return the memory of the server's process, in bytes."""
    status = Path(f"/proc/{served.process.pid}/statm")
    return int(status.read_text(encoding="ascii").split()[1]) * 4096 if status.exists() else 0
