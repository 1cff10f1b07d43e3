"""An open stream of a known format → documents. Which format a source has is decided in ``sources``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import BinaryIO

from chippolitik.corpus.decoding import decode
from chippolitik.corpus.headers import fields_of_markdown, fields_of_text
from chippolitik.corpus.reading import Defaults, Fields, Notice, Problem, Read, build, parse_published, too_long
from chippolitik.corpus.records import fields_of_lines
from chippolitik.corpus.webpage import declared_encoding, fields_of_page
from chippolitik.errors import InputError
from chippolitik.model import Document

__all__ = ["ENDINGS", "Format", "Origin", "articles_in"]

_BYTES_PER_CHAR = 4  # the most that UTF-8, UTF-16 and UTF-32 take
_JSON_ESCAPES = 2  # and a record may escape what it holds


class Format(Enum):
    """How a source is written."""

    TEXT = auto()
    MARKDOWN = auto()
    PAGE = auto()
    LINES = auto()


ENDINGS = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.PAGE,
    ".htm": Format.PAGE,
    ".xhtml": Format.PAGE,
    ".jsonl": Format.LINES,
    ".ndjson": Format.LINES,
}
"""Endings that a folder's files are read by."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where articles come from.

    Attributes:
        place: The source as the user gave it, for messages.
        name: Name of its article.
        key: Its key, or None for a stream that has no lasting name: then each text is its own key, so that none takes
            the place of another.
    """

    place: str
    name: str
    key: str | None


def articles_in(
    stream: BinaryIO, form: Format, origin: Origin, defaults: Defaults, head: bytes = b""
) -> Iterator[Read]:
    """Read the articles of a stream.

    Args:
        stream: The bytes.
        form: How they are written.
        origin: Where they come from.
        defaults: What the user says about articles that do not say it themselves.
        head: Bytes that were read from the stream already.

    Yields:
        Documents, in order; Problems for records that cannot be read; Notices.

    Raises:
        InputError: The whole stream cannot be read.
    """
    if form is Format.LINES:
        yield from _records(stream, origin, defaults, head)
        return
    most = defaults.max_chars * _BYTES_PER_CHAR
    data = head + stream.read(most + 1 - len(head))
    if len(data) > most:
        message = f"longer than an article may be: over {most:,} bytes"
        raise InputError(message, "split the file into its articles", file=origin.place)
    fields, notices = _page(data, origin) if form is Format.PAGE else _text(data, form, origin, defaults)
    document = _document(fields, origin, defaults)
    yield from notices
    yield document


def _text(data: bytes, form: Format, origin: Origin, defaults: Defaults) -> tuple[Fields, list[Notice]]:
    text, notice = decode(data, place=origin.place)
    if len(text) > defaults.max_chars:
        raise too_long(origin.place, len(text), defaults.max_chars)
    read = fields_of_markdown if form is Format.MARKDOWN else fields_of_text
    return read(text, place=origin.place), [Notice(origin.place, notice)] if notice else []


def _page(data: bytes, origin: Origin) -> tuple[Fields, list[Notice]]:
    """Read a page; an encoding that it declares wrongly, or a date that makes no sense, does not stop the reading."""
    text, notice = None, None
    encoding = declared_encoding(data)
    if encoding and encoding != "utf-8":
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            notice = f"is not {encoding}, as it declares"
    if text is None:
        text, found = decode(data, place=origin.place)
        notice = found or notice
    notices = [Notice(origin.place, notice)] if notice else []
    fields = fields_of_page(text)
    if fields.published and not _is_date(fields.published):
        notices.append(Notice(origin.place, f"its date makes no sense and is left out: {fields.published!r}"))
        fields = replace(fields, published=None)
    return fields, notices


def _records(stream: BinaryIO, origin: Origin, defaults: Defaults, head: bytes) -> Iterator[Document | Problem]:
    most = defaults.max_chars * _BYTES_PER_CHAR * _JSON_ESCAPES
    found = False
    for fields in fields_of_lines(_lines(stream, most, origin.place, head), place=origin.place):
        found = True
        if isinstance(fields, InputError):
            yield Problem(fields)
            continue
        try:
            yield _document(fields, origin, defaults)
        except InputError as error:
            yield Problem(error)
    if not found:
        raise InputError("is empty", "write one JSON object a line", file=origin.place)


def _lines(stream: BinaryIO, most: int, place: str, head: bytes) -> Iterator[bytes]:
    """Yield lines, none of them longer than a record may be, so that memory stays bounded."""
    *whole, begun = head.split(b"\n")
    yield from whole
    number = len(whole)
    while line := begun + stream.readline(most):
        begun = b""
        number += 1
        if len(line) >= most:
            raise InputError("longer than a record may be", "split the record", file=place, line=number)
        yield line


def _document(fields: Fields, origin: Origin, defaults: Defaults) -> Document:
    part = fields.id or (str(fields.line) if fields.line else "")
    if origin.key:
        key = f"{origin.key}#{part}" if part else origin.key
    elif fields.id:
        key = f"{origin.name}#{fields.id}"
    else:
        key = f"{origin.name}:{hashlib.sha256(fields.text.encode('utf-8', 'replace')).hexdigest()[:16]}"
    name = f"{origin.name}-{fields.line}" if fields.line else origin.name
    return build(fields, place=origin.place, name=name, key=key, defaults=defaults)


def _is_date(text: str) -> bool:
    try:
        parse_published(text)
    except ValueError:
        return False
    return True
