"""Where triples stand in N-Triples and N-Quads: only lines that name a wanted node are looked at closely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from chippolitik.validation.positions import TriplePosition, triple_positions

__all__ = ["line_positions"]

_LINE = re.compile(r"[^\n]+")
_PARTS = 3  # subject, predicate, and the rest


def line_positions(text: str, nodes: AbstractSet[str]) -> Iterator[TriplePosition]:
    r"""Yield the triples with certain nodes as subject or object, in the order of the lines.

    Args:
        text: A file of N-Triples or N-Quads; a line that is none is passed over.
        nodes: IRIs, lexical forms, or labels with their mark.

    Example:
        >>> text = "<urn:a> <urn:p> <urn:b> .\n<urn:b> <urn:p> <urn:c> .\n"
        >>> [item.starts for item in line_positions(text, {"urn:c"})]
        [(26, 34, 42)]
        >>> list(line_positions(text, {"urn:d"}))
        []
    """
    for match in _LINE.finditer(text):
        line = match[0]
        parts = line.split(None, 2)
        if len(parts) == _PARTS and (_plain(parts[0]) in nodes or _may_hold(parts[2], nodes)):
            yield from _shifted(line, match.start())


def _shifted(line: str, start: int) -> Iterator[TriplePosition]:
    try:
        for item in triple_positions(line):
            subject, predicate, value = item.starts
            yield replace(item, starts=(subject + start, predicate + start, value + start))
    except ValueError:
        return


def _plain(token: str) -> str:
    return token[1:-1] if token[:1] == "<" else token


def _may_hold(rest: str, nodes: AbstractSet[str]) -> bool:
    """Whether the object may be one of the nodes; a literal is one if it is a focus node."""
    if rest[:1] == '"':
        return rest[1 : rest.rfind('"')] in nodes or "\\" in rest
    return _plain(rest.split(None, 1)[0]) in nodes
