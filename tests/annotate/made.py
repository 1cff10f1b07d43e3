"""Sentences annotated with the shipped knowledge base and lexicon, for the tests of this folder."""

from __future__ import annotations

from functools import cache

from chippolitik.annotate import Annotator
from chippolitik.lexicon import load_lexicon
from chippolitik.model import Document, PartialDate
from chippolitik.model.annotated import AnnotatedDocument, Phrase, Sentence
from chippolitik.tables import load_tables

PUBLISHED = PartialDate("2024-09-30")


@cache
def annotator() -> Annotator:
    return Annotator(load_tables(), load_lexicon())


def annotated(text: str, language: str | None = None) -> AnnotatedDocument:
    """Return a text with its annotation."""
    return annotator().annotate(Document(name="made", key="made", text=text, published=PUBLISHED, language=language))


def sentence(text: str, language: str) -> Sentence:
    """Return the only sentence of a text."""
    [one] = annotated(text, language).sentences
    return one


def words(one: Sentence, phrase: Phrase) -> str:
    """Return the tokens of a phrase, with a blank between each."""
    return " ".join(token.text for token in one.tokens[phrase.first : phrase.last + 1])
