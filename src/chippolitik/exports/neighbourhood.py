"""The things around a thing: those that chosen claims name together with it, and so on, hop by hop.

What a claim must be besides is said by ``selection``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import NamedNode

from chippolitik.exports.selection import ArticleRef, Selection, select_claims
from chippolitik.graph import View
from chippolitik.graph.encode import filler_iri
from chippolitik.namespaces import ARTICLE_GRAPH

__all__ = ["articles_naming", "with_neighbours"]


def with_neighbours(view: View, selection: Selection, hops: int) -> Selection:
    """Return a selection whose claims name a thing at most so many hops away.

    Args:
        view: The graph.
        selection: Which claims count as a hop, and the things to start from.
        hops: 1 takes the claims that name one of these things, 2 those too that name what such claims name.

    Returns:
        The same, with more things.
    """
    found, fresh = set(selection.entities), set(selection.entities)
    for _ in range(hops - 1):
        refs = [ArticleRef(id=one, name=one) for one in sorted(articles_naming(view, fresh))]
        named = {
            filler_iri(article.ref.id, filler).value
            for article in select_claims(view, replace(selection, entities=frozenset(fresh)), refs)
            for claim in article.claims
            for group in claim.roles.values()
            for filler in group
        }
        fresh = named - found
        found |= fresh
        if not fresh:
            break
    return replace(selection, entities=frozenset(found))


def articles_naming(view: View, things: Iterable[str]) -> set[str]:
    """Return the ids of the articles in whose graphs one of the things stands."""
    return {
        quad.graph_name.value.removeprefix(ARTICLE_GRAPH)
        for thing in things
        for quad in view.match(None, None, NamedNode(thing), None)
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(ARTICLE_GRAPH)
    }
