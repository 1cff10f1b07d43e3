"""What a phrase means by its neighbours: "the sale of the H20" is about the H20, "Unternehmen in China" are Chinese ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chippolitik.model.annotated import Phrase, Sentence
from chippolitik.model.entity import EntityRef
from chippolitik.model.resolved import PhraseRefs

__all__ = ["with_countries", "with_transparent_nouns"]

_TRANSPARENT = frozenset(
    """export exports sale sales shipment shipments supply supplies delivery deliveries import imports purchase purchases use procurement
    re-export resale transfer servicing installation ausfuhr export exporte verkauf verkäufe lieferung lieferungen import importe einfuhr kauf
    erwerb einkauf einsatz nutzung verwendung gebrauch bezug wiederausfuhr weitergabe auslieferung bestellung bestellungen vertrieb umstieg""".split()  # noqa: SIM905 - words
)
_TRANSPARENT_ENDS = ("export", "exporte", "ausfuhr", "verkauf", "lieferung", "lieferungen", "einfuhr", "importe")
_OF = frozenset({"of", "von", "vom", "auf", "on"})
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
        if not (head in _TRANSPARENT or head.endswith(_TRANSPARENT_ENDS)) or out[phrase.index].how == "name":
            continue
        goods = _goods(sentence, phrase, out)
        if goods:
            out[phrase.index] = replace(out[phrase.index], products=goods, things=goods, how="described", cls="product")
    return out


def _goods(sentence: Sentence, phrase: Phrase, row: Sequence[PhraseRefs]) -> tuple[EntityRef, ...]:
    found: list[EntityRef] = []
    last = phrase
    for other in sentence.phrases[phrase.index + 1 : phrase.index + 1 + _MOST]:
        gap = sentence.tags[last.last + 1 : other.first]
        opens = last is phrase and (
            (gap.strip("D") == "P" and other.prep in _OF) or (gap == "" and sentence.language == "de" and _is_genitive(sentence, other))
        )
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
        first.tag == "J" and first.lower.endswith("er")
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
        place = row[other.index].places[:1]
        if refs.how != "described" or not refs.agents or refs.nationality or not place or place[0].known not in demonyms:
            continue
        if other.prep == "in" and sentence.tags[phrase.last + 1 : other.first].strip("D") == "P" and refs.cls in {"company", "group", "body"}:
            label = f"{demonyms[place[0].known or '']} {refs.agents[0].label}"
            agents = (EntityRef(label, refs.agents[0].cls, described=True),)
            out[phrase.index] = replace(refs, agents=agents, things=agents, nationality=place[0].known)
    return out
