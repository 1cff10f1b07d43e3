"""Graphs that the tests of queries ask: the small one in ``fixtures`` and the one of the seed's gold claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chippolitik.knowledge import knowledge_quads
from chippolitik.resolve import LabelResolver
from chippolitik.tables import load_tables

from .graphs import FIXTURES, SHARED, Known, build, shortened, small_knowledge, small_resolver


@pytest.fixture(scope="session")
def small() -> Known:
    """The small fixed graph: three articles of our own on firms that do not exist."""
    quads = small_knowledge()
    return build(FIXTURES, small_resolver(quads), quads)


@pytest.fixture(scope="session")
def seed() -> Known:
    """The graph of the seed's gold claims, resolved by the shipped knowledge base."""
    if not (SHARED / "seed" / "claims.jsonl").exists():
        pytest.skip("needs ../shared, which is not part of the repository")
    tables = load_tables()
    return build(SHARED / "seed", LabelResolver(tables), list(knowledge_quads(tables)))


@pytest.fixture(scope="session")
def shorten() -> Callable[[dict[str, Any], Known], dict[str, Any]]:
    """Give the function that makes rows fit for comparison with rows written by hand."""
    return shortened
