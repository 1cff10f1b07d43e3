"""The first page: search for things by name, with suggestions, and for words in quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Any

from pyoxigraph import Literal, NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chippolitik.graph.terms import chip
from chippolitik.namespaces import CHIP
from chippolitik.serve.nameindex import NameIndex, fold
from chippolitik.serve.pages.article import dated
from chippolitik.serve.pages.claimrows import CLAIM, ClaimReader
from chippolitik.serve.pages.desk import Desk, desk_page
from chippolitik.serve.pages.static import BUNDLES, has_bundle

__all__ = ["Hit", "hits", "routes"]

_MOST, _MOST_QUOTES, _SUGGESTED = 40, 30, 8
_ALIKE = 0.4  # share of letters, three at a time, at which a name may be the one that somebody mistyped


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that a search finds.

    Attributes:
        label: What it is called.
        href: Its page.
        kind: Label of its class; may be empty.
        alias: The name that was found, where it is not the label; else empty.
    """

    label: str
    href: str
    kind: str
    alias: str


def routes() -> list[Route]:
    """Return the routes of the first page, of suggestions and of the description for browsers."""
    return [
        Route("/", desk_page(_search), methods=["GET", "HEAD"]),
        Route("/suggest", _suggest, methods=["GET", "HEAD"]),
        Route("/opensearch.xml", _opensearch, methods=["GET", "HEAD"]),
    ]


def hits(desk: Desk, text: str, most: int = _MOST) -> list[Hit]:
    """Return the things that a text may mean: names that begin with it, then those that are like it.

    Args:
        desk: Where the page is written.
        text: What somebody wrote.
        most: How many at most.
    """
    index: NameIndex = desk.site.reading.names.index(desk.store)
    found: dict[str, str] = {}
    for name in [*index.beginning(text, most), *(index.near(text, most, _ALIKE) if len(text) > 2 else [])]:  # noqa: PLR2004 - letters
        found.setdefault(name.iri, name.text)
    made = []
    for iri, text_found in list(found.items())[:most]:
        classes = index.classes(iri)
        label = desk.link(iri).label
        kind = desk.term(classes[0].removeprefix(CHIP)) if classes else ""
        made.append(Hit(label, desk.page_of(iri), kind, "" if fold(text_found) == fold(label) else text_found))
    return made


def _search(desk: Desk) -> Response:
    words = desk.field("q")
    found = hits(desk, words) if words else []
    quotes = list(_quotes(desk, words)) if len(words) > 2 else []  # noqa: PLR2004 - letters
    reader = ClaimReader(desk)
    return desk.show(
        "search.html",
        200,
        title=desk.t("Search"),
        q=words,
        hits=found,
        claims=reader.rows(quotes),
        **desk.kept("figures", lambda: _figures(desk)),
        missing=[name for name in BUNDLES if not has_bundle(name)],
    )


def _figures(desk: Desk) -> dict[str, Any]:
    """Return what the first page says of the store as a whole."""
    entries = [entry for entry in desk.store.entries() if entry.kind == "article"]
    newest = sorted(entries, key=lambda entry: (entry.at, entry.id), reverse=True)[:6]
    return {
        "articles": len(entries),
        "accepted": sum(entry.counts.accepted for entry in entries),
        "held": sum(entry.counts.quarantined for entry in entries),
        "newest": [(entry, *dated(desk, entry)) for entry in newest],
    }


def _quotes(desk: Desk, words: str) -> Iterator[str]:
    """Yield claims whose quotes hold all words."""
    wanted = words.casefold().split()
    known = desk.kept("quotes", lambda: _folded(desk))
    yield from islice((claim for text, claim in known if all(word in text for word in wanted)), _MOST_QUOTES)


def _folded(desk: Desk) -> list[tuple[str, str]]:
    """Return all quotes without case, each with its claim."""
    return [
        (quad.object.value.casefold(), match[0])
        for quad in desk.store.match(None, chip("exactQuote"), None, None)
        if isinstance(quad.object, Literal)
        and isinstance(quad.subject, NamedNode)
        and (match := CLAIM.match(quad.subject.value))
    ]


async def _suggest(request: Request) -> Response:
    """Give suggestions. Source: OpenSearch Suggestions 1.1, and one more list with the pages' paths."""
    desk = Desk(request)
    words = desk.field("q")
    found = await run_in_threadpool(lambda: hits(desk, words, _SUGGESTED)) if words else []
    rows = [[hit.label for hit in found], [hit.kind for hit in found], [hit.href for hit in found]]
    return JSONResponse(
        [words, *rows], headers={"Cache-Control": "no-cache"}, media_type="application/x-suggestions+json"
    )


async def _opensearch(request: Request) -> Response:
    url = escape(Desk(request).site.options.url, quote=True)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        "<ShortName>Chippolitik</ShortName><Description>Claims about AI chips and export controls</Description>"
        f'<Url type="text/html" template="{url}/?q={{searchTerms}}"/>'
        f'<Url type="application/x-suggestions+json" template="{url}/suggest?q={{searchTerms}}"/>'
        "</OpenSearchDescription>\n"
    )
    return Response(text, media_type="application/opensearchdescription+xml")
