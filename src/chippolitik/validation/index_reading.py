"""Reads a file of N-Triples into a ``TripleIndex`` in one pass, with what else is asked of all its triples.

Lines that are written in the one usual way are cut at their blanks, which is as fast as parsing them without making
objects; all others are left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.validation.declared import undeclared
from chippolitik.validation.triple_index import TripleIndex, Values, put

__all__ = ["FileReading", "read_index"]

_IRI = re.compile(r"<[^\x00-\x20<>\"{}|^`\\]+>")
_LABEL = re.compile(r"_:[A-Za-z0-9][A-Za-z0-9_-]*")
_END = " .\n"
_MARKS = 2  # quotation marks of a literal
_OURS = (f"<{CHIP}", f"<{VOCAB}")


@dataclass(slots=True)
class FileReading:
    """What one pass gathers.

    Attributes:
        index: Triples of the predicates that are wanted.
        odd: Triples with a class, property or concept of ours that does not exist.
    """

    index: TripleIndex = field(default_factory=TripleIndex)
    odd: list[Triple] = field(default_factory=list)


def read_index(path: Path, wanted: frozenset[str] | None) -> FileReading:
    """Read a file; syntax is not judged.

    Args:
        path: A file of N-Triples.
        wanted: Predicates as tokens; None takes all.
    """
    reading = _Reader(wanted)
    with path.open(encoding="utf-8", newline="\n", errors="replace") as file:
        reading.read(file)
    return reading.found


class _Reader:
    def __init__(self, wanted: frozenset[str] | None) -> None:
        self.found = FileReading()
        self._wanted = wanted
        self._columns: dict[str, Values | None] = {}  # predicate that exists → where its triples go, if wanted
        self._nodes: dict[str, str] = {}  # IRIs and blank nodes that were looked at, to keep one copy of each
        self._typed: dict[str, str] = {}  # literal with a datatype or language → as the index has it

    def read(self, lines: Iterable[str]) -> None:
        """Read lines of a file."""
        columns, nodes, typed = self._columns, self._nodes, self._typed
        subject = ""
        for line in lines:
            try:
                first, predicate, rest = line.split(" ", 2)
                column = columns[predicate]
            except (ValueError, KeyError):
                self._parse(line)
                continue
            text = rest[:-3]
            if first != subject:
                subject = nodes.get(first) or self._node(first)
            value: str | None
            if rest[:1] != '"':
                value = nodes.get(text) or self._node(text)
            elif column is None:
                continue
            elif text[-1:] != '"':
                value = typed.get(text)
            else:
                value = text if text.count('"') == _MARKS and "\\" not in text else None
            if not value or not subject or rest[-3:] != _END:
                self._parse(line)
            elif column is not None:
                if subject in column:
                    put(column, subject, value)
                else:
                    column[subject] = value

    def _node(self, token: str) -> str:
        """Return an IRI or a blank node if it is written the usual way and exists, and keep it; else nothing."""
        if token[:2] == "_:":
            if not _LABEL.fullmatch(token):
                return ""
        elif not _IRI.fullmatch(token) or (token.startswith(_OURS) and undeclared(token[1:-1])):
            return ""
        self._nodes[token] = token
        return token

    def _parse(self, line: str) -> None:
        """Read a line with the parser."""
        try:
            triples = list(parse(line, format=RdfFormat.N_TRIPLES, lenient=True))
        except SyntaxError:
            return
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate, triple.object
            names = [term.value for term in (predicate, value) if isinstance(term, NamedNode)]
            wanted = self._wanted is None or str(predicate) in self._wanted
            if any(undeclared(name) for name in names):
                self.found.odd.append(Triple(subject, predicate, value))
            if not undeclared(predicate.value):
                self._columns[str(predicate)] = self.found.index.column(str(predicate)) if wanted else None
            if wanted and not isinstance(value, Triple):
                self._keep(str(subject), str(predicate), str(value))

    def _keep(self, subject: str, predicate: str, value: str) -> None:
        if value[0] == '"' and value[-1] != '"':
            value = self._typed[value] = self.found.index.canonical(value)
        self.found.index.put(subject, predicate, value)
