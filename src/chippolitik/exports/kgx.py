"""A property graph as a pair of KGX tables: nodes.tsv and edges.tsv in the words of the Biolink Model.

The graph itself is made in ``property_graph``.

Source: KGX Format, https://github.com/biolink/kgx/blob/master/specification/kgx-format.md
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from chippolitik.exports.cells import value_text
from chippolitik.exports.columns import CLAIM, EDGE, NODE_COLUMNS
from chippolitik.exports.property_graph import Edge, Element, Node
from chippolitik.namespaces import ID
from chippolitik.resolve.classes import common_class

__all__ = ["EDGE_HEAD", "NODE_HEAD", "curie", "write_kgx"]

_CATEGORIES = {"agent": "biolink:Agent", "place": "biolink:GeographicLocation", "product": "biolink:Device"}
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SHARED = {"label", "name"}  # the column name of KGX says so already

NODE_HEAD = (
    *("id", "category", "name", "provided_by"),
    *dict.fromkeys(c.name for columns in NODE_COLUMNS.values() for c in columns if c.name not in {*_SHARED, "text"}),
)
"""Columns of nodes.tsv: what KGX asks for, then ours."""
EDGE_HEAD = (
    *("id", "subject", "predicate", "object", "category", "original_predicate", "primary_knowledge_source"),
    *("knowledge_level", "agent_type"),
    *(column.name for column in (*CLAIM, *EDGE)),
)
"""Columns of edges.tsv."""


def write_kgx(elements: Iterable[Element], folder: Path) -> None:
    """Write both tables as elements come.

    Args:
        elements: The graph.
        folder: An empty folder that is there.

    Raises:
        OSError: It cannot be written.
    """
    with (
        (folder / "nodes.tsv").open("w", encoding="utf-8", newline="") as nodes,
        (folder / "edges.tsv").open("w", encoding="utf-8", newline="") as edges,
    ):
        nodes.write("\t".join(NODE_HEAD) + "\n")
        edges.write("\t".join(EDGE_HEAD) + "\n")
        for element in elements:
            if isinstance(element, Node):
                nodes.write(_line(_node(element), NODE_HEAD))
            else:
                edges.write(_line(_edge(element), EDGE_HEAD))


def curie(iri: str) -> str:
    """Shorten the IRI of an individual; other ids stay.

    KGX takes no slash after the prefix, so a semicolon stands for it: our paths never have one.

    Example:
        >>> curie("https://w3id.org/chippolitik/id/nvidia")
        'chippolitik:nvidia'
        >>> curie("https://w3id.org/chippolitik/id/name/Company/Norddata")
        'chippolitik:name;Company;Norddata'
    """
    return f"chippolitik:{iri.removeprefix(ID).replace('/', ';')}" if iri.startswith(ID) else iri


def _node(node: Node) -> dict[str, object]:
    sort = node.labels[0]
    category = {
        "Article": "biolink:Article",
        "Situation": "biolink:Event",
        "Entity": _CATEGORIES.get(common_class(node.labels[-1]), "biolink:NamedThing"),
    }[sort]
    properties = dict(node.properties)
    name = properties.get("label") or properties.get("name") or properties.get("kind")
    head = {"id": curie(node.id), "category": category, "name": name, "provided_by": "infores:chippolitik"}
    return {**properties, **head, "iri": node.id}


def _edge(edge: Edge) -> dict[str, object]:
    claim = bool(edge.properties)
    return {
        **edge.properties,
        "id": curie(edge.id) if claim else f"chippolitik:edge;{edge.id}",
        "subject": curie(edge.start),
        "predicate": "biolink:related_to",
        "object": curie(edge.end),
        "category": "biolink:Association",
        "original_predicate": f"chip:{edge.type}",
        "primary_knowledge_source": "infores:chippolitik",
        "knowledge_level": "knowledge_assertion",
        "agent_type": "text_mining_agent" if claim or edge.ends[0] == "Situation" else "manual_agent",
    }


def _line(row: dict[str, object], head: Iterable[str]) -> str:
    return "\t".join(_BREAKS.sub(" ", value_text(row.get(name))) for name in head) + "\n"
