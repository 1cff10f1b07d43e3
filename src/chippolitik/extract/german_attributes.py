"""Participles before German nouns as predications: "die von Tencent bestellten H20" says that Tencent ordered them."""

from __future__ import annotations

from collections.abc import Iterator

from chippolitik.extract.predication import Arg, Predication
from chippolitik.model.annotated import Phrase, Sentence

__all__ = ["attributive_predications"]

_AGENT = frozenset({"von", "vom", "durch"})
_LONGEST = 12  # tokens between an article and its noun
_SEATED = ("ansässig", "beheimatet", "domiziliert", "niedergelassen")  # adjectives that say what "sitzen" says


def attributive_predications(sentence: Sentence) -> Iterator[Predication]:
    """Yield a predication for each participle that stands before a noun with phrases of its own.

    Args:
        sentence: A German sentence.
    """
    for phrase in sentence.phrases:
        for position in range(phrase.first, phrase.last):
            token = sentence.tokens[position]
            forms = [form for form in token.verbs if form.tag in "ap"]
            inner = _inner(sentence, phrase)
            if inner and token.lower.startswith(_SEATED):
                yield _predication(phrase, inner, position, "sitzen", passive=False)
                break
            if forms and inner:
                yield _predication(phrase, inner, position, forms[0].lemma, passive=forms[0].tag == "a")
                break


def _inner(sentence: Sentence, phrase: Phrase) -> list[Phrase]:
    """Return the prepositional phrases between a phrase and the article that opens it."""
    found: list[Phrase] = []
    first = phrase.first
    for other in reversed(sentence.phrases[: phrase.index]):
        gap = sentence.tags[other.last + 1 : first].strip("BTQ")
        if gap or not other.prep or phrase.first - other.first > _LONGEST:
            break
        found.insert(0, other)
        first = other.first - 1
        while first > 0 and sentence.tags[first] in "PB":
            if sentence.tags[first - 1] in "DHQ":
                return found
            first -= 1
        first += 1
    return []


def _predication(phrase: Phrase, inner: list[Phrase], position: int, verb: str, *, passive: bool) -> Predication:
    pred = Predication(verb, position, inner[0].first, phrase.last, passive=passive, finite=False, past=passive)
    pred.link = "rel"
    pred.args = [Arg((phrase.index,), ("obj",) if passive else ("subj",), phrase.first, phrase.last)]
    for other in inner:
        functions = ("subj", other.prep) if passive and other.prep in _AGENT else (other.prep,)
        pred.args.append(Arg((other.index,), functions, other.first, other.last))
    return pred
