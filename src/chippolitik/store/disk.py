"""A store in a folder: making it, opening it for readers and for the one writer.

Layout: ``manifest.json`` names the format, the manifest and the generation, which is a folder with ``main/`` and
``quarantine/`` (Oxigraph) and ``ledger.jsonl``; ``judgements.jsonl`` beside it outlives generations. A generation
becomes the store's in the moment when the manifest is replaced.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyoxigraph

from chippolitik.errors import StoreError
from chippolitik.store.embedded import EmbeddedStore, Parts, came_true
from chippolitik.store.files import disk_errors, explain, write_whole
from chippolitik.store.foundation import Filler, Foundation
from chippolitik.store.judgements import Judgement, judgements_digest, read_judgements
from chippolitik.store.ledger import Ledger
from chippolitik.store.manifest import FORMAT, Manifest
from chippolitik.store.writing import EmbeddedWriter

__all__ = ["Folder", "open_store", "open_writer"]

_PROGRAM = "chippolitik"
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
            return EmbeddedStore(_snapshot(folder, head))
        except OSError as error:
            if attempt == _ATTEMPTS - 1:
                raise explain(error, path) from error
            time.sleep(0.02)
    raise AssertionError


def open_writer(path: Path, manifest: Manifest | None = None, foundation: Foundation | None = None) -> EmbeddedWriter:
    """Open a store for writing; there is one writer at a time.

    Args:
        path: Its folder.
        manifest: What the articles will be made with; a store that is not there is made with it. None opens any
            store, and makes none.
        foundation: Gives ontology and knowledge base for a new store; None makes a store of articles alone.

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
            head = folder.make(manifest, (foundation or Foundation()).fill)
    writer = folder.writer(head)
    try:
        if manifest is not None:
            _check_manifest(writer, manifest, path)
    except StoreError:
        writer.close()
        raise
    return writer


@dataclass(frozen=True, slots=True)
class Head:
    """What ``manifest.json`` says.

    Attributes:
        manifest: What the store was made with.
        generation: Name of the folder of its data; empty while it is being made.
    """

    manifest: Manifest
    generation: str

    def parts(self) -> Iterator[bytes]:
        """Yield the content of the file."""
        row = {
            "program": _PROGRAM,
            "format": FORMAT,
            "generation": self.generation,
            "manifest": self.manifest.to_json(),
        }
        yield json.dumps(row, indent=2).encode() + b"\n"


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
            return _read_head(file)

    def generation(self, head: Head) -> Path:
        """Return the folder of the data."""
        return self.path / head.generation

    def make(self, manifest: Manifest, fill: Filler, ledger: Path | None = None) -> Head:
        """Make a store; it is there only when all of it is.

        Args:
            manifest: What it is made with; the decisions that lie in the folder are pinned too.
            fill: Fills its databases.
            ledger: A file to copy as its ledger, or None to begin with an empty one.

        Returns:
            Its head; if another process was faster, that one's.

        Raises:
            OSError: The disk is full or cannot be written.
            StoreError: Another process is making it.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        head = Head(replace(manifest, judgements=judgements_digest(self.judgements())), "")
        with contextlib.suppress(FileExistsError):
            write_whole(self.path / "manifest.json", head.parts(), new=True)
        data = self.path / "g1"
        data.mkdir(exist_ok=True)
        main, quarantine = _databases(data)  # from here on no other process writes
        if (now := _read_head(self.path / "manifest.json")).generation:
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
        main, quarantine = _databases(data)
        _fill(main, quarantine, foundation.fill)
        parts = Parts(main, quarantine, Ledger(data / "ledger.jsonl"), manifest, self.judgements())
        return EmbeddedWriter(parts, place=self.path, save=self._save)

    def name(self, head: Head) -> Head:
        """Let the manifest name a generation; from this moment it is the store."""
        write_whole(self.path / "manifest.json", head.parts())
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
            if not (data / "main").is_dir():
                raise StoreError(f"{self.path}: the data of the store are gone", "restore a snapshot or make it anew")
            main, quarantine = _databases(data)
            now = _read_head(self.path / "manifest.json")
            if now.generation != head.generation:
                raise StoreError(f"{self.path}: the store has just been rebuilt", "run the command again")
            self.remove_others(head.generation)
            parts = Parts(main, quarantine, Ledger(data / "ledger.jsonl"), now.manifest, self.judgements())
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
        head = _read_head(self.path / "manifest.json")
        parts.manifest = replace(parts.manifest, judgements=judgements_digest(parts.judgements))
        self.name(replace(head, manifest=parts.manifest))

    def remove(self, generation: str) -> None:
        """Delete the data of a generation that the manifest no longer names."""
        shutil.rmtree(self.path / generation, ignore_errors=True)


def _databases(data: Path) -> tuple[pyoxigraph.Store, pyoxigraph.Store]:
    """Open both databases for writing; the first one locks."""
    main = pyoxigraph.Store(str(data / "main"))
    return main, pyoxigraph.Store(str(data / "quarantine"))


def _fill(main: pyoxigraph.Store, quarantine: pyoxigraph.Store, fill: Filler) -> None:
    """Put into databases what a new store begins with; what a death left in them goes."""
    for database in (main, quarantine):
        database.clear()
    fill(main, quarantine)
    for database in (main, quarantine):
        database.flush()


def _snapshot(folder: Folder, head: Head) -> Parts:
    """Open a frozen view of the data."""
    data = folder.generation(head)
    ledger = Ledger(data / "ledger.jsonl")  # before the quads: it may know too little of them, never too much
    main, quarantine = (pyoxigraph.Store.read_only(str(data / name)) for name in ("main", "quarantine"))
    parts = Parts(main, quarantine, ledger, head.manifest, folder.judgements())
    if (row := ledger.last) and (row.put or row.gone) and not came_true(parts, row):
        ledger.forget()
    return parts


def _read_head(file: Path) -> Head:
    try:
        row: dict[str, Any] = json.loads(file.read_bytes())
        if row.get("program") != _PROGRAM:
            raise StoreError(f"{file.parent} is the folder of another program", "choose a new folder with --store")
        if int(row["format"]) > FORMAT:
            raise StoreError(
                f"{file.parent} was written by a newer version (format {row['format']}, this one reads {FORMAT})",
                "upgrade chippolitik",
            )
        return Head(Manifest.from_json(row["manifest"]), str(row["generation"]))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(f"{file} is no manifest of a store", "choose a new folder with --store") from error


def _leftover(path: Path) -> bool:
    """Tell a temporary file of ours, and decisions that were put there before the store was made."""
    return path.name == "judgements.jsonl" or (path.name.startswith(".manifest.json.") and path.suffix == ".part")


def _check_manifest(writer: EmbeddedWriter, manifest: Manifest, path: Path) -> None:
    found = writer.manifest.differences(manifest)
    if writer.manifest.judgements != judgements_digest(writer.judgements()):
        found.append("judgements have changed")
    if found:
        raise StoreError(f"{path} was made with other parts: {'; '.join(found)}", "run 'chippolitik rebuild'")
