"""Alignments to other vocabularies: careful in what they say, and each foreign term looked up and frozen in a list."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from rdflib.namespace import ODRL2, ORG, PROV, DefinedNamespace

from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.ontology import load_ontology
from chippolitik.ontology.files import read_file
from chippolitik.ontology.index import Index
from chippolitik.ontology.names import OWL, RDF, RDFS, SKOS

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
FILE = read_file(FOLDER / "alignments.ttl")
HEADER = NamedNode(FILE.iri)
LINKS = [(s, p, o) for s, p, o in Index(FILE.triples).triples if s != HEADER]
OURS = Index(triple for file in load_ontology() for triple in file.triples)
WITH_FORCE = {RDFS.subClassOf, RDFS.subPropertyOf}
MATCHES = {SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
ASKED_FOR = {
    *("PROV-O", "ORG", "Web Annotation", "schema.org", "ELI", "ODRL", "Follow the Money", "QUDT schema", "QUDT units"),
    *("CiTO", "Wikidata", "Digital Reference"),
}


def frozen() -> list[dict[str, str]]:
    with (FOLDER / "external-terms.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_reasoner_reads_the_alignments() -> None:
    """No file imports them, and they import nothing."""
    assert FILE.imports == ()
    assert FILE.iri not in {file.iri for file in load_ontology()}
    assert all(FILE.iri not in file.imports for file in load_ontology())


def test_nothing_is_made_equal_to_what_is_outside() -> None:
    """They use matches of SKOS, and place some of our terms below foreign ones; never sameAs or equivalence."""
    assert {p for _, p, _ in LINKS} <= WITH_FORCE | MATCHES
    assert {s for s, p, _ in LINKS if p == SKOS.exactMatch} <= set(
        OURS.subjects(SKOS.inScheme, NamedNode(f"{VOCAB}unit"))
    )


def test_each_link_goes_from_a_live_term_of_ours_to_a_foreign_one() -> None:
    """Subjects are declared and not deprecated, objects are foreign; a class lies below a class, by name."""
    for subject, predicate, target in LINKS:
        assert isinstance(subject, NamedNode)
        assert isinstance(target, NamedNode)
        assert OURS.objects(subject, RDF.type)
        assert not OURS.objects(subject, OWL.deprecated)
        assert not target.value.startswith((CHIP, VOCAB))
        if predicate in WITH_FORCE:
            is_class = OWL.Class in OURS.objects(subject, RDF.type)
            assert predicate == (RDFS.subClassOf if is_class else RDFS.subPropertyOf)
            assert re.split(r"[#/:]", target.value)[-1][0].isupper() is is_class


def test_each_foreign_term_is_in_the_frozen_list() -> None:
    """The list holds exactly the terms that are used, each once, sorted."""
    terms = [row["term"] for row in frozen()]
    assert terms == sorted({target.value for _, _, target in LINKS if isinstance(target, NamedNode)})


def test_the_list_says_against_what_each_term_was_checked() -> None:
    """Each row names vocabulary, version, day, sort of evidence and place; no vocabulary is missing."""
    rows = frozen()
    assert {row["vocabulary"] for row in rows} == ASKED_FOR
    for row in rows:
        assert all(row.values()), row
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["checked_on"])
    evidence = Counter(row["against"] for row in rows)
    assert set(evidence) == {"file", "list", "mention"}
    assert {row["vocabulary"] for row in rows if row["against"] == "mention"} == {"Wikidata"}
    assert {row["vocabulary"] for row in rows if row["against"] == "list"} == {"ELI", "ODRL"}


@pytest.mark.parametrize("namespace", [PROV, ORG, ODRL2], ids=["prov", "org", "odrl"])
def test_terms_are_known_to_rdflib(namespace: type[DefinedNamespace]) -> None:
    """Where rdflib ships the list of a vocabulary's terms, each term that we use is on it; an unknown one raises."""
    base = str(namespace._NS)
    used = [row["term"] for row in frozen() if row["term"].startswith(base)]
    assert used
    assert [str(namespace[term.removeprefix(base)]) for term in used] == used
    with pytest.raises((AttributeError, UserWarning)):
        namespace["buyr"]
