"""A property graph in Ladybug, an embedded database that is asked in Cypher; needs the extra ``ladybug``.

The graph itself is made in ``property_graph``. A table of nodes is a first label, a table of edges a type.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING

from chippolitik.errors import MissingPartError
from chippolitik.exports.cells import value_text
from chippolitik.exports.columns import CLAIM, EDGE, NODE_COLUMNS, Column, Type
from chippolitik.exports.property_graph import Edge, Element, Node
from chippolitik.exports.surroundings import MEMBERSHIP, PLACING
from chippolitik.model import KINDS

if TYPE_CHECKING:
    from ladybug import Connection

__all__ = ["write_ladybug"]

_TYPES = {
    Type.TEXT: "STRING",
    Type.BOOLEAN: "BOOLEAN",
    Type.INTEGER: "INT64",
    Type.NUMBER: "DOUBLE",
    Type.INSTANT: "STRING",
}
_Table = tuple[str, str, str]
_CSV = "header=false, parallel=false, quote='\"', escape='\"'"
_LINKS = ("attributedTo", "disputes", "fulfils", "causedBy", "inArticle")


def write_ladybug(elements: Iterable[Element], path: Path) -> None:
    """Write a new database.

    Every kind, role and relation of belonging has its table, used or not: a question never meets an unknown name.

    Args:
        elements: The graph.
        path: Where to; must not be there.

    Raises:
        MissingPartError: The extra is not installed.
        OSError: It cannot be written.
    """
    try:
        import ladybug  # noqa: PLC0415 - an optional part
    except ImportError as error:
        raise MissingPartError.of_extra("Ladybug is not installed", "ladybug") from error
    with tempfile.TemporaryDirectory(prefix=".graph.", dir=path.parent) as folder:
        nodes, edges = _spool(elements, Path(folder))
        database = ladybug.Database(str(path))
        connection = ladybug.Connection(database)
        try:
            _load(connection, nodes, edges)
        finally:
            connection.close()
            database.close()


def _load(connection: Connection, nodes: dict[str, Path], edges: dict[_Table, Path]) -> None:
    connection.execute("BEGIN TRANSACTION")
    for label, columns in NODE_COLUMNS.items():
        connection.execute(f"CREATE NODE TABLE `{label}`(id STRING PRIMARY KEY, labels STRING{_fields(columns)})")
        if label in nodes:
            connection.execute(f"COPY `{label}` FROM '{_quoted(nodes[label])}' ({_CSV})")
    claims = {kind.value for kind in KINDS}
    pairs = _declared()
    for start, end, name in edges:
        pairs.setdefault(name, set()).add((start, end))
    for name, ends in sorted(pairs.items()):
        places = ", ".join(f"FROM `{start}` TO `{end}`" for start, end in sorted(ends))
        fields = _fields((*CLAIM, *EDGE)) if name in claims else ""
        connection.execute(f"CREATE REL TABLE `{name}`({places}, id STRING{fields})")
        for start, end in sorted(ends):
            if path := edges.get((start, end, name)):
                between = f", from='{start}', to='{end}'" if len(ends) > 1 else ""
                connection.execute(f"COPY `{name}` FROM '{_quoted(path)}' ({_CSV}{between})")
    connection.execute("COMMIT")


def _declared() -> dict[str, set[tuple[str, str]]]:
    """Return the types of edges that any graph of ours may have, with the first labels of their ends."""
    pairs: dict[str, set[tuple[str, str]]] = {}
    for kind, spec in KINDS.items():
        pairs[kind.value] = {("Entity", "Entity")}
        for role in spec.roles:
            pairs.setdefault(role.property, set()).add(("Situation", "Entity"))
    for name in _LINKS:
        end = {"attributedTo": "Entity", "inArticle": "Article"}.get(name, "Situation")
        pairs.setdefault(name, set()).add(("Situation", end))
    for name in (*PLACING, *MEMBERSHIP):
        pairs.setdefault(name, set()).add(("Entity", "Entity"))
    return pairs


def _spool(elements: Iterable[Element], folder: Path) -> tuple[dict[str, Path], dict[_Table, Path]]:
    """Write a file for each table."""
    nodes: dict[str, Path] = {}
    edges: dict[_Table, Path] = {}
    files: dict[Path, IO[str]] = {}
    with ExitStack() as stack:
        for element in elements:
            if isinstance(element, Node):
                label = element.labels[0]
                path = nodes.setdefault(label, folder / f"node-{label}.csv")
                row = [element.id, ";".join(element.labels), *_cells(element, NODE_COLUMNS[label])]
            else:
                table = (*element.ends, element.type)
                path = edges.setdefault(table, folder / f"edge-{'-'.join(table)}.csv")
                extra = _cells(element, (*CLAIM, *EDGE)) if element.properties else []
                row = [element.start, element.end, element.id, *extra]
            if path not in files:
                files[path] = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            files[path].write(_line(row))
    return nodes, edges


def _line(row: Iterable[str | None]) -> str:
    """Return a line of CSV in which an empty text is quoted and what is absent is not."""
    return ",".join("" if cell is None else '"' + cell.replace('"', '""') + '"' for cell in row) + "\n"


def _fields(columns: Iterable[Column]) -> str:
    return "".join(f", `{column.name}` {_TYPES[column.type]}" for column in columns)


def _cells(element: Node | Edge, columns: Iterable[Column]) -> list[str | None]:
    return [None if (value := element.properties.get(column.name)) is None else value_text(value) for column in columns]


def _quoted(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace("'", "\\'")
