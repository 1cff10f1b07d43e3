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
    """A row that refers to nothing gives exit 1, its place, and how to mend it in the language asked for."""
    from chippolitik.assets import asset_path  # noqa: PLC0415 - only here

    for path in asset_path("data/kb").glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "relations.csv").open("a", encoding="utf-8") as file:
        file.write("nvidia,owns,nowhere,,,,high,unchecked,test\n")
    assert run(["kb", "check", "--tables", str(tmp_path)]) == 1
    assert "error reference nvidia: object: there is no 'nowhere'" in capsys.readouterr().out
    assert run(["kb", "check", "--tables", str(tmp_path), "--lang", "de"]) == 1
    assert capsys.readouterr().out.endswith(
        "reference: Zu dieser Kennung gibt es keine Zeile. Berichtigen Sie die Schreibweise oder ergänzen Sie die"
        " fehlende Zeile.\n"
    )
    assert run(["kb", "check", "--tables", str(tmp_path), "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert finding["advice"]["en"].startswith("The id has no row. Correct its spelling")


def test_show_works_out_the_status_for_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    """Steps and periods are listed; the status is given for the day asked for, and says if it was only scheduled."""
    assert run(["kb", "show", "p2025_affiliates", "--format", "json", "--as-of", "2026-11-20"]) == 0
    (facts,) = json.loads(capsys.readouterr().out)
    assert facts["in force"] == ["2025-09-29 to 2025-11-09", "2026-11-10 to … (as scheduled)"]
    assert facts["steps"][-1] == "2026-11-10 resumed (by p2025_affiliates_suspend; scheduled)"
    assert facts["status on 2026-11-20"] == "in_force (as scheduled; not seen to happen)"


def test_show_tells_which_thresholds_a_chip_meets(capsys: pytest.CaptureFixture[str]) -> None:
    """Rules whose thresholds the data sheet decides are listed with paragraph and outcome."""
    assert run(["kb", "show", "a800", "--format", "json"]) == 0
    (facts,) = json.loads(capsys.readouterr().out)
    found = {line.split(":")[0]: line.split(": ")[1] for line in facts["thresholds"]}
    assert (found["p2022_oct7"], found["p2023_oct17_ac"]) == ("not met", "met, controlled, 3A090.a")
    assert "p2025_affiliates" not in found


def test_own_corrections_show_in_the_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of one's own is laid over the shipped rows for one call."""
    path = tmp_path / "mine.csv"
    rows = "file,key,field,action,value,reason,name,date\nchips.csv,h20,die_mm2,set,820,measured,M. Probe,2026-11-25\n"
    path.write_text(rows, encoding="utf-8")
    assert run(["kb", "show", "h20", "--format", "json", "--corrections", str(path)]) == 0
    (facts,) = json.loads(capsys.readouterr().out)
    assert facts["die_mm2"] == "820"
    assert facts["corrections"] == ["die_mm2 set '820' by M. Probe on 2026-11-25: measured"]
