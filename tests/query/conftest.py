"""Graphs that the tests of queries ask: the small one in ``fixtures`` and the one of the seed's gold claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .graphs import Known, seed_graph, shortened, small_graph


@pytest.fixture(scope="session")
def small() -> Known:
    """The small fixed graph: three articles of our own on firms that do not exist."""
    return small_graph()


@pytest.fixture(scope="session")
def seed() -> Known:
    """The graph of the seed's gold claims, resolved by the shipped knowledge base."""
    return seed_graph()


@pytest.fixture(scope="session")
def shorten() -> Callable[[dict[str, Any], Known], dict[str, Any]]:
    """Give the function that makes rows fit for comparison with rows written by hand."""
    return shortened
