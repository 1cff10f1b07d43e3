"""Open a store in a folder, for readers and for the one writer. The folder's layout is in ``folder``."""

from __future__ import annotations

import time
from pathlib import Path

from chippolitik.errors import StoreError
from chippolitik.store.embedded import EmbeddedStore
from chippolitik.store.files import disk_errors, explain
from chippolitik.store.folder import Folder, snapshot_of
from chippolitik.store.foundation import Foundation
from chippolitik.store.head import Link
from chippolitik.store.judgements import judgements_digest
from chippolitik.store.manifest import Manifest
from chippolitik.store.writing import EmbeddedWriter

__all__ = ["open_store", "open_writer"]

_ATTEMPTS = 20  # a writer may replace files while a reader opens them


def open_store(path: Path) -> EmbeddedStore:
    """Open a store for reading, beside a writer if need be; what is written later is not seen.

    Raises:
        StoreError: There is no store, it is another program's, of a newer format, or it cannot be read.
    """
    folder = Folder(path)
    for attempt in range(_ATTEMPTS):
        head = folder.head()
        if head is None or not head.generation:
            raise StoreError(f"there is no store at {path}", "make one with 'chippolitik ingest', or say --store DIR")
        try:
            return EmbeddedStore(snapshot_of(folder, head))
        except (OSError, RuntimeError) as error:  # Oxigraph takes a file that a writer has just replaced for damage
            if attempt == _ATTEMPTS - 1:
                raise explain(error, path) from error
            time.sleep(0.05)
    raise AssertionError


def open_writer(
    path: Path, manifest: Manifest | None = None, foundation: Foundation | None = None, *, link: Link | None = None
) -> EmbeddedWriter:
    """Open a store for writing; there is one writer at a time.

    Args:
        path: Its folder.
        manifest: What the articles will be made with; a store that is not there is made with it. None opens any
            store, and makes none.
        foundation: Gives ontology and knowledge base for a new store; None makes a store of articles alone.
        link: The endpoint that holds the graphs of a new store; None keeps them in the folder. Graphs of ours that are
            there already are replaced. An older store is what it is.

    Raises:
        StoreError: It is another program's folder, has another manifest or a newer format, has a writer already, or
            cannot be written.
    """
    folder = Folder(path)
    head = folder.head()
    if head is None or not head.generation:
        if manifest is None:
            raise StoreError(f"there is no store at {path}", "make one with 'chippolitik ingest', or say --store DIR")
        with disk_errors(path):
            head = folder.make(manifest, (foundation or Foundation()).fill, link=link)
    writer = folder.writer(head)
    try:
        if manifest is not None:
            _check_manifest(writer, manifest, path)
    except StoreError:
        writer.close()
        raise
    return writer


def _check_manifest(writer: EmbeddedWriter, manifest: Manifest, path: Path) -> None:
    found = writer.manifest.differences(manifest)
    if writer.manifest.judgements != judgements_digest(writer.judgements()):
        found.append("judgements have changed")
    if found:
        raise StoreError(f"{path} was made with other parts: {'; '.join(found)}", "run 'chippolitik rebuild'")
