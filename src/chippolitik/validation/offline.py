"""Keeps the shapes of a user from the network and the disk: their SPARQL may neither call services nor name sources."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, Triple

from chippolitik.errors import InputError
from chippolitik.validation.shapes import SH

__all__ = ["refuse_outside_access"]

# What may hold a keyword without being one: IRIs, strings, comments.
_OPAQUE = re.compile(
    r"<[^<>\"{}|^`\\\s]*>"
    r'|"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
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
            query = _OPAQUE.sub(" ", triple.object.value)
            if word := _KEYWORD.search(query):
                message = f"a shape uses {word[0].upper()}, which reaches outside the data"
                raise InputError(message, "take it out of the query", file=file)
            if _ESCAPE.search(query):
                raise InputError("a shape hides words of its query behind \\u", "write them out", file=file)
    return queries
