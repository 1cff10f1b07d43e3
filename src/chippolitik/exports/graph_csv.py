"""A property graph as CSV with the headers of Neo4j's admin import or of Neptune's openCypher loader.

Three files of nodes and two of edges, so that each has the columns of what it holds. The graph itself is made in
``property_graph``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from chippolitik.exports.cells import cell_text
from chippolitik.exports.columns import CLAIM, EDGE, NODE_COLUMNS, Column, Type
from chippolitik.exports.property_graph import Edge, Element, Node

__all__ = ["DIALECTS", "Dialect", "write_graph_csv"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a loader wants its headers.

    Attributes:
        node_id: Header of the column of a node's id.
        edge_id: Header of the column of an edge's id; empty if there is none.
        types: Type of a property → its name.
    """

    node_id: str
    edge_id: str
    types: dict[Type, str]


DIALECTS = {
    "neo4j": Dialect(
        node_id=":ID",
        edge_id="",
        types={
            Type.TEXT: "string",
            Type.BOOLEAN: "boolean",
            Type.INTEGER: "long",
            Type.NUMBER: "double",
            Type.INSTANT: "datetime",
        },
    ),
    "neptune": Dialect(
        node_id=":ID",
        edge_id=":ID",
        types={
            Type.TEXT: "String",
            Type.BOOLEAN: "Bool",
            Type.INTEGER: "Long",
            Type.NUMBER: "Double",
            Type.INSTANT: "DateTime",
        },
    ),
}
"""Name of a loader → its dialect.

Source: Neo4j Operations Manual, Import, CSV header format; Amazon Neptune User Guide, Load format for openCypher data.
"""

_NODES = {label: f"nodes-{label.lower()}.csv" for label in NODE_COLUMNS}
_CLAIMS, _LINKS = "edges-claims.csv", "edges-links.csv"


def write_graph_csv(elements: Iterable[Element], folder: Path, dialect: Dialect) -> None:
    """Write nodes and edges as they come; words that a spreadsheet would run are made harmless.

    Args:
        elements: The graph.
        folder: An empty folder that is there.
        dialect: Whose headers.

    Raises:
        OSError: It cannot be written.
    """
    with _tables(folder, dialect) as tables:
        for element in elements:
            if isinstance(element, Node):
                columns = NODE_COLUMNS[element.labels[0]]
                row = [element.id, ";".join(element.labels), *_cells(element, columns)]
                tables[_NODES[element.labels[0]]].writerow(row)
            else:
                claim = bool(element.properties)
                head = [element.id] if dialect.edge_id else []
                cells = _cells(element, (*CLAIM, *EDGE)) if claim else []
                row = [*head, element.start, element.end, element.type, *cells]
                tables[_CLAIMS if claim else _LINKS].writerow(row)


class _Table(Protocol):
    def writerow(self, row: Iterable[object], /) -> object: ...


@contextmanager
def _tables(folder: Path, dialect: Dialect) -> Iterator[dict[str, _Table]]:
    """Open the files, each with its header."""
    edge = [*([dialect.edge_id] if dialect.edge_id else []), ":START_ID", ":END_ID", ":TYPE"]
    headers = {
        **{
            _NODES[label]: [dialect.node_id, ":LABEL", *_headers(columns, dialect)]
            for label, columns in NODE_COLUMNS.items()
        },
        _CLAIMS: [*edge, *_headers((*CLAIM, *EDGE), dialect)],
        _LINKS: edge,
    }
    with ExitStack() as stack:
        tables: dict[str, _Table] = {}
        for name, header in headers.items():
            file = stack.enter_context((folder / name).open("w", encoding="utf-8", newline=""))
            tables[name] = csv.writer(file, lineterminator="\n")
            tables[name].writerow(header)
        yield tables


def _headers(columns: Iterable[Column], dialect: Dialect) -> list[str]:
    return [f"{column.name}:{dialect.types[column.type]}" for column in columns]


def _cells(element: Node | Edge, columns: Iterable[Column]) -> list[str]:
    return [cell_text(element.properties.get(column.name)) for column in columns]
