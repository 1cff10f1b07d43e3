"""Whether "der", "die", "das" after a comma is a relative pronoun: its clause then ends in the finite verb."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.annotate.shapes import Shape
from chippolitik.lexicon import Words

__all__ = ["is_relative"]

_PRONOUNS = frozenset({"der", "die", "das", "den", "dem"})
_ENDS = frozenset(",;:.!?–—()")
_QUOTES = frozenset("»«„“”\"'‘’‚")
_PARTICIPLES = frozenset({"worden", "geworden", "gewesen", "gehabt", "gekonnt", "gewollt", "gedurft", "gemusst"})
_LISTED = frozenset({"N", "M", "J", "Q"})  # what goes on with a list without an article
_LONGEST = 25  # tokens of a relative clause
_SHORTEST = 2  # words beside the verb that tell a relative clause from "die Zahl sinkt"


def is_relative(index: int, words: Sequence[Shape], lexicon: Words) -> bool:
    """Return whether an article form is a relative pronoun although a noun follows: ", die Gallium liefert".

    Args:
        index: Index of the form.
        words: The shapes of all tokens of the sentence.
        lexicon: The German words.
    """
    comma = index - 1 if words[index - 1][0] == "," else index - 2
    prepositional = comma == index - 2
    if words[index][1] not in _PRONOUNS or comma < 1 or words[comma][0] != ",":
        return False
    if prepositional and "P" not in words[index - 1][2]:
        return False
    clause = _clause(index + 1, words)
    start = len(clause)
    while start and _is_verb(clause[start - 1]):
        start -= 1
    inside, cluster = clause[:start], clause[start:]
    if not inside or not cluster or any(_is_finite(word, lexicon) for word in inside):
        return False
    last = cluster[-1]
    auxiliary = set(last[2]) & {"A", "O"}
    if not _is_finite(last, lexicon, sure=False) or (not auxiliary and len(cluster) > 1):
        return False
    if prepositional or len(cluster) > 1:
        return True
    return len(inside) >= _SHORTEST or (not auxiliary and inside[0][2][:1] == "M")


def _clause(start: int, words: Sequence[Shape]) -> list[Shape]:
    """Return the words up to the end of the clause; a comma before its verb is one of a list."""
    found: list[Shape] = []
    for place, word in enumerate(words[start : start + _LONGEST], start + 1):
        if word[0] in _QUOTES:
            continue
        if word[0] in _ENDS:
            follows = words[place][2][:1] if place < len(words) else ""
            if word[0] != "," or not found or _is_verb(found[-1]) or follows not in _LISTED:
                break
            continue
        found.append(word)
    return found


def _is_verb(word: Shape) -> bool:
    text, _, options = word
    return text[:1].islower() and options[:1] in {"V", "A", "O", "Z"}


def _is_finite(word: Shape, lexicon: Words, *, sure: bool = True) -> bool:
    """Whether a word is a finite verb; ``sure``: whether it cannot be anything else."""
    text, lower, options = word
    if not text[:1].islower() or lower in _PARTICIPLES:
        return False
    if set(options) & {"A", "O"} and options[:1] in {"A", "O"}:
        return True
    tags = {form.tag for form in lexicon.verbs.get(lower, ())}
    if sure:
        return options == "V" and bool(tags & {"f", "k"}) and not tags & {"n", "i", "a"}
    return options[:1] == "V" and (not tags or bool(tags & {"f", "k"}))
