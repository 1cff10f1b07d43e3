"""Sentences of other packages in the page's language: messages of shapes, and how an origin is known."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from chippolitik.serve.pages.desk import Desk

__all__ = ["Sentence", "basis_words", "reason_words"]

_MESSAGE = NamedNode("http://www.w3.org/ns/shacl#message")
_BASES = (
    (r"its publisher's own word", "der Herausgeber sagt es selbst"),
    (r"the text names a (.+)", "der Text nennt ein Dokument: {}"),
    (r"the text attributes it to (.+)", "der Text nennt als Quelle {}"),
    (r"the sentence names (.+)", "der Satz nennt {}"),
    (r"its text is credited to (.+)", "als Urheber des Textes ist {} genannt"),
    (r"its text names (.+)", "der Text beruft sich auf {}"),
    (r"neither source nor publisher is known", "weder Quelle noch Herausgeber sind bekannt"),
    (r"nobody else's text is known", "kein Text von anderen ist bekannt"),
    (r"its text is a \w+ of what (.+) has \((\d+)% alike\)", "der Text gleicht zu {1} % dem von {0}"),
)
_FURTHER = re.compile(r"(.+), which goes back to (.+)")
Sentence = tuple[str, str]
"""Words, and the language that they are in."""


def reason_words(desk: Desk, message: str) -> Sentence:
    """Return the message of a shape in the page's language, or as it is where the shapes have no other."""
    if desk.lang != "de":
        return message, "en"
    german = desk.kept("messages", lambda: _messages(desk)).get(message)
    return (german, "de") if german else (message, "en")


def basis_words(basis: str, lang: str) -> Sentence:
    """Return how an origin is known in a language, or as it is where no German is known.

    Example:
        >>> basis_words("the sentence names Reuters, which goes back to AFP", "de")
        ('der Satz nennt Reuters, was auf AFP zurückgeht', 'de')
        >>> basis_words("somebody said so", "de")
        ('somebody said so', 'en')
    """
    if lang != "de":
        return basis, "en"
    if further := _FURTHER.fullmatch(basis):
        words, found = basis_words(further[1], lang)
        return (f"{words}, was auf {further[2]} zurückgeht", "de") if found == "de" else (basis, "en")
    for pattern, german in _BASES:
        if match := re.fullmatch(pattern, basis):
            return german.format(*match.groups()), "de"
    return basis, "en"


def _messages(desk: Desk) -> dict[str, str]:
    """Return the German messages of our shapes by the English ones."""
    both: dict[object, dict[str | None, str]] = {}
    for quad in desk.site.reading.shipped().match(None, _MESSAGE, None, None):
        if isinstance(quad.object, Literal):
            both.setdefault(quad.subject, {})[quad.object.language] = quad.object.value
    return {words["en"]: words["de"] for words in both.values() if "en" in words and "de" in words}
