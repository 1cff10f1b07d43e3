"""English words that are no names, and adjectives of nations, by the dictionary of the installed simplemma."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache

from chippolitik.lexicon.dictionary_files import kept_words

__all__ = ["common_words", "english_vocabulary", "is_common", "is_national"]

_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "est", "ness")
_NATIONAL = ("ish", "ese", "ian", "ean", "can", "tic", "sh", "ch")
_REGIONAL = frozenset({"Nordic", "Baltic", "Balkan", "Iberian", "Arctic", "Gulf", "Eurasian", "Pan-European"})
_SHORTEST = 3  # code points


@cache
def english_vocabulary() -> frozenset[str]:
    """Return the words of the dictionary, see ``common_words``."""
    return kept_words("english-words-1", "en", common_words)


def common_words(words: Iterable[str]) -> frozenset[str]:
    """Return the words without a capital letter that no shorter one stands for, and capitalised ones like "Welsh".

    Example:
        >>> sorted(common_words(["silo", "silos", "loses", "Welsh", "Viking", "Smith"]))
        ['Welsh', 'loses', 'silo']
    """
    alphabetic = [word for word in words if word.isalpha() and len(word) >= _SHORTEST]
    kept = {word for word in alphabetic if word[0].isupper() and word.endswith(_NATIONAL)}
    for word in sorted((word for word in alphabetic if word.islower()), key=lambda word: (len(word), word)):
        if not is_common(word, kept):
            kept.add(word)
    return frozenset(kept)


def is_common(word: str, words: AbstractSet[str] | None = None) -> bool:
    """Whether an English word in lower case is no name.

    Args:
        word: The word.
        words: The words that are none; by default those of the dictionary.

    Example:
        >>> is_common("chips", {"chip"}), is_common("kioxia", {"chip"})
        (True, False)
    """
    known = english_vocabulary() if words is None else words
    return word in known or any(word.endswith(end) and word[: -len(end)] in known for end in _ENDINGS)


def is_national(word: str) -> bool:
    """Whether a word with a capital letter is the adjective of a people or part of the world: "Welsh", "Nordic"."""
    return word in _REGIONAL or (word.endswith(_NATIONAL) and word in english_vocabulary())
