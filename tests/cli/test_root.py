"""The command line as a whole: help, exit codes, one clear line for each mistake."""

from __future__ import annotations

import re

import pytest

from chippolitik.cli.root import COMMANDS, cli, run


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``COMMAND --help`` prints what it does and an example, and exits 0."""
    assert run([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Usage: chippolitik {name}")
    assert "Example" in out
    assert re.search(rf"chippolitik( --store \S+)? {name}\b", out.split("Example", 1)[1])


def test_the_root_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """``--help`` names each command with its first sentence."""
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    assert [name for name in COMMANDS if f"\n  {name} " not in out] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["ingets"], "no command 'ingets'; did you mean ingest?", id="mistyped command"),
        pytest.param(["--colour"], "No such option '--colour'", id="unknown option"),
        pytest.param(["query"], "Missing argument", id="missing argument"),
    ],
)
def test_a_wrong_call_is_one_line_and_a_hint(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake in the call exits 2 with one line, a hint, and nothing on stdout."""
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"chippolitik: {message}")
    assert "hint:" in captured.err
    assert "Traceback" not in captured.err


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    """``--version`` prints the version."""
    from chippolitik import __version__  # noqa: PLC0415 - the value under test

    assert run(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"chippolitik, version {__version__}"


def test_every_command_is_callable() -> None:
    """Each command of the table can be imported and is a click command of that name."""
    import click  # noqa: PLC0415 - needed here only

    context = click.Context(cli)
    found = {name: cli.get_command(context, name) for name in COMMANDS}
    assert {name: command.name for name, command in found.items() if command} == {name: name for name in COMMANDS}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ingest", "x.txt"], "interrupted; what was done is kept\n  hint: run the same command again to go on\n"),
        (["export", "x.nt"], "interrupted; nothing was kept\n  hint: run the same command again\n"),
    ],
)
def test_an_interrupt_says_what_is_kept(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands that go on where they were say so; the others have done nothing."""

    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    assert run(arguments) == 130
    assert capsys.readouterr().err == f"chippolitik: {said}"
