"""Members of a group that the text names: "firms including Tencent", "23 firms joined the list, among them Sugon"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chippolitik.model.annotated import Phrase, Sentence
from chippolitik.model.entity import EntityRef
from chippolitik.model.resolved import PhraseRefs

__all__ = ["with_members"]

_MARKERS = {
    "en": frozenset({("including",), ("such", "as"), ("namely",), ("like",), ("among", "them"), ("among", "which")}),
    "de": frozenset({("darunter",), ("nämlich",), ("namentlich",)}),
}
_BEGINS = {language: frozenset(marker[0] for marker in markers) for language, markers in _MARKERS.items()}
_CLOSE = frozenset({("like",), ("such", "as"), ("including",)})
_GROUPS = frozenset({"company", "body", "group", "product", "person"})


def with_members(sentence: Sentence, row: Sequence[PhraseRefs]) -> list[PhraseRefs]:
    """Let a described group mean those of its members that are named.

    Args:
        sentence: The sentence.
        row: What its phrases refer to.
    """
    out = list(row)
    for marker, start, end in _marked(sentence):
        after = [phrase for phrase in sentence.phrases if phrase.first >= end]
        before = [phrase for phrase in sentence.phrases if phrase.last < start]
        names = _names(sentence, after, out, end) or (
            _names_back(sentence, before, out, start) if len(marker) > 1 else []
        )
        if not names:
            continue
        named = [phrase.index for phrase in names]
        others = [phrase for phrase in before if phrase.index not in named]
        close = marker in _CLOSE and sentence.tags[start - 1 : start] != ","
        group = _group(sentence, others, out, start, close=close)
        if group is not None and (members := _members(out[group.index], [out[index] for index in named])):
            out[group.index] = _named(out[group.index], members)
    return out


def _named(refs: PhraseRefs, members: tuple[EntityRef, ...]) -> PhraseRefs:
    if refs.cls == "product":
        return refs._replace(products=members, things=members, how="name")
    return refs._replace(agents=members, things=members, how="name")


def _marked(sentence: Sentence) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Yield the words that begin examples, with their first token and the one after their last."""
    words = [token.lower for token in sentence.tokens]
    begins = _BEGINS[sentence.language]
    for index, word in enumerate(words):
        for marker in _MARKERS[sentence.language] if word in begins else ():
            if tuple(words[index : index + len(marker)]) == marker:
                yield marker, index, index + len(marker)


def _names(sentence: Sentence, after: Sequence[Phrase], row: Sequence[PhraseRefs], start: int) -> list[Phrase]:
    """Return the names of a list that begins at a token."""
    found: list[Phrase] = []
    last = start
    for phrase in after:
        between = sentence.tags[last : phrase.first].replace("B", "").replace("D", "")
        if between not in ({""} if not found else {",", "C", ",C"}) or not _is_name(row[phrase.index]):
            break
        found.append(phrase)
        last = phrase.last + 1
    return found


def _names_back(sentence: Sentence, before: Sequence[Phrase], row: Sequence[PhraseRefs], end: int) -> list[Phrase]:
    """Return the names of a list that ends before a token: ", ByteDance and Alibaba among them"."""
    found: list[Phrase] = []
    last = end
    for phrase in reversed(before):
        between = sentence.tags[phrase.last + 1 : last]
        if between not in ({""} if not found else {",", "C", ",C"}) or not _is_name(row[phrase.index]):
            break
        found.insert(0, phrase)
        last = phrase.first
    return found if found and sentence.tags[max(0, last - 1)] == "," else []


def _is_name(refs: PhraseRefs) -> bool:
    return refs.how == "name" and bool(refs.agents or refs.products) and not refs.places


def _group(
    sentence: Sentence, before: Sequence[Phrase], row: Sequence[PhraseRefs], start: int, *, close: bool
) -> Phrase | None:
    """Return the nearest described group before a token; beside it where the words are "such as"."""
    for phrase in reversed(before):
        refs = row[phrase.index]
        if refs.how in {"described", "definite"} and refs.cls in _GROUPS and (phrase.plural or phrase.amount):
            return phrase
        far = sentence.tags[phrase.last + 1 : start].strip(",BP")
        if close and (far or phrase.prep not in {"of", "in", "from", "for", ""}):
            return None
    return None


def _members(group: PhraseRefs, names: Sequence[PhraseRefs]) -> tuple[EntityRef, ...]:
    """Return the named members of a group that are of its sort."""
    found: dict[str, EntityRef] = {}
    for refs in names:
        fitting = refs.products if group.cls == "product" else refs.agents
        for entity in fitting[:1]:
            found.setdefault(entity.label, entity)
    return tuple(found.values())
