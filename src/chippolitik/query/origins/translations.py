"""Texts that are translations of each other, told by the figures and names that no translator changes, in their order.

Copies in one language are in ``copies``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from chippolitik.query.origins.copies import shared_pairs

__all__ = ["LEAST_FIGURES", "anchors", "figures_of", "translated_pairs", "translated_share"]

LEAST_FIGURES = 3
"""Figures that a translation shares at least."""

_LEAST_ANCHORS = 8  # figures and names that it shares at least
_SAME_FIGURES = 0.7  # of all figures of both
_SAME_ORDER = 0.7  # of the longer sequence of figures and shared names
_SCALE_WORDS = {
    "thousand": 3, "tausend": 3, "million": 6, "millionen": 6, "mio": 6, "billion": 9, "milliarde": 9, "milliarden": 9,
    "mrd": 9, "trillion": 12, "billionen": 12,
}  # fmt: skip
_TOKEN = re.compile(r"\d[\d.,]*\d|\d|\w[\w\-]*")
_COMMON = frozenset(
    {"a", "am", "an", "at", "by", "in", "it", "man", "no", "so", "was", "die", "war", "rate", "the", "der", "also"}
)


def anchors(text: str, language: str) -> list[str]:
    """Return the figures and capitalised words of a text in their order; figures in one form whatever the language.

    Args:
        text: The text.
        language: Its language; German and like languages write 100.000 and 2,5.

    Example:
        >>> anchors("Kappa's K2: 2.5 million chips", "en")
        ['kappa', 'k2', '=2500000']
        >>> anchors("2,5 Millionen Chips vom K2 Kappas", "de")
        ['=2500000', 'chip', 'k2', 'kappa']
    """
    tokens = _TOKEN.findall(re.sub(r"[’']s\b", "", text))
    found: list[str] = []
    skip = False
    for token, after in zip(tokens, [*tokens[1:], ""], strict=True):
        if skip:
            skip = False
        elif token[0].isdigit() and not any(c.isalpha() for c in token):
            scale = _SCALE_WORDS.get(after.casefold())
            found.append(_figure(token, language, scale or 0))
            skip = scale is not None
        elif (token[0].isupper() or any(c.isdigit() for c in token)) and token.casefold() not in _COMMON:
            found.append(_stem(token))
    return found


def translated_pairs(texts: Mapping[str, tuple[str, str]]) -> list[tuple[str, str, float]]:
    """Return the pairs of texts of two languages of which one is a translation of the other.

    Args:
        texts: Id → text and language.

    Returns:
        Pairs of ids, the lesser first, with the share of figures and names in the same order; sorted.
    """
    read = {name: anchors(text, language) for name, (text, language) in texts.items()}
    figures = {name: figures_of(marks) for name, marks in read.items()}
    found = []
    for (one, other), shared in shared_pairs(figures).items():
        if texts[one][1] != texts[other][1] and (share := translated_share(shared, read[one], read[other])):
            found.append((one, other, share))
    return sorted(found)


def figures_of(marks: Iterable[str]) -> set[str]:
    """Return the figures among the anchors of a text."""
    return {mark for mark in marks if mark.startswith("=")}


def translated_share(shared: int, one: list[str], other: list[str]) -> float:
    """Return the share of figures and names in the same order, or 0 if neither text is a translation of the other.

    Args:
        shared: Number of figures that both have.
        one: The anchors of one; its id is the lesser.
        other: The anchors of the other.
    """
    score = _likeness(one, other) if shared >= LEAST_FIGURES else 0.0
    return round(score, 2) if score >= _SAME_ORDER else 0.0


def _likeness(one: list[str], other: list[str]) -> float:
    """Return the share of shared anchors that stand in the same order; 0 where too little is shared."""
    here, there = (Counter(mark for mark in marks if mark.startswith("=")) for marks in (one, other))
    if (here & there).total() < _SAME_FIGURES * (here | there).total():
        return 0.0
    names = {*one} & {*other}
    kept_one, kept_other = ([mark for mark in marks if mark in names] for marks in (one, other))
    common = _longest_common(kept_one, kept_other)
    return common / max(len(kept_one), len(kept_other)) if common >= _LEAST_ANCHORS else 0.0


def _longest_common(one: list[str], other: list[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for mark in one:
        diagonal = 0
        for i, there in enumerate(other, 1):
            diagonal, row[i] = row[i], diagonal + 1 if mark == there else max(row[i], row[i - 1])
    return row[-1]


def _figure(token: str, language: str, scale: int) -> str:
    thousands, point = (",", ".") if language.startswith("en") else (".", ",")
    plain = token.replace(thousands, "").replace(point, ".")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    value = Decimal(plain) * 10**scale
    return "=" + format(value.normalize(), "f")


def _stem(word: str) -> str:
    """Fold a name; a last s is a plural or a genitive in both languages."""
    folded = word.casefold()
    return folded.removesuffix("s") if len(folded) > 3 and folded[-2:] != "ss" else folded  # noqa: PLR2004 - short names end in s
