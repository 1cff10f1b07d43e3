"""``ingest`` in processes: the same bytes under every circumstance, and nothing lost when one is cut short."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from chippolitik.assets import asset_path

ARTICLES = sorted(str(path) for path in asset_path("data/articles").glob("*.txt"))
COMMAND = [sys.executable, "-m", "chippolitik", "--store"]
ENOUGH = 600  # bytes; more than is looked at before the first line of standard input is read


def call(
    store: Path, *arguments: str, file_limit: int | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command on a store; ``file_limit`` is the size in bytes that no file may pass."""

    def limit() -> None:
        if file_limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))

    return subprocess.run(
        [*COMMAND, str(store), *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **(environment or {})},
        preexec_fn=limit,
    )


def exported(store: Path) -> bytes:
    done = call(store, "export", "--format", "nq")
    assert done.returncode == 0, done.stderr
    return done.stdout


def records(count: int) -> list[bytes]:
    """Return articles as JSON lines."""
    text = "ByteDance ordered {} H20 chips from Nvidia. " + "Nothing else was said on that day. " * (ENOUGH // 30)
    return [
        json.dumps({"id": f"a{n}", "text": text.format(1000 + n), "published": "2024-09-30", "source": "R"}).encode()
        + b"\n"
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The export after an ingest of our own articles in the usual order."""
    store = tmp_path_factory.mktemp("usual") / "store"
    done = call(store, "ingest", *ARTICLES)
    assert done.returncode == 0, done.stderr
    return exported(store)


@pytest.mark.parametrize(
    ("order", "options", "environment"),
    [
        pytest.param(ARTICLES[::-1], [], {"PYTHONHASHSEED": "1"}, id="other order and hash seed"),
        pytest.param(ARTICLES, ["--jobs", "2"], {"PYTHONHASHSEED": "2"}, id="two workers"),
        pytest.param(
            [*ARTICLES[3:], *ARTICLES[:3]],
            ["--jobs", "2"],
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"},
            id="other zone and locale",
        ),
    ],
)
def test_no_circumstance_changes_a_byte(
    order: Sequence[str], options: list[str], environment: dict[str, str], usual: bytes, tmp_path: Path
) -> None:
    """Order, hash seed, number of workers, time zone and locale leave the export as it is."""
    done = call(tmp_path / "store", "ingest", *order, *options, environment=environment)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    assert exported(tmp_path / "store") == usual


def test_again_and_back(usual: bytes, tmp_path: Path) -> None:
    """A second ingest adds no quad; an article that comes and goes leaves the bytes as they were."""
    store = tmp_path / "store"
    call(store, "ingest", *ARTICLES[1:])
    before = exported(store)
    again = json.loads(call(store, "ingest", *ARTICLES[1:], "--format", "json").stdout)["summary"]
    assert (again["unchanged"], again["added"], again["quads"]) == (len(ARTICLES) - 1, 0, 0)
    call(store, "ingest", ARTICLES[0])
    assert exported(store) == usual
    call(store, "retract", Path(ARTICLES[0]).stem, "--yes")
    assert exported(store) == before


def test_an_interrupted_run_keeps_what_is_done(tmp_path: Path) -> None:
    """Ctrl-C ends with 130 and one line; what was told as done is there, and the same command completes the rest."""
    lines, store, whole = records(4), tmp_path / "store", tmp_path / "whole"
    (tmp_path / "news.jsonl").write_bytes(b"".join(lines))
    child = subprocess.Popen(
        [*COMMAND, str(store), "-vv", "ingest", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that runs this in the background ignores Ctrl-C, and so would the child.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - one thread
    )
    with child:
        assert child.stdin
        assert child.stderr
        child.stdin.write(b"".join(lines[:2]))
        child.stdin.flush()
        assert any(b"article name=a1 " in line for line in iter(child.stderr.readline, b""))
        child.send_signal(signal.SIGINT)
        rest = child.stderr.read().decode()
    assert child.returncode == 130
    assert re.search(r"^(1 article: 1|2 articles: 2) added$", rest, re.MULTILINE)
    assert "chippolitik: interrupted; what was done is kept\n  hint: run the same command again to go on\n" in rest
    assert "Traceback" not in rest
    source = str(tmp_path / "news.jsonl")
    assert json.loads(call(store, "stats", "--format", "json").stdout)["articles"] == 2
    call(store, "ingest", source)
    call(whole, "ingest", source)
    assert exported(store) == exported(whole)


def test_a_store_that_cannot_be_made_leaves_none_behind(tmp_path: Path) -> None:
    """Where the disk does not take the knowledge base, one line says so; with room the same command works."""
    store = tmp_path / "store"
    done = call(store, "ingest", ARTICLES[0], file_limit=200_000)
    assert done.returncode == 4
    assert done.stderr.decode().splitlines() == [
        f"chippolitik: {store}: a file would be too large",
        "  hint: raise ulimit -f, run the command again; what was done is kept",
    ]
    assert call(store, "stats").returncode == 4
    assert call(store, "ingest", ARTICLES[0]).returncode == 0


def test_a_disk_that_fills_up_keeps_whole_articles(tmp_path: Path) -> None:
    """Articles go in until a file may not grow; what was counted is in the store, and room completes the rest."""
    store, whole, source = tmp_path / "store", tmp_path / "whole", tmp_path / "news.jsonl"
    source.write_bytes(b"".join(records(12)))
    call(store, "ingest", ARTICLES[0])
    done = call(store, "ingest", str(source), file_limit=30_000)
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 4, lines
    assert lines[-2:] == [
        f"chippolitik: {store}: a file would be too large",
        "  hint: raise ulimit -f, run the command again; what was done is kept",
    ]
    kept = json.loads(call(store, "stats", "--format", "json").stdout)["articles"]
    assert 1 <= kept < 13
    assert kept == 1 or lines[0].startswith(f"{kept - 1} article")
    assert call(store, "ingest", str(source)).returncode == 0
    call(whole, "ingest", ARTICLES[0], str(source))
    assert exported(store) == exported(whole)
