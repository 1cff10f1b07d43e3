"""Counts of what a store holds. Figures about the world come from ``query``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from chippolitik.graph.terms import TYPE, chip
from chippolitik.model import KINDS
from chippolitik.namespaces import ARTICLE_GRAPH, DERIVED_GRAPH, FILE_GRAPH, KB_GRAPH, ONTOLOGY_GRAPH
from chippolitik.store.contracts import Store
from chippolitik.store.standing import standing_counts

__all__ = ["FAMILIES", "Statistics", "count"]

FAMILIES = {
    "ontology": ONTOLOGY_GRAPH,
    "knowledge base": KB_GRAPH,
    "articles": ARTICLE_GRAPH,
    "derived": DERIVED_GRAPH,
    "files": FILE_GRAPH,
}
"""Name of a family of graphs → how the names of its graphs begin."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a store holds.

    Attributes:
        articles: Number of articles.
        files: Number of loaded files.
        claims: Kind → modality → number of accepted claims; kinds in the order of the table of kinds.
        quarantined: Number of quarantined claims.
        judgements: Number of decisions.
        quads: Family of graphs → number of quads.
        manifest: What the store was made with.
        quality: Name of a quality query → number of its findings between articles.
        failed: Number of articles that could not be worked on when they were last offered.
    """

    articles: int
    files: int
    claims: dict[str, dict[str, int]]
    quarantined: int
    judgements: int
    quads: dict[str, int]
    manifest: dict[str, str]
    quality: dict[str, int] = field(default_factory=dict)
    failed: int = 0

    def row(self) -> dict[str, Any]:
        """Return it JSON-ready, with sums."""
        return {
            "articles": self.articles,
            "files": self.files,
            "failed": self.failed,
            "claims": {"total": sum(sum(row.values()) for row in self.claims.values()), "by_kind": self.claims},
            "quarantined": self.quarantined,
            "judgements": self.judgements,
            "quads": {"total": sum(self.quads.values())} | {k.replace(" ", "_"): n for k, n in self.quads.items()},
            "quality": {"total": sum(self.quality.values())}
            | {k.replace("-", "_"): n for k, n in self.quality.items()},
            "manifest": self.manifest,
        }


def count(store: Store) -> Statistics:
    """Count what a store holds; looks at each quad once."""
    kinds = Counter(entry.kind for entry in store.entries())
    return Statistics(
        articles=kinds["article"],
        files=kinds["file"],
        claims=_claims(store),
        quarantined=len(store.quarantined()),
        judgements=len(store.judgements()),
        quads=_quads(store),
        manifest=store.manifest.to_json(),
        quality=standing_counts(store),
        failed=len(store.failures()),
    )


def _claims(store: Store) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {kind.value: Counter() for kind in KINDS}
    modalities = {quad.subject: _last(quad.object) for quad in store.match(None, chip("modality"))}
    claims = {quad.object: quad.subject for quad in store.match(None, chip("claims"))}
    for kind, row in found.items():
        for quad in store.match(None, TYPE, chip(kind)):
            claim = claims.get(quad.subject)
            if claim in modalities:
                row[modalities[claim]] += 1
    return {kind: dict(sorted(row.items())) for kind, row in found.items() if row}


def _quads(store: Store) -> dict[str, int]:
    graphs: Counter[str] = Counter(getattr(quad.graph_name, "value", "") for quad in store.match())
    found = dict.fromkeys(FAMILIES, 0)
    for graph, number in graphs.items():
        # The longest beginning wins, should one family's be the beginning of another's.
        family = max((n for n, start in FAMILIES.items() if graph.startswith(start)), key=lambda n: len(FAMILIES[n]))
        found[family] += number
    return found


def _last(term: object) -> str:
    return str(getattr(term, "value", "")).rsplit("/", 1)[-1]
