"""What ``manifest.json`` of a store says: format, manifest, generation, and the endpoint that the graphs are at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from chippolitik.errors import StoreError
from chippolitik.store.files import write_whole
from chippolitik.store.manifest import FORMAT, Manifest

__all__ = ["PROGRAM", "Head", "Link", "read_head", "write_head"]

PROGRAM = "chippolitik"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An endpoint that holds the graphs of a store; names, quarantine and decisions stay in its folder.

    Attributes:
        base: Its address.
        server: Its make; a key of ``endpoint.SERVERS``.
        batch: Most quads in one update, or None for what the make bears.
    """

    base: str
    server: str
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What ``manifest.json`` says.

    Attributes:
        manifest: What the store was made with.
        generation: Name of the folder of its data; empty while it is being made.
        link: The endpoint that holds the graphs, or None if the folder does.
        format: Version of the layout.
    """

    manifest: Manifest
    generation: str
    link: Link | None = None
    format: int = FORMAT

    def parts(self) -> Iterator[bytes]:
        """Yield the content of the file."""
        row = {
            "program": PROGRAM,
            "format": self.format,
            "generation": self.generation,
            "endpoint": asdict(self.link) if self.link else None,
            "manifest": self.manifest.to_json(),
        }
        yield json.dumps(row, indent=2).encode() + b"\n"


def write_head(folder: Path, head: Head, *, new: bool = False) -> None:
    """Write the manifest of a store, whole or not at all; see ``files.write_whole``."""
    write_whole(folder / "manifest.json", head.parts(), new=new)


def read_head(folder: Path) -> Head:
    """Read the manifest of a store.

    Raises:
        OSError: It cannot be read.
        StoreError: It is another program's, of a newer format, or broken.
    """
    try:
        row: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
        if row.get("program") != PROGRAM:
            raise StoreError(f"{folder} is the folder of another program", "choose a new folder with --store")
        written = int(row["format"])
        if written > FORMAT:
            raise StoreError(
                f"{folder} was written by a newer version (format {written}, this one reads {FORMAT})",
                "upgrade chippolitik",
            )
        link = row.get("endpoint")
        return Head(
            Manifest.from_json(row["manifest"]), str(row["generation"]), Link(**link) if link else None, written
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(
            f"{folder / 'manifest.json'} is no manifest of a store", "choose a new folder with --store"
        ) from error
