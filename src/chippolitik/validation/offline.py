"""Keeps the shapes of a user from the network and the disk: their SPARQL may neither call services nor name sources."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, Triple

from chippolitik.errors import InputError
from chippolitik.validation.shapes import SH

__all__ = ["keyword_outside", "refuse_outside_access", "without_opaque"]

# What may hold a keyword without being one: IRIs, strings, comments.
_OPAQUE = re.compile(
    r"<[^<>\"{}|^`\\\s]*>"
    r'|"""(?:[^"\\]++|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]++|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|#[^\n]*",
    re.DOTALL,
)
_KEYWORD = re.compile(r"(?<![?$:\w])(SERVICE|FROM)(?![\w:])", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u|\\U")


def refuse_outside_access(triples: Iterable[Triple], file: str) -> int:
    """Refuse shapes whose SPARQL could reach the network or the disk.

    Args:
        triples: The shapes.
        file: What the user called them.

    Returns:
        The number of queries that were looked at.

    Raises:
        InputError: A query uses SERVICE or FROM, or hides what it uses behind escapes of code points.
    """
    queries = 0
    for triple in triples:
        if triple.predicate in {SH.select, SH.ask, SH.construct} and isinstance(triple.object, Literal):
            queries += 1
            word = keyword_outside(triple.object.value)
            if word.startswith("\\"):
                raise InputError("a shape hides words of its query behind \\u", "write them out", file=file)
            if word:
                message = f"a shape uses {word}, which reaches outside the data"
                raise InputError(message, "take it out of the query", file=file)
    return queries


def keyword_outside(query: str) -> str:
    r"""Return the word by which a query reaches outside the data, or could hide it; the empty string if there is none.

    Example:
        >>> keyword_outside("SELECT $this { service <urn:x> { $this ?p ?o } }")
        'SERVICE'
        >>> keyword_outside("SELECT $this { $this ?p 'SERVICE' }")
        ''
    """
    text = without_opaque(query)
    if word := _KEYWORD.search(text):
        return word[0].upper()
    return "\\u" if _ESCAPE.search(text) else ""


def without_opaque(query: str) -> str:
    """Return a query with IRIs, texts and comments blanked out, which may hold words without meaning them."""
    return _OPAQUE.sub(" ", query)
