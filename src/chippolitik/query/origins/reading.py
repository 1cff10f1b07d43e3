"""Origins of the claims of a graph: of its articles only what is needed is read, if their marks are kept."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.terms import chip
from chippolitik.graph.view import Term, View
from chippolitik.namespaces import ARTICLE, NAME
from chippolitik.query.answer import Labels
from chippolitik.query.claimtable.keeping import LEAST, NotKeptError, kept_table
from chippolitik.query.origins.library import Library, Shelves, library_of
from chippolitik.query.origins.marks import TEXT_MARKS, Marks
from chippolitik.query.origins.reference import Reference
from chippolitik.query.origins.tracing import Origin, Said, trace

__all__ = ["Tracer"]

_CLAIM = re.compile(re.escape(ARTICLE) + r"(?P<article>[0-9a-f]{24})/claim/[0-9a-f]{16}")


class Tracer:
    """Traces claims of a graph to their origins.

    Args:
        view: The graph.
        known_at: An instant, ISO 8601 in UTC; what was published later is not known. Empty for all articles.
        least: Number of articles from which on their marks are kept in a file beside the store.
    """

    def __init__(self, view: View, known_at: str = "", *, least: int = LEAST) -> None:
        self._view, self._known_at, self._labels, self._least = view, known_at, Labels(view, "en"), least
        self._shelves: Shelves | None = None
        self._reference: Reference | None = None
        self._open = False

    @contextlib.contextmanager
    def reading(self) -> Iterator[Library]:
        """Open the articles of the graph; what is asked within one such block opens their file once."""
        if self._open and self._reference:
            yield self._reference
            return
        with contextlib.ExitStack() as stack:
            library = self._opened(stack)
            self._open = library is self._reference
            try:
                yield library
            finally:
                self._open = False

    def _opened(self, stack: contextlib.ExitStack) -> Library:
        """Return the articles by the file of their marks, or else all of them, read now."""
        if self._shelves is None:
            try:
                table = stack.enter_context(kept_table(self._view, TEXT_MARKS, self._least))
            except NotKeptError:
                self._shelves = library_of(self._view, self._known_at)
            else:
                marks = Marks(table, self._known_at)
                self._reference = self._reference or Reference(self._view, marks)
                self._reference.marks = marks
                return self._reference
        return self._shelves

    def origins(self, claims: Iterable[str]) -> dict[str, Origin]:
        """Return the origins of claims that say the same or answer the same question.

        Args:
            claims: IRIs of claims; others are left out.
        """
        with self.reading() as library:
            return trace(library, (said for claim in claims if (said := self._said(claim))))

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
