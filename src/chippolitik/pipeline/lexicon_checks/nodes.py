"""YAML files with the lines of their nodes, and the slips that YAML itself hides: ``on`` as true, a key given twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from chippolitik.pipeline.lexicon_checks.finding import Finding

__all__ = ["Entry", "FileOf", "read_file"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOL, _DATE = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"
_TRUTHS = frozenset({"open"})  # keys that hold a truth value


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a file.

    Attributes:
        name: Its id or key.
        line: 1-based line at which it begins.
        value: What it holds.
    """

    name: str
    line: int
    value: Any


@dataclass(frozen=True, slots=True)
class FileOf:
    """A file that was read.

    Attributes:
        name: Path below the folder of the lexicon.
        value: What it holds; None where it cannot be parsed.
        entries: Its outermost entries.
        findings: What YAML hides.
    """

    name: str
    value: Any
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def read_file(name: str, content: bytes) -> FileOf:
    """Read a file of the lexicon.

    Args:
        name: Path below the folder of the lexicon.
        content: Its bytes.
    """
    try:
        root = yaml.compose(content, Loader=_Loader)  # builds no objects
        value = yaml.load(content, Loader=_Loader)  # noqa: S506 - a safe loader, the C one where there is one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        return FileOf(name, None, (), (Finding(name, line, "", f"is not YAML: {getattr(error, 'problem', error)}"),))
    if root is None:
        return FileOf(name, None, (), (Finding(name, 1, "", "is empty"),))
    entries = tuple(_entries(root, value))
    return FileOf(name, value, entries, tuple(_hidden(root, name, "")))


def _entries(root: yaml.Node, value: Any) -> Iterator[Entry]:
    if isinstance(root, yaml.SequenceNode):
        for node, item in zip(root.value, value, strict=True):
            name = str(item.get("id") or item.get("label") or item.get("match") or "") if isinstance(item, dict) else ""
            yield Entry(name, node.start_mark.line + 1, item)
    elif isinstance(root, yaml.MappingNode):
        for key, _ in root.value:
            found = _by_text(value, key.value)
            yield Entry(str(key.value), key.start_mark.line + 1, found)


def _by_text(value: Mapping[Any, Any], key: str) -> Any:
    return value.get(key, next((item for name, item in value.items() if str(name) == key), None))


def _hidden(node: yaml.Node, file: str, entry: str) -> Iterator[Finding]:
    """Yield words that YAML reads as truth values or dates, and keys that a mapping has twice."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        if node.tag in {_BOOL, _DATE}:
            what = "a truth value" if node.tag == _BOOL else "a date"
            yield Finding(file, line, entry, f"bare {node.value!r} is {what} in YAML; put it in quotes: '{node.value}'")
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _hidden(item, file, entry or _name_of(item))
    elif isinstance(node, yaml.MappingNode):
        entry = entry or _name_of(node)
        seen: set[str] = set()
        for key, item in node.value:
            if key.value in seen:
                yield Finding(
                    file, key.start_mark.line + 1, entry, f"has {key.value!r} twice; only the last one counts"
                )
            seen.add(key.value)
            yield from _hidden(key, file, entry or str(key.value))
            if key.value not in _TRUTHS:
                yield from _hidden(item, file, entry or str(key.value))


def _name_of(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return next((str(item.value) for key, item in node.value if key.value == "id"), "")
    return ""
