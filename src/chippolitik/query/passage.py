"""A quote in its sentence, for people who check it. Splitting for extraction is the business of ``annotate``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Passage", "passage_of"]

_END = re.compile(r"[.!?…][\"»”“’)]*(?=\s+[\"„«“‘(]*[A-ZÄÖÜ0-9])|\n+")
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|Dr|Prof|Mr|Mrs|Ms|St|Inc|Corp|Co|Ltd|Nr|No|bzw|ca|usw|etc|vgl|Mio|Mrd|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|\b\d{1,2}\.)$"
)
_LOOK_BACK = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote in the sentence or sentences that it touches.

    Attributes:
        before: The sentence's text before the quote.
        quote: The quote.
        after: The sentence's text after it.
    """

    before: str
    quote: str
    after: str


def passage_of(text: str, start: int, end: int) -> Passage:
    """Return a stretch of a text inside the sentences that it touches.

    Args:
        text: The article's text.
        start: Offset of the stretch in code points, inclusive.
        end: Its end, exclusive.

    Example:
        >>> passage_of("It rained. Baidu ordered chips today. So what.", 11, 30)
        Passage(before='', quote='Baidu ordered chips', after=' today.')
        >>> passage_of("Am 3. Mai wurden 10 Chips geliefert.", 17, 25).before
        'Am 3. Mai wurden '
    """
    first, last = 0, len(text)
    for here in _ends(text):
        if here <= start:
            first = here
        elif here >= end:
            last = here
            break
    before = text[first:start].lstrip()
    return Passage(before, text[start:end], text[end:last].rstrip())


def _ends(text: str) -> Iterator[int]:
    """Yield the offsets at which sentences and lines end."""
    for match in _END.finditer(text):
        if match[0].startswith("\n") or not _NO_END.search(text, max(0, match.start() - _LOOK_BACK), match.start() + 1):
            yield match.end()
