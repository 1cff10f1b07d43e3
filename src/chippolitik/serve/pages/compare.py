"""Compare two days: which claims are new, and which rules came into force or ended between them."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode
from starlette.responses import Response
from starlette.routing import Route

from chippolitik.errors import UsageError
from chippolitik.graph.terms import chip
from chippolitik.namespaces import ARTICLE, article_graph
from chippolitik.serve.pages.apart import apart_page
from chippolitik.serve.pages.axis import year_of
from chippolitik.serve.pages.claimrows import CLAIM, ClaimReader, ClaimRow
from chippolitik.serve.pages.desk import Desk, Link
from chippolitik.serve.pages.lifecycle import periods_of

__all__ = ["compare_page", "routes"]

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_MOST = 300


def routes() -> list[Route]:
    """Return the route of the page."""
    return [Route("/compare", apart_page("compare", compare_page, asks="from"), methods=["GET", "HEAD"])]


def compare_page(desk: Desk) -> Response:
    """Return the page that compares two days."""
    first, last, thing = desk.field("from"), desk.field("to"), desk.field("about")
    asked = bool(first and last)
    error: UsageError | None = None
    rows: list[ClaimRow] = []
    changes: dict[str, list[tuple[Link, str]]] = {}
    undated = 0
    if asked and not desk.problem:
        try:
            _check(first, last)
            rows, undated = _published(desk, first, last)
            rows = [row for row in rows if not thing or _names(row, thing)]
            changes = _rules(desk, first, last)
        except UsageError as wrong:
            error = wrong
    groups: dict[str, list[ClaimRow]] = {}
    for row in rows[:_MOST]:
        groups.setdefault(row.kind_label, []).append(row)
    return desk.show(
        "compare.html",
        desk.problem.status if desk.problem else 400 if error else 200,
        title=desk.t("Compare two days"),
        first=first,
        last=last,
        about=thing,
        asked=asked and not error and not desk.problem,
        error=(error.message, error.hint) if error else desk.stopped,
        groups=dict(sorted(groups.items())),
        total=len(rows),
        changes=changes,
        undated=undated,
    )


def _check(first: str, last: str) -> None:
    for day in (first, last):
        if not _DAY.fullmatch(day):
            raise UsageError(f"not a day: {day!r}", "write it as 2024-10-01")
    if first > last:
        raise UsageError("the first day lies after the second", "swap them")


def _published(desk: Desk, first: str, last: str) -> tuple[list[ClaimRow], int]:
    """Return the claims of articles published after the first day and by the second, and how many have no date."""
    reader, claims, undated = ClaimReader(desk), list[str](), 0
    dated = {
        quad.subject.value: getattr(quad.object, "value", "")
        for quad in desk.store.match(None, chip("publishedEdtf"), None, None)
        if isinstance(quad.subject, NamedNode)
    }
    for entry in desk.store.entries():
        if entry.kind != "article":
            continue
        published = dated.get(ARTICLE + entry.id, "")
        if year_of(published) is None:
            undated += 1
        elif first < published[:10] <= last:
            quads = desk.store.match(None, chip("claims"), None, NamedNode(article_graph(entry.id)))
            claims += [
                q.subject.value for q in quads if isinstance(q.subject, NamedNode) and CLAIM.match(q.subject.value)
            ]
    rows = reader.rows(claims)
    return sorted(rows, key=lambda row: (row.published, row.article.label, row.start)), undated


def _names(row: ClaimRow, thing: str) -> bool:
    words = thing.casefold()
    return any(words in one.label.casefold() for _, fillers in row.roles for one in fillers)


def _rules(desk: Desk, first: str, last: str) -> dict[str, list[tuple[Link, str]]]:
    low, high = year_of(first), year_of(last)
    assert low is not None, "days were checked"
    assert high is not None, "likewise"
    found: dict[str, list[tuple[Link, str]]] = {"came into force": [], "ended": []}
    rules = {
        q.subject.value for q in desk.store.match(None, chip("inForce"), None, None) if isinstance(q.subject, NamedNode)
    }
    for iri in sorted(rules):
        for period in periods_of(desk, iri):
            if period.start is not None and low < period.start <= high:
                found["came into force"].append((desk.link(iri), period.when))
            if period.end is not None and low < period.end <= high:
                found["ended"].append((desk.link(iri), period.when))
    return {name: sorted(rows, key=lambda one: (one[1], one[0].label)) for name, rows in found.items()}
