"""Findings are printed for people, for programs and for continuous integration."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Literal, RdfFormat, parse

from chippolitik.namespaces import CHIP, ID, SHAPES
from chippolitik.ontology.names import RDF
from chippolitik.validation import Finding, Severity
from chippolitik.validation.finding import in_order
from chippolitik.validation.report import FORMATS, render
from chippolitik.validation.shapes import SH

CLAIM = ID + "article/a1/claim/c1"
BUYER = Finding(
    severity=Severity.VIOLATION,
    focus=CLAIM + "/situation",
    path=f"<{CHIP}buyer>",
    value=ID + "us",
    shape=SHAPES + "Order-buyer-class",
    constraint="C24",
    messages=(("de", "Ein Land kauft nicht."), ("en", "A country does not buy.")),
    quote="the United States\nordered 100% more",
    component="http://www.w3.org/ns/shacl#NotConstraintComponent",
    node_shape=SHAPES + "Order",
)
HEDGE = Finding(
    severity=Severity.WARNING,
    focus=CLAIM,
    value="may order",
    shape=SHAPES + "HedgedClaim-modality",
    constraint="C07",
    messages=(("de", "Vorsichtig."), ("en", "Hedged.")),
    component="http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
    node_shape=SHAPES + "HedgedClaim",
)


def test_text_names_message_place_value_and_quote() -> None:
    """The text gives severity, constraint and message, then quote, place, path, value, shape and file, one a line."""
    assert render([BUYER], "text", files={BUYER.focus: "data.ttl"}).splitlines() == [
        "violation C24: A country does not buy.",
        '  quote  "the United States ordered 100% more"',
        "  at     id:article/a1/claim/c1/situation",
        "  path   chip:buyer",
        "  value  id:us",
        "  shape  shapes:Order-buyer-class",
        "  file   data.ttl",
    ]


def test_text_in_german() -> None:
    """In German, the words around the message are German too."""
    assert render([HEDGE], "text", language="de").splitlines()[:2] == [
        "Warnung C07: Vorsichtig.",
        "  bei   id:article/a1/claim/c1",
    ]


def test_text_keeps_control_characters_from_the_terminal() -> None:
    """What a terminal would obey is printed as a space."""
    evil = Finding(severity=Severity.INFO, focus=CLAIM, shape=SHAPES + "X", value="\x1b[2Jgone")
    assert "\x1b" not in render([evil], "text")


@pytest.mark.parametrize(
    ("form", "empty"), [("text", ""), ("json", "[]"), ("jsonl", ""), ("github", "")], ids=lambda value: value or "none"
)
def test_nothing_found(form: str, empty: str) -> None:
    """Without findings, text and lines are empty, JSON is an empty list."""
    assert render([], form) == empty


def test_json_has_claim_article_and_quote() -> None:
    """A row of JSON says to which claim and article the finding belongs; empty fields are left out."""
    [row] = json.loads(render([HEDGE], "json"))
    assert row == {
        "severity": "warning",
        "constraint": "C07",
        "message": "Hedged.",
        "focus": CLAIM,
        "value": "may order",
        "shape": SHAPES + "HedgedClaim-modality",
        "node_shape": SHAPES + "HedgedClaim",
        "component": "http://www.w3.org/ns/shacl#SPARQLConstraintComponent",
        "claim": CLAIM,
        "article": "a1",
    }


def test_json_lines_hold_one_finding_each() -> None:
    """JSON lines give the rows of JSON, one a line."""
    lines = render([HEDGE, BUYER], "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(render([HEDGE, BUYER], "json"))


def test_sarif_has_a_rule_a_shape_and_a_level() -> None:
    """A SARIF log has one rule a shape; a violation is an error in its file."""
    log = json.loads(render([HEDGE, BUYER], "sarif", files={BUYER.focus: "my data.ttl"}))
    [run] = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        "shapes:HedgedClaim-modality",
        "shapes:Order-buyer-class",
    ]
    assert [(r["level"], r["ruleIndex"]) for r in run["results"]] == [("warning", 0), ("error", 1)]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "my%20data.ttl"}}


def test_github_annotations_cannot_be_broken_out_of() -> None:
    """A command is one line; percent signs, colons and line ends of the data are escaped."""
    assert render([BUYER], "github", files={BUYER.focus: "a,b.ttl"}) == (
        "::error file=a%2Cb.ttl,title=C24 shapes%3AOrder-buyer-class::A country does not buy. "
        '(id:article/a1/claim/c1/situation) "the United States ordered 100%25 more"'
    )


def test_turtle_is_a_shacl_report() -> None:
    """The Turtle parses to a report with a result a finding; a SPARQL constraint is named beside its shape."""
    triples = list(parse(render([HEDGE, BUYER], "ttl"), format=RdfFormat.TURTLE))
    results = {t.subject for t in triples if t.predicate == RDF.type and t.object == SH.ValidationResult}
    assert len(results) == 2
    assert [t.object for t in triples if t.predicate == SH.conforms] == [Literal(False)]  # noqa: FBT003 - the value
    constraint = next(t for t in triples if t.predicate == SH.sourceConstraint)
    shape = next(t.object for t in triples if t.predicate == SH.sourceShape and t.subject == constraint.subject)
    assert (str(constraint.object), str(shape)) == (f"<{HEDGE.shape}>", f"<{HEDGE.node_shape}>")


def test_an_empty_report_conforms() -> None:
    """Without findings the report says that the data conform."""
    triples = list(parse(render([], "ttl"), format=RdfFormat.TURTLE))
    assert [t.object for t in triples if t.predicate == SH.conforms] == [Literal(True)]  # noqa: FBT003 - the value


def test_every_format_is_of_the_command() -> None:
    """The formats are those that the design names."""
    assert list(FORMATS) == [
        *("text", "json", "jsonl", "sarif", "github", "ttl", "turtle", "md", "markdown", "html"),
    ]


def test_findings_have_one_order_and_no_double() -> None:
    """Findings sort by node, shape, path and value, and the same finding of two components counts once."""
    again = Finding(**{name: getattr(BUYER, name) for name in Finding.__slots__} | {"component": "other"})
    assert in_order([BUYER, HEDGE, again]) == [HEDGE, BUYER]


def test_a_message_falls_back_to_english() -> None:
    """A language that a shape does not have gives the English message, no message the shape's IRI."""
    assert BUYER.message("fr") == "A country does not buy."
    assert Finding(severity=Severity.INFO, focus="x", shape="y").message() == "breaks y"
