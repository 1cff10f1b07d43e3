"""The words of a text as names are judged by them: which stand inside sentences, which without a noun after them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from chippolitik.annotate.name_shapes import DATELINE

__all__ = ["WordsSeen"]

_WORD = re.compile(r"[^\W\d_][\w-]*")
_NOUN_AFTER = re.compile(r" (?:[a-zäöüß]+e[rsn]? )?[A-ZÄÖÜ]")
_ACTING = re.compile(r"(?<![\w-])([A-Z][\w-]*)'s(?!\w)|\b(?:by|from|at|with|and) ([A-Z][\w-]*)")
_LONGEST = 40  # code points of an adjective


class WordsSeen:
    """The capitalised words of a text, each looked at once.

    Args:
        flat: The text with plain signs.

    Attributes:
        flat: The same.
        words: All words.
        inside: Words that stand after another word or a comma somewhere, and so do not only begin sentences.
        free: Words that stand somewhere without a noun after them.
        alone: Words that stand so inside a sentence.
    """

    def __init__(self, flat: str) -> None:
        self.flat = flat
        self.words: set[str] = set()
        self.inside: set[str] = set()
        self.free: set[str] = set()
        self.alone: set[str] = set()
        for match in _WORD.finditer(flat):
            word, start = match[0], match.start()
            self.words.add(word)
            if word[0].isupper():
                inside = start > 1 and flat[start - 1] == " " and (flat[start - 2].isalnum() or flat[start - 2] == ",")
                if inside:
                    self.inside.add(word)
                if not self.noun_follows(match.end()):
                    self.free.add(word)
                    if inside:
                        self.alone.add(word)
        self._datelines = [match.span() for match in DATELINE.finditer(flat)]

    @cached_property
    def acting(self) -> frozenset[str]:
        """The words that something belongs to or is done by: "Tessel's", "from Tessel"."""
        return frozenset(match[1] or match[2] for match in _ACTING.finditer(self.flat))

    def noun_follows(self, end: int) -> bool:
        """Return whether a word with a capital letter follows, or an adjective and such a word."""
        return _NOUN_AFTER.match(self.flat, end, end + _LONGEST) is not None

    def in_dateline(self, start: int) -> bool:
        """Return whether an offset lies in the place and date that head a report, or in a heading."""
        at = bisect_right(self._datelines, (start, len(self.flat))) - 1
        return at >= 0 and start < self._datelines[at][1]
