"""What spans articles is found by queries: no row passes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from chippolitik.errors import AssetError
from chippolitik.graph import MemoryView
from chippolitik.namespaces import ID
from chippolitik.validation import Severity
from chippolitik.validation.quality import quality_checks, quality_findings, read_check

PREFIXES = """
@prefix : <https://w3id.org/chippolitik/id/> . @prefix chip: <https://w3id.org/chippolitik/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix unit: <https://w3id.org/chippolitik/vocab/unit/> .
@prefix modality: <https://w3id.org/chippolitik/vocab/modality/> .
@prefix lifecycle: <https://w3id.org/chippolitik/vocab/lifecycle/> .
"""
SHARE = ":{0} a chip:Ownership ; chip:holds :{0} ; chip:owner :{1} ; chip:ownedThing :tiktok ; chip:quantity :{0}q . :{0}q chip:unit unit:percent ; chip:minValue {2} ."  # noqa: E501 - one share a line
STEP = ':{0}s chip:policyEventOf :{0} ; chip:lifecycleStep lifecycle:announced ; chip:validTime :{0}t . :{0}t chip:earliest "{1}-01-01T00:00:00Z"^^xsd:dateTime ; chip:latest "{1}-02-01T00:00:00Z"^^xsd:dateTime .'  # noqa: E501 - one step a line
ORDER = ':{0} chip:claims :{0}s ; chip:modality modality:asserted . :{0}s a chip:Order ; chip:buyer :bytedance ; chip:product :h20 ; chip:quantity :{0}q ; chip:validTime :{0}t . :{0}t chip:edtf "{2}" . :{0}q chip:unit unit:chip ; {1} .'  # noqa: E501 - one order a line
USE = ':{0} chip:claims :{0}s ; chip:modality modality:asserted . :{0}s a chip:{1} ; chip:{2} :h20 ; chip:validTime [ chip:latest "{3}-01-01T00:00:00Z"^^xsd:dateTime ] . :h20 chip:releaseYear 2024 .'  # noqa: E501 - one use a line

BAD = {
    "ownership-cycle": (":a chip:owns :b . :b chip:owns :c . :c chip:owns :a .", ["a b", "b c", "c a"]),
    "ownership-shares": (
        SHARE.format("one", "bytedance", "60.0") + SHARE.format("two", "oracle", "50.0"),
        ["tiktok 110"],
    ),
    "amendment-cycle": (":a chip:amends :b . :b chip:suspends :a .", ["a b", "b a"]),
    "amendment-before-original": (":a chip:rescinds :b ." + STEP.format("a", 2022) + STEP.format("b", 2023), ["a b"]),
    "shared-name": (':a a chip:AIModel ; rdfs:label "Grok"@en . :b a chip:AIModel ; chip:alias "grok" .', ["a b"]),
    "conflicting-amounts": (
        ORDER.format("one", "chip:maxValue 100.0", "2024") + ORDER.format("two", "chip:minValue 200.0", "2024"),
        ["one two"],
    ),
    "two-countries": (":nexperia chip:basedIn :nl, :cn .", ["nexperia cn", "nexperia nl"]),
    "chip-before-release": (USE.format("one", "Training", "trainingHardware", 2023), ["one h20"]),
}
GOOD = {
    "ownership-cycle": ":a chip:owns :b, :c . :b chip:owns :c .",
    "ownership-shares": SHARE.format("one", "bytedance", "60.0") + SHARE.format("two", "bytedance", "50.0"),
    "amendment-cycle": ":a chip:amends :b . :c chip:rescinds :b .",
    "amendment-before-original": ":a chip:rescinds :b ." + STEP.format("a", 2023) + STEP.format("b", 2022),
    "shared-name": ':a a chip:AIModel ; rdfs:label "Grok"@en . :b a chip:Company ; rdfs:label "Grok"@en .',
    "conflicting-amounts": ORDER.format("one", "chip:maxValue 100.0", "2024")
    + ORDER.format("two", "chip:minValue 200.0", "2025"),
    "two-countries": ":nexperia chip:basedIn :hk, :cn . :hk chip:partOf :cn .",
    "chip-before-release": USE.format("one", "Order", "product", 2024),
}


def view_of(turtle: str) -> MemoryView:
    graph = NamedNode("https://w3id.org/chippolitik/graph/kb")
    triples = parse((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
    return MemoryView(Quad(t.subject, t.predicate, t.object, graph) for t in triples)


@pytest.mark.parametrize("name", list(BAD))
def test_a_fault_is_a_row(name: str) -> None:
    """A graph with one fault gives exactly its rows, of its query and of no other."""
    turtle, rows = BAD[name]
    found = quality_findings(view_of(turtle))
    assert [(f.focus + " " + f.value).replace(ID, "") for f in found] == rows
    assert {f.shape.rsplit("/", 1)[1] for f in found} == {name}


@pytest.mark.parametrize("name", list(GOOD))
def test_what_only_looks_alike_passes(name: str) -> None:
    """A graph that comes close to the fault has no finding."""
    assert quality_findings(view_of(GOOD[name])) == []


def test_every_query_is_tested() -> None:
    """Each query has a case that fails and one that passes, and its question and message in both languages."""
    names = [check.name for check in quality_checks()]
    assert names == sorted(BAD) == sorted(GOOD)
    for check in quality_checks():
        assert all(title.endswith("?") for _, title in check.titles)
        assert all(text.count(". ") == 1 and text.endswith(".") for _, text in check.messages)
        assert check.constraint.startswith("C")


def test_a_finding_carries_what_its_header_says() -> None:
    """Severity, constraint and messages come from the header."""
    [first, _] = quality_findings(view_of(BAD["two-countries"][0]))
    assert (first.severity, first.constraint) == (Severity.WARNING, "C52")
    assert first.message("de").startswith("Sie soll ihren Sitz in zwei Ländern haben.")


def test_a_header_that_lacks_a_line_is_an_error(tmp_path: Path) -> None:
    """A query without a severity is a fault of the installation."""
    path = tmp_path / "loose.rq"
    path.write_text("# title@en: What?\nSELECT * {}", encoding="utf-8")
    with pytest.raises(AssetError, match=r"loose.rq lacks the header constraint, message@de"):
        read_check(path)


def test_a_query_is_left_out_only_where_it_finds_nothing() -> None:
    """Without a property that a query says it needs, the query itself has no row, so not asking it loses none."""
    told = [check for check in quality_checks() if check.needs]
    assert [check.name for check in told] == ["chip-before-release", "conflicting-amounts", "ownership-shares"]
    for check in told:
        view = view_of(BAD[check.name][0])
        for needed in check.needs:
            without = MemoryView(quad for quad in view.match() if quad.predicate != needed)
            assert list(without.query(check.query)) == []  # type: ignore[arg-type] # it selects
