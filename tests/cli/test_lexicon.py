"""``chippolitik lexicon``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from chippolitik.assets import asset_path
from chippolitik.cli.root import run


def small(folder: Path, frames: str) -> Path:
    """Return a lexicon with these frames only."""
    for path in asset_path("data/lexicon").glob("*.yaml"):
        shutil.copy(path, folder)
    (folder / "frames").mkdir()
    (folder / "frames/x.en.yaml").write_text(frames, encoding="utf-8")
    return folder


def test_check_prints_findings_and_exits_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Errors are printed with their place; warnings are counted, and printed if asked for."""
    root = small(tmp_path, "- {id: en-x, kind: Usage, language: en, verbs: use, roles: {user: sbj, product: obj}}\n")
    assert run(["lexicon", "check", "--lexicon", str(root)]) == 1
    out, err = capsys.readouterr()
    assert out == "frames/x.en.yaml:1: error: en-x: roles: user: no source 'sbj'; did you mean subj?\n"
    assert err == "1 error, 1 warning (--warnings lists them)\n"
    assert run(["lexicon", "check", "--lexicon", str(root), "--warnings", "--format", "json"]) == 1
    assert [f["level"] for f in json.loads(capsys.readouterr().out)] == ["warning", "error"]


def test_check_runs_the_examples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A lexicon whose words are right and whose example is not is wrong."""
    frame = (
        "- {id: en-x, kind: Usage, language: en, verbs: use, roles: {user: subj, product: obj},"
        " examples: [{text: 'OpenAI uses Nvidia chips.', user: Baidu}]}\n"
    )
    root = small(tmp_path, frame)
    assert run(["lexicon", "check", "--lexicon", str(root)]) == 1
    assert "gives Usage with user: OpenAI, product: Nvidia chips" in capsys.readouterr().out
    (root / "frames/x.en.yaml").write_text(frame.replace("Baidu", "OpenAI"), encoding="utf-8")
    assert run(["lexicon", "check", "--lexicon", str(root)]) == 0
    assert capsys.readouterr() == ("", "0 errors, 0 warnings\n")


def test_stats_count_each_kind_and_language(capsys: pytest.CaptureFixture[str]) -> None:
    """There is a line for each of 19 kinds in two languages, and one for all."""
    assert run(["lexicon", "stats"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + 2 * 19 + 1
    assert lines[0].split() == ["kind", "lang", "frames", "verbs", "nouns", "examples", "vetoes", "open", "bare"]
    assert run(["lexicon", "stats", "--format", "json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert sum(count["frames"] for count in counts) == int(lines[-1].split()[1])


def test_try_shows_each_stage(capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence is shown with tokens, names, phrases, clauses, frames, candidates and claims."""
    assert run(["lexicon", "try", "Tencent switched to Huawei chips."]) == 0
    out = capsys.readouterr().out
    assert "  tokens     Tencent/M switched/V to/P Huawei chips/M ." in out
    assert "  names      Tencent → Tencent (Company, tencent)" in out
    assert "  clauses    switch (past) subj: Tencent; to: Huawei chips" in out
    assert "en-usage-switch (Usage, switch): fires with user: Tencent, product: Huawei chips" in out
    assert out.endswith(
        "claims\n  Usage (asserted) user: Tencent, product: Huawei chips\n    “Tencent switched to Huawei chips”\n"
    )


def test_try_reads_times_against_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    """Several sentences are one text, and JSON has a line for each and one for the claims."""
    arguments = ["--language", "de", "--published", "2024-09-30", "--format", "json"]
    assert run(["lexicon", "try", *arguments, "ByteDance ordert H20-Chips.", "Im Mai kaufte es 100.000 H100."]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row.get("text") for row in rows] == ["ByteDance ordert H20-Chips.", "Im Mai kaufte es 100.000 H100.", None]
    assert rows[1]["names"][0][:2] == ["Im Mai", "2024-05"]
    assert [claim["kind"] for claim in rows[2]["claims"]] == ["Order", "Order"]


def test_try_needs_a_language_that_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    """Another language is an error with a hint; so is an empty sentence."""
    assert run(["lexicon", "try", "Le gouvernement américain interdit l'exportation de puces vers la Chine."]) == 3
    assert "--language" in capsys.readouterr().err
    assert run(["lexicon", "try", " "]) == 2
    assert "the sentence is empty" in capsys.readouterr().err
