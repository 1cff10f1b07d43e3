"""Phrases without a name: public bodies, what "the company" and "the chip" mean, things that are only described."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.lexicon import Lexicon, Noun
from chippolitik.model.annotated import Phrase, Sentence
from chippolitik.model.entity import EntityRef
from chippolitik.model.mention import NameRef
from chippolitik.model.resolved import PhraseRefs
from chippolitik.resolve.belonging import POSSESSIVE, owner, possessed, seat
from chippolitik.resolve.bodies import Bodies
from chippolitik.resolve.discourse import Discourse
from chippolitik.resolve.entities import CHIPLIKE, Entities
from chippolitik.resolve.genders import called_by
from chippolitik.tables import Tables

__all__ = ["NounReader"]

_DEFINITE = frozenset({
    "the", "that", "this", "these", "those", "both", "der", "die", "das", "dem", "den", "des", "dieser", "diese",
    "dieses", "diesem", "diesen", "its", "their", "derselbe", "dieselbe", "such", "beide", "beiden", "same",
})  # fmt: skip
_WITH_ARTICLE = frozenset({"vom", "beim", "zum"})
_AGENT_NOUNS = frozenset({"company", "body", "group", "medium"})
_GOVERNING = frozenset({"government", "authority", "administration", "regulator"})
_RULING = frozenset({"government", "administration", "cabinet"})
_REGIONS = ("landes", "provinz", "stadt", "regional", "bezirks", "kommunal", "kantons")
_REGIONAL = frozenset({"provincial", "local", "municipal", "city", "regional", "county", "district", "cantonal"})
_NOBODY = frozenset({"industry", "sector", "consortium"})
_MADE = CHIPLIKE | {"product", "technology", "device", "equipment", "machine", "tool"}
_NO_GOODS = frozenset({"service", "document", "inventory", "capacity", "process", "know-how", "patent", "training run"})
_COUNTED = CHIPLIKE | {"unit", "piece", "product"}
_ARMS = frozenset(
    {"unit", "arm", "division", "business", "team", "lab", "office", "press office", "board", "management"}
)  # of a firm: they act for it
_MODELS = frozenset({"model", "language model", "AI model", "LLM"})
_EMPTY_MODIFIERS = frozenset({
    "weitere", "weiteren", "further", "additional", "more", "many", "same", "new", "latter", "neue", "neuen", "gleiche",
    "gleichen",
})  # fmt: skip


class NounReader:
    """Reads the phrases of one language that have no name for their head.

    Args:
        tables: The knowledge base.
        lexicon: The lexicon.
        language: ``en`` or ``de``.
        entities: Makes references.
    """

    def __init__(self, tables: Tables, lexicon: Lexicon, language: str, entities: Entities) -> None:
        self._german = language == "de"
        self._words = lexicon.words[language]
        self._bodies = Bodies(tables, lexicon.data["bodies"])
        self._entities = entities

    def read(
        self,
        sentence: Sentence,
        phrase: Phrase,
        before: Sequence[PhraseRefs],
        discourse: Discourse,
        nationality: str | None,
    ) -> PhraseRefs:
        """Return what a phrase refers to.

        Args:
            sentence: Its sentence.
            phrase: The phrase.
            before: Referents of the phrases before it.
            discourse: What the text has spoken of.
            nationality: Id of the country that the phrase itself gives its referent, or None.
        """
        noun = phrase.nouns[0] if phrase.nouns else None
        head = sentence.tokens[phrase.last].mention
        if head is not None and head.refs[0].kind == "demonym" and nationality:
            found = discourse.organisation(sentence.index, phrase.first, nationality, "")
            meant = discourse.together(sentence.index, phrase.first, nationality, found) if found else []
            if not found and phrase.det == "die":  # "die Amerikaner": a state, where no firm of theirs is spoken of
                return PhraseRefs(agents=(self._entities.government_of(nationality),), how="name", cls="body")
            return PhraseRefs(agents=self._entities.all_of(meant), how="definite" if found else "", cls="company")
        text = " ".join(t.text for t in sentence.tokens[phrase.first : phrase.last + 1] if t.tag not in "DH")
        body = None
        # "ein Zoll" is levied, "der Zoll" levies
        duty = text.lower() == "zoll" and phrase.det.startswith(("ein", "kein"))
        if self._bodies.fits(text) and not duty:
            place = nationality or seat(sentence, phrase)
            body = self._bodies.find(text, place, discourse.states(), "de" if self._german else "us")
        if body is not None:
            return PhraseRefs(agents=(body,), things=(body,), how="name", cls="body")
        if noun is None:
            return self._bare(sentence, phrase, discourse)
        if noun.cls in _AGENT_NOUNS or noun.cls == "person":
            return self._agent(sentence, phrase, before, discourse, noun, nationality)
        if noun.cls == "product":
            return self._product(sentence, phrase, before, discourse, noun)
        things = self._entities.described(sentence, phrase, "Entity")
        if noun.cls == "place" and (owners := owner(phrase, before)):
            return PhraseRefs(agents=owners, things=things, how="described")
        return PhraseRefs(things=things, how="described" if things else "")

    def _bare(self, sentence: Sentence, phrase: Phrase, discourse: Discourse) -> PhraseRefs:
        """Return a head that the lexicon does not know: it describes whatever the role wants."""
        if sentence.tags[phrase.last] == "Q":
            return self._elided(sentence, phrase, discourse)
        things = self._entities.described(sentence, phrase, "Entity")
        if not things:
            return PhraseRefs()
        common = self._german or things[0].label != things[0].label.capitalize()
        products = (EntityRef(things[0].label, "Product", described=True),) if common else ()
        return PhraseRefs(products=products, things=things, how="bare")

    def _elided(self, sentence: Sentence, phrase: Phrase, discourse: Discourse) -> PhraseRefs:
        """Return what a number alone counts: the last product, as in "but received fewer than 30,000"."""
        amount = phrase.amount
        if amount is None or amount.currency or amount.unit:
            return PhraseRefs()
        products = discourse.product(sentence.index, phrase.first, model=False, noun=("", ""))[-1:]
        found = self._entities.all_of(products)
        return PhraseRefs(products=found, things=found, how="elided" if found else "")

    def _agent(
        self,
        sentence: Sentence,
        phrase: Phrase,
        before: Sequence[PhraseRefs],
        discourse: Discourse,
        noun: Noun,
        nationality: str | None,
    ) -> PhraseRefs:
        """Return the agent that "the company", "Chinese officials", "three firms" mean."""
        if noun.lemma in _RULING and self._is_regional(sentence, phrase):
            described = self._entities.described(sentence, phrase, "Agent")
            return PhraseRefs(agents=described, things=described, how="described", cls=noun.cls)
        governing = noun.cls == "body" and noun.lemma in _GOVERNING
        if nationality and (governing or (noun.cls == "person" and noun.lemma == "official")):
            return PhraseRefs(agents=(self._entities.government_of(nationality),), how="name", cls=noun.cls)
        if noun.lemma in _RULING and noun.cls == "body" and phrase.det in _DEFINITE and phrase.det not in POSSESSIVE:
            return self._government(sentence, phrase, discourse)
        if noun.cls == "person":
            owners = owner(phrase, before)
            if owners and phrase.det not in {"its", "their"}:
                return PhraseRefs(agents=owners, how="name", cls="person")
        elif self._is_definite(phrase) and not phrase.plural and phrase.amount is None:
            found = self._antecedent(sentence, phrase, discourse, noun, nationality)
            if found is None:
                own = noun.cls == "body" and any(
                    token.tag in "JNX" and token.lower not in _EMPTY_MODIFIERS
                    for token in sentence.tokens[phrase.first + 1 : phrase.last]
                )  # "the regional works council" is described in full
                described = self._entities.described(sentence, phrase, "Agent") if own else ()
                return PhraseRefs(agents=described, things=described, how="described" if own else "", cls=noun.cls)
            entity = self._entities.of(found)
            may_be_others = noun.cls == "company" and found.kind != "described"
            rivals = discourse.rivals(sentence.index, phrase.first, nationality, found) if may_be_others else []
            return PhraseRefs(
                agents=(entity,), things=(entity,), how="definite", cls=noun.cls, others=self._entities.all_of(rivals)
            )
        if noun.cls in _AGENT_NOUNS and noun.lemma in _ARMS and (owners := owner(phrase, before)):
            things = self._entities.described(sentence, phrase, "Entity")
            return PhraseRefs(agents=owners, things=things, how="definite", cls=noun.cls)
        if phrase.det in POSSESSIVE and noun.cls == "body":
            return PhraseRefs(cls=noun.cls)
        described = self._entities.described(sentence, phrase, "Agent")
        return PhraseRefs(agents=described, things=described, how="described", cls=noun.cls)

    def _is_regional(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a government is that of a part of a country: "Landesregierung", "the provincial government"."""
        words = [token.lower for token in sentence.tokens[phrase.first : phrase.last + 1]]
        return (self._german and words[-1].startswith(_REGIONS)) or bool(_REGIONAL & set(words))

    def _government(self, sentence: Sentence, phrase: Phrase, discourse: Discourse) -> PhraseRefs:
        """Return the government of the country that the text has last spoken of as one that acts."""
        country = discourse.country(sentence.index, phrase.first)
        agents = (self._entities.government_of(country),) if country else ()
        return PhraseRefs(agents=agents, things=agents, how="definite" if agents else "", cls="body")

    def _is_definite(self, phrase: Phrase) -> bool:
        return (
            phrase.det in _DEFINITE
            or (self._german and phrase.det in _WITH_ARTICLE)
            or phrase.prep in _WITH_ARTICLE | {"im", "zur"}
        )

    def _antecedent(
        self, sentence: Sentence, phrase: Phrase, discourse: Discourse, noun: Noun, nationality: str | None
    ) -> NameRef | None:
        """Return whom a definite phrase means, or None where that is unsafe."""
        if noun.cls == "body":
            word = noun.lemma if self._german else sentence.tokens[phrase.last].lower
            return discourse.body(sentence.index, phrase.first, word)
        if noun.cls == "medium":
            return discourse.medium(sentence.index)
        if noun.cls == "group":
            return discourse.organisation(sentence.index, phrase.first, nationality, "")
        if noun.lemma in _NOBODY or (noun.lemma == "supplier" and not nationality):
            return None
        called = called_by(sentence, phrase, noun.lemma)
        return discourse.organisation(sentence.index, phrase.first, nationality, noun.role, noun.lemma, called)

    def _product(
        self, sentence: Sentence, phrase: Phrase, before: Sequence[PhraseRefs], discourse: Discourse, noun: Noun
    ) -> PhraseRefs:
        """Return the product that "its chips", "the chip", "advanced chips" mean."""
        owners = owner(phrase, before) or possessed(sentence, phrase, discourse, self._entities)
        if owners and noun.lemma in _MADE:
            product = self._entities.vendor_product(owners[0], noun.lemma)
            return PhraseRefs(products=(product,), things=(product,), how="described")
        if self._points_back(sentence, phrase, noun):
            model = True if noun.lemma in _MODELS else None
            called = "" if phrase.amount else called_by(sentence, phrase, noun.lemma)
            found = discourse.product(sentence.index, phrase.first, model=model, noun=(noun.lemma, called))
            if found:
                things = self._entities.all_of(found if phrase.plural else found[-1:])
                return PhraseRefs(products=things, things=things, how="definite", cls="product")
        label = self._entities.label(sentence, phrase)
        described = (self._entities.product(label),) if label else ()
        return PhraseRefs(products=described, things=described, how="described", cls="product")

    def _points_back(self, sentence: Sentence, phrase: Phrase, noun: Noun) -> bool:
        """Whether a phrase can mean a product spoken of before: definite or counted, and with no content of its own."""
        first = self._words.first_part(sentence.tokens[phrase.last].lower) if self._german else ""
        definite = phrase.det in _DEFINITE or phrase.prep in {"vom", "zum", "im", "beim"}
        counted = phrase.amount is not None and not phrase.amount.unit and noun.lemma in _COUNTED and not first
        if phrase.det in POSSESSIVE or not (definite or counted) or noun.lemma in _NO_GOODS:
            return False
        own = any(
            token.tag in "JNMX" and token.lower not in _EMPTY_MODIFIERS
            for token in sentence.tokens[phrase.first : phrase.last]
        )
        return not own and (not first or first.startswith(("ki", "chip", "sprach", "rechen")))
