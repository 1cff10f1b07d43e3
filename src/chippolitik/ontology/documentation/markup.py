"""Small pieces of HTML: escaped text, links, elements; what pages say is in ``entries`` and ``pages``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

__all__ = ["element", "in_language", "items", "link", "other_language", "text"]

text = escape


def element(name: str, content: str = "", /, **attributes: str) -> str:
    """Return an element whose content is HTML already; attribute values are escaped, empty ones left out.

    Args:
        name: Its name.
        content: Its content, escaped.
        attributes: Attributes; ``class_`` stands for ``class``, inner underscores for hyphens.

    Example:
        >>> element("p", text("AT&T"), class_="note", lang="")
        '<p class="note">AT&amp;T</p>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items() if value
    )
    return f"<{name}{written}>{content}</{name}>"


def link(target: str, words: str, /, **attributes: str) -> str:
    """Return a link; plain words where there is no target.

    Example:
        >>> link("core.html#Event", "event"), link("", "A & B")
        ('<a href="core.html#Event">event</a>', 'A &amp; B')
    """
    return element("a", escape(words), href=target, **attributes) if target else escape(words)


def items(entries: Iterable[str], /, **attributes: str) -> str:
    """Return a list whose entries are HTML already."""
    return element("ul", "".join(f"<li>{entry}</li>" for entry in entries), **attributes)


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language; else in another, marked as such; empty if there is none.

    Example:
        >>> in_language({"en": "the H20"}, "de"), in_language({"en": "the H20"}, "en")
        ('<span lang="en">the H20</span>', 'the H20')
    """
    if language in texts:
        return escape(texts[language])
    return next((element("span", escape(said), lang=other) for other, said in sorted(texts.items())), "")


def other_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in the other of our two languages, marked as such; empty if there is none.

    Example:
        >>> other_language({"en": "order", "de": "Bestellung"}, "en")
        '<span class="other" lang="de">Bestellung</span>'
    """
    other = next((each for each in sorted(texts) if each not in {language, ""}), "")
    return element("span", escape(texts[other]), class_="other", lang=other) if other else ""
