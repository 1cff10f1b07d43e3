"""A whole store as plain files that can be kept, compared and restored.

A snapshot is a folder: ``graph.nq`` and ``quarantine.nq`` (sorted N-Quads), ``ledger.jsonl``, ``judgements.jsonl``, and
``snapshot.json`` with versions, counts, sources, and the size and hash of each file. Live stores are in ``disk``.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from chippolitik.errors import StoreError
from chippolitik.graph.terms import chip
from chippolitik.graph.view import OxigraphView
from chippolitik.namespaces import ONTOLOGY_GRAPH
from chippolitik.store.database import Database
from chippolitik.store.embedded import EmbeddedStore, Parts
from chippolitik.store.exporting import canonical_lines
from chippolitik.store.files import disk_errors, whole_folder
from chippolitik.store.judgements import read_judgements
from chippolitik.store.ledger import Ledger, Row
from chippolitik.store.manifest import Manifest
from chippolitik.store.statistics import count

__all__ = ["Snapshot", "is_snapshot", "read_snapshot", "write_snapshot"]

FORMAT = 1
_HEAD = "snapshot.json"
_FILES = ("graph.nq", "quarantine.nq", "ledger.jsonl", "judgements.jsonl")
_LICENSE = NamedNode("http://purl.org/dc/terms/license")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot whose files are what they were when it was written.

    Attributes:
        path: Its folder.
        manifest: What the store was made with.
        with_text: Whether it holds the texts of articles; without them it can be compared, not restored.
    """

    path: Path
    manifest: Manifest
    with_text: bool

    def parts(self) -> Parts:
        """Read it into memory."""
        main, quarantine = pyoxigraph.Store(), pyoxigraph.Store()
        self.fill(main, quarantine)
        text = (self.path / "judgements.jsonl").read_text(encoding="utf-8")
        ledger = Ledger(self.path / "ledger.jsonl")
        return Parts(main, quarantine, ledger, self.manifest, read_judgements(text))

    def fill(self, main: Database, quarantine: Database) -> None:
        """Read its quads into empty databases; blank nodes keep their names."""
        for database, name in ((main, "graph.nq"), (quarantine, "quarantine.nq")):
            with (self.path / name).open("rb") as file:
                database.bulk_extend(parse(file, format=RdfFormat.N_QUADS))


def is_snapshot(path: Path) -> bool:
    """Return whether a folder is a snapshot."""
    return (path / _HEAD).is_file()


def write_snapshot(store: EmbeddedStore, path: Path, *, with_text: bool) -> None:
    """Write a snapshot; its folder is there only when all of it is.

    Args:
        store: A store that nobody writes to meanwhile, or a frozen view of one.
        path: The folder, which must not be there.
        with_text: Whether to give the texts of articles; only then can it be restored.

    Raises:
        StoreError: The folder is there already, the disk is full or cannot be written.
    """
    if path.exists():
        raise StoreError(f"{path} is there already", "give a new folder for the snapshot")
    with disk_errors(path), whole_folder(path) as beside:
        parts = store.parts
        content: dict[str, Iterable[bytes]] = {
            "graph.nq": canonical_lines(store, with_text=with_text),
            "quarantine.nq": canonical_lines(OxigraphView(parts.quarantine), with_text=with_text),
            "ledger.jsonl": _ledger_line(store),
            "judgements.jsonl": (judgement.line().encode() for judgement in parts.judgements),
        }
        files = {name: _write(beside / name, lines) for name, lines in content.items()}
        head = json.dumps(_head(store, files, with_text=with_text), ensure_ascii=False, indent=2)
        (beside / _HEAD).write_text(head + "\n", encoding="utf-8")


def read_snapshot(path: Path) -> Snapshot:
    """Check a snapshot: its format, and each file against its size and hash.

    Raises:
        StoreError: It is no snapshot, of a newer format, or damaged.
    """
    with disk_errors(path):
        try:
            head: dict[str, Any] = json.loads((path / _HEAD).read_bytes())
            if int(head["format"]) > FORMAT:
                raise StoreError(f"{path} was written by a newer version", "upgrade chippolitik")
            for name in _FILES:
                if _described(path / name) != head["files"][name]:
                    raise StoreError(
                        f"{path / name} is not what the snapshot was written with", "take another copy of it"
                    )
            return Snapshot(path, Manifest.from_json(head["manifest"]), bool(head["texts"]))
        except FileNotFoundError as error:
            raise StoreError(f"{path} is no whole snapshot: {error.filename} is missing", "give its folder") from error
        except (ValueError, TypeError, KeyError) as error:
            raise StoreError(f"{path / _HEAD} is not readable", "give the folder of a snapshot") from error


def _head(store: EmbeddedStore, files: dict[str, dict[str, Any]], *, with_text: bool) -> dict[str, Any]:
    counts = count(store).row()
    sources = Counter(_values(store, chip("sourceName"), None))
    return {
        "program": "chippolitik",
        "format": FORMAT,
        "texts": with_text,
        "manifest": counts.pop("manifest"),
        "counts": counts,
        "licences": {
            "ontology": sorted(set(_values(store, _LICENSE, NamedNode(ONTOLOGY_GRAPH)))),
            "articles": "quotes and texts belong to the sources named below; no licence is given for them here",
        },
        "sources": [{"name": name, "articles": number} for name, number in sorted(sources.items())],
        "files": files,
    }


def _values(store: EmbeddedStore, predicate: NamedNode, graph: NamedNode | None) -> Iterator[str]:
    for quad in store.match(None, predicate, None, graph):
        if not isinstance(quad.object, Triple):
            yield quad.object.value


def _ledger_line(store: EmbeddedStore) -> Iterator[bytes]:
    """Yield all entries as one transaction, and an empty one: nobody need check again whether the first came true."""
    entries = tuple(entry for entry in store.entries() if entry.digest)
    for row in (Row(put=entries), Row()):
        yield json.dumps(row.to_json(), ensure_ascii=False).encode() + b"\n"


def _write(path: Path, lines: Iterable[bytes]) -> dict[str, Any]:
    with path.open("wb") as file:
        file.writelines(lines)
    return _described(path)


def _described(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": path.stat().st_size}
