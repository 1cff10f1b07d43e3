"""What a server has acknowledged of an upload, line by line, so that the next one goes on from there.

The first line names the endpoint. The file can be lost: everything is sent again then.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chippolitik.errors import StoreError
from chippolitik.store.files import disk_errors, write_whole

__all__ = ["Journal", "Sent"]

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a server has of one graph.

    Attributes:
        graph: Its name.
        digest: SHA-256 of its sorted lines.
        quads: Number of lines that the server has acknowledged.
        whole: Whether that is all of them.
    """

    graph: str
    digest: str
    quads: int
    whole: bool = True

    def row(self) -> dict[str, Any]:
        """Return it JSON-ready."""
        return {name: getattr(self, name) for name in self.__slots__}


class Journal:
    """The journal of uploads from one source to one endpoint.

    Args:
        path: Its file; made by the first line.
        endpoint: Name of the endpoint.
        forget: Whether to begin anew; what was sent is still known as there, to be removed or replaced.

    Raises:
        StoreError: It is another endpoint's, or no journal.
    """

    def __init__(self, path: Path, endpoint: str, *, forget: bool = False) -> None:
        self._path, self._endpoint = path, endpoint
        self._sent: dict[str, Sent] = {}
        with disk_errors(path):
            if path.exists():
                self._read(path.read_bytes())
        if forget:
            self._sent = {name: replace(sent, digest="", whole=False) for name, sent in self._sent.items()}

    def sent(self, graph: str, digest: str) -> Sent:
        """Return what the server has of a graph with this content."""
        known = self._sent.get(graph)
        return known if known and known.digest == digest else Sent(graph=graph, digest=digest, quads=0, whole=False)

    def graphs(self) -> list[str]:
        """Return the names of all graphs that the server has something of."""
        return sorted(self._sent)

    def counts(self) -> dict[str, int]:
        """Return the number of quads that the server has of each graph."""
        return {sent.graph: sent.quads for sent in self._sent.values()}

    def add(self, rows: Iterable[Sent]) -> None:
        """Write down what the server has just acknowledged."""
        rows = list(rows)
        self._sent.update({row.graph: row for row in rows})
        self._append(row.row() for row in rows)

    def remove(self, graphs: Iterable[str]) -> None:
        """Write down that the server no longer has some graphs."""
        graphs = list(graphs)
        for graph in graphs:
            self._sent.pop(graph, None)
        self._append({"graph": graph, "gone": True} for graph in graphs)

    def close(self) -> None:
        """Write the file anew, one line a graph."""
        with disk_errors(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            rows = [self._head(), *(self._sent[name].row() for name in self.graphs())]
            write_whole(self._path, map(_line, rows))

    def _append(self, rows: Iterable[dict[str, Any]]) -> None:
        data = b"".join(map(_line, rows))
        with disk_errors(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not self._path.exists():
                write_whole(self._path, [_line(self._head())])
            with self._path.open("ab") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())

    def _head(self) -> dict[str, Any]:
        return {"program": "chippolitik", "journal": FORMAT, "endpoint": self._endpoint}

    def _read(self, data: bytes) -> None:
        rows = list(_rows(data))
        if not rows or rows[0].get("program") != "chippolitik" or rows[0].get("journal") != FORMAT:
            raise StoreError(f"{self._path} is no journal of an upload", "give another file with --journal")
        if (other := rows[0].get("endpoint")) != self._endpoint:
            raise StoreError(f"{self._path} is the journal of {other}", "give another file with --journal")
        for row in rows[1:]:
            if row.pop("gone", False):
                self._sent.pop(row["graph"], None)
            else:
                self._sent[row["graph"]] = Sent(**row)


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row).encode() + b"\n"


def _rows(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the rows up to the first torn one: what stands behind it is sent again."""
    for line in data.splitlines(keepends=True):
        try:
            row = json.loads(line)
        except ValueError:
            return
        if not line.endswith(b"\n") or not isinstance(row, dict):
            return
        yield row
