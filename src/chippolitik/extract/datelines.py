"""Datelines in front of a sentence: "Taipeh/Washington (ddm) - ", "OSLO, Oct 7 (Meridian) - ", "Berlin: (psp) ".

A place that a text was written in does nothing; it is no part of the clause behind it.
"""

from __future__ import annotations

import re

from chippolitik.model.annotated import Sentence

__all__ = ["dateline_end"]

_SIGNED = re.compile(r"[^VAOPSRC(]{1,10}\([^()]{1,6}\)[-–—:]|[MN/]{1,6}:\([^()]{1,6}\)")
_CAPITALS = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ /,.]{2,40}")
_DASHES = "-–—"
_LONGEST = 8  # tokens of places and a date


def dateline_end(sentence: Sentence) -> int:
    """Return the index of the first token behind the dateline of a sentence; 0 where there is none.

    Args:
        sentence: The sentence.
    """
    tags = sentence.tags
    if signed := _SIGNED.match(tags):
        return signed.end()
    dash = next((at for at, tag in enumerate(tags[:_LONGEST]) if tag in _DASHES), 0)
    words = " ".join(token.text for token in sentence.tokens[:dash])
    return dash + 1 if dash and _CAPITALS.fullmatch(words) else 0
