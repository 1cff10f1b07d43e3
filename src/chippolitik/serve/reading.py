"""The store as the server's own pages and documents read it: newest snapshot, fixed questions, no full texts.

What people ask in SPARQL runs in workers instead; see ``pool``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import TypeVar

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse
from starlette.concurrency import run_in_threadpool

from chippolitik.assets import asset_path
from chippolitik.graph import MemoryView
from chippolitik.graph.terms import chip
from chippolitik.graph.view import View
from chippolitik.namespaces import CHIP, ONTOLOGY_GRAPH
from chippolitik.ontology import load_ontology
from chippolitik.serve.freshness import Fresh
from chippolitik.serve.kept import Kept
from chippolitik.serve.nameindex import Names
from chippolitik.store.embedded import EmbeddedStore

__all__ = ["Reading"]

_Found = TypeVar("_Found")
_PAUSE = 0.2  # seconds between two looks at the files
_MOST_POINTING = 500
_MOST_PARTS = 5000
_SHAPES_GRAPH = "https://w3id.org/chippolitik/graph/shapes"


class Reading:
    """Reads the store.

    Attributes:
        folder: The store.
        kept: What was made of the newest snapshot, and is good for all its pages.
        names: Names of all entities, to look things up by.

    Args:
        folder: The store.
        with_text: Whether full texts of articles are given.
        fresh: Gives snapshots; None takes one that looks at the files now and then.
    """

    def __init__(self, folder: Path, *, with_text: bool = False, fresh: Fresh | None = None) -> None:
        self.folder = folder
        self._fresh, self._lock = fresh or Fresh(folder, _PAUSE), Lock()
        self._with_text = with_text
        self.kept, self.names = Kept(), Names()
        self._shipped: MemoryView | None = None

    def store(self) -> EmbeddedStore:
        """Return the newest snapshot; keep it for one request only.

        Raises:
            StoreError: It cannot be read.
        """
        with self._lock:
            return self._fresh.store()

    def state(self) -> tuple[object, ...]:
        """Return what tells the newest snapshot from others; later calls of ``store`` give that or a newer one.

        Raises:
            StoreError: It cannot be read.
        """
        with self._lock:
            return self._fresh.state()

    async def ask(self, question: Callable[[EmbeddedStore], _Found]) -> _Found:
        """Ask the newest snapshot in a thread of its own.

        Args:
            question: Takes the store; its answer is returned.
        """
        return await run_in_threadpool(lambda: question(self.store()))

    def shipped(self) -> View:
        """Return ontology, vocabularies and shapes as they are shipped, which a store may lack."""
        with self._lock:
            if self._shipped is None:
                self._shipped = MemoryView(_shipped_quads())
            return self._shipped

    def about(self, iri: str) -> list[Triple]:
        """Return what is said about a thing: its own triples, those of its parts, and some that point at it.

        Args:
            iri: Any IRI.

        Returns:
            Sorted triples; none if nothing is known.

        Raises:
            StoreError: The store cannot be read.
        """
        node = NamedNode(iri)
        found = set(self._described(self.store(), node))
        if not any(triple.subject == node for triple in found):
            found |= set(self._described(self.shipped(), node))
        return sorted(found, key=str)

    def terms(self) -> list[Triple]:
        """Return the ontology as the store has it, or as it is shipped."""
        for view in (self.store(), self.shipped()):
            quads = list(view.match(None, None, None, NamedNode(ONTOLOGY_GRAPH)))
            if quads:
                return sorted((quad.triple for quad in quads), key=str)
        return []

    def _described(self, view: View, node: NamedNode) -> Iterator[Triple]:
        seen: set[NamedNode | BlankNode] = {node}
        waiting: list[NamedNode | BlankNode] = [node]
        while waiting and len(seen) < _MOST_PARTS:
            for quad in view.match(waiting.pop()):
                if quad.predicate == chip("text") and not self._with_text:
                    continue
                yield quad.triple
                part = quad.object
                if _is_part(part, node) and part not in seen:
                    seen.add(part)  # type: ignore[arg-type]  # parts are nodes
                    waiting.append(part)  # type: ignore[arg-type]  # likewise
        for number, quad in enumerate(view.match(None, None, node)):
            if number >= _MOST_POINTING:
                break
            yield quad.triple


def _is_part(term: object, node: NamedNode) -> bool:
    """Tell whether a node belongs to another: its name goes on where the other's ends, or it has none."""
    if isinstance(term, NamedNode):
        return term.value.startswith(node.value + "/") and not term.value.startswith(CHIP)
    return isinstance(term, BlankNode)


def _shipped_quads() -> Iterator[Quad]:
    graph, shapes = NamedNode(ONTOLOGY_GRAPH), NamedNode(_SHAPES_GRAPH)
    for file in load_ontology():
        for t in file.triples:
            yield Quad(t.subject, t.predicate, t.object, graph)
    for path in sorted(asset_path("shapes").glob("*.ttl")):
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            yield Quad(quad.subject, quad.predicate, quad.object, shapes)
