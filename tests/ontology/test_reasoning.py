"""Consistency under HermiT."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from chippolitik.errors import MissingPartError
from chippolitik.ontology import load_ontology, reasoning
from chippolitik.ontology.names import OWL, RDF, RDFS, XSD
from chippolitik.ontology.reasoning import Verdict, java_is_there, reason
from chippolitik.vocabulary import chip

needs_java = pytest.mark.skipif(not java_is_there(), reason="HermiT needs Java, which is not installed")
A, B = NamedNode("https://w3id.org/chippolitik/id/a"), NamedNode("https://w3id.org/chippolitik/id/b")


@pytest.fixture(scope="module")
def ontology() -> list[Triple]:
    return [triple for file in load_ontology() for triple in file.triples]


@needs_java
def test_the_ontology_is_consistent_and_each_class_can_have_members(ontology: list[Triple]) -> None:
    """HermiT finds our ontology consistent and no class empty by definition."""
    assert reason(ontology) == Verdict(consistent=True)


@needs_java
def test_a_class_of_events_that_are_states_is_unsatisfiable(ontology: list[Triple]) -> None:
    """A class below both Event and State can have no member, and is named."""
    both = [Triple(A, RDFS.subClassOf, NamedNode(c)) for c in (chip.Event, chip.State)]
    verdict = reason([*ontology, Triple(A, RDF.type, OWL.Class), *both])
    assert verdict == Verdict(consistent=True, unsatisfiable=(A.value,))
    assert not verdict.passed


@needs_java
def test_a_datatype_outside_owl_is_refused_in_one_line(ontology: list[Triple]) -> None:
    """A year as xsd:gYear makes HermiT give up; the verdict says so and is no pass."""
    verdict = reason([*ontology, Triple(B, NamedNode(chip.edtf), Literal("2024", datatype=XSD.gYear))])
    assert "UnsupportedDatatypeException" in verdict.refused
    assert "\n" not in verdict.refused
    assert not verdict.passed


def test_without_java_a_part_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no Java the error says so and carries exit code 5."""
    monkeypatch.setattr(reasoning, "java_is_there", lambda: False)
    with pytest.raises(MissingPartError, match="reasoning needs Java") as caught:
        reason([])
    assert caught.value.exit_code == 5
