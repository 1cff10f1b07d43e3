"""JSON lines of articles → fields, one record a line. A bad line is a value, so that the others are read.

Keys read: ``text published source url title language id``; others are left aside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from chippolitik.corpus.decoding import decode
from chippolitik.corpus.reading import Fields
from chippolitik.errors import InputError

__all__ = ["KEYS", "fields_of_lines", "is_claim", "is_record"]

KEYS = ("text", "published", "source", "url", "title", "language", "id")


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


def is_record(line: str) -> bool:
    """Return whether a line is a record of an article.

    Example:
        >>> is_record('{"text": "Huawei ships chips."}'), is_record("Huawei ships chips.")
        (True, False)
    """
    row = _object(line)
    return "text" in row


def is_claim(line: str) -> bool:
    """Return whether a line is a row of the flat claim table rather than an article.

    Example:
        >>> is_claim('{"kind": "Usage", "roles": {}, "quote": "uses"}')
        True
    """
    row = _object(line)
    return "text" not in row and {"kind", "roles", "quote"} <= set(row)


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
