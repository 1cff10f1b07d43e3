"""Referents that the next phrase gives: appositions, employers of people, makers of products."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chippolitik.model.annotated import Phrase, Sentence
from chippolitik.model.entity import EntityRef
from chippolitik.model.resolved import PhraseRefs
from chippolitik.resolve.entities import Entities

__all__ = ["with_appositions", "with_employers", "with_names_after", "with_vendors"]

_CALLED = frozenset({"called", "named", "dubbed", "namens"})
_AGENT_NOUNS = frozenset({"company", "body", "group", "medium"})
_GENITIVE = frozenset({"des", "der", "eines", "einer"})
_WORKS_FOR = frozenset({"for", "of", "at", "from", "von", "vom", "bei", "beim"})
_MADE_BY = frozenset({"from", "by", "of", "von", "vom"})
_MADE = frozenset({"made", "built", "designed", "produced", "developed", "manufactured"})
_ARTICLES = frozenset(
    {"a", "an", "the", "ein", "eine", "der", "die", "das", "einer", "einem", "dem", "den", "des", "eines", "einen"}
)


def with_appositions(sentence: Sentence, row: Sequence[PhraseRefs]) -> list[PhraseRefs]:
    """Let a described agent after a comma mean the name before it: "Phytium, a Chinese chip designer".

    Args:
        sentence: The sentence.
        row: Referents of its phrases.
    """
    out = list(row)
    for phrase in sentence.phrases[1:]:
        refs = out[phrase.index]
        if refs.how not in {"described", "definite", ""} or refs.cls not in _AGENT_NOUNS or phrase.prep:
            continue
        named = _listed_before(sentence, phrase, out) if phrase.plural else _named_before(sentence, phrase, out)
        if named and (len(named) > 1 or not phrase.plural):
            out[phrase.index] = refs._replace(agents=named, things=named, how="definite")
    return out


def with_names_after(sentence: Sentence, row: Sequence[PhraseRefs]) -> list[PhraseRefs]:
    """Let a noun mean the name after its comma, which takes over whose and where from: "its Chinese arm, X Ltd,".

    Args:
        sentence: The sentence.
        row: Referents of its phrases.
    """
    out = list(row)
    for phrase, name in pairwise(sentence.phrases):
        noun, named = out[phrase.index], out[name.index]
        if not _is_named_after(sentence, phrase, name) or noun.how == "name" or named.how != "name" or named.places:
            continue
        products = named.products if noun.cls == "product" else ()
        agents = named.agents if noun.cls in _AGENT_NOUNS else ()
        if not products and not agents:
            continue
        country = noun.nationality if agents else None
        out[name.index] = named._replace(
            agents=agents, products=products, things=agents or products, owner=named.owner or noun.owner,
            nationality=named.nationality or country,
        )  # fmt: skip
        out[phrase.index] = noun._replace(agents=agents, products=products, things=agents or products, how="definite")
    return out


def _is_named_after(sentence: Sentence, phrase: Phrase, name: Phrase) -> bool:
    """Whether a name stands between commas right after a noun, and is no member of a list."""
    tags, tokens = sentence.tags, sentence.tokens
    words = {token.lower for token in tokens[phrase.last + 1 : name.first]}
    between = tags[phrase.last + 1 : name.first] == "," or (len(words) == 1 and words <= _CALLED)
    if words <= _CALLED and words:
        return name.det == ""
    closed = tags[name.last + 1 : name.last + 2] in {",", ".", ";", ":", "–", "—", ")", ""}
    listed = tags[name.last + 1 : name.last + 3] in {",C", ",D", ",M"} or tags[phrase.first - 1 : phrase.first] == "C"
    determined = name.det in {"", "the", "der", "die", "das", "den", "dem", "des"}
    return between and closed and not listed and determined and tokens[phrase.last].mention is None


def with_employers(sentence: Sentence, row: Sequence[PhraseRefs]) -> list[PhraseRefs]:
    """Let people without a name act for whom they work: "a spokesperson for Tencent", "ein Sprecher des Konzerns".

    Args:
        sentence: The sentence.
        row: Referents of its phrases.
    """
    out = list(row)
    for phrase in sentence.phrases[:-1]:
        refs = out[phrase.index]
        if refs.cls != "person" or refs.how != "described":
            continue
        other = sentence.phrases[phrase.index + 1]
        between = sentence.tags[phrase.last + 1 : other.first]
        genitive = between == "" and other.det in _GENITIVE
        employer = out[other.index]
        works = genitive or (between in {"P", "PD"} and other.prep in _WORKS_FOR)
        if works and employer.agents and employer.how in {"name", "definite"}:
            out[phrase.index] = refs._replace(agents=employer.agents[:1], things=(), how="name")
    return out


def with_vendors(sentence: Sentence, row: Sequence[PhraseRefs], entities: Entities) -> list[PhraseRefs]:
    """Give described products the firm of a following "from Huawei", "von Huawei".

    Args:
        sentence: The sentence.
        row: Referents of its phrases.
        entities: Makes references.
    """
    out = list(row)
    for phrase, refs in zip(sentence.phrases, row, strict=True):
        if refs.how not in {"described", "definite"} or refs.cls != "product":
            continue
        noun = phrase.nouns[0].lemma if phrase.nouns else "product"
        products = tuple(entities.vendor_product(firm, noun) for firm in _makers_after(sentence, phrase, row))
        if products:
            out[phrase.index] = refs._replace(products=products, things=products, how="described")
    return out


def _named_before(sentence: Sentence, phrase: Phrase, row: Sequence[PhraseRefs]) -> tuple[EntityRef, ...]:
    """Return the agents of the name that an apposition follows after a comma; a list is no apposition."""
    start = phrase if phrase.possessor is None else sentence.phrases[phrase.possessor]
    before = sentence.phrases[start.index - 1]
    name = row[before.index]
    first = sentence.tokens[phrase.first]
    bare = (
        sentence.language == "de" and first.tag == "J" and first.lower.endswith("er")
    )  # "Apple, wichtigster Kunde von"
    explains = phrase.det in _ARTICLES or phrase.possessor is not None or bare
    comma = start.index > 0 and explains and sentence.tags[before.last + 1 : start.first] == ","
    listed = sentence.tags[phrase.last + 1 : phrase.last + 2] == "C"
    return name.agents if comma and not listed and name.how == "name" and not name.places else ()


def _listed_before(sentence: Sentence, phrase: Phrase, row: Sequence[PhraseRefs]) -> tuple[EntityRef, ...]:
    """Return the agents of a list that ends just before an apposition: "Samsung und SK hynix, die beiden …"."""
    found: list[EntityRef] = []
    last = phrase
    for other in reversed(sentence.phrases[: phrase.index]):
        between = sentence.tags[other.last + 1 : last.first]
        name = row[other.index]
        joined = between in ({","} if last is phrase else {",", "C", ",C"})
        if not joined or name.how != "name" or not name.agents or name.places:
            break
        found.insert(0, name.agents[0])
        last = other
    return tuple(found)


def _makers_after(sentence: Sentence, phrase: Phrase, row: Sequence[PhraseRefs]) -> tuple[EntityRef, ...]:
    """Return the agents that follow a product after "from", "by", "von", also several of them."""
    found: list[EntityRef] = []
    last = phrase
    for other in sentence.phrases[phrase.index + 1 :]:
        between = sentence.tags[last.last + 1 : other.first]
        made = between == "VP" and sentence.tokens[last.last + 1].lower in _MADE and other.prep == "by"
        begins = not found and ((between == "P" and other.prep in _MADE_BY) or made)
        goes_on = bool(found) and between in {",", "C", ",C"} and not other.prep
        refs = row[other.index]
        if not (begins or goes_on) or refs.how != "name" or not refs.agents or refs.places:
            break
        found += refs.agents
        last = other
    return tuple(found)
