"""Where a firm is from, without a verb: "the Chinese firm ByteDance", "Taiwan's TSMC", "lokale Anbieter wie Huawei"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chippolitik.extract.context import FIRMS, Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.items import items_of
from chippolitik.extract.relation import relation
from chippolitik.model.annotated import Phrase
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind
from chippolitik.model.resolved import PhraseRefs
from chippolitik.tables import Tables

__all__ = ["LocationReader"]

_SUCH_AS = re.compile(r"^(?:,? ?(?:such as|like|including|wie|darunter|etwa|zum Beispiel|among them))$")
_LOCAL = frozenset(
    """local lokal lokale lokalen heimisch heimische heimischen domestic einheimische
    einheimischen""".split()  # noqa: SIM905 - words
)
_BASED = re.compile(r"^-?based\b", re.IGNORECASE)
_SEATED = re.compile(
    r",? ?(?:aus|of|from)|, (?:which|that) (?:is|comes|hails) from"
    r"|,? ?(?:which is |is )?(?:based|headquartered|domiciled) (?:in|outside|near|at)"
    r"|,? ?mit (?:haupt)?sitz (?:in|bei)"
)
_RESIDENT = re.compile(r" (?:ansässig|beheimatet|zu Hause|domiziliert|niedergelassen)\b")
_AT = frozenset({"in", "im", "bei", "in der", "in den"})
_NO_FIRM = frozenset({"body", "medium", "person"})


class LocationReader:
    """Reads the countries of firms off noun phrases.

    Args:
        tables: The knowledge base, as a check on where known firms are.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def nationality(self, context: Context, phrase: Phrase) -> Iterator[Draft]:
        """Yield the location of a firm that a phrase names with its country.

        Args:
            context: The sentence.
            phrase: The phrase.
        """
        ref = context.refs[phrase.index]
        firms = tuple(a for a in ref.agents if a.cls in FIRMS and not a.described)
        if not firms or ref.how not in {"name", "definite"} or ref.cls in _NO_FIRM:
            return
        first, last, country = phrase.first, phrase.last, ref.nationality
        why = "nationality"
        if country is None:
            place = self._seat(context, phrase, firms)
            if place is None:
                return
            country, last, why = place[0], max(last, place[1]), "seat"
        elif not self._may_be_from(firms, country):
            return
        elif phrase.possessor is not None:
            first = context.sentence.phrases[phrase.possessor].first
        land = context.resolved.countries.get(country)
        if land is not None and land.label not in {f.label for f in firms}:
            roles = {"organization": firms, "country": (land,)}
            yield relation(context, Kind.LOCATION, first, last, roles, why)

    def people(self, context: Context, phrase: Phrase) -> Iterator[Draft]:
        """Yield the location of a firm by its people: "die Japaner von Renesas".

        Args:
            context: The sentence.
            phrase: The phrase that may name people of a country.
        """
        sentence, ref = context.sentence, context.refs[phrase.index]
        head = sentence.tokens[phrase.last].mention
        if ref.nationality is None or head is None or head.refs[0].kind != "demonym" or head.head:
            return
        after = sentence.phrases[phrase.index + 1 : phrase.index + 2]
        if not after or after[0].prep != "von" or after[0].first != phrase.last + 2:
            return
        firms = tuple(a for a in context.refs[after[0].index].agents if a.cls in FIRMS and not a.described)
        land = context.resolved.countries.get(ref.nationality)
        if firms and land is not None and self._may_be_from(firms, ref.nationality):
            roles = {"organization": firms, "country": (land,)}
            yield relation(context, Kind.LOCATION, phrase.first, after[0].last, roles, "people")

    @staticmethod
    def examples(context: Context, phrase: Phrase) -> Iterator[Draft]:
        """Yield the location of named examples: "Chinese toolmakers such as AMEC and Naura".

        Args:
            context: The sentence.
            phrase: The phrase that the examples are of.
        """
        sentence, ref = context.sentence, context.refs[phrase.index]
        if ref.how != "described" or ref.cls != "company" or phrase.index + 1 >= len(sentence.phrases):
            return
        after = sentence.phrases[phrase.index + 1]
        gap = context.text[sentence.tokens[phrase.last].end : sentence.tokens[after.first].start].strip()
        land = context.resolved.countries.get(_country(context, phrase, ref) or "")
        item = next((i for i in items_of(sentence) if after.index in i.phrases), None)
        if land is None or item is None or not _SUCH_AS.match(gap):
            return
        agents = [agent for index in item.phrases for agent in context.refs[index].agents]
        named = dict.fromkeys(agent for agent in agents if agent.cls in FIRMS and not agent.described)
        if named:
            roles = {"organization": tuple(named), "country": (land,)}
            yield relation(context, Kind.LOCATION, phrase.first, item.last, roles, "examples")

    def copula(self, context: Context) -> Iterator[Draft]:
        """Yield the location of "Kestrel Logic is a Canadian company".

        Args:
            context: The sentence.
        """
        for pred in context.preds:
            subject = pred.arg("subj")
            if pred.verb not in {"be", "sein"} or pred.negated or subject is None:
                continue
            firms = tuple(
                a for i in subject.phrases for a in context.refs[i].agents if a.cls in FIRMS and not a.described
            )
            said = next((arg for arg in pred.args if arg is not subject and {"obj", "subj"} & set(arg.functions)), None)
            ref = context.refs[said.phrases[0]] if said is not None else None
            land = context.resolved.countries.get((ref.nationality or "") if ref is not None else "")
            noun = ref is not None and ref.how in {"described", "definite", "bare"} and ref.cls in {"company", "group"}
            if firms and noun and said is not None and land is not None and self._may_be_from(firms, land.known or ""):
                roles = {"organization": firms, "country": (land,)}
                yield relation(context, Kind.LOCATION, subject.first, said.last, roles, "copula")

    def _seat(self, context: Context, phrase: Phrase, firms: Sequence[EntityRef]) -> tuple[str, int] | None:
        """Return the country of "X aus Taiwan", "X, based in Shenzhen", and where the wording ends."""
        sentence = context.sentence
        for mention in phrase.mentions[:-1]:
            tail = context.text[mention.end : mention.end + 6]
            if mention.refs[0].country and (_BASED.match(tail) or mention.head.lower() == "based"):
                return mention.refs[0].country, phrase.last
        for before, other in pairwise(sentence.phrases[phrase.index : phrase.index + 3]):
            place = _place(other, context.refs[other.index])
            if place is not None:
                at_home = before is phrase and self._are_from(firms, place)
                return (place, other.last) if _is_seat(context, phrase, before, other, at_home=at_home) else None
            if other.prep not in {"of", "for", "von", "für"}:
                return None
        return None

    def _are_from(self, firms: Sequence[EntityRef], country: str) -> bool:
        """Whether the knowledge base says that all firms are from a country."""
        rows = [self._tables.entities.get(firm.known or "") for firm in firms]
        return all(row is not None and row.country == country for row in rows)

    def _may_be_from(self, firms: Sequence[EntityRef], country: str) -> bool:
        """Whether the knowledge base does not know better: a known firm of another country is misread, not moved."""
        rows = [self._tables.entities.get(firm.known or "") for firm in firms]
        return all(row is None or row.country in {None, country} for row in rows)


def _country(context: Context, phrase: Phrase, ref: PhraseRefs) -> str | None:
    """Return the country of a group: its nationality, or for "local" the first one that the sentence names."""
    if ref.nationality is not None:
        return ref.nationality
    words = {token.lower for token in context.sentence.tokens[phrase.first : phrase.last + 1]}
    if not words & _LOCAL:
        return None
    return next((place.known for other in context.refs for place in other.places if place.cls == "Country"), None)


def _is_seat(context: Context, phrase: Phrase, before: Phrase, other: Phrase, *, at_home: bool) -> bool:
    """Whether a place after a firm is its seat: "of Bristol", "aus Shenzhen", "a firm in the town of Egersund".

    Plain "in" is one only where the firm is known to be from there ("Axelera in Eindhoven").
    """
    sentence = context.sentence
    between = context.text[sentence.tokens[before.last].end : sentence.tokens[other.first].start].strip().lower()
    if _SEATED.fullmatch(between):
        return before is phrase or "of" not in between
    if between.removeprefix(",").strip() in _AT and _RESIDENT.match(context.text, sentence.tokens[other.last].end):
        return True  # "Graphcore, im britischen Bristol ansässig, wurde verkauft"
    association = bool(phrase.mentions) and phrase.mentions[-1].refs[0].cls in {"Organization", "ResearchOrganization"}
    apposed = context.refs[phrase.index].how == "definite" and phrase.det in {"a", "an", "ein", "eine"}
    return between in {"in", "in the", "im", "in der"} and (association or apposed or at_home)


def _place(phrase: Phrase, ref: PhraseRefs) -> str | None:
    """Return the country of the country, city or "Norwegian town" that a phrase names, or None."""
    if ref.nationality and ref.lemma in {"town", "city", "village", "province", "state", "region"}:
        return ref.nationality
    if not phrase.mentions or phrase.mentions[-1].head or phrase.mentions[-1].possessive:
        return None
    name = phrase.mentions[-1].refs[0]
    seat = name.cls in {"Country", "Jurisdiction"} and name.kind in {"place", "label", "alias", "metonym"}
    return name.country if seat else None
