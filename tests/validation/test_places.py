"""Findings know where they stand in a file."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from chippolitik.namespaces import CHIP, ID
from chippolitik.ontology.files import read_rdf
from chippolitik.validation import Finding, Severity
from chippolitik.validation.constraints import plain
from chippolitik.validation.engines import PyshaclValidator
from chippolitik.validation.fast import own_validator
from chippolitik.validation.finding import Place
from chippolitik.validation.places import with_places
from chippolitik.validation.positions import triple_positions
from chippolitik.validation.reading import read_sources
from chippolitik.validation.shapes import own_shapes

ROOT = Path(__file__).resolve().parents[2]
DATA = f"""@prefix chip: <{CHIP}> .
@prefix id: <{ID}> .
# "a comment"
id:o a chip:Order ;
    chip:buyer id:cn ; chip:product '''two
lines''' , "x" ;
    chip:quantity [ a chip:QuantityRange ; chip:minValue "many" ], [ a chip:QuantityRange ; chip:minValue "few" ] .
"""


def finding(focus: str, path: str = "", value: str = "") -> Finding:
    return Finding(severity=Severity.VIOLATION, focus=focus, shape="urn:s", path=path and f"<{path}>", value=value)


def place(path: Path, found: Finding) -> Place | None:
    return with_places([found], read_sources([path]))[0].place


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    path = tmp_path / "orders.ttl"
    path.write_text(DATA, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("found", "line", "column", "exact"),
    [
        (finding(ID + "o", CHIP + "buyer", ID + "cn"), 5, 16, True),
        (finding(ID + "o", CHIP + "product", "x"), 6, 12, True),
        (finding(ID + "o", CHIP + "product", "two\nlines"), 5, 37, True),
        (finding(ID + "o", CHIP + "product"), 5, 24, True),
        (finding(ID + "o", value=CHIP + "quantity"), 7, 5, True),
        (finding(ID + "o", CHIP + "supplier"), 4, 1, False),
        (finding(ID + "cn"), 5, 16, False),
    ],
    ids=["value", "second-value", "long-text", "property", "undeclared", "missing", "object-only"],
)
def test_turtle_is_exact(turtle: Path, found: Finding, line: int, column: int, *, exact: bool) -> None:
    """The value at fault is told, else its property, else the node that lacks it."""
    assert place(turtle, found) == Place(str(turtle), line, column, exact=exact)


def test_too_many_nodes_in_brackets_are_not_matched(turtle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is told, not the line, so that a file of brackets takes no memory for their names; IRIs have lines."""
    monkeypatch.setattr("chippolitik.validation.places._NAMELESS", 1)
    sources = read_sources([turtle])
    [blank] = [plain(t.subject) for t in sources[0].triples if plain(t.object) == "few"]
    found = with_places([finding(blank, CHIP + "minValue", "few"), finding(ID + "o")], sources)
    assert [f.place for f in found] == [Place(str(turtle)), Place(str(turtle), 4, 1)]


def test_blank_nodes_in_brackets_are_found(turtle: Path) -> None:
    """Each of two blank nodes without a label has its own place, with either engine."""
    sources = read_sources([turtle])
    for engine in (own_validator(), PyshaclValidator(own_shapes())):
        found = with_places(engine.validate(sources[0].triples), sources)
        spots = {f.value: str(f.place) for f in found if f.path == f"<{CHIP}minValue>"}
        assert spots == {"many": f"{turtle}:7:58", "few": f"{turtle}:7:107"}


@pytest.mark.parametrize("ending", ["nt", "nq", "nq.gz"])
def test_lines_of_statements(ending: str, tmp_path: Path) -> None:
    """In N-Triples and N-Quads, packed or not, a statement's line and the column of its value are told."""
    path = tmp_path / f"data.{ending}"
    graph = " <urn:g>" if ending.startswith("nq") else ""
    text = f'# first\n<urn:a> <urn:p> "\\u00e4\\"x" .\n_:b <urn:p> "y"@de{graph} .\n'
    path.write_bytes(gzip.compress(text.encode(), mtime=0) if ending.endswith("gz") else text.encode())
    assert place(path, finding("urn:a", "urn:p", 'ä"x')) == Place(str(path), 2, 17, exact=True)
    assert place(path, finding("_:b", "urn:p", "y")) == Place(str(path), 3, 13, exact=True)


def test_other_formats_tell_the_file_alone(tmp_path: Path) -> None:
    """JSON-LD has no lines that could be told."""
    path = tmp_path / "data.jsonld"
    path.write_text('{"@id": "urn:a", "urn:p": "x"}', encoding="utf-8")
    assert place(path, finding("urn:a")) == Place(str(path))


def test_labels_of_two_files_are_two_nodes(tmp_path: Path) -> None:
    """A blank node of the second file is not that of the first, and is found in its file."""
    one, two = tmp_path / "one.nt", tmp_path / "two.nt"
    for path, word in ((one, "first"), (two, "second")):
        path.write_text(f'_:b <urn:p> "{word}" .\n', encoding="utf-8")
    sources = read_sources([one, two])
    nodes = {plain(t.subject): str(s.path) for s in sources for t in s.triples}
    assert len(nodes) == 2
    assert {f.focus: f.place and f.place.file for f in with_places(map(finding, nodes), sources)} == nodes


def test_every_shape_file_is_read_as_the_parser_does() -> None:
    """Positions give the triples of the parser for all Turtle of the project, blank nodes left open."""

    def opened(text: str) -> str:
        return "_:" if text.startswith("_:") else text

    for path in sorted([*(ROOT / "shapes").rglob("*.ttl"), *(ROOT / "ontology").rglob("*.ttl")]):
        text = path.read_text(encoding="utf-8")
        places = [
            (opened(p.subject), p.predicate, opened(p.object)) for p in triple_positions(text, path.resolve().as_uri())
        ]
        parsed = [(opened(plain(t.subject)), plain(t.predicate), opened(plain(t.object))) for t in read_rdf(path)]
        assert sorted(places) == sorted(parsed), path


def test_graphs_of_trig() -> None:
    """The name of a graph is no subject, and directives in either spelling work."""
    text = "BASE <urn:x/>\nPREFIX : <urn:n:>\n<g> { :a :b ( 1 ) . } GRAPH :h { :c a true }"
    found = [(p.subject, p.predicate.rsplit("#")[-1], p.object) for p in triple_positions(text)]
    assert found[0][1:] == ("first", "1")
    assert found[-1] == ("urn:n:c", "type", "true")
    assert [row[0] for row in found if row[1] == "urn:n:b"] == ["urn:n:a"]


def test_what_is_unknown_leaves_the_file(tmp_path: Path) -> None:
    """Syntax that has no place here is no error: the file is told."""
    path = tmp_path / "data.ttl"
    path.write_text("<urn:a> <urn:p> <urn:b> .\n", encoding="utf-8")
    [source] = read_sources([path])
    path.write_text("<urn:a> <urn:p> <<( <urn:x> <urn:y> <urn:z> )>> .\n", encoding="utf-8")
    assert with_places([finding("urn:a")], [source])[0].place == Place(str(path))
