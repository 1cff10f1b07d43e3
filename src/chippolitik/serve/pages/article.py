"""The page of an article: its text with the quotes of its claims, or the quotes alone, and the list of all articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import NamedNode
from starlette.responses import Response
from starlette.routing import Route

from chippolitik.graph import document_of
from chippolitik.graph.terms import chip
from chippolitik.graph.view import View
from chippolitik.namespaces import ARTICLE, article_graph
from chippolitik.serve.pages.claimrows import CLAIM, ClaimReader, ClaimRow
from chippolitik.serve.pages.desk import Desk, desk_page
from chippolitik.store.record import Entry

__all__ = ["Piece", "article_page", "dated", "pieces", "routes"]

_PAGE = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an article's text.

    Attributes:
        text: The text.
        claims: The claims whose quotes cover it; empty for plain text.
        first: The claims whose quotes begin with it.
        last: The claims whose quotes end with it.
    """

    text: str
    claims: tuple[ClaimRow, ...] = ()
    first: tuple[ClaimRow, ...] = ()
    last: tuple[ClaimRow, ...] = ()


def routes() -> list[Route]:
    """Return the route of the list of articles."""
    return [Route("/articles", desk_page(_list), methods=["GET", "HEAD"])]


def article_page(desk: Desk, article: str) -> Response:
    """Return the page of an article.

    Args:
        desk: Where the page is written.
        article: Its id.
    """
    document, entry = document_of(desk.store, article), desk.store.entry(article)
    reader = ClaimReader(desk)
    rows = reader.rows(_claims(desk.store, article))
    rows.sort(key=lambda row: (row.start < 0, row.start, row.end, row.digest))
    shown = document is not None and desk.site.options.with_text
    return desk.show(
        "article.html",
        200,
        title=desk.article_name(article) or article,
        me=desk.link(ARTICLE + article),
        document=document,
        entry=entry,
        claims=rows,
        numbers={row.digest: number for number, row in enumerate(rows, 1)},
        pieces=list(pieces(document.text, rows)) if document and shown else [],
        held=len(desk.store.quarantined(article)),
    )


def pieces(text: str, claims: list[ClaimRow]) -> Iterator[Piece]:
    """Cut a text where quotes begin and end.

    Args:
        text: The article.
        claims: Its claims; those without a place in the text are left out.

    Yields:
        Runs that together are the text.
    """
    placed = [claim for claim in claims if 0 <= claim.start < claim.end <= len(text)]
    cuts = sorted({0, len(text), *(claim.start for claim in placed), *(claim.end for claim in placed)})
    for start, end in pairwise(cuts):
        over = tuple(claim for claim in placed if claim.start <= start and claim.end >= end)
        first = tuple(claim for claim in over if claim.start == start)
        yield Piece(text[start:end], over, first, tuple(claim for claim in over if claim.end == end))


def _claims(view: View, article: str) -> list[str]:
    quads = view.match(None, chip("claims"), None, NamedNode(article_graph(article)))
    return [
        quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode) and CLAIM.match(quad.subject.value)
    ]


def _list(desk: Desk) -> Response:
    entries = [entry for entry in desk.store.entries() if entry.kind == "article"]
    words = desk.field("q").casefold()
    rows = [(entry, *dated(desk, entry)) for entry in entries]
    kept = [row for row in rows if words in f"{row[0].title or ''} {row[0].name} {row[2]}".casefold()]
    kept.sort(key=lambda row: (row[1], row[0].name), reverse=True)
    pages = max((len(kept) + _PAGE - 1) // _PAGE, 1)
    page = min(desk.number("page"), pages)
    return desk.show(
        "articles.html",
        200,
        title=desk.t("Articles"),
        rows=[
            (desk.link(ARTICLE + entry.id), entry, published, source)
            for entry, published, source in kept[(page - 1) * _PAGE : page * _PAGE]
        ],
        total=len(kept),
        page=page,
        pages=pages,
        q=desk.field("q"),
    )


def dated(desk: Desk, entry: Entry) -> tuple[str, str]:
    """Return the day of publication, in EDTF, and the source of an article; empty where it states none."""
    node = NamedNode(ARTICLE + entry.id)
    published, source = (
        next((getattr(q.object, "value", "") for q in desk.store.match(node, chip(name), None, None)), "")
        for name in ("publishedEdtf", "sourceName")
    )
    return published, source
