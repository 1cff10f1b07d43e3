"""Files that are gone through in streams have the findings, the places and the errors of files that are held."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, serialize

from chippolitik.cli.root import run
from chippolitik.validation import big_files
from chippolitik.validation.fast import fast_engine_is_there
from chippolitik.validation.line_positions import line_positions

from .test_bulk import quads

pytestmark = pytest.mark.skipif(not fast_engine_is_there(), reason="the package shacl has no wheel for this platform")

OWN = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix chip: <https://w3id.org/chippolitik/ontology#> .
<urn:my:Order> a sh:NodeShape ; sh:targetClass chip:Order ; sh:property <urn:my:Order-place> .
<urn:my:Order-place> sh:path chip:place ; sh:minCount 1 ; sh:message "say where"@en .
<urn:my:Nameless> a sh:NodeShape ; sh:targetClass chip:QuantityRange ; sh:sparql <urn:my:Nameless-unit> .
<urn:my:Nameless-unit> sh:message "say of what"@en ; sh:select
    "SELECT $this WHERE { $this a ?c FILTER NOT EXISTS { $this <https://w3id.org/chippolitik/ontology#unit> ?u } }" .
"""
EXTRA = """
@prefix chip: <https://w3id.org/chippolitik/ontology#> .
<urn:a> a chip:Odrer ; chip:quantity [ a chip:QuantityRange ; chip:minValue 7.0 ] .
<urn:ring> chip:partOf <urn:ring\u202e> .
_:b a chip:Claim .
"""


def files(folder: Path) -> list[Path]:
    """One of each kind of line, and two others with the same label of a blank node."""
    data = [Quad(q.subject, q.predicate, q.object) for q in quads()]
    first, second, third = folder / "a.nt", folder / "b.ttl.gz", folder / "c.ttl"
    serialize(data, first, format=RdfFormat.N_TRIPLES)
    second.write_bytes(gzip.compress(EXTRA.encode()))
    third.write_text(EXTRA + "_:b chip:modality 5 .", encoding="utf-8")
    return [first, second, third]


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[object]]:
    code = run(["validate", *map(str, arguments), "--format", "json"])
    return code, json.loads(capsys.readouterr().out or "[]")


def nameless(rows: list[object]) -> list[str]:
    """Return findings without the labels that the parser makes up, which their order depends on too."""
    return sorted(re.sub(r'"_:[0-9a-f]{16,}', '"_:x', json.dumps(row)) for row in rows)


@pytest.mark.parametrize("chosen", [[0], [0, 1, 2], [2]])
@pytest.mark.parametrize("own", [False, True])
def test_streams_tell_what_memory_tells(
    chosen: list[int], own: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Findings, places, hazards, faults of shapes and exit codes do not depend on the size of files."""
    arguments = [files(tmp_path)[number] for number in chosen]
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(OWN, encoding="utf-8")
    options = ["--shapes", str(shapes)] if own else []
    held = told(capsys, *arguments, *options)
    monkeypatch.setattr(big_files, "_BIG", 0)
    streamed = told(capsys, *arguments, *options)
    assert nameless(streamed[1]) == nameless(held[1])
    assert streamed[0] == held[0] == 1
    assert len(held[1]) >= 5


def test_a_syntax_error_in_a_big_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is one line with file and line, and exit code 3, for each kind of file."""
    monkeypatch.setattr(big_files, "_BIG", 0)
    for name, text in (
        ("a.nt", "<urn:a> <urn:b> <urn:c> .\n<urn:a> c .\n"),
        ("a.ttl", "<urn:a> <urn:b> 1 .\n<urn:c ."),
    ):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert run(["validate", str(path)]) == 3
        assert f"{name}:2" in capsys.readouterr().err
    (tmp_path / "empty.nt").write_text("")
    (tmp_path / "more.nt").write_text("<urn:a> <urn:b> <urn:c> .\n")
    assert run(["validate", str(tmp_path / "empty.nt"), str(tmp_path / "more.nt")]) == 3
    assert "is empty" in capsys.readouterr().err


def test_lines_are_found_by_subject_and_object() -> None:
    """Only lines with a wanted node are looked at, and a line with graphs or escapes is read as any other."""
    text = (
        "# <urn:a>\n"
        '<urn:a> <urn:p> "x" <urn:g> .\n'
        "<urn:b> <urn:p> <urn:a> .\n"
        '<urn:b> <urn:p> "urn:a"@en .\n'
        '_:n <urn:p> "1" .\n'
        "<urn:c> <urn:p> <<( <urn:a> <urn:a> <urn:a> )>> .\n"
    )
    found = [(item.subject, item.object, item.starts) for item in line_positions(text, {"urn:a", "_:n"})]
    assert found == [
        ("urn:a", "x", (10, 18, 26)),
        ("urn:b", "urn:a", (40, 48, 56)),
        ("urn:b", "urn:a", (66, 74, 82)),
        ("_:n", "1", (95, 99, 107)),
    ]


def test_a_small_file_may_hold_many_nodes(tmp_path: Path) -> None:
    """A bracket is a byte and a triple or two: what counts is how much there is to hold."""
    path = tmp_path / "lists.ttl"
    path.write_text("<urn:a> <urn:p> " + "(" * 60_000 + ")" * 60_000 + " .", encoding="utf-8")
    assert big_files.are_big([path])
    path.write_text("<urn:a> <urn:p> ( ( ) ) .", encoding="utf-8")
    assert not big_files.are_big([path])
