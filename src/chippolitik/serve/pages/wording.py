"""The words of the pages in a language; the English ones are the keys. Labels of terms come from the ontology."""

from __future__ import annotations

from chippolitik.serve.pages.german import GERMAN
from chippolitik.serve.pages.german_names import NAMES

__all__ = ["said"]


def said(words: str, lang: str) -> str:
    """Return words in a language; what has no German stays English.

    Example:
        >>> said("Search", "de"), said("Search", "en"), said("buyer", "de")
        ('Suche', 'Search', 'Käufer')
    """
    return GERMAN.get(words) or NAMES.get(words, words) if lang == "de" else words
