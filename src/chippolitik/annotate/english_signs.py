"""Signs of English words, from closed classes, the lexicon and the words beside them."""

from __future__ import annotations

import re

from chippolitik.annotate.shapes import MARKS, NOTHING, Shape, ordered
from chippolitik.lexicon import Words

__all__ = ["EnglishSigns"]

_NOUNISH_SUFFIX = re.compile(r"(?:tion|ment|ness|ity|ance|ence|ship|ism|ers?|ors?|ies|ages?|ings|sts|ics)$")
_CLOSED = "ZGOAESCRDHPB"
_JOINTS = frozenset({"before", "after", "since", "until", "as", "than", "for", "so", "once"})
_RELATIVES = frozenset({"who", "which", "whose", "where", "whom"})
_POSSESSIVES = frozenset({"her", "his", "no", "its", "their"})
_PAIRED = frozenset({"one", "either", "neither", "both"})


class EnglishSigns:
    """Tags English words.

    Args:
        words: The English words.
    """

    def __init__(self, words: Words) -> None:
        self._words = words

    def options(self, lower: str) -> str:
        """Return the signs that a word in lower case may have by itself, the likeliest first."""
        if not lower[0].isalnum() and lower[0] not in "'&$":
            return lower if lower in MARKS else lower[:1]
        if classes := self._words.classes.get(lower):
            return ordered(classes, "GZOAESCRDHPB")
        found = "V" if lower in self._words.verbs else ""
        if self._words.nouns_of(lower):
            found += "N"
        if self._words.adjective(lower):
            found += "J"
        return found or self._by_ending(lower)

    def tag(self, index: int, words: list[Shape]) -> str:
        """Return the sign of a token that may have several.

        Args:
            index: Its index.
            words: The shapes of all tokens of the sentence.
        """
        _, lower, options = words[index]
        before = words[index - 1][2][:1] if index else ""
        after = words[index + 1] if index + 1 < len(words) else NOTHING
        if options[0] in _CLOSED:
            return self._closed(lower, options, before, after)
        if "V" not in options:
            return _no_verb(options, after[2][:1])
        return self._verb_or_noun(lower, options, before, after)

    @staticmethod
    def _by_ending(lower: str) -> str:
        if lower.endswith("ly"):
            return "B"
        if _NOUNISH_SUFFIX.search(lower):
            return "N"
        if lower.endswith("ed"):
            return "VJ"
        return "XV" if lower.endswith("ing") else "X"

    def _verb_or_noun(self, lower: str, options: str, before: str, after: Shape) -> str:
        """Tell a verb from a noun or an adjective of the same form."""
        follows = after[2][:1]
        forms = {form.tag for form in self._words.verbs.get(lower, ())}
        if not forms and lower.endswith("ed"):
            forms = {"d", "n"}
        nominal = "N" if "N" in options else "X" if "X" in options else ""
        if before in {"D", "H", "J", "g"} or (before in {"P", "Q"} and "g" not in forms):
            return _attribute(forms, nominal, follows)
        if before in {"Z", "O", "E", "A", "G", "R", "B"}:
            return "V"
        if before == "M" and not nominal and forms == {"b"} and follows == "N" and self._words.nouns_of(after[1]):
            return "X"
        if nominal:
            return _noun_unless(forms, nominal, before, after)
        adjective = "J" in options and follows in {"N", "M", "X"} and before in {"", "V", "C", ",", "P"}
        return "J" if adjective else "V"

    def _closed(self, lower: str, options: str, before: str, after: Shape) -> str:
        """Return the sign of a function word."""
        follows = after[2][:1]
        if lower == "to":
            verb = any(form.tag == "b" for form in self._words.verbs.get(after[1], ()))
            return "Z" if verb and "D" not in after[2] else "P"
        if lower == "that":
            return _that(before, follows)
        if lower == "'s":
            return "A" if before in {"E", "R"} else "g"
        if lower in _JOINTS:
            return "S" if follows == "E" else "P" if "P" in options else options[0]
        if lower in _RELATIVES:
            return "R"
        if lower in _POSSESSIVES:
            return "H" if "H" in options else "D"
        if lower in _PAIRED:
            return "D" if follows in {"N", "J", "M", "X"} or "D" in options else options[0]
        return "C" if lower in {"but", "nor"} else options[0]


def _no_verb(options: str, follows: str) -> str:
    if "N" in options and "J" not in options:
        return "N"
    return "J" if follows in {"N", "M", "X", "V"} and "J" in options else options[-1]


def _attribute(forms: set[str], nominal: str, follows: str) -> str:
    """Return the sign of a word after a determiner or an adjective: no finite verb stands there."""
    participle = bool(forms & {"n", "g"})
    if participle and follows in {"N", "M", "X", "J"}:
        return "J"
    if nominal:
        return nominal
    if participle and follows == "V":
        return "J"
    return "N" if forms & {"b", "s"} else "V"


def _noun_unless(forms: set[str], nominal: str, before: str, after: Shape) -> str:
    """Return the nominal sign, or that of a verb where a noun stands before and an object after."""
    follows = after[2][:1]
    if before in {"M", "N", "X"}:
        third = "s" in forms or "d" in forms
        objectlike = follows in {"D", "M", "Q", "H", "E", "J", "T", "Z", "N"} or (follows == "P" and after[1] != "of")
        return "V" if third and objectlike else nominal
    if before in {"", ",", "C"} and "b" in forms:
        return nominal if follows in {"P", "V", "A", "O", "N", "C", ","} else "V"
    return nominal if forms <= {"b", "s"} else "V"


def _that(before: str, follows: str) -> str:
    if before in {"N", "M", "X", ","}:
        return "R"
    if before in {"V", "A", ""} and follows not in {"", "."}:
        return "S"
    return "D" if follows in {"N", "X", "J"} else "R"
