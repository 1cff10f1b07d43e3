"""The small fixed graph of the query tests, for analyses."""

from __future__ import annotations

import pytest

from ..query.graphs import Known, small_graph  # noqa: TID252 - tests have no absolute name


@pytest.fixture(scope="session")
def small() -> Known:
    """The small fixed graph: articles of our own on firms that do not exist."""
    return small_graph()
