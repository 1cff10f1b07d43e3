"""Patterns that are tried only where their words stand; what they are is the business of who reads with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

__all__ = ["Anchored", "Stretch", "masked", "words_in"]

_TOKEN = re.compile(r"\w+|§+|[^\w\s]")
_SYNTAX = re.compile(r"\(\?P<\w+>|\(\?-?[a-z]*:|\\[a-zA-Z]")  # names of groups, flags, classes of characters
_EITHER_CASE = re.compile(r"\[([^\W\d_])[^\W\d_]\]")
_RUN = re.compile(r"[^\W\d_]+")
_SHORTEST, _PREFIX = 2, 3  # code points of a word that are compared
_OTHER, _LEAD, _ANCHOR = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that is read for amounts and times, with what has been read already masked.

    Attributes:
        text: The part.
        at: Its offset in the text.
        tokens: Where its words and marks begin, with what they are.
    """

    text: str
    at: int = 0
    tokens: tuple[tuple[int, str], ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if not self.tokens:
            object.__setattr__(self, "tokens", tuple([(t.start(), t[0]) for t in _TOKEN.finditer(self.text)]))

    def without(self, spans: Iterable[tuple[int, int]]) -> Stretch:
        """Return the same part with spans of the text masked.

        Args:
            spans: Offsets in the text.
        """
        inside = [(start - self.at, end - self.at) for start, end in spans]
        return replace(self, text=masked(self.text, inside)) if inside else self


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text of the same length with spans that no word can hold.

    Example:
        >>> masked("Nvidia's H20", [(9, 12)])
        "Nvidia's §§§"
    """
    for start, end in spans:
        text = text[:start] + "§" * (end - start) + text[end:]
    return text


def words_in(source: str) -> set[str]:
    r"""Return the words that a pattern spells out, in lower case, or parts of them.

    Args:
        source: The pattern.

    Example:
        >>> sorted(words_in(r"(?P<q>(?i:first|2nd))\s+[Qq]uarters?"))
        ['first', 'nd', 'quarters']
    """
    plain = _EITHER_CASE.sub(r"\1", _SYNTAX.sub(" ", source))
    return {run.lower() for run in _RUN.findall(plain)}


class Anchored:
    """A pattern of words and figures that is tried only where a row of its words holds one that it cannot do without.

    A match begins with a word, a figure or a mark, or with one space before it. All its words up to an anchor begin
    like words that the pattern spells out, and all its marks are marks of the pattern.

    Args:
        pattern: The pattern.
        anchors: Words of which one, or a figure, is in every match that counts; those of one or two letters are none.
    """

    def __init__(self, pattern: re.Pattern[str], anchors: Iterable[str]) -> None:
        self.pattern = pattern
        self._begins = frozenset(word[:_PREFIX] for word in words_in(pattern.pattern))
        self._marks = frozenset(char for char in pattern.pattern if not char.isalnum())
        self._anchors = frozenset(word.lower()[:_PREFIX] for word in anchors if len(word) >= _PREFIX)
        self._sort = lru_cache(maxsize=20_000)(self._find_sort)

    def finditer(self, stretch: Stretch) -> Iterator[re.Match[str]]:
        """Yield the matches with a figure or an anchor in a stretch of text, as the pattern itself finds them."""
        text, match_at, end = stretch.text, self.pattern.match, 0
        for start in self._starts(stretch):
            if start < end:
                continue
            match = match_at(text, start - 1) if start > end and text[start - 1].isspace() else None
            match = match or match_at(text, start)
            if match is not None:
                end = match.end()
                yield match

    def _starts(self, stretch: Stretch) -> Iterator[int]:
        """Yield where the tokens stand that lead to an anchor, the anchor included."""
        row: list[int] = []
        sort_of = self._sort
        for start, token in stretch.tokens:
            sort = sort_of(token)
            if sort:
                row.append(start)
                if sort == _ANCHOR:
                    yield from row
                    row = []
            elif row:
                row = []

    def _find_sort(self, token: str) -> int:
        word = token.lower()
        begin = word[:_PREFIX]
        if begin in self._anchors or word[0].isdigit() or word[-1].isdigit():
            return _ANCHOR
        leads = begin in self._begins or word[:_SHORTEST] in self._begins or word in self._marks
        return _LEAD if leads else _OTHER
