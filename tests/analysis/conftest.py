"""The small fixed graph of the query tests, for analyses."""

from __future__ import annotations

import pytest

from ..query.graphs import (  # noqa: TID252 - tests have no absolute name
    FIXTURES,
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
