"""One look at a file of N-Triples as bytes: what must be known before a database reads it by itself.

No object is made for a statement. Where the bytes alone do not tell, the file is read with the parser instead.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from dataclasses import dataclass, field
from typing import IO

from pyoxigraph import Literal, NamedNode

__all__ = ["LineScan", "scan_lines", "usual"]

_BLOCK = 1 << 20  # bytes
_TYPED = re.compile(rb'"([^"\\\n]*)"\^\^<([^>\n]*)>')
_TYPE = b'"^^<'  # between the text of a literal and its datatype
_BEGIN = re.compile(rb"^[ \t]*<", re.MULTILINE)
_UNSURE = (b"_:", b"<<", b"\r")  # blank nodes, triple terms, line ends of another kind; or a text that has them
_XSD = "http://www.w3.org/2001/XMLSchema#"
_USUAL = {
    _XSD + "integer": re.compile(r"0|-?[1-9][0-9]{0,17}"),
    _XSD + "decimal": re.compile(r"(?!-0$)-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{0,8}[1-9])?"),
    _XSD + "boolean": re.compile(r"true|false"),
    _XSD + "dateTime": re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"),
    _XSD + "date": re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]"),
    _XSD + "string": re.compile(r"(?s).*"),
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString": re.compile(r"(?s).*"),
}


@dataclass(slots=True)
class LineScan:
    """What the bytes tell.

    Attributes:
        digest: SHA-256 of all of them, in hexadecimal digits.
        sure: Whether the rest can be relied on; else the file must be parsed.
        statements: Number of statements.
        odd: Literals that a store may keep in another form.
    """

    digest: str = ""
    sure: bool = True
    statements: int = 0
    odd: set[Literal] = field(default_factory=set)


def usual(text: str, datatype: str) -> bool:
    """Tell the most usual literals that come back from a store as they are; False means that one has to look.

    Example:
        >>> usual("20", _XSD + "integer"), usual("020", _XSD + "integer"), usual("1.50", _XSD + "decimal")
        (True, False, False)
    """
    form = _USUAL.get(datatype)
    return form is not None and form.fullmatch(text) is not None


def scan_lines(file: IO[bytes]) -> LineScan:
    """Look through a file of N-Triples; its syntax is not judged.

    Args:
        file: The file, without its compression.
    """
    found, digest = LineScan(), hashlib.sha256()
    while block := file.read(_BLOCK):
        if block[-1:] != b"\n":
            block += file.readline()
        digest.update(block)
        if found.sure:
            _look(block, found)
    found.digest = digest.hexdigest()
    return found


def _look(block: bytes, found: LineScan) -> None:
    typed = _typed(block)
    if typed is None or any(mark in block for mark in _UNSURE):
        found.sure = False
        return
    begins = block.count(b"\n<") + block.startswith(b"<")
    plain = begins == block.count(b"\n") + (not block.endswith(b"\n"))  # each line is a statement that begins at once
    found.statements += begins if plain else len(_BEGIN.findall(block))
    try:
        for text, datatype in set(typed):
            if not usual(text.decode(), datatype.decode()):
                found.odd.add(Literal(text.decode(), datatype=NamedNode(datatype.decode())))
    except ValueError:  # no UTF-8, or no IRI: the parser knows the line
        found.sure = False


def _typed(block: bytes) -> list[tuple[bytes, bytes]] | None:
    """Return text and datatype of the typed literals, or None if the bytes do not tell them for sure."""
    parts = block.split(_TYPE)
    if b"\\" in block:  # perhaps before a quotation mark
        typed = _TYPED.findall(block)
        return typed if len(typed) == len(parts) - 1 else None
    return [
        (text[text.rfind(b'"') + 1 :], datatype[: datatype.find(b">")]) for text, datatype in itertools.pairwise(parts)
    ]
