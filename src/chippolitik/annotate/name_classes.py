"""What sort of thing a name that the knowledge base does not know stands for, by its words and those around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chippolitik.annotate.german_words import GermanWords
from chippolitik.annotate.name_shapes import (
    AGE,
    CALLED,
    LEGAL,
    NAMED,
    NOT_NAMES,
    NUMBERED,
    ORGANISATION,
    PLACED,
    PRODUCT,
    PUBLIC,
    RULE,
    TITLE,
    begins,
)
from chippolitik.annotate.name_words import WordsSeen
from chippolitik.lexicon import Lexicon, Noun
from chippolitik.lexicon.english_vocabulary import is_common, is_national

__all__ = ["NameClasses"]

_CLASS_OF = {
    "company": "Company",
    "body": "GovernmentBody",
    "group": "Organization",
    "medium": "NewsOrganization",
    "person": "Person",
    "product": "Product",
}
_MODELS = frozenset({"model", "language model", "AI model", "LLM", "chatbot", "foundation model"})
_OWNED = re.compile(r"(?:'s|s'|\b(?:whose|own)) $")
_VERSION = re.compile(r"[A-Z][a-z]{2,} (?:[A-Z]|[IVX]{2,}|[A-Z]\d)")
"""A product told from others by a letter: "Command B"."""
_SHORTEST_ENTITY = 3  # code points; two are initials
_SHORTEST_GERMAN = 4
_LONGEST_PERSON = 3  # words
_NEXT = re.compile(r" ([a-zäöüß]+)\b")
_ADVERBIAL = (
    "ig", "lich", "isch", "los", "bar", "sam", "haft", "voll", "weise", "ert", "end", "en", "er", "es", "t", "ß", "mal",
    "falls", "wärts", "hin", "her", "um", "mm", "iv", "al", "ell", "är", "ös", "gs", "ns", "in", "auf", "ab",
    "gleich", "halb", "dings", "teils", "orts",
)  # fmt: skip
"""Endings of German words that begin sentences and are no names."""
_ADJECTIVES = frozenset({"heikel", "kurios", "dunkel", "edel", "nobel", "grandios", "furios", "dubios", "seriös"})
_HEAD_END = re.compile(
    r"\b(?:of|in|at|on|from|for|with|by|to|that|which|who|whose|based|owned|backed|and|has|is|was)\b"
)
_TYPE_NUMBER = re.compile(r"(?:[A-Z]-?)?\d+\w?|[345]G|[A-Z]\d")
_PARTIES = frozenset({"company", "person"})
_HEAD = re.compile(r" ((?:[a-z][\w-]+ )?[a-z][\w-]+)")
_PLURAL_LETTERS = re.compile(r"[A-Z]{2,4}s")
_ROMAN = re.compile(r"[IVX]+")


class NameClasses:
    """Gives names their class.

    Args:
        lexicon: For nouns and persons.
        language: ``en`` or ``de``.
        german: Which words are German nouns; None for English.
    """

    def __init__(self, lexicon: Lexicon, language: str, german: GermanWords | None) -> None:
        self._words = lexicon.words[language]
        self._language = language
        self._german = german
        self._persons: dict[str, str] = lexicon.data["persons"]
        self._first_names = frozenset(lexicon.data["first_names"]["names"].split())

    def of(self, seen: WordsSeen, start: int, end: int, before: Noun | None) -> str | None:
        """Return the class of a name, or None for what is no name.

        Args:
            seen: The words of the text.
            start: Offset of its first character.
            end: Offset after its last one.
            before: The noun right before it, or None.
        """
        flat = seen.flat
        run = flat[start:end]
        words = run.split()
        if TITLE.search(flat[max(0, start - 16) : start]) or (len(words) > 1 and AGE.match(flat, end)):
            return "Person"
        if len(run) == 1 or all(_is_no_name(word) for word in words) or seen.in_dateline(start) or words[0] == "Bad":
            return None
        if run in self._persons or self._is_person(words, run):
            return "Person"
        if LEGAL.search(run) and len(words) > 1:
            return "Company"
        if ORGANISATION.search(run) and len(words) > 1:
            return "GovernmentBody" if PUBLIC.search(run) else "Organization"
        digits = any(c.isdigit() for c in run)
        if digits and run not in NOT_NAMES and PRODUCT.match(run) and not _TYPE_NUMBER.fullmatch(run):
            return "Product"
        if self._german is None and _VERSION.fullmatch(run):
            return None if words[0] in NUMBERED else "Product"
        if RULE.search(run) or words[-1] in NUMBERED or _ROMAN.fullmatch(words[-1]):
            return None
        return self._class_by_noun(seen, start, end, before, words) or (
            "Entity" if self._stands_out(seen, start, words, run) else None
        )

    def _class_by_noun(
        self, seen: WordsSeen, start: int, end: int, before: Noun | None, words: Sequence[str]
    ) -> str | None:
        """Return the class that the noun before a name or after its comma gives it.

        A noun is a name only after "namens"; what ends in a noun is one only beside firms and people.
        """
        flat = seen.flat
        if NAMED.search(flat, max(0, start - 40), start):
            return "Product" if any(map(str.isdigit, words[-1])) else "Entity"
        sort = "name" if CALLED.search(flat, max(0, start - 40), start) else self.sort(words)
        beside = {"name": _CLASS_OF.keys(), "compound": _PARTIES}.get(sort, ())
        for noun in (before, self._noun_after(flat, end)):
            if noun is not None and noun.cls in _CLASS_OF and noun.cls in beside:
                return "AIModel" if noun.lemma in _MODELS else _CLASS_OF[noun.cls]
        return self._class_by_head(seen, start, end) if self._language == "en" else None

    def _class_by_head(self, seen: WordsSeen, start: int, end: int) -> str | None:
        """Return the class of a name that stands between its owner and its noun: "Graphcore's Colossus processors"."""
        flat = seen.flat
        if not _OWNED.search(flat, max(0, start - 8), start):
            return None
        words = _HEAD.match(flat, end)
        nouns = [noun for word in (words[1].split() if words else ()) for noun in self._words.nouns_of(word)[:1]]
        product = nouns[-1] if nouns and all(noun.cls == "product" for noun in nouns) else None
        run = flat[start:end].split()
        if product is not None and (run[-1] in seen.acting or run[0] in seen.acting):
            return None  # it acts: a firm, whose chips they are
        return None if product is None else "AIModel" if product.lemma in _MODELS else "Product"

    def _is_person(self, words: Sequence[str], run: str) -> bool:
        named = 1 < len(words) <= _LONGEST_PERSON and words[0] in self._first_names
        return named and not LEGAL.search(run) and not ORGANISATION.search(run) and not any(map(str.isdigit, run))

    def sort(self, words: Sequence[str]) -> str:
        """Return ``name``, ``compound`` or ``word``, the first that one of the words is; English has no dictionary."""
        if self._german is None:
            return "name"
        sorts = {self._german.sort(word.strip(".,'")) for word in words}
        return next(sort for sort in ("name", "compound", "word") if sort in sorts)

    def _stands_out(self, seen: WordsSeen, start: int, words: Sequence[str], run: str) -> bool:
        """Whether capital letters alone make a name: in German those of a word that no dictionary has."""
        flat = seen.flat
        first = begins(flat, start)
        if len(words) == 1 and PLACED.search(flat, max(0, start - 24), start):
            return False
        if self._language == "de":
            strange = self.sort(words) == "name" and not all(self._words.nouns_of(word.lower()) for word in words)
            strange = strange or (len(words) == 1 and self._is_coined(flat, start, run))
            # At the beginning of a sentence any word has a capital letter: it must be seen inside one, too.
            told = not first or len(words) > 1 or run in seen.inside or self._acts(flat, start + len(run), run)
            return strange and told and len(run) >= (_SHORTEST_ENTITY if run.isupper() else _SHORTEST_GERMAN)
        if run.isupper() and all(self._is_english_word(word.lower()) for word in words):
            return False
        if len(words) == 1 and run.endswith(("ans", "ers")) and flat[max(0, start - 4) : start].lower() == "the ":
            return False  # "the Idahoans"
        if len(words) > 1:
            return True
        name = run.partition("'")[0]
        word = name.lower()
        told = not first or not (self._is_english_word(word) or is_common(word))
        # A word that stands inside sentences with a capital letter, and never without, is a name where it begins one.
        told = told or (name in seen.alone and word not in seen.words and not self._words.classes.get(word))
        return told and len(run) >= _SHORTEST_ENTITY and not self._is_adjective(flat, start, run)

    @staticmethod
    def _is_adjective(flat: str, start: int, run: str) -> bool:
        """Whether a word is the adjective of a people before a noun: "the Nordic languages"."""
        return _NEXT.match(flat, start + len(run)) is not None and is_national(run)

    def _is_coined(self, flat: str, start: int, run: str) -> bool:
        """Whether a word that only ends like a noun begins a clause as what acts there: "Jenoptik habe …"."""
        known = self._words.verbs.get(run.lower()) or self._words.classes.get(run.lower())
        at_front = begins(flat, start) or flat[max(0, start - 2) : start] == ", "
        if self._german is None or known or not at_front or not run.isalpha() or run[1:] != run[1:].lower():
            return False
        return self._acts(flat, start + len(run), run) and self._german.is_coined(run)

    def _acts(self, flat: str, end: int, run: str) -> bool:
        """Whether a German word that begins a sentence is followed by its verb and is formed like no adverb."""
        after = _NEXT.match(flat, end)
        if after is None or run.endswith(_ADVERBIAL) or run.startswith("Un") or run.lower() in _ADJECTIVES:
            return False
        helps = self._words.classes.get(after[1], frozenset()) & {"A", "O"}
        return bool(helps) or any(form.tag == "f" for form in self._words.verbs.get(after[1], ()))

    def _is_english_word(self, word: str) -> bool:
        return bool(self._words.nouns_of(word) or self._words.classes.get(word)) or word in self._words.verbs

    def _noun_after(self, flat: str, end: int) -> Noun | None:
        """Return the noun of an apposition: "Hao Global, a Texas company", "Farid Osman, who"."""
        if self._language == "en":
            match = re.match(r",?\s(?:an?|the|its)\s([\w' -]+)", flat[end : end + 90])
            words = _HEAD_END.split(match[1])[0].split() if match and flat[end : end + 1] == "," else []
            return next((nouns[0] for word in reversed(words) if (nouns := self._words.nouns_of(word.lower()))), None)
        match = re.match(
            r",?\s(?:eine?[mnrs]?|de[rmns]|das|die|seine?[rmns]?)\s(?:[\w-]+\s){0,3}?([A-ZÄÖÜ][\w-]+)(?=[,.;\s])",
            flat[end : end + 90],
        )
        if match is None or flat[end : end + 1] != ",":
            return None
        for word in reversed(re.findall(r"[\w-]+", match[0])):
            if nouns := self._words.nouns_of(word.lower()):
                return nouns[0]
        return None


def _is_no_name(word: str) -> bool:
    """Whether a word is a day, a title or one of those that are written with capital letters, such as "MPs"."""
    plain = word.strip(".,").removesuffix("'s").partition("-")[0]
    return plain in NOT_NAMES or _PLURAL_LETTERS.fullmatch(plain) is not None
