"""English inflection: the forms of a verb, the singular of a noun. Lists of irregular verbs are data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

__all__ = ["singulars", "verb_forms"]

_VOWELS = "aeiou"
_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")  # "prop" has "propping"
_DOUBLED = frozenset({"ship", "ban", "cut", "stop", "plan", "bar", "tap", "equip", "drop", "let", "put", "get", "set"})
_DOUBLED |= frozenset({"run", "win", "sit", "dip", "top", "tip", "sign_up", "slip", "fit", "commit", "admit", "permit"})
_DOUBLED |= frozenset({"refer", "prefer", "occur", "rebut", "submit", "control", "cancel", "label", "fuel", "propel"})
_DOUBLED |= frozenset({"slap", "step", "wrap", "swap", "strip", "map", "jot", "snap", "hit", "begin", "forbid", "omit"})


def verb_forms(verb: str, irregular: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the forms of an English verb with what they are.

    Args:
        verb: The base form, one word.
        irregular: Base form → (past, participle).

    Yields:
        Form and tag: ``b`` base, ``s`` third person, ``d`` past, ``n`` participle, ``g`` with -ing.

    Example:
        >>> sorted(verb_forms("ship", {}))
        [('ship', 'b'), ('shipped', 'd'), ('shipped', 'n'), ('shipping', 'g'), ('ships', 's')]
        >>> ("bought", "n") in set(verb_forms("buy", {"buy": ("bought", "bought")}))
        True
    """
    yield verb, "b"
    yield _third(verb), "s"
    doubled = verb in _DOUBLED or _SHORT.fullmatch(verb) is not None
    stem = verb + verb[-1] if doubled and verb[-1] not in "eyw" else verb
    yield (verb[:-2] + "ying" if verb.endswith("ie") else _cut_e(stem) + "ing"), "g"
    if verb in irregular:
        past, participle = irregular[verb]
        yield past, "d"
        yield participle, "n"
        return
    past = verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if _consonant_y(verb) else stem + "ed"
    yield past, "d"
    yield past, "n"


def singulars(noun: str) -> Iterator[str]:
    """Yield what the singular of an English noun may be, the word itself first.

    Example:
        >>> list(singulars("companies")), list(singulars("chip"))
        (['companies', 'company', 'companie'], ['chip'])
    """
    yield noun
    if len(noun) > 3 and noun.endswith("s") and not noun.endswith("ss"):  # noqa: PLR2004 - "gas" is no plural
        if noun.endswith("ies"):
            yield noun[:-3] + "y"
        if noun.endswith("es"):
            yield noun[:-2] if not noun.endswith("ies") else noun[:-1]
        if not noun.endswith("ies"):
            yield noun[:-1]


def _third(verb: str) -> str:
    if _consonant_y(verb):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _consonant_y(verb: str) -> bool:
    return verb.endswith("y") and len(verb) > 1 and verb[-2] not in _VOWELS


def _cut_e(verb: str) -> str:
    return verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
