"""The text of updates. Terms are written by the RDF library; no text of an article is ever pasted."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from pyoxigraph import BlankNode, NamedNode, Quad

__all__ = ["dropping", "inserting"]


def dropping(graphs: Iterable[NamedNode | BlankNode]) -> str:
    """Return an update that removes graphs; the empty string if there are none.

    Example:
        >>> dropping([NamedNode("https://w3id.org/chippolitik/graph/kb")])
        'DROP SILENT GRAPH <https://w3id.org/chippolitik/graph/kb>'
    """
    return ";\n".join(f"DROP SILENT GRAPH {graph}" for graph in graphs)


def inserting(quads: Iterable[Quad]) -> str:
    """Return an update that adds quads of named graphs; the empty string if there are none."""
    graphs = [
        f"GRAPH {graph} {{\n" + "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in part) + "\n}"
        for graph, part in groupby(quads, key=lambda quad: quad.graph_name)
    ]
    return "INSERT DATA {\n" + "\n".join(graphs) + "\n}" if graphs else ""
