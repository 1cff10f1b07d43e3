"""The page about a thing: what is known, its claims by kind, their times, and the things around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Triple
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chippolitik.errors import UsageError
from chippolitik.namespaces import BASE
from chippolitik.serve.pages.claimrows import ClaimReader, ClaimRow
from chippolitik.serve.pages.desk import Desk
from chippolitik.serve.pages.facts import description, facts, names
from chippolitik.serve.pages.neighbourhood import around, drawn, graph_json
from chippolitik.serve.pages.static import has_bundle
from chippolitik.serve.pages.timeline import timeline_of

__all__ = ["Said", "entity_page", "portrait", "routes"]

_PAGE = 40  # claims of one page


@dataclass(frozen=True, slots=True)
class Said:
    """What claims say about a thing, as far as one page shows it.

    Attributes:
        groups: Label of a kind → its claims on this page.
        kinds: Kind, label and number of all its claims.
        kind: The only kind that is shown; empty for all.
        page: Which page this is, from 1.
        pages: How many there are.
        total: How many claims there are.
    """

    groups: dict[str, list[ClaimRow]]
    kinds: tuple[tuple[str, str, int], ...]
    kind: str
    page: int
    pages: int
    total: int

    @property
    def rows(self) -> list[ClaimRow]:
        """The claims on this page."""
        return [row for rows in self.groups.values() for row in rows]


def routes() -> list[Route]:
    """Return the route of the neighbourhood as data."""
    return [Route("/neighbourhood.json", _neighbourhood, methods=["GET", "HEAD"])]


def _said_about(desk: Desk, iri: str) -> Said:
    """Return what claims say about a thing, for the kind and page that the link names."""
    reader = ClaimReader(desk)
    claims = reader.about(iri)
    kinds = {claim: reader.kind(claim) for claim in claims}
    counts = Counter(kind for kind in kinds.values() if kind)
    wanted = desk.field("kind")
    chosen = [claim for claim in claims if kinds[claim] and (not wanted or kinds[claim] == wanted)]
    chosen.sort(key=lambda claim: -counts[kinds[claim]])
    pages = max((len(chosen) + _PAGE - 1) // _PAGE, 1)
    page = min(desk.number("page"), pages)
    groups: dict[str, list[ClaimRow]] = {}
    for row in reader.rows(chosen[(page - 1) * _PAGE : page * _PAGE]):
        groups.setdefault(row.kind_label, []).append(row)
    listed = tuple((kind, desk.term(kind), number) for kind, number in counts.most_common())
    return Said(groups, listed, wanted, page, pages, sum(counts.values()))


def portrait(desk: Desk, iri: str, triples: list[Triple], *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what the pages of all things show: names, facts, claims, their times, and what stands around.

    Args:
        desk: Where the page is written.
        iri: The thing.
        triples: What is said of the thing itself.
        without: Local names of properties that the page shows in another way.
    """
    said, me, near = _said_about(desk, iri), desk.link(iri), around(desk, iri)
    return {
        "title": me.label,
        "me": me,
        "names": [name for name in names(triples) if name[0] != me.label],
        "about": description(triples, desk.lang),
        "facts": facts(desk, triples, without=without),
        "said": said,
        "line": timeline_of(said.rows),
        "near": near,
        "picture": drawn(near.relations),
        "movable": has_bundle("graph.js"),
    }


def entity_page(desk: Desk, iri: str, triples: list[Triple]) -> Response:
    """Return the page about a thing.

    Args:
        desk: Where the page is written.
        iri: The thing.
        triples: What is said of the thing itself.
    """
    return desk.show("entity.html", 200, **portrait(desk, iri, triples))


async def _neighbourhood(request: Request) -> Response:
    desk = Desk(request)
    iri = desk.field("iri")
    if not iri.startswith(BASE) or any(c in iri for c in '<>" {}|\\^`'):
        raise UsageError("not the IRI of a thing of ours", f"give iri={BASE}id/…")
    return JSONResponse(await run_in_threadpool(lambda: graph_json(desk, iri)))
