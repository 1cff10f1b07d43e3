"""What was released stays: terms, their sorts, and headers that say how versions go together."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from chippolitik.cli.root import run
from chippolitik.ontology import OntologyFile, load_ontology
from chippolitik.ontology.index import Index, Node
from chippolitik.ontology.names import OWL, RDFS
from chippolitik.ontology.released import missing_terms, term_list

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
FILES = load_ontology()


def version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


LISTS = sorted((FOLDER / "released").glob("*.txt"), key=lambda path: version(path.stem))


def header(file: OntologyFile) -> tuple[Index, Node]:
    return Index(file.triples), NamedNode(file.iri)


def current() -> str:
    index, node = header(FILES[-1])
    (literal,) = index.objects(node, OWL.versionInfo)
    return str(literal.value)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_no_released_term_went_away_or_changed_its_sort(path: Path) -> None:
    """Each line of a released list is a line of today's list; a term is deprecated, not removed."""
    assert missing_terms(path.read_text(encoding="utf-8"), term_list(FILES)) == []


def test_a_lost_term_and_a_changed_sort_are_told() -> None:
    """A class that is now a property is as missing as one that is gone; comments and empty lines are none."""
    released = "# 0.1.0\n\nclass http://e.org/A\nconcept http://e.org/b\n"
    assert missing_terms(released, ["concept http://e.org/b", "class http://e.org/A"]) == []
    assert missing_terms(released, ["object-property http://e.org/A", "concept http://e.org/b"]) == [
        "class http://e.org/A"
    ]


def test_the_list_of_this_version_is_there() -> None:
    """There is a list for the version that the root file states, with a line a term, sorted."""
    assert LISTS[-1].stem == current(), "run: chippolitik ontology terms > ontology/released/VERSION.txt"
    lines = LISTS[-1].read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert "class https://w3id.org/chippolitik/ontology#Order" in lines
    assert "concept https://w3id.org/chippolitik/vocab/status/in_force" in lines


def test_the_command_prints_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    """``ontology terms`` prints what a release keeps."""
    assert run(["ontology", "terms"]) == 0
    assert capsys.readouterr().out.splitlines() == term_list(FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.name)
def test_each_header_states_this_version(file: OntologyFile) -> None:
    """Each file has the version of the root, and a version IRI of its own that carries it."""
    index, node = header(file)
    assert index.objects(node, OWL.versionInfo) == [Literal(current())]
    name = file.iri.rsplit("/", 1)[-1]
    base = "https://w3id.org/chippolitik/"
    expected = f"{base}ontology/{current()}"
    if file.path.name != "chippolitik.ttl":
        inside = f"vocab/{name}/{current()}" if file.path.parent.name == "vocab" else f"ontology/{current()}/{name}"
        expected = f"{base}{inside}"
    assert index.objects(node, OWL.versionIRI) == [NamedNode(expected)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.name)
def test_each_header_names_the_version_before(file: OntologyFile) -> None:
    """A header has a prior version and a word on compatibility exactly if that version was released."""
    index, node = header(file)
    prior = index.nodes(node, OWL.priorVersion)
    said = [*index.nodes(node, OWL.backwardCompatibleWith), *index.nodes(node, OWL.incompatibleWith)]
    released = [path.stem for path in LISTS if version(path.stem) < version(current())]
    (this,) = index.nodes(node, OWL.versionIRI)
    expected = [NamedNode(str(this.value).replace(current(), released[-1]))] if released else []
    assert prior in (expected, [])
    assert bool(prior) <= bool(released)
    assert said == prior


def test_the_root_states_how_versions_go_together() -> None:
    """The root file has a compatibility statement in English and German."""
    index, node = header(FILES[-1])
    texts = {t.language: t.value for t in index.objects(node, RDFS.comment) if isinstance(t, Literal)}
    assert texts["en"].startswith("Compatibility: ")
    assert texts["de"].startswith("Verträglichkeit: ")
