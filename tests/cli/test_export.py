"""``export`` gives all of a store in each syntax, in one order, without full texts unless asked."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from pyarrow import parquet
from pyoxigraph import Quad, RdfFormat, Triple, parse

from chippolitik.cli.root import run

TEXT = "=cmd() said ByteDance ordered over 100,000 H20 chips."
ROW = {
    "article": "orders",
    "kind": "Order",
    "roles": {"buyer": "ByteDance", "product": "H20"},
    "quantity": {"min": 100000, "unit": "chip"},
    "quote": TEXT,
}
SYNTAX = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store with one article of one claim."""
    (tmp_path / "orders.txt").write_text(f"Date: 2024-09-30\nSource: Reuters\n\n{TEXT}", encoding="utf-8")
    claims = tmp_path / "claims.jsonl"
    claims.write_text(json.dumps(ROW), encoding="utf-8")
    folder = str(tmp_path / "store")
    words = ["ingest", str(tmp_path / "orders.txt"), "--language", "en", "--claims", str(claims)]
    assert run(["--store", folder, *words]) == 0
    return folder


def exported(store: str, capsysbinary: pytest.CaptureFixture[bytes], *options: str) -> bytes:
    capsysbinary.readouterr()
    assert run(["--store", store, "export", *options]) == 0
    return capsysbinary.readouterr().out


def statements(data: bytes, form: str) -> set[Quad] | set[Triple]:
    quads = set(parse(data, format=SYNTAX[form]))
    return {Triple(q.subject, q.predicate, q.object) for q in quads} if form in {"ttl", "nt"} else quads


def test_the_default_is_sorted_nquads(store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """The canonical form: sorted lines, none twice, the same each time."""
    data = exported(store, capsysbinary)
    lines = data.splitlines()
    assert sorted(set(lines)) == lines
    assert exported(store, capsysbinary, "--format", "nq") == data


@pytest.mark.parametrize("form", ["trig", "jsonld"])
def test_quads_are_the_same_in_each_syntax(form: str, store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Syntaxes with named graphs hold the same quads, and the same bytes each time."""
    data = exported(store, capsysbinary, "--format", form)
    assert named(statements(data, form)) == named(statements(exported(store, capsysbinary), "nq"))
    assert exported(store, capsysbinary, "--format", form) == data


@pytest.mark.parametrize("form", ["ttl", "nt"])
def test_triples_are_the_union(form: str, store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Syntaxes without named graphs hold each triple of the union once."""
    data = exported(store, capsysbinary, "--format", form)
    quads = statements(exported(store, capsysbinary), "nq")
    assert named(statements(data, form)) == named({Triple(q.subject, q.predicate, q.object) for q in quads})


def named(found: set[Quad] | set[Triple]) -> set[str]:
    """Statements without blank nodes, as text: a syntax may rename those."""
    return {str(one) for one in found if "_:" not in str(one)}


def test_full_texts_only_on_demand(store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Quotes are always there, the property of the full text only with ``--with-text``."""
    short, full = exported(store, capsysbinary), exported(store, capsysbinary, "--with-text")
    assert b"ontology#exactQuote>" in short
    (line,) = set(full.splitlines()) - set(short.splitlines())
    assert b"ontology#text>" in line


def test_jsonl_is_the_flat_table(store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """One claim a line, with the name of its article."""
    (row,) = [json.loads(line) for line in exported(store, capsysbinary, "--format", "jsonl").splitlines()]
    assert {name: row[name] for name in ROW} == ROW


def test_csv_runs_no_formula(store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A quote that looks like a formula is made harmless."""
    text = exported(store, capsysbinary, "--format", "csv").decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["quote"], row["quantity_min"]) == (f"'{TEXT}", "100000")


def test_webanno_is_an_annotation_a_line(store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """One Web Annotation a claim, whose quote and position stand in its target."""
    (found,) = [json.loads(line) for line in exported(store, capsysbinary, "--format", "webanno").splitlines()]
    quote, position = found["target"]["selector"]
    assert (found["type"], quote["exact"]) == ("Annotation", TEXT)
    assert (position["start"], position["end"]) == (0, len(TEXT))
    assert run(["--store", store, "export", "--format", "webanno", "--with-text"]) == 2


def test_a_file_is_whole_or_not_there(store: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """``--output`` writes the same bytes, leaves no other file, and keeps the old one if it cannot write."""
    target = tmp_path / "out" / "graph.nq"
    target.parent.mkdir()
    assert exported(store, capsysbinary, "--output", str(target)) == b""
    assert target.read_bytes() == exported(store, capsysbinary)
    assert [path.name for path in target.parent.iterdir()] == ["graph.nq"]
    assert run(["--store", store, "export", "--output", str(tmp_path / "none" / "graph.nq")]) == 4


def test_no_text_in_tables(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An option that would do nothing is refused."""
    assert run(["--store", store, "export", "--format", "csv", "--with-text"]) == 2
    assert "chippolitik: csv holds claims, no articles" in capsys.readouterr().err.splitlines()


def test_parquet_holds_the_claims_with_types(store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Roles are a map, amounts numbers, offsets whole numbers; what a claim lacks is null."""
    (row,) = parquet.read_table(io.BytesIO(exported(store, capsysbinary, "--format", "parquet"))).to_pylist()
    assert (row["article"], row["kind"], row["quote"]) == ("orders", "Order", TEXT)
    assert row["roles"] == [("buyer", ["ByteDance"]), ("product", ["H20"])]
    assert row["quantity"] == {"min": 100000.0, "max": None, "approximate": None, "unit": "chip"}
    assert (row["start"], row["end"], row["value"], row["disputes"]) == (0, len(TEXT), None, [])


def test_without_pyarrow_the_error_says_what_to_install(
    store: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No file is left, and the exit code is 5."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    target = tmp_path / "claims.parquet"
    assert run(["--store", store, "export", "--format", "parquet", "--output", str(target)]) == 5
    assert "pip install 'chippolitik[parquet]'" in capsys.readouterr().err
    assert not target.exists()
