"""Exports are sorted with bounded memory."""

from __future__ import annotations

import io
import json
import random

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from chippolitik.graph import MemoryView, nquads
from chippolitik.store import exporting, memory_writer
from chippolitik.store.exporting import canonical_lines, write_rdf

from .made import FOUNDATION, MANIFEST, record

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


XSD = "http://www.w3.org/2001/XMLSchema#"
AWKWARD: list[NamedNode | BlankNode | Literal] = [
    Literal("007", datatype=NamedNode(XSD + "integer")),
    Literal("12345678901234567890", datatype=NamedNode(XSD + "integer")),
    Literal("-12", datatype=NamedNode(XSD + "integer")),
    Literal("1.5", datatype=NamedNode(XSD + "decimal")),
    Literal("true", datatype=NamedNode(XSD + "boolean")),
    Literal('Häuser\n"芯"', language="de"),
    NamedNode("https://w3id.org/chippolitik/id/article/a b".replace(" ", "%20")),
    NamedNode("https://w3id.org/chippolitik/ontology#a/b"),
    NamedNode("https://w3id.org/chippolitik/id///x"),
    NamedNode("urn:chip:x"),
    BlankNode("b1"),
]


def test_json_ld_uses_our_context_and_loses_nothing() -> None:
    """Our terms stand alone, other names have prefixes, and reading it gives the same quads."""
    with memory_writer(MANIFEST, FOUNDATION) as store:
        store.put(record(1))
        quads = {*store.match(), *(Quad(NODE, NODE, term, NODE) for term in AWKWARD)}
    quads.add(Quad(NODE, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), Literal("odd"), NODE))
    out = io.BytesIO()
    kept = MemoryView(quads)  # it writes 007 as 7
    write_rdf(kept, "jsonld", out, with_text=True)
    assert set(parse(out.getvalue(), format=RdfFormat.JSON_LD)) == set(kept.match())
    document = json.loads(out.getvalue())
    assert document["@context"]["@vocab"] == "https://w3id.org/chippolitik/ontology#"
    nodes = {node["@id"]: node for graph in document["@graph"] for node in graph["@graph"]}
    article = nodes[f"id:article/{record(1).id}"]
    assert (article["@type"], article["sourceName"], article["language"]) == ("Article", "Reuters", "en")
