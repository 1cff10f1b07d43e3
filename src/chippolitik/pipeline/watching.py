"""Folders as they change: which files are new, other than before, or gone. What is done about it is not decided here.

Files are looked at from time to time, which works on every file system, network shares included. A file counts when
its size and time have stood still for one look, so that a half-written one is not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from chippolitik.corpus.sources import files_in
from chippolitik.store.contracts import Store

__all__ = ["Changes", "Watcher", "gone_from"]

_State = tuple[int, int]  # time of change in nanoseconds, size in bytes


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened in the folders between two looks.

    Attributes:
        changed: Files that are new or other than before, by path.
        removed: Files that are gone, by path.
    """

    changed: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed)


@dataclass(slots=True)
class Watcher:
    """Looks at folders.

    Attributes:
        folders: The folders, with all below them.
    """

    folders: tuple[Path, ...]
    _told: dict[Path, _State] = field(default_factory=dict)
    _seen: dict[Path, _State] = field(default_factory=dict)

    def look(self) -> Changes:
        """Return what changed since the last look that told of it; at the first look, every file is new."""
        now = dict(_states(self.folders))
        first = not self._seen and not self._told
        changed = [
            path
            for path, state in now.items()
            if self._told.get(path) != state and (first or self._seen.get(path) == state)
        ]
        removed = [path for path in self._told if path not in now]
        self._told = {path: state for path, state in self._told.items() if path in now}
        self._told.update((path, now[path]) for path in changed)
        self._seen = now
        return Changes(tuple(sorted(changed)), tuple(sorted(removed)))


def gone_from(store: Store, folders: Iterable[Path], files: Iterable[Path], read: set[str]) -> list[str]:
    """Return ids of articles that the folders no longer give.

    Args:
        store: Where they are.
        folders: The folders that are watched.
        files: Files that were read, or are gone.
        read: Ids of the articles that were just read from them.

    Returns:
        Articles of these files that were not read, and articles of files in the folders that are not there any more;
        sorted.
    """
    roots = [str(folder.resolve()) + "/" for folder in folders]
    paths = {str(path.resolve()) for path in files}
    found = []
    for entry in store.entries():
        path = entry.path
        if entry.kind != "article" or path is None or entry.id in read:
            continue
        if path in paths or (any(path.startswith(root) for root in roots) and not Path(path).exists()):
            found.append(entry.id)
    return sorted(found)


def _states(folders: Iterable[Path]) -> Iterable[tuple[Path, _State]]:
    for folder in folders:
        for path in files_in(folder)[0]:
            try:
                state = path.stat()
            except OSError:
                continue  # gone between two looks
            yield path, (state.st_mtime_ns, state.st_size)
