"""Each IRI of ours leads to a page, Turtle or another syntax under the server's own address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Triple

from chippolitik.serve.plain import thing_page

from ..cli.answers import make_store  # noqa: TID252 - tests have no absolute name
from .serving import Served, serving

BASE = "https://w3id.org/chippolitik/"
OTHERS = (
    "ontology",
    "ontology/core",
    "ontology/0.1.0/core",
    "vocab/status",
    "vocab/status/in_force",
    "vocab/unit/GPU-hour",
    "shapes/Claim",
    "shapes/Claim-attribution",
    "graph/kb",
)


@pytest.fixture(scope="module")
def nested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the small graph as if it were below a path of another server."""
    folder = tmp_path_factory.mktemp("nested")
    make_store(folder / "store")
    with serving(folder, folder / "store", "--base", "http://localhost/chips", "--workers", "1") as served:
        yield served


def things(served: Served) -> list[str]:
    """Return the IRIs of ours that the graph speaks of, those of the ontology's terms aside."""
    query = f'SELECT DISTINCT ?x {{ {{ ?x ?p ?o }} UNION {{ ?s ?p ?x }} FILTER(STRSTARTS(STR(?x), "{BASE}")) }}'
    rows = served.client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    found = sorted(row["x"]["value"] for row in rows)
    return [iri for iri in found if "#" not in iri]


def test_every_iri_leads_to_its_document(small: Served) -> None:
    """All things of the graph, terms, shapes and graphs give Turtle that speaks of them, and a page."""
    iris = things(small) + [BASE + path for path in OTHERS]
    assert len(iris) > 100
    for iri in iris:
        answer = small.client.get(
            "/" + iri.removeprefix(BASE), headers={"Accept": "text/turtle"}, follow_redirects=True
        )
        assert answer.status_code == 200, iri
        assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
        graph = rdflib.Graph().parse(data=answer.text, format="turtle")
        if not iri.startswith(BASE + "graph/"):
            assert rdflib.URIRef(iri) in graph.all_nodes(), iri


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("*/*", "ttl"),
        ("application/n-triples", "nt"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
    ],
)
def test_a_thing_is_no_document(accept: str, ending: str, small: Served) -> None:
    """A thing answers 303 with the path of the document that the client likes, which says what it describes."""
    path = things(small)[0].removeprefix(BASE)
    answer = small.client.get(f"/{path}", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{path}.{ending}")
    assert answer.headers["vary"] == "Accept"
    document = small.client.get(answer.headers["location"], headers={"Accept": "image/png"})
    assert document.status_code == 200
    if ending != "html":
        assert document.headers["link"] == f'<{BASE}{path}>; rel="describes"'


def test_the_ontology_is_a_document_with_its_terms(small: Served) -> None:
    """The ontology answers at once; its page has an anchor for each term."""
    page = small.client.get("/ontology", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert 'id="Claim"' in page.text
    data = small.client.get("/ontology.jsonld")
    assert data.headers["content-type"] == "application/ld+json; charset=utf-8"
    assert len(rdflib.Graph().parse(data=data.text, format="json-ld")) > 1000


def test_an_unknown_thing_is_told_with_a_hint(small: Served) -> None:
    """A thing that nobody knows is 404; a near id is suggested."""
    [known] = [iri for iri in things(small) if iri.count("/") == 5 and iri.startswith(BASE + "id/")][:1] or [""]
    answer = small.client.get("/" + known.removeprefix(BASE) + "x")
    assert answer.status_code == 404
    assert "nothing is known about" in answer.json()["detail"]
    assert "did you mean" in answer.json()["hint"]


def test_a_document_in_no_format_of_the_client_is_told(small: Served) -> None:
    """A client that takes pictures alone gets 406."""
    path = things(small)[0].removeprefix(BASE)
    assert small.client.get(f"/{path}", headers={"Accept": "image/png"}).status_code == 406


def test_links_stay_below_the_servers_path(nested: Served) -> None:
    """Redirects and links of a server that is reached below a path begin with that path."""
    path = things(nested)[0].removeprefix(BASE)
    answer = nested.client.get(f"/{path}", headers={"Accept": "text/html"})
    assert answer.headers["location"] == f"/chips/{path}.html"
    page = nested.client.get(f"/{path}.html")
    assert f'<a href="/chips/{path}.ttl">' in page.text
    assert f'<a href="/{path}' not in page.text


def test_the_plain_page_marks_languages_and_escapes() -> None:
    """Where there is no better page, a table shows each label with its language, as text."""
    node, label = NamedNode(BASE + "vocab/status/in_force"), NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    labels = [Literal("in force <b>", language="en"), Literal("in Kraft", language="de")]
    page = thing_page(node.value, [Triple(node, label, value) for value in labels], "/chips")
    assert '<span lang="de">in Kraft</span>' in page
    assert '<span lang="en">in force &lt;b&gt;</span>' in page
    assert '<a href="/chips/vocab/status/in_force.ttl">' in page
