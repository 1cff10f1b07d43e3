"""Findings as Markdown, one page of HTML, annotations with lines, and counts by shape."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from chippolitik.namespaces import CHIP, ID, SHAPES
from chippolitik.validation import Finding, Severity
from chippolitik.validation.finding import Place
from chippolitik.validation.mending import with_mends
from chippolitik.validation.report import render
from chippolitik.validation.report_table import by_shape, summary_text
from chippolitik.validation.shapes import own_shapes

EVIL = Finding(
    severity=Severity.VIOLATION,
    focus=ID + "o",
    path=f"<{CHIP}product>",
    value="<script>alert(1)</script>|x",
    shape=SHAPES + "Order-product",
    constraint="C53",
    messages=(("de", "Was wird bestellt?"), ("en", "What is ordered?")),
    quote="H20 & more",
    component="http://www.w3.org/ns/shacl#NodeKindConstraintComponent",
    place=Place("a.ttl", 7, 3, exact=True),
)
HINT = replace(EVIL, severity=Severity.INFO, shape=SHAPES + "Hint", constraint="", place=Place("b.jsonld"))


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"src", "href"}]


def test_the_page_needs_nothing_else_and_runs_no_data() -> None:
    """A page links to nothing, allows no network, and prints markup in data as text."""
    text = render([EVIL, HINT], "html")
    read = _Tags(text)
    assert (read.links, read.tags.count("script"), read.tags.count("article")) == ([], 1, 2)
    assert "default-src 'none'" in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;|x" in text


def test_the_page_has_a_language_and_tells_what_is_missing() -> None:
    """The German page is German; findings beyond the limit are counted."""
    text = render([EVIL], "html", language="de", total=3)
    assert '<html lang="de">' in text
    assert "Verstoß C53</span> Was wird bestellt?" in text
    assert "insgesamt sind es 3." in text


def test_markdown_cells_cannot_be_broken_out_of() -> None:
    """A bar or a tag in data is escaped; the place is a cell of its own."""
    lines = render([EVIL], "md").splitlines()
    assert lines[4] == "| 1 | violation | C53 | shapes:Order-product |"
    assert lines[-1] == (
        "| violation C53 | What is ordered? | id:o | chip:product | \\<script\\>alert(1)\\</script\\>\\|x |"
        " H20 &amp; more | a.ttl:7:3 |  |"
    )


@pytest.mark.parametrize("form", ["md", "html"])
def test_no_findings_are_said(form: str) -> None:
    """A page without findings says so."""
    assert "Keine Befunde." in render([], form, language="de")


def test_places_in_continuous_integration() -> None:
    """Annotations and SARIF point to line and column, if there are any."""
    lines = render([EVIL, HINT], "github").splitlines()
    assert [line.split("::")[1] for line in lines] == [
        "error file=a.ttl,line=7,col=3,title=C53 shapes%3AOrder-product",
        "notice file=b.jsonld,title=shapes%3AHint",
    ]
    results = json.loads(render([EVIL, HINT], "sarif"))["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert places == [
        {"artifactLocation": {"uri": "a.ttl"}, "region": {"startLine": 7, "startColumn": 3}},
        {"artifactLocation": {"uri": "b.jsonld"}},
    ]
    assert re.fullmatch("[0-9a-f]{64}", results[0]["partialFingerprints"]["finding/v1"])


def test_text_says_where_lines_cannot_be_told() -> None:
    """A file without lines is named as such, a line of the node as one of the node."""
    node = replace(EVIL, place=Place("a.ttl", 7, 1))
    text = render([node, HINT], "text")
    assert "  file   a.ttl:7:1 (of the node)" in text
    assert "  file   b.jsonld (no line in this format)" in text


def test_a_huge_value_is_cut() -> None:
    """A literal of millions of characters does not fill the report; its length is told."""
    huge = replace(EVIL, value="x" * 3_000_000)
    for form in ("text", "json", "jsonl", "sarif", "github", "md", "html", "ttl"):
        assert len(render([huge], form)) < 10_000
    assert json.loads(render([huge], "jsonl"))["value_length"] == 3_000_000


def test_counts_by_shape() -> None:
    """The gravest and most frequent shapes come first."""
    found = [HINT, EVIL, replace(EVIL, focus=ID + "p")]
    assert [(row.shape, row.count) for row in by_shape(found)] == [(EVIL.shape, 2), (HINT.shape, 1)]
    assert summary_text(found) == "2  violation  C53  shapes:Order-product\n1  info            shapes:Hint"


@pytest.mark.parametrize(
    ("component", "shape", "value", "mend"),
    [
        ("NodeKind", "Order-product", "x", 'Write an IRI instead of "x".'),
        ("MinCount", "Order-product", "", "Add chip:product; at least 1 needed."),
        ("Datatype", "QuantityRange-min", "many", 'Write "many" as xsd:decimal.'),
        (
            "Disjoint",
            "Order-buyer-not-supplier",
            ID + "huawei",
            "Take id:huawei out of chip:product or out of chip:supplier.",
        ),
        ("SPARQL", "Order-product", "x", ""),
        ("Datatype", "Order-product", "x", ""),
    ],
)
def test_a_mend_is_told_from_the_constraint(component: str, shape: str, value: str, mend: str) -> None:
    """The parameter of the shape says what to write; where there is none, nothing is suggested."""
    found = replace(
        EVIL,
        shape=SHAPES + shape,
        value=value,
        component=f"http://www.w3.org/ns/shacl#{component}ConstraintComponent",
    )
    assert with_mends([found], own_shapes().triples)[0].mend() == mend


def test_a_mend_in_german() -> None:
    """Mends have both languages."""
    [found] = with_mends([replace(EVIL, value="x")], own_shapes().triples)
    assert found.mend("de") == 'Schreiben Sie eine IRI statt "x".'
