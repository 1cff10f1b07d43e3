"""Records of structured files: JSON documents, JSON lines (Wikidata dumps with their commas too), CSV; plain or packed.

One record at a time is in memory, but for a JSON document, which is read whole within a limit.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from chippolitik.corpus.mapping import RowMapping
from chippolitik.corpus.reading import Problem
from chippolitik.errors import InputError

__all__ = ["numbered_records"]

_PACKED: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    ".gz": lambda raw: cast("IO[bytes]", gzip.GzipFile(fileobj=raw)),
    ".bz2": bz2.BZ2File,
}
_LINE = 1 << 26  # bytes of a record
_DOCUMENT = 1 << 30  # bytes of a JSON document
_CELL = 1 << 20  # characters of a cell


def numbered_records(path: Path, mapping: RowMapping) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    """Read the records of a file.

    Args:
        path: The file; ``.gz`` and ``.bz2`` are unpacked.
        mapping: Says where the records of a JSON document are.

    Yields:
        The number of each record (for lines and rows, that of its line) and the record; problems of lines.

    Raises:
        InputError: The file cannot be read at all.
    """
    name = path.name.lower()
    packed = next((ending for ending in _PACKED if name.endswith(ending)), "")
    try:
        with path.open("rb") as raw:
            stream = cast("BinaryIO", _PACKED[packed](raw) if packed else raw)
            if name.removesuffix(packed).endswith(".csv"):
                yield from _rows(stream, str(path))
            else:
                yield from _json(stream, str(path), mapping)
    except FileNotFoundError:
        raise InputError("there is no such file", "look at the path", file=str(path)) from None
    except (OSError, EOFError) as error:
        raise InputError(f"cannot be read: {error}", "fetch it again", file=str(path)) from None


def _rows(stream: BinaryIO, place: str) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    before = csv.field_size_limit(_CELL)
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    table = csv.reader(text, strict=True)
    try:
        columns = next(table, [])
        for row in table:
            if len(row) == len(columns):
                yield table.line_num, dict(zip(columns, row, strict=True))
            elif row:
                message = f"has {len(row):,} cells, not {len(columns):,}"
                yield Problem(InputError(message, "quote cells that hold a comma", file=place, line=table.line_num))
    except (csv.Error, UnicodeDecodeError) as error:
        line = table.line_num or None
        raise InputError(f"is no CSV: {error}", "save it as CSV in UTF-8", file=place, line=line) from None
    finally:
        csv.field_size_limit(before)
        text.detach()  # the stream is closed by who opened it


def _json(stream: BinaryIO, place: str, mapping: RowMapping) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    first = stream.readline(_LINE)
    begun = first.strip().rstrip(b",")
    if begun == b"[" or (begun.startswith(b"{") and _is_json(begun) and not mapping.records):
        yield from _lines(stream, first, place)
        return
    rest = stream.read(_DOCUMENT)
    if len(rest) == _DOCUMENT:
        raise InputError("is longer than a JSON document may be", "give one record a line", file=place)
    try:
        told = json.loads(first + rest)
    except (ValueError, RecursionError) as error:
        what = "is nested too deeply" if isinstance(error, RecursionError) else f"is no JSON: {error}"
        raise InputError(what, "fetch it again", file=place) from None
    for key in mapping.records.split(".") if mapping.records and isinstance(told, dict) else ():
        told = told.get(key) if isinstance(told, dict) else None
    records = told if isinstance(told, list) else [told]
    for number, record in enumerate(records, 1):
        if isinstance(record, dict):
            yield number, record
        else:
            yield Problem(InputError("is no record", "JSON objects are expected", file=place, line=number))


def _lines(stream: BinaryIO, first: bytes, place: str) -> Iterator[tuple[int, dict[str, Any]] | Problem]:
    line, number = first, 0
    while line:
        number += 1
        if len(line) >= _LINE:
            raise InputError("longer than a record may be", "split the record", file=place, line=number)
        bare = line.strip().rstrip(b",")
        if bare not in {b"", b"[", b"]"}:
            try:
                record = json.loads(bare)
                if not isinstance(record, dict):
                    raise ValueError("no object")  # noqa: TRY004, TRY301 - one way for bad lines
                yield number, record
            except (ValueError, RecursionError):
                yield Problem(InputError("is no JSON object", "give one a line", file=place, line=number))
        line = stream.readline(_LINE)


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
