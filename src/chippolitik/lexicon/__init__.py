"""What the extractor knows of words: inflection, nouns, verbs, frames, from ``data/lexicon``; no text is read here."""

from chippolitik.lexicon.entries import Embedding, Example, Family, Frame, Noun, VerbForm
from chippolitik.lexicon.load import LANGUAGES, Lexicon, load_lexicon
from chippolitik.lexicon.words import Words

__all__ = [
    "LANGUAGES",
    "Embedding",
    "Example",
    "Family",
    "Frame",
    "Lexicon",
    "Noun",
    "VerbForm",
    "Words",
    "load_lexicon",
]
