"""The words that German writes with a capital letter, by the dictionary of the installed simplemma."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache

from chippolitik.lexicon.dictionary_files import kept_words

__all__ = ["german_nouns", "is_form", "shortened"]

_ENDINGS = ("e", "en", "er", "s", "es", "n", "ern", "em", "innen", "in", "nen")
_SHORTEST = 3  # code points of a word, and of the first part of a compound
_SHORTEST_TAIL = 4


@cache
def german_nouns() -> frozenset[str]:
    """Return the nouns in lower case, without forms with an ending and compounds whose last part is there as well."""
    return kept_words("german-nouns-1", "de", shortened)


def shortened(words: Iterable[str]) -> frozenset[str]:
    """Return the words with a capital letter, in lower case, that no shorter one of them stands for.

    Example:
        >>> sorted(shortened(["Markt", "Märkte", "Markts", "Schwarzmarkt", "Glas", "gehen"]))
        ['glas', 'markt', 'märkte']
    """
    nouns = {word.lower() for word in words if len(word) >= _SHORTEST and word[0].isupper() and word.isalpha()}
    kept: set[str] = set()
    for word in sorted(nouns, key=lambda noun: (len(noun), noun)):
        if not is_form(word, kept) and not any(
            word[cut:] in kept for cut in range(_SHORTEST, len(word) - _SHORTEST_TAIL + 1)
        ):
            kept.add(word)
    return frozenset(kept)


def is_form(word: str, nouns: AbstractSet[str]) -> bool:
    """Whether a word is a noun, or one with an ending.

    Args:
        word: The word, in lower case.
        nouns: The nouns, in lower case.
    """
    return word in nouns or any(word.endswith(ending) and word[: -len(ending)] in nouns for ending in _ENDINGS)
