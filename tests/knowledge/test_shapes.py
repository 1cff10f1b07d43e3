"""The built knowledge base against the shapes and against the ontology's axioms."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad

from chippolitik.graph import MemoryView
from chippolitik.knowledge import knowledge_quads, low_confidence_quads
from chippolitik.namespaces import CHIP, ID
from chippolitik.ontology import load_ontology
from chippolitik.ontology.reasoning import Verdict, java_is_there, reason
from chippolitik.tables import load_tables
from chippolitik.validation.quality import quality_findings
from chippolitik.validation.whole import validate_graph

TABLES = load_tables()
QUADS = knowledge_quads(TABLES)


def test_the_knowledge_base_passes_every_shape() -> None:
    """No violation, no warning, no remark; the rows of low confidence pass together with the others."""
    assert validate_graph(QUADS) == []
    assert validate_graph([*QUADS, *low_confidence_quads(TABLES)]) == []


def test_no_quality_check_finds_a_row() -> None:
    """Cycles, shared names and the like are looked for over the whole graph."""
    assert quality_findings(MemoryView(QUADS)) == []


@pytest.mark.parametrize(
    ("subject", "predicate", "constraint"),
    [
        ("p2025_h20_licence", "issuer", "C25"),
        ("p2026_cn_h200_customs", "addressee", "C28"),
        ("p2022_oct7/in_force/2022-10-07", "edtf", "C32"),
    ],
)
def test_a_missing_fact_is_found_in_subclasses_too(subject: str, predicate: str, constraint: str) -> None:
    """Shapes judge a licence requirement as the export control that it is."""
    cut = [
        quad
        for quad in QUADS
        if (quad.subject, quad.predicate) != (NamedNode(ID + subject), NamedNode(CHIP + predicate))
    ]
    assert {(finding.focus, finding.constraint) for finding in validate_graph(cut)} == {(ID + subject, constraint)}


@pytest.mark.skipif(not java_is_there(), reason="HermiT needs Java, which is not installed")
def test_the_knowledge_base_contradicts_no_axiom() -> None:
    """HermiT finds ontology and knowledge base consistent; a country that acts as a firm would not be."""
    ontology = [triple for file in load_ontology() for triple in file.triples]
    assert reason([*ontology, *(quad.triple for quad in QUADS)]) == Verdict(consistent=True)
    wrong = Quad(NamedNode(ID + "cn"), NamedNode(CHIP + "designedBy"), NamedNode(ID + "cn"))
    assert not reason([*ontology, *(quad.triple for quad in QUADS), wrong.triple]).consistent
