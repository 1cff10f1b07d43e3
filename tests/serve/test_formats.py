"""Negotiation, result formats, datasets of updates and their checks, without a server."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from chippolitik.errors import UsageError
from chippolitik.query.guard import query_tree, with_prefixes
from chippolitik.serve.changing import check_update
from chippolitik.serve.confidential import refuse_copies
from chippolitik.serve.datasets import with_using
from chippolitik.serve.jobs import WrongRequest
from chippolitik.serve.negotiation import BINDINGS, GRAPHS, choose, prefers_html
from chippolitik.serve.results import Row, write_boolean, write_solutions

ROWS: list[Row] = [
    (NamedNode("https://example.org/a?b=1&c=<2>".replace("<2>", "2")), Literal('say "H20"\n\t<b>&', language="en")),
    (BlankNode("b1"), Literal("100000", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))),
    (None, Literal("größer, 大")),
    (Literal("\\ backslash"), None),
]
FORMATS = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}


@pytest.mark.parametrize("form", FORMATS)
def test_rows_come_back_as_they_went(form: str) -> None:
    """JSON, XML and TSV are exact: another reader gets the same terms."""
    out = io.BytesIO()
    write_solutions(["x", "y"], ROWS, form, out)
    read = parse_query_results(out.getvalue(), format=FORMATS[form])
    assert isinstance(read, QuerySolutions)
    assert [variable.value for variable in read.variables] == ["x", "y"]
    assert [tuple(row) for row in read] == ROWS


def test_csv_has_values_alone() -> None:
    """CSV quotes what must be quoted, and numbers keep their sign."""
    out = io.BytesIO()
    number = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    write_solutions(["x", "y"], [(Literal('a "b", c'), Literal("-1.5", datatype=number))], "csv", out)
    assert out.getvalue() == b'x,y\r\n"a ""b"", c",-1.5\r\n'


def test_xml_has_no_forbidden_characters() -> None:
    """What XML cannot hold is replaced, so that every reader of XML reads on."""
    out = io.BytesIO()
    write_solutions(["x"], [(Literal("bell \x07 and \ufffe"),)], "xml", out)
    assert "bell \ufffd and \ufffd" in "".join(ET.fromstring(out.getvalue()).itertext())  # noqa: S314 - our own


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_boolean_comes_back(form: str) -> None:
    """The answer of ASK is read by others."""
    out = io.BytesIO()
    write_boolean(True, form, out)  # noqa: FBT003 - it is the value, not a flag
    read = parse_query_results(out.getvalue(), format=FORMATS[form])
    assert isinstance(read, pyoxigraph.QueryBoolean)
    assert bool(read) is True


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("", "ttl"),
        ("application/rdf+xml", "rdf"),
        ("application/*", "nt"),
        ("text/turtle;q=0", None),
        ("text/turtle;q=0, */*;q=0.1", "nt"),
        ("TEXT/Turtle ; charset=utf-8", "ttl"),
        ("application/json", "jsonld"),
        ("application/ld+json;q=0.9, text/turtle;q=0.9", "ttl"),
        ("image/*", None),
    ],
)
def test_the_best_format_is_chosen(accept: str, name: str | None) -> None:
    """Qualities, ranges and aliases count; ties go to the usual format."""
    form = choose(accept, GRAPHS)
    assert (form.name if form else None) == name


@pytest.mark.parametrize(
    ("accept", "browser"),
    [("text/html,*/*;q=0.8", True), ("*/*", False), ("text/turtle,text/html;q=0.5", False), ("", False)],
)
def test_browsers_are_known(accept: str, browser: bool) -> None:
    """A browser names HTML and likes nothing of ours better."""
    assert prefers_html(accept) is browser
    assert choose("", BINDINGS) is BINDINGS[0]


GRAPH = ["http://example.org/g"]


def test_a_dataset_goes_before_each_where() -> None:
    """Every operation with a pattern gets the clauses; words in strings, comments and names do not count."""
    update = 'INSERT { ?s ?p "WHERE {" } # WHERE\nWHERE { ?s ?p ?where } ; DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }'
    woven = with_using(update, GRAPH, GRAPH)
    clauses = "USING <http://example.org/g> USING NAMED <http://example.org/g>"
    assert woven.count(clauses) == 2
    assert woven.replace(f"{clauses}  ", "") == update


@pytest.mark.parametrize(
    "update",
    [
        "WITH <http://a/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } USING <http://a/> WHERE { ?s ?p ?o }",
        "DELETE WHERE { ?s ?p ?o }",
    ],
)
def test_two_datasets_are_one_too_many(update: str) -> None:
    """An update that says itself what it reads cannot be told by the request."""
    with pytest.raises(UsageError):
        with_using(update, GRAPH, [])


@pytest.mark.parametrize("where", ["SERVICE <http://a/> { ?s ?p ?o }", "FILTER EXISTS { SERVICE ?x { ?s ?p ?o } }"])
def test_updates_reach_nothing(where: str) -> None:
    """No update calls another server."""
    with pytest.raises(UsageError, match="may not call other servers"):
        check_update(f"INSERT {{ ?s ?p 1 }} WHERE {{ ?s ?p ?o {where} }}", "http://a/", keeps=False)


@pytest.mark.parametrize("word", ["CLEAR ALL", "DROP NAMED", "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }"])
def test_any_graph_may_be_written_where_none_is_kept(word: str) -> None:
    """All graphs may be named together only where the ledger answers for none of them."""
    check_update(word, "http://a/", keeps=False)
    with pytest.raises(WrongRequest):
        check_update(word, "http://a/", keeps=True)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s ?p ?o { ?s ?p ?o }",
        "SELECT (CONCAT(?l, '!') AS ?x) { ?s rdfs:label ?l }",
        "SELECT ?s { ?s ?p ?o FILTER(CONTAINS(LCASE(STR(?o)), 'h20')) } ORDER BY UCASE(?o)",
        "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    ],
)
def test_usual_queries_build_no_texts(sparql: str) -> None:
    """Queries that copy nothing of texts pass, however they look for things."""
    tree = query_tree(with_prefixes(sparql))
    refuse_copies(tree)
    assert tree is not None
