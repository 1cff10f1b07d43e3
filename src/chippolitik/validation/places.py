"""Gives findings the place in a source file that they are about: file, line and column."""

from __future__ import annotations

import gzip
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import BlankNode, Triple

from chippolitik.validation.constraints import plain
from chippolitik.validation.finding import Finding, Place
from chippolitik.validation.line_positions import line_positions
from chippolitik.validation.positions import ANONYMOUS, TriplePosition, triple_positions

__all__ = ["Source", "with_places"]

_LINED = {".ttl", ".nt", ".nq", ".trig"}
_NAMELESS = 500_000  # nodes in brackets that are matched with what the parser calls them, at 1 kB each
_Signature = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read.

    Attributes:
        path: Where it is.
        triples: What is in it, with the labels of blank nodes that findings use; gone through several times.
        suffix: What was added to the labels of its blank nodes, to keep those of several files apart.
    """

    path: Path
    triples: Iterable[Triple]
    suffix: str = ""


def with_places(findings: Iterable[Finding], sources: Sequence[Source]) -> list[Finding]:
    """Return the findings, in the same order, each with its place in the first file that has it.

    Lines are exact for Turtle, TriG, N-Triples and N-Quads. Only the file is told of other files, and of nodes without
    a label where a file has more than half a million of them.

    Args:
        findings: What is wrong with the union of the files.
        sources: The files, in the order of the command.
    """
    given = list(findings)
    if not given:
        return given
    wanted = {finding.focus for finding in given}
    found: dict[int, Place] = {}
    for source in sources:
        by_line = _is_by_line(source.path)
        nodes = wanted if by_line else _mentioned(source, wanted)
        if not nodes:
            continue
        index = _Index.of(source, nodes)
        for number, finding in enumerate(given):
            if (index.knows(finding.focus) if by_line else finding.focus in nodes) and (place := index.place(finding)):
                best = found.get(number)
                found[number] = place if best is None or (place.exact and not best.exact) else best
    return [replace(f, place=found[n]) if n in found else f for n, f in enumerate(given)]


class _Index:
    """Where the nodes of one file are."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._breaks: list[int] | None = None
        self._values: dict[tuple[str, str, str], int] = {}
        self._predicates: dict[tuple[str, str], int] = {}
        self._nodes: dict[str, int] = {}
        self._mentions: dict[str, int] = {}

    @classmethod
    def of(cls, source: Source, nodes: set[str]) -> _Index:
        index = cls(str(source.path))
        suffixes = [suffix.lower() for suffix in source.path.suffixes if suffix != ".gz"]
        if not suffixes or suffixes[-1] not in _LINED:
            return index
        data = source.path.read_bytes()
        text = (gzip.decompress(data) if source.path.suffix == ".gz" else data).decode("utf-8-sig")
        try:
            index._read(text, source, nodes)
        except ValueError:
            return cls(str(source.path))
        return index

    def knows(self, node: str) -> bool:
        """Whether the file names a node."""
        return node in self._nodes or node in self._mentions

    def place(self, finding: Finding) -> Place | None:
        """Return the best place that is known: that of the value, of the property, of the node, of the file."""
        focus, path = finding.focus, finding.path
        simple = path[1:-1] if path.startswith("<") and path.count("<") == 1 and path.endswith(">") else ""
        exact = self._values.get((focus, simple, finding.value)) if simple and finding.value else None
        if exact is None and (simple or finding.value):
            exact = self._predicates.get((focus, simple or finding.value))
        start = next((s for s in (exact, self._nodes.get(focus), self._mentions.get(focus)) if s is not None), None)
        if start is None or self._breaks is None:
            return Place(self._file)
        line = bisect_right(self._breaks, start)
        return Place(self._file, line, start - self._breaks[line - 1] + 1, exact=exact is not None)

    def _read(self, text: str, source: Source, nodes: set[str]) -> None:
        self._breaks = [0, *(match.end() for match in re.finditer("\n", text))]
        by_line, base = _is_by_line(source.path), source.path.resolve().as_uri()
        labels = {node.removesuffix(source.suffix) if _labelled(node) else node for node in nodes}
        placed = line_positions(text, labels) if by_line else triple_positions(text, base)
        brackets = 0 if by_line else text.count("[") + text.count("(")
        if 0 < brackets <= _NAMELESS and any(_is_nameless(t, nodes) for t in source.triples):
            held = list(placed)
            names = _names(source.triples, held)
            placed = (replace(p, subject=names.get(p.subject, p.subject)) for p in held)
        for item in placed:
            subject = item.subject + source.suffix if _labelled(item.subject) else item.subject
            value = item.object + source.suffix if _labelled(item.object) else item.object
            if subject in nodes:
                self._nodes.setdefault(subject, item.starts[0])
                self._predicates.setdefault((subject, item.predicate), item.starts[1])
                self._values.setdefault((subject, item.predicate, value), item.starts[2])
            if value in nodes:
                self._mentions.setdefault(value, item.starts[2])


def _is_by_line(path: Path) -> bool:
    """Whether each triple stands in a line of its own."""
    return Path(path.name.removesuffix(".gz")).suffix.lower() in {".nt", ".nq"}


def _mentioned(source: Source, wanted: set[str]) -> set[str]:
    return {text for t in source.triples for text in (plain(t.subject), plain(t.object)) if text in wanted}


def _labelled(text: str) -> bool:
    return text.startswith("_:") and not text.startswith(ANONYMOUS)


def _is_nameless(triple: Triple, nodes: set[str]) -> bool:
    return isinstance(triple.subject, BlankNode) and plain(triple.subject) in nodes


def _names(triples: Iterable[Triple], placed: Sequence[TriplePosition]) -> dict[str, str]:
    """Match blank nodes in brackets with the labels that the parser gave them.

    Nodes that say the same, under the same property of the same node, are matched in the order of the text.
    """
    rows = ((plain(t.subject), plain(t.predicate), plain(t.object)) for t in triples)
    parsed = _signatures(rows)
    found: dict[str, str] = {}
    for signature, labels in _signatures((p.subject, p.predicate, p.object) for p in placed).items():
        found.update(zip(labels, parsed.get(signature, ()), strict=False))
    return {label: name for label, name in found.items() if label.startswith(ANONYMOUS)}


def _signatures(rows: Iterable[tuple[str, str, str]]) -> dict[_Signature, list[str]]:
    """Return what is said of blank nodes → the nodes, in the order of the text; other blank nodes are left open."""
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, predicate, value in rows:
        if subject.startswith("_:"):
            said[subject].append((predicate, _open(value)))
        if value.startswith("_:"):
            said[value].append((f"^{predicate}", _open(subject)))
    grouped: dict[_Signature, list[str]] = defaultdict(list)
    for node, pairs in said.items():
        grouped[tuple(sorted(pairs))].append(node)
    return grouped


def _open(text: str) -> str:
    return "_:" if text.startswith("_:") else text
