"""What one noun phrase refers to, given what the text has spoken of before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chippolitik.lexicon import Lexicon, Noun
from chippolitik.model.annotated import Phrase, Sentence, Token
from chippolitik.model.entity import EntityRef
from chippolitik.model.mention import Mention, NameRef
from chippolitik.model.resolved import PhraseRefs
from chippolitik.resolve.bodies import Bodies
from chippolitik.resolve.classes import common_class
from chippolitik.resolve.describe import Describer
from chippolitik.resolve.discourse import Discourse
from chippolitik.tables import Tables

__all__ = ["PhraseReader"]

_PRONOUNS = frozenset(
    {"it", "they", "them", "er", "sie", "es", "ihn", "ihm", "ihnen", "he", "she", "him", "itself", "both", "beide"}
)
_DEFINITE = frozenset({
    "the", "that", "this", "these", "those", "both", "der", "die", "das", "dem", "den", "des", "dieser", "diese",
    "dieses", "diesem", "diesen",
    "its", "their", "derselbe", "dieselbe", "such", "beide", "beiden", "same",
})  # fmt: skip
_GENITIVE = frozenset({"des", "der", "eines", "einer"})
_WORKS_FOR = frozenset({"for", "of", "at", "from", "von", "vom", "bei", "beim"})
_RELATIVE = frozenset({"whose", "dessen", "deren"})
_ARTICLES = frozenset(
    {"a", "an", "the", "ein", "eine", "der", "die", "das", "einer", "einem", "dem", "den", "des", "eines", "einen"}
)
_POSSESSIVE = frozenset({
    "its", "their", "his", "her", "sein", "seine", "seinen", "seinem", "seiner", "seines", "ihr", "ihre", "ihren",
    "ihrem", "ihrer", "ihres",
})  # fmt: skip
_AGENT_NOUNS = frozenset({"company", "body", "group", "medium"})
_CHIPLIKE = frozenset(
    {"chip", "processor", "GPU", "accelerator", "hardware", "silicon", "card", "part", "semiconductor", "CPU"}
)
_GOVERNING = frozenset(
    {"government", "authority", "authorities", "administration", "official", "officials", "regulator", "leadership"}
)


class PhraseReader:
    """Reads the phrases of one language.

    Args:
        tables: The knowledge base.
        lexicon: The lexicon.
        language: ``en`` or ``de``.
    """

    def __init__(self, tables: Tables, lexicon: Lexicon, language: str) -> None:
        self._tables = tables
        self._language = language
        self._words = lexicon.words[language]
        demonyms: dict[str, str] = {}
        for name in tables.names():
            if name.demonym and name.language == "en":
                demonyms.setdefault(name.entity, name.form)
        self._describer = Describer(self._words, lexicon.modifiers, demonyms)
        self._bodies = Bodies(tables, lexicon.data["bodies"])
        self._labels = {row.label_en: row.id for row in tables.entities.values() if row.cls == "ProductGroup"}

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
            return self._pronoun(sentence, phrase, head, discourse)
        noun = phrase.nouns[0] if phrase.nouns else None
        nationality = self._nationality(sentence, phrase)
        if phrase.det in {"both", "beide", "beiden"} and noun is not None and noun.cls == "company":
            pair = discourse.pair(sentence.index, phrase.first, nationality)
            if pair:
                agents = tuple(self._entity(ref) for ref in pair)
                return PhraseRefs(
                    agents=agents,
                    things=agents,
                    how="definite",
                    cls="company",
                    lemma=noun.lemma,
                    nationality=nationality,
                )
        refs = self._named(sentence, phrase, head, noun, nationality)
        if refs is None:
            refs = self._common(sentence, phrase, before, discourse, noun, nationality)
        cls = noun.cls if noun else ""
        return replace(
            refs,
            cls=refs.cls or cls,
            lemma=refs.lemma or (noun.lemma if noun else ""),
            nationality=nationality,
            owner=self._owner(phrase, before)
            or self._relative_owner(phrase, before)
            or self._possessed(sentence, phrase, discourse),
        )

    @staticmethod
    def _relative_owner(phrase: Phrase, before: Sequence[PhraseRefs]) -> tuple[EntityRef, ...]:
        """Whose a phrase with "whose", "dessen", "deren" is: the nearest agent before it."""
        if phrase.det not in _RELATIVE:
            return ()
        return next((refs.agents[:1] for refs in reversed(before[-3:]) if refs.agents and not refs.places), ())

    def _possessed(self, sentence: Sentence, phrase: Phrase, discourse: Discourse) -> tuple[EntityRef, ...]:
        """Whose a phrase with a possessive pronoun is."""
        if phrase.det not in _POSSESSIVE or phrase.det in {"his", "her"}:
            return ()
        found = discourse.subject(sentence.index, phrase.first, person=False)
        return (self._entity(found),) if found else ()

    @staticmethod
    def with_appositions(sentence: Sentence, row: Sequence[PhraseRefs]) -> list[PhraseRefs]:
        """Let a described agent after a comma mean the name before it: "Phytium, a Chinese chip designer"."""
        out = list(row)
        for phrase in sentence.phrases[1:]:
            refs = out[phrase.index]
            if refs.how not in {"described", "definite", ""} or refs.cls not in _AGENT_NOUNS or phrase.prep:
                continue
            before = sentence.phrases[phrase.index - 1]
            if phrase.plural:
                named = _listed_before(sentence, phrase, out)
                if len(named) > 1:
                    out[phrase.index] = replace(refs, agents=named, things=named, how="definite")
                continue
            name = out[before.index]
            near = sentence.tags[before.last + 1 : phrase.first] == "," and phrase.det in _ARTICLES
            if (
                near
                and name.how == "name"
                and name.agents
                and not name.places
                and sentence.tags[phrase.last + 1 : phrase.last + 2] != "C"
            ):
                out[phrase.index] = replace(refs, agents=name.agents, things=name.agents, how="definite")
        return out

    @staticmethod
    def with_employers(sentence: Sentence, row: Sequence[PhraseRefs]) -> list[PhraseRefs]:
        """Let people without a name act for whom they work: "a spokesperson for Tencent", "ein Sprecher des Konzerns"."""
        out = list(row)
        for phrase in sentence.phrases[:-1]:
            refs = out[phrase.index]
            if refs.cls != "person" or refs.how != "described":
                continue
            other = sentence.phrases[phrase.index + 1]
            between = sentence.tags[phrase.last + 1 : other.first]
            genitive = between == "" and other.det in _GENITIVE
            if (between in {"P", "PD"} and other.prep in _WORKS_FOR) or genitive:
                employer = out[other.index]
                if employer.agents and employer.how in {"name", "definite"}:
                    out[phrase.index] = replace(refs, agents=employer.agents[:1], things=(), how="name")
        return out

    def with_vendors(self, sentence: Sentence, row: Sequence[PhraseRefs]) -> list[PhraseRefs]:
        """Give described products the firm of a following "from Huawei", "von Huawei", "der Firma X"."""
        out = list(row)
        for phrase, refs in zip(sentence.phrases, row, strict=True):
            if refs.how not in {"described", "definite"} or refs.cls != "product":
                continue
            vendors = self._following_agents(sentence, phrase, row)
            if vendors:
                products = tuple(self._vendor_product(ref, self._head_word(sentence, phrase)) for ref in vendors)
                out[phrase.index] = replace(refs, products=products, things=products, how="described")
        return out

    def _following_agents(self, sentence: Sentence, phrase: Phrase, row: Sequence[PhraseRefs]) -> tuple[EntityRef, ...]:
        found: list[EntityRef] = []
        last = phrase
        for other in sentence.phrases[phrase.index + 1 :]:
            between = sentence.tags[last.last + 1 : other.first]
            fresh = not found and between == "P" and other.prep in {"from", "by", "of", "von", "vom"}
            if not (fresh or (found and between in {",", "C", ",C"} and not other.prep)):
                break
            refs = row[other.index]
            if refs.how != "name" or not refs.agents or refs.places:
                break
            found += refs.agents
            last = other
        return tuple(found)

    def _pronoun(self, sentence: Sentence, phrase: Phrase, head: Token, discourse: Discourse) -> PhraseRefs:
        if head.lower not in _PRONOUNS:
            return PhraseRefs()
        person = head.lower in {"he", "she", "him"}
        if person:
            found = discourse.subject(sentence.index, phrase.first, person=True)
            candidates = [found] if found else []
        else:
            candidates = discourse.subjects(sentence.index, phrase.first)
        products = [] if person else discourse.product(sentence.index, phrase.first, model=None)
        agents = tuple(self._entity(agent) for agent in candidates)
        things = tuple(self._entity(p) for p in products)
        return PhraseRefs(
            agents=agents,
            products=things[-1:] if head.lower in {"it", "er", "es", "ihn", "ihm"} else things,
            things=things[-1:] or agents[:1],
            how="pronoun",
        )

    def _nationality(self, sentence: Sentence, phrase: Phrase) -> str | None:
        """Return the country that an adjective, a compound or a possessive country gives the phrase's referent."""
        for token in sentence.tokens[phrase.first : phrase.last + 1]:
            mention = token.mention
            if mention is None:
                continue
            ref = mention.refs[0]
            country = ref.country
            if country and (ref.kind == "demonym" or (mention.head and common_class(ref.cls) == "place")):
                return country
            if country and common_class(ref.cls) == "place" and token is not sentence.tokens[phrase.last]:
                return country
        after = sentence.phrases[phrase.index + 1] if phrase.index + 1 < len(sentence.phrases) else None
        if (
            after is not None
            and phrase.nouns
            and after.prep in {"aus", "from"}
            and after.mentions
            and sentence.tags[phrase.last + 1 : after.first].strip("D") == "P"
        ):
            place = after.mentions[-1].refs[0]
            if common_class(place.cls) == "place" and not after.mentions[-1].head:
                return place.country
        if phrase.possessor is not None:
            owner = sentence.phrases[phrase.possessor]
            if owner.mentions and common_class(owner.mentions[-1].refs[0].cls) == "place":
                return owner.mentions[-1].refs[0].country
        return None

    def _named(
        self, sentence: Sentence, phrase: Phrase, head: Token, noun: Noun | None, nationality: str | None
    ) -> PhraseRefs | None:
        """Return the referent of a phrase with a name for its head, or None where it has none."""
        names = [m for m in phrase.mentions if m.refs[0].kind != "demonym"]
        if head.mention is not None and not head.mention.head and head.mention.refs[0].kind != "demonym":
            return self._by_name(head.mention, names)
        if not names:
            return None
        mention = names[-1]
        ref = mention.refs[0]
        broad = common_class(ref.cls)
        if noun is None:
            return (
                self._by_name(mention, names)
                if head.mention is not None or broad == "product"
                else self._unknown_head(sentence, phrase, mention)
            )
        if broad == "product":
            return self._by_name(mention, names) if noun.cls in {"product", "place", "company"} else None
        if broad == "place" or ref.kind == "metonym":
            return None
        if noun.cls == "product":
            product = self._vendor_product(self._entity(ref), noun.lemma)
            return PhraseRefs(products=(product,), things=(product,), how="described")
        if noun.cls in {"person", "place"} or (
            noun.cls == "company" and noun.lemma in {"developer", "unit", "subsidiary", "affiliate", "researcher"}
        ):
            if ref.cls == "Person":
                return self._by_name(mention, names)
            # People and plants of a firm act for it.
            return PhraseRefs(agents=(self._entity(ref),), how="name", cls=noun.cls)
        if (
            noun.cls in _AGENT_NOUNS
            and head.mention is None
            and phrase.last - phrase.first
            and sentence.tokens[phrase.last].tag == "N"
        ):
            return (
                PhraseRefs(agents=(self._entity(ref),), things=(self._entity(ref),), how="name")
                if ref.cls != "Person"
                else self._by_name(mention, names)
            )
        return None

    def _unknown_head(self, sentence: Sentence, phrase: Phrase, mention: Mention) -> PhraseRefs | None:
        del sentence, phrase, mention
        return None

    def _by_name(self, mention: Mention, names: Sequence[Mention]) -> PhraseRefs:
        agents: list[EntityRef] = []
        products: list[EntityRef] = []
        places: list[EntityRef] = []
        lists: list[EntityRef] = []
        for ref in mention.refs:
            broad = common_class(ref.cls)
            entity = self._entity(ref)
            if broad == "place":
                if ref.kind != "metonym" or len(mention.refs) == 1:
                    places.append(entity)
                if ref.kind != "place":
                    agents.append(self._government(ref))
            elif broad == "agent":
                agents.append(entity)
            elif broad == "product":
                products.append(entity)
            elif broad == "list":
                lists.append(entity)
            else:
                agents.append(EntityRef(ref.label, "Agent"))
                products.append(EntityRef(ref.label, "Product"))
        del names
        things = [*products[:1], *agents[:1], *places[:1], *lists[:1]][:1]
        return PhraseRefs(
            agents=tuple(agents[:1]),
            products=tuple(products[:1]),
            places=tuple(places[:1]),
            lists=tuple(lists[:1]),
            things=tuple(things),
            how="name",
        )

    def _common(
        self,
        sentence: Sentence,
        phrase: Phrase,
        before: Sequence[PhraseRefs],
        discourse: Discourse,
        noun: Noun | None,
        nationality: str | None,
    ) -> PhraseRefs:
        text = " ".join(t.text for t in sentence.tokens[phrase.first : phrase.last + 1] if t.tag not in "DH")
        demonym_head = sentence.tokens[phrase.last].mention
        if demonym_head is not None and demonym_head.refs[0].kind == "demonym" and nationality:
            found = discourse.organisation(sentence.index, phrase.first, nationality, "")
            return PhraseRefs(
                agents=(self._entity(found),) if found else (), how="definite" if found else "", cls="company"
            )
        body = self._bodies.find(text, nationality, [*discourse.places, *discourse.agents])
        if body is not None:
            return PhraseRefs(agents=(body,), things=(body,), how="name", cls="body")
        if noun is None:
            return self._bare(sentence, phrase, discourse)
        if noun.cls in _AGENT_NOUNS or noun.cls == "person":
            return self._agent(sentence, phrase, before, discourse, noun, nationality)
        if noun.cls == "product":
            return self._product(sentence, phrase, before, discourse, noun)
        label = self._label(sentence, phrase)
        things = (EntityRef(label, "Entity", described=True),) if label else ()
        if noun.cls == "place" and (owner := self._owner(phrase, before)):
            return PhraseRefs(agents=owner, things=things, how="described")
        return PhraseRefs(things=things, how="described" if things else "")

    def _bare(self, sentence: Sentence, phrase: Phrase, discourse: Discourse) -> PhraseRefs:
        """A head that the lexicon does not know describes whatever the role wants."""
        if sentence.tags[phrase.last] == "Q":
            return self._elided(sentence, phrase, discourse)
        label = self._label(sentence, phrase)
        if not label:
            return PhraseRefs()
        products = (
            (EntityRef(label, "Product", described=True),)
            if label != label.capitalize() or self._language == "de"
            else ()
        )
        return PhraseRefs(products=products, things=(EntityRef(label, "Entity", described=True),), how="bare")

    def _elided(self, sentence: Sentence, phrase: Phrase, discourse: Discourse) -> PhraseRefs:
        """A number alone counts the product that the text spoke of last: "but received fewer than 30,000"."""
        amount = phrase.amount
        if amount is None or amount.currency or amount.unit:
            return PhraseRefs()
        found = tuple(self._entity(ref) for ref in discourse.product(sentence.index, phrase.first, model=False)[-1:])
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
        det = phrase.det
        if (
            noun.cls == "body"
            and noun.lemma in _GOVERNING
            and nationality
            and noun.lemma in {"government", "authority", "administration", "regulator"}
        ):
            return PhraseRefs(
                agents=(self._government(NameRef("", "Country", nationality, country=nationality)),),
                how="name",
                cls="body",
            )
        if noun.cls == "person":
            if nationality and noun.lemma in {"official"}:
                return PhraseRefs(
                    agents=(self._government(NameRef("", "Country", nationality, country=nationality)),),
                    how="name",
                    cls="person",
                )
            owner = self._owner(phrase, before) or self._genitive_owner(sentence, phrase, before)
            if owner and det not in {"its", "their"}:
                return PhraseRefs(agents=owner, how="name", cls="person")
        singular = not phrase.plural and phrase.amount is None
        if (
            (
                det in _DEFINITE
                or (self._language == "de" and det in {"vom", "beim", "zum"})
                or phrase.prep in {"beim", "vom", "zum", "im", "zur"}
            )
            and singular
            and noun.cls != "person"
        ):
            found = self._antecedent(sentence, phrase, discourse, noun, nationality)
            if found is not None:
                entity = self._entity(found)
                return PhraseRefs(agents=(entity,), things=(entity,), how="definite", cls=noun.cls)
            return PhraseRefs(cls=noun.cls)
        if det in _POSSESSIVE and noun.cls == "body":
            return PhraseRefs(cls=noun.cls)
        label = self._label(sentence, phrase)
        described = (EntityRef(label, "Agent", described=True),) if label else ()
        return PhraseRefs(agents=described, things=described, how="described", cls=noun.cls)

    def _antecedent(
        self, sentence: Sentence, phrase: Phrase, discourse: Discourse, noun: Noun, nationality: str | None
    ) -> NameRef | None:
        if noun.cls == "body":
            word = sentence.tokens[phrase.last].lower if self._language == "en" else noun.lemma
            return discourse.body(sentence.index, phrase.first, word)
        if noun.cls == "medium":
            return discourse.medium(sentence.index)
        if noun.cls == "group":
            return discourse.organisation(sentence.index, phrase.first, nationality, "")
        if noun.lemma in {"industry", "sector", "customer", "party", "consortium"} or (
            noun.lemma in {"buyer", "rival", "competitor", "client", "partner", "supplier", "bank", "investor"}
            and not nationality
        ):
            return None
        return discourse.organisation(sentence.index, phrase.first, nationality, noun.role)

    def _product(
        self, sentence: Sentence, phrase: Phrase, before: Sequence[PhraseRefs], discourse: Discourse, noun: Noun
    ) -> PhraseRefs:
        owner = self._owner(phrase, before) or self._possessed(sentence, phrase, discourse)
        if owner and noun.lemma in _CHIPLIKE | {"product", "technology", "device", "equipment", "machine", "tool"}:
            product = self._vendor_product(owner[0], noun.lemma)
            return PhraseRefs(products=(product,), things=(product,), how="described")
        extra = [
            t
            for t in sentence.tokens[phrase.first : phrase.last]
            if t.tag in "JNMX"
            and t.lower
            not in {
                "weitere",
                "weiteren",
                "further",
                "additional",
                "more",
                "many",
                "same",
                "new",
                "latter",
                "neue",
                "neuen",
                "gleiche",
                "gleichen",
            }
        ]
        definite = phrase.det in _DEFINITE or phrase.prep in {"vom", "zum", "im", "beim"}
        first = self._words.first_part(sentence.tokens[phrase.last].lower) if self._language == "de" else ""
        counted = phrase.amount is not None and noun.lemma in _CHIPLIKE | {"unit", "piece", "product"} and not first
        if (
            (definite or counted)
            and not extra
            and (not first or first.startswith(("ki", "chip", "sprach", "rechen")))
            and phrase.det not in _POSSESSIVE
        ):
            model = noun.lemma in {"model", "language model", "AI model", "LLM"}
            found_products = discourse.product(sentence.index, phrase.first, model=True if model else None)
            if found_products:
                chosen = found_products if phrase.plural else found_products[-1:]
                things = tuple(self._entity(ref) for ref in chosen)
                return PhraseRefs(products=things, things=things, how="definite", cls="product")
        label = self._label(sentence, phrase)
        described = (self._product_label(label),) if label else ()
        return PhraseRefs(products=described, things=described, how="described", cls="product")

    def _owner(self, phrase: Phrase, before: Sequence[PhraseRefs]) -> tuple[EntityRef, ...]:
        if phrase.possessor is None:
            return ()
        refs = before[phrase.possessor]
        return refs.agents if not refs.places else ()

    def _genitive_owner(
        self, sentence: Sentence, phrase: Phrase, before: Sequence[PhraseRefs]
    ) -> tuple[EntityRef, ...]:
        """Whom "ein Sprecher des Ministeriums" speaks for is not known yet; the extractor reads it from the next phrase."""
        del sentence, phrase, before
        return ()

    def _vendor_product(self, vendor: EntityRef, noun: str) -> EntityRef:
        lemma = "chip" if noun in _CHIPLIKE else noun
        label = f"{vendor.label} {lemma}" + (
            ""
            if lemma in {"equipment", "technology", "hardware", "software", "memory", "capacity"} or lemma.endswith("s")
            else "s"
        )
        return self._product_label(label)

    def _product_label(self, label: str) -> EntityRef:
        identifier = self._labels.get(label) or self._labels.get(label[:1].upper() + label[1:])
        if identifier:
            return EntityRef(self._tables.flat_label(identifier), "ProductGroup", identifier)
        return EntityRef(label, "Product", described=True)

    def _head_word(self, sentence: Sentence, phrase: Phrase) -> str:
        del sentence
        return phrase.nouns[0].lemma if phrase.nouns else "product"

    def _label(self, sentence: Sentence, phrase: Phrase) -> str:
        plural = phrase.plural or phrase.det in {"", "die", "den", "der"} or phrase.amount is not None
        label = self._describer.label(sentence.tokens[phrase.first : phrase.last + 1], plural=plural)
        label = re.sub(r"\s+", " ", label).strip(" -'’")
        return label if label.lower() not in self._words.classes else ""

    def _entity(self, ref: NameRef) -> EntityRef:
        if ref.known is not None:
            return EntityRef(self._tables.flat_label(ref.known), ref.cls, ref.known)
        return EntityRef(ref.label, "Agent" if ref.cls == "Entity" else ref.cls)

    def _government(self, ref: NameRef) -> EntityRef:
        identifier = self._tables.government_of(ref.country or ref.known or "")
        if identifier is None:
            return self._entity(ref)
        return EntityRef(self._tables.flat_label(identifier), "GovernmentBody", identifier)


def _listed_before(sentence: Sentence, phrase: Phrase, row: Sequence[PhraseRefs]) -> tuple[EntityRef, ...]:
    """Return the agents of a list of names that ends just before an apposition: "Samsung und SK hynix, die beiden …"."""
    found: list[EntityRef] = []
    last = phrase
    for other in reversed(sentence.phrases[: phrase.index]):
        between = sentence.tags[other.last + 1 : last.first]
        name = row[other.index]
        if (
            between not in ({","} if last is phrase else {",", "C", ",C"})
            or name.how != "name"
            or not name.agents
            or name.places
        ):
            break
        found.insert(0, name.agents[0])
        last = other
    return tuple(found)
