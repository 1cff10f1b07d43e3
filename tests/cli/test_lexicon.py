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
