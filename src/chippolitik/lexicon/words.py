"""The words of one language: closed classes, verbs with all their forms, common nouns with their compounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from chippolitik.lexicon import english, german
from chippolitik.lexicon.entries import Noun, VerbForm

__all__ = ["CLASS_CHARS", "Words"]

CLASS_CHARS: dict[str, str] = {
    "determiner": "D", "negative": "D", "possessive": "H", "pronoun": "E", "relative": "R", "subordinator": "S",
    "coordinator": "C", "preposition": "P", "modal": "O", "be": "A", "have": "A", "do": "A", "werden": "A", "not": "G",
    "to": "Z", "adverb": "B",
}  # fmt: skip
"""Closed class → its sign in the tag string of a sentence."""

_LONGEST = 80  # code points of a compound
_SHORTEST_HEAD = 3


class Words:
    """Looks words up; every answer is kept, so that a word costs once.

    Args:
        language: ``en`` or ``de``.
        closed: Class → words, from ``function.yaml``.
        verbs: Infinitives, with a bar after a separable particle.
        irregular: Irregular verbs.
        nouns: Base form in lower case → nouns.
        adjectives: Adjective in lower case → English.
    """

    def __init__(
        self,
        language: str,
        *,
        closed: Mapping[str, Iterable[str]],
        verbs: Iterable[str],
        irregular: Mapping[str, tuple[str, ...]],
        nouns: Mapping[str, tuple[Noun, ...]],
        adjectives: Mapping[str, str],
    ) -> None:
        self.language = language
        self.classes: dict[str, frozenset[str]] = defaultdict(frozenset)
        for name, words in closed.items():
            for word in words:
                self.classes[word] = self.classes[word] | {CLASS_CHARS[name]}
        self.closed = {name: frozenset(words) for name, words in closed.items()}
        self.verbs = self._conjugate(verbs, irregular)
        self._nouns = dict(nouns)
        self._adjectives = dict(adjectives)
        self._seen: dict[str, tuple[tuple[Noun, ...], str]] = {}

    def nouns_of(self, word: str) -> tuple[Noun, ...]:
        """Return the nouns that a word (in lower case) is a form of; a German compound is what its last part is."""
        return self._look_up(word)[0]

    def first_part(self, word: str) -> str:
        """Return what stands before the head of a German compound ("chip" in "chiphersteller"), or nothing."""
        return self._look_up(word)[1]

    def adjective(self, word: str) -> str | None:
        """Return the English of an adjective in any of its forms, or None."""
        if self.language == "en":
            return self._adjectives.get(word)
        for ending in ("", "e", "en", "er", "es", "em", "ere", "eren"):
            if word.endswith(ending) and (found := self._adjectives.get(word[: len(word) - len(ending)])):
                return found
        return None

    def _look_up(self, word: str) -> tuple[tuple[Noun, ...], str]:
        found = self._seen.get(word)
        if found is None:
            found = self._seen[word] = self._find(word)
        return found

    def _find(self, word: str) -> tuple[tuple[Noun, ...], str]:
        bases = english.singulars(word) if self.language == "en" else german.noun_bases(word)
        for base in bases:
            if nouns := self._nouns.get(base):
                return nouns, ""
        if self.language == "de" and len(word) <= _LONGEST:
            for cut in range(2, len(word) - _SHORTEST_HEAD + 1):
                for base in german.noun_bases(word[cut:].lstrip("-")):
                    if (nouns := self._nouns.get(base)) and len(base) >= _SHORTEST_HEAD:
                        return nouns, word[:cut].rstrip("-")
        return (), ""

    def _conjugate(
        self, verbs: Iterable[str], irregular: Mapping[str, tuple[str, ...]]
    ) -> dict[str, tuple[VerbForm, ...]]:
        forms: dict[str, list[VerbForm]] = defaultdict(list)
        pairs = {base: (parts[0], parts[1]) for base, parts in irregular.items()}
        for verb in sorted(set(verbs)):
            if self.language == "en":
                for form, tag in english.verb_forms(verb, pairs):
                    forms[form].append(VerbForm(verb, tag))
            else:
                for form, tag, particle in german.verb_forms(verb, irregular):
                    forms[form].append(VerbForm(verb.replace("|", ""), tag, particle))
        return {form: tuple(dict.fromkeys(found)) for form, found in forms.items()}
