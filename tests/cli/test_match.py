"""``match`` explains names; ``ingest --mapping`` brings records in, and a judgement changes what they mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chippolitik.cli.root import run

ROW = "_id,source,name,start_date\n7,Entity List (EL) - Bureau of Industry and Security,Hua Wei Jishu,2019-05-21\n"


def test_names_are_explained(capfd: pytest.CaptureFixture[str]) -> None:
    """Each name is followed by what it is taken for and by the candidates with their reasons."""
    assert run(["match", "Micron Technology Corp.", "Ascend 910X"]) == 0
    out = capfd.readouterr().out
    assert "Ascend 910X → unknown (unknown)" in out
    assert "Micron Technology Corp. → micron" in out


def test_names_from_a_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file gives a name a line; no name at all is an error."""
    path = tmp_path / "names.txt"
    path.write_text("Huawei Technologies Co., Ltd.\n\nNobody We Know\n")
    assert run(["match", "--list", str(path), "--format", "json"]) == 0
    assert [row["entity"] for row in json.loads(capfd.readouterr().out)] == ["huawei", None]
    assert run(["match"]) == 2


def test_a_judgement_and_back(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A judged name is the entity; without the line the same row replaces the claim, and nothing is left of it."""
    table, judged = tmp_path / "list.csv", tmp_path / "names.tsv"
    table.write_text(ROW)
    command = ["--store", str(tmp_path / "store"), "ingest", str(table), "--mapping", "csl", "--format", "json"]

    def listed(*more: str) -> str | None:
        assert run([*command, *more]) == 0
        told = json.loads(capfd.readouterr().out)
        assert told["summary"]["accepted"] == 1
        entity: str | None = next(one["entity"] for one in told["names"] if one["name"] == "Hua Wei Jishu")
        return entity

    judged.write_text("same\tHua Wei Jishu\thuawei\n")
    assert listed() is None
    assert listed("--names", str(judged)) == "huawei"
    assert listed() is None
    assert run(["--store", str(tmp_path / "store"), "claims", "--format", "jsonl"]) == 0
    [claim] = map(json.loads, capfd.readouterr().out.splitlines())
    assert claim["roles"]["listed"] == "Hua Wei Jishu"
