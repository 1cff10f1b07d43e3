"""What the endpoint says about itself. Source: SPARQL 1.1 Service Description (W3C 2013)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response

from chippolitik.graph.terms import TYPE
from chippolitik.serve.asking import RDF
from chippolitik.serve.negotiation import GRAPHS, choose
from chippolitik.serve.problem import Problem
from chippolitik.serve.site import site_of

__all__ = ["described"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


def described(request: Request) -> Response:
    """Return the service description.

    Raises:
        Problem: 406 if the client takes no format of RDF.
    """
    options = site_of(request).options
    form = choose(request.headers.get("accept", ""), GRAPHS)
    if form is None:
        raise Problem(406, "the service description is RDF", "ask for text/turtle, or send a query")
    endpoint = NamedNode(f"{options.url}/sparql")
    triples = _triples(endpoint, writes=options.token is not None)
    prefixes = {"sd": _SD, "formats": _FORMATS}
    data = serialize(triples, format=RDF[form.name], prefixes=prefixes)
    return Response(data, headers={"Vary": "Accept"}, media_type=form.header)


def _triples(endpoint: NamedNode, *, writes: bool) -> Iterator[Triple]:
    service, dataset, graph = (BlankNode(name) for name in ("service", "dataset", "graph"))
    yield Triple(service, TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), endpoint)
    for language in ("SPARQL11Query", *(["SPARQL11Update"] if writes else [])):
        yield Triple(service, _sd("supportedLanguage"), _sd(language))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in (*_RESULTS, *_GRAPHS):
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    if writes:
        for name in _GRAPHS:
            yield Triple(service, _sd("inputFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), graph)
    yield Triple(graph, TYPE, _sd("Graph"))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
