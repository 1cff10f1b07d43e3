"""A store in memory: for dry runs and tests; it is gone when it is closed."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph

from chippolitik.store.embedded import Parts
from chippolitik.store.foundation import Foundation
from chippolitik.store.ledger import Ledger
from chippolitik.store.manifest import Manifest
from chippolitik.store.writing import EmbeddedWriter

__all__ = ["memory_writer"]


def memory_writer(manifest: Manifest, foundation: Foundation | None = None) -> EmbeddedWriter:
    """Make a store in memory.

    Args:
        manifest: What the articles will be made with.
        foundation: Gives ontology and knowledge base; None makes a store of articles alone.
    """
    parts = Parts(pyoxigraph.Store(), pyoxigraph.Store(), Ledger(), manifest)
    (foundation or Foundation()).fill(parts.main, parts.quarantine)
    return EmbeddedWriter(parts, place=Path("memory"), save=lambda _: None)
