"""The reserved vocabulary of OWL 2: datatypes, built-in annotations, and the words of the RDF mapping.

Source: OWL 2 Structural Specification, sections 2.4, 4 and 5.5; Mapping to RDF Graphs, tables 1 to 18.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from chippolitik.ontology.names import OWL, RDF, RDFS, XSD

__all__ = ["ANNOTATIONS", "DATATYPES", "RESERVED", "RL_DATATYPES"]

_SHARED = """string normalizedString token language Name NCName NMTOKEN decimal integer nonNegativeInteger
nonPositiveInteger positiveInteger negativeInteger long int short byte unsignedLong unsignedInt
unsignedShort unsignedByte boolean double float dateTime dateTimeStamp anyURI hexBinary base64Binary"""

# The datatype map of OWL 2 RL is that of OWL 2 without owl:real and owl:rational.
RL_DATATYPES: frozenset[NamedNode] = frozenset(
    [XSD[name] for name in _SHARED.split()] + [RDF.PlainLiteral, RDF.langString, RDF.XMLLiteral, RDFS.Literal]
)
DATATYPES: frozenset[NamedNode] = RL_DATATYPES | {OWL.real, OWL.rational}

ANNOTATIONS: frozenset[NamedNode] = frozenset(
    [RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy]
    + [OWL[n] for n in ["deprecated", "versionInfo", "priorVersion", "backwardCompatibleWith", "incompatibleWith"]]
)

_OWL_WORDS = """AllDifferent AllDisjointClasses AllDisjointProperties Annotation AnnotationProperty
AsymmetricProperty Axiom Class DatatypeProperty DeprecatedClass DeprecatedProperty
FunctionalProperty InverseFunctionalProperty IrreflexiveProperty NamedIndividual
NegativePropertyAssertion Nothing ObjectProperty Ontology OntologyProperty ReflexiveProperty
Restriction SymmetricProperty TransitiveProperty Thing DataRange allValuesFrom annotatedProperty
annotatedSource annotatedTarget assertionProperty bottomDataProperty bottomObjectProperty
cardinality complementOf datatypeComplementOf differentFrom disjointUnionOf disjointWith
distinctMembers equivalentClass equivalentProperty hasKey hasSelf hasValue imports intersectionOf
inverseOf maxCardinality maxQualifiedCardinality members minCardinality minQualifiedCardinality
onClass onDataRange onDatatype onProperties onProperty oneOf propertyChainAxiom propertyDisjointWith
qualifiedCardinality sameAs someValuesFrom sourceIndividual targetIndividual targetValue
topDataProperty topObjectProperty unionOf versionIRI withRestrictions"""
_FACETS = "length minLength maxLength pattern minInclusive minExclusive maxInclusive maxExclusive"

RESERVED: frozenset[NamedNode] = ANNOTATIONS | frozenset(
    [OWL[name] for name in _OWL_WORDS.split()]
    + [XSD[name] for name in _FACETS.split()]
    + [RDF.langRange, RDF.type, RDF.first, RDF.rest, RDF.nil, RDF.List, RDF.Property]
    + [RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.Datatype, RDFS.Class]
)
