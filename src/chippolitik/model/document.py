"""An article as read from a source, and spans of its text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import NewType

from chippolitik.model.time import PartialDate

__all__ = ["ArticleId", "Document", "Span"]

ArticleId = NewType("ArticleId", str)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text.

    Attributes:
        start: Offset in Unicode code points, 0-based, inclusive.
        end: Offset in Unicode code points, exclusive; greater than ``start``.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """Return the words of the span.

        Example:
            >>> Span(0, 9).of("ByteDance ordered chips.")
            'ByteDance'
        """
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Return whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article: its text and what its source says about it.

    Attributes:
        name: Short name for people and for the flat table: the file name without ending, or the record's ``id``.
        key: What makes a later text a new version of this one: the URL, the file name, or what the user gave.
        text: The article's text, exactly as read; all offsets count in it.
        published: Day (or month, or year) of publication, or None.
        source: Who published it, or None.
        url: Where, or None.
        title: Its headline, or None.
        author: Who wrote it, or None.
        path: The file that it was read from, or None; two documents may be equal and differ here.
        language: BCP 47 code such as ``de``, or None where it is to be detected.
    """

    name: str
    key: str
    text: str
    published: PartialDate | None = None
    source: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    path: str | None = field(default=None, compare=False)
    language: str | None = None
    _id: str = field(default="", init=False, repr=False, compare=False)  # once it was asked for

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.key.strip():
            raise ValueError("an article needs a name and a key")
        if not self.text.strip():
            raise ValueError("an article needs a text")

    @property
    def id(self) -> ArticleId:
        """The article's identity: 24 hexadecimal digits of the SHA-256 of text, day of publication and source."""
        if not self._id:
            parts = [self.text, self.published.text if self.published else None, self.source]
            found = hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()[:24]
            object.__setattr__(self, "_id", found)
        return ArticleId(self._id)
