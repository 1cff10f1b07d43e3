"""The folder of a store: where its files lie, who may write, which of them count.

Layout: ``manifest.json`` names the format, the manifest and the generation, which is a folder with ``main/`` and
``quarantine/`` (Oxigraph), ``ledger.jsonl`` and ``quality.json``; ``judgements.jsonl`` beside it outlives generations.
A generation becomes the store's in the moment when the manifest is replaced. A linked store has no ``main/``: an
endpoint holds it.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph

from chippolitik.errors import StoreError
from chippolitik.store.compaction import remove_dead_files
from chippolitik.store.database import Database, Remote
from chippolitik.store.embedded import Parts, came_true
from chippolitik.store.endpoint import connect, endpoint_at
from chippolitik.store.files import disk_errors, write_whole
from chippolitik.store.foundation import Filler, Foundation
from chippolitik.store.head import Head, Link, read_head, write_head
from chippolitik.store.judgements import Judgement, judgements_digest, read_judgements
from chippolitik.store.ledger import Ledger
from chippolitik.store.manifest import Manifest
from chippolitik.store.migration import upgrade
from chippolitik.store.writing import EmbeddedWriter

__all__ = ["Folder", "snapshot_of"]

_QUALITY = "quality.json"


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a store.

    Attributes:
        path: Where it is.
    """

    path: Path

    def head(self) -> Head | None:
        """Return what the manifest says, or None if the folder is absent or empty.

        Raises:
            StoreError: It is no store of ours, of a newer format, or cannot be read.
        """
        with disk_errors(self.path):
            if not self.path.exists():
                return None
            if not self.path.is_dir():
                raise StoreError(f"{self.path} is a file, not a folder", "say --store DIR")
            file = self.path / "manifest.json"
            if not file.exists():
                if any(not _leftover(child) for child in self.path.iterdir()):
                    raise StoreError(
                        f"{self.path} holds something else than a store", "choose a new folder with --store"
                    )
                return None
            return read_head(self.path)

    def generation(self, head: Head) -> Path:
        """Return the folder of the data."""
        return self.path / head.generation

    def make(self, manifest: Manifest, fill: Filler, ledger: Path | None = None, *, link: Link | None = None) -> Head:
        """Make a store; it is there only when all of it is.

        Args:
            manifest: What it is made with; the decisions that lie in the folder are pinned too.
            fill: Fills its databases.
            ledger: A file to copy as its ledger, or None to begin with an empty one.
            link: The endpoint that is to hold the graphs, or None.

        Returns:
            Its head; if another process was faster, that one's.

        Raises:
            OSError: The disk is full or cannot be written.
            StoreError: Another process is making it.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        head = Head(replace(manifest, judgements=judgements_digest(self.judgements())), "", link)
        with contextlib.suppress(FileExistsError):
            write_head(self.path, head, new=True)
        data = self.path / "g1"
        data.mkdir(exist_ok=True)
        main, quarantine = _databases(data, link)  # from here on no other process writes
        with contextlib.ExitStack() as stack:
            if isinstance(main, Remote):
                stack.callback(main.close)
            if (now := read_head(self.path)).generation:
                return now
            _fill(main, quarantine, fill)
            (data / "ledger.jsonl").unlink(missing_ok=True)
            if ledger is not None:
                shutil.copyfile(ledger, data / "ledger.jsonl")
            return self.name(replace(head, generation="g1"))

    def beside(self, name: str, manifest: Manifest, foundation: Foundation) -> EmbeddedWriter:
        """Make a generation that the manifest does not name yet, and open it for writing."""
        self.remove(name)  # a rebuild that did not come to its end
        data = self.path / name
        data.mkdir()
        main, quarantine = _databases(data, None)
        _fill(main, quarantine, foundation.fill)
        parts = Parts(main, quarantine, Ledger(data / "ledger.jsonl"), manifest, self.judgements(), data / _QUALITY)
        return EmbeddedWriter(parts, place=self.path, save=self._save)

    def name(self, head: Head) -> Head:
        """Let the manifest name a generation; from this moment it is the store."""
        write_head(self.path, head)
        return head

    def remove_others(self, generation: str) -> None:
        """Delete data that the manifest does not name; only the writer of the named ones may."""
        for child in self.path.glob("g[0-9]*"):
            if child.name != generation:
                self.remove(child.name)

    def writer(self, head: Head) -> EmbeddedWriter:
        """Open the data for writing.

        Raises:
            StoreError: Another writer has it, or it cannot be written.
        """
        data = self.generation(head)
        with disk_errors(self.path):
            if not (data / "quarantine").is_dir() or not (head.link or (data / "main").is_dir()):
                raise StoreError(f"{self.path}: the data of the store are gone", "restore a snapshot or make it anew")
            main, quarantine = _databases(data, head.link)
            now = read_head(self.path)
            if now.generation != head.generation:
                raise StoreError(f"{self.path}: the store has just been rebuilt", "run the command again")
            now = upgrade(self.path, now, [main, quarantine])
            self.remove_others(head.generation)
            remove_dead_files(data)
            parts = Parts(
                main, quarantine, Ledger(data / "ledger.jsonl"), now.manifest, self.judgements(), _quality(data, head)
            )
            return EmbeddedWriter(parts, place=self.path, save=self._save)

    def judgements(self) -> list[Judgement]:
        """Read the decisions.

        Raises:
            StoreError: The file is broken.
        """
        file = self.path / "judgements.jsonl"
        if not file.exists():
            return []
        try:
            return read_judgements(file.read_text(encoding="utf-8"), file=str(file))
        except ValueError as error:
            raise StoreError(str(error), "mend the line, or take the file from its history") from error

    def _save(self, parts: Parts) -> None:
        """Write the decisions down, then pin them."""
        write_whole(self.path / "judgements.jsonl", (judgement.line().encode() for judgement in parts.judgements))
        head = read_head(self.path)
        parts.manifest = replace(parts.manifest, judgements=judgements_digest(parts.judgements))
        self.name(replace(head, manifest=parts.manifest))

    def remove(self, generation: str) -> None:
        """Delete the data of a generation that the manifest no longer names."""
        shutil.rmtree(self.path / generation, ignore_errors=True)


def snapshot_of(folder: Folder, head: Head) -> Parts:
    """Open a view of the data for reading: frozen, but for graphs at an endpoint.

    Raises:
        OSError: A writer has just replaced files, or they cannot be read.
    """
    data = folder.generation(head)
    ledger = Ledger(data / "ledger.jsonl")  # before the quads: it may know too little of them, never too much
    main: Database = _remote(head.link) if head.link else pyoxigraph.Store.read_only(str(data / "main"))
    quarantine = pyoxigraph.Store.read_only(str(data / "quarantine"))
    parts = Parts(main, quarantine, ledger, head.manifest, folder.judgements(), _quality(data, head))
    if (row := ledger.last) and (row.put or row.gone) and not came_true(parts, row):
        ledger.forget()
    return parts


def _quality(data: Path, head: Head) -> Path | None:
    """Return where what is wrong between articles is kept: nowhere for an endpoint, which others write too."""
    return None if head.link else data / _QUALITY


def _databases(data: Path, link: Link | None) -> tuple[Database, pyoxigraph.Store]:
    """Open both databases for writing; the first one that lies in the folder locks."""
    if link:
        quarantine = pyoxigraph.Store(str(data / "quarantine"))
        return _remote(link), quarantine
    main = pyoxigraph.Store(str(data / "main"))
    return main, pyoxigraph.Store(str(data / "quarantine"))


def _remote(link: Link) -> Database:
    connection = connect(endpoint_at(link.base, link.server, batch=link.batch))
    from chippolitik.store.endpoint.database import RemoteDatabase  # noqa: PLC0415 - needs an extra

    return RemoteDatabase(connection)


def _fill(main: Database, quarantine: pyoxigraph.Store, fill: Filler) -> None:
    """Put into databases what a new store begins with; what a death left in them goes."""
    for database in (main, quarantine):
        database.clear()
    fill(main, quarantine)
    for database in (main, quarantine):
        database.flush()


def _leftover(path: Path) -> bool:
    """Tell a temporary file of ours, and decisions that were put there before the store was made."""
    return path.name == "judgements.jsonl" or (path.name.startswith(".manifest.json.") and path.suffix == ".part")
