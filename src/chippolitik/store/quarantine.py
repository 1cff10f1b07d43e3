"""Quarantined claims as quads and back: one graph an article, in a store of its own beside the main one.

The reasons are SHACL validation results. The graph's name carries the digest of the article graph that it belongs to,
so that the two stores can be told to be in step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from pyoxigraph import NamedNode, Quad, Variable

from chippolitik.graph import MemoryView, View, claims_of
from chippolitik.graph.encode import claim_quads
from chippolitik.graph.terms import TYPE, chip, string
from chippolitik.graph.view import GraphName, QueryResult, Subject, Term
from chippolitik.namespaces import BASE, article_graph, article_iri
from chippolitik.store.record import Quarantined, Reason, content_digest

__all__ = ["QUARANTINE_GRAPH", "owner_of", "quarantine_graph", "quarantine_quads", "read_quarantine"]

QUARANTINE_GRAPH = BASE + "graph/quarantine/"
_SH = "http://www.w3.org/ns/shacl#"
_RESULT = NamedNode(_SH + "ValidationResult")
_DETAIL = NamedNode(_SH + "detail")
_SHAPE = NamedNode(_SH + "sourceShape")
_MESSAGE = NamedNode(_SH + "resultMessage")
_FOCUS = NamedNode(_SH + "focusNode")
_PATH = NamedNode(_SH + "resultPath")


def quarantine_graph(article: str, digest: str, held: str) -> NamedNode:
    """Return the graph of an article's quarantined claims.

    Args:
        article: Its id.
        digest: Digest of the article graph that they stand beside.
        held: Digest of the claims and reasons themselves.
    """
    return NamedNode(f"{QUARANTINE_GRAPH}{article}/{digest}/{held}")


def owner_of(graph: str) -> tuple[str, str, str]:
    """Return article, digest and held digest from the name of a quarantine graph."""
    article, digest, held = graph.removeprefix(QUARANTINE_GRAPH).split("/")
    return article, digest, held


def quarantine_quads(quarantined: Iterable[Quarantined], article: str, digest: str) -> tuple[str, set[Quad]]:
    """Return claims and reasons as quads of one graph.

    Args:
        quarantined: The claims, all of one article.
        article: Its id.
        digest: Digest of the article graph that they stand beside.

    Returns:
        The digest of the claims and reasons, and the quads; empty string and empty set if there are none.
    """
    found = _quads(quarantined, NamedNode(article_graph(article)))
    held = content_digest(found)
    graph = quarantine_graph(article, digest, held)
    return held, {Quad(quad.subject, quad.predicate, quad.object, graph) for quad in found}


def read_quarantine(quads: Iterable[Quad], article: str, base: View) -> list[Quarantined]:
    """Read back what ``quarantine_quads`` made.

    Args:
        quads: The quads of one quarantine graph.
        article: Its article.
        base: Where the labels of known entities are.

    Returns:
        The claims in text order, then by IRI.
    """
    graph = NamedNode(article_graph(article))
    moved = [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]
    iris = sorted(_iri(quad) for quad in moved if quad.predicate == TYPE and quad.object == chip("Claim"))
    found = []
    for iri in iris:
        part = MemoryView(_of_claim(moved, iri, article))
        found += [
            Quarantined(article=article, claim=claim, reasons=_reasons(part, iri))
            for claim in claims_of(_Above(part, base), article)
        ]
    return sorted(found, key=lambda item: (item.claim.evidence.span is None, item.claim.evidence.span or 0, item.iri))


def _quads(quarantined: Iterable[Quarantined], graph: NamedNode) -> set[Quad]:
    found: set[Quad] = set()
    for item in quarantined:
        found.update(claim_quads(item.article, item.claim))
        for number, reason in enumerate(sorted(set(item.reasons)), start=1):
            node = NamedNode(f"{item.iri}/reason/{number}")
            found.add(Quad(NamedNode(item.iri), _DETAIL, node, graph))
            found.add(Quad(node, TYPE, _RESULT, graph))
            found.add(Quad(node, _SHAPE, NamedNode(reason.shape), graph))
            found.add(Quad(node, _MESSAGE, string(reason.message), graph))
            found.add(Quad(node, _FOCUS, NamedNode(reason.focus or item.iri), graph))
            if reason.path:
                found.add(Quad(node, _PATH, string(reason.path), graph))
    return found


def _of_claim(quads: Iterable[Quad], iri: str, article: str) -> Iterator[Quad]:
    """The quads of one claim, and those that belong to no claim: names and described things."""
    others = f"{article_iri(article)}/claim/"
    for quad in quads:
        subject = _iri(quad)
        if subject == iri or subject.startswith(iri + "/") or not subject.startswith(others):
            yield quad


def _iri(quad: Quad) -> str:
    return getattr(quad.subject, "value", "")


def _reasons(view: View, iri: str) -> tuple[Reason, ...]:
    def value(node: Subject, predicate: NamedNode) -> str:
        return next((getattr(quad.object, "value", "") for quad in view.match(node, predicate)), "")

    nodes = [quad.object for quad in view.match(NamedNode(iri), _DETAIL)]
    found = [
        Reason(
            shape=value(node, _SHAPE),
            message=value(node, _MESSAGE),
            focus="" if (focus := value(node, _FOCUS)) == iri else focus,
            path=value(node, _PATH),
        )
        for node in nodes
        if isinstance(node, NamedNode)
    ]
    return tuple(sorted(found))


class _Above:
    """A view of a few quads above a store: named graphs are read from the quads, the union from both."""

    def __init__(self, top: View, base: View) -> None:
        self._top, self._base = top, base

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002 - the position's name in RDF
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        top = self._top.match(subject, predicate, object, graph)
        return top if graph is not None else chain(top, self._base.match(subject, predicate, object))

    def query(self, sparql: str, substitutions: Mapping[Variable, Term] | None = None) -> QueryResult:
        return self._base.query(sparql, substitutions)
