"""``export --snapshot``, ``diff`` and ``restore`` on the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from chippolitik.cli.root import run

ORDER = {"kind": "Order", "roles": {"buyer": "ByteDance", "product": "H20"}, "quote": "ByteDance ordered H20 chips"}
MORE = ORDER | {"quantity": {"min": 100000, "unit": "chip"}}


def ingest(folder: Path, store: str, row: Mapping[str, object]) -> None:
    text, claims = folder / "orders.txt", folder / "claims.jsonl"
    text.write_text("ByteDance ordered H20 chips.", encoding="utf-8")
    claims.write_text(json.dumps({"article": "orders", **row}), encoding="utf-8")
    words = ["ingest", str(text), "--language", "en", "--claims", str(claims)]
    assert run(["--store", str(folder / store), *words]) == 0


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Two stores that differ in the quantity of a claim."""
    ingest(tmp_path, "old", ORDER)
    ingest(tmp_path, "new", MORE)
    capsys.readouterr()
    return tmp_path


def test_diff_says_what_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For people by line, for programs as rows; stores and snapshots alike."""
    old, new, kept = (str(folder / name) for name in ("old", "new", "kept"))
    assert run(["--store", old, "export", "--snapshot", kept]) == 0
    assert capsys.readouterr().err.startswith(f"snapshot of 1 article in {kept}, without texts")
    for before in (old, kept):
        assert run(["diff", before, new]) == 0
        out, err = capsys.readouterr()
        assert out.splitlines()[0].startswith("orders (")
        assert out.splitlines()[1:] == [
            "  ~ Order buyer=ByteDance; product=H20 “ByteDance ordered H20 chips”",
            "      quantity: none → min 100000, unit chip",
        ]
        assert err == "1 different article; claims: 0 added, 0 removed, 1 changed\n"
    assert run(["diff", new, old, "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["changed"][0]["before"]["quantity"] == {"min": 100000, "unit": "chip"}


def test_a_snapshot_is_restored(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The restored store exports the same bytes."""
    kept, again = str(folder / "kept"), str(folder / "again")
    assert run(["--store", str(folder / "new"), "export", "--snapshot", kept, "--with-text"]) == 0
    assert run(["--store", again, "restore", kept]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == f"restored {kept} to {again}"
    texts = []
    for store in (str(folder / "new"), again):
        assert run(["--store", store, "export", "--with-text"]) == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]


def test_a_snapshot_has_its_own_formats(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Options that would do nothing are refused."""
    words = ["--store", str(folder / "new"), "export", "--snapshot", str(folder / "kept"), "--format", "nq"]
    assert run(words) == 2
    assert capsys.readouterr().err.startswith("chippolitik: a snapshot has files and formats of its own")
    assert not (folder / "kept").exists()
