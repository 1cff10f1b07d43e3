"""What a process composes once and then uses for every article: knowledge base, extractor, gate.

Each part is loaded when it is first asked for, so that a command waits only for what it uses.
"""

from __future__ import annotations

import functools
from pathlib import Path

from chippolitik.model.flat import Resolver
from chippolitik.pipeline.given import GivenClaims
from chippolitik.resolve import LabelResolver
from chippolitik.tables import Tables, load_tables

__all__ = ["given_claims", "tables"]


@functools.cache
def tables() -> Tables:
    """Return the knowledge base as rows."""
    return load_tables()


def given_claims(path: Path) -> tuple[GivenClaims, Resolver]:
    """Read claims made elsewhere.

    Returns:
        The claims, and what their labels mean.

    Raises:
        InputError: The file cannot be read.
    """
    return GivenClaims.read(path), LabelResolver(tables())
