"""REGEX of SPARQL for texts that do not match, which are nearly all; where one matches, the database has the last word.

A search costs some microseconds, most of them spent where no match can be: if each match must hold one of a few words,
these are looked for first.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["cannot_match", "words_of"]

_CLASS = re.compile(r"\[[^\]]*\]")
_INNERMOST = re.compile(r"\([^()]*\)")
_GROUP = re.compile(r"\(([^()]+)\)(?![?*{])")
_LITERAL = re.compile(r"[^\\.^$?*+{}\[\]()|]*")
_SHORTEST = 3  # characters of a word that is worth looking for


def cannot_match(text: str, pattern: str, flags: str) -> bool | None:
    """Return true if a pattern does not match a text, false if it may, and None if it is not looked into.

    Args:
        text: What is searched.
        pattern: A regular expression of XPath.
        flags: Empty, or ``i`` for any case.

    Example:
        >>> cannot_match("Huawei ordered chips", "(^|[^a-z])(may|might)", "")
        True
    """
    compiled, words = _compiled(pattern, flags)
    if compiled is None:
        return None
    if words:
        if not flags:
            if not any(word in text for word in words):
                return True
        elif text.isascii():
            low = text.lower()
            if not any(word in low for word in words):
                return True
    return not compiled.search(text)


def words_of(pattern: str) -> tuple[str, ...]:
    """Return words of which each match holds at least one, or nothing if no such words are known.

    Args:
        pattern: A regular expression without escapes.

    Example:
        >>> words_of("(^|[^a-z])(könnten?|rumou?red)($|[^a-z])"), words_of("a|(bcd|efg)")
        (('könnte', 'rumo'), ())
    """
    if "[]" in pattern or "[^]" in pattern:
        return ()
    plain = _CLASS.sub(lambda match: "." * len(match[0]), pattern)
    outside, before = plain, ""
    while outside != before:
        outside, before = _INNERMOST.sub("", outside), outside
    if any(mark in outside for mark in "|()"):
        return ()
    for match in _GROUP.finditer(plain):
        words = tuple(_start(part) for part in match[1].split("|"))
        depth = plain.count("(", 0, match.start()) - plain.count(")", 0, match.start())
        if not depth and min(map(len, words)) >= _SHORTEST:
            return words
    return ()


def _start(part: str) -> str:
    """Return the characters that each match of a part begins with."""
    found = _LITERAL.match(part)
    assert found is not None
    word = found[0]
    return word[:-1] if part[len(word) : len(word) + 1] in {"?", "*", "{"} else word


@lru_cache(maxsize=256)
def _compiled(pattern: str, flags: str) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    if "\\" in pattern or "(?" in pattern or flags not in {"", "i"}:
        return None, ()
    try:
        compiled = re.compile(pattern, re.IGNORECASE if flags else 0)
    except re.error:
        return None, ()
    words = words_of(pattern)
    if not flags:
        return compiled, words
    # Of other letters, some match those of ASCII if case does not count.
    return compiled, tuple(word.lower() for word in words) if "".join(words).isascii() else ()
