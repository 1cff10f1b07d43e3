"""The gate as the pipeline uses it: claims in, reasons against some of them out."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, Quad, Variable

from chippolitik.graph import View
from chippolitik.graph.view import GraphName, QueryResult, Subject, Term
from chippolitik.model import Claim, Document
from chippolitik.namespaces import claim_iri
from chippolitik.store.record import Reason
from chippolitik.validation import Finding, Gate, neighbourhood

__all__ = ["ArticleGate"]

_KEPT = 50_000  # answers of the knowledge base; about a dozen a thing


class ArticleGate:
    """Judges the claims of an article as one graph.

    Args:
        gate: Judges graphs.
        knowledge: Where the knowledge base is; it does not change.
    """

    def __init__(self, gate: Gate, knowledge: View) -> None:
        self._gate, self._knowledge = gate, _Remembering(knowledge)

    def judge(
        self, document: Document, claims: Sequence[Claim], quads: Sequence[Quad]
    ) -> dict[str, tuple[Reason, ...]]:
        """Return the reasons against claims, by the digests of those that do not pass; see ``parts.Judge``."""
        verdict = self._gate.judge(quads, neighbourhood(self._knowledge, quads))
        digests = {claim_iri(document.id, claim.digest): claim.digest for claim in claims}
        return {
            digests[iri]: tuple(dict.fromkeys(_reason(finding) for finding in findings))
            for iri, findings in verdict.quarantined.items()
        }


class _Remembering:
    """A view that does not change, and is asked the same of the same things in article after article."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._asked = functools.lru_cache(_KEPT)(self._ask)

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002 - the position's name in RDF
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        return iter(self._asked(subject, predicate, object, graph))

    def query(self, sparql: str, substitutions: Mapping[Variable, Term] | None = None) -> QueryResult:
        return self._view.query(sparql, substitutions)

    def _ask(
        self, subject: Subject | None, predicate: NamedNode | None, value: Term | None, graph: GraphName | None
    ) -> tuple[Quad, ...]:
        return tuple(self._view.match(subject, predicate, value, graph))


def _reason(finding: Finding) -> Reason:
    return Reason(shape=finding.shape, message=finding.message(), focus=finding.focus, path=finding.path)
