"""A snapshot back into a store, and any kept state opened for reading."""

from __future__ import annotations

import shutil
from pathlib import Path

from chippolitik.errors import StoreError
from chippolitik.store.disk import open_store
from chippolitik.store.embedded import EmbeddedStore
from chippolitik.store.files import disk_errors
from chippolitik.store.folder import Folder
from chippolitik.store.snapshot import Snapshot, is_snapshot, read_snapshot

__all__ = ["open_any", "restore"]


def restore(snapshot: Snapshot, path: Path) -> None:
    """Make a store of a snapshot; it is there only when all of it is.

    Args:
        snapshot: What to restore.
        path: The new store's folder, which must be absent or empty.

    Raises:
        StoreError: There is something already, the snapshot has no texts, or the disk is full.
    """
    if not snapshot.with_text:
        raise StoreError(f"{snapshot.path} holds no texts", "a snapshot made with --with-text can be restored")
    folder = Folder(path)
    head = folder.head()
    if head.generation if head else path.exists() and any(path.iterdir()):
        raise StoreError(f"{path} is there already", "give a new folder with --store")
    with disk_errors(path):
        path.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(snapshot.path / "judgements.jsonl", path / "judgements.jsonl")
        folder.make(snapshot.manifest, snapshot.fill, snapshot.path / "ledger.jsonl")


def open_any(path: Path) -> EmbeddedStore:
    """Open a store or a snapshot for reading.

    Raises:
        StoreError: It is neither, or cannot be read.
    """
    if not is_snapshot(path):
        return open_store(path)
    with disk_errors(path):
        return EmbeddedStore(read_snapshot(path).parts())
