"""``ingest`` follows folders, holds sources against what is expected, and records copies."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chippolitik.cli.root import run

TEXT = "Date: 2024-09-30\nSource: {source}\n\nByteDance ordered over 100,000 Ascend 910B chips from Huawei this year, "
REST = "and fewer than 30,000 of them arrived by the end of July, said two people who know of the orders.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a folder of its own, on the store ``store`` there."""
    monkeypatch.chdir(tmp_path)
    Path("inbox").mkdir()

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["--store", "store", *arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return call


def write(name: str, source: str) -> None:
    Path("inbox", name).write_text(TEXT.format(source=source) + REST)


def test_a_watched_folder(called: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes is ingested, what goes is retracted, Ctrl-C ends with 130; a copy is recorded, not dropped."""
    write("a.txt", "Reuters")
    steps: Iterator[Callable[[], object]] = iter([
        lambda: write("b.txt", "Daily"),
        lambda: None,
        lambda: Path("inbox/a.txt").unlink(),
    ])  # fmt: skip

    def wait(seconds: float) -> None:
        assert seconds == 0.5
        step = next(steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr(time, "sleep", wait)
    code, _, err = called("ingest", "inbox", "--watch", "--interval", "0.5", "--claims", str(_no_claims()))
    assert code == 130
    assert err.count("1 article: 1 added") == 2
    assert "copies of other articles, in whole or in part: 1" in err
    assert "retracted, since their files are gone: 1" in err
    rows = [json.loads(line) for line in Path("store").glob("*/ledger.jsonl").__next__().read_text().splitlines()]
    put = [entry for row in rows for entry in row["put"]]
    assert [entry["name"] for entry in put] == ["a", "b"]
    assert put[1]["copy_of"] == put[0]["id"] == rows[-1]["gone"][0]


def test_only_folders_are_watched(called: Run) -> None:
    """A file is refused with a hint."""
    write("a.txt", "Reuters")
    code, _, err = called("ingest", "inbox/a.txt", "--watch")
    assert (code, "--watch follows folders, and inbox/a.txt is none" in err) == (2, True)


def test_less_than_expected_stores_nothing(called: Run) -> None:
    """A minimum that is missed ends with 1 before anything is written; a maximum only warns."""
    write("a.txt", "Reuters")
    Path("expect.yaml").write_text("articles: {min: 2}\nfill: {published: {max: 0.5}}\n")
    code, _, err = called("ingest", "inbox", "--expect", "expect.yaml")
    assert code == 1
    assert err.splitlines()[:2] == [
        "error: articles: 1, at least 2 expected",
        "warning: articles with the field 'published': 100%, at most 50% expected",
    ]
    assert not Path("store").exists()
    code, _, err = called("ingest", "-", "--expect", "expect.yaml")
    assert (code, "standard input cannot be read twice" in err) == (2, True)


def _no_claims() -> Path:
    path = Path("claims.jsonl")
    path.write_text("")
    return path
