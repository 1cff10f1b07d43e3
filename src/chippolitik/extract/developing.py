"""Who makes a product, without a verb: "Huawei's Ascend 910B", "Nvidia H20", "der Ascend von Huawei"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chippolitik.extract.context import FIRMS, Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.items import Item, items_of
from chippolitik.extract.makers import agrees, maker_of
from chippolitik.extract.relation import is_genitive, relation
from chippolitik.model.annotated import Phrase
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind
from chippolitik.tables import Tables

__all__ = ["DevelopmentReader"]

_MADE = frozenset({
    "AIAccelerator", "Chip", "MemoryChip", "AIModel", "Application", "ComputeSystem", "Software",
    "ManufacturingEquipment", "Product",
})  # fmt: skip
_IN_HOUSE = frozenset({
    "hauseigene", "hauseigenen", "hauseigener", "in-house", "home-grown", "homegrown", "selbstentwickelte",
    "selbstentwickelten", "eigenen", "eigener", "eigene",
})  # fmt: skip
_AMONG = frozenset(
    """darunter including among etwa wie like as nämlich namely insbesondere especially notably :""".split()  # noqa: SIM905 - words
)
_OF_ITS_OWN = re.compile(
    r"[^.;,]{0,20},?[^.;,]{0,40}\b(?:of its own (?:design|making|devising)|(?:designed|developed|built) in-house"
    r"|aus eigener (?:Entwicklung|Fertigung|Hand|Werkstatt)|aus eigenem Haus)"
)
_CREATIONS = frozenset({"eigengewächs", "eigenentwicklung", "brainchild", "creation", "entwicklung"})
_MAKERS = frozenset({"maker", "developer", "creator", "designer", "hersteller", "entwickler", "anbieter", "erfinder"})


class DevelopmentReader:
    """Reads makers off noun phrases.

    Args:
        tables: The knowledge base, as a check on who makes what.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def drafts(self, context: Context) -> Iterator[Draft]:
        """Yield a draft for each named product that stands with its maker."""
        for item in items_of(context.sentence):
            for part in _by_maker(context, item):
                yield from self._development(context, part)

    def maker_of(self, context: Context, phrase: Phrase) -> Iterator[Draft]:
        """Yield the development of an apposition: "OpenAI, maker of ChatGPT".

        Args:
            context: The sentence.
            phrase: The phrase whose head may be "maker".
        """
        sentence = context.sentence
        if phrase.index == 0 or phrase.index + 1 >= len(sentence.phrases) or not _says_maker(context, phrase):
            return
        before, after = sentence.phrases[phrase.index - 1], sentence.phrases[phrase.index + 1]
        firm, product = context.refs[before.index], context.refs[after.index]
        comma = sentence.tags[before.last + 1 : phrase.first] == ","
        of = sentence.tags[phrase.last + 1 : after.first] == "P" and after.prep in {"of", "von"}
        named = firm.how == "name" and product.how == "name" and firm.agents and product.products
        if comma and of and named and agrees(self._tables, firm.agents[0], product.products[0]):
            roles = {"developer": firm.agents[:1], "product": product.products}
            yield relation(context, Kind.DEVELOPMENT, before.first, after.last, roles, "maker of")

    def _development(self, context: Context, item: Item) -> Iterator[Draft]:
        """Yield a named product with its maker: in the genitive, before it, or after "von", "from", "by"."""
        products = tuple(p for p in _products(context, item.phrases) if not self._is_generic(p))
        first = item.first
        if not products:
            return
        phrase, ref = context.sentence.phrases[item.phrases[0]], context.refs[item.phrases[0]]
        owners, last, why = ref.owner, item.last, "possessive"
        if owners and phrase.possessor is not None:
            first = context.sentence.phrases[phrase.possessor].first
        if not owners:
            owners, why = self._inside(phrase), "maker before product"
        if not owners:
            owners, last, why = *_after(context, context.sentence.phrases[item.phrases[-1]]), "maker after product"
        if not owners:
            owners, last, why = *self._apposed(context, item), "apposition"
        if not owners:
            owners, why = self._own(context, phrase, products), "own product"
        makers = tuple(o for o in owners if o.cls in FIRMS and all(agrees(self._tables, o, p) for p in products))
        if makers:
            roles = {"developer": makers[:1], "product": products}
            yield relation(context, Kind.DEVELOPMENT, first, max(last, item.last), roles, why)

    def _is_generic(self, product: EntityRef) -> bool:
        """Whether many firms make it: DRAM, high-bandwidth memory."""
        row = self._tables.entities.get(product.known or "")
        return row is not None and row.cls == "ProductGroup" and not row.parent

    def _own(self, context: Context, phrase: Phrase, products: Sequence[EntityRef]) -> tuple[EntityRef, ...]:
        """Return the firm of "the in-house accelerator X", or of "tools, including X" where it is known for X."""
        words = {token.lower for token in context.sentence.tokens[phrase.first : phrase.last + 1]}
        made = any(word.startswith(("entwickel", "entworf", "konzip")) for word in words)
        if "selbst" in words and made:  # "den selbst entwickelten Kirin 9020"
            words.add("hauseigene")
        tokens = context.sentence.tokens
        if words & _IN_HOUSE or _OF_ITS_OWN.match(context.text, tokens[phrase.last].end):
            return context.firm()
        before = context.sentence.tokens[max(0, phrase.first - 1)].lower
        firm = context.firm()
        known = bool(firm) and all(maker_of(self._tables, product) == firm[0].known for product in products)
        return firm if before in _AMONG and known else ()

    def _apposed(self, context: Context, item: Item) -> tuple[tuple[EntityRef, ...], int]:
        """Return the maker in "WeChat, seine App", "V3, the DeepSeek model", "X, ein Eigengewächs der Tochter Y"."""
        sentence, last = context.sentence, context.sentence.phrases[item.phrases[-1]]
        if last.index + 1 >= len(sentence.phrases):
            return (), item.last
        other = sentence.phrases[last.index + 1]
        ref = context.refs[other.index]
        if sentence.tags[last.last + 1 : other.first] != "," or ref.how == "name":
            return (), item.last
        if ref.cls == "product" and ref.owner:
            return ref.owner[:1], other.last
        if ref.cls == "product" and other.mentions and other.mentions[0].refs[0].cls in FIRMS:
            name = other.mentions[0].refs[0]
            label = self._tables.flat_label(name.known) if name.known else name.label
            return (EntityRef(label, name.cls, name.known),), other.last
        if ref.cls == "product" or context.nouns(other) & _CREATIONS:
            return _after(context, other)
        return (), item.last

    def _inside(self, phrase: Phrase) -> tuple[EntityRef, ...]:
        """Return the maker that a phrase names before its product."""
        names = [mention.refs[0] for mention in phrase.mentions]
        if len(names) > 1 and names[-2].cls in FIRMS and names[-2].kind in {"label", "alias", "name"}:
            label = self._tables.flat_label(names[-2].known) if names[-2].known else names[-2].label
            return (EntityRef(label, names[-2].cls, names[-2].known),)
        return ()


def _says_maker(context: Context, phrase: Phrase) -> bool:
    return bool(context.nouns(phrase) & _MAKERS) and context.sentence.tokens[phrase.last].mention is None


def _products(context: Context, phrases: Sequence[int]) -> tuple[EntityRef, ...]:
    """Return the products that phrases name; "Huawei chips" name none."""
    found: dict[str, EntityRef] = {}
    for index in phrases:
        ref = context.refs[index]
        for product in ref.products if ref.how == "name" else ():
            family = product.cls == "ProductGroup" and not product.label.endswith(("chips", "products"))
            unclear = product.cls == "Product" and bool(ref.agents)  # an unknown name may be a firm's as well
            if (product.cls in _MADE or family) and not product.described and not unclear:
                found.setdefault(product.label, product)
    return tuple(found.values())


def _after(context: Context, phrase: Phrase) -> tuple[tuple[EntityRef, ...], int]:
    """Return the agents of a genitive or of "von", "from", "by" after a phrase, and where they end."""
    sentence = context.sentence
    if phrase.index + 1 >= len(sentence.phrases):
        return (), phrase.last
    other = sentence.phrases[phrase.index + 1]
    ref = context.refs[other.index]
    genitive = sentence.language == "de" and is_genitive(phrase, other, sentence.tags)
    house = other.prep == "aus" and sentence.tokens[min(other.first + 1, other.last)].lower in {"haus", "hause"}
    makes = house or other.prep in {"von", "from", "by", "of", "vom"}
    governed = sentence.tags[phrase.last + 1 : other.first] == "P" and makes
    if ref.how == "name" and ref.cls != "person" and (genitive or governed):
        return ref.agents, other.last
    return (), phrase.last


def _by_maker(context: Context, item: Item) -> Iterator[Item]:
    """Yield the parts of a list that have a maker of their own: "Nvidia's H200 and AMD's MI325X" are two."""
    phrases = context.sentence.phrases
    parts: list[list[int]] = []
    for index in item.phrases:
        first = phrases[parts[-1][0]] if parts else None
        made = first is not None and (first.possessor is not None or bool(context.refs[first.index].owner))
        apart = made and bool(_after(context, phrases[index])[0])  # "Nvidias H20 und der Ascend 910B von Huawei"
        if not parts or phrases[index].possessor is not None or len(phrases[index].mentions) > 1 or apart:
            parts.append([index])
        else:
            parts[-1].append(index)
    for part in parts:
        yield Item(item.kind, phrases[part[0]].first, phrases[part[-1]].last, tuple(part), item.prep)
