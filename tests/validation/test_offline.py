"""Shapes of a user stay away from the network and the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from chippolitik.errors import InputError
from chippolitik.validation.offline import refuse_outside_access
from chippolitik.validation.shapes import SH, load_shapes
from chippolitik.validation.whole import validate_graph


def shapes(query: str) -> list[Triple]:
    return [Triple(NamedNode("urn:c"), SH.select, Literal(query))]


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT $this { SERVICE <http://elsewhere.example/> { $this ?p ?o } }", "SERVICE"),
        ("SELECT $this { service SILENT ?where { $this ?p ?o } }", "SERVICE"),
        ("SELECT $this FROM <file:///etc/passwd> { $this ?p ?o }", "FROM"),
        ("SELECT $this { $this ?p '<' SERVICE <urn:x> { } }", "SERVICE"),
    ],
)
def test_what_reaches_outside_is_refused(query: str, word: str) -> None:
    """SERVICE and FROM are refused in any spelling."""
    with pytest.raises(InputError, match=f"mine/: a shape uses {word}, which reaches outside the data"):
        refuse_outside_access(shapes(query), "mine/")


def test_words_cannot_be_hidden() -> None:
    """An escape of a code point outside of strings is refused."""
    with pytest.raises(InputError, match="behind"):
        refuse_outside_access(shapes(r"SELECT $this { \u0053ERVICE <urn:x> { } }"), "mine/")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this { $this <urn:service> ?from }",
        'SELECT $this { $this ?p "a SERVICE FROM us" } # no SERVICE here',
        "PREFIX service: <urn:s> SELECT $this { $this service:from ?o }",
    ],
)
def test_what_only_looks_alike_is_allowed(query: str) -> None:
    """Names, strings and comments may hold the words."""
    assert refuse_outside_access(shapes(query), "mine/") == 1


def test_our_own_shapes_stay_inside() -> None:
    """Our shapes would pass the same test."""
    folder = Path(__file__).resolve().parents[2] / "shapes"
    queries = len(load_shapes(folder).split().constraints)
    assert refuse_outside_access(load_shapes(folder).triples, "shapes/") == queries > 20


def test_validation_refuses_before_it_runs(tmp_path: Path) -> None:
    """A user's shape with SERVICE stops validation before any query runs."""
    (tmp_path / "mine.ttl").write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:s> a sh:NodeShape ; sh:targetNode <urn:x> ; sh:sparql <urn:c> .
        <urn:c> a sh:SPARQLConstraint ; sh:select "SELECT $this { SERVICE <urn:x> { $this ?p ?o } }" .""",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="SERVICE"):
        validate_graph([], shapes=tmp_path)
