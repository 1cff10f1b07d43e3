"""Signs of words in a sentence: one character a token. The rules of each language live in modules of their own."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.annotate.english_signs import MOVABLE, EnglishSigns
from chippolitik.annotate.german_signs import GermanSigns
from chippolitik.annotate.shapes import Shape
from chippolitik.lexicon import Words

__all__ = ["Tagger"]


class Tagger:
    """Tags the words of one language.

    Args:
        words: The words of the language.
    """

    def __init__(self, words: Words) -> None:
        self._english = EnglishSigns(words) if words.language == "en" else None
        self._german = GermanSigns(words)
        self._kept: dict[str, str] = {}

    def options(self, text: str, lower: str) -> str:
        """Return the signs that a word may have by itself, the likeliest first; names and amounts are no words."""
        key = lower if self._english else text
        found = self._kept.get(key)
        if found is None:
            found = self._english.options(lower) if self._english else self._german.options(text, lower)
            self._kept[key] = found
        return found

    def tag(self, index: int, words: list[Shape], tags: Sequence[str]) -> str:
        """Return the sign of a token in its sentence.

        Args:
            index: Its index.
            words: Text, lower case and options of each token; names, amounts and times have their sign as only option.
            tags: The signs of the tokens before it.
        """
        _, lower, options = words[index]
        if len(options) == 1 and (self._english is None or (options != "V" and lower not in MOVABLE)):
            return options
        return self._english.tag(index, words, tags) if self._english else self._german.tag(index, words)
