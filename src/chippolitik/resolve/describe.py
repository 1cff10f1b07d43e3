"""English labels of things that a text describes: "fortschrittliche KI-Chips" → "advanced AI chips"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chippolitik.lexicon import Words
from chippolitik.model.annotated import Token

__all__ = ["Describer"]

_DROPPED = frozenset({"D", "H", "B", "Q", "T", "g", "G"})
_PLURAL = {
    "hardware",
    "software",
    "equipment",
    "technology",
    "tech",
    "memory",
    "silicon",
    "machinery",
    "compute",
    "capacity",
    "material",
}
_IRREGULAR = {"person": "people", "die": "dies"}


class Describer:
    """Writes labels in English.

    Args:
        words: The words of the text's language.
        modifiers: German adjective or first part of a compound → English.
        demonyms: Id of a country → its English adjective.
    """

    def __init__(self, words: Words, modifiers: Mapping[str, str], demonyms: Mapping[str, str]) -> None:
        self._words = words
        self._modifiers = {key.lower(): value for key, value in modifiers.items()}
        self._demonyms = demonyms

    def label(self, tokens: Iterable[Token], *, plural: bool) -> str:
        """Return the label of a noun phrase from its tokens; empty where its head has no English word."""
        tokens = [token for token in tokens if token.tag not in _DROPPED]
        if not tokens:
            return ""
        head = self._head(tokens[-1], plural=plural)
        if not head:
            return ""
        parts = [part for token in tokens[:-1] for part in self._modifier(token)]
        return " ".join([*parts, *head]).strip()

    def demonym(self, country: str) -> str:
        """Return the English adjective of a country's id, or the id itself."""
        return self._demonyms.get(country, country)

    def _modifier(self, token: Token) -> list[str]:
        if token.mention is not None:
            ref = token.mention.refs[0]
            if ref.country and ref.kind in {"demonym", "label", "alias", "metonym"} and ref.cls == "Country":
                return [self.demonym(ref.country)] + ([token.mention.head.lower()] if token.mention.head else [])
            return [ref.label]
        if self._words.language == "en":
            return [token.text if not token.text[:1].isupper() or token.tag == "X" else token.lower]
        nouns = self._words.nouns_of(token.lower)
        known = self._words.adjective(token.lower) or (nouns[0].lemma if nouns else "")
        return [known] if known else []

    def _head(self, token: Token, *, plural: bool) -> list[str]:
        if token.mention is not None:
            front = self._modifier(token)[:1]
            if token.mention.head:
                return front + self._compound(token.mention.head.lower(), token, plural=plural)
            return front
        if self._words.language == "en":
            return [token.lower if token.tag != "X" or token.text.islower() else token.text]
        return self._compound(token.lower, token, plural=plural)

    def _compound(self, word: str, token: Token, *, plural: bool) -> list[str]:
        if self._words.language == "en":
            return [word]
        nouns = token.nouns or self._words.nouns_of(word)
        if not nouns:
            return []
        lemma = nouns[0].lemma
        head = (
            _IRREGULAR.get(lemma, lemma + "s") if plural and lemma not in _PLURAL and not lemma.endswith("s") else lemma
        )
        head = head.replace("ys", "ies") if head.endswith("ys") and not head.endswith(("ays", "eys", "oys")) else head
        first = self._words.first_part(word).strip("-").lower()
        return [part for part in (self._translated(first) if first else "", head) if part]

    def _translated(self, first: str) -> str:
        for form in (
            first,
            first.rstrip("s"),
            first.removesuffix("en"),
            first.removesuffix("n"),
            first.removesuffix("s-"),
            first.split("-", maxsplit=1)[0],
        ):
            if found := self._modifiers.get(form):
                return found
        nouns = self._words.nouns_of(first) or self._words.nouns_of(first.rstrip("s"))
        return nouns[0].lemma if nouns else ""
