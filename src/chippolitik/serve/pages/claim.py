"""The page of a claim: what it says, the words it rests on, what disputes it, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

from pyoxigraph import NamedNode
from starlette.responses import Response

from chippolitik.errors import UsageError
from chippolitik.graph.terms import chip
from chippolitik.model import KINDS, Kind
from chippolitik.namespaces import claim_iri, derived_graph
from chippolitik.query.explain import ClaimExplanation, explain
from chippolitik.query.origins import Tracer
from chippolitik.serve.pages.claimrows import ClaimReader, ClaimRow
from chippolitik.serve.pages.desk import Desk, Link
from chippolitik.serve.pages.sentences import basis_words

__all__ = ["claim_page"]


def claim_page(desk: Desk, article: str, digest: str) -> Response:
    """Return the page of a claim.

    Args:
        desk: Where the page is written.
        article: Id of its article.
        digest: Its own digits.

    Raises:
        UsageError: The store holds no such claim.
    """
    iri, reader = claim_iri(article, digest), ClaimReader(desk)
    row = reader.row(iri)
    if row is None:
        raise UsageError(f"the store holds no claim {iri}", "the pages of articles list theirs")
    tracer, alone = desk.kept("tracer", lambda: (Tracer(desk.store), Lock()))
    with alone:  # a tracer reads for one page at a time
        [why] = explain(desk.store, [iri], desk.article_name, tracer)
    assert isinstance(why, ClaimExplanation), "the IRI is that of a claim"
    links = (
        ("disputed by", why.disputed_by), ("disputes", why.disputes), ("fulfils", why.fulfils),
        ("caused by", why.caused_by),
    )  # fmt: skip
    return desk.show(
        "claim.html",
        200,
        title=f"{row.kind_label}: {_who(row)}",
        claim=row,
        why=why,
        basis=basis_words(why.origin_basis, desk.lang),
        reason=_reason(desk, row),
        links=[(desk.t(words), reader.rows(found)) for words, found in links if found],
        derived=list(_derived(desk, article, row)) if row.holds else [],
    )


def _derived(desk: Desk, article: str, row: ClaimRow) -> Iterator[tuple[Link, str, Link]]:
    """Yield the statements that follow from a claim: subject, label of the predicate, object."""
    shortcut = KINDS[Kind(row.kind)].shortcut
    fillers = {one.iri for _, links in row.roles for one in links}
    if shortcut:
        for quad in desk.store.match(None, chip(shortcut[0]), None, NamedNode(derived_graph(article))):
            ends = (getattr(quad.subject, "value", ""), getattr(quad.object, "value", ""))
            if fillers.issuperset(ends):
                yield desk.link(ends[0]), desk.term(shortcut[0]), desk.link(ends[1])


def _who(row: ClaimRow) -> str:
    return ", ".join(one.label for _, fillers in row.roles for one in fillers)


def _reason(desk: Desk, row: ClaimRow) -> str:
    if row.holds:
        return desk.t("It is asserted and not over, so the graph takes it as the case.")
    if row.modality != "asserted":
        return desk.t("The text presents it as {modality}, so nothing follows from it.", modality=row.modality_label)
    why = row.phase or row.status or desk.t("not stated")
    return desk.t("The text gives its state as {state}, so nothing follows from it.", state=why)
