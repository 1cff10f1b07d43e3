"""The graph store ``/data``: whole graphs by GET and HEAD, and with a token by PUT, POST and DELETE.

Source: SPARQL 1.1 Graph Store HTTP Protocol (W3C 2013).
"""

from __future__ import annotations

import secrets
from email.errors import MessageError
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chippolitik.serve.answering import WorkerResponse
from chippolitik.serve.body import content_type, one, query_parameters, read_body
from chippolitik.serve.credentials import require_token
from chippolitik.serve.negotiation import GRAPHS, choose, form_named
from chippolitik.serve.problem import Problem
from chippolitik.serve.site import Site, site_of

__all__ = ["graph_response", "routes"]

_METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE"]
_MOST_FILES = 100
_LIKE_TURTLE = {"application/x-turtle": "text/turtle", "application/turtle": "text/turtle"}


def routes() -> list[Route]:
    """Return the routes of the graph store: graphs by parameter, and graphs whose IRI begins with that of the store."""
    return [Route("/data", _data, methods=_METHODS), Route("/data/{rest:path}", _data, methods=_METHODS)]


async def _data(request: Request) -> Response:
    site = site_of(request)
    iri, named = _graph_of(request, site)
    if request.method in {"GET", "HEAD"}:
        if not named:
            raise Problem(400, "which graph?", "say ?default or ?graph=IRI")
        return graph_response(request, iri)
    require_token(request, site.options.token)
    headers = {}
    if not named:
        if request.method != "POST":
            raise Problem(400, "which graph?", "say ?default or ?graph=IRI")
        iri = f"{site.options.url}/data/{secrets.token_hex(12)}"
        headers["Location"] = iri
    job: dict[str, Any] = {"kind": request.method.lower(), "iri": iri, "base": iri or f"{site.options.url}/data"}
    if request.method == "DELETE":
        return WorkerResponse(site, job)
    body = await read_body(request, site.options.upload_size, site.options.client_seconds)
    files = _files(request, body)
    job["files"] = [(media, len(data)) for media, data in files]
    return WorkerResponse(site, job, b"".join(data for _, data in files), headers)


def graph_response(request: Request, iri: str | None, form: str | None = None) -> Response:
    """Return the response that gives a graph.

    Args:
        request: Says which formats the client takes.
        iri: The graph, or None for the default graph.
        form: Short name of the format, in place of the Accept header.

    Raises:
        Problem: 406 if the client takes no format of graphs.
    """
    site = site_of(request)
    chosen = form_named(form, GRAPHS) if form else choose(request.headers.get("accept", ""), GRAPHS)
    if chosen is None:
        raise Problem(406, "a graph is given in formats of RDF", "ask for text/turtle")
    job = {
        "kind": "graph",
        "iri": iri,
        "graph": chosen.name,
        "head": request.method == "HEAD",
        "with_text": site.options.with_text,
    }
    return WorkerResponse(site, job, headers={"Cache-Control": "no-cache"})


def _graph_of(request: Request, site: Site) -> tuple[str | None, bool]:
    """Return the graph that is meant, and whether the request names one at all."""
    parameters = query_parameters(request)
    graph, default = one(parameters, "graph"), one(parameters, "default")
    raw: bytes = request.scope["raw_path"]
    direct = raw.decode("latin-1").partition("/data/")[2]
    if sum([graph is not None, default is not None, bool(direct)]) > 1:
        raise Problem(400, "the request names several graphs", "say ?default or ?graph=IRI")
    if direct:
        return f"{site.options.url}/data/{direct}", True
    return graph, graph is not None or default is not None


def _files(request: Request, body: bytes) -> list[tuple[str, bytes]]:
    media, charset = content_type(request)
    if media != "multipart/form-data":
        if charset not in {"utf-8", "utf8", "us-ascii"}:
            raise Problem(415, "the graph is not in UTF-8", "send it in UTF-8")
        return [(_LIKE_TURTLE.get(media, media), body)]
    head = b"Content-Type: " + request.headers["content-type"].encode("latin-1") + b"\r\n\r\n"
    try:
        message = BytesParser(policy=HTTP).parsebytes(head + body)
        parts = [part for part in message.iter_parts() if not part.is_multipart()]
        files = [
            (part.get_content_type(), payload)
            for part in parts[: _MOST_FILES + 1]
            if isinstance(payload := part.get_payload(decode=True), bytes)
        ]
    except (MessageError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise Problem(400, "the form cannot be read", "send one graph as it is") from error
    if not files or len(files) > _MOST_FILES:
        raise Problem(400, f"the form has no files, or more than {_MOST_FILES}", "send one graph as it is")
    return [(_LIKE_TURTLE.get(kind, kind), data) for kind, data in files]
