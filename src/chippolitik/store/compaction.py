"""Keep the folder of a store small: what a killed load or compaction has left goes."""

from __future__ import annotations

import logging
import re
from pathlib import Path

__all__ = ["remove_dead_files"]

_LOG = logging.getLogger(__name__)

_GATHERED = re.compile(r"bulk-[0-9]+\.sst")
"""Name of a file that Oxigraph gathers a load in; once the load is done, the file has a number for a name."""


def remove_dead_files(data: Path) -> int:
    """Remove the files of loads and compactions that were killed; only the one writer may, before it writes.

    Args:
        data: Folder of a generation.

    Returns:
        The number of bytes that are free again.

    Raises:
        OSError: The folder cannot be read or written.
    """
    dead = list(data.glob(".ledger.jsonl.*.part"))
    dead += [
        file for name in ("main", "quarantine") for file in (data / name).glob("*") if _GATHERED.fullmatch(file.name)
    ]
    size = sum(file.stat().st_size for file in dead)
    for file in dead:
        file.unlink()
    if dead:
        _LOG.info("files of killed writers removed files=%d bytes=%d", len(dead), size)
    return size
