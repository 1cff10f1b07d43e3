"""The words of the pages in a language; the English ones are the keys. Labels of terms come from the ontology."""

from __future__ import annotations

from chippolitik.serve.pages.german import GERMAN
from chippolitik.serve.pages.german_columns import COLUMNS
from chippolitik.serve.pages.german_names import NAMES
from chippolitik.serve.pages.german_notes import NOTES

__all__ = ["language_of_words", "said"]


def said(words: str, lang: str) -> str:
    """Return words in a language; what has no German stays English.

    Example:
        >>> said("Search", "de"), said("Search", "en"), said("buyer", "de")
        ('Suche', 'Search', 'Käufer')
    """
    if lang != "de":
        return words
    return GERMAN.get(words) or NAMES.get(words) or NOTES.get(words) or COLUMNS.get(words, words)


def language_of_words(words: str, lang: str) -> str:
    """Return the language that words come out in: the page's, or English where there are no others.

    Example:
        >>> language_of_words("Who ordered.", "de"), language_of_words("What nobody translated.", "de")
        ('de', 'en')
    """
    return lang if said(words, lang) != words else "en"
