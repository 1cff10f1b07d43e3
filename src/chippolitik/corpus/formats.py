"""An open stream of a known format → documents. Which format a source has is decided in ``sources``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import BinaryIO

from chippolitik.corpus.decoding import decode
from chippolitik.corpus.extraction import fields_by_trafilatura
from chippolitik.corpus.feed import fields_of_feed
from chippolitik.corpus.headers import fields_of_markdown, fields_of_text
from chippolitik.corpus.mail import fields_of_mail
from chippolitik.corpus.pdf import fields_of_pdf
from chippolitik.corpus.reading import Defaults, Fields, Notice, Problem, Read, build, parse_published, too_long
from chippolitik.corpus.records import fields_of_columns, fields_of_lines, fields_of_table
from chippolitik.corpus.warc import answers_in
from chippolitik.corpus.webpage import declared_encoding, fields_of_page
from chippolitik.errors import InputError
from chippolitik.model import Document

__all__ = ["Format", "Origin", "articles_in", "format_of"]

_BYTES_PER_CHAR = 4  # the most that UTF-8, UTF-16 and UTF-32 take
_JSON_ESCAPES = 2  # and a record may escape what it holds


class Format(Enum):
    """How a source is written."""

    TEXT = auto()
    MARKDOWN = auto()
    PAGE = auto()
    LINES = auto()
    TABLE = auto()
    FEED = auto()
    MAIL = auto()
    ARCHIVE = auto()
    PDF = auto()
    COLUMNS = auto()


_ENDINGS = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.PAGE,
    ".htm": Format.PAGE,
    ".xhtml": Format.PAGE,
    ".jsonl": Format.LINES,
    ".ndjson": Format.LINES,
    ".csv": Format.TABLE,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".xml": Format.FEED,
    ".eml": Format.MAIL,
    ".warc": Format.ARCHIVE,
    ".warc.gz": Format.ARCHIVE,
    ".pdf": Format.PDF,
    ".parquet": Format.COLUMNS,
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where articles come from.

    Attributes:
        place: The source as the user gave it, for messages.
        name: Name of its article.
        key: Its key, or None for a stream that has no lasting name: then each text is its own key, so that none takes
            the place of another.
        path: Its file as articles and the ledger know it, or None.
    """

    place: str
    name: str
    key: str | None
    path: str | None = None


def format_of(name: str) -> tuple[Format, str] | None:
    """Return the format that the ending of a file name stands for, and the name without it; None for others.

    Example:
        >>> format_of("news.2024.WARC.gz")
        (<Format.ARCHIVE: 8>, 'news.2024')
        >>> format_of("photo.png") is None
        True
    """
    for ending, form in _ENDINGS.items():
        if name.lower().endswith(ending) and len(name) > len(ending):
            return form, name[: -len(ending)]
    return None


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
        MissingPartError: Reading this format needs an extra.
    """
    for item in _READERS[form](_Stream(stream, head, origin.place, defaults.max_chars, defaults.pages)):
        if isinstance(item, Notice):
            yield item
        elif isinstance(item, InputError):
            yield Problem(item)
        else:
            try:
                yield _document(item, origin, defaults)
            except InputError as error:
                yield Problem(error)


@dataclass(frozen=True, slots=True)
class _Stream:
    """Bytes with a limit.

    Attributes:
        rest: What was not read yet.
        head: What was read already.
        place: The source as the user gave it.
        max_chars: Longest text of an article, in Unicode code points.
        pages: How HTML is read.
    """

    rest: BinaryIO
    head: bytes
    place: str
    max_chars: int
    pages: str

    def all(self) -> bytes:
        """Return all bytes, of a stream that holds one article or one feed."""
        most = self.max_chars * _BYTES_PER_CHAR
        data = self.head + self.rest.read(most + 1 - len(self.head))
        if len(data) > most:
            message = f"longer than an article may be: over {most:,} bytes"
            raise InputError(message, "split the file into its articles", file=self.place)
        if not data.strip():
            raise InputError("is empty", "give a file that holds an article", file=self.place)
        return data

    def lines(self) -> Iterator[bytes]:
        """Yield lines, none of them longer than a record may be, so that memory stays bounded."""
        most = self.max_chars * _BYTES_PER_CHAR * _JSON_ESCAPES
        *whole, begun = self.head.split(b"\n")
        yield from whole
        number = len(whole)
        while line := begun + self.rest.readline(most):
            begun = b""
            number += 1
            if len(line) >= most:
                raise InputError("longer than a record may be", "split the record", file=self.place, line=number)
            yield line


Item = Fields | InputError | Notice


def _text(stream: _Stream, read: Callable[..., Fields] = fields_of_text) -> Iterator[Item]:
    text, notice = decode(stream.all(), place=stream.place)
    if len(text) > stream.max_chars:
        raise too_long(stream.place, len(text), stream.max_chars)
    if notice:
        yield Notice(stream.place, notice)
    yield read(text, place=stream.place)


def _markdown(stream: _Stream) -> Iterator[Item]:
    return _text(stream, fields_of_markdown)


def _page(stream: _Stream) -> Iterator[Item]:
    return _fields_of_html(stream.all(), stream, stream.place)


def _lines(stream: _Stream) -> Iterator[Item]:
    empty = True
    for item in fields_of_lines(stream.lines(), place=stream.place):
        empty = False
        yield item
    if empty:
        raise InputError("is empty", "write one JSON object a line", file=stream.place)


def _table(stream: _Stream) -> Iterator[Item]:
    text, notice = decode(stream.all(), place=stream.place)
    if notice:
        yield Notice(stream.place, notice)
    yield from fields_of_table(text, place=stream.place)


def _feed(stream: _Stream) -> Iterator[Item]:
    for fields in fields_of_feed(stream.all(), place=stream.place):
        yield from _dated(fields, stream.place)


def _mail(stream: _Stream) -> Iterator[Item]:
    yield fields_of_mail(stream.all(), place=stream.place)


def _archive(stream: _Stream) -> Iterator[Item]:
    for answer in answers_in(stream.rest, place=stream.place, most=stream.max_chars * _BYTES_PER_CHAR):
        if isinstance(answer, InputError):
            yield answer
            continue
        place = f"{stream.place}:{answer.number}"
        try:
            for item in _fields_of_html(answer.body, stream, place, answer.charset, page=answer.page):
                yield replace(item, url=answer.url, line=answer.number) if isinstance(item, Fields) else item
        except InputError as error:
            yield error


def _pdf(stream: _Stream) -> Iterator[Item]:
    yield fields_of_pdf(stream.all(), place=stream.place, max_chars=stream.max_chars)


def _columns(stream: _Stream) -> Iterator[Item]:
    return fields_of_columns(stream.rest, place=stream.place)


def _fields_of_html(
    data: bytes, stream: _Stream, place: str, charset: str | None = None, *, page: bool = True
) -> Iterator[Item]:
    """Read a page; an encoding that it declares wrongly, or a date that makes no sense, does not stop the reading."""
    text = None
    encoding = charset or declared_encoding(data)
    if encoding and encoding.lower() not in {"utf-8", "utf8"}:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            yield Notice(place, f"is not {encoding}, as it declares")
    if text is None:
        text, notice = decode(data, place=place)
        if notice:
            yield Notice(place, notice)
    read = fields_by_trafilatura if stream.pages == "trafilatura" else fields_of_page
    yield from _dated(read(text) if page else Fields(text=text), place)


def _dated(fields: Fields, place: str) -> Iterator[Item]:
    """Leave out a date that makes no sense, in what is made by others and for other purposes."""
    try:
        parse_published(fields.published or "2000")
    except ValueError:
        yield Notice(place, f"its date makes no sense and is left out: {fields.published!r}")
        fields = replace(fields, published=None)
    yield fields


_READERS: dict[Format, Callable[[_Stream], Iterator[Item]]] = {
    Format.TEXT: _text,
    Format.MARKDOWN: _markdown,
    Format.PAGE: _page,
    Format.LINES: _lines,
    Format.TABLE: _table,
    Format.FEED: _feed,
    Format.MAIL: _mail,
    Format.ARCHIVE: _archive,
    Format.PDF: _pdf,
    Format.COLUMNS: _columns,
}


def _document(fields: Fields, origin: Origin, defaults: Defaults) -> Document:
    part = fields.id or (str(fields.line) if fields.line else "")
    if origin.key:
        key = f"{origin.key}#{part}" if part else origin.key
    elif fields.id:
        key = f"{origin.name}#{fields.id}"
    else:
        key = f"{origin.name}:{hashlib.sha256(fields.text.encode('utf-8', 'replace')).hexdigest()[:16]}"
    name = f"{origin.name}-{fields.line}" if fields.line else origin.name
    return build(fields, place=origin.place, name=name, key=key, defaults=defaults, path=origin.path)
