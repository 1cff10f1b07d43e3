"""Origins of the claims of a graph; its articles are read once, when the first claim is traced."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.terms import chip
from chippolitik.graph.view import Term, View
from chippolitik.namespaces import ARTICLE, NAME
from chippolitik.query.answer import Labels
from chippolitik.query.origins.library import Library, library_of
from chippolitik.query.origins.tracing import Origin, Said, trace

__all__ = ["Tracer"]

_CLAIM = re.compile(re.escape(ARTICLE) + r"(?P<article>[0-9a-f]{24})/claim/[0-9a-f]{16}")


class Tracer:
    """Traces claims of a graph to their origins.

    Args:
        view: The graph.
        known_at: An instant, ISO 8601 in UTC; what was published later is not known. Empty for all articles.
    """

    def __init__(self, view: View, known_at: str = "") -> None:
        self._view, self._known_at, self._labels = view, known_at, Labels(view, "en")
        self._library: Library | None = None

    @property
    def library(self) -> Library:
        """The articles of the graph."""
        if self._library is None:
            self._library = library_of(self._view, self._known_at)
        return self._library

    def origins(self, claims: Iterable[str]) -> dict[str, Origin]:
        """Return the origins of claims that say the same or answer the same question.

        Args:
            claims: IRIs of claims; others are left out.
        """
        return trace(self.library, (said for claim in claims if (said := self._said(claim))))

    def names(self, claims: Iterable[str]) -> dict[str, str]:
        """Return the names of the origins of such claims; claims of unknown origin are left out."""
        return {claim: origin.name for claim, origin in self.origins(claims).items() if origin.name}

    def _said(self, claim: str) -> Said | None:
        match = _CLAIM.fullmatch(claim)
        if not match:
            return None
        node = NamedNode(claim)
        who = self._one(node, "attributedTo")
        evidence = self._one(node, "evidence")
        start, end = (self._number(evidence, name) for name in ("startOffset", "endOffset"))
        return Said(
            claim=claim,
            article=match["article"],
            who=self._labels.thing(who.value).label if isinstance(who, NamedNode) else "",
            known=isinstance(who, NamedNode) and not who.value.startswith((NAME, ARTICLE)),
            start=start,
            end=end,
        )

    def _one(self, node: NamedNode, name: str) -> Term | None:
        values = (quad.object for quad in self._view.match(node, chip(name), None, None))
        return next((value for value in values if isinstance(value, NamedNode | Literal)), None)

    def _number(self, node: Term | None, name: str) -> int:
        value = self._one(node, name) if isinstance(node, NamedNode) else None
        return int(value.value) if isinstance(value, Literal) else -1
