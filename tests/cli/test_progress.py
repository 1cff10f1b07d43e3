"""Progress is for people at a terminal: it shows there, and nothing of it gets into files and pipes."""

from __future__ import annotations

import io
import sys

import pytest

from chippolitik.cli.progress import bar


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stderr", "shown"), [(Terminal, True), (io.StringIO, False)])
def test_a_bar_shows_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, stderr: type[io.StringIO], shown: bool
) -> None:
    """It says what is done and how far it is; elsewhere not a byte is written."""
    monkeypatch.setenv("TERM", "xterm")
    stream = stderr()
    monkeypatch.setattr(sys, "stderr", stream)
    with bar("counting claims", 2) as tell:
        tell()
        tell()
    assert ("counting claims" in stream.getvalue()) is shown
    assert ("2/2" in stream.getvalue()) is shown
    assert bool(stream.getvalue()) is shown
