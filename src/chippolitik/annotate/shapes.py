"""What the signs of both languages have in common: the shape of a token, marks, the order of closed classes."""

from __future__ import annotations

__all__ = ["MARKS", "NOTHING", "Shape", "ordered"]

Shape = tuple[str, str, str]
"""Text, lower case and possible signs of a token."""

NOTHING: Shape = ("", "", "")
"""What stands before the first token and after the last one."""

MARKS = frozenset(',;:()[]–—"„“”»«‚‘…/+')
"""Marks that are their own sign."""


def ordered(classes: frozenset[str], order: str) -> str:
    """Return the signs of a word's classes, those first that come first in ``order``.

    Example:
        >>> ordered(frozenset({"P", "S"}), "GZOAESCRDHPB")
        'SP'
    """
    return "".join(sorted(classes, key=order.index))
