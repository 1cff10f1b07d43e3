"""What a store is made with: the manifest that pins every part which decides what a graph says."""

from __future__ import annotations

import hashlib

from chippolitik.assets import asset_path
from chippolitik.extract.weights import load_weights
from chippolitik.pipeline.parts import FRAMES, lexicon, tables
from chippolitik.store.manifest import Manifest

__all__ = ["manifest"]

_DIGITS = 16  # hexadecimal digits that stand for a set of files


def manifest() -> Manifest:
    """Return the manifest of this installation.

    Raises:
        AssetError: The installation lacks a part.
    """
    return Manifest(
        ontology=_digest("ontology"),
        extractor=f"{FRAMES.name} {FRAMES.version} {lexicon().digest()[:_DIGITS]} {load_weights().digest()[:_DIGITS]}",
        shapes=_digest("shapes"),
        knowledge_base=tables().digest()[:_DIGITS],
    )


def _digest(folder: str) -> str:
    """Return what stands for the Turtle files of a shipped folder: their names and bytes; examples do not count."""
    found = hashlib.sha256()
    root = asset_path(folder)
    for path in sorted(root.rglob("*.ttl"), key=lambda path: path.relative_to(root).parts):
        name = path.relative_to(root).as_posix()
        if not name.startswith("examples/"):
            content = path.read_bytes()
            found.update(f"{name} {len(content)}\n".encode())
            found.update(content)
    return found.hexdigest()[:_DIGITS]
