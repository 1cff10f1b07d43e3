"""Relations that a text states in passing, without a verb: "Huawei's Ascend 910B", "the Dutch toolmaker ASML", "TikTok-Mutter ByteDance"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chippolitik.extract.context import Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.items import Item, items_of
from chippolitik.extract.makers import agrees
from chippolitik.lexicon import Lexicon
from chippolitik.model.annotated import Phrase
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind
from chippolitik.model.resolved import PhraseRefs
from chippolitik.tables import Tables

__all__ = ["RelationReader"]

_FIRMS = frozenset({"Company", "Organization", "ResearchOrganization", "Agent"})
_MADE = frozenset(
    {
        "AIAccelerator",
        "Chip",
        "MemoryChip",
        "AIModel",
        "Application",
        "ComputeSystem",
        "Software",
        "ManufacturingEquipment",
        "Product",
    }
)
_OWNERS = frozenset(
    {
        "parent",
        "owner",
        "parent company",
        "mutter",
        "mutterkonzern",
        "eigentümer",
        "mutterfirma",
        "besitzer",
        "eigentümerin",
        "mutterunternehmen",
    }
)
_OWNED = frozenset({
    "subsidiary", "unit", "arm", "offshoot", "division", "affiliate", "tochter", "tochterfirma", "tochterunternehmen",
    "ableger", "sparte", "tochtergesellschaft",
    "halbleitertochter", "chiptochter", "chipsparte", "konzerntochter",
})  # fmt: skip
_OWNABLE = _FIRMS | {"Application"}
_MAKERS = frozenset({"maker", "developer", "creator", "designer", "hersteller", "entwickler", "anbieter", "erfinder"})
_SUCH_AS = re.compile(r"^(?:,? ?(?:such as|like|including|wie|darunter|etwa|zum Beispiel|among them))$")
_LOCAL = frozenset(
    {
        "local",
        "lokal",
        "lokale",
        "lokalen",
        "heimisch",
        "heimische",
        "heimischen",
        "domestic",
        "einheimische",
        "einheimischen",
    }
)
_GENITIVE = frozenset({"des", "der", "eines", "einer"})
_BASED = re.compile(r"^-?based\b", re.IGNORECASE)
_GOVERNMENT_WORDS = frozenset({"body", "medium"})


class RelationReader:
    """Reads development, location and ownership off noun phrases.

    Args:
        tables: The knowledge base, as a check on who makes what.
        lexicon: The lexicon.
    """

    def __init__(self, tables: Tables, lexicon: Lexicon) -> None:
        self._tables = tables
        del lexicon

    def drafts(self, context: Context) -> Iterator[Draft]:
        """Yield a draft for each relation that the sentence states."""
        for item in items_of(context.sentence):
            for part in _by_maker(context, item):
                yield from self._development(context, part)
        for phrase, ref in zip(context.sentence.phrases, context.refs, strict=True):
            yield from self._location(context, phrase, ref)
            yield from self._examples(context, phrase, ref)
            yield from self._ownership(context, phrase, ref)

    def _draft(
        self, context: Context, kind: Kind, first: int, last: int, roles: dict[str, tuple[EntityRef, ...]], why: str
    ) -> Draft:
        tokens = context.sentence.tokens
        return Draft(
            kind, context.sentence.index, tokens[first].start, tokens[last].end, roles=roles,
            paragraph=context.sentence.paragraph, trace=f"relation: {why}",
        )  # fmt: skip

    def _development(self, context: Context, item: Item) -> Iterator[Draft]:
        """A named product with its maker: in the genitive, before it in one phrase, or after "von", "from", "by"."""
        products, first = self._products(context, item.phrases), item.first
        if not products:
            return
        phrase, ref = context.sentence.phrases[item.phrases[0]], context.refs[item.phrases[0]]
        owners, why = ref.owner, "possessive"
        if owners and phrase.possessor is not None:
            first = context.sentence.phrases[phrase.possessor].first
        last = item.last
        if not owners:
            owners, why = self._inside(phrase), "maker before product"
        if not owners:
            owners, last, why = *self._after(context, context.sentence.phrases[item.phrases[-1]]), "maker after product"
        makers = tuple(o for o in owners if o.cls in _FIRMS and all(agrees(self._tables, o, p) for p in products))
        if makers:
            yield self._draft(
                context,
                Kind.DEVELOPMENT,
                first,
                max(last, item.last),
                {"developer": makers[:1], "product": products},
                why,
            )

    @staticmethod
    def _products(context: Context, phrases: Sequence[int]) -> tuple[EntityRef, ...]:
        found: dict[str, EntityRef] = {}
        for index in phrases:
            ref = context.refs[index]
            for product in ref.products if ref.how == "name" else ():
                family = product.cls == "ProductGroup" and not product.label.endswith(("chips", "products"))
                if (product.cls in _MADE or family) and not product.described:
                    found.setdefault(product.label, product)
        return tuple(found.values())

    def _inside(self, phrase: Phrase) -> tuple[EntityRef, ...]:
        names = [m.refs[0] for m in phrase.mentions]
        if len(names) > 1 and names[-2].cls in _FIRMS and names[-2].kind in {"label", "alias", "name"}:
            label = self._tables.flat_label(names[-2].known) if names[-2].known else names[-2].label
            return (EntityRef(label, names[-2].cls, names[-2].known),)
        return ()

    @staticmethod
    def _after(context: Context, phrase: Phrase) -> tuple[tuple[EntityRef, ...], int]:
        sentence = context.sentence
        if phrase.index + 1 >= len(sentence.phrases):
            return (), phrase.last
        other = sentence.phrases[phrase.index + 1]
        between = sentence.tags[phrase.last + 1 : other.first]
        ref = context.refs[other.index]
        genitive = sentence.language == "de" and between == "" and other.det in _GENITIVE
        if (
            ref.how == "name"
            and ref.cls != "person"
            and (genitive or (between == "P" and other.prep in {"von", "from", "by", "of", "vom"}))
        ):
            return ref.agents, other.last
        return (), phrase.last

    def _location(self, context: Context, phrase: Phrase, ref: PhraseRefs) -> Iterator[Draft]:
        """A firm with its nationality: "the Chinese company ByteDance", "Taiwan's TSMC", "die niederländische ASML"."""
        firms = tuple(a for a in ref.agents if a.cls in _FIRMS and not a.described)
        if not firms or ref.how not in {"name", "definite"} or ref.cls in _GOVERNMENT_WORDS | {"person"}:
            return
        first, last, country = phrase.first, phrase.last, ref.nationality
        why = "nationality"
        if country is None:
            place = self._seat(context, phrase)
            if place is None:
                return
            country, last, why = place[0], max(last, place[1]), "seat"
        elif phrase.possessor is not None:
            first = context.sentence.phrases[phrase.possessor].first
        land = context.resolved.countries.get(country)
        if why == "nationality" and not _may_be_from(self._tables, firms, country):
            return
        if land is not None and land.label not in {f.label for f in firms}:
            yield self._draft(context, Kind.LOCATION, first, last, {"organization": firms, "country": (land,)}, why)

    def _examples(self, context: Context, phrase: Phrase, ref: PhraseRefs) -> Iterator[Draft]:
        """ "Chinese toolmakers such as AMEC and Naura", "lokale Anbieter wie Huawei"."""
        sentence = context.sentence
        if ref.how != "described" or ref.cls != "company" or phrase.index + 1 >= len(sentence.phrases):
            return
        words = {t.lower for t in sentence.tokens[phrase.first : phrase.last + 1]}
        country = ref.nationality
        if country is None and words & _LOCAL:
            country = next((c for r in context.refs for p in r.places for c in [p.known] if p.cls == "Country"), None)
        first = sentence.phrases[phrase.index + 1]
        gap = context.text[sentence.tokens[phrase.last].end : sentence.tokens[first.first].start].strip()
        land = context.resolved.countries.get(country or "")
        if land is None or not _SUCH_AS.match(gap):
            return
        item = next((i for i in items_of(sentence) if first.index in i.phrases), None)
        named = [
            a
            for index in (item.phrases if item else ())
            for a in context.refs[index].agents
            if a.cls in _FIRMS and not a.described
        ]
        if named and item is not None:
            roles = {"organization": tuple(dict.fromkeys(named)), "country": (land,)}
            yield self._draft(context, Kind.LOCATION, phrase.first, item.last, roles, "examples")

    @staticmethod
    def _seat(context: Context, phrase: Phrase) -> tuple[str, int] | None:
        """Return the country of "X from Taiwan", "X aus Shenzhen", "X, based in Shenzhen", and where the wording ends."""
        sentence = context.sentence
        for mention in phrase.mentions[:-1]:
            tail = context.text[mention.end : mention.end + 6]
            if mention.refs[0].country and (_BASED.match(tail) or mention.head.lower() == "based"):
                return mention.refs[0].country, phrase.last
        for other in sentence.phrases[phrase.index + 1 : phrase.index + 2]:
            between = (
                context.text[sentence.tokens[phrase.last].end : sentence.tokens[other.first].start].strip().lower()
            )
            place = other.mentions[-1].refs[0] if other.mentions else None
            if (
                place is None
                or place.country is None
                or place.cls not in {"Country", "Jurisdiction"}
                or other.mentions[-1].head
            ):
                continue
            association = bool(phrase.mentions) and phrase.mentions[-1].refs[0].cls in {
                "Organization",
                "ResearchOrganization",
            }
            if association and between == "in":
                return place.country, other.last
            if between in {
                "aus",
                "mit sitz in",
                ", based in",
                "based in",
                ", headquartered in",
                ", mit sitz in",
                "of",
                "from",
            } and place.kind in {"place", "label", "alias"}:
                return place.country, other.last
        return None

    def _ownership(self, context: Context, phrase: Phrase, ref: PhraseRefs) -> Iterator[Draft]:
        yield from self._compound(context, phrase)
        head = context.sentence.tokens[phrase.last]
        words = {n.lemma for t in context.sentence.tokens[phrase.first : phrase.last + 1] for n in t.nouns} | {
            t.lower for t in context.sentence.tokens[phrase.first : phrase.last + 1]
        }
        named = tuple(a for a in ref.agents if not a.described and a.cls in _FIRMS and ref.how == "name")
        if words & _OWNED and named and head.mention is not None and ref.owner and ref.owner[0].cls in _FIRMS:
            owned = tuple(n for n in named if n.label != ref.owner[0].label)
            if owned:
                first = (
                    context.sentence.phrases[phrase.possessor].first if phrase.possessor is not None else phrase.first
                )
                yield self._draft(
                    context, Kind.OWNERSHIP, first, phrase.last, {"owner": ref.owner[:1], "owned": owned}, "subsidiary"
                )
        elif words & (_OWNED | _OWNERS) and head.mention is None:
            yield from self._apposition(context, phrase, owner=bool(words & _OWNERS))
        elif words & _MAKERS and head.mention is None:
            yield from self._maker(context, phrase)

    def _maker(self, context: Context, phrase: Phrase) -> Iterator[Draft]:
        """ "OpenAI, maker of ChatGPT", "der ChatGPT-Entwickler OpenAI"."""
        sentence = context.sentence
        if phrase.index == 0 or phrase.index + 1 >= len(sentence.phrases):
            return
        before, after = sentence.phrases[phrase.index - 1], sentence.phrases[phrase.index + 1]
        firm, product = context.refs[before.index], context.refs[after.index]
        joined = (
            sentence.tags[before.last + 1 : phrase.first] == "," and sentence.tags[phrase.last + 1 : after.first] == "P"
        )
        if (
            joined
            and after.prep in {"of", "von"}
            and firm.how == "name"
            and firm.agents
            and product.how == "name"
            and product.products
        ):
            if agrees(self._tables, firm.agents[0], product.products[0]):
                roles = {"developer": firm.agents[:1], "product": product.products}
                yield self._draft(context, Kind.DEVELOPMENT, before.first, after.last, roles, "maker of")

    def _compound(self, context: Context, phrase: Phrase) -> Iterator[Draft]:
        """ "TikTok-Mutter ByteDance", "TikTok parent ByteDance", "Huawei-Tochter HiSilicon"."""
        names = [m for m in phrase.mentions if m.refs[0].cls in _OWNABLE]
        if len(names) < 2:  # noqa: PLR2004 - two names make a relation
            return
        first, second = names[-2], names[-1]
        between = context.text[first.end : second.start].strip().lower()
        word = (first.head or between).lower()
        owner, owned = (second, first) if word in _OWNERS else (first, second) if word in _OWNED else (None, None)
        if owner is None or owned is None or owner.refs[0].cls not in _FIRMS:
            return
        roles = {
            "owner": (self._ref(owner.refs[0].known, owner.refs[0].label, owner.refs[0].cls),),
            "owned": (self._ref(owned.refs[0].known, owned.refs[0].label, owned.refs[0].cls),),
        }
        yield self._draft(context, Kind.OWNERSHIP, phrase.first, phrase.last, roles, "compound")

    def _ref(self, known: str | None, label: str, cls: str) -> EntityRef:
        return EntityRef(self._tables.flat_label(known) if known else label, cls, known)

    def _apposition(self, context: Context, phrase: Phrase, *, owner: bool) -> Iterator[Draft]:
        """ "ByteDance, owner of TikTok", "HiSilicon, die Chiptochter von Huawei"."""
        sentence = context.sentence
        ref = context.refs[phrase.index]
        other, last = self._genitive(context, phrase)
        if ref.owner:
            other = other or ref.owner
        if phrase.index == 0 or not other:
            return
        before = sentence.phrases[phrase.index - 1]
        if phrase.possessor == before.index and phrase.index > 1:
            before = sentence.phrases[phrase.index - 2]
        gap = context.text[sentence.tokens[before.last].end : sentence.tokens[phrase.first].start].strip(" ,").lower()
        near = context.refs[before.index]
        if near.how != "name" or not near.agents or near.agents[0].cls not in _OWNABLE or len(gap) > 20:  # noqa: PLR2004 - ", bekannt als"
            return
        if not re.fullmatch(r"(?:bekannt als|known as|the|als|die|der|a|an|\w+['’]s)?", gap):
            return
        one, two = near.agents[:1], tuple(o for o in other if o.cls in _OWNABLE)[:1]
        if not two or one[0].label == two[0].label:
            return
        roles = {"owner": one, "owned": two} if owner else {"owner": two, "owned": one}
        yield self._draft(context, Kind.OWNERSHIP, before.first, last, roles, "apposition")

    @staticmethod
    def _genitive(context: Context, phrase: Phrase) -> tuple[tuple[EntityRef, ...], int]:
        sentence = context.sentence
        for other in sentence.phrases[phrase.index + 1 : phrase.index + 2]:
            between = sentence.tags[phrase.last + 1 : other.first]
            genitive = between == "" and other.det in _GENITIVE
            if genitive or (between == "P" and other.prep in {"von", "of", "vom"}):
                ref = context.refs[other.index]
                return (ref.things if ref.how == "name" else ref.agents), other.last
        return (), phrase.last


def _by_maker(context: Context, item: Item) -> Iterator[Item]:
    """Yield the parts of a list that have a maker of their own: "Nvidia's H200 and AMD's MI325X" are two."""
    parts: list[list[int]] = []
    for index in item.phrases:
        own = context.sentence.phrases[index].possessor is not None or len(context.sentence.phrases[index].mentions) > 1
        if not parts or own:
            parts.append([index])
        else:
            parts[-1].append(index)
    for part in parts:
        first, last = context.sentence.phrases[part[0]].first, context.sentence.phrases[part[-1]].last
        yield Item(item.kind, first, last, tuple(part), item.prep)


def _may_be_from(tables: Tables, firms: Sequence[EntityRef], country: str) -> bool:
    """Whether the knowledge base does not know better: a known firm of another country is misread, not relocated."""
    rows = [tables.entities.get(firm.known or "") for firm in firms]
    return all(row is None or row.country in {None, country} for row in rows)
