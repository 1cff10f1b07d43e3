"""Clients that others have made speak to the server as to any other endpoint."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper

from .serving import TOKEN, Served

CHIP = rdflib.Namespace("https://w3id.org/chippolitik/ontology#")
CLAIMS = "SELECT (COUNT(*) AS ?n) { ?claim a chip:Claim }"


def count(served: Served) -> int:
    """Return the number of claims, asked without any of these clients."""
    answer = served.client.get("/sparql", params={"query": CLAIMS}).json()
    return int(answer["results"]["bindings"][0]["n"]["value"])


def wrapper(served: Served, form: str = JSON) -> SPARQLWrapper:
    """Return a SPARQLWrapper for the endpoint."""
    return SPARQLWrapper(f"{served.url}/sparql", returnFormat=form)


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("way", ["urlencoded", POSTDIRECTLY])
def test_sparqlwrapper_asks(method: str, way: str, small: Served) -> None:
    """SPARQLWrapper gets JSON by GET and both kinds of POST."""
    client = wrapper(small)
    client.setMethod(method)
    client.setRequestMethod(way)
    client.setQuery(CLAIMS)
    rows: Any = client.query().convert()
    assert int(rows["results"]["bindings"][0]["n"]["value"]) == count(small) > 0


def _xml(found: Any) -> int:
    return len(found.getElementsByTagName("result"))


def _csv(found: Any) -> int:
    return len(found.decode().splitlines()) - 1


@pytest.mark.parametrize(("form", "size"), [(XML, _xml), (CSV, _csv)])
def test_sparqlwrapper_reads_other_formats(form: str, size: Callable[[Any], int], small: Served) -> None:
    """XML and CSV have a row for each claim."""
    client = wrapper(small, form)
    client.setQuery("SELECT ?claim { ?claim a chip:Claim }")
    assert size(client.query().convert()) == count(small)


@pytest.mark.parametrize("form", [TURTLE, RDFXML])
def test_sparqlwrapper_constructs(form: str, small: Served) -> None:
    """The answer of CONSTRUCT is a graph in each syntax."""
    client = wrapper(small, form)
    client.setQuery("CONSTRUCT { ?claim a chip:Claim } WHERE { ?claim a chip:Claim }")
    found: Any = client.query().convert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found)
    assert len(graph) == count(small)


def test_sparqlwrapper_updates_with_the_token(small: Served) -> None:
    """An update goes through with the token in its header."""
    client = SPARQLWrapper(f"{small.url}/sparql")
    client.setMethod(POST)
    client.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    client.setQuery('INSERT DATA { GRAPH <http://example.org/notes> { <http://example.org/h20> rdfs:label "H20" } }')
    client.query()
    assert small.ask('ASK { GRAPH <http://example.org/notes> { ?chip rdfs:label "H20" } }')


@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_asks(form: str, small: Served) -> None:
    """A graph of rdflib over the endpoint answers patterns and queries, in any format."""
    graph = rdflib.Graph(SPARQLStore(f"{small.url}/sparql", returnFormat=form))
    assert len(list(graph.query(CLAIMS))) == 1
    if form in {"xml", "json"}:
        assert len(list(graph.subjects(rdflib.RDF.type, CHIP.Claim))) == count(small)
        assert bool(graph.query("ASK { ?claim a chip:Claim }"))


def test_rdflib_writes_with_the_token(small: Served) -> None:
    """A dataset of rdflib adds and removes triples over the endpoint."""
    url = f"{small.url}/sparql"
    store = SPARQLUpdateStore(url, url, auth=("anyone", TOKEN), method="POST", autocommit=True)
    graph = rdflib.Graph(store, identifier=rdflib.URIRef("http://example.org/rdflib"))
    triple = (rdflib.URIRef("http://example.org/a"), rdflib.RDFS.label, rdflib.Literal("Ascend 910B"))
    graph.add(triple)
    assert triple in graph
    graph.remove(triple)
    assert triple not in graph


def curl(*arguments: str | Path) -> str:
    """Return what curl prints."""
    program = shutil.which("curl")
    if program is None:
        pytest.skip("curl is not installed")
    done = subprocess.run([program, "-sS", *arguments], capture_output=True, timeout=60, check=True)
    return done.stdout.decode()


def test_curl_asks(small: Served) -> None:
    """The calls of the documentation work as they stand there."""
    url = f"{small.url}/sparql"
    answer = curl("-G", url, "--data-urlencode", f"query={CLAIMS}")
    assert int(json.loads(answer)["results"]["bindings"][0]["n"]["value"]) == count(small)
    assert curl(url, "--data-urlencode", f"query={CLAIMS}", "-H", "Accept: text/csv") == f"n\r\n{count(small)}\r\n"
    assert "sd:Service" in curl(url, "-H", "Accept: text/turtle")


def test_curl_puts_and_gets_a_graph(small: Served, tmp_path: Path) -> None:
    """A file goes to the graph store and comes back; a second time it takes the place of the first."""
    file, url = tmp_path / "notes.ttl", f"{small.url}/data?graph=http://example.org/curl"
    token = f"Authorization: Bearer {TOKEN}"
    for label in ("H20", "H200"):
        file.write_text(f'<http://example.org/a> <http://example.org/b> "{label}" .\n', encoding="utf-8")
        curl("-T", file, "-H", "Content-Type: text/turtle", "-H", token, url)
        assert f'"{label}"' in curl(url)
        assert curl(url, "-H", "Accept: application/n-triples").count("\n") == 1
    assert curl("-X", "DELETE", "-H", token, "-o", "-", "-w", "%{http_code}", url) == "204"
    assert curl("-o", tmp_path / "none", "-w", "%{http_code}", url) == "404"


@pytest.mark.parametrize("source", ["sparql@{}/sparql", "{}/sparql", "{}/graph/kb"])
def test_comunica_asks(source: str, small: Served) -> None:
    """Comunica finds the endpoint by its service description, and reads a graph as a file."""
    program = shutil.which("comunica-sparql")
    if program is None:
        pytest.skip("comunica-sparql is not installed; `make makers` does it")
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    call = [program, source.format(small.url), query, "-t", "text/csv"]
    done = subprocess.run(call, capture_output=True, timeout=120, check=True)
    assert int(done.stdout.split()[1]) > 10
