"""Signs of words in a sentence: one character a token, from closed classes, the lexicon and the neighbours."""

from __future__ import annotations

import re

from chippolitik.lexicon import Words

__all__ = ["Tagger"]

_NOUNISH_SUFFIX = re.compile(r"(?:tion|ment|ness|ity|ance|ence|ship|ism|ers?|ors?|ies|ages?|ings|sts|ics)$")
_PARTICLES = frozenset(
    """ab an auf aus bei ein fest fort frei her heran heraus hervor hin hinzu los mit nach nieder statt um vor vorbei
    weg weiter zu zurück zusammen nahe ab vorweg durch herbei heim teil offen gleich bereit voran über unter wider
    hervor hinaus""".split()  # noqa: SIM905 - words
)
_MARKS = frozenset(',;:()[]–—"„“”»«‚‘…/+')
_CLAUSE_END = frozenset({",", ".", ";", ":", "!", "?", "–", "—", "C", "", ")", "“", "”", '"'})


class Tagger:
    """Tags the words of one language.

    Args:
        words: The words of the language.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._english = words.language == "en"
        self._kept: dict[str, str] = {}

    def options(self, text: str, lower: str) -> str:
        """Return the signs that a word may have by itself, the likeliest first; names and amounts are no words."""
        key = text if not self._english else lower
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = (
                self._english_options(lower) if self._english else self._german_options(text, lower)
            )
        return found

    def tag(self, index: int, words: list[tuple[str, str, str]]) -> str:
        """Return the sign of a token in its sentence.

        Args:
            index: Its index.
            words: Text, lower case and options of each token; names, amounts and times have their sign as only option.
        """
        text, lower, options = words[index]
        if len(options) == 1 and (options != "V" or not self._english):
            return options
        before = words[index - 1][2] if index else ""
        after = words[index + 1] if index + 1 < len(words) else ("", "", "")
        if self._english:
            return self._english_tag(lower, options, before[:1], after)
        return self._german_tag(index, words, options, before[:1])

    def _english_options(self, lower: str) -> str:
        if not lower[0].isalnum() and lower[0] not in "'&$":
            return lower if lower in _MARKS else lower[:1]
        classes = self._words.classes.get(lower)
        if classes:
            return _ordered(classes, "GZOAESCRDHPB")
        found = "V" if lower in self._words.verbs else ""
        if self._words.nouns_of(lower):
            found += "N"
        if self._words.adjective(lower):
            found += "J"
        if found:
            return found
        if lower.endswith("ly"):
            return "B"
        if _NOUNISH_SUFFIX.search(lower):
            return "N"
        return "VJ" if lower.endswith("ed") else "XV" if lower.endswith("ing") else "X"

    def _english_tag(self, lower: str, options: str, before: str, after: tuple[str, str, str]) -> str:
        follows = after[2]
        if options[0] in "ZGOAESCRDHPB":
            return self._closed(lower, options, before, after)
        if "V" not in options:
            return (
                "N"
                if "N" in options and "J" not in options
                else "J"
                if follows[:1] in {"N", "M", "X", "V"} and "J" in options
                else options[-1]
            )
        forms = (
            {form.tag for form in self._words.verbs.get(lower, ())} or {"d", "n"}
            if lower.endswith("ed")
            else {form.tag for form in self._words.verbs.get(lower, ())}
        )
        nominal = "N" if "N" in options else "X" if "X" in options else ""
        if before in {"D", "H", "J", "g"} or (before in {"P", "Q"} and not forms & {"g"}):
            if forms & {"n", "g"} and follows[:1] in {"N", "M", "X", "J"}:
                return "J"
            return nominal or (
                "J"
                if forms & {"n", "g"} and follows[:1] in {"N", "M", "X", "J", "V"}
                else "V"
                if not forms & {"b", "s"}
                else "N"
            )
        if before in {"Z", "O", "E", "A", "G", "R", "B"}:
            return "V"
        if before == "M" and not nominal and forms == {"b"} and follows[:1] == "N" and self._words.nouns_of(after[1]):
            return "X"
        if nominal:
            if before in {"M", "N", "X"}:
                objectlike = follows[:1] in {"D", "M", "Q", "H", "E", "J", "T", "Z", "N"} or follows[:1] == "P"
                third = "s" in forms or "d" in forms
                return "V" if third and objectlike and not (follows[:1] == "P" and after[1] in {"of"}) else nominal
            if before in {"", ",", "C"} and "b" in forms:
                return nominal if follows[:1] in {"P", "V", "A", "O", "N", "C", ","} else "V"
            return nominal if forms <= {"b", "s"} else "V"
        if "J" in options and follows[:1] in {"N", "M", "X"} and before in {"", "V", "C", ",", "P"}:
            return "J"
        return "V"

    def _closed(self, lower: str, options: str, before: str, after: tuple[str, str, str]) -> str:
        follows = after[2][:1]
        if lower == "to":
            return (
                "Z"
                if any(form.tag == "b" for form in self._words.verbs.get(after[1], ())) and "D" not in after[2]
                else "P"
            )
        if lower == "that":
            return (
                "R"
                if before in {"N", "M", "X", ","}
                else "S"
                if before in {"V", "A", ""} and follows not in {"", "."}
                else "D"
                if follows in {"N", "X", "J"}
                else "R"
            )
        if lower in {"'s"}:
            return "A" if before in {"E", "R"} else "g"
        if lower in {"before", "after", "since", "until", "as", "than", "for", "so", "once"}:
            return "S" if follows == "E" else "P" if "P" in options else options[0]
        if lower in {"who", "which", "whose", "where", "whom"}:
            return "R"
        if lower in {"her", "his", "no", "its", "their"}:
            return "H" if "H" in options else "D"
        if lower in {"one", "either", "neither", "both", "nor"}:
            return "C" if lower == "nor" else "D" if follows in {"N", "J", "M", "X"} or "D" in options else options[0]
        if lower == "but":
            return "C"
        return options[0]

    def _german_options(self, text: str, lower: str) -> str:
        if not lower[0].isalnum() and lower[0] not in "'&":
            return lower if lower in _MARKS else lower[:1]
        classes = self._words.classes.get(lower)
        if classes:
            verb = "V" if lower in self._words.verbs and text[0].islower() and not classes & {"A", "O"} else ""
            return _ordered(classes, "GZOADHEPSCRB") + verb + ("K" if lower in _PARTICLES else "")
        if text[0].isupper():
            found = "N" if self._words.nouns_of(lower) else ""
            return found or (
                "NV" if lower in self._words.verbs else "NJ" if lower.endswith(("er", "e", "en", "es")) else "N"
            )
        found = "V" if lower in self._words.verbs else ""
        if found and all(form.tag in {"a", "p"} for form in self._words.verbs[lower]):
            found = "JV"
        if self._words.adjective(lower):
            found += "J"
        if lower in _PARTICLES:
            found += "K"
        if found:
            return found
        if lower.endswith(("e", "en", "er", "es", "em")):
            return "JB"
        return "B" if not lower.endswith("t") else "BV"

    def _german_tag(self, index: int, words: list[tuple[str, str, str]], options: str, before: str) -> str:
        text, lower, _ = words[index]
        after = words[index + 1] if index + 1 < len(words) else ("", "", "")
        follows = after[2]
        ends = follows[:1] in _CLAUSE_END or after[0] in _CLAUSE_END
        if "K" in options and ends and before not in {"P", ""}:
            return "K"
        if lower == "zu":
            verbs = self._words.verbs.get(after[1], ())
            return (
                "Z"
                if any(form.tag == "i" for form in verbs) and after[0].islower()
                else "P"
                if follows[:1] not in {"J", "B"} or ends is False
                else "B"
            )
        if lower in {"sein", "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres"}:
            return "H" if follows[:1] in {"N", "J", "M", "Q", "D"} else "A" if lower == "sein" else "E"
        if options[0] in "GZOADHEPSCRB" and "V" not in options[1:]:
            if (
                options[0] == "D"
                and "R" in options
                and before in {",", "P"}
                and follows[:1] not in {"N", "J", "M", "Q"}
            ):
                return "R"
            if (
                "P" in options
                and options[0] in "SCB"
                and follows[:1] in {"N", "M", "D", "J", "Q", "H", "T", "E"}
                and lower not in {"als", "wie", "da", "so"}
            ):
                return "P"
            return options[0]
        if "J" in options:
            rest = next(
                (w[2][0] for w in words[index + 1 : index + 5] if w[2] and not (w[2][0] in "JQC," or "J" in w[2])), ""
            )
            if rest in {"N", "M"}:
                return "J"
            if text[0].isupper():
                return "N"
            return "V" if "V" in options else "B" if "B" in options else "J"
        if "V" in options:
            return "N" if text[0].isupper() and index and "N" in options else "V"
        return options[0]


def _ordered(classes: frozenset[str], order: str) -> str:
    return "".join(sorted(classes, key=order.index))
