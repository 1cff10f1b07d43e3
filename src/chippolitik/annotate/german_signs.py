"""Signs of German words, from closed classes, the lexicon, capital letters and the words beside them."""

from __future__ import annotations

from chippolitik.annotate.german_relatives import is_relative
from chippolitik.annotate.shapes import MARKS, NOTHING, Shape, ordered
from chippolitik.lexicon import Words

__all__ = ["GermanSigns"]

_PARTICLES = frozenset(
    """ab an auf aus bei ein fest fort frei her heran heraus hervor hin hinzu los mit nach nieder statt um vor vorbei
    weg weiter zu zurück zusammen nahe ab vorweg durch herbei heim teil offen gleich bereit voran über unter wider
    hervor hinaus""".split()  # noqa: SIM905 - words
)
_CLAUSE_END = frozenset({",", ".", ";", ":", "!", "?", "–", "—", "C", "", ")", "“", "”", '"'})
_CLOSED = "GZOADHEPSCRB"
_POSSESSIVES = frozenset({"sein", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres"})
_BEFORE_ADJECTIVES = frozenset({"im", "am", "zum", "zur", "vom", "beim", "dem", "des", "einem", "einer", "eines"})
_ADVERBIAL = ("haft", "weit", "esamt", "zeit", "lichst", "recht", "orts")
_LONGEST_ATTRIBUTE = 8  # tokens
_INSIDE = frozenset("DHNMJQTCPB")
_MODIFYING = frozenset("BJQTC")
_OPENING = frozenset("DHQ")
_SET = {
    "vor": ("allem", "kurzem", "langem"), "unter": ("anderem",), "seit": ("langem", "kurzem", "neuestem"),
    "bei": ("weitem",), "von": ("neuem", "vornherein"), "ohne": ("weiteres",),
}  # fmt: skip
_BY_NEIGHBOUR = {"als": "SC", "nicht": "GB"}  # "sowohl … als auch", "nicht nur"
_CONJUNCTIONS = frozenset({"als", "wie", "da", "so"})


class GermanSigns:
    """Tags German words.

    Args:
        words: The German words.
    """

    def __init__(self, words: Words) -> None:
        self._words = words

    def options(self, text: str, lower: str) -> str:
        """Return the signs that a word may have by itself, the likeliest first."""
        if not lower[0].isalnum() and lower[0] not in "'&":
            return lower if lower in MARKS else lower[:1]
        if lower in _BY_NEIGHBOUR:
            return _BY_NEIGHBOUR[lower]
        if classes := self._words.classes.get(lower):
            verb = "V" if lower in self._words.verbs and text[0].islower() and not classes & {"A", "O"} else ""
            return ordered(classes, _CLOSED) + verb + ("K" if lower in _PARTICLES else "")
        return self._capital(lower) if text[0].isupper() else self._small(lower)

    def tag(self, index: int, words: list[Shape]) -> str:
        """Return the sign of a token that may have several.

        Args:
            index: Its index.
            words: The shapes of all tokens of the sentence.
        """
        text, lower, options = words[index]
        before = words[index - 1][2][:1] if index else ""
        after = words[index + 1] if index + 1 < len(words) else NOTHING
        follows = after[2][:1]
        ends = follows in _CLAUSE_END or after[0] in _CLAUSE_END
        if lower == "als" and after[1] == "auch" and any(word[1] == "sowohl" for word in words[:index]):
            options = "C"  # "sowohl Tencent als auch Alibaba"
        if "K" in options and ends and before not in {"P", ""}:
            return "K"
        in_set = (lower in _SET and after[1] in _SET[lower]) or (
            index > 0 and lower in _SET.get(words[index - 1][1], ())
        )
        in_set = in_set or (lower in {"erster", "erste", "erstes"} and index > 0 and words[index - 1][1] == "als")
        in_set = in_set or (lower == "nicht" and after[1] in {"nur", "allein", "zuletzt", "bloß"})
        if lower == "zu" or in_set:
            return "B" if in_set else self._zu(after, ends=ends)
        if "V" in options and follows in {"N", "M", "Q", "T"} and index and words[index - 1][1] in _BEFORE_ADJECTIVES:
            return "J" if text[0].islower() and lower.endswith("en") else "V"
        if lower in _POSSESSIVES:
            return "H" if follows in {"N", "J", "M", "Q", "D"} else "A" if lower == "sein" else "E"
        if options[0] in _CLOSED and (
            "V" not in options[1:] or (options[0] == "D" and follows in {"N", "J", "M", "Q"})
        ):
            relative = "R" in options and bool(index) and is_relative(index, words, self._words)
            if before == "P" and index > 1 and words[index - 2][2][:1] not in {",", "C"}:
                before = ""  # "auf das von Intel entwickelte Modul": a relative clause begins with its preposition
            return "R" if relative else _function_word(lower, options, before, follows)
        if options == "VJ" and not self._words.adjective(lower):
            return "J" if self._is_attribute(index, words) else "V"
        if "J" in options:
            return _adjective(index, words)
        if "V" in options:
            noun = text[0].isupper() and "N" in options and (index > 0 or self._opens_as_noun(words))
            return "N" if noun else "V"
        return options[0]

    def _opens_as_noun(self, words: list[Shape]) -> bool:
        """Whether a sentence opens with a noun that could be a verb too: "Berichte über X seien falsch"."""
        lower, after = words[0][1], words[1][2][:1] if len(words) > 1 else ""
        infinitive = f"{lower}n" if lower.endswith("e") else lower
        known = any(form.tag == "i" for form in self._words.verbs.get(infinitive, ()))
        if not known or not (lower.endswith("e") or after == "P"):
            return False
        for text, _, options in words[1:]:
            if options[:1] in _CLAUSE_END or text in _CLAUSE_END:
                return False
            if options[:1] in {"V", "A", "O"}:
                return True
        return False

    @staticmethod
    def _is_attribute(index: int, words: list[Shape]) -> bool:
        """Whether a form is a participle before its noun: "die bestellten H20", "der von Nvidia entwickelte H20"."""
        after = words[index + 1][2][:1] if index + 1 < len(words) else ""
        if after not in {"N", "M", "J", "Q"}:
            return False
        alone = True  # only adverbs and adjectives so far
        for position in range(index - 1, max(-1, index - _LONGEST_ATTRIBUTE), -1):
            options = words[position][2]
            sign = options[:1]
            before = words[position - 1][2][:1] if position else ""
            if sign in {"S", "P"} and "P" in options and (alone or before in _OPENING):
                return True  # "aus staatlich finanzierten Zentren", "zwei mit der Sache vertraute Personen"
            if sign in {"D", "H"} and alone:
                return "E" not in options and (position < index - 1 or before not in {"", ","} or after != "M")
            if sign not in _INSIDE:
                return False
            alone = alone and sign in _MODIFYING
        return False

    def _capital(self, lower: str) -> str:
        if self._words.nouns_of(lower):
            return "N"
        if lower in self._words.verbs:
            return "NV"
        return "NJ" if lower.endswith(("er", "e", "en", "es")) else "N"

    def _small(self, lower: str) -> str:
        found = "V" if lower in self._words.verbs else ""
        if found and all(form.tag in {"a", "p"} for form in self._words.verbs[lower]):
            found = "JV"
        if self._words.adjective(lower) or (found == "V" and any(f.tag == "a" for f in self._words.verbs[lower])):
            found += "J"
        if lower in _PARTICLES:
            found += "K"
        if found:
            return found
        if lower.endswith(("e", "en", "er", "es", "em")):
            return "JB"
        no_verb = lower.endswith(_ADVERBIAL) or (lower.startswith("un") and not lower.startswith("unter"))
        return "BV" if lower.endswith("t") and not no_verb else "B"

    def _zu(self, after: Shape, *, ends: bool) -> str:
        infinitive = any(form.tag == "i" for form in self._words.verbs.get(after[1], ()))
        if infinitive and after[0].islower():
            return "Z"
        return "P" if after[2][:1] not in {"J", "B"} or not ends else "B"


def _function_word(lower: str, options: str, before: str, follows: str) -> str:
    relative = options[0] == "D" and "R" in options and before in {",", "P", "Z", "S"}
    if relative and follows not in {"N", "J", "M", "Q"}:
        return "R"
    preposition = "P" in options and options[0] in "SCB" and lower not in _CONJUNCTIONS
    if preposition and follows in {"N", "M", "D", "J", "Q", "H", "T", "E"}:
        return "P"
    return options[0]


def _adjective(index: int, words: list[Shape]) -> str:
    """Return the sign of a word that may be an adjective: it is one where a noun follows, over other adjectives."""
    text, _, options = words[index]
    rest = next(
        (
            w[2][0]
            for w in words[index + 1 : index + 5]
            if w[2] and w[2][0] not in "JQC," and (w[2][0] == "N" or "J" not in w[2])
        ),
        "",
    )
    if text[0].isupper() and index and not text.endswith("er"):
        return "N"  # "Bestellungen über 50.000 H20"; "Schwarzwälder" is an adjective
    if rest in {"N", "M"}:
        return "J"
    if text[0].isupper():
        return "N"
    return "V" if "V" in options else "B" if "B" in options else "J"
