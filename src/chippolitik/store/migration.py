"""Stores of older layouts, brought up in place, one step a version, with a backup beside.

Readers need none of this: every reader of this version understands the older layouts as they are.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph

from chippolitik.store.database import Database
from chippolitik.store.files import whole_folder
from chippolitik.store.head import Head, write_head
from chippolitik.store.manifest import FORMAT

__all__ = ["upgrade"]

_LOG = logging.getLogger(__name__)


def upgrade(path: Path, head: Head, databases: Iterable[Database]) -> Head:
    """Bring a store to the layout of this version; a store of it is left alone.

    The backup ``backup-format-N`` is made first, by hard links where the file system has them, and the manifest is
    replaced last, so that a death on the way leaves the old store.

    From 1 to 2: the manifest tells whether an endpoint holds the graphs; a program of version 1 must not open such a
    store, since it would find none.

    Args:
        path: The folder of the store.
        head: What its manifest says.
        databases: Its databases, open for writing: nobody else writes.

    Returns:
        What the manifest says now.

    Raises:
        OSError: The disk is full or cannot be written; the old store stays.
    """
    if head.format == FORMAT:
        return head
    backup = path / f"backup-format-{head.format}"
    if not backup.exists():
        _back_up(path, head, databases, backup)
    new = replace(head, format=FORMAT)
    write_head(path, new)
    _LOG.warning("%s: upgraded from format %d to %d; the old one is in %s", path, head.format, FORMAT, backup.name)
    return new


def _back_up(path: Path, head: Head, databases: Iterable[Database], backup: Path) -> None:
    """Copy a store so that the copy is there wholly or not at all; it is a store that the old version opens."""
    with whole_folder(backup) as beside:
        data = beside / head.generation
        data.mkdir()
        for name, database in zip(("main", "quarantine"), databases, strict=True):
            if isinstance(database, pyoxigraph.Store):
                database.backup(str(data / name))
        for file in ("manifest.json", "judgements.jsonl", f"{head.generation}/ledger.jsonl"):
            if (path / file).exists():
                shutil.copyfile(path / file, beside / file)
