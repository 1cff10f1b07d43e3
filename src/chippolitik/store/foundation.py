"""What every store stands on: the ontology and the knowledge base, with blank nodes named the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad

__all__ = ["Foundation", "nothing", "with_fixed_names"]

Foundation = Callable[[], Iterable[Quad]]
"""Gives the quads of the ontology's and the knowledge base's graph; called only when a store is made."""


def nothing() -> Iterable[Quad]:
    """Give no quads: a store of articles alone."""
    return ()


def with_fixed_names(quads: Iterable[Quad]) -> list[Quad]:
    """Rename blank nodes by what is said about them, so that one ontology gives one sequence of bytes.

    Source: RDF Dataset Canonicalization, RDFC-1.0 (W3C 2024).
    """
    plain: list[Quad] = []
    named: list[Quad] = []
    for quad in quads:
        blank = isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
        (named if blank else plain).append(quad)
    dataset = Dataset(named)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return plain + list(dataset)
