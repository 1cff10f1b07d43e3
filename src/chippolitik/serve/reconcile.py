"""The endpoint ``/reconcile`` for OpenRefine and its like: manifest, queries, suggestions, columns.

How candidates are scored is in ``reconciling``. Source: Reconciliation Service API 0.2.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chippolitik.namespaces import CHIP, ID
from chippolitik.serve.body import Parameters, content_type, decoded, form_parameters, one, query_parameters, read_body
from chippolitik.serve.nameindex import NameIndex
from chippolitik.serve.problem import Problem
from chippolitik.serve.reconciling import Query, candidates, extended, properties_of, short
from chippolitik.serve.site import Site, site_of
from chippolitik.store.embedded import EmbeddedStore

__all__ = ["read_queries", "routes"]

_MOST_QUERIES, _MOST_LIMIT, _MOST_CELLS, _MOST_TEXT = 100, 50, 5000, 500
_TYPES = ("Agent", "Company", "GovernmentBody", "Person", "Product", "Chip", "Jurisdiction", "PolicyInstrument")


def routes() -> list[Route]:
    """Return the routes of the service."""
    return [
        Route("/reconcile", _reconcile, methods=["GET", "HEAD", "POST"]),
        Route("/reconcile/suggest/entity", _suggest_entity, methods=["GET", "HEAD"]),
        Route("/reconcile/suggest/type", _suggest_type, methods=["GET", "HEAD"]),
        Route("/reconcile/suggest/property", _suggest_property, methods=["GET", "HEAD"]),
        Route("/reconcile/properties", _propose, methods=["GET", "HEAD"]),
    ]


async def _reconcile(request: Request) -> Response:
    site, parameters = site_of(request), query_parameters(request)
    if request.method == "POST":
        media, charset = content_type(request)
        if media != "application/x-www-form-urlencoded":
            raise Problem(415, f"not a form: {media or 'no media type'}", "send a form with the field queries")
        body = await read_body(request, site.options.query_size, site.options.client_seconds)
        parameters |= form_parameters(decoded(body, charset))
    queries, extend = one(parameters, "queries"), one(parameters, "extend")
    if queries is not None:
        asked = read_queries(queries)
        return JSONResponse(
            await _ask(site, lambda index: {key: {"result": candidates(index, q)} for key, q in asked.items()})
        )
    if extend is not None:
        ids, names = _read_extend(extend)
        return JSONResponse(await _ask(site, lambda index: extended(index, ids, names)))
    return JSONResponse(_manifest(site))


def _manifest(site: Site) -> dict[str, Any]:
    url = site.options.url

    def service(path: str) -> dict[str, str]:
        return {"service_url": url, "service_path": f"/reconcile/{path}"}

    return {
        "versions": ["0.1", "0.2"],
        "name": "Chippolitik",
        "identifierSpace": ID,
        "schemaSpace": CHIP,
        "defaultTypes": [{"id": name, "name": name} for name in _TYPES],
        "view": {"url": f"{url}/id/{{{{id}}}}"},
        "suggest": {kind: service(f"suggest/{kind}") for kind in ("entity", "type", "property")},
        "extend": {"propose_properties": service("properties"), "property_settings": []},
        "batchSize": _MOST_QUERIES,
    }


def read_queries(text: str) -> dict[str, Query]:
    """Read the batch of a request.

    Raises:
        Problem: 400 if it is none.
    """
    data = _json(text)
    if not isinstance(data, dict) or not 0 < len(data) <= _MOST_QUERIES:
        raise Problem(
            400, f"queries is an object of 1 to {_MOST_QUERIES} queries", 'such as {"q0": {"query": "Nvidia"}}'
        )
    return {key: _query(value) for key, value in data.items()}


def _query(value: object) -> Query:
    if not isinstance(value, dict) or not isinstance(value.get("query"), str):
        raise Problem(400, "each query is an object with the text in query", 'such as {"query": "Nvidia"}')
    types, limit, given = value.get("type", []), value.get("limit", 5), value.get("properties", [])
    types = [types] if isinstance(types, str) else types
    if not isinstance(types, list) or not all(isinstance(name, str) for name in types):
        raise Problem(400, "type is a class or a list of classes", "such as Company")
    if not isinstance(limit, int) or not isinstance(given, list):
        raise Problem(400, "limit is a number, and properties a list", "leave them out")
    properties = tuple(
        (str(cell.get("pid", "")), _text(cell.get("v", ""))) for cell in given[:_MOST_LIMIT] if isinstance(cell, dict)
    )
    text = value["query"][:_MOST_TEXT]
    return Query(text=text, types=tuple(types), limit=min(max(limit, 1), _MOST_LIMIT), properties=properties)


def _text(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name", value.get("id", ""))
    return str(value)[:_MOST_TEXT]


def _read_extend(text: str) -> tuple[list[str], list[str]]:
    data = _json(text)
    ids, properties = (data.get("ids"), data.get("properties")) if isinstance(data, dict) else (None, None)
    if not isinstance(ids, list) or not isinstance(properties, list) or len(ids) * len(properties) > _MOST_CELLS:
        raise Problem(
            400, f"extend has ids and properties, {_MOST_CELLS} cells at most", "ask for fewer rows at a time"
        )
    names = [str(cell.get("id", "")) for cell in properties if isinstance(cell, dict)]
    return [str(one) for one in ids], names


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "the parameter is no JSON", "send JSON, percent-encoded") from error


async def _suggest_entity(request: Request) -> Response:
    prefix = _prefix(request)

    def found(index: NameIndex) -> list[dict[str, Any]]:
        names = index.beginning(prefix)
        return [
            {
                "id": short(name.iri),
                "name": index.label(name.iri),
                "description": name.text if name.alias else "",
                "notable": [{"id": short(cls), "name": index.label(cls)} for cls in index.classes(name.iri)[:1]],
            }
            for name in names
        ]

    return JSONResponse({"result": await _ask(site_of(request), found)})


async def _suggest_type(request: Request) -> Response:
    prefix = _prefix(request).casefold()
    found = [{"id": name, "name": name} for name in _TYPES if prefix in name.casefold()]
    return JSONResponse({"result": found})


async def _suggest_property(request: Request) -> Response:
    prefix = _prefix(request).casefold()
    every = await _ask(site_of(request), lambda index: properties_of(index, "", 200))
    return JSONResponse({"result": [cell for cell in every if prefix in f"{cell['id']} {cell['name']}".casefold()]})


async def _propose(request: Request) -> Response:
    parameters = query_parameters(request)
    cls, limit = one(parameters, "type") or "", one(parameters, "limit") or "50"
    most = min(int(limit), 200) if limit.isdigit() else 50
    try:
        found = await _ask(site_of(request), lambda index: properties_of(index, cls, most))
    except ValueError as error:
        raise Problem(400, f"not a class: {cls!r}", "such as Company") from error
    return JSONResponse({"type": cls, "limit": most, "properties": found})


def _prefix(request: Request) -> str:
    parameters: Parameters = query_parameters(request)
    return (one(parameters, "prefix") or "")[:_MOST_TEXT]


async def _ask(site: Site, question: Any) -> Any:
    """Ask the names of the newest snapshot."""

    def asked(store: EmbeddedStore) -> Any:
        return question(site.reading.names.index(store))

    return await site.reading.ask(asked)
