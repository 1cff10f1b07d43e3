"""Phrases with a name: what the name stands for, alone or with a common noun beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from chippolitik.lexicon import Noun
from chippolitik.model.annotated import Phrase, Sentence
from chippolitik.model.entity import EntityRef
from chippolitik.model.mention import Mention, NameRef
from chippolitik.model.resolved import PhraseRefs
from chippolitik.resolve.belonging import POSSESSIVE
from chippolitik.resolve.classes import common_class
from chippolitik.resolve.entities import CHIPLIKE, Entities

__all__ = ["named_referent"]

_AGENT_NOUNS = frozenset({"company", "body", "group", "medium"})
_ITSELF = frozenset({"group", "company", "firm", "giant"})  # "der Huawei-Konzern"
_MODELS = frozenset({"model", "language model", "AI model", "LLM"})
_PARTS = frozenset({"committee", "panel", "subcommittee", "caucus"})
_LOCAL = frozenset({"court", "customs", "prosecutor", "authority", "regulator", "council", "police"})
_ACTS_FOR = frozenset({"developer", "unit", "subsidiary", "affiliate", "researcher"})


def named_referent(sentence: Sentence, phrase: Phrase, noun: Noun | None, entities: Entities) -> PhraseRefs | None:
    """Return the referent of a phrase that has a name, or None where its noun decides.

    Args:
        sentence: The sentence.
        phrase: The phrase.
        noun: Its common noun, or None.
        entities: Makes references.
    """
    head = sentence.tokens[phrase.last].mention
    if head is not None and not head.head and head.refs[0].kind != "demonym":
        return (
            _namesake(sentence, phrase, head) or _local_body(sentence, phrase, noun, head) or _by_name(head, entities)
        )
    names = [mention for mention in phrase.mentions if mention.refs[0].kind != "demonym"]
    if not names:
        return _association(sentence, phrase, noun)
    broad = common_class(names[-1].refs[0].cls)
    if noun is None:
        part = head is not None and bool(head.head) and broad == "agent" and sentence.language == "de"
        if part:
            return None  # "Nvidia-Aktien" are not Nvidia
        return _by_name(names[-1], entities) if head is not None or broad == "product" else None
    if broad == "product":
        return _by_name(names[-1], entities) if noun.cls in {"product", "place", "company"} else None
    if broad == "place" or names[-1].refs[0].kind == "metonym":
        return None
    return _beside_noun(sentence, phrase, names[-1], noun, entities)


def _association(sentence: Sentence, phrase: Phrase, noun: Noun | None) -> PhraseRefs | None:
    """Return the association that a German noun and whose it is name: "der Verband der Maschinenbauer", or None."""
    if noun is None or noun.cls != "group" or sentence.language != "de" or phrase.index + 1 >= len(sentence.phrases):
        return None
    members = sentence.phrases[phrase.index + 1]
    if members.first != phrase.last + 1 or members.det not in {"der", "des"} or members.prep or members.mentions:
        return None
    first = phrase.first + bool(phrase.det)
    entity = EntityRef(" ".join(token.text for token in sentence.tokens[first : members.last + 1]), "Organization")
    return PhraseRefs(agents=(entity,), things=(entity,), how="name", cls=noun.cls)


def _namesake(sentence: Sentence, phrase: Phrase, name: Mention) -> PhraseRefs | None:
    """Return the firm that bears the name of a product: "der Investor Triton" is no software, or None."""
    before = sentence.tokens[phrase.last - 1] if phrase.last > phrase.first else None
    if before is None or before.tag != "N" or not before.nouns or before.nouns[0].cls != "company":
        return None
    if common_class(name.refs[0].cls) != "product" or name.refs[0].parent is not None:
        return None
    firm = (EntityRef(name.text, "Company"),)
    return PhraseRefs(agents=firm, things=firm, how="name", cls="company")


def _local_body(sentence: Sentence, phrase: Phrase, noun: Noun | None, town: Mention) -> PhraseRefs | None:
    """Return the body that a noun and the town behind it name: "das Landgericht Dresden", or None."""
    if noun is None or noun.lemma not in _LOCAL or sentence.language != "de" or town.refs[0].kind != "place":
        return None
    body = EntityRef(f"{sentence.tokens[phrase.last].text} {noun.lemma}", "GovernmentBody", described=True)
    return PhraseRefs(agents=(body,), things=(body,), how="name", cls="body")


def _beside_noun(
    sentence: Sentence, phrase: Phrase, mention: Mention, noun: Noun, entities: Entities
) -> PhraseRefs | None:
    """Return what an agent's name and a noun mean: its products, its people, or itself."""
    ref = mention.refs[0]
    entity = entities.of(ref)
    if noun.cls == "product" and ref.known is None and _is_owned(phrase) and noun.lemma in CHIPLIKE | _MODELS:
        named = (
            EntityRef(ref.label, "AIModel" if noun.lemma in _MODELS else "Product"),
        )  # "Graphcore's Colossus chips"
        return PhraseRefs(products=named, things=named, how="name", cls="product")
    if noun.cls == "product":
        product = entities.vendor_product(entity, noun.lemma)
        return PhraseRefs(products=(product,), things=(product,), how="described")
    acts_for = noun.cls in {"person", "place"} or (noun.cls == "company" and noun.lemma in _ACTS_FOR)
    head = sentence.tokens[phrase.last]
    if noun.lemma in _PARTS and (ref.cls == "GovernmentBody" or ref.known is None):
        return None  # a House committee is not the House
    is_it = noun.cls in _AGENT_NOUNS and head.mention is None and phrase.last > phrase.first and head.tag == "N"
    is_it = is_it or (bool(mention.head) and noun.lemma in _ITSELF and phrase.det != "" and not phrase.plural)
    if ref.cls == "Person":
        return _by_name(mention, entities) if acts_for or is_it else None
    if acts_for:
        # People and plants of a firm act for it.
        return PhraseRefs(agents=(entity,), how="name", cls=noun.cls)
    return PhraseRefs(agents=(entity,), things=(entity,), how="name") if is_it else None


def _is_owned(phrase: Phrase) -> bool:
    return phrase.possessor is not None or phrase.det in POSSESSIVE


def _by_name(mention: Mention, entities: Entities) -> PhraseRefs:
    """Return what a name stands for, by what a role may want of it."""
    return _by_refs(mention.refs, entities)


@lru_cache(maxsize=10_000)
def _by_refs(refs: tuple[NameRef, ...], entities: Entities) -> PhraseRefs:
    agents: list[EntityRef] = []
    products: list[EntityRef] = []
    places: list[EntityRef] = []
    lists: list[EntityRef] = []
    for ref in refs:
        broad = common_class(ref.cls)
        if broad == "place":
            if ref.kind != "metonym" or len(refs) == 1:
                places.append(entities.of(ref))
            if ref.kind != "place":
                agents.append(entities.government(ref))
        elif broad == "agent":
            agents.append(entities.of(ref))
        elif broad == "product":
            products.append(entities.of(ref))
        elif broad == "list":
            lists.append(entities.of(ref))
        else:
            agents.append(EntityRef(ref.label, "Agent"))
            products.append(EntityRef(ref.label, "Product"))
    return PhraseRefs(
        agents=_first(agents),
        products=_first(products),
        places=_first(places),
        lists=_first(lists),
        things=_first([*products[:1], *agents[:1], *places[:1], *lists[:1]]),
        how="name",
    )


def _first(found: Sequence[EntityRef]) -> tuple[EntityRef, ...]:
    return tuple(found[:1])
