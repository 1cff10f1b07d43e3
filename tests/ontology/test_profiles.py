"""Membership in OWL 2 DL and OWL 2 RL."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from chippolitik.ontology import load_ontology
from chippolitik.ontology.dl import dl_findings
from chippolitik.ontology.index import Index
from chippolitik.ontology.rl import rl_findings

PREFIXES = """@prefix : <http://e.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Agent a owl:Class . :Chip a owl:Class . :owns a owl:ObjectProperty . :holds a owl:ObjectProperty .
:partOf a owl:ObjectProperty . :text a owl:DatatypeProperty . :note a owl:AnnotationProperty .
"""


def index_of(text: str) -> Index:
    whole = PREFIXES + text.replace("$R", "a owl:Restriction ; owl:onProperty :owns")
    quads = parse(whole.encode(), format=RdfFormat.TURTLE)
    return Index(Triple(quad.subject, quad.predicate, quad.object) for quad in quads)


OUTSIDE_DL = {
    "undeclared property": (":a :buys :b .", "http://e.org/buys", "never declared"),
    "undeclared class": (":a a :Firm .", "http://e.org/Firm", "never declared"),
    "undeclared superclass": (":Chip rdfs:subClassOf :Ware .", "http://e.org/Ware", "place of a class"),
    "punned property": (":owns a owl:DatatypeProperty .", "http://e.org/owns", "both as object property"),
    "literal of object property": (':a :owns "b" .', "http://e.org/owns", "with a literal"),
    "resource of datatype property": (":a :text :b .", "http://e.org/text", "with a resource"),
    "year": (':a :text "2024"^^xsd:gYear .', "http://e.org/a", "datatype map"),
    "date range": (":text rdfs:range xsd:date .", "http://e.org/text", "datatype map"),
    "reserved word": (":a rdfs:member :b .", "http://e.org/a", "reserved term"),
    "reification": (":a a rdf:Statement .", "http://e.org/a", "reserved term"),
    "range of the wrong sort": (":owns rdfs:range xsd:string .", "http://e.org/owns", "range is a datatype"),
    "functional with a chain": (
        ":owns owl:propertyChainAxiom ( :holds :partOf ) ; a owl:FunctionalProperty .",
        "http://e.org/owns",
        "is functional",
    ),
    "asymmetric above a transitive one": (
        ":partOf a owl:TransitiveProperty ; rdfs:subPropertyOf :owns . :owns a owl:AsymmetricProperty .",
        "http://e.org/owns",
        "is asymmetric",
    ),
    "cardinality on a transitive one": (
        ":partOf a owl:TransitiveProperty . [ a owl:Restriction ; owl:onProperty :partOf ; owl:maxCardinality 1 ] .",
        "http://e.org/partOf",
        "cardinality",
    ),
    "cycle of chains": (
        ":owns owl:propertyChainAxiom ( :holds :partOf ) . :partOf owl:propertyChainAxiom ( :holds :owns ) .",
        "http://e.org/owns",
        "cycle of property chains",
    ),
}


@pytest.mark.parametrize("name", OUTSIDE_DL)
def test_what_is_outside_dl_is_found(name: str) -> None:
    """Each way to leave OWL 2 DL is found at the term that does it."""
    text, term, words = OUTSIDE_DL[name]
    assert [f.term for f in dl_findings(index_of(text)) if words in f.message][:1] == [term]


def test_a_date_as_range_is_one_finding_that_names_it() -> None:
    """A datatype of XML Schema outside the datatype map is told once, with its name and what to use instead."""
    (found,) = dl_findings(index_of(":text rdfs:range xsd:date ."))
    assert found.message.startswith("names http://www.w3.org/2001/XMLSchema#date, which is outside")
    assert found.value == "http://www.w3.org/2001/XMLSchema#date"


INSIDE_DL = {
    "nothing": "",
    "note of any datatype": ':a :note "2024-01-01"^^xsd:date .',
    "chain that begins with itself": ":owns owl:propertyChainAxiom ( :owns :partOf ) .",
    "transitivity as a chain": ":partOf owl:propertyChainAxiom ( :partOf :partOf ) .",
    "chain over an inverse": ":partOf owl:inverseOf :holds . :owns owl:propertyChainAxiom ( :partOf :owns ) .",
    "transitive and symmetric": ":partOf a owl:TransitiveProperty, owl:SymmetricProperty .",
    "class and individual": ":Chip a :Chip .",
}


@pytest.mark.parametrize("name", INSIDE_DL)
def test_what_is_inside_dl_passes(name: str) -> None:
    """What OWL 2 DL allows gives no finding."""
    assert dl_findings(index_of(INSIDE_DL[name])) == []


OUTSIDE_RL = {
    "some on the right": ":Chip rdfs:subClassOf [ $R ; owl:someValuesFrom :Chip ] .",
    "only on the left": "[ $R ; owl:allValuesFrom :Chip ] rdfs:subClassOf :Agent .",
    "union on the right": ":Chip rdfs:subClassOf [ a owl:Class ; owl:unionOf ( :Agent :Chip ) ] .",
    "at most two": ":Chip rdfs:subClassOf [ $R ; owl:maxCardinality 2 ] .",
    "exactly one": ":Chip rdfs:subClassOf [ $R ; owl:cardinality 1 ] .",
    "union as equivalent": ":Chip owl:equivalentClass [ a owl:Class ; owl:unionOf ( :Agent :Chip ) ] .",
    "disjoint union": ":Chip owl:disjointUnionOf ( :Agent ) .",
    "reflexive": ":owns a owl:ReflexiveProperty .",
    "below everything": ":Chip rdfs:subClassOf owl:Thing .",
    "rational": ':a :text "1/3"^^owl:rational .',
    "pattern": ":text rdfs:range [ owl:onDatatype xsd:string ; owl:withRestrictions ( [ xsd:pattern 'a' ] ) ] .",
}


@pytest.mark.parametrize("name", OUTSIDE_RL)
def test_what_is_outside_rl_is_found(name: str) -> None:
    """Each construct that OWL 2 RL lacks at that place is found; OWL 2 DL still has it, save for the literal."""
    index = index_of(OUTSIDE_RL[name])
    assert rl_findings(index)
    assert name == "rational" or dl_findings(index) == []


INSIDE_RL = {
    "chain": ":owns owl:propertyChainAxiom ( :holds :partOf ) .",
    "all disjoint": "[] a owl:AllDisjointClasses ; owl:members ( :Agent :Chip ) .",
    "asymmetric": ":owns a owl:AsymmetricProperty .",
    "some on the left": "[ $R ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :Agent .",
    "union on the left": "[ a owl:Class ; owl:unionOf ( :Agent :Chip ) ] rdfs:subClassOf :Agent .",
    "only on the right": ":Chip rdfs:subClassOf [ $R ; owl:allValuesFrom :Chip ] .",
    "at most one": ":Chip rdfs:subClassOf [ $R ; owl:maxCardinality 1 ] .",
    "not": ":Chip rdfs:subClassOf [ a owl:Class ; owl:complementOf :Agent ] .",
    "intersection as equivalent": ":Chip owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( :Agent :Chip ) ] .",
    "string range": ":text rdfs:range xsd:string .",
}


@pytest.mark.parametrize("name", INSIDE_RL)
def test_what_is_inside_rl_passes(name: str) -> None:
    """What OWL 2 RL allows gives no finding, chains and AllDisjointClasses among it."""
    index = index_of(INSIDE_RL[name])
    assert rl_findings(index) == dl_findings(index) == []


def test_our_ontology_is_in_both_profiles() -> None:
    """The ontology with all its modules and schemes is OWL 2 DL and OWL 2 RL."""
    index = Index(triple for file in load_ontology() for triple in file.triples)
    assert dl_findings(index) == []
    assert rl_findings(index) == []
