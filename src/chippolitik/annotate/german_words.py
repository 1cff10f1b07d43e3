"""Which words German text writes with a capital letter because they are nouns; all others are likely names."""

from __future__ import annotations

import re

from chippolitik.lexicon.german_nouns import is_form

__all__ = ["GermanWords"]

_CAMEL = re.compile(r"[a-zäöü][A-Z]|^[A-Z]{2,}[a-zäöü]{2}")  # "CoolGaN", "ITZBund"
_LONGEST = 80  # code points of a compound
_SHORTEST_TAIL = 4  # code points
_SHORTEST_FRONT = 3
_FRONTS = frozenset(
    """ab alt an auf aus bei durch ein ent er fern fort frei ge gegen groß grund halb her hin hinter hoch klein kurz
    lang mit nach neben neu ober recht rein roh rück schnell sonder über um un unter ver voll vor weit wider wieder
    zer zu zurück zusammen zwischen""".split()  # noqa: SIM905 - words
)
"""What nouns begin with that is no noun itself."""
_SHORT_TAILS = ("typ", "amt", "rat", "tag", "hof", "bau", "art", "weg", "zug", "ort", "akt", "tor", "öl", "uhr")


class GermanWords:
    """Knows German nouns.

    Args:
        words: Nouns in lower case, without those that end in another one of them.
    """

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self._seen: dict[str, str] = {}

    def sort(self, word: str) -> str:
        """Return ``word`` for a German noun, ``compound`` for what only ends in one, ``name`` for all else.

        Args:
            word: A word in any case.

        Example:
            >>> german = GermanWords(frozenset({"glas", "markt"}))
            >>> german.sort("Marktes"), german.sort("Havelglas"), german.sort("Silex")
            ('word', 'compound', 'name')
        """
        found = self._seen.get(word)
        if found is None:
            found = self._seen[word] = "name" if _CAMEL.search(word) else self._find(word.lower())
        return found

    def is_coined(self, word: str) -> bool:
        """Return whether a word ends in a noun, but begins with nothing that German knows.

        Args:
            word: A word in any case.

        Example:
            >>> german = GermanWords(frozenset({"optik", "licht"}))
            >>> german.is_coined("Jenoptik"), german.is_coined("Lichtoptik"), german.is_coined("Silex")
            (True, False, False)
        """
        lower = word.lower()
        span = range(_SHORTEST_FRONT, len(lower) - _SHORTEST_TAIL + 1)
        cuts = [cut for cut in span if is_form(lower[cut:], self._words)]
        fronts = {lower[:cut].removesuffix(joint) for cut in cuts for joint in ("", "s", "es", "n", "en", "er")}
        return bool(cuts) and not any(front in _FRONTS or is_form(front, self._words) for front in fronts)

    def _find(self, word: str) -> str:
        last = word.rsplit("-", 1)[-1]
        if len(last) > _LONGEST:
            return "name"
        if is_form(last, self._words):
            return "word" if last == word else "compound"
        cuts = range(_SHORTEST_FRONT, len(last) - _SHORTEST_TAIL + 1)
        tails = any(is_form(last[cut:], self._words) for cut in cuts) or last.endswith(_SHORT_TAILS)
        return "compound" if tails else "name"
