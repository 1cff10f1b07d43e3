"""Graphs that the tests of exports write: the small one of the queries and the one of the seed's gold claims."""

from __future__ import annotations

import pytest

from chippolitik.knowledge import knowledge_quads
from chippolitik.resolve import LabelResolver
from chippolitik.tables import load_tables

from ..query.graphs import (  # noqa: TID252 - tests have no absolute name
    FIXTURES,
    SHARED,
    Known,
    build,
    small_knowledge,
    small_resolver,
)


@pytest.fixture(scope="session")
def small() -> Known:
    """The small fixed graph: articles of our own on firms that do not exist."""
    quads = small_knowledge()
    return build(FIXTURES, small_resolver(quads), quads)


@pytest.fixture(scope="session")
def seed() -> Known:
    """The graph of the seed's gold claims, resolved by the shipped knowledge base."""
    if not (SHARED / "seed" / "claims.jsonl").exists():
        pytest.skip("needs ../shared, which is not part of the repository")
    tables = load_tables()
    return build(SHARED / "seed", LabelResolver(tables), list(knowledge_quads(tables)))
