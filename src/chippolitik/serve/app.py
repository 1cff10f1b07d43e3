"""The application: which module answers which path. Each module gives its routes; nothing else is known of it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from chippolitik.errors import StoreError, UsageError
from chippolitik.serve import data, linked, reconcile, sparql
from chippolitik.serve.door import Door
from chippolitik.serve.options import ServeOptions
from chippolitik.serve.pages import page_routes, problem_page, thing_page
from chippolitik.serve.pool import Pool
from chippolitik.serve.problem import Problem, problem_response
from chippolitik.serve.reading import Reading
from chippolitik.serve.shelf import Shelf
from chippolitik.serve.site import Site

__all__ = ["create_app"]


def create_app(options: ServeOptions) -> ASGIApp:
    """Return the application.

    Args:
        options: What the server is told.
    """
    site = Site(options, Pool(options), Reading(options.store, with_text=options.with_text))

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await site.pool.start()
        try:
            yield
        finally:
            await site.pool.close()

    app = Starlette(
        routes=[
            *sparql.routes(),
            *data.routes(),
            *linked.routes(thing_page),
            *reconcile.routes(),
            *page_routes(),
        ],
        lifespan=lifespan,
        middleware=_middleware(options),
        exception_handlers={
            Problem: _problem,
            HTTPException: _http_error,
            UsageError: _usage_error,
            StoreError: _store_error,
            Exception: _unforeseen,
        },
    )
    app.router.redirect_slashes = False
    app.state.site = site
    return Door(Shelf(app, options.root, site.reading.state), options)


def _middleware(options: ServeOptions) -> list[Middleware]:
    if not options.origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=options.origins,
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Accept", "Content-Type"],
        )
    ]


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem), "it is registered for problems"
    return problem_page(request, error)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException), "it is registered for those"
    hints = {404: "the server has /sparql, /data, /id/…, /vocab/… and /ontology", 405: "see the Allow header"}
    headers = dict(error.headers or {})
    return problem_page(request, Problem(error.status_code, error.detail, hints.get(error.status_code, ""), headers))


def _usage_error(request: Request, error: Exception) -> Response:
    return problem_response(request, Problem(400, str(error), getattr(error, "hint", "")))


def _store_error(request: Request, error: Exception) -> Response:
    hint = getattr(error, "hint", "")
    return problem_response(request, Problem(503, str(error), hint, {"Retry-After": "2"}))


def _unforeseen(request: Request, _: Exception) -> Response:
    return problem_response(request, Problem(500, "something went wrong", "it is in the server's log"))
