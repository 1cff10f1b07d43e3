"""``load`` brings RDF files in through the gate, all or none, and says what the store spells otherwise."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from chippolitik.cli.root import run
from chippolitik.pipeline import file_gate

EXAMPLES = Path(__file__).resolve().parents[2] / "shapes" / "examples"
VALID = EXAMPLES / "Claim" / "valid-order.ttl"
NO_BUYER = EXAMPLES / "Order" / "invalid-buyer-missing.ttl"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


def exported(store: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["--store", str(store), "export", "--with-text"]) == 0
    return capsys.readouterr().out


def of_files(text: str) -> list[str]:
    """The statements of loaded files, without the names of their graphs."""
    return [line.rsplit(" <", 1)[0] for line in text.splitlines() if "/graph/file/" in line]


def test_a_valid_file_comes_in_and_goes_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file is one graph; loading it again changes nothing; ``retract`` takes it out."""
    store = tmp_path / "store"
    assert run(["--store", str(store), "load", str(VALID)]) == 0
    assert capsys.readouterr().err.startswith(f"{VALID}: added, ")
    loaded = exported(store, capsys)
    assert of_files(loaded)
    assert run(["--store", str(store), "load", str(VALID)]) == 0
    assert capsys.readouterr().err.startswith(f"{VALID}: unchanged, ")
    assert exported(store, capsys) == loaded
    assert run(["--store", str(store), "retract", str(VALID), "--yes"]) == 0
    capsys.readouterr()
    assert of_files(exported(store, capsys)) == []


def test_a_violation_keeps_all_files_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One bad file of two: exit 1, the finding on stderr, nothing loaded; ``--no-gate`` loads all the same."""
    store, good = tmp_path / "store", tmp_path / "good.ttl"
    good.write_text(f'<https://example.org/a> {LABEL} "A" .', encoding="utf-8")
    assert run(["--store", str(store), "load", str(good), str(NO_BUYER)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("violation C53: An order must say who buys.")
    assert err.endswith("nothing was loaded\n")
    assert of_files(exported(store, capsys)) == []
    assert run(["--store", str(store), "load", str(NO_BUYER), "--no-gate"]) == 0
    capsys.readouterr()
    assert of_files(exported(store, capsys))


def test_many_statements_are_gone_through_and_not_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A big file is judged as a small one: the same violation at the same file, and nothing is loaded; else all is."""
    pytest.importorskip("shacl", reason="the compiled engine has no wheel here")
    good = tmp_path / "good.ttl"
    good.write_text(f'<https://example.org/a> {LABEL} "A" .', encoding="utf-8")
    load = ["--store", str(tmp_path / "store"), "load", str(good)]
    assert run([*load, str(NO_BUYER)]) == 1
    small = capsys.readouterr().err
    monkeypatch.setattr(file_gate, "_BIG", 1)
    monkeypatch.setattr(file_gate, "validate_against", None)
    assert run([*load, str(NO_BUYER)]) == 1
    assert capsys.readouterr().err == small
    assert of_files(exported(tmp_path / "store", capsys)) == []
    assert run(load) == 0
    capsys.readouterr()
    assert of_files(exported(tmp_path / "store", capsys)) == [f'<https://example.org/a> {LABEL} "A"']


@pytest.mark.parametrize("space", [" ", "\t"], ids=["usual lines", "other lines"])
def test_lines_are_judged_as_they_lie(
    space: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """N-Triples, however they are spaced, are refused for what they break, with line breaks in texts and all."""
    pytest.importorskip("shacl", reason="the compiled engine has no wheel here")
    monkeypatch.setattr(file_gate, "_BIG", 1)
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    order = "<https://w3id.org/chippolitik/ontology#Order>"
    rows = [("<https://example.org/o>", kind, order), ("<https://example.org/o>", LABEL, '"a \\n b\\u00e4"')]
    path = tmp_path / "orders.nt"
    path.write_text("".join(space.join([*row, ".\n"]) for row in rows), encoding="utf-8")
    assert run(["--store", str(tmp_path / "store"), "load", str(path)]) == 1
    said = capsys.readouterr().err
    assert "An order must say who buys." in said
    assert str(path) in said


SYNTAXES = {
    "names.nt": f'<https://example.org/a> {LABEL} "A" .\n',
    "names.nq": f'<https://example.org/a> {LABEL} "A" <https://example.org/g> .\n',
    "names.trig": f'<https://example.org/g> {{ <https://example.org/a> {LABEL} "A" . }}\n',
    "names.rdf": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">'
        '<rdf:Description rdf:about="https://example.org/a"><rdfs:label>A</rdfs:label></rdf:Description></rdf:RDF>'
    ),
    "names.jsonld": '{"@id": "https://example.org/a", "http://www.w3.org/2000/01/rdf-schema#label": "A"}',
}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize("name", SYNTAXES)
def test_each_syntax_is_read(name: str, packed: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ending tells the syntax; ``.gz`` may follow; named graphs of a file become one, and this is said."""
    data = SYNTAXES[name].encode()
    path = tmp_path / (f"{name}.gz" if packed else name)
    path.write_bytes(gzip.compress(data, mtime=0) if packed else data)
    assert run(["--store", str(tmp_path / "store"), "load", str(path), "--no-gate"]) == 0
    said = capsys.readouterr().err
    assert said.startswith(f"{path}: added, 1 statement")
    assert ("1 named graph merged" in said) == name.endswith((".nq", ".trig"))
    assert of_files(exported(tmp_path / "store", capsys)) == [f'<https://example.org/a> {LABEL} "A"']


def test_a_syntax_error_names_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken second file ends with 3, and the first one is not loaded."""
    good, broken = tmp_path / "good.ttl", tmp_path / "broken.ttl"
    good.write_text(f'<https://example.org/a> {LABEL} "A" .', encoding="utf-8")
    broken.write_text(f'<https://example.org/a> {LABEL} "A" .\n<https://example.org/b> broken .\n', encoding="utf-8")
    assert run(["--store", str(tmp_path / "store"), "load", str(good), str(broken), "--no-gate"]) == 3
    assert capsys.readouterr().err.startswith(f"chippolitik: {broken}:2: ")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.ttl", b"", "holds no statement"),
        ("x.docx", b"", "not the ending of an RDF file"),
        ("x.nt.gz", gzip.compress(b"<a:a> <b:b> <c:c> .\n", mtime=0)[:-9], "the compressed file is cut off or broken"),
        ("x.nt", b"<a:a> <b:b> <<( <a:a> <b:b> <c:c> )>> .\n", "uses RDF-star, which no graph here has"),
    ],
)
def test_what_is_no_rdf_is_told(
    name: str, content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Empty files, other endings, torn archives and triple terms each have their line."""
    (tmp_path / name).write_bytes(content)
    assert run(["--store", str(tmp_path / "store"), "load", str(tmp_path / name)]) == 3
    assert capsys.readouterr().err.splitlines()[0] == f"chippolitik: {tmp_path / name}: {message}"


def test_other_spellings_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Literals that the store rewrites are named as written and as kept."""
    path = tmp_path / "numbers.ttl"
    path.write_text(
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        '<https://example.org/a> <https://example.org/b> "5"^^xsd:nonNegativeInteger, 100000.0, 7, "x" .\n',
        encoding="utf-8",
    )
    assert run(["--store", str(tmp_path / "store"), "load", str(path), "--no-gate"]) == 0
    assert capsys.readouterr().err.splitlines()[1:] == [
        f"{path}: 2 literals kept in another form:",
        '  "100000.0"^^xsd:decimal → "100000"^^xsd:decimal',
        '  "5"^^xsd:nonNegativeInteger → "5"^^xsd:integer',
    ]


def test_other_content_under_the_path_replaces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that was changed takes the place of its former content."""
    path, store = tmp_path / "names.ttl", tmp_path / "store"
    for label in ("A", "B"):
        path.write_text(f'<https://example.org/a> {LABEL} "{label}" .', encoding="utf-8")
        assert run(["--store", str(store), "load", str(path), "--no-gate"]) == 0
    assert ": replaced, 1 statement, in place of " in capsys.readouterr().err
    assert of_files(exported(store, capsys)) == [f'<https://example.org/a> {LABEL} "B"']


def test_blank_nodes_are_named_by_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same file gives the same bytes in two stores, and two files share no blank node."""
    path = tmp_path / "parts.ttl"
    path.write_text(f'<https://example.org/a> {LABEL} [ {LABEL} "A" ], [ {LABEL} "B" ] .', encoding="utf-8")
    texts = []
    for name in ("one", "two"):
        assert run(["--store", str(tmp_path / name), "load", str(path), "--no-gate"]) == 0
        texts.append(exported(tmp_path / name, capsys))
    assert texts[0] == texts[1]
