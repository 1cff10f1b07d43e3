"""Deprecated terms: how they are kept, that validation warns of them, and that migrations take them out of data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, Store

from chippolitik import vocabulary
from chippolitik.namespaces import CHIP
from chippolitik.ontology import load_ontology
from chippolitik.ontology.files import read_file
from chippolitik.ontology.index import Index
from chippolitik.ontology.names import DCTERMS, OWL, RDF, RDFS, SKOS

ROOT = Path(__file__).resolve().parents[2]
INDEX = Index(triple for file in load_ontology() for triple in file.triples)
OLD = sorted((t for t in INDEX.declared(OWL.Class, OWL.ObjectProperty) if INDEX.objects(t, OWL.deprecated)), key=str)
MIGRATIONS = sorted((ROOT / "ontology" / "migrations").glob("*.ru"))


def name(term: NamedNode) -> str:
    return term.value.removeprefix(CHIP)


@pytest.mark.parametrize("term", OLD, ids=name)
def test_a_deprecated_term_lies_below_its_replacement(term: NamedNode) -> None:
    """It names one live replacement of its own sort, lies below it, and says when and why it went."""
    (new,) = INDEX.nodes(term, DCTERMS.isReplacedBy)
    assert INDEX.objects(new, OWL.deprecated) == []
    assert set(INDEX.nodes(term, RDF.type)) <= set(INDEX.nodes(new, RDF.type))
    assert new in [*INDEX.nodes(term, RDFS.subClassOf), *INDEX.nodes(term, RDFS.subPropertyOf)]
    notes = [note.value for note in INDEX.objects(term, SKOS.changeNote)]
    assert len(notes) == 2
    assert all(re.search(r" in \d+\.\d+\.\d+[:,]", note) for note in notes)


def test_deprecated_terms_stand_in_their_own_module() -> None:
    """The module holds nothing but deprecated terms, and no other file holds one."""
    file = read_file(ROOT / "ontology" / "deprecated.ttl")
    own = Index(file.triples)
    assert sorted(own.declared(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty), key=str) == OLD
    assert [name(term) for term in OLD] == sorted(k for k in vars(vocabulary.deprecated) if not k.startswith("_"))
    assert not any(hasattr(vocabulary.chip, name(term)) for term in OLD)


def test_the_warning_shape_knows_each_deprecated_term() -> None:
    """The shape's table is the list of deprecated terms."""
    text = (ROOT / "shapes" / "DeprecatedTerm.ttl").read_text(encoding="utf-8")
    (table,) = re.findall(r"FILTER \(\?value IN \(([^)]*)\)\)", text)
    assert table.split(", ") == [f"chip:{name(term)}" for term in OLD]


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: path.stem)
def test_a_migration_has_its_header(path: Path) -> None:
    """It says from which version to which, as its name does, and what changes."""
    lines = path.read_text(encoding="utf-8").splitlines()[:3]
    start, end = path.stem.split("-to-")
    assert lines[:2] == [f"# from: {start}", f"# to: {end}"]
    assert re.fullmatch(r"# title: [A-Z].+\.", lines[2])
    readme = (ROOT / "ontology" / "migrations" / "README.md").read_text(encoding="utf-8")
    assert f"## {start} to {end}\n" in readme


@pytest.mark.parametrize("graph", [None, NamedNode("http://e.org/graph")], ids=["default graph", "named graph"])
def test_the_migrations_leave_no_deprecated_term(graph: NamedNode | None) -> None:
    """After all migrations each use of a deprecated term is one of its replacement, in its graph; all else stays."""
    node, value, place = NamedNode("http://e.org/x"), NamedNode("http://e.org/y"), [graph] if graph else []
    store, expected = Store(), set()
    for term in OLD:
        (new,) = INDEX.nodes(term, DCTERMS.isReplacedBy)
        assert not isinstance(new, BlankNode)
        is_class = OWL.Class in INDEX.objects(term, RDF.type)
        store.add(Quad(node, RDF.type, term, *place) if is_class else Quad(node, term, value, *place))
        expected.add(Quad(node, RDF.type, new, *place) if is_class else Quad(node, new, value, *place))
    kept = Quad(node, NamedNode(f"{CHIP}speaker"), value, *place)
    store.add(kept)
    for path in MIGRATIONS:
        store.update(path.read_text(encoding="utf-8"))
    assert set(store) == {*expected, kept}
