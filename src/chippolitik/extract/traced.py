"""The rows of a trace: what was seen in a sentence, what was tried, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chippolitik.model.entity import EntityRef

__all__ = ["CandidateTrace", "ClauseTrace", "PhraseTrace", "SentenceTrace", "Trial", "labels_of"]

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PhraseTrace:
    """A noun phrase.

    Attributes:
        text: Its words.
        prep: Its preposition, or empty.
        how: How it refers: ``name`` ``definite`` ``pronoun`` ``described`` ``bare``, or empty.
        meant: What may be filled → what it stands for.
    """

    text: str
    prep: str
    how: str
    meant: Pairs


@dataclass(frozen=True, slots=True)
class ClauseTrace:
    """A verb with its arguments.

    Attributes:
        verb: Its infinitive.
        text: The words of its clause.
        states: ``passive`` ``causative`` ``negated`` ``past`` ``infinite`` ``conjunctive``.
        modals: Modal verbs and auxiliaries of its chain.
        under: How it hangs on which verb, or empty.
        args: Functions → words.
    """

    verb: str
    text: str
    states: tuple[str, ...]
    modals: tuple[str, ...]
    under: str
    args: Pairs


@dataclass(frozen=True, slots=True)
class Trial:
    """A frame that a word of the sentence triggers.

    Attributes:
        frame: Its id.
        kind: The kind of claims that it gives.
        word: The word.
        outcome: Why it gives no candidate as it stands, beginning with ``phrase`` ``veto`` ``role unfilled``
            ``modality`` ``negation`` or ``needs``; empty where it fires.
        roles: Role → fillers, as far as it got.
    """

    frame: str
    kind: str
    word: str
    outcome: str
    roles: Pairs


@dataclass(frozen=True, slots=True)
class CandidateTrace:
    """What may be a claim.

    Attributes:
        by: Who found it: a frame with its word, or another reader.
        kind: Its kind.
        roles: Role → fillers or word.
        modality: Its modality.
        strict: Whether each filler stands where its frame says.
        probability: How likely it is a claim by its features.
        threshold: What its kind asks for.
        outcome: ``claim``, or why it is none.
        features: The features that weigh most, with their log-odds.
    """

    by: str
    kind: str
    roles: Pairs
    modality: str
    strict: bool
    probability: float
    threshold: float
    outcome: str
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """What was seen in a sentence.

    Attributes:
        index: Its number in the document.
        language: ``en`` or ``de``.
        text: Its words.
        tokens: Tokens with their signs.
        names: Names, times and amounts: words, what they are, details.
        phrases: Its noun phrases.
        clauses: Its verbs with their arguments.
        trials: The frames that were tried; none in a question.
        candidates: What may be claims of it.
    """

    index: int
    language: str
    text: str
    tokens: Pairs
    names: tuple[tuple[str, str, str], ...]
    phrases: tuple[PhraseTrace, ...]
    clauses: tuple[ClauseTrace, ...]
    trials: tuple[Trial, ...]
    candidates: tuple[CandidateTrace, ...]


def labels_of(roles: Mapping[str, tuple[EntityRef, ...]]) -> Pairs:
    """Return roles with the labels of their fillers.

    Args:
        roles: Role → fillers.

    Example:
        >>> labels_of({"user": (EntityRef("Baidu", "Company"), EntityRef("Tencent", "Company"))})
        (('user', 'Baidu and Tencent'),)
    """
    return tuple((role, " and ".join(entity.label for entity in group)) for role, group in roles.items() if group)
