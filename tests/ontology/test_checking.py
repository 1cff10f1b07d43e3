"""The whole check, its rulebook and its forms of output."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from chippolitik.errors import InputError
from chippolitik.ontology.checking import OTHER_CHECKS, check_ontology, own_rulebook
from chippolitik.ontology.finding import Finding, Severity
from chippolitik.ontology.hygiene import catalogue
from chippolitik.ontology.report import as_json, as_markdown, as_sarif, as_text
from chippolitik.ontology.rulebook import Acceptance, Rulebook, read_rulebook

FINDING = Finding("missing-label", Severity.ERROR, "http://e.org/o#A", "de", "has no label in de | add one", "o.ttl")
CHECKS = [*catalogue(), *OTHER_CHECKS]


def test_our_ontology_has_no_errors_and_no_warnings() -> None:
    """Nothing is found in our ontology but what the rulebook accepts for a written reason."""
    outcome = check_ontology([], own_rulebook())
    assert as_text(outcome.findings) == ""
    assert outcome.triples > 4000


def test_each_acceptance_of_our_rulebook_is_used() -> None:
    """No accepted finding is out of date: each entry, and each term of it, still covers a finding."""
    accepted = check_ontology([], own_rulebook()).accepted
    for entry in own_rulebook().accepted:
        covered = {f.term.rsplit("#", 1)[-1] for f in accepted if entry.covers(f)}
        assert covered
        assert entry.terms <= covered


def test_twelve_planted_faults_are_all_found() -> None:
    """In a foreign ontology with twelve planted faults each fault is found, at the term that has it."""
    path = Path(__file__).parent / "foreign.ttl"
    planted = {
        tuple(line.removeprefix("# fault: ").split())
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("# fault: ")
    }
    outcome = check_ontology([path], Rulebook(languages=("en",)))
    found = {(f.check, f.term.rsplit("#", 1)[-1]) for f in outcome.findings if f.severity is not Severity.INFO}
    assert len(planted) == 12
    assert planted <= found


def test_a_file_with_a_syntax_error_is_a_finding() -> None:
    """Broken files are reported beside the others, with file and line."""
    path = Path(__file__).parent / "broken.ttl"
    outcome = check_ontology([path], Rulebook())
    assert [(f.check, f.severity, f.value) for f in outcome.findings] == [("syntax", Severity.ERROR, "3")]
    assert f"{path}:3: " in outcome.findings[0].message


def test_a_rulebook_switches_accepts_and_counts(tmp_path: Path) -> None:
    """A severity may be changed or switched off, a finding accepted by name or IRI."""
    book = tmp_path / "rules.yaml"
    book.write_text(
        "languages: [en]\nseverity: {missing-label: warning, missing-range: off}\n"
        "accepted: [{check: missing-domain, terms: [p], reason: shared}]\n",
        encoding="utf-8",
    )
    rules = read_rulebook(book, CHECKS)
    assert rules.languages == ("en",)
    assert rules.accepted == (Acceptance("missing-domain", frozenset({"p"}), "shared"),)
    shared = Finding("missing-domain", Severity.INFO, "http://e.org/o#p", "", "has no domain")
    dropped = Finding("missing-range", Severity.INFO, "http://e.org/o#p", "", "has no range")
    counted, accepted = rules.judge([FINDING, shared, dropped])
    assert [(f.check, f.severity) for f in counted] == [("missing-label", Severity.WARNING)]
    assert accepted == [shared]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("severity: {no-such-check: error}", "no check 'no-such-check'"),
        ("severity: {missing-label: fatal}", "not a severity: 'fatal'"),
        ("accepted: [{check: missing-label}]", "lacks its check or reason"),
        ("colour: red", "not a rulebook"),
        ("languages: [", "cannot be read as YAML"),
    ],
)
def test_a_wrong_rulebook_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """What means nothing in a rulebook is an error that names the file."""
    book = tmp_path / "rules.yaml"
    book.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_rulebook(book, CHECKS)


def test_json_is_a_list_of_findings() -> None:
    """JSON has check, severity, term, value, message and file of each finding."""
    assert json.loads(as_json([FINDING])) == [
        {
            "check": "missing-label",
            "severity": "error",
            "term": "http://e.org/o#A",
            "value": "de",
            "message": "has no label in de | add one",
            "file": "o.ttl",
        }
    ]
    assert json.loads(as_json([])) == []


def test_sarif_names_rule_level_and_place() -> None:
    """SARIF has one run whose results point at their rule, file and term."""
    log = json.loads(as_sarif([FINDING], {"missing-label": "Each term has a label"}))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"] == [
        {"id": "missing-label", "shortDescription": {"text": "Each term has a label"}}
    ]
    (result,) = run["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("missing-label", 0, "error")
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "o.ttl"
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "http://e.org/o#A"}]


def test_markdown_is_a_table_a_check() -> None:
    """Markdown has a section and a table for each check, with bars escaped."""
    text = as_markdown([FINDING], {"missing-label": "Each term has a label"})
    assert text.splitlines()[2:4] == ["## missing-label", ""]
    assert text.splitlines()[-1] == "| error | `A` | has no label in de \\| add one |"
    assert as_markdown([], {}) == "# Hygiene report\n\nNothing found."


def test_a_finding_is_one_line_however_long_its_value() -> None:
    """Breaks and tabs of a value are written out and long values are cut, in text and in Markdown; JSON has it all."""
    long = replace(FINDING, message="has a text with white space:\n\t" + "a | b " * 100)
    assert as_text([long]).splitlines() == [as_text([long])]
    assert "white space:\\n\\ta | b" in as_text([long])
    assert as_text([long]).endswith("… [missing-label]")
    assert (
        as_markdown([long], {}).splitlines()[-1].startswith("| error | `A` | has a text with white space:\\n\\ta \\| b")
    )
    assert json.loads(as_json([long]))[0]["message"] == long.message
