"""Watched folders: what is new, other or gone is told once, and half-written files wait."""

from __future__ import annotations

import os
from pathlib import Path

from chippolitik.pipeline.watching import Changes, Watcher


def write(path: Path, text: str, at: int) -> Path:
    path.write_text(text)
    os.utime(path, (at, at))
    return path


def test_each_change_is_told_once(tmp_path: Path) -> None:
    """The first look tells of all files; later ones of what has stood still for one look, and of what is gone."""
    one, watcher = write(tmp_path / "a.txt", "One chip.", 1), Watcher((tmp_path,))
    assert watcher.look() == Changes(changed=(one,))
    assert not watcher.look()
    two = write(tmp_path / "b.txt", "Two", 2)
    assert not watcher.look()
    write(two, "Two chips.", 3)
    assert not watcher.look()
    one.unlink()
    assert watcher.look() == Changes(changed=(two,), removed=(one,))
    assert not watcher.look()


def test_what_holds_no_articles_is_left_aside(tmp_path: Path) -> None:
    """Pictures, notes about articles and hidden files are not told of."""
    for name in ("photo.png", "README.md", ".draft.txt"):
        (tmp_path / name).write_text("x")
    assert not Watcher((tmp_path,)).look()
