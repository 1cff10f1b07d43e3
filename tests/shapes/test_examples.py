"""Every shape lets its valid examples pass and finds in its invalid ones exactly what is expected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from chippolitik.ontology.files import read_rdf
from chippolitik.ontology.formatting import format_turtle
from chippolitik.ontology.names import RDF
from chippolitik.validation import Finding
from chippolitik.validation.constraints import focus_nodes, merged_store
from chippolitik.validation.engines import class_hierarchy
from chippolitik.validation.shapes import SH, ShapeSet, load_shapes, own_shapes
from chippolitik.validation.whole import validate_graph

SHAPES = Path(__file__).resolve().parents[2] / "shapes"
FILES = sorted(SHAPES.glob("*.ttl"))
FOLDERS = sorted(path for path in (SHAPES / "examples").iterdir() if path.is_dir())
VALID = sorted((SHAPES / "examples").glob("*/valid-*.ttl"))
INVALID = sorted((SHAPES / "examples").glob("*/invalid-*.ttl"))
CHECKS = {"DeclaredTerm", "DeclaredConcept"}  # checks of ``validation.declared``, with a shape for their messages


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def local(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def expected_of(folder: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return found


def shown(finding: Finding, like: dict[str, str] | None) -> dict[str, str]:
    row = {
        "focus": finding.focus,
        "path": finding.path,
        "severity": finding.severity.value,
        "shape": finding.shape,
        "value": finding.value,
    }
    return row if like is None or "value" in like else {key: row[key] for key in row if key != "value"}


def whole() -> ShapeSet:
    return load_shapes(SHAPES)


@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_valid_example_passes(path: Path) -> None:
    """A valid example has no finding at all, of any shape and severity."""
    assert validate_graph(read_rdf(path)) == []


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_an_invalid_example_has_exactly_its_findings(path: Path) -> None:
    """An invalid example has the expected focus nodes, paths, severities, source shapes and values, and no others."""
    expected = expected_of(path.parent)[path.name]
    found = validate_graph(read_rdf(path))
    by_shape = {row["shape"]: row for row in expected}
    assert [shown(f, by_shape.get(f.shape)) for f in found] == sorted(
        expected, key=lambda row: (row["focus"], row["shape"], row["path"])
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_expectations_and_examples_belong_together(folder: Path) -> None:
    """``expected.json`` names the invalid examples of its folder, each with a finding of a shape of that folder."""
    expected = expected_of(folder)
    assert sorted(expected) == sorted(path.name for path in folder.glob("invalid-*.ttl"))
    for rows in expected.values():
        assert any(local(row["shape"]).startswith(folder.name) for row in rows)


def test_every_constraint_has_a_failing_example() -> None:
    """Each property shape and SPARQL constraint is the source of a finding in an invalid example."""
    shapes = whole()
    judged = {
        t.object.value
        for t in shapes.triples
        if t.predicate in {SH.property, SH.sparql} and isinstance(t.object, NamedNode)
    }
    failing = {row["shape"] for folder in FOLDERS for rows in expected_of(folder).values() for row in rows}
    assert sorted(local(iri) for iri in judged - failing) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shape_has_a_passing_example_that_it_judges(path: Path) -> None:
    """A shape with targets has a valid example in which it finds a focus node, so that it does not pass for nothing."""
    targets = ShapeSet.of(read_rdf(path)).split()
    reached = {constraint.targets for constraint in targets.constraints}
    classes = {t.object for t in targets.triples if t.predicate == SH.targetClass}
    if not reached and not classes:
        assert path.stem.startswith("Is") or path.stem in {"prefixes", *CHECKS}
        return
    data = [
        triple
        for file in (SHAPES / "examples" / path.stem).glob("valid-*.ttl")
        for triple in [*read_rdf(file), *class_hierarchy()]
    ]
    store = merged_store(data)
    for group in reached:
        assert focus_nodes(group, store)
    kinds = {quad.object for quad in store.quads_for_pattern(None, RDF.type, None)}
    if path.stem not in {"Situation", "PolicyInstrument"}:
        assert classes <= kinds


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_one_node_shape_named_like_it(path: Path) -> None:
    """A file holds one node shape, named like the file; its property shapes and constraints begin with that name."""
    triples = read_rdf(path)
    nodes = [t.subject.value for t in triples if t.object == SH.NodeShape and isinstance(t.subject, NamedNode)]
    assert [local(iri) for iri in nodes] == ([] if path.stem == "prefixes" else [path.stem])
    parts = [t.subject for t in triples if t.object in {SH.PropertyShape, SH.SPARQLConstraint}]
    assert all(isinstance(part, NamedNode) and local(part.value).startswith(f"{path.stem}-") for part in parts)


def test_no_shape_is_anonymous() -> None:
    """Each object of ``sh:property``, ``sh:sparql``, ``sh:not``, ``sh:node`` is an IRI that the shapes define."""
    triples = whole().triples
    defined = {t.subject for t in triples if t.predicate == RDF.type}
    pointers = {SH.property, SH.sparql, SH["not"], SH.node}
    assert [t for t in triples if t.predicate in pointers and t.object not in defined] == []


def test_every_constraint_says_how_to_mend_in_both_languages() -> None:
    """Each property shape and SPARQL constraint has an id and one message in English and German, of two sentences."""
    notes = own_shapes().notes
    for iri, note in notes.items():
        if "-" in local(iri) or local(iri) in CHECKS:
            assert [language for language, _ in note.messages] == ["de", "en"], iri
            assert note.constraint[:1] in {"C", "T"}, iri
            assert all(text.count(". ") + text.count("; ") >= 1 and text.endswith(".") for _, text in note.messages), (
                iri
            )


@pytest.mark.parametrize("path", [*FILES, *VALID, *INVALID], ids=name)
def test_a_file_is_formatted(path: Path) -> None:
    """Shape files and examples are as ``chippolitik ontology format`` writes them."""
    text = path.read_text(encoding="utf-8")
    assert text == format_turtle(text, str(path)), f"run: chippolitik ontology format {path}"
