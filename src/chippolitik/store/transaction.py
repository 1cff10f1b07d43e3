"""Removing graphs and adding quads in one transaction of Oxigraph, which its Python API offers for updates only.

Terms reach the update through functions that hand them out by number, so no text of an article is ever pasted into it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from chippolitik.store.database import Database, Remote

__all__ = ["drop_graphs", "swap_graphs"]

_Term = NamedNode | BlankNode | Literal
_FUNCTION = "https://w3id.org/chippolitik/function/"
_PLACES = ("s", "p", "o", "g")


def swap_graphs(store: Database, drop: Sequence[NamedNode], quads: Sequence[Quad]) -> None:
    """Remove graphs and add quads, both or neither.

    Args:
        store: The database.
        drop: Graphs to remove; absent ones are no error.
        quads: What to add, all in named graphs.

    Raises:
        OSError: The disk is full or cannot be written; nothing has changed.
    """
    if isinstance(store, Remote):
        store.swap_graphs(drop, quads)
        return
    if not drop:
        store.extend(quads)
        return
    assert isinstance(store, pyoxigraph.Store), "the other kind of database"
    operations = [f"DROP SILENT GRAPH {graph}" for graph in drop]
    if quads:
        numbers = " ".join(str(number) for number in range(len(quads)))
        binds = " ".join(f"BIND(<{_FUNCTION}{place}>(?i) AS ?{place})" for place in _PLACES)
        where = f"VALUES ?i {{ {numbers} }} {binds}"
        operations.append(f"INSERT {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ {where} }}")
    store.update(";\n".join(operations), custom_functions=_functions(quads))


def drop_graphs(store: Database, graphs: Sequence[NamedNode]) -> None:
    """Remove graphs, all or none; absent ones are no error."""
    if graphs:
        swap_graphs(store, graphs, ())


def _functions(quads: Sequence[Quad]) -> dict[NamedNode, Callable[..., _Term | Triple | None]]:
    getters = (lambda q: q.subject, lambda q: q.predicate, lambda q: q.object, lambda q: q.graph_name)

    def by_number(get: Callable[[Quad], _Term]) -> Callable[[Literal], _Term]:
        return lambda number: get(quads[int(number.value)])

    return {NamedNode(_FUNCTION + place): by_number(get) for place, get in zip(_PLACES, getters, strict=True)}
