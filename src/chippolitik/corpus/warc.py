"""A web archive (WARC, plain or gzip) → the pages in it: answers with status 200 that are HTML or plain text.

Source: WARC 1.1 (ISO 28500:2017), as the CC-NEWS archives use it.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from typing import BinaryIO, cast

from chippolitik.errors import InputError

__all__ = ["Answer", "answers_in"]

_GZIP = b"\x1f\x8b"
_LINE, _HEADER = 65_536, 500  # bytes of a header line, lines of a header
_PIECE = 1 << 20  # bytes that are skipped at once
_OK = "200"
_PAGES = ("text/html", "application/xhtml+xml")
_ANY_ZLIB = 47  # window bits that let zlib tell gzip from zlib by itself


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent.

    Attributes:
        number: 1-based number of the record in the archive.
        url: What was asked for.
        body: What was sent, with all transfer and content encodings undone.
        page: Whether it is a page rather than plain text.
        charset: The encoding that its header names, or None.
    """

    number: int
    url: str
    body: bytes
    page: bool
    charset: str | None


def answers_in(stream: BinaryIO, *, place: str, most: int) -> Iterator[Answer | InputError]:
    """Read an archive; one record at a time is in memory.

    Args:
        stream: The archive; it must be seekable.
        place: The source as the user gave it, for errors.
        most: Bytes that one answer may take, packed and unpacked.

    Yields:
        The pages, in order, and what is wrong with answers that cannot be read.

    Raises:
        InputError: It is no archive, or is cut off.
    """
    number = 0
    try:
        archive = _unpacked(stream)
        while version := archive.readline(_LINE):
            if not version.strip():
                continue
            number += 1
            if not version.startswith(b"WARC/"):
                raise InputError("is no web archive", "give a .warc or .warc.gz file", file=place, line=number)
            header = _header(archive)
            length = int(header["content-length"] or "none")
            if header["warc-type"] != "response":
                _skip(archive, length)
                continue
            if length > most:
                _skip(archive, length)
                yield InputError(f"longer than an article may be: {length:,} bytes", file=place, line=number)
                continue
            answer = _answer(_read(archive, length), number, (header["warc-target-uri"] or "").strip("<>"), most)
            if isinstance(answer, str):
                yield InputError(f"an answer cannot be unpacked: {answer}", file=place, line=number)
            elif answer is not None:
                yield answer
    except (EOFError, OSError, ValueError, zlib.error) as error:
        raise InputError(f"is damaged: {error}", "fetch the archive again", file=place, line=number) from None


def _unpacked(stream: BinaryIO) -> BinaryIO:
    head = stream.read(len(_GZIP))
    stream.seek(0)
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if head == _GZIP else stream


def _header(archive: BinaryIO) -> Message:
    lines = []
    while (line := archive.readline(_LINE)).strip():
        lines.append(line)
        if len(lines) > _HEADER:
            raise ValueError("a header has no end")
    return BytesHeaderParser().parsebytes(b"".join(lines))


def _read(archive: BinaryIO, length: int) -> bytes:
    data = archive.read(length)
    if len(data) < length:
        raise EOFError("it is cut off")
    return data


def _skip(archive: BinaryIO, length: int) -> None:
    while length > 0:
        length -= len(_read(archive, min(length, _PIECE)))


def _answer(data: bytes, number: int, url: str, most: int) -> Answer | str | None:
    """Return the answer, what is wrong with it, or None where it is no page."""
    head, _, body = data.partition(b"\r\n\r\n")
    status, _, lines = head.partition(b"\r\n")
    header = BytesHeaderParser().parsebytes(lines)
    kind = header.get_content_type()
    if status.split(b" ")[1:2] != [_OK.encode()] or kind not in {*_PAGES, "text/plain"} or "content-type" not in header:
        return None
    try:
        # Crawlers often undo these encodings, but leave the header as it was.
        if (header["transfer-encoding"] or "").strip().lower() == "chunked" and _is_chunked(body):
            body = _unchunked(body)
        packing = (header["content-encoding"] or "identity").strip().lower()
        if packing in {"gzip", "x-gzip", "deflate"} and body[:1] in {b"\x1f", b"\x78"}:
            body = zlib.decompressobj(_ANY_ZLIB).decompress(body, most + 1)
        elif packing == "br" and b"<" not in body[:_LINE]:
            return "it is packed with brotli"
    except (ValueError, zlib.error) as error:
        return str(error)
    return Answer(number, url, body, kind in _PAGES, header.get_content_charset())


def _is_chunked(body: bytes) -> bool:
    size = body.partition(b"\r\n")[0].split(b";")[0].strip()
    return 0 < len(size) <= len("ffffffff") and all(byte in b"0123456789abcdefABCDEF" for byte in size)


def _unchunked(body: bytes) -> bytes:
    """Join the chunks of HTTP/1.1 (RFC 9112, section 7.1)."""
    parts, at = [], 0
    while at < len(body):
        end = body.find(b"\r\n", at)
        if end < 0:
            raise ValueError("its chunks are cut off")
        size = int(body[at:end].split(b";")[0], 16)
        if size == 0:
            break
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(parts)
