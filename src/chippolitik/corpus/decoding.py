"""Bytes of a source → text, or a clear refusal. Line ends stay as they are, since offsets count in the text.

Windows files keep their carriage returns: a quote that spans two lines holds one too.
"""

from __future__ import annotations

import codecs
import re

from chippolitik.errors import InputError

__all__ = ["decode"]

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF-", "a PDF file", "name it .pdf"),
    (b"PK\x03\x04", "a zip archive or office file", "save it as plain text"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"{\\rtf", "an RTF file", "save it as plain text"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_UTF8_PAIR = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+|\xc2[\xa0-\xbf]")


def decode(data: bytes, *, place: str) -> tuple[str, str | None]:
    """Turn bytes into text: UTF-8, UTF-16 and UTF-32 by their mark, else Windows-1252 for 8-bit text.

    Args:
        data: The bytes.
        place: The source as the user gave it, for errors.

    Returns:
        The text, and a line to show to the user or None.

    Raises:
        InputError: The bytes are empty, no text, or damaged text.

    Example:
        >>> decode("Chips für Köln".encode("cp1252"), place="a.txt")[0]
        'Chips für Köln'
    """
    if not data:
        raise InputError("is empty", "give a file that holds an article", file=place)
    for magic, what, hint in _KINDS:
        if data.startswith(magic):
            raise InputError(f"is {what}, not text", hint, file=place)
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    if encoding in {"utf-8", "utf-8-sig"} and b"\x00" in data:
        raise _binary(place)
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise _damaged(place, data, error) from None
        return _decode_8_bit(data, error, place)


def _decode_8_bit(data: bytes, error: UnicodeDecodeError, place: str) -> tuple[str, str | None]:
    """Read text that is no UTF-8 as Windows-1252, of which Latin-1 letters are a part."""
    if _CONTROL.search(data):
        raise _binary(place)
    if _UTF8_PAIR.search(data):
        raise _damaged(place, data, error)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise _binary(place) from None
    return text, "is not UTF-8; read as Windows-1252 (Latin-1)"


def _binary(place: str) -> InputError:
    return InputError("is binary, not text", "give txt, md, html or jsonl", file=place)


def _damaged(place: str, data: bytes, error: UnicodeDecodeError) -> InputError:
    line = data.count(b"\n", 0, error.start) + 1
    return InputError(
        f"is damaged {error.encoding.upper()}: byte {error.start:,} is no character",
        "save the file again as UTF-8",
        file=place,
        line=line,
    )
