"""The hygiene checks: each has a fixture that trips it, and passes what is in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from chippolitik.ontology.files import read_file
from chippolitik.ontology.hygiene import catalogue, hygiene_findings, languages_of

FIXTURES = Path(__file__).parent / "hygiene"
BASE = "http://e.org/o#"


@pytest.mark.parametrize("name", catalogue())
def test_each_check_is_tripped_by_its_fixture_alone(name: str) -> None:
    """On its fixture a check finds the one term, and the value, of the fixture's first line, and nothing else."""
    path = FIXTURES / f"{name}.ttl"
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ")
    term, _, value = expected.partition(" ")
    iri = {":": BASE + term[1:], "<": term.strip("<>"), "_": ""}[term[0]]
    languages = ("en", "de") if "de" in value else ("en",)
    found = [f for f in hygiene_findings([read_file(path)], [], languages) if f.check == name]
    assert [(f.term, f.value.strip()) for f in found] == [(iri, value.strip())]
    assert found[0].severity == catalogue()[name].severity
    assert "{" not in found[0].message


def test_each_fixture_has_its_check() -> None:
    """No fixture is left over."""
    assert {path.stem for path in FIXTURES.glob("*.ttl")} == set(catalogue())


@pytest.mark.parametrize("name", catalogue())
def test_no_check_finds_anything_in_an_empty_graph(name: str) -> None:
    """A check is a SELECT of a term, and finds nothing where there is nothing."""
    solutions = Store().query(catalogue()[name].query)
    assert isinstance(solutions, QuerySolutions)
    assert "term" in {variable.value for variable in solutions.variables}
    assert [row for row in solutions if row["term"] is not None] == []


def test_a_bilingual_label_is_no_duplicate(tmp_path: Path) -> None:
    """Two labels in two languages are in order, also where they read the same."""
    path = tmp_path / "o.ttl"
    path.write_text(
        "@prefix : <http://e.org/o#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <http://e.org/o> a owl:Ontology .\n"
        ':A a owl:Class ; rdfs:label "Chip"@de, "Chip"@en . :B a owl:Class ; rdfs:label "Wafer"@de, "wafer"@en .\n',
        encoding="utf-8",
    )
    file = read_file(path)
    assert languages_of([file]) == ("de", "en")
    checks = {finding.check for finding in hygiene_findings([file], [])}
    assert {c for c in checks if re.search("label", c)} == set()


def test_terms_of_others_are_not_judged(tmp_path: Path) -> None:
    """A class of another ontology that a file redeclares needs no label here."""
    path = tmp_path / "o.ttl"
    path.write_text(
        "@prefix : <http://e.org/o#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<http://e.org/o> a owl:Ontology . <http://other.org/Agent> a owl:Class . :A a owl:Class .\n",
        encoding="utf-8",
    )
    found = [f.term for f in hygiene_findings([read_file(path)], []) if f.check == "missing-label"]
    assert found == [f"{BASE}A"]


def test_a_vocabulary_may_add_to_its_own_terms(tmp_path: Path) -> None:
    """A file of a well-known vocabulary that builds on terms of its other files changes no foreign term."""
    path = tmp_path / "o.ttl"
    path.write_text(
        "@prefix prov: <http://www.w3.org/ns/prov#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<http://www.w3.org/ns/prov-o-inverses#> a owl:Ontology . prov:started a owl:ObjectProperty .\n"
        "prov:contributed owl:inverseOf prov:wasAttributedTo .\n",
        encoding="utf-8",
    )
    assert [f for f in hygiene_findings([read_file(path)], []) if f.check == "hijacked-term"] == []


@pytest.mark.parametrize(
    ("label", "untidy"),
    [
        ("a chip", False),
        ("a chip\\n      that computes", False),
        (" chip", True),
        ("chip\\n", True),
        ("a  chip", True),
        ("a\\tchip", True),
    ],
    ids=["plain", "wrapped", "before", "after", "doubled", "tab"],
)
def test_white_space_is_stray_at_the_ends_and_within_lines(tmp_path: Path, label: str, *, untidy: bool) -> None:
    """Space at the ends, doubled space and tabs are found; a text that is wrapped and indented is in order."""
    path = tmp_path / "o.ttl"
    path.write_text(
        "@prefix : <http://e.org/o#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <http://e.org/o> a owl:Ontology .\n"
        f':A a owl:Class ; rdfs:label "{label}"@en .\n',
        encoding="utf-8",
    )
    found = [f.check for f in hygiene_findings([read_file(path)], []) if f.check == "untidy-text"]
    assert found == ["untidy-text"] * untidy
