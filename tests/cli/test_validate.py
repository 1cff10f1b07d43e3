"""``validate`` says what is wrong with files and stores, with the right exit code."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from chippolitik.cli.root import run
from chippolitik.namespaces import SHAPES

EXAMPLES = Path(__file__).resolve().parents[2] / "shapes" / "examples"
VALID = EXAMPLES / "Claim" / "valid-order.ttl"
NO_BUYER = EXAMPLES / "Order" / "invalid-buyer-missing.ttl"
UNDATED = EXAMPLES / "Article" / "invalid-undated.ttl"


def test_valid_data_end_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    """Data without fault print nothing and a count."""
    assert run(["validate", str(VALID)]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "0 violations, 0 warnings, 0 infos\n")


def test_a_violation_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    """A violation is printed with its place and ends with 1."""
    assert run(["validate", str(NO_BUYER)]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == (
        "violation C53: An order must say who buys. Add it from the article, or drop the claim."
    )
    assert err == "1 violation, 0 warnings, 0 infos\n"


def test_messages_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    """``--lang de`` prints German messages."""
    run(["validate", str(NO_BUYER), "--lang", "de"])
    assert capsys.readouterr().out.startswith("Verstoß C53: Bei einer Bestellung muss stehen, wer bestellt.")


@pytest.mark.parametrize(("severity", "rows"), [("info", 1), ("warning", 0)])
def test_what_weighs_less_can_be_left_out(severity: str, rows: int, capsys: pytest.CaptureFixture[str]) -> None:
    """``--severity warning`` leaves out an info, which ends with 0 in any case."""
    assert run(["validate", str(UNDATED), "--severity", severity, "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == rows


def test_files_are_judged_as_one_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A class that stands in a second file counts, and the finding names the file of its node."""
    chip, entity = "https://w3id.org/chippolitik/ontology#", "https://w3id.org/chippolitik/id/"
    claims, classes = tmp_path / "claims.nt", tmp_path / "classes.nt"
    claims.write_text(
        f"<{entity}s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{chip}Order> .\n"
        f"<{entity}s> <{chip}buyer> <{entity}cn> .\n<{entity}s> <{chip}product> <{entity}h20> .\n",
        encoding="utf-8",
    )
    classes.write_text(
        f"<{entity}cn> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{chip}Country> .\n", encoding="utf-8"
    )
    assert run(["validate", str(claims)]) == 0
    assert run(["validate", str(claims), str(classes), "--format", "jsonl"]) == 1
    [line] = capsys.readouterr().out.splitlines()
    row = json.loads(line)
    assert (row["shape"], row["file"]) == (SHAPES + "Order-buyer-class", str(claims))


def test_shapes_of_a_user(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Shapes of the user are applied beside ours."""
    (tmp_path / "mine.ttl").write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix chip: <https://w3id.org/chippolitik/ontology#> .
        <urn:mine> a sh:NodeShape ; sh:targetClass chip:Article ; sh:property <urn:mine-title> .
        <urn:mine-title> sh:path chip:holds ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "no title" .""",
        encoding="utf-8",
    )
    assert run(["validate", str(VALID), "--shapes", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "warning: no title"
    assert err == "0 violations, 1 warning, 0 infos\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.ttl", b"\n", "empty.ttl: is empty"),
        ("picture.ttl", b"\x89PNG\x00\x00", "picture.ttl: is binary, not RDF text"),
        ("latin.ttl", '<urn:a> <urn:b> "x" .\n# Käufer\n'.encode("latin-1"), "latin.ttl:2: is not UTF-8"),
        ("broken.ttl", b"<urn:a> <urn:b> <urn:c> .\n<urn:d> <urn:e> ;\n", "broken.ttl:2: "),
        ("table.csv", b"a,b\n", "table.csv: not the ending of an RDF file"),
        ("empty.nq.gz", gzip.compress(b"", mtime=0), "empty.nq.gz: is empty"),
        ("cut.nq.gz", gzip.compress(b"<urn:a> <urn:b> <urn:c> .", mtime=0)[:-9], "cut.nq.gz: the gzip file is cut off"),
    ],
    ids=["empty", "binary", "latin-1", "syntax", "ending", "empty-gz", "cut-gz"],
)
def test_what_is_no_rdf_ends_with_3(
    name: str, content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that cannot be read is told in one line with its name, and its line where there is one."""
    path = tmp_path / name
    path.write_bytes(content)
    assert run(["validate", str(path)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert lines[0].startswith(f"chippolitik: {tmp_path}/{message}")
    assert [line[:8] for line in lines[1:]] == ["  hint: "]


def test_a_missing_file_ends_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there is told in one line."""
    assert run(["validate", str(tmp_path / "none.ttl")]) == 3
    assert capsys.readouterr().err.startswith(f"chippolitik: {tmp_path}/none.ttl: No such file")


@pytest.mark.parametrize("arguments", [[], [str(VALID), "--store-graphs"]], ids=["nothing", "both"])
def test_files_or_the_store(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The command asks for files or for the store, not for none and not for both."""
    assert run(["validate", *arguments]) == 2
    assert capsys.readouterr().err.startswith("chippolitik: give files, or --store-graphs")


ORDERS = """@prefix chip: <https://w3id.org/chippolitik/ontology#> .
<urn:o> a chip:Order ; chip:product "x" ; chip:buyr <urn:b> .
"""


@pytest.fixture
def orders(tmp_path: Path) -> str:
    """A file with three faults, one of them a typo."""
    path = tmp_path / "orders.ttl"
    path.write_text(ORDERS, encoding="utf-8")
    return str(path)


def test_rows_have_line_column_and_mend(orders: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A typo is a finding with its place and what to write instead."""
    assert run(["validate", orders, "--format", "jsonl", "--shape", "T01"]) == 1
    [row] = map(json.loads, capsys.readouterr().out.splitlines())
    assert (row["line"], row["column"], row["place_is"]) == (2, 43, "value")
    assert row["mend"] == "Write chip:buyer instead of chip:buyr."


def test_limit_and_shape(orders: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A limit cuts what is printed, not what is counted; a shape is named in short or in full."""
    assert run(["validate", orders, "--limit", "1", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert len(json.loads(out)) == 1
    assert err == "2 findings not shown, see --limit\n3 violations, 0 warnings, 0 infos\n"
    for name in ("Order-buyer", "shapes:Order-buyer", SHAPES + "Order-buyer"):
        assert run(["validate", orders, "--shape", name, "--format", "json"]) == 1
        assert [row["shape"] for row in json.loads(capsys.readouterr().out)] == [SHAPES + "Order-buyer"]
    assert run(["validate", str(VALID), "--shape", "C53"]) == 0


def test_a_mistyped_shape(orders: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A shape that does not exist is told, with what may be meant."""
    assert run(["validate", orders, "--shape", "Order-byer"]) == 2
    assert "no shape 'Order-byer'; did you mean Order-buyer" in capsys.readouterr().err


def test_summary_by_shape(orders: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The counts by shape replace the findings, as text or as JSON."""
    assert run(["validate", orders, "--summary"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == "1  violation  T01  shapes:DeclaredTerm"
    assert run(["validate", orders, "--summary", "--format", "json"]) == 1
    assert [row["count"] for row in json.loads(capsys.readouterr().out)] == [1, 1, 1]
    assert run(["validate", orders, "--summary", "--format", "sarif"]) == 2
