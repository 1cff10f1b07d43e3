"""``quarantine`` lists and shows what the gate refused, and lets in what a person finds right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chippolitik.cli.root import run

TEXT = "Date: 2024-09-30\nSource: Reuters\n\nByteDance ordered H20 chips. Another order for H20 chips was placed."
ROWS = (
    {
        "article": "orders",
        "kind": "Order",
        "roles": {"buyer": "ByteDance", "product": "H20"},
        "quote": "ByteDance ordered H20 chips",
    },
    {"article": "orders", "kind": "Order", "roles": {"product": "H20"}, "quote": "Another order for H20 chips"},
)


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A store with one claim accepted and one, which lacks its buyer, in quarantine."""
    (tmp_path / "orders.txt").write_text(TEXT, encoding="utf-8")
    claims = tmp_path / "claims.jsonl"
    claims.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    folder = str(tmp_path / "store")
    assert run(["--store", folder, "ingest", str(tmp_path / "orders.txt"), "--claims", str(claims)]) == 0
    capsys.readouterr()
    return folder


def listed(store: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    assert run(["--store", store, "quarantine", "list", "--format", "json"]) == 0
    rows: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return rows


def test_list_names_claim_shape_and_quote(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each refused claim has its row of the flat table and its reasons."""
    (row,) = listed(store, capsys)
    claim, reasons = row["claim"], row["reasons"]
    assert isinstance(claim, dict)
    assert isinstance(reasons, list)
    assert (claim["article"], claim["kind"], claim["quote"]) == ("orders", "Order", "Another order for H20 chips")
    assert [reason["shape"] for reason in reasons] == ["https://w3id.org/chippolitik/shapes/Order-buyer"]


def test_the_table_is_for_people(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The table has one line a claim; the count goes to stderr."""
    assert run(["--store", store, "quarantine", "list", "--article", "orders"]) == 0
    out, err = capsys.readouterr()
    assert "Order-buyer" in out
    assert "Another order for H20 chips" in out
    assert err == "1 claim in quarantine\n"


def test_show_gives_the_quote_in_its_sentence(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A few digits are enough to name a claim."""
    digest = str(listed(store, capsys)[0]["digest"])
    assert run(["--store", store, "quarantine", "show", digest[:6]]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Order: product = H20"
    assert lines[1] == "  [Another order for H20 chips] was placed."
    assert lines[2] == "  article    orders"
    assert lines[3].startswith("  refused    Order-buyer: An order must say who buys.")
    assert lines[4].endswith(f"/claim/{digest}")


def test_admit_moves_the_claim_and_outlives_a_rebuild(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The claim is in the graph with what it derives, the decision in plain text, and a rebuild changes nothing."""
    digest = str(listed(store, capsys)[0]["digest"])
    assert run(["--store", store, "quarantine", "admit", digest, "--reason", "a wire names the buyer"]) == 0
    assert capsys.readouterr().err.startswith("admitted https://w3id.org/chippolitik/id/article/")
    assert listed(store, capsys) == []
    run(["--store", store, "export"])
    before = capsys.readouterr().out
    assert f"/claim/{digest}/situation> <https://w3id.org/chippolitik/ontology#holds>" in before
    (line,) = (Path(store) / "judgements.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["reason"] == "a wire names the buyer"
    assert run(["--store", store, "rebuild"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "1 article made anew, 0 changed, +0 in quarantine\n")
    run(["--store", store, "export"])
    assert capsys.readouterr().out == before


def test_an_admitted_claim_can_be_taken_back_by_hand(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without its line in the file of decisions the claim goes back into quarantine on the next rebuild."""
    digest = str(listed(store, capsys)[0]["digest"])
    run(["--store", store, "quarantine", "admit", digest, "--reason", "a wire names the buyer"])
    (Path(store) / "judgements.jsonl").unlink()
    capsys.readouterr()
    assert run(["--store", store, "rebuild"]) == 0
    out, err = capsys.readouterr()
    assert "  - Order product=H20 “Another order for H20 chips”" in out
    assert err == "1 article made anew, 1 changed, +1 in quarantine\n"
    assert [row["digest"] for row in listed(store, capsys)] == [digest]


@pytest.mark.parametrize("verb", [["show"], ["admit", "--reason", "x"]])
def test_an_unknown_claim_is_told(verb: list[str], store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A word that names no claim is a usage error."""
    assert run(["--store", store, "quarantine", *verb, "ffff"]) == 2
    assert capsys.readouterr().err.splitlines()[0] == "chippolitik: no claim 'ffff' in quarantine"


def test_a_decision_needs_a_reason(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Blank words are no reason."""
    digest = str(listed(store, capsys)[0]["digest"])
    assert run(["--store", store, "quarantine", "admit", digest, "--reason", " "]) == 2
    assert len(listed(store, capsys)) == 1
