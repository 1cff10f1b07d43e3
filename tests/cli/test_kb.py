"""``chippolitik kb``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chippolitik.cli.root import run


def test_build_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    """Two runs in any format give equal files."""
    for form in ("ttl", "nt", "nq", "trig"):
        first, second = tmp_path / f"1.{form}", tmp_path / f"2.{form}"
        assert run(["kb", "build", "--format", form, "--output", str(first)]) == 0
        assert run(["kb", "build", "--format", form, "--output", str(second)]) == 0
        assert first.read_bytes() == second.read_bytes()
        assert b"H20" in first.read_bytes()


def test_show_finds_by_alias(capsys: pytest.CaptureFixture[str]) -> None:
    """A chip is found by a short name, with the policies that control it."""
    assert run(["kb", "show", "910b", "--format", "json"]) == 0
    (facts,) = json.loads(capsys.readouterr().out)
    assert (facts["id"], facts["vendor"]) == ("ascend910b", "huawei")
    assert facts["policies"] == ["2025-05-13 p2025_gp10_ascend: Guidance on Huawei Ascend and General Prohibition 10"]


def test_show_suggests_a_near_name(capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped name ends with exit 2 and a suggestion."""
    assert run(["kb", "show", "Huawai"]) == 2
    assert "knows no 'Huawai'; did you mean Huawei" in capsys.readouterr().err


def test_check_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    """The shipped knowledge base passes its own check."""
    assert run(["kb", "check"]) == 0
    assert capsys.readouterr().err == "0 errors, 0 warnings, 3 accepted for a written reason\n"


def test_check_names_file_and_line_of_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row that refers to nothing gives exit 1 and its place."""
    from chippolitik.assets import asset_path  # noqa: PLC0415 - only here

    for path in asset_path("data/kb").glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "relations.csv").open("a", encoding="utf-8") as file:
        file.write("nvidia,owns,nowhere,,,,high,unchecked,test\n")
    assert run(["kb", "check", "--tables", str(tmp_path)]) == 1
    assert "error reference nvidia: object: there is no 'nowhere'" in capsys.readouterr().out
