"""Networks as GraphML, for Gephi, Cytoscape and yEd. The same network gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

import networkx as nx

from chippolitik.analysis.network import Dependency
from chippolitik.graph.xml import xml_text

__all__ = ["graphml"]


def graphml(dependencies: Iterable[Dependency], ranks: Mapping[str, int] | None = None) -> bytes:
    """Write edges with what they rest on.

    Args:
        dependencies: The edges.
        ranks: IRI → rank, for things that have one.

    Returns:
        GraphML in UTF-8; what several bases say of one edge is joined by line breaks.

    Source: GraphML 1.0, http://graphml.graphdrawing.org
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    edges = sorted(set(dependencies))
    for node in sorted({node for edge in edges for node in (edge.dependent, edge.provider)}):
        graph.add_node(node.iri, label=xml_text(node.label), sort=node.sort)
        if ranks and node.iri in ranks:
            graph.nodes[node.iri]["rank"] = ranks[node.iri]
    for edge in edges:
        columns = {
            "relation": [basis.relation for basis in edge.bases],
            "claim": [basis.claim for basis in edge.bases],
            "quote": [basis.quote for basis in edge.bases],
            "article": [basis.article for basis in edge.bases],
            "source": [basis.source for basis in edge.bases],
            "published": [basis.published for basis in edge.bases],
            "when": [basis.when for basis in edge.bases],
            "products": [", ".join(basis.products) for basis in edge.bases],
            "rows": [", ".join(basis.rows) for basis in edge.bases],
        }
        joined = {name: xml_text("\n".join(values)) for name, values in columns.items() if any(values)}
        graph.add_edge(edge.dependent.iri, edge.provider.iri, weight=len(edge.bases), **joined)
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, prettyprint=True)
    # What writes the file leaves carriage returns bare, and every reader would turn them into line feeds.
    return out.getvalue().replace(b"\r", b"&#13;") + b"\n"
