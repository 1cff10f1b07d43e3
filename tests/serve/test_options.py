"""What a server may be told, and what it refuses to be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chippolitik.cli.root import run
from chippolitik.errors import UsageError
from chippolitik.serve.options import ServeOptions, read_token

TOKEN = "0123456789abcdef"  # noqa: S105 - it opens nothing


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.org"])  # noqa: S104 - it is refused
def test_other_addresses_need_a_token(host: str) -> None:
    """Without a token only this machine reaches the server."""
    with pytest.raises(UsageError, match="without a token"):
        ServeOptions(store=Path("s"), host=host)
    assert ServeOptions(store=Path("s"), host=host, token=TOKEN).token == TOKEN


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_this_machine_needs_none(host: str) -> None:
    """Addresses of this machine are served without a token, under names of this machine alone."""
    hosts = ServeOptions(store=Path("s"), host=host).hosts
    assert hosts is not None
    assert hosts >= {"localhost", "127.0.0.1", host}


def test_a_token_is_never_shown() -> None:
    """What prints the options does not print the token."""
    assert TOKEN not in repr(ServeOptions(store=Path("s"), token=TOKEN))


@pytest.mark.parametrize(
    ("base", "root"),
    [("", ""), ("https://graph.example.org", ""), ("https://example.org/chips", "/chips")],
)
def test_the_base_gives_the_path(base: str, root: str) -> None:
    """The path of the base stands before all paths that the server gives out."""
    options = ServeOptions(store=Path("s"), base=base)
    assert options.root == root
    assert options.url == (base or "http://127.0.0.1:8037")


@pytest.mark.parametrize("base", ["ftp://example.org", "example.org", "https://", "https://example.org/"])
def test_a_broken_base_is_told(base: str) -> None:
    """A base is the URL of a server, without a slash at its end."""
    with pytest.raises(UsageError, match=r"not the URL|ends in a slash"):
        ServeOptions(store=Path("s"), base=base)


@pytest.mark.parametrize(
    ("text", "mode", "message"),
    [
        (TOKEN, 0o644, "others may read"),
        ("short", 0o600, "no single word"),
        ("two words of a good length", 0o600, "no single word"),
        ("schlüssel-mit-umlauten", 0o600, "cannot be read"),
        ("", 0o600, "no single word"),
    ],
)
def test_a_weak_token_is_refused(text: str, mode: int, message: str, tmp_path: Path) -> None:
    """A token is long, of one word, and for its owner's eyes alone."""
    file = tmp_path / "token"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    with pytest.raises(UsageError, match=message):
        read_token(file)


def test_a_good_token_is_read(tmp_path: Path) -> None:
    """Space around it does not belong to it."""
    file = tmp_path / "token"
    file.touch(mode=0o600)
    file.write_text(f"{TOKEN}\n", encoding="ascii")
    assert read_token(file) == TOKEN


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No store, no token file, no address: one line each, and the usual exit codes."""
    store = ["--store", str(tmp_path / "none"), "serve"]
    assert run([*store]) == 4
    assert run([*store, "--token-file", str(tmp_path / "none")]) == 2
    assert run([*store, "--host", "0.0.0.0"]) == 2  # noqa: S104 - it is refused
    errors = capsys.readouterr().err
    assert [line.partition(":")[0] for line in errors.splitlines()] == ["chippolitik", "  hint"] * 3
    assert os.sep + "none" in errors
