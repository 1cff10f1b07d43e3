"""The endpoint ``/sparql``: queries by GET and POST, updates by POST with a token, service description.

Source: SPARQL 1.1 Protocol (W3C 2013).
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from chippolitik.serve.answering import WorkerResponse
from chippolitik.serve.body import Parameters, content_type, decoded, form_parameters, one, query_parameters, read_body
from chippolitik.serve.credentials import require_token
from chippolitik.serve.description import described
from chippolitik.serve.negotiation import BINDINGS, BOOLEANS, GRAPHS, Form, choose, form_named, prefers_html
from chippolitik.serve.problem import Problem
from chippolitik.serve.site import Site, site_of

__all__ = ["query_response", "routes"]

_FORM = "application/x-www-form-urlencoded"
_KINDS = {"boolean": BOOLEANS, "bindings": BINDINGS, "graph": GRAPHS}


def routes() -> list[Route]:
    """Return the route of the endpoint."""
    return [Route("/sparql", _sparql, methods=["GET", "HEAD", "POST"])]


async def _sparql(request: Request) -> Response:
    parameters = query_parameters(request)
    if request.method != "POST":
        if "update" in parameters:
            raise Problem(400, "an update cannot come by GET", "send it by POST")
        sparql = one(parameters, "query")
        if sparql is not None:
            return query_response(request, sparql, parameters)
        if prefers_html(request.headers.get("accept", "")):
            return RedirectResponse(f"{site_of(request).options.root}/editor", 303, {"Vary": "Accept"})
        return described(request)
    return await _posted(request, parameters)


async def _posted(request: Request, parameters: Parameters) -> Response:
    options = site_of(request).options
    media, charset = content_type(request)
    if media == "application/sparql-query":
        body = await read_body(request, options.query_size, options.client_seconds)
        return query_response(request, decoded(body, charset), parameters)
    if media == "application/sparql-update":
        require_token(request, options.token)
        body = await read_body(request, options.upload_size, options.client_seconds)
        return _update_response(request, decoded(body, charset), parameters)
    if media != _FORM:
        raise Problem(
            415,
            f"not a type of query or update: {media or 'no media type'}",
            f"send {_FORM} or application/sparql-query",
        )
    # A large form can only be an update, so whoever sends one shows the token first.
    most = options.upload_size if "authorization" in request.headers else options.query_size
    if most == options.upload_size:
        require_token(request, options.token)
    fields = form_parameters(decoded(await read_body(request, most, options.client_seconds), charset))
    for name, values in fields.items():
        parameters[name] = parameters.get(name, []) + values
    sparql, change = one(parameters, "query"), one(parameters, "update")
    if (sparql is None) == (change is None):
        raise Problem(400, "the form needs either a query or an update", "send one field query=…")
    if sparql is not None:
        return query_response(request, sparql, parameters)
    assert change is not None, "one of the two is there"
    require_token(request, options.token)
    return _update_response(request, change, parameters)


def query_response(request: Request, sparql: str, parameters: Parameters) -> Response:
    """Return the response that runs a query.

    Args:
        request: Says which formats the client takes.
        sparql: The query.
        parameters: ``default-graph-uri`` and ``named-graph-uri``, and ``format`` in place of the Accept header.

    Raises:
        Problem: 400 if the query is empty, 406 if the client takes no format of ours, 413.
    """
    site = site_of(request)
    if len(sparql.encode()) > site.options.query_size:
        raise Problem(413, f"the query is longer than {site.options.query_size:,} bytes", "ask something shorter")
    if "\0" in sparql or not sparql.strip():
        raise Problem(400, "the query is empty or has a NUL in it", "write a SPARQL query")
    job = _job(site, "query", sparql) | _forms(request, parameters)
    default, named = parameters.get("default-graph-uri"), parameters.get("named-graph-uri")
    return WorkerResponse(site, job | {"default": default, "named": named}, headers={"Cache-Control": "no-cache"})


def _update_response(request: Request, sparql: str, parameters: Parameters) -> Response:
    site = site_of(request)
    job = _job(site, "update", "") | {
        "using": parameters.get("using-graph-uri", []),
        "using_named": parameters.get("using-named-graph-uri", []),
    }
    return WorkerResponse(site, job, sparql.encode())


def _job(site: Site, kind: str, sparql: str) -> dict[str, Any]:
    options = site.options
    return {
        "kind": kind,
        "sparql": sparql,
        "base": f"{options.url}/sparql",
        "rows": options.rows,
        "with_text": options.with_text,
    }


def _forms(request: Request, parameters: Parameters) -> dict[str, str | None]:
    """Return the format of each kind of answer: the first that ``format`` names and we know, else by Accept."""
    accept, words = request.headers.get("accept", ""), parameters.get("format", [])
    found: dict[str, Form | None] = {}
    for kind, forms in _KINDS.items():
        named = (form_named(word, forms) for word in words)
        found[kind] = next((form for form in named if form), None) or choose(accept, forms)
    if not any(found.values()):
        raise Problem(406, "no format that the client takes is one of ours", "take JSON, XML, CSV, TSV or Turtle")
    return {kind: form.name if form else None for kind, form in found.items()}
