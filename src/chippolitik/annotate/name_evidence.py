"""What all occurrences of a name in a text tell of it together: whose product it is, that it is a town, its series."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from chippolitik.annotate.name_shapes import NUMBER, PLACED
from chippolitik.model.mention import Mention, NameRef

__all__ = ["apart_from_makers", "with_numbers", "without_places"]

_IN_PLACE = re.compile(PLACED.pattern.removesuffix("$") + r"([A-ZÄÖÜ][\w&'-]*\w)")
_FIRMS = frozenset({"Company", "Organization", "ResearchOrganization"})
_PRODUCTS = frozenset({"Product", "Chip", "AIModel"})
_SHORTEST = 4  # code points of a first word that means a firm


def apart_from_makers(mentions: Sequence[Mention], known: Iterable[Mention], flat: str) -> list[Mention]:
    """Cut the name of a firm from that of its product: "Nordlys N2", where the text tells of "Nordlys Compute".

    Args:
        mentions: The names that are no names of the knowledge base, in text order.
        known: The names of the knowledge base.
        flat: The text with plain signs.
    """
    firms = dict(_firms([*known, *mentions]))
    out: list[Mention] = []
    for mention in mentions:
        front, _, rest = mention.text.partition(" ")
        if mention.refs[0].cls in _PRODUCTS and rest and front in firms and any(map(str.isdigit, rest)):
            end = mention.start + len(front)
            start = flat.index(rest, end)
            out.append(Mention(mention.start, end, front, (firms[front],)))
            ref = replace(mention.refs[0], label=rest)
            out.append(replace(mention, start=start, text=rest, refs=(ref,)))
        else:
            out.append(mention)
    return out


def _firms(mentions: Iterable[Mention]) -> Iterator[tuple[str, NameRef]]:
    """Yield the first words of the names of firms and what they mean."""
    for mention in mentions:
        front = mention.text.partition(" ")[0]
        if mention.refs[0].cls in _FIRMS and len(front) >= _SHORTEST:
            yield front, mention.refs[0]


def without_places(mentions: Sequence[Mention], flat: str) -> list[Mention]:
    """Leave out names that stand as often where a town stands as elsewhere, if nothing tells of what they are.

    Args:
        mentions: The names, in text order.
        flat: The text with plain signs.
    """
    unclear = Counter(mention.text for mention in mentions if mention.refs[0].cls == "Entity")
    told = {mention.refs[0].label for mention in mentions if mention.refs[0].cls != "Entity"}
    placed = Counter(match[1] for match in _IN_PLACE.finditer(flat)) if unclear else Counter[str]()
    places = {text for text, count in unclear.items() if " " not in text and text not in told and placed[text] >= count}
    return [mention for mention in mentions if mention.text not in places]


def with_numbers(known: Sequence[Mention], flat: str) -> list[Mention]:
    """Return known names, AI models with the number that tells one version from another: "Poro 3".

    Args:
        known: The names of the knowledge base, in text order.
        flat: The text with plain signs.
    """
    out = []
    for mention in known:
        ref = mention.refs[0]
        number = NUMBER.match(flat, mention.end) if ref.cls == "AIModel" and not mention.head else None
        if number is not None and not mention.possessive and not any(map(str.isdigit, mention.text)):
            label = f"{ref.label} {number[1]}"
            version = NameRef(label, ref.cls, None, "family", ref.country, ref.parent)
            out.append(Mention(mention.start, number.end(), flat[mention.start : number.end()], (version,)))
        else:
            out.append(mention)
    return out
