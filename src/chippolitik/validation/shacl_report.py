"""Findings as a SHACL validation report in Turtle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from chippolitik.namespaces import CHIP, ID, SHAPES, VOCAB
from chippolitik.ontology.names import RDF, XSD
from chippolitik.ontology.turtle import turtle
from chippolitik.validation.finding import Finding
from chippolitik.validation.shapes import SH
from chippolitik.validation.wording import cut

__all__ = ["shacl_report"]

_PREFIXES = {"chip": CHIP, "id": ID, "sh": SH.base, "shapes": SHAPES, "vocab": VOCAB, "xsd": XSD.base}
_LONGEST = 2000  # characters of a value; a literal can have millions
_PREDICATE = re.compile(r"<([^<>]+)>")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def shacl_report(findings: Iterable[Finding]) -> str:
    """Return a report; as SHACL has it, data conform only if there is no finding at all, warnings included.

    A path that is more than one predicate is left to its shape.

    Source:
        W3C Shapes Constraint Language, section 3.6.
    """
    given = list(findings)
    report = BlankNode("report")
    triples = [
        Triple(report, RDF.type, SH.ValidationReport),
        Triple(report, SH.conforms, Literal(not given)),
    ]
    for number, finding in enumerate(given):
        node = BlankNode(f"result{number}")
        triples.append(Triple(report, SH.result, node))
        triples += (Triple(node, predicate, term) for predicate, term in _pairs(finding))
    return turtle(triples, _PREFIXES)


def _pairs(finding: Finding) -> Iterator[tuple[NamedNode, NamedNode | BlankNode | Literal]]:
    yield RDF.type, SH.ValidationResult
    yield SH.resultSeverity, NamedNode(finding.severity.iri)
    yield SH.focusNode, _term(finding.focus)
    if finding.component:
        yield SH.sourceConstraintComponent, NamedNode(finding.component)
    if finding.component == SH.SPARQLConstraintComponent.value and finding.node_shape:
        yield SH.sourceConstraint, NamedNode(finding.shape)
        yield SH.sourceShape, NamedNode(finding.node_shape)
    elif finding.shape:
        yield SH.sourceShape, NamedNode(finding.shape)
    if path := _PREDICATE.fullmatch(finding.path):
        yield SH.resultPath, NamedNode(path[1])
    if finding.value:
        yield SH.value, _term(cut(finding.value, _LONGEST))
    for language, text in finding.messages:
        yield SH.resultMessage, Literal(text, language=language) if language else Literal(text)


def _term(text: str) -> NamedNode | BlankNode | Literal:
    if text.startswith("_:"):
        return BlankNode(f"data{text[2:]}")
    return NamedNode(text) if _IRI.fullmatch(text) else Literal(text)
