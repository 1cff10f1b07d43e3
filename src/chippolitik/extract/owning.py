"""Who owns what, without a verb: "TikTok-Mutter ByteDance", "Huawei's unit HiSilicon", "ByteDance, owner of TikTok"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chippolitik.extract.context import FIRMS, Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.relation import is_genitive, relation
from chippolitik.model.annotated import Phrase
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind
from chippolitik.model.mention import NameRef
from chippolitik.tables import Tables

__all__ = ["OwnershipReader"]

_OWNERS = frozenset({
    "parent", "owner", "parent company", "mutter", "mutterkonzern", "eigentümer", "mutterfirma", "besitzer",
    "eigentümerin", "mutterunternehmen",
})  # fmt: skip
_OWNED = frozenset(
    """ableger arm beteiligung brand chipableger chipeinheit chipsparte chiptochter cloudsparte
    cloudtochter division halbleiterableger halbleitertochter gesellschaft konzernsparte konzerntochter offshoot sparte
    spin-off subsidiary tochter tochterfirma tochtergesellschaft tochterunternehmen unit""".split()  # noqa: SIM905 - words
)
_OWNING = _OWNERS | _OWNED
_OWNED_BY = frozenset({"owned", "controlled", "eigene", "eigenen"})
_OWNABLE = FIRMS | {"Application"}
_JOINT = re.compile(r"(?:bekannt als|known as|the|als|die|der|a|an|\w+['’]s)?")
_LONGEST_JOINT = 20  # code points


class OwnershipReader:
    """Reads owners off noun phrases.

    Args:
        tables: The knowledge base, for labels.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def drafts(self, context: Context, phrase: Phrase) -> Iterator[Draft]:
        """Yield the ownership that a phrase states.

        Args:
            context: The sentence.
            phrase: The phrase.
        """
        yield from self._compound(context, phrase)
        yield from self._known_owner(context, phrase)
        words = context.nouns(phrase)
        if words.isdisjoint(_OWNING):
            yield from _of_a_firm(context, phrase)
        if context.sentence.tokens[phrase.last].mention is not None:
            words |= _noun_before(context, phrase)
            if not words.isdisjoint(_OWNING):
                yield from _possessed(context, phrase, owner=bool(words & _OWNERS))
        elif not words.isdisjoint(_OWNING):
            yield from _apposition(context, phrase, owner=bool(words & _OWNERS))

    def _compound(self, context: Context, phrase: Phrase) -> Iterator[Draft]:
        """Yield the ownership of "TikTok-Mutter ByteDance", "TikTok parent ByteDance", "Huawei-Tochter HiSilicon"."""
        names = [m for m in phrase.mentions if m.refs[0].cls in _OWNABLE][-2:]
        if len(names) == 1 or not names:
            return
        first, second = names
        word = (first.head or context.text[first.end : second.start].strip()).lower()
        if word in _OWNERS:
            owner, owned = second.refs[0], first.refs[0]
        elif word in _OWNED | _OWNED_BY:
            owner, owned = first.refs[0], second.refs[0]
        else:
            return
        if owner.cls in FIRMS:
            roles = {"owner": (self._entity(owner),), "owned": (self._entity(owned),)}
            yield relation(context, Kind.OWNERSHIP, phrase.first, phrase.last, roles, "compound")

    def _known_owner(self, context: Context, phrase: Phrase) -> Iterator[Draft]:
        """Yield the ownership of "the TikTok owner", whose name the knowledge base knows."""
        mention = phrase.mentions[-1] if phrase.mentions else None
        if mention is None or mention.refs[0].cls not in _OWNABLE or not mention.refs[0].parent:
            return
        head = context.sentence.tokens[phrase.last]
        word = mention.head.lower() if mention.head else head.lower if head.mention is None else ""
        if word in _OWNERS:
            owned, parent = self._entity(mention.refs[0]), mention.refs[0].parent
            owner = EntityRef(self._tables.flat_label(parent), "Company", parent)
            roles = {"owner": (owner,), "owned": (owned,)}
            yield relation(context, Kind.OWNERSHIP, phrase.first, phrase.last, roles, "owner")

    def _entity(self, ref: NameRef) -> EntityRef:
        return EntityRef(self._tables.flat_label(ref.known) if ref.known else ref.label, ref.cls, ref.known)


def _noun_before(context: Context, phrase: Phrase) -> frozenset[str]:
    """Return the words of the noun that a name after a comma explains: "its design arm, HiSilicon"."""
    if phrase.index == 0:
        return frozenset()
    before = context.sentence.phrases[phrase.index - 1]
    gap = context.sentence.tags[before.last + 1 : phrase.first]
    named = context.sentence.tokens[before.last].mention is None and context.refs[before.index].how == "definite"
    return context.nouns(before) if gap == "," and named else frozenset()


def _possessed(context: Context, phrase: Phrase, *, owner: bool) -> Iterator[Draft]:
    """Yield the ownership of "Huawei's subsidiary HiSilicon", "its arm, HiSilicon", "Nexperia's owner, Wingtech"."""
    ref = context.refs[phrase.index]
    whose = ref.owner or (context.firm() if phrase.det in {"der", "die", "ihre", "ihrer"} else ())
    if not whose or whose[0].cls not in (_OWNABLE if owner else FIRMS) or ref.how != "name":
        return
    named = [agent for agent in ref.agents if not agent.described and agent.cls in FIRMS]
    other = tuple(agent for agent in named if agent.label != whose[0].label)
    if other:
        before = context.sentence.phrases[max(0, phrase.index - 1)]
        first = min(phrase.first, before.first if phrase.possessor is None else phrase.first)
        if phrase.possessor is not None:
            first = context.sentence.phrases[phrase.possessor].first
        roles = {"owner": other, "owned": whose[:1]} if owner else {"owner": whose[:1], "owned": other}
        yield relation(context, Kind.OWNERSHIP, first, phrase.last, roles, "owner" if owner else "subsidiary")


def _of_a_firm(context: Context, phrase: Phrase) -> Iterator[Draft]:
    """Yield the ownership of "Tsinghua Unigroup's YMTC", two firms of the knowledge base with nothing between."""
    ref, name = context.refs[phrase.index], context.sentence.tokens[phrase.last].mention
    if phrase.possessor is None or name is None or name.head or ref.how != "name" or phrase.first != phrase.last:
        return
    owner, owned = ref.owner[:1], ref.agents[:1]
    firms = owner and owned and all(e.cls == "Company" and e.known for e in owner + owned)
    if firms and owner != owned:
        first = context.sentence.phrases[phrase.possessor].first
        roles = {"owner": owner, "owned": owned}
        yield relation(context, Kind.OWNERSHIP, first, phrase.last, roles, "possessive")


def _apposition(context: Context, phrase: Phrase, *, owner: bool) -> Iterator[Draft]:
    """Yield the ownership of "ByteDance, owner of TikTok", "HiSilicon, die Chiptochter von Huawei"."""
    sentence = context.sentence
    other, last = _genitive(context, phrase)
    other = other or context.refs[phrase.index].owner
    if phrase.index == 0 or not other:
        return
    before, first = sentence.phrases[phrase.index - 1], phrase.first
    if phrase.possessor == before.index and phrase.index > 1:
        before, first = sentence.phrases[phrase.index - 2], before.first
    gap = context.text[sentence.tokens[before.last].end : sentence.tokens[first].start].strip(" ,").lower()
    near = context.refs[before.index]
    if near.how != "name" or len(gap) > _LONGEST_JOINT or not _JOINT.fullmatch(gap):
        return
    one, two = near.agents[:1], tuple(entity for entity in other if entity.cls in _OWNABLE)[:1]
    if one and two and one[0].cls in _OWNABLE and one[0].label != two[0].label:
        roles = {"owner": one, "owned": two} if owner else {"owner": two, "owned": one}
        yield relation(context, Kind.OWNERSHIP, before.first, last, roles, "apposition")


def _genitive(context: Context, phrase: Phrase) -> tuple[tuple[EntityRef, ...], int]:
    """Return what stands in the genitive to a phrase or after "von", "of", and where it ends."""
    sentence = context.sentence
    if phrase.index + 1 >= len(sentence.phrases):
        return (), phrase.last
    other = sentence.phrases[phrase.index + 1]
    governed = sentence.tags[phrase.last + 1 : other.first] == "P" and other.prep in {"von", "of", "vom"}
    of_other = sentence.phrases[other.index + 1] if other.index + 1 < len(sentence.phrases) else None
    if governed and of_other is not None and of_other.possessor == other.index and context.refs[other.index].places:
        return context.refs[of_other.index].agents, of_other.last
    if governed or is_genitive(phrase, other, sentence.tags):
        ref = context.refs[other.index]
        return (ref.things if ref.how == "name" else ref.agents), other.last
    return (), phrase.last
