"""Make the data of a store anew beside the old ones, and put them in their place in one moment.

What goes into the new data is decided in ``pipeline``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode

from chippolitik.errors import StoreError
from chippolitik.store.embedded import EmbeddedStore
from chippolitik.store.files import disk_errors
from chippolitik.store.folder import Folder
from chippolitik.store.foreign import copy_graphs
from chippolitik.store.foundation import Foundation
from chippolitik.store.judgements import judgements_digest
from chippolitik.store.manifest import Manifest
from chippolitik.store.record import FileRecord
from chippolitik.store.writing import EmbeddedWriter

__all__ = ["Rebuild", "rebuilding"]


@dataclass(frozen=True, slots=True)
class Rebuild:
    """A rebuild that is going on.

    Attributes:
        old: The data as they are; still what readers see.
        new: Where the new data go.
    """

    old: EmbeddedStore
    new: EmbeddedWriter

    def copy_files(self) -> None:
        """Take the loaded files over as they are, and graphs that were written from outside."""
        copy_graphs(self.old, self.new)
        for entry in self.old.entries():
            if entry.kind == "file":
                quads = self.old.match(graph=NamedNode(entry.graphs[0]))
                key = next(iter(entry.keys), entry.id)
                self.new.put_files([FileRecord(id=entry.id, key=key, name=entry.name, quads=quads)])


@contextlib.contextmanager
def rebuilding(path: Path, manifest: Manifest, foundation: Foundation) -> Iterator[Rebuild]:
    """Open a store for a rebuild; if the block ends well, the new data take the place of the old.

    Args:
        path: The store's folder; no other process may write to it meanwhile.
        manifest: What the articles are made with now.
        foundation: Gives ontology and knowledge base as they are now.

    Raises:
        StoreError: There is no store, another writer has it, or it cannot be written; the old data stay.
    """
    folder = Folder(path)
    head = folder.head()
    if head is None or not head.generation:
        raise StoreError(f"there is no store at {path}", "make one with 'chippolitik ingest', or say --store DIR")
    if head.link:
        raise StoreError(f"the graphs of {path} are at {head.link.base}", "rebuild a store in a folder, then push it")
    old = folder.writer(head)  # keeps other writers out until the end
    try:
        fresh = f"g{int(head.generation.removeprefix('g')) + 1}"
        pinned = replace(manifest, judgements=judgements_digest(old.judgements()))
        with disk_errors(path):
            new = folder.beside(fresh, pinned, foundation)
            try:
                yield Rebuild(old, new)
            finally:
                new.close()
            folder.name(replace(head, manifest=pinned, generation=fresh))
    finally:
        old.close()
    folder.remove_others(fresh)
