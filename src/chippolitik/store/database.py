"""What the store needs of a database of quads: Oxigraph in a folder or in memory, or one that is far away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, runtime_checkable

import pyoxigraph
from pyoxigraph import NamedNode, Quad, Triple, Variable

from chippolitik.graph.view import GraphName, QueryResult, Subject, Term

__all__ = ["Database", "Remote"]


@runtime_checkable
class Remote(Protocol):
    """A database that is far away: what the store uses of Oxigraph's, and more.

    It replaces graphs itself, and has a connection to close. Every write is done wholly or not at all.
    """

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: Term | None,  # noqa: A002 - the position's name in RDF
        graph_name: GraphName | None = None,
        /,
    ) -> Iterator[Quad]:
        """Yield the quads that fit the pattern; None fits anything."""
        ...

    def named_graphs(self) -> Iterator[Subject]:
        """Yield the names of all graphs that hold a quad."""
        ...

    def contains_named_graph(self, graph_name: Subject, /) -> bool:
        """Tell whether a graph holds a quad."""
        ...

    def query(
        self,
        query: str,
        /,
        *,
        use_default_graph_as_union: bool = False,
        substitutions: Mapping[Variable, Term | Triple] | None = None,
    ) -> QueryResult:
        """Run a SPARQL query."""
        ...

    def extend(self, quads: Iterable[Quad], /) -> None:
        """Add quads."""
        ...

    def bulk_extend(self, quads: Iterable[Quad], /) -> None:
        """Add many quads."""
        ...

    def clear(self) -> None:
        """Remove all quads."""
        ...

    def flush(self) -> None:
        """Write out what is in memory."""
        ...

    def optimize(self) -> None:
        """Compact the files."""
        ...

    def swap_graphs(self, drop: Sequence[NamedNode], quads: Sequence[Quad]) -> None:
        """Remove graphs and add quads, both or neither."""
        ...

    def tidy(self) -> None:
        """Remove what a killed writer has left."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


Database = pyoxigraph.Store | Remote
"""What holds the graphs of a store."""
