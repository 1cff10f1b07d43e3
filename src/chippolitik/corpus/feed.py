"""An RSS or Atom feed → fields, one entry an article. Nothing is fetched: the text is what the feed itself holds.

Entities that a document declares are refused, so a small file cannot grow without bound, nor reach for another one.
"""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from xml.parsers import expat

from chippolitik.corpus.reading import Fields
from chippolitik.corpus.webpage import fields_of_page
from chippolitik.errors import InputError

__all__ = ["fields_of_feed"]

_DEPTH = 100  # elements inside each other; feeds have fewer than ten
_ENTRIES = frozenset({"item", "entry"})
_FEEDS = frozenset({"rss", "feed", "RDF"})
_SEPARATOR = " "
# Name of an element inside an entry → field, the best first where several fill one.
_PARTS = {
    "title": ("title",),
    "id": ("guid", "id"),
    "url": ("link",),
    "published": ("pubDate", "published", "date", "updated"),
    "text": ("encoded", "content", "description", "summary"),
    "source": ("source",),
    "author": ("creator", "author"),
}


def fields_of_feed(data: bytes, *, place: str) -> Iterator[Fields]:
    """Read a feed.

    Args:
        data: The feed.
        place: The source as the user gave it, for errors.

    Yields:
        The fields of each entry, in order: the headline is the first paragraph of the text.

    Raises:
        InputError: It is no XML, no feed, or declares entities.

    Source: RSS 2.0, RSS 1.0 with its content module, and Atom (RFC 4287).
    """
    feed = _Feed()
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    parser.StartElementHandler = feed.start
    parser.EndElementHandler = feed.end
    parser.CharacterDataHandler = feed.words
    parser.EntityDeclHandler = feed.refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the call is positional only
    except expat.ExpatError as error:
        message = f"is no XML: {expat.ErrorString(error.code)}"
        raise InputError(message, "give an RSS or Atom feed", file=place, line=error.lineno) from None
    except ValueError as error:
        raise InputError(str(error), "give an RSS or Atom feed", file=place) from None
    for number, entry in enumerate(feed.entries, 1):
        yield _fields(entry, feed.head, number)


@dataclass(slots=True)
class _Feed:
    """Collects what the elements of a feed hold."""

    head: dict[str, str] = field(default_factory=dict)
    entries: list[dict[str, str]] = field(default_factory=list)
    _path: list[str] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _entry: dict[str, str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rsplit(_SEPARATOR, 1)[-1]
        if not self._path and name not in _FEEDS:
            raise ValueError(f"is no feed but a document of the type {name!r}")
        if len(self._path) >= _DEPTH:
            raise ValueError(f"has more than {_DEPTH} elements inside each other")
        self._path.append(name)
        if name in _ENTRIES:
            self._entry = {}
            self.entries.append(self._entry)
        if self._outside or self._depth == 1:
            self._words.clear()
        else:
            self._words.append(f"<{name}>")
        if name == "link" and attributes.get("rel", "alternate") == "alternate" and "href" in attributes:
            self._keep(name, attributes["href"])
        if len(self._path) == 1 and (language := attributes.get("http://www.w3.org/XML/1998/namespace lang")):
            self.head["language"] = language

    def end(self, _: str) -> None:
        name = self._path[-1]
        if self._outside or self._depth == 1:
            self._keep(name, "".join(self._words))
        else:
            self._words.append(f"</{name}>")
        if self._path.pop() in _ENTRIES:
            self._entry = None

    def words(self, data: str) -> None:
        # Content is HTML as a string, or as elements; of the latter a string is made again.
        self._words.append(data if self._outside or self._depth == 1 else html.escape(data, quote=False))

    @staticmethod
    def refuse(*_: object) -> None:
        raise ValueError("declares entities, which a feed needs none of")

    @property
    def _outside(self) -> bool:
        return self._entry is None

    @property
    def _depth(self) -> int:
        """How many elements inside the entry are open."""
        return len(self._path) - 1 - max(i for i, name in enumerate(self._path) if name in _ENTRIES)

    def _keep(self, name: str, value: str) -> None:
        target = self.head if self._entry is None else self._entry
        if value.strip():
            target.setdefault(name, value.strip())


def _fields(entry: dict[str, str], head: dict[str, str], number: int) -> Fields:
    found = {name: next((entry[part] for part in parts if part in entry), "") for name, parts in _PARTS.items()}
    title = fields_of_page(found["title"]).text
    body = fields_of_page(found["text"]).text
    text = body if body.startswith(title) else f"{title}\n\n{body}".strip()
    return Fields(
        text=text,
        published=_date(found["published"]),
        source=fields_of_page(found["source"]).text or head.get("title"),
        url=found["url"] or None,
        title=title or None,
        author=fields_of_page(found["author"]).text.replace("\n\n", " ") or None,
        language=head.get("language"),
        id=found["id"] or None,
        line=number,
    )


def _date(text: str) -> str | None:
    """Return the stated day of an RFC 822 date; other forms as they are.

    Example:
        >>> _date("Mon, 30 Sep 2024 23:30:00 +0200"), _date("2024-09-30T23:30:00Z")
        ('2024-09-30', '2024-09-30T23:30:00Z')
    """
    try:
        stated: dt.datetime = parsedate_to_datetime(text)
    except ValueError:
        return text or None
    return stated.date().isoformat()
