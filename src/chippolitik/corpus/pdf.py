"""The text of a PDF file → fields: pages in order, lines joined to paragraphs. Scans, which hold no text, are refused.

Reading needs the extra ``pdf``. The date inside a PDF file says when the file was made, not when the article was
published, so it is left aside.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator

from chippolitik.corpus.reading import Fields
from chippolitik.errors import InputError, MissingPartError

__all__ = ["fields_of_pdf", "paragraphs_of"]

_PAGES = 5_000  # longer ones are books
_WIDE = 0.75  # of the longest line: a line shorter than this ends its paragraph, if it ends a sentence
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_ENDED = re.compile(r"[.!?:…][\"”’“»)\]]*$")
_SPACE = re.compile(r"[^\S\n]+")
_BEYOND = "\ufffd"


def fields_of_pdf(data: bytes, *, place: str, max_chars: int) -> Fields:
    """Read a PDF file.

    Args:
        data: The file.
        place: The source as the user gave it, for errors.
        max_chars: Longest text, in code points; reading stops there.

    Returns:
        Its text, and the title that it names.

    Raises:
        InputError: It is damaged, encrypted, too long, or holds no text.
        MissingPartError: The extra ``pdf`` is not installed.
    """
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra
        from pypdf.errors import PyPdfError  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise MissingPartError.of_extra("reading PDF needs the package pypdf", "pdf") from error
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of each oddity that it mends
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("is encrypted", "save it without a password", file=place)
        if len(reader.pages) > _PAGES:
            raise InputError(f"has more than {_PAGES:,} pages", "split it into its articles", file=place)
        pages, length = list[str](), 0
        for page in reader.pages:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > max_chars:
                message = f"longer than an article may be: over {max_chars:,} characters"
                raise InputError(message, "split it into its articles", file=place)
        title = (reader.metadata.title if reader.metadata else None) or ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # The last five are what broken objects inside a file come to in the library.
        raise InputError(f"is a damaged PDF file: {error}", "save it again", file=place) from None
    text = "\n\n".join(paragraphs_of("\n".join(pages)))
    if not text:
        raise InputError("holds no text", "it may be a scan: run a text recognition first", file=place)
    return Fields(text=text, title=_SPACE.sub(" ", title).strip() or None)


def paragraphs_of(lines: str) -> Iterator[str]:
    r"""Join printed lines to paragraphs; a word that a hyphen parts at the end of a line becomes whole again.

    Args:
        lines: Text as printed, a line each; empty lines part paragraphs.

    Example:
        >>> list(paragraphs_of("Die Ausfuhr von Chips nach China wird be-\nschränkt, sagt das Ministerium.\n\nEnde."))
        ['Die Ausfuhr von Chips nach China wird beschränkt, sagt das Ministerium.', 'Ende.']
        >>> list(paragraphs_of(" \n"))
        []
    """
    rows = [_SPACE.sub(" ", line.replace(_BEYOND, "")).strip() for line in lines.replace("\x00", "").split("\n")]
    wide = _WIDE * max(map(len, rows))
    block = ""
    for row in rows:
        if not row:
            if block:
                yield block
            block = ""
            continue
        if block and _BROKEN.search(block) and row[0].islower():
            block = block[:-1] + row
        else:
            block = f"{block} {row}" if block else row
        if len(row) < wide and _ENDED.search(row):
            yield block
            block = ""
    if block:
        yield block
