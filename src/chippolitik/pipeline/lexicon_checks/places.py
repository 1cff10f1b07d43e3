"""Where in its file an example stands that does not hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from chippolitik.pipeline.lexicon_checks.examples import Failure
from chippolitik.pipeline.lexicon_checks.finding import Finding
from chippolitik.pipeline.lexicon_checks.nodes import read_file

__all__ = ["placed"]


def placed(failures: Iterable[Failure], root: Path) -> list[Finding]:
    """Return failures as findings, in the order of files and lines.

    Args:
        failures: Examples that do not hold.
        root: Folder of the lexicon.
    """
    places: dict[str, tuple[str, int]] = {}
    lines: dict[str, list[str]] = {}
    for path in sorted(root.rglob("*.yaml")):
        content, name = path.read_bytes(), path.relative_to(root).as_posix()
        lines[name] = content.decode().splitlines()
        if "/" in name:
            places.update((entry.name, (name, entry.line)) for entry in read_file(name, content).entries)
    return sorted(_finding(failure, *places[failure.frame.id], lines) for failure in failures)


def _finding(failure: Failure, file: str, line: int, lines: dict[str, list[str]]) -> Finding:
    said = failure.example.text
    rest = enumerate(lines[file][line - 1 :], line)
    exact = next((number for number, text in rest if said in text.replace("''", "'")), line)
    what = "example" if failure.example.claim is not None else "never"
    return Finding(file, exact, failure.frame.id, f"{what}: {said!r} {failure.message}")
