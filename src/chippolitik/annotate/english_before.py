"""What the words before an English word show of it: whether a verb can stand there, and which."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.annotate.english_words import BARE
from chippolitik.annotate.shapes import Shape
from chippolitik.lexicon import Words

__all__ = ["attribute", "is_object", "no_infinitive", "plural_before_place"]

_DO = frozenset({"do", "does", "did", "don't", "doesn't", "didn't"})


def no_infinitive(options: str, nominal: str, index: int, words: list[Shape], tags: Sequence[str]) -> str:
    """Return the sign of a base form where no infinitive can stand: "is now part of", "steer clear of", or nothing."""
    before = tags[index - 1] if index else ""
    if nominal and before in {"A", "B"} and _after_be(index, words, tags):
        return nominal
    return "J" if before == "V" and "J" in options and words[index - 1][1] not in BARE else ""


def _after_be(index: int, words: list[Shape], tags: Sequence[str]) -> bool:
    """Whether "be" or "have" stands before, adverbs between: no base form of a verb follows ("is now part of")."""
    for at in range(index - 1, -1, -1):
        if tags[at] not in "BG":
            return tags[at] == "A" and words[at][1] not in _DO
    return False


def is_object(index: int, words: list[Shape], tags: Sequence[str], lexicon: Words) -> bool:
    """Whether a form in -s ends the object of an infinitive or participle: "selling hard drives to"."""
    for at in range(index - 1, 0, -1):
        if tags[at] == "V":
            participle = any(form.tag == "g" for form in lexicon.verbs.get(words[at][1], ()))
            return tags[at - 1] == "Z" or (participle and tags[at - 1] in "VAPN")
        if tags[at] not in "DHJQMNXg":
            return False
    return False


def plural_before_place(index: int, words: list[Shape], tags: Sequence[str]) -> bool:
    """Whether a plural with a phrase of place is the subject: "Its lines in Zhengzhou turn out servers"."""
    at = index - 1
    while at > 0 and tags[at] in "MNXJD":
        at -= 1
    if at < 1 or tags[at] != "P" or words[at][1] not in {"in", "at", "of", "from", "near", "on"}:
        return False
    head = words[at - 1][1]
    return (
        tags[at - 1] in "NX"
        and head.endswith("s")
        and not head.endswith("ss")
        and not set(tags[: at - 1]) & set("VAOSR")
    )


def attribute(forms: set[str], nominal: str, follows: str) -> str:
    """Return the sign of a word after a determiner or an adjective: no finite verb stands there."""
    participle = bool(forms & {"n", "g"})
    if participle and follows in {"N", "M", "X", "J"}:
        return "J"
    if nominal:
        return nominal
    if "g" in forms and follows in {"P", "V", "A", "O", ".", ","}:
        return "X"
    if participle and follows == "V":
        return "J"
    return "N" if forms & {"b", "s"} else "V"
