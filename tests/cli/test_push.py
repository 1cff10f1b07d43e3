"""``push`` sends the store to a real server once and then what changed; ``connect`` makes a store of one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.servers import oxigraph

from chippolitik.cli.push import MAKES
from chippolitik.cli.root import run
from chippolitik.store.endpoint import SERVERS

EXAMPLES = Path(__file__).resolve().parents[2] / "shapes" / "examples"
VALID = EXAMPLES / "Claim" / "valid-order.ttl"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A running Oxigraph server."""
    with oxigraph() as found:
        yield found


def test_a_store_is_sent_once_and_then_what_changed(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second push sends nothing, the one after a retraction removes a graph; counting agrees each time."""
    store = ["--store", str(tmp_path / "store")]
    push = [*store, "push", address, "--server", "oxigraph", "--verify"]
    assert run([*store, "load", str(VALID)]) == 0
    capsys.readouterr()
    assert run(push) == 0
    assert capsys.readouterr().err.startswith("3 graphs sent with ")
    assert run(push) == 0
    assert capsys.readouterr().err == "0 graphs sent with 0 statements, 3 there already, 0 removed\n"
    assert run([*store, "retract", str(VALID), "--yes"]) == 0
    capsys.readouterr()
    assert run(push) == 0
    assert capsys.readouterr().err == "0 graphs sent with 0 statements, 2 there already, 1 removed\n"


def test_files_are_sent_without_a_store(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--from`` a file sends its graph, with a journal in the working folder or where ``--journal`` says."""
    monkeypatch.chdir(tmp_path)
    push = ["push", address, "--server", "oxigraph", "--from", str(VALID)]
    assert run(push) == 0
    assert capsys.readouterr().err.startswith("1 graph sent with ")
    assert len(list(tmp_path.glob(".chippolitik-push-*.jsonl"))) == 1
    assert run([*push, "--journal", "notes.jsonl"]) == 0
    assert capsys.readouterr().err.startswith("1 graph sent with ")
    assert run([*push, "--again"]) == 0
    assert capsys.readouterr().err.startswith("1 graph sent with ")
    assert run(["push", "http://localhost:9", "--from", str(VALID), "--journal", "notes.jsonl"]) == 4
    assert f"notes.jsonl is the journal of {address}" in capsys.readouterr().err


def test_a_store_at_an_endpoint_works_like_any(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files come in, are exported and go again, and there is no rebuild."""
    far, near = ["--store", str(tmp_path / "far")], ["--store", str(tmp_path / "near")]
    assert run([*far, "connect", address, "--server", "oxigraph"]) == 0
    assert run([*far, "connect", address, "--server", "oxigraph"]) == 4
    assert "is a store already" in capsys.readouterr().err
    exports = []
    for store in (far, near):
        assert run([*store, "load", str(VALID)]) == 0
        capsys.readouterr()
        assert run([*store, "export"]) == 0
        exports.append(capsys.readouterr().out)
    assert exports[0] == exports[1]
    assert run([*far, "rebuild"]) == 4
    assert f"the graphs of {tmp_path / 'far'} are at {address}" in capsys.readouterr().err
    assert run([*far, "retract", str(VALID), "--yes"]) == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["https://me:secret@db.example.org"], 2, "a password does not belong on the command line"),
        (["nowhere"], 2, "'nowhere' is no address of an endpoint"),
        (["http://localhost:9", "--from", "missing.ttl"], 2, "missing.ttl"),
        (["http://localhost:9"], 4, "there is no store"),
    ],
)
def test_what_cannot_be_pushed_is_told(
    arguments: list[str], code: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line and a hint; nothing is sent."""
    assert run(["--store", str(tmp_path / "store"), "push", *arguments]) == code
    assert words in capsys.readouterr().err


def test_without_the_extra_nothing_is_sent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says what to install, with exit code 5."""
    monkeypatch.setitem(sys.modules, "httpx", None)
    monkeypatch.delitem(sys.modules, "chippolitik.store.endpoint.connection", raising=False)
    assert run(["push", "http://localhost:9", "--from", str(VALID)]) == 5
    assert "pip install 'chippolitik[endpoint]'" in capsys.readouterr().err


def test_every_make_can_be_named() -> None:
    """The choices of ``--server`` are the makes whose addresses are known."""
    assert set(MAKES) == set(SERVERS)
