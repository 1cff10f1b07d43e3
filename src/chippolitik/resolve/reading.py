"""What one noun phrase refers to, given what the text has spoken of before: the order in which readings are tried."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.lexicon import Lexicon, Noun
from chippolitik.model.annotated import Phrase, Sentence
from chippolitik.model.resolved import PhraseRefs
from chippolitik.resolve.appositions import with_vendors
from chippolitik.resolve.belonging import nationality, owner, possessed, relative_owner
from chippolitik.resolve.classes import PRODUCTS
from chippolitik.resolve.discourse import Discourse
from chippolitik.resolve.entities import Entities
from chippolitik.resolve.genders import wanted_by
from chippolitik.resolve.naming import named_referent
from chippolitik.resolve.nouns import NounReader
from chippolitik.resolve.quoting import QuotationReader
from chippolitik.resolve.speakers import with_speakers
from chippolitik.tables import Tables

__all__ = ["PhraseReader"]

_PERSONAL = frozenset({"he", "she", "him"})
_SINGULAR = frozenset({"it", "er", "es", "ihn", "ihm"})
_PRONOUNS = _PERSONAL | _SINGULAR | {"they", "them", "sie", "ihnen", "itself", "both", "beide"}
_RULES = frozenset({"measure", "license"})
_CASES = frozenset({"case", "charge", "investigation", "probe", "indictment", "prosecution"})
"""Nouns of what a state does to a firm, besides rules: "U.S. criminal cases"."""
_MAKERS = frozenset(
    {"owner", "parent", "maker", "developer", "creator", "manufacturer", "designer", "producer", "vendor"}
)
_PAIRS = frozenset({"both", "neither", "beide", "beiden"})
_OBJECTS = frozenset({"ihn", "ihm", "ihnen", "them", "itself"})
_ARTICLES = frozenset({"the", "these", "die", "der", "den", "diese", "dieser", "diesen"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "zwei": 2, "drei": 3, "vier": 4}


class PhraseReader:
    """Reads the phrases of one language.

    Args:
        tables: The knowledge base.
        lexicon: The lexicon.
        language: ``en`` or ``de``.
    """

    def __init__(self, tables: Tables, lexicon: Lexicon, language: str) -> None:
        self._entities = Entities(tables, lexicon, language)
        self._nouns = NounReader(tables, lexicon, language, self._entities)
        self._quotations = QuotationReader(lexicon, self._entities, language)

    def read(
        self, sentence: Sentence, phrase: Phrase, before: Sequence[PhraseRefs], discourse: Discourse
    ) -> PhraseRefs:
        """Return what a phrase refers to.

        Args:
            sentence: Its sentence.
            phrase: The phrase.
            before: What the phrases before it in the sentence refer to.
            discourse: What the text has spoken of.
        """
        head = sentence.tokens[phrase.last]
        if head.tag == "E" and head.mention is None:
            return self._pronoun(sentence, phrase, head.lower, discourse)
        country = nationality(sentence, phrase)
        if pair := self._pair(sentence, phrase, discourse, country):
            return pair
        noun = phrase.nouns[0] if phrase.nouns else None
        refs = self._maker(phrase, noun, discourse) or named_referent(sentence, phrase, noun, self._entities)
        if refs is None:
            refs = self._nouns.read(sentence, phrase, before, discourse, country)
        rules = _RULES | {"penalty"} if sentence.language == "en" else _RULES
        measures = country is not None and noun is not None and (noun.cls in rules or noun.lemma in _CASES)
        return refs._replace(
            cls=refs.cls or (noun.cls if noun else ""),
            lemma=refs.lemma or (noun.lemma if noun else ""),
            nationality=country,
            owner=owner(phrase, before)
            or relative_owner(sentence, phrase, before)
            or possessed(sentence, phrase, discourse, self._entities)
            or ((self._entities.government_of(country),) if measures and country else ()),
        )

    def with_vendors(self, sentence: Sentence, row: Sequence[PhraseRefs]) -> list[PhraseRefs]:
        """Return the referents of a sentence's phrases, described products with the firm that follows them.

        Args:
            sentence: The sentence.
            row: Referents of its phrases, each read by itself.
        """
        return with_vendors(sentence, row, self._entities)

    def with_speakers(self, sentence: Sentence, row: Sequence[PhraseRefs], discourse: Discourse) -> list[PhraseRefs]:
        """Return the referents of a sentence's phrases, spokespeople and "we" for whom they speak.

        Args:
            sentence: The sentence.
            row: Referents of its phrases, those with employers beside them among them.
            discourse: What the text has spoken of so far.
        """
        spoken = with_speakers(sentence, row, discourse, self._entities)
        return self._quotations.read(sentence, spoken, discourse)

    def _maker(self, phrase: Phrase, noun: Noun | None, discourse: Discourse) -> PhraseRefs | None:
        """Return the firm that "the TikTok owner", "der ChatGPT-Entwickler" means, if the text has named it."""
        if noun is None or noun.cls != "company" or noun.lemma not in _MAKERS:
            return None
        parents = {
            ref.parent for mention in phrase.mentions for ref in mention.refs if ref.cls in PRODUCTS and ref.parent
        }
        found = discourse.known(parents)
        if found is None:
            return None
        agents = (self._entities.of(found),)
        return PhraseRefs(agents=agents, things=agents, how="definite", cls="company", lemma=noun.lemma)

    def _pair(self, sentence: Sentence, phrase: Phrase, discourse: Discourse, country: str | None) -> PhraseRefs | None:
        """Return the firms that "both companies", "die beiden Firmen", "the three firms" mean, or None."""
        noun = phrase.nouns[0] if phrase.nouns else None
        alone = phrase.first == phrase.last and sentence.tokens[phrase.last].mention is None and noun is None
        if not alone and (noun is None or noun.cls != "company"):
            return None
        words = {token.lower for token in sentence.tokens[phrase.first : phrase.last + 1]}
        count = 2 if phrase.det in _PAIRS or words & _PAIRS else None if alone else _counted(sentence, phrase)
        if count is None:
            return None
        agents = self._entities.all_of(discourse.pair(sentence.index, phrase.first, country, count))
        if not agents:
            return None
        lemma = noun.lemma if noun is not None else ""
        return PhraseRefs(agents=agents, things=agents, how="definite", cls="company", lemma=lemma, nationality=country)

    def _pronoun(self, sentence: Sentence, phrase: Phrase, word: str, discourse: Discourse) -> PhraseRefs:
        """Return whom or what a pronoun may mean, the likeliest first."""
        if discourse.voice is not None and discourse.voice.means(sentence, phrase):
            firm = (self._entities.of(discourse.voice.firm),)
            return PhraseRefs(agents=firm, things=firm, how="pronoun")
        if word not in _PRONOUNS:
            return PhraseRefs()
        if word in _PERSONAL:
            found = discourse.subject(sentence.index, phrase.first, person=True)
            persons = (self._entities.of(found),) if found else ()
            return PhraseRefs(agents=persons, things=persons, how="pronoun")
        wanted = wanted_by(word)
        agents = self._entities.all_of(discourse.subjects(sentence.index, phrase.first, wanted))
        clause = _clause(sentence, phrase.first) if _is_object(sentence, phrase, word) else None
        things = discourse.product(sentence.index, phrase.first, model=None, clause=clause, wanted=wanted)
        products = self._entities.all_of(things)
        return PhraseRefs(
            agents=agents,
            products=products[-1:] if word in _SINGULAR else products,
            things=products[-1:] or agents[:1],
            how="pronoun",
        )


def _counted(sentence: Sentence, phrase: Phrase) -> int | None:
    """Return how many "the three firms", "die drei Konzerne" are; None without an article or a small number."""
    if phrase.det not in _ARTICLES:
        return None
    words = (token.lower for token in sentence.tokens[phrase.first : phrase.last + 1])
    return next((_NUMBERS[word] for word in words if word in _NUMBERS), None)


def _is_object(sentence: Sentence, phrase: Phrase, word: str) -> bool:
    """Whether a pronoun is no subject: by its form, or by the verb or preposition right before it in English."""
    before = sentence.tags[phrase.first - 1] if phrase.first else ""
    return word in _OBJECTS or (sentence.language == "en" and before in {"V", "P"})


def _clause(sentence: Sentence, position: int) -> int:
    """Return where the clause of a token begins, as far as the marks before it tell."""
    while position > 0 and sentence.tags[position - 1] not in ",;:SR–—":
        position -= 1
    return position
