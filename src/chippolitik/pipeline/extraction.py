"""What an extractor must offer, and what is done around every one: the language before, duplicates after."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from chippolitik.corpus import LANGUAGES, detect_language
from chippolitik.errors import InputError
from chippolitik.model import Claim, Document

__all__ = ["ClaimExtractor", "in_its_language", "without_duplicates"]


class ClaimExtractor(Protocol):
    """Makes claims of a text; a pure function of text, date, source and language."""

    @property
    def name(self) -> str:
        """Its name, as the graph gives it."""
        ...

    @property
    def version(self) -> str:
        """Its version; another one makes other graphs."""
        ...

    def extract(self, document: Document) -> list[Claim]:
        """Return the claims of an article whose language is known, in the order of their quotes."""
        ...


def in_its_language(document: Document) -> Document:
    """Return the document with its language, told from the text where the source does not give it.

    Raises:
        InputError: It is another language than those that claims are extracted from, or cannot be told.
    """
    language = document.language or detect_language(document.text)
    if language in LANGUAGES:
        return document if document.language else replace(document, language=language)
    what = "its language cannot be told" if language is None else f"language not supported: {language}"
    raise InputError(what, f"say --language {' or '.join(LANGUAGES)} if it is one of them", file=document.name)


def without_duplicates(claims: list[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Tell first claims from claims that say the same again.

    Returns:
        The first claim of each digest, and the others; each in the given order.
    """
    first: dict[str, Claim] = {}
    again = [claim for claim in claims if first.setdefault(claim.digest, claim) is not claim]
    return list(first.values()), again
