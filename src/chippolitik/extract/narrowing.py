"""Described fillers with what narrows them: "operators of critical infrastructure", "chips with American technology".

Names need no such thing. Where an investment goes is spelt out in ``adapting``.
"""

from __future__ import annotations

from collections.abc import Mapping

from chippolitik.extract.context import Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.matching import Filled
from chippolitik.extract.predication import Arg
from chippolitik.model.annotated import Phrase
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind

__all__ = ["narrow"]

_NARROWED = {
    Kind.REGULATION: ("product", "target"), Kind.LICENSE: ("licensee", "product"), Kind.LISTING: ("listed",),
    Kind.PENALTY: ("penalized",), Kind.RECOMMENDATION: ("addressee", "recommended", "discouraged"),
}  # fmt: skip
"""Kinds → roles whose described fillers are given with what narrows them."""
_ENGLISH = frozenset({"of", "with", "for", "at", "below", "above"})
_ENGLISH_WHO = frozenset({"of", "with", "in"})
_GERMAN = {
    "von": "of", "vom": "of", "mit": "with", "für": "for", "aus": "from", "unter": "below", "unterhalb": "below",
    "über": "above", "ohne": "without", "zur": "for", "zum": "for",
}  # fmt: skip
_GERMAN_WHO = {"aus": "from", "in": "in", "im": "in", "mit": "with"}
_THINGS = frozenset({"Product", "ProductGroup", "Entity"})
_GENITIVE = frozenset({"des", "der", "eines", "einer"})
_SERVICING = frozenset(
    """servicing maintaining maintenance repairing repair repairs wartung reparatur instandhaltung""".split()  # noqa: SIM905 - words
)
_MOST = 3  # phrases
_NARROWABLE = frozenset({"Product", "Agent", "Company", "Organization", "CollectiveAgent", "Entity", "ProductGroup"})


def narrow(draft: Draft, context: Context, filled: Filled) -> None:
    """Give the described fillers of a claim all that the text narrows them by.

    Args:
        draft: The claim; changed in place.
        context: The sentence.
        filled: The roles as the frame has filled them.
    """
    for name in _NARROWED.get(draft.kind, ()):
        if name in filled.args and draft.roles.get(name) == filled.roles[name]:
            draft.roles[name] = _narrowed(context, filled.args[name], draft.roles[name])
            if name == "product" and draft.kind is Kind.REGULATION and _is_serviced(context, filled.args[name]):
                draft.roles[name] = tuple(_servicing(entity) for entity in draft.roles[name])


def _is_serviced(context: Context, arg: Arg) -> bool:
    """Whether the servicing of goods is meant, not the goods: "limits on servicing machines", "Wartung von Anlagen"."""
    phrase, tokens = context.sentence.phrases[arg.phrases[0]], context.sentence.tokens
    words = {tokens[phrase.last].lower, tokens[phrase.first - 1].lower if phrase.first else ""}
    before = context.sentence.phrases[phrase.index - 1] if phrase.index else phrase
    if context.sentence.tags[before.last + 1 : phrase.first] == "P":
        words.add(tokens[before.last].lower)
    return bool(words & _SERVICING)


def _servicing(entity: EntityRef) -> EntityRef:
    label = entity.label.removeprefix("services of ").removeprefix("services")
    return EntityRef(f"servicing of {label}" if label else "servicing", "Product", described=True)


def _narrowed(context: Context, arg: Arg, found: tuple[EntityRef, ...]) -> tuple[EntityRef, ...]:
    """Return fillers, the last of which has what narrows it."""
    entity = found[-1]
    if not entity.described or entity.cls not in _NARROWABLE:
        return found
    german = context.sentence.language == "de"
    words = _german(context, arg, entity) if german else _english(context, arg, entity)
    return (*found[:-1], EntityRef(f"{entity.label} {words}", entity.cls, described=True)) if words else found


def _start(context: Context, arg: Arg, entity: EntityRef) -> int:
    """Return the index of the phrase that names an entity: of "exports of dies" the second."""
    at, phrases = arg.phrases[-1], context.sentence.phrases
    while at + 1 < len(phrases) and any(one.label == entity.label for one in context.refs[at + 1].products):
        at += 1
    return at


def _english(context: Context, arg: Arg, entity: EntityRef) -> str:
    sentence, start = context.sentence, _start(context, arg, entity)
    if context.refs[start].nationality and entity.cls not in _THINGS:
        return ""  # "carmakers in Poland" are Polish carmakers already
    first = last = sentence.phrases[start].last
    for other in sentence.phrases[start + 1 : start + 1 + _MOST]:
        gap = sentence.tags[last + 1 : other.first]
        if not _joins(context, last, gap, other, _ENGLISH if entity.cls in _THINGS else _ENGLISH_WHO):
            break
        last = other.last
    if sentence.tags[last + 1 : last + 3] == "VB" and _is_participle(context, last + 1):
        last += 2  # "tools built abroad"
    return context.words(first + 1, last) if last > first else ""


def _joins(context: Context, last: int, gap: str, other: Phrase, preps: frozenset[str]) -> bool:
    if gap == "P":
        return other.prep in preps
    if gap == "VP":
        return _is_participle(context, last + 1)  # "chips bound for Malaysia", "made by means of"
    return gap == "RV" and context.sentence.tokens[last + 1].lower == "that"  # "products that contain CXMT parts"


def _is_participle(context: Context, at: int) -> bool:
    return any(form.tag == "n" for form in context.sentence.tokens[at].verbs)


def _german(context: Context, arg: Arg, entity: EntityRef) -> str:
    sentence, start = context.sentence, _start(context, arg, entity)
    words, last = list[str](), sentence.phrases[start].last
    for other in sentence.phrases[start + 1 : start + 1 + _MOST]:
        joint = _joint(context, last, other, _GERMAN if entity.cls in _THINGS else _GERMAN_WHO)
        label = _label(context, other)
        if not joint or not label or label in entity.label or label.split()[0] in entity.label.split():
            break
        words += [joint, label]
        last = other.last
    return " ".join(words)


def _joint(context: Context, last: int, other: Phrase, preps: Mapping[str, str]) -> str:
    """Return the English word that joins a phrase to the one before it, or nothing where it does not narrow it."""
    gap, token = context.sentence.tags[last + 1 : other.first], context.sentence.tokens[other.first]
    if gap == "P":
        return preps.get(other.prep, "")
    whose = token.lower in _GENITIVE or (token.tag == "J" and token.lower.endswith("er"))
    return "of" if gap == "" and not other.prep and whose else ""


def _label(context: Context, phrase: Phrase) -> str:
    ref, amount = context.refs[phrase.index], phrase.amount
    meant = ref.products or ref.agents or ref.places or ref.things
    if meant:
        return meant[0].label
    number = None if amount is None else amount.max or amount.min
    measured = amount is not None and amount.unit not in {None, "percent"} and number is not None
    return f"{number} {amount.unit}s" if amount is not None and measured else ""
