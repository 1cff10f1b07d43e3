"""One look at a file of N-Triples as bytes: what must be known before a database reads it by itself.

No object is made for a statement. Where the bytes alone do not tell, the file is read with the parser instead. The
second half of a big file is looked through by another process.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from pyoxigraph import Literal, NamedNode

__all__ = ["LineScan", "scan_big", "scan_lines", "usual"]

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
    while block := _block(file, _BLOCK):
        digest.update(block)
        if found.sure:
            _look(block, found)
    found.digest = digest.hexdigest()
    return found


def scan_big(path: Path) -> LineScan:
    """Look through a big file without compression as ``scan_lines`` does, half of it in another process.

    Args:
        path: The file.
    """
    with path.open("rb") as file:
        file.seek(path.stat().st_size // 2)
        file.readline()
        middle = file.tell()
    paths = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-c", f"from {__name__} import _tell; _tell()", str(path), str(middle)]
    environment = {**os.environ, "PYTHONPATH": paths}
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as other,
        ThreadPoolExecutor(1) as thread,
    ):
        try:
            digest = thread.submit(_digest, path)
            found = _part(path, 0, middle)
            told, _ = other.communicate()
        finally:
            other.kill()
    rest = json.loads(told) if other.returncode == 0 else _told(_part(path, middle, None))
    found.odd.update(Literal(text, datatype=NamedNode(datatype)) for text, datatype in rest["odd"])
    found.sure = found.sure and rest["sure"]
    found.statements += rest["statements"]
    found.digest = digest.result()
    return found


def _tell() -> None:
    """Look through the end of a file, told by the arguments of the process, and print what it tells."""
    sys.stdout.write(json.dumps(_told(_part(Path(sys.argv[1]), int(sys.argv[2]), None))))


def _told(scan: LineScan) -> dict[str, Any]:
    odd = [[one.value, one.datatype.value] for one in scan.odd]
    return {"sure": scan.sure, "statements": scan.statements, "odd": odd}


def _part(path: Path, start: int, end: int | None) -> LineScan:
    """Look through the lines of a part of a file, without its digest."""
    found = LineScan()
    with path.open("rb") as file:
        file.seek(start)
        while found.sure and (end is None or file.tell() < end):
            block = _block(file, _BLOCK if end is None else min(_BLOCK, end - file.tell()))
            if not block:
                break
            _look(block, found)
    return found


def _block(file: IO[bytes], size: int) -> bytes:
    """Return whole lines of about so many bytes."""
    block = file.read(size)
    return block if block[-1:] in {b"\n", b""} else block + file.readline()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
