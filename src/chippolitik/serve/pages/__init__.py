"""The explorer: pages that people read, written on the server; each view has a link and needs no script.

What programs read is beside it, in ``serve``; what the pages show is asked of ``query`` and ``store``.
"""

from __future__ import annotations

from starlette.routing import Route

from chippolitik.serve.pages import (
    article,
    chip,
    compare,
    editor,
    entity,
    instrument,
    ledger,
    quarantine,
    questions,
    searching,
    static,
    statistics,
)
from chippolitik.serve.pages.mistakes import problem_page
from chippolitik.serve.pages.things import thing_page

__all__ = ["page_routes", "problem_page", "thing_page"]

_PAGES = (
    article,
    chip,
    compare,
    editor,
    entity,
    instrument,
    ledger,
    quarantine,
    questions,
    searching,
    static,
    statistics,
)


def page_routes() -> list[Route]:
    """Return the routes of all pages but those about things, which ``linked`` has."""
    return [route for page in _PAGES for route in page.routes()]
