"""The page of a policy instrument with its life cycle, and the list of all instruments."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple
from starlette.responses import Response
from starlette.routing import Route

from chippolitik.graph.terms import TYPE, chip
from chippolitik.serve.pages.desk import Desk, Link, desk_page
from chippolitik.serve.pages.entity import portrait
from chippolitik.serve.pages.lifecycle import life_of, periods_of

__all__ = ["instrument_page", "routes"]


def routes() -> list[Route]:
    """Return the route of the list of instruments."""
    return [Route("/instruments", desk_page(_list), methods=["GET", "HEAD"])]


def instrument_page(desk: Desk, iri: str, triples: list[Triple]) -> Response:
    """Return the page of an instrument.

    Args:
        desk: Where the page is written.
        iri: The instrument.
        triples: What is said of the instrument itself.
    """
    return desk.show(
        "instrument.html",
        200,
        life=life_of(desk, iri),
        **portrait(desk, iri, triples, without=("inForce", "announcedIn", "publishedIn", "threshold")),
    )


def _list(desk: Desk) -> Response:
    words = desk.field("q").casefold()
    found = []
    for quad in desk.store.match(None, chip("bindingness"), None, None):
        if not isinstance(quad.subject, NamedNode):
            continue
        me = desk.link(quad.subject.value)
        issuer = _one(desk, quad.subject, "issuer")
        if words in f"{me.label} {issuer.label if issuer else ''}".casefold():
            periods = periods_of(desk, me.iri)
            kind = next(
                (t.object.value for t in desk.store.match(quad.subject, TYPE) if isinstance(t.object, NamedNode)), ""
            )
            first = periods[0].start if periods else None
            when = [period.when for period in periods]
            found.append((first or 0.0, me, desk.link(kind).label if kind else "", issuer, when))
    found.sort(key=lambda row: (-row[0], row[1].label))
    return desk.show("instruments.html", 200, title=desk.t("Instruments"), rows=found, q=desk.field("q"))


def _one(desk: Desk, node: NamedNode, name: str) -> Link | None:
    values = sorted(q.object.value for q in desk.store.match(node, chip(name)) if isinstance(q.object, NamedNode))
    return desk.link(values[0]) if values else None
