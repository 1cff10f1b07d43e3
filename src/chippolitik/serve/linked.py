"""Linked data: each IRI of ours under the server's own address, as a page, Turtle or another format of RDF.

A thing is answered by 303 to a document about it, whose path is the thing's with a suffix; the ontology and named
graphs are documents themselves. Source: Cool URIs for the Semantic Web (W3C 2008).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from pyoxigraph import NamedNode, Triple, serialize
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from chippolitik.namespaces import CHIP, ID, KB_GRAPH
from chippolitik.query.guard import PREFIXES
from chippolitik.query.names import suggestion
from chippolitik.serve.asking import RDF
from chippolitik.serve.data import graph_response
from chippolitik.serve.negotiation import GRAPHS, Form, choose, form_named, prefers_html
from chippolitik.serve.plain import graph_page, thing_page
from chippolitik.serve.problem import Problem
from chippolitik.serve.site import Site, site_of
from chippolitik.store.embedded import EmbeddedStore

__all__ = ["Page", "routes"]

Page = Callable[[Request, str, list[Triple]], Response]
"""Makes the page about a thing of its IRI and what is known of it; sorted triples, never none."""

_BASE = CHIP.removesuffix("ontology#")
_SUFFIX = re.compile(r"\.(html|ttl|nt|rdf|jsonld)")
_WRITTEN = "/%-._~!$&'()*+,;=:@"
_TREES = ("id", "vocab", "shapes", "ontology")


def routes(page: Page | None = None) -> list[Route]:
    """Return the routes of things, terms and graphs.

    Args:
        page: Makes the page about a thing; None makes a plain one.
    """

    async def thing(request: Request) -> Response:
        return await _thing(request, page or _plain)

    found = [Route(f"/{tree}/{{rest:path}}", thing, methods=["GET", "HEAD"]) for tree in _TREES]

    async def ontology(request: Request) -> Response:
        return await _ontology(request, page or _plain)

    whole = [Route(f"/ontology{end}", ontology, methods=["GET", "HEAD"]) for end in _ENDS]
    return [*whole, *found, Route("/graph/{rest:path}", _graph, methods=["GET", "HEAD"])]


_ENDS = ("", ".html", ".ttl", ".nt", ".rdf", ".jsonld")


async def _thing(request: Request, page: Page) -> Response:
    site, path = site_of(request), _path(request)
    triples = await site.reading.ask(lambda _: site.reading.about(_BASE + path))
    if triples:
        ending = "html" if prefers_html(request.headers.get("accept", "")) else _chosen(request).name
        return RedirectResponse(f"{site.options.root}/{path}.{ending}", 303, {"Vary": "Accept"})
    name, ending = _split(path)
    if ending:
        triples = await site.reading.ask(lambda _: site.reading.about(_BASE + name))
    if not triples:
        raise Problem(404, f"nothing is known about <{_BASE}{name}>", await _hint(site, name))
    if ending == "html":
        return page(request, _BASE + name, triples)
    form = form_named(ending, GRAPHS)
    assert form is not None, "each suffix but that of pages is a format"
    return _document(triples, form, _BASE + name)


async def _ontology(request: Request, page: Page) -> Response:
    site = site_of(request)
    ending = _split(_path(request))[1]
    triples = await site.reading.ask(lambda _: site.reading.terms())
    if ending == "html" or (not ending and prefers_html(request.headers.get("accept", ""))):
        return page(request, CHIP.removesuffix("#"), triples)
    form = form_named(ending, GRAPHS) if ending else _chosen(request)
    assert form is not None, "each suffix but that of pages is a format"
    return _document(triples, form, CHIP.removesuffix("#"))


async def _graph(request: Request) -> Response:
    name, ending = _split(_path(request))
    if ending in {"", "html"} and prefers_html(request.headers.get("accept", "")):
        return HTMLResponse(graph_page(name, site_of(request).options.root))
    return graph_response(request, _BASE + name, ending if ending != "html" else None)


def _path(request: Request) -> str:
    """Return the path without its first slash, as IRIs have it: percent-encoded, and nothing that climbs.

    Raises:
        Problem: 404 if no IRI of ours has such a path.
    """
    raw: bytes = request.scope["raw_path"]
    path = quote(raw, safe=_WRITTEN).removeprefix(site_of(request).options.root).removeprefix("/")
    if any(part in {"", ".", ".."} for part in path.split("/")) or re.search(r"%(?![0-9A-Fa-f]{2})|%00", path):
        raise Problem(404, "no thing has such a path", "take the path of an IRI as it is")
    return path


def _split(path: str) -> tuple[str, str]:
    """Return a path without its suffix, and the suffix without its dot.

    Example:
        >>> _split("id/h20.ttl"), _split("id/h20")
        (('id/h20', 'ttl'), ('id/h20', ''))
    """
    name, dot, ending = path.rpartition(".")
    return (name, ending) if dot and _SUFFIX.fullmatch(dot + ending) else (path, "")


def _chosen(request: Request) -> Form:
    form = choose(request.headers.get("accept", ""), GRAPHS)
    if form is None:
        raise Problem(
            406, "there are a page and formats of RDF", "ask for text/html, text/turtle or application/ld+json"
        )
    return form


def _document(triples: list[Triple], form: Form, iri: str) -> Response:
    data = serialize(triples, format=RDF[form.name], prefixes=PREFIXES if form.name != "nt" else None)
    headers = {"Vary": "Accept", "Link": f'<{iri}>; rel="describes"', "Cache-Control": "no-cache"}
    return Response(data, headers=headers, media_type=form.header)


def _plain(request: Request, iri: str, triples: list[Triple]) -> Response:
    return HTMLResponse(thing_page(iri, triples, site_of(request).options.root))


async def _hint(site: Site, path: str) -> str:
    """Return what else may be meant: an entity with nearly the same id."""
    iri = _BASE + path
    if not iri.startswith(ID) or "/" in iri.removeprefix(ID):
        return "the things that the graph knows are linked from their articles; ask /sparql for others"

    def near(store: EmbeddedStore) -> str:
        quads = store.match(None, None, None, NamedNode(KB_GRAPH))
        known = {quad.subject.value.removeprefix(ID) for quad in quads if isinstance(quad.subject, NamedNode)}
        return suggestion(iri.removeprefix(ID), known).removeprefix("; ")

    return await site.reading.ask(near) or "ask /sparql, or look at the articles"
