"""``stats`` counts what a store holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chippolitik.cli.root import run
from chippolitik.store import Manifest, open_writer

MANIFEST = Manifest(ontology="o1", extractor="frames 1", shapes="s1", knowledge_base="k1")


def test_table_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both forms tell the same; the table is for people."""
    store = str(tmp_path / "store")
    open_writer(tmp_path / "store", MANIFEST).close()
    assert run(["--store", store, "stats", "--format", "json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["articles"], row["claims"]["total"], row["manifest"]["shapes"]) == (0, 0, "s1")
    assert run(["--store", store, "stats"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["articles", "0"] in lines
    assert ["extractor", "frames", "1"] in lines


def test_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no store, the exit code is 4."""
    assert run(["--store", str(tmp_path / "none"), "stats"]) == 4
    assert capsys.readouterr().err.startswith("chippolitik: there is no store at ")
