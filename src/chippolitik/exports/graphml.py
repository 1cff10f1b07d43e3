"""A property graph as GraphML, for networkx, igraph, Gephi, Cytoscape and yEd; written as it comes.

Networks of dependence are in ``analysis.graphml``; the graph itself is made in ``property_graph``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO
from xml.sax.saxutils import quoteattr

from chippolitik.exports.cells import value_text
from chippolitik.exports.columns import CLAIM, EDGE, NODE_COLUMNS, Column, Type
from chippolitik.exports.property_graph import Edge, Element, Node
from chippolitik.graph.xml import xml_escaped

__all__ = ["write_graphml"]

_TYPES = {
    Type.TEXT: "string",
    Type.BOOLEAN: "boolean",
    Type.INTEGER: "long",
    Type.NUMBER: "double",
    Type.INSTANT: "string",
}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(elements: Iterable[Element], out: IO[bytes], *, note: str) -> None:
    """Write all nodes, then all edges; edges wait in a temporary file.

    Args:
        elements: The graph.
        out: Where to.
        note: What the reader should know, in the description of the file.

    Raises:
        OSError: It cannot be written.

    Source: GraphML 1.0, http://graphml.graphdrawing.org
    """
    out.write(_HEAD.encode())
    out.write(f"<desc>{xml_escaped(note)}</desc>\n".encode())
    out.writelines(line.encode() for line in _keys())
    out.write(b'<graph id="chippolitik" edgedefault="directed">\n')
    with tempfile.SpooledTemporaryFile(max_size=2**24) as edges:
        for element in elements:
            if isinstance(element, Node):
                out.write(_node(element).encode())
            else:
                edges.write(_edge(element).encode())
        edges.seek(0)
        out.writelines(edges)
    out.write(b"</graph>\n</graphml>\n")


def _keys() -> Iterator[str]:
    """Yield the declarations of properties; ids tell the properties of nodes from those of edges."""
    nodes = {column.name: column for columns in NODE_COLUMNS.values() for column in columns}
    labels, kind = Column("labels", Type.TEXT, ""), Column("type", Type.TEXT, "")
    for place, columns in (("node", [labels, *nodes.values()]), ("edge", [kind, *CLAIM, *EDGE])):
        for column in columns:
            yield (
                f'<key id="{place}_{column.name}" for="{place}" attr.name="{column.name}"'
                f' attr.type="{_TYPES[column.type]}"/>\n'
            )


def _node(node: Node) -> str:
    return (
        f"<node id={quoteattr(node.id)}>{_data('node', {'labels': ';'.join(node.labels), **node.properties})}</node>\n"
    )


def _edge(edge: Edge) -> str:
    ends = f"id={quoteattr(edge.id)} source={quoteattr(edge.start)} target={quoteattr(edge.end)}"
    return f"<edge {ends}>{_data('edge', {'type': edge.type, **edge.properties})}</edge>\n"


def _data(place: str, properties: dict[str, object]) -> str:
    return "".join(
        f'<data key="{place}_{name}">{xml_escaped(value_text(value))}</data>' for name, value in properties.items()
    )
