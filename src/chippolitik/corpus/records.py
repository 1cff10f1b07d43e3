"""JSON lines, CSV and Parquet tables of articles → fields, a record a line.

A bad line is a value, so that the others are read.

Keys read: ``text published source url title author language id``; others are left aside.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from chippolitik.corpus.decoding import decode
from chippolitik.corpus.reading import Fields
from chippolitik.errors import InputError, MissingPartError

__all__ = ["KEYS", "fields_of_columns", "fields_of_lines", "fields_of_table", "is_claim", "is_table"]

KEYS = ("text", "published", "source", "url", "title", "author", "language", "id")

_ROWS = 200  # in memory


def fields_of_lines(lines: Iterable[bytes], *, place: str) -> Iterator[Fields | InputError]:
    """Read records.

    Args:
        lines: The lines of the file, as bytes; empty ones are skipped.
        place: The file as the user gave it, for errors.

    Yields:
        The fields of each record, or what is wrong with its line.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(decode(line, place=place)[0])
            yield _fields(row, place, number)
        except json.JSONDecodeError as error:
            yield InputError(f"is not JSON: {error.msg}", "write one JSON object a line", file=place, line=number)
        except RecursionError:
            yield InputError("is nested too deeply", "write one flat JSON object a line", file=place, line=number)
        except InputError as error:
            error.line = number
            yield error


def fields_of_table(text: str, *, place: str) -> Iterator[Fields | InputError]:
    """Read a CSV table whose first line names its columns; a column ``text`` must be among them.

    Args:
        text: The table.
        place: The file as the user gave it, for errors.

    Yields:
        The fields of each row, or what is wrong with it; ``line`` is the line that the row ends at.

    Raises:
        InputError: There is no column ``text``, or it is no CSV.
    """
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = csv.field_size_limit(max(len(text), 1))  # articles are longer than what the module allows a cell
    try:
        columns = next(table, [])
        if "text" not in columns:
            raise InputError("has no column 'text'", f"columns read: {', '.join(KEYS)}", file=place, line=1)
        for row in table:
            if len(row) == len(columns):
                values = dict(zip(columns, row, strict=True))
                try:
                    yield _fields({k: v for k, v in values.items() if v or k == "text"}, place, table.line_num)
                except InputError as error:
                    error.line = table.line_num
                    yield error
            elif row:
                message = f"has {len(row):,} cells, not {len(columns):,}"
                yield InputError(message, "quote cells that hold a comma", file=place, line=table.line_num)
    except csv.Error as error:
        raise InputError(
            f"is no CSV: {error}", "quote cells that hold quotes", file=place, line=table.line_num
        ) from None
    finally:
        csv.field_size_limit(before)


def fields_of_columns(stream: BinaryIO, *, place: str) -> Iterator[Fields | InputError]:
    """Read a Parquet file with a column ``text``, some hundred rows at a time.

    Args:
        stream: The file; it must be seekable.
        place: The file as the user gave it, for errors.

    Yields:
        The fields of each row, or what is wrong with it; ``line`` is the number of the row.

    Raises:
        InputError: There is no column ``text``, or it is no Parquet.
        MissingPartError: The extra ``parquet`` is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise MissingPartError.of_extra("reading Parquet needs the package pyarrow", "parquet") from error
    number = 0
    try:
        file = parquet.ParquetFile(stream)
        columns = [name for name in KEYS if name in file.schema_arrow.names]
        if "text" not in columns:
            raise InputError("has no column 'text'", f"columns read: {', '.join(KEYS)}", file=place)
        for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                try:
                    yield _fields({name: _plain(value) for name, value in row.items()}, place, number)
                except InputError as error:
                    error.line = number
                    yield error
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"is damaged Parquet: {error}", "write it again", file=place, line=number or None) from None


def is_table(line: str) -> bool:
    """Return whether a line is the header of a table of articles.

    Example:
        >>> is_table("id,published,text"), is_table("canonical,type")
        (True, False)
    """
    return "text" in next(csv.reader([line]), [])


def is_claim(line: str) -> bool:
    """Return whether a line is a row of the flat claim table rather than an article.

    Example:
        >>> is_claim('{"kind": "Usage", "roles": {}, "quote": "uses"}')
        True
    """
    row = _object(line)
    return "text" not in row and {"kind", "roles", "quote"} <= set(row)


def _plain(value: object) -> object:
    """Return a day or an instant as text, as articles state it."""
    return value.isoformat() if isinstance(value, dt.date) else value


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def _fields(row: object, place: str, number: int) -> Fields:
    if not isinstance(row, dict):
        raise InputError("is not a JSON object", 'write records like {"text": "…"}', file=place)
    if "text" not in row:
        raise InputError("there is none", 'write records like {"text": "…"}', file=place, field="text")
    values: dict[str, str] = {}
    for key in KEYS:
        value = row.get(key)
        if value is None:
            continue
        if key == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise InputError("a string is expected", "put it in quotation marks", file=place, field=key)
        if value.strip():
            values[key] = value if key == "text" else value.strip()
    return Fields(text=values.pop("text", ""), line=number, **values)
