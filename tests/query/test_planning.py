"""The catalogue is written so that Oxigraph's planner joins by index, and sees the terms of parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Variable
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from chippolitik.assets import asset_path
from chippolitik.graph import MemoryView
from chippolitik.query import QuerySpec, catalogue
from chippolitik.query.binding import bind
from chippolitik.query.planning import with_terms
from chippolitik.query.run import solutions_of

from .histories import planted

FILES = sorted(
    path for folder in ("cq", "analysis", "ledger") for path in (asset_path("queries") / folder).glob("*.rq")
)
TEXT = Variable("in_text")
EXISTS = {"Builtin_EXISTS", "Builtin_NOTEXISTS"}


def nodes(algebra: Any, inside: bool = False) -> Iterator[CompValue]:  # noqa: FBT002 - a recursion's own state
    """Yield the nodes of an algebra from the top; ``inside`` stops at the conditions of conditions."""
    if isinstance(algebra, CompValue):
        yield algebra
        if inside and algebra.name in EXISTS:
            return
    values = algebra.values() if isinstance(algebra, dict) else algebra if isinstance(algebra, list | tuple) else ()
    for value in values:
        yield from nodes(value, inside)


def planned(part: CompValue) -> bool:
    """Tell whether a part of a join is taken apart by the planner: patterns, tables, and joins of them."""
    if part.name == "Join":
        return planned(part.p1) and planned(part.p2)
    return part.name == "BGP" or (part.name == "ToMultiSet" and part.p.name == "values")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_required_follows_what_is_optional(path: Any) -> None:
    """A join of anything but patterns is left unplanned by Oxigraph: each row of one side meets each of the other."""
    algebra = translateQuery(parseQuery(path.read_text(encoding="utf-8"))).algebra
    joins = [node for node in nodes(algebra) if node.name == "Join"]
    assert [node for node in joins if not planned(node)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_condition_asks_for_one_pattern_at_a_time(path: Any) -> None:
    """Patterns side by side in EXISTS are joined unplanned; one in the condition of the other is looked up."""
    algebra = translateQuery(parseQuery(path.read_text(encoding="utf-8"))).algebra
    for condition in (node for node in nodes(algebra) if node.name in EXISTS):
        parts = [node for node in nodes(condition.graph, inside=True) if node.name == "BGP"]
        assert sum(len(part.triples) for part in parts) <= 1, path.name


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_a_term_means_the_same_in_the_text_and_bound(text: str) -> None:
    """Whatever a literal holds, quotes and line ends too, it finds what the bound term finds."""
    thing, name = NamedNode("https://example.org/kappa"), NamedNode("https://example.org/name")
    view = MemoryView([Quad(thing, name, Literal(text)), Quad(thing, name, Literal(f"{text}!"))])
    query = (
        "SELECT ?thing ?in_text WHERE { ?thing <https://example.org/name> ?name, ?in_text FILTER(?name = ?in_text) }"
    )
    for asked in (query, with_terms(query, {TEXT: Literal(text)})):
        result = view.query(asked, {TEXT: Literal(text)})
        assert isinstance(result, QuerySolutions)
        assert [row["thing"] for row in result] == [thing]


def test_columns_and_words_stay() -> None:
    """Variables of SELECT and GROUP BY, and what only looks like a variable, are left as they are."""
    query = """SELECT ?a ?in_x (COUNT(?b) AS ?n) WHERE {
      { SELECT ?a ?in_x WHERE { ?a <https://example.org/?in_x> ?in_x } GROUP BY ?a ?in_x }
      ?a ?b ?in_x . # ?in_x
      FILTER(?in_xy != '?in_x')
    } GROUP BY ?a ?in_x ORDER BY ?in_x"""
    made = with_terms(query, {Variable("in_x"): NamedNode("https://example.org/kappa")})
    assert made == query.replace("in_x> ?in_x }", "in_x> <https://example.org/kappa> }").replace(
        "?b ?in_x .", "?b <https://example.org/kappa> ."
    )


def test_what_is_given_comes_in_and_what_it_replaces_goes() -> None:
    """Lines for a parameter count only if it is bound; without it the query is what it says without them."""
    query = "SELECT ?s WHERE {\n  # given x: ?s ?p ?in_x .\n  ?s a ?t . # unless x\n}"
    kappa = NamedNode("https://example.org/kappa")
    assert with_terms(query, {Variable("in_y"): kappa}) == query
    assert with_terms(query, {Variable("in_x"): kappa}) == "SELECT ?s WHERE {\n  ?s ?p <https://example.org/kappa> .\n}"


def started() -> Iterator[Any]:
    """Yield the queries that start elsewhere if a parameter is given, with that parameter."""
    for spec in catalogue().values():
        for name in sorted(set(re.findall(r"# given (\w+):", spec.text))):
            yield pytest.param(spec, name, id=f"{spec.name}-{name}")


@pytest.mark.parametrize(("spec", "name"), list(started()))
def test_a_query_means_the_same_wherever_it_starts(spec: QuerySpec, name: str, history: MemoryView) -> None:
    """Read as plain SPARQL with the parameter bound, a query has the solutions that it has as it is run."""
    needed = {p.name: "Lumen" for p in spec.parameters if p.required}  # who is quoted there
    found = 0
    for thing in ("Norddata", "Stadtwerke", "Kappa", "L7", "K2", "Germany"):
        for bindings in bind(history, spec, {**needed, name: thing}):
            plain = history.query(spec.text, bindings)
            assert isinstance(plain, QuerySolutions)
            columns = [column.name for column in spec.columns]
            expected = {tuple(row[column] for column in columns) for row in plain}
            run = {tuple(row.get(column) for column in columns) for row in solutions_of(history, spec.text, bindings)}
            assert run == expected
            found += len(expected)
    assert found


@pytest.fixture(scope="module")
def history() -> MemoryView:
    """Claims of every kind on a few names."""
    return planted()[0]
