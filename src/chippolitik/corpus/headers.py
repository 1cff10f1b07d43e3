"""Header lines of text files (``Date:``, ``Source:``, an empty line) and front matter of Markdown → fields.

The text begins right after them, and offsets count from there.
"""

from __future__ import annotations

import re

from chippolitik.corpus.reading import Fields
from chippolitik.errors import InputError

__all__ = ["fields_of_markdown", "fields_of_text"]

_DATE, _SOURCE, _FENCE = "Date:", "Source:", "---"
_ENTRY = re.compile(r"([A-Za-z_]+):[ \t]*(.*)")
_FRONT_MATTER = {
    "date": "published",
    "published": "published",
    "source": "source",
    "url": "url",
    "title": "title",
    "lang": "language",
    "language": "language",
    "id": "id",
}


def fields_of_text(raw: str, *, place: str) -> Fields:
    r"""Split a text file into its header and its text; a file that does not start with ``Date:`` is all text.

    Args:
        raw: The whole file.
        place: The file as the user gave it, for errors.

    Raises:
        InputError: The header is not closed by an empty line.

    Source: the header of articles in the description of the flat claim table.

    Example:
        >>> fields = fields_of_text("Date: 2024-09-30\nSource: Reuters\n\nByteDance ordered chips.", place="a.txt")
        >>> fields.published, fields.source, fields.text
        ('2024-09-30', 'Reuters', 'ByteDance ordered chips.')
        >>> fields_of_text("ByteDance ordered chips.", place="a.txt").published is None
        True
    """
    if not raw.startswith(_DATE):
        return Fields(text=raw)
    published, _, rest = raw.partition("\n")
    source = None
    if rest.startswith(_SOURCE):
        line, _, rest = rest.partition("\n")
        source = line.removeprefix(_SOURCE).strip() or None
    blank, _, text = rest.partition("\n")
    if blank.strip():
        raise InputError(
            "the header has no empty line after it",
            "write 'Date: YYYY-MM-DD', 'Source: name', an empty line, then the text",
            file=place,
            line=3 if source else 2,
        )
    return Fields(text=text, published=published.removeprefix(_DATE).strip() or None, source=source)


def fields_of_markdown(raw: str, *, place: str) -> Fields:
    """Split a Markdown file into its front matter and its text; the text keeps its markup.

    Keys read are ``date published source url title lang language id``; a header as in text files is understood too.

    Args:
        raw: The whole file.
        place: The file as the user gave it, for errors.

    Raises:
        InputError: The front matter has no end.
    """
    lines = raw.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != _FENCE:
        return fields_of_text(raw, place=place)
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise InputError("the front matter has no end", "close it with a line '---'", file=place, line=1)
    found: dict[str, str] = {}
    for line in lines[1:end]:
        match = _ENTRY.fullmatch(line.rstrip())
        name = _FRONT_MATTER.get(match[1].lower()) if match else None
        if match and name and (value := match[2].strip().strip("\"'")):
            found[name] = value
    skipped = end + 1 + (1 if end + 1 < len(lines) and not lines[end + 1].strip() else 0)
    return Fields.of("".join(lines[skipped:]), found)
