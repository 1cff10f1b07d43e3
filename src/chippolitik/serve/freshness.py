"""Snapshots of the store that follow what is written: opened anew when the files have changed, else kept."""

from __future__ import annotations

import time
from pathlib import Path

from chippolitik.errors import StoreError
from chippolitik.store import open_store
from chippolitik.store.embedded import EmbeddedStore

__all__ = ["Fresh"]


class Fresh:
    """Gives the newest snapshot of a store.

    Args:
        folder: The store.
        pause: Seconds between two looks at the files; 0 looks every time.
    """

    def __init__(self, folder: Path, pause: float = 0.0) -> None:
        self._folder, self._pause = folder, pause
        self._store: EmbeddedStore | None = None
        self._stamp: tuple[object, ...] = ()
        self._looked = 0.0

    def store(self) -> EmbeddedStore:
        """Return a snapshot that holds all that was written before the call, or before the pause.

        Raises:
            StoreError: There is no store, or it cannot be read.
        """
        now = time.monotonic()
        if self._store is not None and self._pause and now - self._looked < self._pause:
            return self._store
        stamp = _stamp(self._folder)
        if self._store is None or stamp != self._stamp:
            self._store, self._stamp = open_store(self._folder), stamp
        self._looked = now
        return self._store

    def state(self) -> tuple[object, ...]:
        """Return what tells this state of the store from others, after a look at the files now.

        Raises:
            StoreError: There is no store, or it cannot be read.
        """
        self._looked = 0.0
        self.store()
        return self._stamp


def _stamp(folder: Path) -> tuple[object, ...]:
    """Return what changes whenever the store does: sizes and times of the files that each write touches.

    Raises:
        StoreError: The folder cannot be read.
    """
    try:
        head = (folder / "manifest.json").stat()
        files = sorted(
            (file.name, stat.st_size, stat.st_mtime_ns)
            for part in folder.glob("g[0-9]*/*")
            for file in ([part] if part.is_file() else part.iterdir())
            if file.suffix in {".log", ".jsonl"} or file.name.startswith("MANIFEST") or file.name == "CURRENT"
            for stat in [file.stat()]
        )
    except FileNotFoundError:
        # A writer has just replaced a file: what comes is new in any case.
        return (time.monotonic_ns(),)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}", "check the folder given with --store") from error
    return (head.st_mtime_ns, head.st_ino, *files)
