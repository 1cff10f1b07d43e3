"""Read RDF files that are to be validated; what is no RDF is told in one line, with file and line."""

from __future__ import annotations

import contextlib
import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Triple

from chippolitik.errors import InputError
from chippolitik.ontology.files import iterate_rdf, read_rdf
from chippolitik.validation.places import Source

__all__ = ["check_file", "clear_words", "read_data", "read_sources", "stream_data"]

_LONGEST = 16 << 20  # bytes of one token that the parser takes
_NAME = re.compile(r'"@(?:id|type)"\s*+:\s*+"((?:[^"\\]++|\\.)*+)"')
_ILLEGAL = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def read_data(path: Path) -> list[Triple]:
    """Return the triples of an RDF file; names of graphs are dropped, since shapes judge the union.

    Args:
        path: A Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD file; ``.gz`` may follow the ending.

    Raises:
        InputError: The file is missing, empty, binary, not UTF-8, of an unknown ending, or has a syntax error.
    """
    check_file(path)
    with clear_words(path):
        return read_rdf(path)


def stream_data(path: Path, suffix: str = "") -> Iterator[Triple]:
    """Yield the triples of an RDF file as ``read_data`` gives them, without holding them.

    Args:
        path: The file.
        suffix: What is added to the labels of its blank nodes.

    Raises:
        InputError: As for ``read_data``.
    """
    check_file(path)
    with clear_words(path):
        for triple in iterate_rdf(path):
            yield _with_suffix(triple, suffix) if suffix else triple


def check_file(path: Path) -> None:
    """Refuse what no parser could say a clear word about; syntax is not judged.

    Raises:
        InputError: The file is empty, binary, not UTF-8, a folder, or JSON-LD with an IRI that is none.
    """
    if path.is_dir():
        raise InputError("is a folder", "give RDF files", file=str(path))
    _check_text(path)
    if path.name.removesuffix(".gz").endswith(".jsonld"):
        _check_names(path)


@contextlib.contextmanager
def clear_words(*paths: Path) -> Iterator[None]:
    """Say what a parser complains about in words that are fit to print.

    Args:
        paths: The files that it reads; one with too long a part is named.
    """
    try:
        yield
    except InputError as error:  # a parser quotes what it stumbles over, control characters too
        message = _CONTROL.sub(lambda match: f"U+{ord(match[0]):04X}", error.message)
        raise InputError(message, error.hint, file=error.file, line=error.line) from error
    except MemoryError as error:  # the parser holds one token at a time, and no longer one
        message = f"a literal or another part is longer than {_LONGEST >> 20} MiB"
        hint = "keep long texts outside the graph, and name them by an IRI"
        path = next((path for path in paths if _long_line(path) is not None), paths[0])
        raise InputError(message, hint, file=str(path), line=_long_line(path)) from error


def read_sources(paths: Iterable[Path]) -> list[Source]:
    """Return several files, their blank nodes kept apart: a label means another node in each file.

    Raises:
        InputError: As for ``read_data``.
    """
    found: list[Source] = []
    for number, path in enumerate(dict.fromkeys(paths)):
        suffix = f"-{number}" if number else ""
        found.append(Source(path, _apart(read_data(path), suffix), suffix))
    return found


def _apart(triples: list[Triple], suffix: str) -> list[Triple]:
    return [_with_suffix(triple, suffix) for triple in triples] if suffix else triples


def _with_suffix(triple: Triple, suffix: str) -> Triple:
    def own(term: object) -> object:
        return BlankNode(f"{term.value}{suffix}") if isinstance(term, BlankNode) else term

    return Triple(own(triple.subject), triple.predicate, own(triple.object))  # type: ignore[arg-type]  # kinds of terms are kept


def _long_line(path: Path) -> int | None:
    """Return the number of the first line that is too long, or None if it is the lines together."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        return next((number for number, line in enumerate(file, start=1) if len(line) > _LONGEST), None)


def _check_names(path: Path) -> None:
    """Refuse JSON-LD with an IRI that is none: its parser would drop the statement without a word."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    for match in _NAME.finditer(text):
        name = json.loads(f'"{match[1]}"')
        if bad := _ILLEGAL.search(name):
            line = text.count("\n", 0, match.start()) + 1
            message = f"an IRI holds U+{ord(bad[0]):04X}, which no IRI may"
            raise InputError(message, "write the IRI without it", file=str(path), line=line)


def _check_text(path: Path) -> None:
    """Refuse what no parser could say a clear word about; a missing file is left to the reader."""
    try:
        data = path.read_bytes()
        data = gzip.decompress(data) if path.suffix == ".gz" else data
    except (EOFError, zlib.error) as error:
        raise InputError("the gzip file is cut off or broken", "compress it again", file=str(path)) from error
    except OSError:
        return
    if not data.strip():
        raise InputError("is empty", "give a file with RDF in it", file=str(path))
    if b"\0" in data:
        raise InputError("is binary, not RDF text", "give a Turtle, N-Quads, RDF/XML or JSON-LD file", file=str(path))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("is not UTF-8", "save it as UTF-8", file=str(path), line=line) from error
