"""What a query from outside may not do is refused by a parser before it runs."""

from __future__ import annotations

from typing import Any

import pytest

from chippolitik.errors import UsageError
from chippolitik.query.guard import check_query, with_prefixes

SERVICES = {
    "plain": "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <http://example.org/sparql> { ?s ?p ?o } }",
    "variable": "SELECT * { ?s ?p ?where SERVICE ?where { ?a ?b ?c } }",
    "in exists": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://example.org/> { ?s ?p ?o } } }",
    "in not exists": "ASK { ?s ?p ?o FILTER(1 = 1 && NOT EXISTS { SERVICE <http://example.org/> { ?s ?p ?o } }) }",
    "in bind": "SELECT * { BIND(EXISTS { SERVICE <http://example.org/> { ?s ?p ?o } } AS ?x) }",
    "in subquery": "SELECT * { { SELECT ?s { OPTIONAL { SERVICE <http://example.org/> { ?s ?p ?o } } } } }",
    "in minus": "SELECT * { ?s ?p ?o MINUS { GRAPH ?g { SERVICE <http://example.org/> { ?s ?p ?o } } } }",
    "in union": "SELECT * { { ?s ?p ?o } UNION { SERVICE <http://example.org/> { ?s ?p ?o } } }",
    "in construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "in describe": "DESCRIBE ?s WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "in projection": "SELECT (EXISTS { SERVICE <http://example.org/> { ?s ?p ?o } } AS ?x) { }",
    "in having": ("SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING (EXISTS { SERVICE <http://example.org/> { ?s ?q ?r } })"),
    "in order": "SELECT ?s { ?s ?p ?o } ORDER BY (EXISTS { SERVICE <http://example.org/> { ?s ?q ?r } })",
    "lower case": "select * { service <http://example.org/sparql> { ?s ?p ?o } }",
    "split": "SELECT * { SERVICE # words\n<http://example.org/sparql> { ?s ?p ?o } }",
}
UPDATES = {
    "insert": "INSERT DATA { chip:a chip:b chip:c }",
    "delete": "DELETE WHERE { ?s ?p ?o }",
    "load": "LOAD <file:///etc/passwd>",
    "clear": "CLEAR ALL",
    "drop": "DROP GRAPH <http://example.org/g>",
    "two": "INSERT DATA { chip:a chip:b chip:c } ; LOAD <http://example.org/>",
}


@pytest.mark.parametrize("text", SERVICES.values(), ids=SERVICES)
def test_service_is_refused_wherever_it_stands(text: str, small: Any) -> None:
    """No query reaches another server, however the word is hidden in it."""
    with pytest.raises(UsageError, match="may not call other servers"):
        check_query(with_prefixes(text), small.view)


@pytest.mark.parametrize("text", UPDATES.values(), ids=UPDATES)
def test_updates_are_refused(text: str, small: Any) -> None:
    """A query changes nothing; the message says so instead of complaining about syntax."""
    with pytest.raises(UsageError, match="may not change the store"):
        check_query(with_prefixes(text), small.view)


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
@pytest.mark.parametrize(
    "graph",
    ["<file:///etc/passwd>", "<http://example.org/g>", "chip:nothing", "<https://w3id.org/chippolitik/graph/kbb>"],
)
def test_unknown_graphs_are_refused(clause: str, graph: str, small: Any) -> None:
    """FROM names only graphs that the store holds."""
    with pytest.raises(UsageError, match="the store holds no graph"):
        check_query(with_prefixes(f"SELECT * {clause} {graph} {{ ?s ?p ?o }}"), small.view)


def test_a_near_graph_is_suggested(small: Any) -> None:
    """A mistyped graph name gets the nearest one."""
    with pytest.raises(UsageError, match=r"did you mean https://w3id\.org/chippolitik/graph/kb"):
        check_query("SELECT * FROM <https://w3id.org/chippolitik/graph/kbb> { ?s ?p ?o }", small.view)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <https://w3id.org/chippolitik/graph/kb> { ?s ?p ?o }",
        "PREFIX g: <https://w3id.org/chippolitik/graph/> SELECT * FROM NAMED g:kb { GRAPH ?g { ?s ?p ?o } }",
        'SELECT * { ?s rdfs:label "SERVICE <http://example.org/>"@en }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/> { }",
        "ASK { ?SERVICE a chip:Order }",
        "PREFIX chip: <http://example.org/> DESCRIBE chip:service",
    ],
)
def test_harmless_queries_pass(text: str, small: Any) -> None:
    """Words in strings, comments and names are no calls, and known graphs may be named."""
    check_query(with_prefixes(text), small.view)
    assert small.view.query(with_prefixes(text)) is not None


def test_a_broken_query_is_one_line(small: Any) -> None:
    """A syntax error says where."""
    with pytest.raises(UsageError, match="does not parse in line 2"):
        check_query(with_prefixes("SELECT *\n{ ?s ?p }"), small.view)


@pytest.mark.parametrize(
    "text", ["SELECT * { foo:a ?p ?o }", "SELECT * FROM foo:g { ?s ?p ?o }", "ASK { ?s ?p 1 . a:b ?q 2 }"]
)
def test_an_undeclared_prefix_is_told(text: str, small: Any) -> None:
    """A prefix that nobody declared is named in the message, wherever it stands."""
    with pytest.raises(UsageError, match=r"the prefix (foo|a): is not declared"):
        check_query(with_prefixes(text), small.view)


def test_two_prefixes_may_mean_one_namespace(small: Any) -> None:
    """A query may give a second name to what has one already."""
    text = "PREFIX c: <https://w3id.org/chippolitik/ontology#> SELECT * { ?s a c:Claim ; chip:evidence ?e }"
    check_query(with_prefixes(text), small.view)
    assert small.view.query(with_prefixes(text)) is not None


def test_deep_nesting_is_refused(small: Any) -> None:
    """A query nested thousands of levels deep is an error of its own, no crash."""
    with pytest.raises(UsageError, match="nested too deeply"):
        check_query("SELECT * {" + "{" * 5000 + "}" * 5000 + "}", small.view)
