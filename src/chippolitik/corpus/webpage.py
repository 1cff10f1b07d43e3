"""An HTML page → the text of its article, and what its head says about it. No network, no scripts run.

The text is the paragraphs, headings, list items and cells of ``<article>``, else of ``<main>``, else of the body, one
empty line between them, white space folded. The same page gives the same text everywhere, whatever is installed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from chippolitik.corpus.reading import Fields

__all__ = ["declared_encoding", "fields_of_page"]

_DROPPED = frozenset({
    "script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select", "svg",
    "math", "iframe", "object", "canvas", "video", "audio", "textarea", "dialog", "figcaption",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "fieldset", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br",
})  # fmt: skip
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip
_META = {
    "article:published_time": "published",
    "datepublished": "published",
    "dc.date": "published",
    "dcterms.date": "published",
    "date": "published",
    "og:title": "title",
    "og:site_name": "source",
    "og:url": "url",
    "author": "author",
    "dc.creator": "author",
}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that the head of a page declares, or None; Latin-1 means Windows-1252, as in browsers.

    Source: WHATWG Encoding Standard, section 4.2.

    Example:
        >>> declared_encoding(b'<meta charset="ISO-8859-1">'), declared_encoding(b"<p>")
        ('cp1252', None)
    """
    match = _CHARSET.search(data[:4096])
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else None
    except LookupError:
        return None
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def fields_of_page(html: str) -> Fields:
    """Read the article of a page.

    Args:
        html: The page.

    Returns:
        Its text and what its head says; the text is empty where the page has none.

    Example:
        >>> fields_of_page("<title>News</title><nav>Home</nav><p>Huawei  ships <b>chips</b>.</p>").text
        'Huawei ships chips.'
    """
    page = _Page()
    page.feed(html)
    page.close()
    page.end_block()
    blocks = next((page.blocks[name] for name in ("article", "main", "body") if page.blocks[name]), [])
    found = {name: value for name, value in page.found.items() if value}
    title = found.pop("title", None) or _SPACE.sub(" ", "".join(page.title)).strip() or None
    return Fields.of("\n\n".join(blocks), found | ({"title": title} if title else {}))


@dataclass
class _State:
    """Where in the page the parser is: how deep in dropped elements, article, main."""

    dropped: list[str] = field(default_factory=list)
    article: int = 0
    main: int = 0
    title: bool = False


class _Page(HTMLParser):
    """Collects the blocks of text of a page by the part they stand in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: dict[str, list[str]] = {"article": [], "main": [], "body": []}
        self.found: dict[str, str] = {}
        self.title: list[str] = []
        self._words: list[str] = []
        self._state = _State()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        state = self._state
        if tag in _DROPPED:
            state.dropped.append(tag)
        if state.dropped:
            return
        if tag in _BLOCKS:
            self.end_block()
        state.article += tag == "article"
        state.main += tag == "main"
        state.title = tag == "title" or (state.title and tag in _VOID)
        self._note(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        state = self._state
        if tag in state.dropped:
            # An inner element that was never closed ends with the outer one.
            while state.dropped.pop() != tag:
                pass
            return
        if state.dropped:
            return
        if tag in _BLOCKS:
            self.end_block()
        state.article = max(0, state.article - (tag == "article"))
        state.main = max(0, state.main - (tag == "main"))
        state.title = False if tag == "title" else state.title

    def handle_data(self, data: str) -> None:
        if self._state.dropped:
            return
        (self.title if self._state.title else self._words).append(data)

    def end_block(self) -> None:
        """Close the paragraph that is being read."""
        text = _SPACE.sub(" ", "".join(self._words)).strip()
        self._words.clear()
        if text:
            self.blocks["body"].append(text)
            if self._state.main:
                self.blocks["main"].append(text)
            if self._state.article:
                self.blocks["article"].append(text)

    def _note(self, tag: str, attrs: dict[str, str]) -> None:
        """Keep what an element of the head, or a time in the body, says about the article; the first one counts."""
        if tag == "html":
            self._keep("language", attrs.get("lang", ""))
        elif tag == "meta":
            name = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").lower()
            if name in _META:
                self._keep(_META[name], attrs.get("content", ""))
        elif tag == "link" and attrs.get("rel", "").lower() == "canonical":
            self._keep("url", attrs.get("href", ""))
        elif tag == "time":
            self._keep("published", attrs.get("datetime", ""))

    def _keep(self, name: str, value: str) -> None:
        if value.strip():
            self.found.setdefault(name, value.strip())
