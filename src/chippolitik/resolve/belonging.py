"""Whose a phrase's referent is, and of which country: genitives, possessive pronouns, adjectives of nationality."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.model.annotated import Phrase, Sentence
from chippolitik.model.entity import EntityRef
from chippolitik.model.resolved import PhraseRefs
from chippolitik.resolve.classes import common_class
from chippolitik.resolve.discourse import Discourse
from chippolitik.resolve.entities import Entities
from chippolitik.resolve.genders import wanted_by

__all__ = ["POSSESSIVE", "nationality", "owner", "possessed", "relative_owner", "seat"]

POSSESSIVE = frozenset({
    "its", "their", "his", "her", "sein", "seine", "seinen", "seinem", "seiner", "seines",
    "ihr", "ihre", "ihren", "ihrem", "ihrer", "ihres",
})  # fmt: skip
"""Possessive pronouns."""

_RELATIVE = frozenset({"whose", "dessen", "deren"})
_FROM = frozenset({"aus", "from"})
_NEAR = 3  # phrases that the antecedent of "whose" may lie back


def nationality(sentence: Sentence, phrase: Phrase) -> str | None:
    """Return the id of the country that a phrase itself gives its referent, or None.

    Args:
        sentence: The sentence.
        phrase: The phrase: "the Chinese firm", "US-Firmen", "Taiwan's TSMC", "Firmen aus China".
    """
    return _inside(sentence, phrase) or _from_after(sentence, phrase) or _by_possessor(sentence, phrase)


def owner(phrase: Phrase, before: Sequence[PhraseRefs]) -> tuple[EntityRef, ...]:
    """Return whose a phrase's referent is by a genitive; a country owns nothing.

    Args:
        phrase: The phrase.
        before: Referents of the phrases before it.
    """
    if phrase.possessor is None or before[phrase.possessor].places:
        return ()
    return before[phrase.possessor].agents


def relative_owner(sentence: Sentence, phrase: Phrase, before: Sequence[PhraseRefs]) -> tuple[EntityRef, ...]:
    """Return whose a phrase with "whose", "dessen", "deren" is: the nearest agent before it.

    Args:
        sentence: The sentence.
        phrase: The phrase.
        before: Referents of the phrases before it.
    """
    word = phrase.det or (sentence.tokens[phrase.first - 1].lower if phrase.first else "")
    if word not in _RELATIVE:
        return ()
    return next((refs.agents[:1] for refs in reversed(before[-_NEAR:]) if refs.agents and not refs.places), ())


def possessed(sentence: Sentence, phrase: Phrase, discourse: Discourse, entities: Entities) -> tuple[EntityRef, ...]:
    """Return whose a phrase with a possessive pronoun is.

    Args:
        sentence: The sentence.
        phrase: The phrase.
        discourse: What the text has spoken of.
        entities: Makes references.
    """
    if discourse.voice is not None and discourse.voice.owns(sentence, phrase):
        return (entities.of(discourse.voice.firm),)
    if phrase.det not in POSSESSIVE:
        return ()
    person, wanted = phrase.det in {"his", "her"}, wanted_by(phrase.det)
    found = discourse.subject(sentence.index, phrase.first, person=person, wanted=wanted)
    return (entities.of(found),) if found else ()


def _inside(sentence: Sentence, phrase: Phrase) -> str | None:
    head = sentence.tokens[phrase.last]
    for token in sentence.tokens[phrase.first : phrase.last + 1]:
        ref = token.mention.refs[0] if token.mention is not None else None
        if token.mention is None or ref is None or not ref.country:
            continue
        modifies = bool(token.mention.head) or token is not head
        if ref.kind == "demonym" or (modifies and common_class(ref.cls) == "place"):
            return ref.country
    return None


def seat(sentence: Sentence, phrase: Phrase) -> str | None:
    """Return the id of the country that a public body is said to sit in, or None: "the foreign ministry in Oslo"."""
    return _from_after(sentence, phrase, frozenset({"in"}))


def _from_after(sentence: Sentence, phrase: Phrase, preps: frozenset[str] = _FROM) -> str | None:
    if phrase.index + 1 >= len(sentence.phrases) or not phrase.nouns:
        return None
    after = sentence.phrases[phrase.index + 1]
    joined = after.prep in preps and sentence.tags[phrase.last + 1 : after.first].strip("D") == "P"
    if not joined or not after.mentions or after.mentions[-1].head:
        return None
    place = after.mentions[-1].refs[0]
    return place.country if common_class(place.cls) == "place" else None


def _by_possessor(sentence: Sentence, phrase: Phrase) -> str | None:
    if phrase.possessor is None:
        return None
    mentions = sentence.phrases[phrase.possessor].mentions
    if mentions and common_class(mentions[-1].refs[0].cls) == "place":
        return mentions[-1].refs[0].country
    return None
