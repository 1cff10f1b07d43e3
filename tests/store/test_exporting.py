"""Exports are sorted with bounded memory."""

from __future__ import annotations

import io
import random

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.graph import MemoryView, nquads
from chippolitik.store import exporting
from chippolitik.store.exporting import canonical_lines, write_rdf

NODE = NamedNode("https://example.org/a")
QUADS = [Quad(NODE, NODE, Literal(str(n % 40)), NamedNode(f"https://example.org/g{n % 3}")) for n in range(200)]


@pytest.mark.parametrize("chunk", [1, 7, 120, 121, 1000])
def test_any_chunk_gives_the_same_bytes(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """More lines than fit in memory go through temporary files; the result is the canonical form all the same."""
    monkeypatch.setattr(exporting, "_CHUNK", chunk)
    shuffled = random.Random(1).sample(QUADS, len(QUADS))  # noqa: S311 - an order, not a secret
    assert b"".join(canonical_lines(MemoryView(shuffled))) == nquads(QUADS)


@pytest.mark.parametrize("form", ["nt", "ttl", "trig", "jsonld"])
def test_no_order_shows(form: str) -> None:
    """The order in which quads come from a store leaves no trace in any syntax."""
    found = set()
    for seed in (1, 2):
        out = io.BytesIO()
        write_rdf(MemoryView(random.Random(seed).sample(QUADS, len(QUADS))), form, out)  # noqa: S311 - as above
        found.add(out.getvalue())
    assert len(found) == 1


def test_an_empty_store_gives_nothing() -> None:
    """No quads give no bytes."""
    assert list(canonical_lines(MemoryView([]))) == []
