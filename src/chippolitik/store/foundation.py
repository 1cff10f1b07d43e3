"""What every store stands on: the ontology and the knowledge base, with blank nodes named the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad

from chippolitik.store.database import Database

__all__ = ["Filler", "Foundation", "with_fixed_names"]

Filler = Callable[[Database, Database], None]
"""Puts into a main and a quarantine database what a new store begins with."""


def _nothing() -> Iterable[Quad]:
    return ()


@dataclass(frozen=True, slots=True)
class Foundation:
    """What a new store is filled with; each function is called only when a store is made.

    Attributes:
        accepted: Gives the graphs of the ontology and the knowledge base.
        doubtful: Gives what the knowledge base holds with low confidence; it goes beside the quarantined claims.
    """

    accepted: Callable[[], Iterable[Quad]] = _nothing
    doubtful: Callable[[], Iterable[Quad]] = _nothing

    def fill(self, main: Database, quarantine: Database) -> None:
        """Put both into empty databases."""
        main.bulk_extend(with_fixed_names(self.accepted()))
        quarantine.bulk_extend(with_fixed_names(self.doubtful()))


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
