"""Which format a client wants: its Accept header, or the parameter ``format``, against what can be given.

Source: RFC 9110, section 12.5.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["BINDINGS", "BOOLEANS", "GRAPHS", "Form", "choose", "form_named", "prefers_html"]


@dataclass(frozen=True, slots=True)
class Form:
    """A format of answers.

    Attributes:
        name: Short name, as in ``format=ttl`` and in suffixes.
        media: Its media type.
        aliases: Media types that clients ask for when they mean it.
        names: Other short names that clients use.
    """

    name: str
    media: str
    aliases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The Content-Type header."""
        return f"{self.media}; charset=utf-8"


_JSON = Form("json", "application/sparql-results+json", ("application/json",))
_XML = Form("xml", "application/sparql-results+xml", ("application/xml", "text/xml"))
BOOLEANS = (_JSON, _XML)
"""Formats of the answer to ASK, the usual one first."""
BINDINGS = (_JSON, _XML, Form("csv", "text/csv"), Form("tsv", "text/tab-separated-values"))
"""Formats of the answer to SELECT."""
GRAPHS = (
    Form("ttl", "text/turtle", ("application/x-turtle", "application/turtle"), ("turtle",)),
    Form("nt", "application/n-triples", ("text/plain",), ("ntriples", "n-triples", "n3")),
    Form("rdf", "application/rdf+xml", ("application/xml", "text/xml"), ("xml", "rdf+xml")),
    Form("jsonld", "application/ld+json", ("application/json",), ("json", "json-ld")),
)
"""Formats of graphs."""
_MOST_RANGES = 64


def choose(accept: str, forms: Sequence[Form]) -> Form | None:
    """Return the format that a client likes best, or None if it takes none of them.

    Args:
        accept: Its Accept header; empty means anything.
        forms: What can be given, the usual one first.

    Example:
        >>> choose("application/rdf+xml;q=0.5, text/turtle", GRAPHS).name
        'ttl'
        >>> choose("image/png", GRAPHS) is None
        True
    """
    ranges = _ranges(accept)
    best: tuple[float, Form | None] = (0.0, None)
    for form in forms:
        quality = _quality(ranges, form)
        if quality > best[0]:
            best = quality, form
    return best[1]


def form_named(name: str, forms: Sequence[Form]) -> Form | None:
    """Return the format of a short name or a media type, or None."""
    return next((form for form in forms if name in (form.name, form.media, *form.names)), None)


def prefers_html(accept: str) -> bool:
    """Tell whether a client is a browser: it names HTML, and likes nothing of ours better."""
    ranges = _ranges(accept)
    page = ranges.get("text/html", ranges.get("application/xhtml+xml", 0.0))
    others = (ranges.get(name, 0.0) for form in (*BINDINGS, *GRAPHS) for name in (form.media, "application/json"))
    return page > 0 and page >= max(others)


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.split(",")[:_MOST_RANGES]:
        media, *parameters = part.split(";")
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = _number(value.strip())
        if media.strip():
            name = media.strip().lower()
            found[name] = max(found.get(name, 0.0), quality)
    return found or {"*/*": 1.0}


def _quality(ranges: dict[str, float], form: Form) -> float:
    names = (form.media, *form.aliases)
    exact = [ranges[name] for name in names if name in ranges]
    if exact:
        return max(exact)
    kind = form.media.partition("/")[0] + "/*"
    return ranges[kind] if kind in ranges else ranges.get("*/*", 0.0)


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return min(max(value, 0.0), 1.0) if value == value else 0.0  # noqa: PLR0124 - not a number is unequal to itself
