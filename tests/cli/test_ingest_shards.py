"""``ingest --runner`` writes shards and loads them; what it cannot do is said before it begins."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from chippolitik.cli.root import run

TEXT = "ByteDance ordered over 100,000 Ascend 910B chips from Huawei. Fewer than 30,000 of them arrived by July."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [{"id": f"a{n}", "text": f"{TEXT} ({n})", "published": "2024-09-30"} for n in range(3)]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def test_shards_without_a_store(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A dry run leaves the shards and no store, and says what is in them."""
    arguments = [
        "ingest",
        "news.jsonl",
        "--runner",
        "local",
        "--jobs",
        "1",
        "--out",
        "out",
        "--shards",
        "2",
        "--dry-run",
    ]
    assert run(["--store", "store", *arguments]) == 0
    err = capfd.readouterr().err
    assert f"shards in {folder / 'out'}: 3 articles" in err
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "claims", "ledger", "quads", "quarantine", "run.json",
    ]  # fmt: skip
    assert not (folder / "store").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["--runner", "local"], 2, "needs a place for them", id="no place"),
        pytest.param(["--runner", "local", "--out", "s3://b/x"], 2, "lies over the network", id="network"),
        pytest.param(["--runner", "local", "--out", "o", "--key", "k"], 2, "leave --claims and --key out", id="key"),
        pytest.param(["--runner", "ray", "--out", "o"], 5, "pip install 'chippolitik[ray]'", id="no Ray"),
    ],
)
def test_what_it_cannot_do(
    arguments: list[str],
    code: int,
    message: str,
    folder: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One line and a hint."""
    monkeypatch.setitem(sys.modules, "ray", None)
    assert run(["--store", str(folder / "store"), "ingest", "news.jsonl", *arguments]) == code
    assert message in capfd.readouterr().err
