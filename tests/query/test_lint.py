"""Slips in queries: unknown terms, patterns that nothing joins, answers without an end."""

from __future__ import annotations

import pytest

from chippolitik.errors import UsageError
from chippolitik.query.catalogue import catalogue
from chippolitik.query.header import QuerySpec
from chippolitik.query.lint import lint_query

PHASE = "https://w3id.org/chippolitik/vocab/phase/"


def slips(text: str) -> list[tuple[int, str]]:
    """Return line and code of each slip."""
    return [(slip.line, slip.code) for slip in lint_query(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?x { ?x a chip:Order } LIMIT 5", []),
        ("SELECT ?x {\n ?x a chip:Ordre } LIMIT 5", [(2, "unknown-term")]),
        ("PREFIX c: <https://w3id.org/chippolitik/ontology#> ASK { ?x c:byer ?y }", [(1, "unknown-term")]),
        (f"SELECT ?x {{ ?x chip:phase <{PHASE}endd> }} LIMIT 1", [(1, "unknown-term")]),
        (f"SELECT ?x {{ ?x chip:phase <{PHASE}ended> }} LIMIT 1", []),
        ('SELECT ?x { ?x rdfs:label "chip:Ordre" } LIMIT 1 # chip:Ordre', []),
        ("SELECT ?x { ?x a chip:Order }", [(0, "missing-limit")]),
        ("SELECT (COUNT(?x) AS ?n) { ?x a chip:Order }", []),
        ("ASK { ?x a chip:Order }", []),
        ("SELECT ?x ?y { ?x a chip:Order . ?y a chip:Metric } LIMIT 3", [(1, "cartesian-product")]),
        ("SELECT ?x ?y { ?x a chip:Order . ?y a chip:Metric FILTER(?x != ?y) } LIMIT 3", []),
        ("SELECT ?x { ?x a chip:Order OPTIONAL { ?y a chip:Metric } } LIMIT 3", [(1, "cartesian-product")]),
        ("SELECT ?x { ?x chip:buyer ?b { SELECT ?z { ?z a chip:Metric } } } LIMIT 3", [(1, "cartesian-product")]),
        ("ASK { { ?x a chip:Order } UNION { ?x a chip:Metric . ?y a chip:Usage } }", [(1, "cartesian-product")]),
        ('SELECT ?x ?b { ?x a chip:Order BIND("article" AS ?b) } LIMIT 3', []),
        ("SELECT ?x { ?x a ?k VALUES ?k { chip:Order chip:Metric } } LIMIT 3", []),
        ("SELECT ?x { ?x chip:claims/chip:buyer ?b . ?b a chip:Company MINUS { ?b chip:basedIn ?c } } LIMIT 3", []),
    ],
)  # fmt: skip
def test_slips(text: str, expected: list[tuple[int, str]]) -> None:
    """Each slip is found in its line, and what is meant so is left alone."""
    assert slips(text) == expected


def test_an_unknown_term_gets_a_suggestion_of_its_sort() -> None:
    """A property is suggested for a property, a concept for a concept of the same scheme."""
    [one] = lint_query("SELECT ?x { ?x chip:buyr ?y } LIMIT 1")
    assert one.message.startswith("the ontology has no chip:buyr; did you mean chip:buyer")
    [other] = lint_query(f"SELECT ?x {{ ?x chip:phase <{PHASE}endd> }} LIMIT 1")
    assert f"did you mean <{PHASE}ended>" in other.message


@pytest.mark.parametrize("spec", catalogue().values(), ids=lambda spec: spec.name)
def test_the_catalogue_has_no_slips(spec: QuerySpec) -> None:
    """Queries that the project ships use known terms and hang together."""
    assert lint_query(spec.text, limit=False) == []


def test_broken_queries_and_updates_are_refused() -> None:
    """What does not parse, or changes the store, is an error and not a slip."""
    with pytest.raises(UsageError, match="does not parse in line 1"):
        lint_query("SELECT {")
    with pytest.raises(UsageError, match="may not change the store"):
        lint_query("DROP ALL")
