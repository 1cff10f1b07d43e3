"""The tests of the W3C for the SPARQL protocol and the graph store protocol, run against a server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.compare import isomorphic

from .serving import TOKEN, Served

W3C = Path(__file__).resolve().parents[2].parent / "shared" / "w3c" / "sparql11"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
DATA0 = "http://kasei.us/2009/09/sparql/data/data0.rdf"
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml"},
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples"},
}
MANIFESTS = {
    "protocol": "protocol/manifest.ttl",
    "indirect": "graph-store-protocol/manifest-indirect.ttl",
    "direct": "graph-store-protocol/manifest-direct.ttl",
}


@dataclass
class Case:
    """One test of a manifest: what is loaded before it, and its requests."""

    name: str
    graph: rdflib.Graph
    requests: list[Any]
    data: list[tuple[str, Path]] = field(default_factory=list)


def cases(file: str) -> Iterator[Case]:
    """Yield the tests of a manifest."""
    path = W3C / file
    graph = rdflib.Graph().parse(path, format="turtle", publicID=path.as_uri())
    for entries in graph.objects(None, MF.entries):
        for test in Collection(graph, entries):
            action = graph.value(test, MF.action)
            data = [
                (str(graph.value(one, rdflib.RDFS.label)), path.parent / str(graph.value(one, UT.graph)).split("/")[-1])
                for one in graph.objects(test, UT.graphData)
            ]
            requests = list(Collection(graph, present(graph, action, HT.requests)))
            yield Case(re.split(r"[#/:]", str(test))[-1], graph, requests, data)


def present(graph: rdflib.Graph, node: Any, predicate: Any) -> Any:
    """Return the value that a node must have."""
    found = graph.value(node, predicate)
    assert found is not None
    return found


def all_cases() -> list[Any]:
    """Return the tests of all manifests, or a placeholder that is skipped."""
    if not W3C.exists():
        return [pytest.param("", None, marks=pytest.mark.skip("needs ../shared, which is not part of the repository"))]
    return [
        pytest.param(kind, case, id=f"{kind}-{case.name}") for kind, file in MANIFESTS.items() for case in cases(file)
    ]


@pytest.mark.parametrize(("kind", "case"), all_cases())
def test_the_server_does_what_the_standard_says(kind: str, case: Case, empty: Served) -> None:
    """Each request of each test gets one of the statuses, formats and graphs that the manifest names."""
    if kind == "protocol":
        # The manifest takes it that these graphs can be had; they are loaded, since nothing is fetched.
        empty.write("PUT", "/data", params={"graph": DATA0}, content=b"", headers={"Content-Type": "text/turtle"})
        for name, file in case.data:
            content = {"Content-Type": "application/n-triples"}
            put = empty.write("PUT", "/data", params={"graph": name}, content=file.read_bytes(), headers=content)
            assert put.status_code in {201, 204}
    else:
        clear_persons(empty)
    location = ""
    for request in case.requests:
        response = send(case.graph, request, empty, location)
        location = response.headers.get("location", location)
        check(case.graph, case.graph.value(request, HT.resp), response, empty)


def clear_persons(empty: Served) -> None:
    """Remove what the tests before have put; each begins with a store that lacks its graphs."""
    assert empty.write("POST", "/sparql", data={"update": "DROP ALL"}).status_code == 204


def send(graph: rdflib.Graph, request: Any, served: Served, location: str) -> Any:
    """Send a request of a manifest; its host becomes ours."""
    path = translated(str(graph.value(request, HT.absolutePath)), served).replace("$LOCATION$", location)
    body = graph.value(request, HT.body)
    content = None
    if body is not None:
        encoding = str(graph.value(body, CNT.characterEncoding))
        content = translated(str(graph.value(body, CNT.chars)), served).encode(encoding)
    headers = {"Authorization": f"Bearer {TOKEN}", **headers_of(graph, request)}
    method = str(graph.value(request, HT.methodName))
    return served.client.request(method, path, headers=headers, content=content)


def translated(text: str, served: Served) -> str:
    """Return a text of a manifest with our paths and our host."""
    quoted = served.url.replace(":", "%3A").replace("/", "%2F")
    text = text.replace("http%3A%2F%2Fwww.example%2Fgsp", f"{quoted}%2Fdata")
    text = text.replace("http://www.example/gsp", f"{served.url}/data")
    text = re.sub(r"^/sparql/", "/sparql", text)
    return re.sub(r"^/gsp", "/data", text)


def headers_of(graph: rdflib.Graph, node: Any) -> dict[str, str]:
    """Return the headers of a request or a response."""
    found = graph.value(node, HT.headers)
    items: list[Any] = list(Collection(graph, found)) if found is not None else []
    return {str(graph.value(one, HT.fieldName)): str(graph.value(one, HT.fieldValue)) for one in items}


def check(graph: rdflib.Graph, expected: Any, response: Any, served: Served) -> None:
    """Compare a response with what the manifest expects."""
    codes = {str(one).rpartition("#")[2] for one in graph.objects(expected, MF.expectedStatus)}
    assert any(matches(code, response.status_code) for code in codes), (codes, response.status_code, response.text)
    media = response.headers.get("content-type", "").partition(";")[0]
    for form in graph.objects(expected, MF.expectedFormat):
        assert media in FORMATS[str(form)]
    for value in graph.objects(expected, MF.expectedBoolean):
        assert response.json()["boolean"] is bool(value.toPython())  # type: ignore[attr-defined]  # it is a literal
    if graph.value(expected, MF.expectedLocation) is not None:
        assert response.headers["location"]
    for name, text in headers_of(graph, expected).items():
        assert response.headers[name].replace(" ", "") == text.replace(" ", "")
    if (body := graph.value(expected, HT.body)) is not None:
        wanted = translated(str(graph.value(body, CNT.chars)), served)
        assert isomorphic(rdflib.Graph().parse(data=wanted), rdflib.Graph().parse(data=response.text))


NAMES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404, "BadRequest": 400}


def matches(code: str, status: int) -> bool:
    """Tell whether a status is the one, or of the class, that a manifest names."""
    found = re.fullmatch(r"StatusCode(\d)xx", code)
    return status // 100 == int(found.group(1)) if found else status == NAMES[code]
