"""Words of trade: "the sale of the H20" is about the H20, a customer is not its own supplier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chippolitik.model.annotated import Phrase, Sentence
from chippolitik.model.entity import EntityRef
from chippolitik.model.resolved import PhraseRefs

__all__ = ["with_countries", "with_other_parties", "with_seats", "with_transparent_nouns"]

_TRANSPARENT = frozenset(
    """export exports sale sales shipment shipments supply supplies delivery deliveries import imports purchase
    purchases use procurement re-export resale transfer servicing installation ausfuhr export exporte verkauf
    verkäufe lieferung lieferungen import importe einfuhr kauf erwerb einkauf einsatz nutzung verwendung gebrauch
    bezug wiederausfuhr weitergabe auslieferung auslieferungen ausfuhren einfuhren käufe
    bestellung bestellungen vertrieb umstieg""".split()  # noqa: SIM905 - words
)
_CONTAINERS = frozenset(
    """cluster clusters fleet batch batches consignment consignments lot lots set pile stock stockpile handful array mix
    version versions variant variants sample samples unit units quantity quantities number majority rest most part
    hundreds thousands dozens scores millions pair generation shipload trove hoard rack racks crate crates
    muster charge chargen partie partien posten ladung ladungen sendung sendungen kontingent handvoll dutzende
    tausende hunderte lieferungen exemplare proben""".split()  # noqa: SIM905 - words
)
_TRANSPARENT_ENDS = (
    "export",
    "exporte",
    "exporten",
    "ausfuhr",
    "ausfuhren",
    "einfuhren",
    "verkauf",
    "verkäufe",
    "lieferung",
    "lieferungen",
    "einfuhr",
    "importe",
)
_PLURALITIES = frozenset({"company", "group", "body"})
_OF = frozenset({"of", "von", "vom", "auf", "on"})
_PARTNERS = frozenset(
    {
        "customer",
        "client",
        "buyer",
        "supplier",
        "vendor",
        "partner",
        "provider",
        "rival",
        "competitor",
        "owner",
        "parent",
    }
)
_OFFICIALS = frozenset({"official", "authority", "government", "regulator", "lawmaker", "policymaker"})
_MOST = 4  # phrases that a chain of nouns may have


def with_transparent_nouns(sentence: Sentence, row: Sequence[PhraseRefs]) -> list[PhraseRefs]:
    """Let nouns of trade mean what is traded: the genitive, the phrase with "of" or the name that follows them.

    Args:
        sentence: The sentence.
        row: What its phrases refer to.
    """
    out = list(row)
    for phrase in reversed(sentence.phrases[:-1]):
        head = sentence.tokens[phrase.last].lower
        trade = head in _TRANSPARENT or head in _CONTAINERS or head.endswith(_TRANSPARENT_ENDS)
        if not trade or out[phrase.index].how == "name":
            continue
        goods = _goods(sentence, phrase, out)
        if goods:
            out[phrase.index] = out[phrase.index]._replace(products=goods, things=goods, how="described", cls="product")
    return out


def _goods(sentence: Sentence, phrase: Phrase, row: Sequence[PhraseRefs]) -> tuple[EntityRef, ...]:
    found: list[EntityRef] = []
    last = phrase
    for other in sentence.phrases[phrase.index + 1 : phrase.index + 1 + _MOST]:
        gap = sentence.tags[last.last + 1 : other.first]
        governed = gap.strip("D") == "P" and other.prep in _OF
        genitive = gap == "" and sentence.language == "de" and _is_genitive(sentence, other)
        opens = last is phrase and (governed or genitive)
        joined = last is not phrase and gap in {",", "C", ",C"} and not other.prep
        if not (opens or joined):
            break
        found += [p for p in row[other.index].products if p.label not in {f.label for f in found}]
        last = other
    return tuple(found)


def _is_genitive(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a German phrase can stand in the genitive: by its article, or by the ending of its adjective."""
    first = sentence.tokens[phrase.first]
    return phrase.det in {"des", "der", "eines", "einer", "dieser", "solcher", "ihrer", "seiner"} or (
        first.tag in "JM" and first.lower.split()[0].endswith("er") and " " in _words_of(sentence, phrase)
    )


def with_countries(sentence: Sentence, row: Sequence[PhraseRefs], demonyms: Mapping[str, str]) -> list[PhraseRefs]:
    """Give described agents the country that they are said to be in: "all companies in China" → "Chinese companies".

    Args:
        sentence: The sentence.
        row: What its phrases refer to.
        demonyms: Id of a country → its English adjective.
    """
    out = list(row)
    for phrase in sentence.phrases[:-1]:
        refs = out[phrase.index]
        other = sentence.phrases[phrase.index + 1]
        place = next((p.known for p in row[other.index].places), None)
        plain = refs.how == "described" and refs.agents and not refs.nationality and refs.cls in _PLURALITIES
        inside = other.prep == "in" and sentence.tags[phrase.last + 1 : other.first].strip("D") == "P"
        if plain and inside and place is not None and place in demonyms:
            label = f"{demonyms[place]} {refs.agents[0].label}"
            agents = (EntityRef(label, refs.agents[0].cls, described=True),)
            out[phrase.index] = refs._replace(agents=agents, things=agents, nationality=place)
    return out


def with_other_parties(
    sentence: Sentence, row: Sequence[PhraseRefs], makers: Mapping[str, EntityRef]
) -> list[PhraseRefs]:
    """Let "customers of the company" mean another firm than the one that is called a customer.

    The only other firm that the sentence speaks of before, by name or by its products, is meant; without one, nobody.

    Args:
        sentence: The sentence.
        row: What its phrases refer to.
        makers: Label of a group of products ("Nvidia chips") → the firm that it is named after.
    """
    out = list(row)
    for phrase in sentence.phrases[2:]:
        refs = out[phrase.index]
        genitive = phrase.det == "des" or (phrase.prep == "of" and phrase.det == "the")
        partner = out[phrase.index - 1].lemma in _PARTNERS
        if not (genitive and partner and refs.how == "definite" and refs.agents and refs.cls == "company"):
            continue
        subject = next(
            (r.agents[0].label for p, r in zip(sentence.phrases, out, strict=True) if r.agents and not p.prep), ""
        )
        others = _firms_before(out[: phrase.index - 1], makers)
        others.pop(subject, None)
        agents = tuple(others.values()) if len(others) == 1 else ()
        if refs.agents[0].label == subject:
            out[phrase.index] = refs._replace(agents=agents, things=agents)
    return out


def _firms_before(row: Sequence[PhraseRefs], makers: Mapping[str, EntityRef]) -> dict[str, EntityRef]:
    found: dict[str, EntityRef] = {}
    for refs in row:
        named = refs.agents[:1] if refs.how == "name" else ()
        for firm in [*named, *(makers[p.label] for p in refs.products if p.label in makers)]:
            found[firm.label] = firm
    return found


def with_seats(sentence: Sentence, row: Sequence[PhraseRefs], governments: Mapping[str, EntityRef]) -> list[PhraseRefs]:
    """Let officials act for the government whose seat they are in: "officials in Beijing", "authorities in Taiwan".

    Args:
        sentence: The sentence.
        row: What its phrases refer to.
        governments: Id of a country → its government.
    """
    out = list(row)
    for phrase in sentence.phrases[:-1]:
        refs, other = out[phrase.index], sentence.phrases[phrase.index + 1]
        place = next((p.known for p in row[other.index].places if p.known), "")
        inside = other.prep == "in" and sentence.tags[phrase.last + 1 : other.first].strip("D") == "P"
        if refs.lemma in _OFFICIALS and refs.how in {"described", "definite", ""} and inside and place in governments:
            government = (governments[place],)
            out[phrase.index] = refs._replace(agents=government, things=government, how="name")
    return out


def _words_of(sentence: Sentence, phrase: Phrase) -> str:
    return " ".join(token.text for token in sentence.tokens[phrase.first : phrase.last + 1])
