"""What follows from one article alone: which situations hold, and the shortcuts that they make true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from chippolitik.graph.encode import filler_iri
from chippolitik.graph.terms import chip
from chippolitik.model import KINDS, Claim
from chippolitik.namespaces import claim_iri, derived_graph

__all__ = ["derived_quads"]


def derived_quads(article_id: str, claims: Iterable[Claim]) -> list[Quad]:
    """Return the derived graph of an article: ``holds`` links and shortcuts, sorted.

    Plans, speculation and denials derive nothing; a dispute changes nothing, it is shown beside.

    Args:
        article_id: The article.
        claims: Its accepted claims.
    """
    graph = NamedNode(derived_graph(article_id))
    return sorted({quad for claim in claims if claim.holds for quad in _quads(article_id, claim, graph)}, key=str)


def _quads(article_id: str, claim: Claim, graph: NamedNode) -> Iterator[Quad]:
    situation = NamedNode(f"{claim_iri(article_id, claim.digest)}/situation")
    yield Quad(situation, chip("holds"), situation, graph)
    shortcut = KINDS[claim.kind].shortcut
    if shortcut is None:
        return
    predicate, subject_role, object_role = shortcut
    for subject in claim.roles.get(subject_role, ()):
        for target in claim.roles.get(object_role, ()):
            yield Quad(filler_iri(article_id, subject), chip(predicate), filler_iri(article_id, target), graph)
