"""What reading yields, and how the fields of a source become a document. No file is opened here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from chippolitik.errors import InputError
from chippolitik.model import Document, PartialDate

__all__ = ["Defaults", "Fields", "Notice", "Problem", "Read", "build", "parse_published"]

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """A source, or a record of one, that cannot be read.

    Attributes:
        error: What is wrong, where, and what to do.
    """

    error: InputError


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know about a source that is read all the same.

    Attributes:
        place: The source, as the user gave it.
        message: One line.
    """

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


Read = Document | Problem | Notice
"""What reading yields, in the order of the sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What the user says about articles that do not say it themselves, and the limit.

    Attributes:
        published: Day, month or year of publication.
        source: Who published them.
        language: ``de`` or ``en``.
        key: Key of the one article; refused where a source holds several.
        pages: How HTML is read: ``plain``, or ``trafilatura`` for pages of the open web.
        network: Whether web addresses may be fetched.
        max_chars: Longest text of an article, in Unicode code points.
    """

    published: PartialDate | None = None
    source: str | None = None
    language: str | None = None
    key: str | None = None
    pages: str = "plain"
    network: bool = False
    max_chars: int = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a source says about one article, as plain strings.

    Attributes:
        text: The text.
        published: Publication date as written, or None.
        source: Publisher, or None.
        url: Address, or None.
        title: Headline, or None.
        author: Who wrote it, or None.
        language: Language tag, or None.
        id: The record's own id, or None.
        line: 1-based line of the record in its file, or None for a file of one article.
    """

    text: str
    published: str | None = None
    source: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    id: str | None = None
    line: int | None = None

    @classmethod
    def of(cls, text: str, found: Mapping[str, str]) -> Self:
        """Make fields of a text and the values found beside it, by the names of these attributes."""
        return cls(
            text=text,
            published=found.get("published"),
            source=found.get("source"),
            url=found.get("url"),
            title=found.get("title"),
            author=found.get("author"),
            language=found.get("language"),
            id=found.get("id"),
        )


def build(fields: Fields, *, place: str, name: str, key: str, defaults: Defaults, path: str | None = None) -> Document:
    """Make a document of what a source says, filled up with what the user says.

    Args:
        fields: What the source says.
        place: The source as the user gave it, for errors.
        name: Name of the article where the record has no id.
        key: Key of the article where neither user nor record give one.
        defaults: What the user says.
        path: The file that it is read from, or None.

    Raises:
        InputError: The text is empty, too long or no Unicode text, or a field makes no sense.
    """
    text = fields.text
    if not text.strip():
        raise InputError("holds no text", "give a file that holds an article", file=place, line=fields.line)
    if len(text) > defaults.max_chars:
        raise too_long(place, len(text), defaults.max_chars, line=fields.line)
    parts = (text, fields.source, fields.url, fields.title, fields.author, fields.id)
    if any(part and _SURROGATE.search(part) for part in parts):
        raise InputError(
            "holds half of a surrogate pair, which is no character",
            "write the article again as UTF-8",
            file=place,
            line=fields.line,
        )
    published = _published(fields, place) or defaults.published
    return Document(
        name=fields.id or name,
        key=defaults.key or fields.url or key,
        text=text,
        published=published,
        source=fields.source or defaults.source,
        url=fields.url,
        title=fields.title,
        author=fields.author,
        path=path,
        language=_language(fields.language) or defaults.language,
    )


def too_long(place: str, length: int, limit: int, *, line: int | None = None) -> InputError:
    """Return the error for a text over the limit; lengths in code points."""
    return InputError(
        f"longer than an article may be: {length:,} of {limit:,} characters",
        "split the file into its articles",
        file=place,
        line=line,
    )


def parse_published(text: str) -> PartialDate:
    """Read a date of publication: year, month, day, or an ISO 8601 instant, of which the stated day counts.

    Raises:
        ValueError: The text is no such date.

    Example:
        >>> parse_published("2024-09-30T23:30:00+02:00").text, parse_published("2024-09").text
        ('2024-09-30', '2024-09')
    """
    text = text.strip()
    if len(text) > len("2024-09-30"):
        return PartialDate(dt.datetime.fromisoformat(text).date().isoformat())
    date = PartialDate(text)
    if not date.known_year:
        raise ValueError(f"a date of publication needs a year: {text!r}")
    return date


def _published(fields: Fields, place: str) -> PartialDate | None:
    if not fields.published or not fields.published.strip():
        return None
    try:
        return parse_published(fields.published)
    except ValueError:
        raise InputError(
            f"not a date: {fields.published!r}",
            "write it like 2024-09-30, 2024-09 or 2024",
            file=place,
            line=fields.line,
            field="published",
        ) from None


def _language(tag: str | None) -> str | None:
    """Keep the main part of a BCP 47 tag: ``de-AT`` is ``de``."""
    main = (tag or "").strip().replace("_", "-").split("-")[0].lower()
    return main or None
