"""A sentence as a row of items: noun phrases (coordinated ones joined), verb groups, and what separates them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chippolitik.extract.datelines import dateline_end
from chippolitik.model.annotated import Phrase, Sentence

__all__ = ["Item", "in_apposition", "items_of"]

_ENGLISH_GROUP = re.compile(r"Z?[GB]*(?:[OA][GB]*Z?[GB]*)*V|Z?[GB]*[OA](?:[GB]*[OAZ])*")
_MAYBE_SELF = re.compile("A[ED]")
_SELVES = frozenset({"itself", "themselves", "himself", "herself", "each", "both", "all"})
_SKIPPED = frozenset("B\"„“”»«g'()[]")
_BROAD = {
    "Company": "agent", "Organization": "agent", "GovernmentBody": "agent", "NewsOrganization": "agent",
    "Person": "agent",
    "ResearchOrganization": "agent", "Country": "place", "JurisdictionGroup": "place", "ControlList": "list",
    "Entity": "any",
    "company": "agent", "body": "agent", "group": "agent", "person": "agent", "medium": "agent", "product": "product",
    "place": "place",
    "measure": "measure", "license": "license", "penalty": "penalty", "list": "list",
}  # fmt: skip


@dataclass(slots=True)
class Item:
    """A part of a sentence.

    Attributes:
        kind: ``n`` noun phrases, ``p`` noun phrases after a preposition, ``v`` verb group, ``P`` preposition before
            a verb, else the sign of a token: ``,`` ``C`` ``R`` ``S`` ``T`` ``K`` ``B`` …
        first: Index of its first token.
        last: Index of its last token.
        phrases: Indices of its noun phrases.
        prep: The preposition, or empty.
    """

    kind: str
    first: int
    last: int
    phrases: tuple[int, ...] = ()
    prep: str = ""


@lru_cache(maxsize=4)
def items_of(sentence: Sentence) -> tuple[Item, ...]:
    """Return the items of a sentence; what stands in brackets and a dateline in front are left out."""
    tags = sentence.tags
    starts = {phrase.first: phrase for phrase in sentence.phrases}
    groups = _groups(sentence) if sentence.language == "en" else {}
    items: list[Item] = []
    index, depth = dateline_end(sentence), 0
    while index < len(tags):
        depth = max(0, depth + (tags[index] in "([") - (tags[index] in ")]"))
        item = _item(sentence, index, starts, groups) if depth == 0 else None
        if item is not None:
            if item.kind == "p" and items and items[-1].kind == "P":
                items.pop()
            items.append(item)
            index = item.last
        index += 1
    return tuple(_coordinated(_counted(_possessed(items, sentence), sentence), sentence))


def in_apposition(items: Sequence[Item], at: int) -> bool:
    """Return whether a comma opens or closes a name put beside another one: "put the firm, Selangor, on the list".

    Args:
        items: The items of a sentence.
        at: Index of the comma.
    """
    for start in (at, at - 2):
        kinds = [item.kind for item in items[max(0, start - 1) : start + 4]]
        if start > 0 and kinds[:1] in (["n"], ["p"]) and kinds[1:4] == [",", "n", ","] and kinds[4:] == ["p"]:
            return True
    return False


def _groups(sentence: Sentence) -> dict[int, int]:
    """Return the verb groups of an English sentence, first token → last; "is 31 percent owned" is one."""
    shares = (
        sentence.tags[i] == "Q" and (a := t.amount) and a.unit == "percent" for i, t in enumerate(sentence.tokens)
    )
    tags = "".join("B" if share else tag for share, tag in zip(shares, sentence.tags, strict=True))
    for match in _MAYBE_SELF.finditer(tags):  # "was itself put on the list", "have each been asked"
        token = sentence.tokens[match.start() + 1]
        if token.lower in _SELVES and token.mention is None:
            tags = f"{tags[: match.start() + 1]}B{tags[match.end() :]}"
    return {m.start(): m.end() - 1 for m in _ENGLISH_GROUP.finditer(tags)}


def _item(sentence: Sentence, index: int, starts: Mapping[int, Phrase], groups: Mapping[int, int]) -> Item | None:
    """Return the item that begins at a token, or None for adverbs, quotation marks and brackets."""
    tag = sentence.tags[index]
    if index in starts:
        phrase = starts[index]
        return Item("p" if phrase.prep else "n", index, phrase.last, (phrase.index,), phrase.prep)
    if index in groups:
        return Item("v", index, groups[index])
    if tag in _SKIPPED:
        return None
    return Item(tag, index, index, (), sentence.tokens[index].lower if tag in "PSRCKZ" else "")


def _possessed(items: list[Item], sentence: Sentence) -> list[Item]:
    """Drop phrases that stand in the genitive before another one: "Huawei's share" is one item."""
    out: list[Item] = []
    for item in items:
        if item.phrases and out and out[-1].phrases:
            possessor = sentence.phrases[item.phrases[0]].possessor
            if possessor is not None and out[-1].phrases[-1] == possessor:
                out.append(_joined(out.pop(), item))
                continue
        out.append(item)
    return out


def _counted(items: list[Item], sentence: Sentence) -> list[Item]:
    """Join an amount with what it counts: "tens of thousands of the cards", "300.000 weitere H20"."""
    out: list[Item] = []
    for item in items:
        if (
            item.kind == "p"
            and item.prep == "of"
            and out
            and out[-1].prep == "worth"
            and len(out) > 1
            and out[-2].phrases
        ):
            out.pop()  # "$5 billion worth of servers": what it is worth is no thing of its own
            out.append(_joined(out.pop(), item))
            continue
        if item.phrases and out and out[-1].kind in "np" and _is_bare_number(out[-1], sentence):
            direct = item.kind == "n" and out[-1].last + 1 == item.first
            if direct or (item.kind == "p" and item.prep in {"of", "von"} and item.first - out[-1].last <= 2):  # noqa: PLR2004 - the preposition between
                out.append(_joined(out.pop(), item))
                continue
        out.append(item)
    return out


def _joined(before: Item, item: Item) -> Item:
    """Return an item that stands where the first one begins and means the second one."""
    return Item(before.kind, before.first, item.last, item.phrases, before.prep)


def _is_bare_number(item: Item, sentence: Sentence) -> bool:
    phrase = sentence.phrases[item.phrases[-1]]
    amount = phrase.amount
    return amount is not None and amount.currency is None and amount.unit is None and sentence.tags[phrase.last] == "Q"


def _coordinated(items: list[Item], sentence: Sentence) -> list[Item]:
    out: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        if item.kind in "np":
            end, phrases = _list_end(items, index, sentence)
            if end > index:
                out.append(Item(item.kind, item.first, items[end].last, phrases, item.prep))
                index = end + 1
                continue
        out.append(item)
        index += 1
    return out


def _list_end(items: list[Item], index: int, sentence: Sentence) -> tuple[int, tuple[int, ...]]:
    """Return the index of the last item of a list "A, B and C" that begins here, and its phrases."""
    phrases, last, position = items[index].phrases, index, index + 1
    kind = _broad(sentence.phrases[items[index].phrases[-1]])
    pending: list[tuple[int, tuple[int, ...]]] = []
    while position < len(items):
        start = position
        while position < len(items) and items[position].kind in ",CB" and position - start < 3:  # noqa: PLR2004 - ", and also"
            position += 1
        joint = items[start:position]
        if not joint or position >= len(items):
            break
        item = items[position]
        if item.kind != "n" and not (item.kind == "p" and item.prep == items[index].prep):
            break
        if not _alike(
            kind,
            _broad(sentence.phrases[item.phrases[0]]),
            sentence.phrases[items[index].phrases[-1]],
            sentence.phrases[item.phrases[0]],
        ):
            break
        closes = any(j.kind == "C" for j in joint)
        follows = items[position + 1].kind if position + 1 < len(items) else ""
        if follows == "v" and sentence.tags[items[position + 1].first] == "Z":
            follows = "Z"  # "from Alibaba and Huawei to train": an infinitive has no subject before it
        if closes and follows == "v" and items[index].kind == "p" and any(i.kind == "v" for i in items[:index]):
            break
        pending.append((position, item.phrases))
        position += 1
        if closes:
            for place, more in pending:
                phrases, last = phrases + more, place
            pending = []
    return last, phrases


def _broad(phrase: Phrase) -> str:
    if phrase.mentions and not (phrase.nouns and phrase.mentions[-1].refs[0].kind == "demonym"):
        if phrase.mentions[-1].head and phrase.nouns:
            return _BROAD.get(phrase.nouns[0].cls, "")
        if phrase.nouns and phrase.nouns[0].cls == "product":
            return "product"
        ref = phrase.mentions[-1].refs[0]
        return _BROAD.get(ref.cls, "product")
    if phrase.nouns:
        return _BROAD.get(phrase.nouns[0].cls, phrase.nouns[0].cls)
    return "amount" if phrase.amount else ""


def _alike(one: str, other: str, first: Phrase, second: Phrase) -> bool:
    if "amount" in (one, other):
        return False
    if one == other:
        return bool(one) or not (first.mentions or second.mentions)
    return "any" in (one, other) or {one, other} == {"agent", "place"}
