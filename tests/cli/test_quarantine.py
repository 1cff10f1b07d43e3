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


BY = ("--by", "A. Weber")


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
    assert lines[5] == ("  before     accepted, Order buyer=ByteDance; product=H20: “ByteDance ordered H20 chips”")


def test_admit_moves_the_claim_and_outlives_a_rebuild(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The claim is in the graph with what it derives, the decision in plain text, and a rebuild changes nothing."""
    digest = str(listed(store, capsys)[0]["digest"])
    assert run(["--store", store, "quarantine", "admit", digest, "--reason", "a wire names the buyer", *BY]) == 0
    assert capsys.readouterr().err.startswith("admitted in orders, ")
    assert listed(store, capsys) == []
    run(["--store", store, "export"])
    before = capsys.readouterr().out
    assert f"/claim/{digest}/situation> <https://w3id.org/chippolitik/ontology#holds>" in before
    (line,) = (Path(store) / "judgements.jsonl").read_text(encoding="utf-8").splitlines()
    decision = json.loads(line)
    assert (decision["reason"], decision["by"]) == ("a wire names the buyer", "A. Weber")
    assert run(["--store", store, "rebuild"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "1 article made anew, 0 changed, +0 in quarantine\n")
    run(["--store", store, "export"])
    assert capsys.readouterr().out == before


def test_an_admitted_claim_can_be_taken_back_by_hand(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without its line in the file of decisions the claim goes back into quarantine on the next rebuild."""
    digest = str(listed(store, capsys)[0]["digest"])
    run(["--store", store, "quarantine", "admit", digest, "--reason", "a wire names the buyer", *BY])
    (Path(store) / "judgements.jsonl").unlink()
    capsys.readouterr()
    assert run(["--store", store, "rebuild"]) == 0
    out, err = capsys.readouterr()
    assert "  - Order product=H20 “Another order for H20 chips”" in out
    assert err == "1 article made anew, 1 changed, +1 in quarantine\n"
    assert [row["digest"] for row in listed(store, capsys)] == [digest]


@pytest.mark.parametrize("verb", [["show"], ["admit", "--reason", "x", *BY], ["drop", "--reason", "x", *BY]])
def test_an_unknown_claim_is_told(verb: list[str], store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A word that names no claim is a usage error."""
    assert run(["--store", store, "quarantine", *verb, "ffff"]) == 2
    assert capsys.readouterr().err.splitlines()[0] == "chippolitik: no claim 'ffff' in quarantine"


def test_a_decision_needs_a_reason(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Blank words are no reason."""
    digest = str(listed(store, capsys)[0]["digest"])
    assert run(["--store", store, "quarantine", "admit", digest, "--reason", " ", *BY]) == 2
    assert len(listed(store, capsys)) == 1


def exported(store: str, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(["--store", store, "export"]) == 0
    return capsys.readouterr().out


def test_a_decision_needs_a_name(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a name nothing is decided; the name may come from the environment."""
    digest = str(listed(store, capsys)[0]["digest"])
    assert run(["--store", store, "quarantine", "admit", digest, "--reason", "x"]) == 2
    assert "--by" in capsys.readouterr().err
    assert run(["--store", store, "quarantine", "admit", digest, "--reason", "x", "--by", " "]) == 2


def test_an_edited_claim_is_admitted(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What lacked its buyer gets it, passes the gate, and stands in the graph as edited."""
    digest = str(listed(store, capsys)[0]["digest"])
    edit = ["quarantine", "edit", digest, "--set", "buyer=Tencent", "--reason", "named in the headline", *BY]
    assert run(["--store", store, *edit]) == 0
    assert capsys.readouterr().err.startswith("edited and admitted in orders, ")
    assert listed(store, capsys) == []
    run(["--store", store, "claims", "--format", "json"])
    rows = json.loads(capsys.readouterr().out)
    assert [row["roles"]["buyer"] for row in rows] == ["ByteDance", "Tencent"]
    assert rows[1]["quote"] == "Another order for H20 chips"
    before = exported(store, capsys)
    assert run(["--store", store, "rebuild"]) == 0
    assert exported(store, capsys) == before


def test_an_edit_that_does_not_pass_changes_nothing(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The gate judges what was edited; only --admit lets it in all the same."""
    digest = str(listed(store, capsys)[0]["digest"])
    edit = [
        "quarantine",
        "edit",
        digest,
        "--set",
        "quantity.min=10",
        "--set",
        "quantity.unit=chip",
        "--reason",
        "x",
        *BY,
    ]
    assert run(["--store", store, *edit]) == 1
    assert "does not pass as edited: An order must say who buys." in capsys.readouterr().err
    assert [row["digest"] for row in listed(store, capsys)] == [digest]
    assert run(["--store", store, *edit, "--admit"]) == 0
    assert listed(store, capsys) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (["--set", "byer=Tencent"], "Order has no 'byer'; did you mean buyer?"),
        (["--set", "buyer"], "not of the form NAME=VALUE: 'buyer'"),
        (["--set", "quantity.min=many"], "not a number: 'many'"),
        (["--set", "kind=Ordr"], "no kind 'Ordr'; did you mean Order"),
        (["--unset", "buyer"], "the claim has no 'buyer'"),
        (["--set", "phase=ended", "--set", "phase=ending"], "'phase' has one value"),
        (["--set", "product=H20"], "the claim says that already"),
    ],
)
def test_a_wrong_edit_is_told(change: list[str], message: str, store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is none, and a value that is none, is one clear line."""
    digest = str(listed(store, capsys)[0]["digest"])
    assert run(["--store", store, "quarantine", "edit", digest, *change, "--reason", "x", *BY]) == 2
    assert message in capsys.readouterr().err


def test_a_value_that_is_no_claim_is_told(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The field that breaks the table is named; nothing is written."""
    digest = str(listed(store, capsys)[0]["digest"])
    edit = ["quarantine", "edit", digest, "--set", "modality=perhaps", "--reason", "x", *BY]
    assert run(["--store", store, *edit]) == 3
    assert "modality: 'perhaps' is none of" in capsys.readouterr().err
    assert not (Path(store) / "judgements.jsonl").exists()


def test_a_dropped_claim_leaves_the_list(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It waits no more, is still accounted for, and can be admitted later."""
    digest = str(listed(store, capsys)[0]["digest"])
    assert run(["--store", store, "quarantine", "drop", digest, "--reason", "a rumour", *BY]) == 0
    assert run(["--store", store, "quarantine", "list"]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "0 claims in quarantine, 1 dropped"
    run(["--store", store, "quarantine", "list", "--dropped", "--format", "json"])
    [row] = json.loads(capsys.readouterr().out)
    assert row["reasons"][0]["message"] == "rejected: a rumour"
    assert run(["--store", store, "quarantine", "admit", digest, "--reason", "it is so", *BY]) == 0
    assert listed(store, capsys) == []


def test_the_list_by_shape(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One shape's work can be done at a time."""
    for shape, rows in (("Order-buyer", 1), ("Order-product", 0)):
        run(["--store", store, "quarantine", "list", "--shape", shape, "--format", "json"])
        assert len(json.loads(capsys.readouterr().out)) == rows


def test_decisions_replay_into_a_fresh_store(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new store that has the file of decisions in its folder gets the same bytes."""
    digest = str(listed(store, capsys)[0]["digest"])
    run(["--store", store, "quarantine", "edit", digest, "--set", "buyer=Tencent", "--reason", "headline", *BY])
    run(["--store", store, "claims", "--format", "json"])
    first = json.loads(capsys.readouterr().out)[0]["id"]
    assert run(["--store", store, "claims", "reject", first, "--reason", "withdrawn", *BY]) == 0
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    decisions = (Path(store) / "judgements.jsonl").read_bytes()
    (fresh / "judgements.jsonl").write_bytes(decisions)
    ingest = ["ingest", str(tmp_path / "orders.txt"), "--claims", str(tmp_path / "claims.jsonl")]
    assert run(["--store", str(fresh), *ingest]) == 0
    assert exported(str(fresh), capsys) == exported(store, capsys)
    assert (fresh / "judgements.jsonl").read_bytes() == decisions


def test_an_accepted_claim_is_judged(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is confirmed stays, what is rejected leaves the graph; both decisions are listed."""
    run(["--store", store, "claims", "--format", "json"])
    [row] = json.loads(capsys.readouterr().out)
    assert run(["--store", store, "claims", "confirm", row["id"], "--reason", "in the filing", *BY]) == 0
    assert capsys.readouterr().err == "confirmed in orders, 0 quads added\n"
    digest = row["id"].rsplit("/", 1)[1]
    assert run(["--store", store, "claims", "reject", digest[:8], "--reason", "withdrawn", *BY]) == 0
    assert "quads removed" in capsys.readouterr().err
    run(["--store", store, "claims", "--format", "json"])
    assert json.loads(capsys.readouterr().out) == []
    assert run(["--store", store, "claims", "decisions"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "confirm  orders  Order buyer=ByteDance; product=H20  A. Weber: in the filing",
        "reject  orders  Order buyer=ByteDance; product=H20  A. Weber: withdrawn",
    ]
    assert run(["--store", store, "claims", "reject", "ffffffff", "--reason", "x", *BY]) == 2
