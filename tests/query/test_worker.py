"""Queries from outside run in a process that the parent ends at its limits."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Variable

from chippolitik.errors import StoreError, UsageError
from chippolitik.graph.terms import chip
from chippolitik.query.answer import Labels
from chippolitik.query.header import read_query
from chippolitik.query.own import answer_own, ask_own, read_own
from chippolitik.query.render import json_rows
from chippolitik.query.worker import Limits, ask_from_outside, folder_view

BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, small: Any) -> Path:
    """Return the small graph as a database on disk."""
    path = tmp_path_factory.mktemp("store") / "main"
    store = Store(str(path))
    store.bulk_extend(small.view.match())
    store.flush()
    return path


def ask(folder: Path, sparql: str, **limits: Any) -> Any:
    return ask_from_outside(functools.partial(folder_view, folder), sparql, {}, Limits(**limits))


def test_select_gives_solutions_in_order(folder: Path) -> None:
    """A SELECT query gives its variables and solutions, and may use our prefixes undeclared."""
    answer = ask(folder, 'SELECT ?n ?nothing { ?x a chip:Country ; rdfs:label ?n FILTER(LANG(?n) = "de") } ORDER BY ?n')
    assert answer.variables == ("n", "nothing")
    assert [solution["n"] for solution in answer.solutions] == [
        Literal(label, language="de") for label in ("Deutschland", "Nordland", "Österreich")
    ]
    assert all("nothing" not in solution for solution in answer.solutions)


def test_ask_and_construct(folder: Path) -> None:
    """ASK gives a boolean, CONSTRUCT triples."""
    assert ask(folder, "ASK { ?x a chip:Order }").boolean is True
    [triple] = ask(folder, "CONSTRUCT { ?x a chip:Thing } WHERE { ?x a chip:ProductGroup }").triples
    assert (triple.subject.value.rsplit("/", 1)[-1], triple.object) == ("lumen_chips", chip("Thing"))


def test_terms_are_bound_not_pasted(folder: Path) -> None:
    """A bound value stays a value, whatever it looks like."""
    opener = functools.partial(folder_view, folder)
    evil = Literal('x" } ; DROP ALL #')
    answer = ask_from_outside(opener, "SELECT ?s ?v { ?s rdfs:label ?v }", {Variable("v"): evil}, Limits())
    assert answer.solutions == ()


def test_what_cannot_be_evaluated_is_told(folder: Path) -> None:
    """A function that nobody knows is an error of the query, not of memory."""
    with pytest.raises(UsageError, match="cannot be run"):
        ask(folder, "SELECT (<http://example.org/f>(1) AS ?x) {}")


def test_the_time_limit_ends_the_process(folder: Path) -> None:
    """A query without end is stopped, with a hint."""
    with pytest.raises(StoreError, match=r"ran longer than 1\.5 s") as caught:
        ask(folder, BOMB, seconds=1.5)
    assert "--timeout" in caught.value.hint


def test_the_memory_limit_ends_the_process(folder: Path) -> None:
    """A query that hoards is stopped before it takes the machine."""
    hoard = "SELECT DISTINCT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"
    with pytest.raises(StoreError, match=r"needed more than 64 MiB|ran longer"):
        ask(folder, hoard, memory=64 * 1024**2, seconds=60)


def test_the_row_limit_is_an_error(folder: Path) -> None:
    """An answer is whole or it is an error; nothing is cut without a word."""
    with pytest.raises(StoreError, match="more than 10 rows"):
        ask(folder, "SELECT * { ?s ?p ?o }", rows=10)


@pytest.mark.parametrize(
    "sparql", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "DELETE WHERE { ?s ?p ?o }"]
)
def test_the_guard_stands_before_the_engine(folder: Path, sparql: str) -> None:
    """What the guard refuses never reaches the engine."""
    with pytest.raises(UsageError, match="may not"):
        ask(folder, sparql)


def test_a_missing_store_is_an_error_of_the_store(tmp_path: Path) -> None:
    """A folder that is no store gives one clear error."""
    with pytest.raises(StoreError, match="cannot be read"):
        ask(tmp_path / "nowhere", "ASK {}")


def test_an_own_query_with_a_header_takes_parameters(folder: Path) -> None:
    """The header of an own file works as in the catalogue: names are resolved, entities folded and labelled."""
    text = """# title@en: Who uses it?
# title@de: Wer nutzt es?
# parameter: product (entity) The product.
# column: user (entities) Who uses it.
SELECT ?user ?in_product WHERE { ?use a chip:Usage ; chip:user ?user ; chip:product ?in_product }
"""
    spec = read_own(text.encode(), "mine.rq")
    opener = functools.partial(folder_view, folder)
    view = opener()
    raw = ask_own(opener, view, spec, {"product": "K2"}, Limits())
    [row] = json_rows(answer_own(raw, spec, Labels(view, "en")))
    assert row["user"] == ["Amt Nord", "Norddata", "Stadtwerke Musterstadt"]


def test_an_own_query_without_header_gives_what_it_selects(folder: Path) -> None:
    """Each solution is a row, equal ones too, and numbers are numbers."""
    opener = functools.partial(folder_view, folder)
    spec = read_query("mine", "SELECT ?unit ?min { ?q chip:unit ?unit ; chip:minValue ?min } ORDER BY ?min LIMIT 2")
    answer = answer_own(ask_own(opener, opener(), spec, {}, Limits()), spec, Labels(opener(), "en"))
    assert [row["min"] for row in json_rows(answer)] == [100, 120]
    assert json_rows(answer)[0]["unit"] == "https://w3id.org/chippolitik/vocab/unit/chip"


def test_a_triple_becomes_a_row(small: Any) -> None:
    """ASK and CONSTRUCT fit the row formats."""
    from chippolitik.query.worker import RawAnswer  # noqa: PLC0415 - used once

    quad = Quad(NamedNode("http://example.org/a"), chip("owns"), Literal("x"), NamedNode("http://example.org/g"))
    spec = read_query("mine", "CONSTRUCT WHERE { ?s ?p ?o }")
    answer = answer_own(RawAnswer(triples=(quad.triple,)), spec, Labels(small.view, "en"))
    assert json_rows(answer) == [{"subject": "http://example.org/a", "predicate": chip("owns").value, "object": "x"}]
    assert json_rows(answer_own(RawAnswer(boolean=False), spec, Labels(small.view, "en"))) == [{"answer": False}]
