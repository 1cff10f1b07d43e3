"""Shapes of a user stay away from the network and the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal

from chippolitik.validation.faults import review
from chippolitik.validation.offline import keyword_outside
from chippolitik.validation.shapes import SH, load_shapes
from chippolitik.validation.users import UsersShapes


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT $this { SERVICE <http://elsewhere.example/> { $this ?p ?o } }", "SERVICE"),
        ("SELECT $this { service SILENT ?where { $this ?p ?o } }", "SERVICE"),
        ("SELECT $this FROM <file:///etc/passwd> { $this ?p ?o }", "FROM"),
        ("SELECT $this { $this ?p '<' SERVICE <urn:x> { } }", "SERVICE"),
        (r"SELECT $this { \u0053ERVICE <urn:x> { } }", "\\u"),
    ],
)
def test_what_reaches_outside_is_seen(query: str, word: str) -> None:
    """SERVICE and FROM are seen in any spelling, and escapes that could hide them."""
    assert keyword_outside(query) == word


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
    assert keyword_outside(query) == ""


def test_our_own_shapes_stay_inside() -> None:
    """Our shapes would pass the same test, and have no other fault."""
    shapes = load_shapes(Path(__file__).resolve().parents[2] / "shapes")
    queries = [t.object.value for t in shapes.triples if t.predicate == SH.select and isinstance(t.object, Literal)]
    assert len(queries) > 20
    assert not any(map(keyword_outside, queries))
    assert {finding.severity.value for finding in review(shapes).findings} <= {"info"}


@pytest.mark.parametrize("holder", ["sh:sparql [ sh:select", "sh:property [ sh:path <urn:p> ; sh:sparql [ sh:select"])
def test_a_constraint_that_reaches_outside_never_runs(holder: str, tmp_path: Path) -> None:
    """The constraint is a finding and taken out before an engine sees it; other shapes are applied."""
    end = "]" * holder.count("[")
    (tmp_path / "mine.ttl").write_text(
        f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:s> a sh:NodeShape ; sh:targetNode <urn:x> ;
          {holder} "SELECT $this {{ SERVICE <urn:x> {{ $this ?p ?o }} }}" {end} .
        <urn:t> a sh:NodeShape ; sh:targetNode <urn:x> ; sh:nodeKind sh:Literal .""",
        encoding="utf-8",
    )
    with UsersShapes(tmp_path) as users:
        told = [(f.focus, f.shape.rsplit("/", 1)[1], f.value) for f in users.faults()]
        assert ("urn:s", "reaches-outside", "SERVICE") in told
        assert [(f.shape, f.focus) for f in users.validate([])] == [("urn:t", "urn:x")]
