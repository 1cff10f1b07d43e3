"""What the routes of one server share: its options, workers, and a reading of the store."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from chippolitik.serve.options import ServeOptions
from chippolitik.serve.pool import Pool
from chippolitik.serve.reading import Reading

__all__ = ["Site", "site_of"]


@dataclass(frozen=True, slots=True)
class Site:
    """What routes share.

    Attributes:
        options: What the server was told.
        pool: Workers for what people ask in SPARQL, and for writes.
        reading: The store, for questions of our own.
    """

    options: ServeOptions
    pool: Pool
    reading: Reading


def site_of(request: Request) -> Site:
    """Return what the routes of a request's server share."""
    site: Site = request.app.state.site
    return site
