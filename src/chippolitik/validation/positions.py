"""Where each triple of a Turtle, TriG, N-Triples or N-Quads file stands in its text.

Only for text that a parser has accepted already: this reads places, it does not judge syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from chippolitik.ontology.names import RDF

__all__ = ["ANONYMOUS", "TriplePosition", "triple_positions"]

ANONYMOUS = "_:["
"""How the labels of blank nodes begin that have none in the file; no parser gives such a label."""

_LOCAL = r"(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w:\-·.]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:\-·]|%[0-9A-Fa-f]{2}|\\.))?"
_TOKEN = re.compile(
    r"(?P<skip>\s++|#[^\n]*+)"
    r"|(?P<iri><[^<>\s]*+>)"
    r"|(?P<text>\"\"\"(?:[^\"\\]++|\\.|\"(?!\"\"))*+\"\"\"|'''(?:[^'\\]++|\\.|'(?!''))*+'''"
    r"|\"(?:[^\"\\\n\r]++|\\.)*+\"|'(?:[^'\\\n\r]++|\\.)*+')"
    r"|(?P<blank>_:\w(?:[\w.\-·]*[\w\-·])?)"
    r"|(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*+)"
    r"|(?P<hat>\^\^)"
    rf"|(?P<name>(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)?:(?:{_LOCAL})?)"
    r"|(?P<number>[+-]?(?:\d*\.\d+|\d+\.(?=[eE])|\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<bare>[A-Za-z]+)"
    r"|(?P<mark>[.;,\[\](){}])",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True, slots=True)
class TriplePosition:
    """A triple, its terms as ``plain`` writes them, and where its parts begin.

    Attributes:
        subject: Its subject; a blank node without a label is ``_:[`` and a number, in the order of the text.
        predicate: Its predicate.
        object: Its object.
        starts: Where subject, predicate and object begin: offsets in code points, 0-based.
    """

    subject: str
    predicate: str
    object: str
    starts: tuple[int, int, int]


@dataclass(slots=True)
class _Frame:
    """A statement, a blank node in brackets or a list that is being read."""

    kind: str
    start: int = 0
    subject: str | None = None
    subject_start: int = 0
    predicate: str | None = None
    predicate_start: int = 0
    full: bool = False
    last: str = ""


def triple_positions(text: str, base: str = "") -> Iterator[TriplePosition]:
    """Yield the triples of a file in the order of their last term.

    Args:
        text: The file; its syntax is right.
        base: What relative IRIs are relative to.

    Raises:
        ValueError: The text holds something that is not known here, such as a quoted triple.

    Example:
        >>> [place] = triple_positions("<urn:h20> a <urn:Chip> .")
        >>> place.object, place.starts
        ('urn:Chip', (0, 10, 12))
        >>> list(triple_positions("# nothing"))
        []
    """
    return _Scanner(text, base).triples()


class _Scanner:
    def __init__(self, text: str, base: str) -> None:
        self._text, self._base = text, base
        self._prefixes: dict[str, str] = {}
        self._stack = [_Frame(".")]
        self._count = 0
        self._found: list[TriplePosition] = []
        self._directive: list[str] | None = None
        self._skip_datatype = False

    def triples(self) -> Iterator[TriplePosition]:
        at, length = 0, len(self._text)
        while at < length:
            match = _TOKEN.match(self._text, at)
            if match is None:
                raise ValueError(f"unknown at {at}")
            self._token(match.lastgroup or "", match)
            at = match.end()
            if self._found:
                yield from self._found
                self._found.clear()

    def _token(self, kind: str, match: re.Match[str]) -> None:
        if kind == "skip":
            return
        word, start = match[0], match.start()
        if self._directive is not None:
            self._direct(kind, word)
        elif kind == "mark":
            self._mark(word, start)
        elif kind == "hat":
            self._skip_datatype = True
        elif kind == "tag":
            if word in {"@prefix", "@base"}:
                self._directive = [word]
        elif kind == "bare" and word.upper() in {"PREFIX", "BASE"}:
            self._directive = [word.lower()]
        elif self._skip_datatype:
            self._skip_datatype = False
        elif kind != "bare" or word.upper() != "GRAPH":
            self._term(self._value(kind, word), start)

    def _direct(self, kind: str, word: str) -> None:
        """Take the next word of a directive; with an at sign it ends with a full stop."""
        held = self._directive or []
        if kind == "name":
            held.append(word[:-1])
        elif kind == "iri":
            iri = urljoin(self._base, _unescaped(word[1:-1])) if self._base else _unescaped(word[1:-1])
            if held[0].endswith("base"):
                self._base = iri
            else:
                self._prefixes[held[1]] = iri
            if not held[0].startswith("@"):
                self._directive = None
        elif word == ".":
            self._directive = None

    def _value(self, kind: str, word: str) -> str:
        if kind == "iri":
            iri = _unescaped(word[1:-1])
            return iri if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", iri) else urljoin(self._base, iri)
        if kind == "name":
            prefix, local = word.split(":", 1)
            return self._prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)
        if kind == "text":
            return _unescaped(word[3:-3] if word[:3] in {'"""', "'''"} and len(word) > 5 else word[1:-1])  # noqa: PLR2004 - two times three quotes
        return RDF.type.value if word == "a" else word

    def _mark(self, mark: str, start: int) -> None:
        frame = self._stack[-1]
        if mark in "[(":
            label = self._label() if mark == "[" else None
            self._stack.append(_Frame(mark, start, label, start))
        elif mark == "]":
            self._stack.pop()
            self._term(frame.subject or "", frame.start)
        elif mark == ")":
            self._stack.pop()
            if frame.last:
                self._emit(frame.last, RDF.rest.value, RDF.nil.value, (frame.start, start, start))
            self._term(frame.subject or RDF.nil.value, frame.start)
        elif mark == ";":
            frame.predicate, frame.full = None, False
        elif mark == ",":
            frame.full = False
        else:  # the end of a statement, the beginning or the end of a graph
            self._stack[-1] = _Frame(".")

    def _term(self, value: str, start: int) -> None:
        frame = self._stack[-1]
        if frame.kind == "(":
            cell = self._label()
            if frame.last:
                self._emit(frame.last, RDF.rest.value, cell, (frame.start, start, start))
            frame.subject, frame.last = frame.subject or cell, cell
            self._emit(cell, RDF.first.value, value, (frame.start, start, start))
        elif frame.subject is None:
            frame.subject, frame.subject_start = value, start
        elif frame.predicate is None:
            frame.predicate, frame.predicate_start = value, start
        elif not frame.full:  # what follows a full triple is the name of its graph
            self._emit(frame.subject, frame.predicate, value, (frame.subject_start, frame.predicate_start, start))
            frame.full = True

    def _emit(self, subject: str, predicate: str, value: str, starts: tuple[int, int, int]) -> None:
        self._found.append(TriplePosition(subject, predicate, value, starts))

    def _label(self) -> str:
        self._count += 1
        return f"{ANONYMOUS}{self._count}"


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _PLAIN.get(m[3], m[3]), text)
