"""Sentences of a text: a line break always ends one; abbreviations and ordinals do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["sentence_spans"]

_END = re.compile(r"[.!?…]+[\"'”“»«’)\]]*(?=\s+[\"'„“”»«‚‘(\[]*[A-ZÄÖÜ0-9À-Þ])|[.!?]+[”“»\"]?$|\+\+\+")
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st inc corp ltd co bros gen sen rep gov jan feb mar apr jun jul aug sep sept oct nov dec no
    nos vs etc approx dept est fig vol al u.s u.k u.n e.g i.e a.m p.m ph.d z.b u.a d.h bzw ca mio mrd bio nr usw
    evtl ggf inkl exkl vgl sog abs art jän mär okt dez tel str hrsg bd mind max min geb gest ing dipl mag jh s z u d
    o.g i.d.r v.a l""".split()  # noqa: SIM905 - a list of words reads better as words
)
_ORDINAL = re.compile(r"(?:^|[\s(])\d{1,2}$")
_MONTH_OR_LOWER = re.compile(
    r"\s+(?:[a-zäöü]|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Quartal|Jahrhundert|Halbjahr)"
)
_LAST_WORD = re.compile(r"([\w.]+)$")


def sentence_spans(text: str, language: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of one line, without outer spaces.

    Args:
        text: The text.
        language: ``en`` or ``de``; ordinals are written with a dot in German.
        start: Offset of the line's first character.
        end: Offset after its last one.

    Example:
        >>> line = "Am 1. Okt. 2024 kam Dr. Huang. Er ging."
        >>> [line[a:b] for a, b in sentence_spans(line, "de", 0, len(line))]
        ['Am 1. Okt. 2024 kam Dr. Huang.', 'Er ging.']
    """
    begin = start
    for match in _END.finditer(text, start, end):
        if match[0] == ".":
            before = text[max(begin, match.start() - 24) : match.start()]
            word = _LAST_WORD.search(before)
            if word and _is_abbreviation(word[1], text, match.end()):
                continue
            if language == "de" and _ORDINAL.search(before) and _MONTH_OR_LOWER.match(text, match.end()):
                continue
        yield from _trimmed(text, begin, match.start() if match[0] == "+++" else match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _is_abbreviation(word: str, text: str, after: int) -> bool:
    lower = word.lower()
    if lower in {"u.s", "u.k", "u.s.a"}:
        # The country ends a sentence only where a function word begins the next one.
        return not re.match(r"\s+(?:The|It|In|On|But|A|An|They|He|She|That|This|And)\b", text[after : after + 8])
    return lower in _ABBREVIATIONS or (len(word) == 1 and word.isupper())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
