"""Signs of English words, from closed classes, the lexicon and the words beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chippolitik.annotate.english_before import attribute, is_object, no_infinitive, plural_before_place
from chippolitik.annotate.english_words import BARE, GERUND_FIRST, GERUND_HEADS, LY_ADJECTIVES, TAKE_GERUND
from chippolitik.annotate.shapes import MARKS, NOTHING, Shape, ordered
from chippolitik.lexicon import Words

__all__ = ["MOVABLE", "EnglishSigns"]

_NOUNISH_SUFFIX = re.compile(r"(?:tion|ment|ness|ity|ance|ence|ship|ism|ers?|ors?|ies|ages?|ings|sts|ics)$")
_CLOSED = "ZGOAESCRDHPB"
_JOINTS = frozenset({"before", "after", "since", "until", "as", "than", "for", "so", "once"})
_RELATIVES = frozenset({"who", "which", "whose", "where", "whom"})
_POSSESSIVES = frozenset({"her", "his", "no", "its", "their"})
_GENITIVES = ("'s", "s'")
_CLAUSAL = frozenset({"before", "after", "since", "until", "as", "once"})
_PARTICLES = frozenset({"in", "on", "off"})
_MONEY = re.compile(
    r"[$€£¥]|\b(?:dollars?|euros?|yuan|won|yen|pounds?|ringgit|kroner|kronor|francs?|rupees?|rubles?)\b"
)
_ADVERBS_OF_VERBS = frozenset({"up", "out", "over", "away", "down", "back"})
_THINGS = frozenset({"event", "measure", "license", "penalty"})
_OBJECTS = frozenset("DMQHE")
_FLOATING = frozenset({"all", "both", "each"})
_ORDINALS = frozenset({"first", "last"})
MOVABLE = frozenset({
    "all", "both", "each", "no", "longer", "only", "so", "in", "on", "off", "back", "one", "once", "first", "last",
    "because",
})  # fmt: skip
"""Words of one class whose neighbours make them another one."""
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

    def tag(self, index: int, words: list[Shape], tags: Sequence[str]) -> str:
        """Return the sign of a token that may have several.

        Args:
            index: Its index.
            words: The shapes of all tokens of the sentence.
            tags: The signs of the tokens before it.
        """
        _, lower, options = words[index]
        before = tags[index - 1] if index else ""
        if before == "M" and words[index - 1][1].endswith(_GENITIVES):
            before = "g"
        if before == "R" and words[index - 1][1] == "whose":
            before = "H"
        after = words[index + 1] if index + 1 < len(words) else NOTHING
        if options[0] in _CLOSED:
            return self._closed(lower, before, index, words)
        if "V" not in options:
            return "B" if lower == "longer" and before == "G" else _no_verb(options, after[2])
        if after[2][:1] in {"N", "M"} and self._describes(lower, before, after[1], index, words):
            return "J"
        if before == "M" and self._twin(index, words):
            return "V"
        return self._verb_or_noun(lower, options, before, after, index, words, tags)

    @staticmethod
    def _by_ending(lower: str) -> str:
        if lower.endswith("ly"):
            return "J" if lower in LY_ADJECTIVES else "B"
        if _NOUNISH_SUFFIX.search(lower):
            return "N"
        if lower.endswith("ed"):
            return "VJ"
        return "XV" if lower.endswith("ing") else "X"

    def _verb_or_noun(
        self, lower: str, options: str, before: str, after: Shape, index: int, words: list[Shape], tags: Sequence[str]
    ) -> str:
        """Tell a verb from a noun or an adjective of the same form."""
        follows = after[2][:1]
        forms = {form.tag for form in self._words.verbs.get(lower, ())}
        if not forms and lower.endswith("ed"):
            forms = {"d", "n"}
        nominal = "N" if "N" in options else "X" if "X" in options else ""
        if before in {"D", "H", "J", "g"} or (before in {"P", "Q"} and "g" not in forms):
            return attribute(forms, nominal, follows)
        if forms == {"b"} and (idle := no_infinitive(options, nominal, index, words, tags)):
            return idle
        if before in {"Z", "O", "E", "A", "G", "R", "B"}:
            return (nominal or "N") if forms == {"s"} and before in {"A", "O"} else "V"  # "has orders"
        # "reported figures": no two finite verbs stand together; "confirmed the serial numbers but"
        gerund = "g" in forms and after[1] == "of" and before in {"", ",", "C", "V"}  # "Packaging of the B200 is done"
        goods = before == "X" and tags[index - 2] in "PQ" and follows not in _OBJECTS  # "with hard drives after"
        second = gerund or (
            forms == {"s"} and (goods or before == "V" or (before == "X" and follows in {"C", "A", "O", "V"}))
        )
        if second or ("s" in forms and before in {"M", "N", "X"} and is_object(index, words, tags, self._words)):
            return nominal or "N"
        if forms == {"b"} and before in {"M", "N", "X"}:
            return self._base(nominal, follows, index, words, tags)
        if before == "" and "s" in forms and follows in {"P", "Z"}:
            return nominal or "N"
        if nominal and before == "N" and index > 1 and self._compound(index, words, tags):
            return nominal
        if nominal:
            return _noun_unless(forms, nominal, before, after)
        adjective = "J" in options and follows in {"N", "M", "X"} and before in {"", "V", "C", ",", "P"}
        return "J" if adjective else "V"

    def _describes(self, lower: str, before: str, after: str, index: int, words: list[Shape]) -> bool:
        """Whether a form in -ing describes the noun after it: "sells etching tools", "an order of packaging gear"."""
        if not lower.endswith("ing"):
            return False
        if lower in GERUND_FIRST and after in GERUND_HEADS:
            return before not in {"A", "Z", "O"}
        governing = {form.lemma for form in self._words.verbs.get(words[index - 1][1], ())} if index else set()
        return before == "V" and not governing & TAKE_GERUND and after[-1:] == "s"

    def _compound(self, index: int, words: list[Shape], tags: Sequence[str]) -> bool:
        """Whether the noun before is the first part of a compound: "China's export controls on gallium"."""
        first, follows = words[index - 1][1], words[index + 1][2][:1] if index + 1 < len(words) else ""
        if tags[index - 2] in "VPCN" and first[-1] != "s":
            return True
        owned = tags[index - 2] == "g" or (tags[index - 2] == "M" and words[index - 2][1].endswith(_GENITIVES))
        thing = any(noun.cls in _THINGS for noun in self._words.nouns_of(first))
        return follows in {"P", "A", "O", ".", ""} and thing and (owned or tags[index - 2] in "DHJ")

    def _twin(self, index: int, words: list[Shape]) -> bool:
        """Whether another verb in -s is joined, with an object: "ASE tests and packages MediaTek's chips"."""
        ahead = words[index + 1 : index + 4]
        if len(ahead) < 3 or ahead[0][2][:1] != "C":  # noqa: PLR2004 - "and", a verb, an object
            return False
        both = (words[index][1], ahead[1][1])
        twins = all(any(form.tag == "s" for form in self._words.verbs.get(word, ())) for word in both)
        return twins and ahead[2][2][:1] in {"D", "M", "Q", "H", "E", "J", "N"}

    def _clause(self, index: int, words: list[Shape]) -> bool:
        """Whether a noun phrase and then a finite verb follow: "before the administration slapped"."""
        seen = False
        for _, lower, options in words[index + 1 : index + 8]:
            forms = {form.tag for form in self._words.verbs.get(lower, ())}
            finite = "d" in forms or ("s" in forms and "N" not in options)
            if seen and (options[0] in "OA" or ("V" in options and finite)):
                return True
            noun = options[0] in "DHJNMXQgE" or options[:1] == "V"
            if not noun or (not seen and options[0] == "V" and "g" in forms):
                return False
            seen = seen or options[0] in "NMXE" or "N" in options
        return False

    @staticmethod
    def _base(nominal: str, follows: str, index: int, words: list[Shape], tags: Sequence[str]) -> str:
        """Tell "Chinese firms order chips" from "Oracle cloud contract": a base form needs a plural before it."""
        tag, word = tags[index - 1], words[index - 1][1]
        listed = any(t == "C" for t in tags[max(0, index - 5) : index])
        many = listed if tag == "M" else listed or (word.endswith("s") and not word.endswith("ss"))
        bare = any(words[j][1] in BARE for j in range(max(0, index - 6), index))
        objectlike = follows in {"D", "M", "Q", "H", "E", "J", "T", "Z", "N", "X", "P", "S", "B"}
        if many and index + 1 < len(words) and words[index + 1][1] in _ADVERBS_OF_VERBS:
            return "V"
        if bare and objectlike:
            return "V"
        if objectlike and follows != "P" and plural_before_place(index, words, tags):
            return "V"
        if many:
            return "V" if objectlike and (not nominal or follows not in {"P", "B"}) else nominal or "V"
        if tag == "M" and nominal == "" and follows in {"D", "H", "E", "Z", "S", "Q"}:
            return "V"
        return nominal or "X"

    def _closed(self, lower: str, before: str, index: int, words: list[Shape]) -> str:
        """Return the sign of a function word."""
        options, after = words[index][2], words[index + 1] if index + 1 < len(words) else NOTHING
        follows = after[2][:1]
        if lower in MOVABLE and (moved := _moved(lower, before, after)):
            return moved
        if lower == "to":
            verb = any(form.tag == "b" for form in self._words.verbs.get(after[1], ()))
            return "Z" if verb and "D" not in after[2] else "P"
        if lower == "that":
            return _that(before, follows)
        if lower == "'s":
            return "A" if before in {"E", "R"} else "g"
        if lower in _JOINTS:
            clause = follows == "E" or (lower in _CLAUSAL and self._clause(index, words))
            return "S" if clause else "P" if "P" in options else options[0]
        if lower in _RELATIVES:
            return "R"
        if lower in _POSSESSIVES:
            return "H" if "H" in options else "D"
        if lower in _PAIRED:
            return "D" if follows in {"N", "J", "M", "X"} or "D" in options or "N" in after[2] else options[0]
        return "C" if lower in {"but", "nor"} else options[0]


def _moved(lower: str, before: str, after: Shape) -> str:
    """Return the sign that neighbours give a word of one class ("no longer", "all serve"), or nothing."""
    if lower == "no" and after[1] == "longer":
        return "G"
    if lower in _FLOATING and before in {"M", "N", "E", "A", "O"} and "V" in after[2]:
        return "B"
    if lower in _ORDINALS and before in {"D", "H", "g"} and (after[2][:1] in "NMXJQ" or "N" in after[2]):
        return "J"
    if lower == "only" and before in {"D", "H", "g"}:
        return "J"
    if lower == "back":  # "will back imec with 500 million euros"
        return "V" if before in {"O", "Z"} and after[2][:1] in {"M", "D", "H", "E"} else ""
    if lower == "once" and after[2][:1] == "V" and before in {"M", "N", "X", "A"}:
        return "B"
    if lower in _PARTICLES:
        money = after[2][:1] == "Q" and bool(_MONEY.search(after[1]))
        onward = (lower, after[1]) == ("on", "to")
        return "B" if onward or (before == "V" and (money or after[2] == "P")) else ""
    return "B" if (lower, after[1]) in {("so", "far"), ("because", "of")} else ""


def _no_verb(options: str, follows: str) -> str:
    if "N" in options and "J" not in options:
        return "N"
    nominal = follows[:1] in {"N", "M", "X"} or (follows[:1] == "V" and "N" in follows)
    if nominal and "J" in options:
        return "J"
    return "N" if "N" in options else options[-1]


def _noun_unless(forms: set[str], nominal: str, before: str, after: Shape) -> str:
    """Return the nominal sign, or that of a verb where a noun stands before and an object after."""
    follows = after[2][:1]
    if before in {"M", "N", "X"}:
        third = "s" in forms or "d" in forms
        objectlike = follows in {"D", "M", "Q", "H", "E", "J", "T", "Z", "N", "B", "S"} or (
            follows == "P" and after[1] != "of"
        )
        return "V" if third and objectlike else nominal
    if before in {"", ",", "C"} and "b" in forms:
        return nominal if follows in {"P", "V", "A", "O", "N", "C", ","} else "V"
    if before in {",", "C"} and "s" in forms and follows in {"D", "M", "Q", "H", "E"}:
        return "V"
    return nominal if forms <= {"b", "s"} else "V"


def _that(before: str, follows: str) -> str:
    if before in {"N", "M", "X", ","}:
        return "R"
    if before in {"V", "A", ""} and follows not in {"", "."}:
        return "S"
    return "D" if follows in {"N", "X", "J"} else "R"
