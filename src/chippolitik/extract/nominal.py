"""Noun frames: "the purchase of Mellanox", "US-Exportbeschränkungen für KI-Chips", with or without a verb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from chippolitik.extract.context import Context
from chippolitik.extract.predication import Arg, Predication
from chippolitik.lexicon import Embedding
from chippolitik.lexicon.english import singulars
from chippolitik.lexicon.german import noun_bases
from chippolitik.model.annotated import Phrase
from chippolitik.model.entity import EntityRef

__all__ = ["NounIndex", "goods_of", "nominal_predications", "titles"]

_LONGEST_CHAIN = 8
_GOODS = frozenset({"AIAccelerator", "Chip", "MemoryChip", "ProductGroup", "Material", "ManufacturingEquipment"})
_GOODS_WORDS = {
    "chip": "chips", "semiconductor": "semiconductors", "processor": "processors", "accelerator": "accelerators",
    "memory": "memory", "gpu": "GPUs", "server": "servers", "equipment": "equipment", "tool": "tools",
    "software": "software", "material": "materials", "mineral": "minerals", "magnet": "magnets", "wafer": "wafers",
}  # fmt: skip
_SUPPORT_STOP = frozenset({"say", "report", "sagen", "berichten"})


class NounIndex:
    """Finds which trigger noun a word is a form of.

    Args:
        triggers: Trigger nouns in lower case.
        language: ``en`` or ``de``.
    """

    def __init__(self, triggers: frozenset[str], language: str) -> None:
        self._triggers = triggers
        self._language = language
        self._seen: dict[str, str | None] = {}

    def trigger(self, word: str) -> str | None:
        """Return the trigger noun of a word in lower case, or None; a German compound is what its last part is."""
        if word not in self._seen:
            self._seen[word] = self._find(word)
        return self._seen[word]

    def _find(self, word: str) -> str | None:
        if self._language == "en":
            return next((base for base in singulars(word) if base in self._triggers), None)
        for cut in range(max(1, len(word) - 3)):
            for base in noun_bases(word[cut:].lstrip("-")):
                if base in self._triggers and (cut == 0 or len(base) >= 4):  # noqa: PLR2004 - short words are parts of others
                    return base
        return None


def nominal_predications(
    context: Context, phrase: Phrase, embeddings: Mapping[str, Embedding]
) -> tuple[Predication, Predication]:
    """Return a predication that the head of a phrase makes, as such and as what the verb above says of it.

    Its arguments are named by how they hang on the noun. "plant den Kauf", "verbot die Lieferung": the noun of the
    second one is what is planned or forbidden.

    Functions: ``gen`` possessor, genitive or "of"; ``comp`` a name inside the phrase; ``self`` the name that the noun
    explains ("Broadcom, a supplier to Google"); prepositions that follow; and the
    arguments of the verb that the phrase is itself an argument of, under their own functions.
    """
    sentence = context.sentence
    pred = Predication("", phrase.last, phrase.first, phrase.last)
    pred.owner = context.refs[phrase.index].owner if phrase.possessor is None else ()
    if phrase.possessor is not None:
        pred.args.append(Arg((phrase.possessor,), ("gen",), sentence.phrases[phrase.possessor].first, phrase.first - 1))
        pred.first = sentence.phrases[phrase.possessor].first
    if phrase.mentions:
        pred.args.append(Arg((phrase.index,), ("comp",), phrase.first, phrase.last))
    _following(context, phrase, pred)
    if (explained := _explained(context, phrase)) is not None:
        pred.args.append(explained)
    verb, modifiers = _governors(context, phrase)
    if verb is not None:
        pred.parent, pred.link = verb.parent, verb.link
        pred.negated, pred.modals, pred.passive, pred.finite, pred.past = (
            verb.negated,
            verb.modals,
            verb.passive,
            verb.finite,
            verb.past,
        )
        pred.verb = verb.verb
        for arg in verb.args:
            if phrase.index not in arg.phrases:
                pred.args.append(Arg(arg.phrases, tuple(f for f in arg.functions) or ("x",), arg.first, arg.last))
        pred.first, pred.last = min(pred.first, verb.first), max(pred.last, verb.last)
    for modifier in modifiers:
        # "a round led by SoftBank", "rules imposed by Washington": what stands with the participle goes with the noun.
        pred.args += [arg for arg in modifier.args if phrase.index not in arg.phrases]
        pred.last = max(pred.last, modifier.last)
    embedded = verb is not None and verb.verb in embeddings
    return pred, replace(pred, parent=verb, link="inf") if embedded else replace(pred)


def goods_of(context: Context, phrase: Phrase) -> tuple[EntityRef, ...]:
    """Return the goods that an English noun of rules names before it: "AI chip export controls", "the gallium ban".

    Args:
        context: The sentence.
        phrase: The phrase whose head is the noun.
    """
    tokens = context.sentence.tokens
    if context.sentence.language != "en" or not phrase.nouns or phrase.nouns[0].cls != "measure":
        return ()
    for at in range(phrase.last - 1, phrase.first - 1, -1):
        token = tokens[at]
        ref = token.mention.refs[0] if token.mention is not None else None
        if ref is not None and ref.cls in _GOODS:
            return (EntityRef(ref.label, ref.cls, ref.known),)
        if token.lower in _GOODS_WORDS:
            start = at
            while start > phrase.first and tokens[start - 1].tag == "X" and tokens[start - 1].mention is None:
                start -= 1
            words = [t.text for t in tokens[start:at]] + [_GOODS_WORDS[token.lower]]
            return (EntityRef(" ".join(words), "Product", described=True),)
    return ()


def titles(context: Context, phrase: Phrase, index: NounIndex) -> Iterator[tuple[str, Predication]]:
    """Yield the trigger nouns that stand before the name of a phrase, each with a predication of that name.

    Functions: ``self`` the name; ``gen`` whose it is ("Nvidia's supplier SK hynix", "its supplier SK hynix"); ``comp``
    the name before the noun ("Apple supplier Foxconn").

    Args:
        context: The sentence.
        phrase: The phrase.
        index: Finds trigger nouns.
    """
    tokens, german = context.sentence.tokens, context.sentence.language == "de"
    name = tokens[phrase.last].mention
    before = phrase.last - 1
    if name is None or name.head or before < phrase.first:
        return
    joined = tokens[before].mention if german else None  # "der Apple-Zulieferer Murata"
    noun = tokens[before].lower if tokens[before].mention is None else joined.head.lower() if joined else ""
    word = index.trigger(noun) if noun else None
    if before > phrase.first and tokens[before - 1].mention is None and not german:
        word = index.trigger(f"{tokens[before - 1].lower} {tokens[before].lower}") or word
    if word is None or tokens[before].tag not in ("NM" if joined else "NX"):
        return
    pred = Predication("", before, phrase.first, phrase.last)
    pred.owner = context.refs[phrase.index].owner if phrase.possessor is None else ()
    pred.args.append(Arg((phrase.index,), ("self",), phrase.last, phrase.last))
    if phrase.possessor is not None:
        owner = context.sentence.phrases[phrase.possessor]
        pred.args.append(Arg((owner.index,), ("gen",), owner.first, owner.last))
        pred.first = owner.first
    elif other := joined or next((t.mention for t in reversed(tokens[phrase.first : before]) if t.mention), None):
        ref = other.refs[0]
        if (not other.head or other is joined) and ref.kind != "demonym":
            pred.compound = (EntityRef(ref.label, ref.cls, ref.known),)
    yield word, pred


def _explained(context: Context, phrase: Phrase) -> Arg | None:
    """Return the name that a phrase explains: "Meta, a customer of", "Meta, one of its customers", or None."""
    sentence, ref = context.sentence, context.refs[phrase.index]
    start = phrase.first if phrase.possessor is None else sentence.phrases[phrase.possessor].first
    if (after := _named_after(context, phrase)) is not None:
        return Arg((after.index,), ("self",), after.first, after.last)
    if "on" in {phrase.prep, _possessor_prep(context, phrase)} and (holder := _on_it(context, phrase)) is not None:
        return Arg((holder.index,), ("self",), holder.first, holder.last)
    one = [token.lower for token in sentence.tokens[max(0, start - 3) : start]] == [",", "one", "of"]
    named = {agent.label for agent in ref.agents if not agent.described} if ref.how in {"name", "definite"} else set()
    for other in sentence.phrases[max(0, phrase.index - 3) : phrase.index + 4]:
        if other is phrase or not other.mentions or other.index == phrase.possessor:
            continue
        low, high = sorted((phrase, other), key=lambda p: p.first)
        between = sentence.tags[low.last + 1 : high.first]
        if any(tag in "VAOSR;.:" for tag in between):
            continue
        put_beside = low is other and between == "," and phrase.det in {"a", "an"} and other.index == phrase.index - 1
        if put_beside and not phrase.possessor and context.refs[other.index].how == "name":
            return Arg((other.index,), ("self",), other.first, other.last)  # "SMIC, an entry on the list"
        same = bool(named & {agent.label for agent in context.refs[other.index].agents})
        counted = one and other.last == start - 4
        if (same and len(between) <= _LONGEST_CHAIN) or counted:
            return Arg((other.index,), ("self",), other.first, other.last)
    return None


def _named_after(context: Context, phrase: Phrase) -> Phrase | None:
    """Return the name that follows a noun and its genitive: "The maker of ChatGPT, OpenAI, is hiring", or None."""
    sentence = context.sentence
    owned = phrase.possessor is not None or phrase.det in {"its", "their"}
    if not (owned or phrase.det in {"the", "a", "an"}) or phrase.index + 2 >= len(sentence.phrases):
        return None
    of, name = sentence.phrases[phrase.index + 1 : phrase.index + 3]
    joined = of.prep == "of" and sentence.tags[phrase.last + 1 : of.first].strip("D") == "P"
    closed = sentence.tags[of.last + 1 : name.first] == "," and sentence.tags[name.last + 1 : name.last + 2] in ",."
    named = context.refs[name.index].how == "name" and bool(context.refs[name.index].agents)
    return name if joined and closed and named and phrase.first < 2 + owned else None  # at the start


def _possessor_prep(context: Context, phrase: Phrase) -> str:
    return "" if phrase.possessor is None else context.sentence.phrases[phrase.possessor].prep


def _on_it(context: Context, phrase: Phrase) -> Phrase | None:
    """Return the name that stands before "on" and a comma: "YMTC, on Washington's blacklist for a year, …", or None."""
    sentence = context.sentence
    start = phrase if phrase.possessor is None else sentence.phrases[phrase.possessor]
    if not start.index:
        return None
    name = sentence.phrases[start.index - 1]
    gap = sentence.tags[name.last + 1 : start.first].strip("D")
    apart = gap.startswith(",") and gap.strip(",B") == "P"
    return name if apart and context.refs[name.index].how == "name" else None


def _following(context: Context, phrase: Phrase, pred: Predication) -> None:
    """Add the genitive and the prepositional phrases that follow the noun without a verb between."""
    sentence = context.sentence
    last = phrase
    for other in _owned_ones(context, phrase):
        between = sentence.tags[last.last + 1 : other.first]
        if any(tag in "VOARS;:.()–—" for tag in between) or (
            between.startswith(",") and "C" not in between and len(pred.args) and not other.prep
        ):
            break
        if between == "" and not other.prep:
            genitive = sentence.tokens[other.first].tag == "J" and sentence.tokens[other.first].lower.endswith("er")
            name = sentence.tokens[other.first].mention
            genitive = genitive or (name is not None and name.possessive and other.first == other.last)
            genitive = genitive or other.det in {
                "des",
                "der",
                "eines",
                "einer",
                "ihrer",
                "seiner",
                "dieser",
                "mehrerer",
                "aller",
                "ihres",
                "seines",
            }
            if genitive and sentence.language == "de":
                pred.args.append(Arg((other.index,), ("gen",), other.first, other.last))
        elif other.prep:
            names = ("gen", other.prep) if other.prep in {"of", "von", "vom"} and last is phrase else (other.prep,)
            pred.args.append(Arg((other.index,), names, other.first, other.last))
        elif between in {"C", ",", ",C"} and pred.args and pred.args[-1].last == last.last:
            before = pred.args.pop()
            pred.args.append(Arg((*before.phrases, other.index), before.functions, before.first, other.last))
        else:
            break
        pred.last = max(pred.last, other.last)
        last = other


def _owned_ones(context: Context, phrase: Phrase) -> Iterator[Phrase]:
    """Yield the phrases after one; of "an arm of South Korea's SKC" the second is SKC, with the preposition."""
    sentence = context.sentence
    ahead = sentence.phrases[phrase.index + 1 : phrase.index + 1 + _LONGEST_CHAIN]
    whose: Phrase | None = None
    for other, after in zip_longest(ahead, ahead[1:]):
        of_a_country = after is not None and after.possessor == other.index and bool(context.refs[other.index].places)
        if sentence.language == "en" and of_a_country:
            whose = whose or other
        elif whose is not None:
            yield replace(other, prep=whose.prep, first=whose.first)
            whose = None
        else:
            yield other


def _governors(context: Context, phrase: Phrase) -> tuple[Predication | None, list[Predication]]:
    """Return the verb that the phrase is an argument of, the nearest one, and the participles that say more of it."""
    found = [
        p for p in context.preds if any(phrase.index in arg.phrases for arg in p.args) and p.verb not in _SUPPORT_STOP
    ]
    found.sort(key=lambda p: abs(p.at - phrase.last))
    more = [p for p in found if p.link == "rel" and p.passive and not p.finite and p.at > phrase.last]
    others = [p for p in found if p not in more]
    return (others[0], more) if others else (found[0] if found else None, [])
