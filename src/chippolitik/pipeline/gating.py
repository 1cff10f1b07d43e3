"""The gate as the pipeline uses it: claims in, reasons against some of them out."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.graph import Extractor, View, article_quads
from chippolitik.model import Claim, Document
from chippolitik.namespaces import claim_iri
from chippolitik.store.record import Reason
from chippolitik.validation import Finding, Gate, neighbourhood

__all__ = ["ArticleGate"]


class ArticleGate:
    """Judges the claims of an article as one graph.

    Args:
        gate: Judges graphs.
        knowledge: Where the knowledge base is.
    """

    def __init__(self, gate: Gate, knowledge: View) -> None:
        self._gate, self._knowledge = gate, knowledge

    def judge(self, document: Document, claims: Sequence[Claim], extractor: Extractor) -> dict[str, tuple[Reason, ...]]:
        """Return the reasons against claims, by the digests of those that do not pass; see ``parts.Judge``."""
        quads = article_quads(document, claims, extractor=extractor, language=document.language or "")
        verdict = self._gate.judge(quads, neighbourhood(self._knowledge, quads))
        digests = {claim_iri(document.id, claim.digest): claim.digest for claim in claims}
        return {
            digests[iri]: tuple(dict.fromkeys(_reason(finding) for finding in findings))
            for iri, findings in verdict.quarantined.items()
        }


def _reason(finding: Finding) -> Reason:
    return Reason(shape=finding.shape, message=finding.message(), focus=finding.focus, path=finding.path)
