"""Texts that are copies of each other, in whole or in part, told by shared runs of words.

Deterministic: fingerprints depend on the words alone, pairs on the set of texts alone. Translations are in
``translations``.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

__all__ = ["CAP", "COPIED", "LEAST_PRINTS", "copied_pairs", "copied_share", "fingerprints", "shared_pairs"]

COPIED = 0.4
"""Least share of the fingerprints of the shorter text that a copy shares with the longer."""

CAP = 16
"""Texts of one posting that all others are compared with."""

_WINDOW = 4  # runs, each of four words, of which one is kept
LEAST_PRINTS = 4
"""Fingerprints that a copy shares at least."""

_WORD = re.compile(r"\w+")
_MASK = 2**64 - 1
_FACTOR = 0x9E3779B97F4A7C15  # 2^64 over the golden ratio, odd: mixes well by multiplication


def fingerprints(text: str) -> frozenset[int]:
    """Return the fingerprints of a text: hashes of runs of words, thinned out so that shared passages share some.

    Source: S. Schleimer, D. Wilkerson, A. Aiken, Winnowing: Local Algorithms for Document Fingerprinting (2003).

    Example:
        >>> one = fingerprints("ByteDance has ordered more than 100,000 Ascend chips from Huawei this year.")
        >>> two = fingerprints("Sources: ByteDance has ordered more than 100,000 Ascend chips from Huawei.")
        >>> len(one & two) > len(one) / 2
        True
        >>> fingerprints("")
        frozenset()
    """
    words = [_word_hash(word) for word in _WORD.findall(text.casefold())]
    runs = list(_runs(words))
    if len(runs) < _WINDOW:
        return frozenset(runs)
    return frozenset(map(min, runs, runs[1:], runs[2:], runs[3:]))


def copied_pairs(texts: Mapping[str, str]) -> list[tuple[str, str, float]]:
    """Return the pairs of texts of which one is a copy of the other or of a part of it.

    Args:
        texts: Id → text.

    Returns:
        Pairs of ids, the lesser first, with the share of the shorter text's fingerprints that both have; sorted.
    """
    marks = {name: fingerprints(text) for name, text in texts.items()}
    found = []
    for (one, other), shared in shared_pairs(marks).items():
        if share := copied_share(shared, len(marks[one]), len(marks[other])):
            found.append((one, other, share))
    return sorted(found)


def copied_share(shared: int, one: int, other: int) -> float:
    """Return the share of the shorter text that both have, or 0 if neither is a copy.

    Args:
        shared: Number of fingerprints that both have.
        one: Number of fingerprints of one.
        other: Number of fingerprints of the other.
    """
    share = shared / min(one, other)
    return round(share, 2) if shared >= LEAST_PRINTS and share >= COPIED else 0.0


def shared_pairs(marks: Mapping[str, Iterable[int | str]]) -> Counter[tuple[str, str]]:
    """Count the marks that pairs share; a mark that very many share pairs them with the least ids only.

    Args:
        marks: Id → its marks.

    Returns:
        Pair of ids, the lesser first → how many marks both have.
    """
    postings: dict[int | str, list[str]] = {}
    for name in sorted(marks):
        for mark in marks[name]:
            postings.setdefault(mark, []).append(name)
    return Counter(pair for names in postings.values() if len(names) > 1 for pair in _pairs(names))


def _pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    for i, one in enumerate(names[:CAP]):
        for other in names[i + 1 :]:
            yield one, other


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    return zlib.crc32(word.encode()) + 1


def _runs(words: list[int]) -> Iterator[int]:
    """Yield a hash of each run of four words; written out, since every article goes through it word by word."""
    for one, two, three, four in zip(words, words[1:], words[2:], words[3:], strict=False):
        mixed = (one * _FACTOR) & _MASK
        mixed = ((mixed ^ (mixed >> 29) ^ two) * _FACTOR) & _MASK
        mixed = ((mixed ^ (mixed >> 29) ^ three) * _FACTOR) & _MASK
        mixed = ((mixed ^ (mixed >> 29) ^ four) * _FACTOR) & _MASK
        yield mixed ^ (mixed >> 29)
