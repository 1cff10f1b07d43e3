"""The gate as the pipeline uses it: claims in, reasons against some of them out."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import chain

from pyoxigraph import NamedNode, Quad

from chippolitik.graph import View
from chippolitik.graph.view import Term
from chippolitik.model import Claim, Document
from chippolitik.namespaces import claim_iri
from chippolitik.store.record import Reason
from chippolitik.validation import Finding, Gate, neighbourhood

__all__ = ["ArticleGate"]

_KEPT = 50_000  # things of the knowledge base, some twenty quads each
_ARTICLE, _NAMES = NamedNode("urn:article"), NamedNode("urn:names")  # any article that names a thing


class ArticleGate:
    """Judges the claims of an article as one graph.

    Args:
        gate: Judges graphs.
        knowledge: Where the knowledge base is; it does not change.
    """

    def __init__(self, gate: Gate, knowledge: View) -> None:
        self._gate, self._knowledge = gate, knowledge
        self._named = frozenset(quad.subject for quad in knowledge.match())
        self._around = functools.lru_cache(_KEPT)(self._found_around)

    def judge(
        self, document: Document, claims: Sequence[Claim], quads: Sequence[Quad]
    ) -> dict[str, tuple[Reason, ...]]:
        """Return the reasons against claims, by the digests of those that do not pass; see ``parts.Judge``."""
        named = sorted({quad.object for quad in quads} & self._named, key=str)
        around = dict.fromkeys(chain.from_iterable(self._around(node) for node in named))
        verdict = self._gate.judge(quads, around)
        digests = {claim_iri(document.id, claim.digest): claim.digest for claim in claims}
        return {
            digests[iri]: tuple(dict.fromkeys(_reason(finding) for finding in findings))
            for iri, findings in verdict.quarantined.items()
        }

    def _found_around(self, node: Term) -> tuple[Quad, ...]:
        """Return what the knowledge base says around one thing; around several, it is that of each."""
        return tuple(neighbourhood(self._knowledge, [Quad(_ARTICLE, _NAMES, node)]))


def _reason(finding: Finding) -> Reason:
    return Reason(shape=finding.shape, message=finding.message(), focus=finding.focus, path=finding.path)
