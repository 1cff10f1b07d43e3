"""A document with its linguistic annotation: sentences, tokens, noun phrases. What they refer to is added later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from chippolitik.lexicon import Noun, VerbForm
from chippolitik.model.document import Document
from chippolitik.model.mention import Amount, Mention, TimeMention

__all__ = ["AnnotatedDocument", "Phrase", "Sentence", "Token"]


class Token(NamedTuple):
    """A word, a name, an amount, a time or a mark.

    Attributes:
        start: Offset of the first character in the article's text.
        end: Offset after the last one.
        text: As written.
        lower: In lower case.
        tag: One sign: ``D`` determiner, ``H`` possessive pronoun, ``E`` pronoun, ``J`` adjective, ``N`` noun,
            ``X`` unknown word, ``M`` name, ``Q`` amount, ``T`` time, ``P`` preposition, ``O`` modal, ``A``
            auxiliary, ``G`` negation, ``Z`` to/zu, ``V`` verb, ``K`` verb particle, ``B`` adverb, ``R`` relative,
            ``S`` subordinator, ``C`` coordinator, ``g`` genitive mark, else the mark itself.
        verbs: What verb it may be a form of.
        nouns: What noun it may be a form of.
        mention: The name, or None.
        amount: The amount, or None.
        time: The time, or None.
    """

    start: int
    end: int
    text: str
    lower: str
    tag: str
    verbs: tuple[VerbForm, ...] = ()
    nouns: tuple[Noun, ...] = ()
    mention: Mention | None = None
    amount: Amount | None = None
    time: TimeMention | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without what follows its head.

    Attributes:
        index: Its number in the sentence.
        first: Index of its first token.
        last: Index of its last token.
        prep: The preposition that governs it, in lower case, or empty.
        det: Its determiner in lower case, or empty.
        nouns: What its head may be; empty where the head is a name.
        mentions: The names in it.
        amount: The amount in it, or None.
        possessor: Index of the phrase that stands in the genitive to it, or None.
        plural: Whether its head is in the plural, as far as the form tells.
    """

    index: int
    first: int
    last: int
    prep: str = ""
    det: str = ""
    nouns: tuple[Noun, ...] = ()
    mentions: tuple[Mention, ...] = ()
    amount: Amount | None = None
    possessor: int | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence.

    Attributes:
        index: Its number in the document.
        paragraph: Number of its paragraph.
        start: Offset of its first character.
        end: Offset after its last one.
        language: ``en`` or ``de``.
        tokens: Its tokens.
        tags: The signs of its tokens, one string.
        phrases: Its noun phrases, in text order.
        question: Whether it is a question.
    """

    index: int
    paragraph: int
    start: int
    end: int
    language: str
    tokens: tuple[Token, ...]
    tags: str
    phrases: tuple[Phrase, ...]
    question: bool = False


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with its sentences.

    Attributes:
        document: The document.
        sentences: Its sentences in German or English, in text order.
    """

    document: Document
    sentences: tuple[Sentence, ...]
