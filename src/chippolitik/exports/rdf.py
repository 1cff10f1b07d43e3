"""Chosen claims as quads: their articles without the rest, and what the knowledge base says of the things they name.

It says it of what these belong to as well, see ``surroundings``. Writing them is in ``store.exporting``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from chippolitik.exports.selection import ArticleClaims
from chippolitik.exports.surroundings import with_surroundings
from chippolitik.graph import View, derived_quads
from chippolitik.graph.encode import claim_quads
from chippolitik.graph.terms import chip
from chippolitik.namespaces import KB_GRAPH, article_graph, entity_iri

__all__ = ["chosen_quads"]


def chosen_quads(view: View, articles: Iterable[ArticleClaims], *, with_text: bool = False) -> Iterator[Quad]:
    """Yield the quads of chosen claims, an article at a time, then those of the knowledge base.

    Args:
        view: The graph.
        articles: The articles with the claims that leave.
        with_text: Whether to give the full text of articles.
    """
    known: set[str] = set()
    for article in articles:
        graph = NamedNode(article_graph(article.ref.id))
        for node in (article.iri, f"{article.iri}/run"):
            for quad in view.match(NamedNode(node), None, None, graph):
                if with_text or quad.predicate != chip("text"):
                    yield quad
        for claim in article.claims:
            yield from claim_quads(article.ref.id, claim)
            fillers = [filler for group in claim.roles.values() for filler in group]
            fillers += [claim.attribution] if claim.attribution else []
            known.update(entity_iri(filler.known) for filler in fillers if filler.known)
        yield from derived_quads(article.ref.id, article.claims)
    for iri in sorted(with_surroundings(view, known)):
        yield from view.match(NamedNode(iri), None, None, NamedNode(KB_GRAPH))
