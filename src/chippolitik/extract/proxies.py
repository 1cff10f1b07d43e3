"""Who a phrase stands for that is itself no filler: the maker of a device, the state whose rule it is, whose plant."""

from __future__ import annotations

from collections.abc import Iterator

from chippolitik.extract.context import FIRMS, Context
from chippolitik.extract.predication import Arg, Predication
from chippolitik.extract.relation import is_genitive
from chippolitik.lexicon import Frame
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Fills, Role

__all__ = ["is_subject", "makes", "ours", "owners_of", "stands_for"]

_SHARES = frozenset({"share", "stock", "bond", "equity", "plant", "fab", "factory"})
_OURSELVES, _QUOTES = frozenset({"we", "us", "wir", "uns"}), '"“”„»«'
_RULES = frozenset({"measure", "license", "list", "penalty"})


def stands_for(frame: Frame, role: Role, arg: Arg, context: Context) -> tuple[EntityRef, ...]:
    """Return who a phrase stands for that is itself no filler: the maker of a device, the state whose rule it is."""
    if (frame.kind, role.name) in {("Usage", "user"), ("Supply", "customer")}:
        return context.maker_of(arg.phrases)
    ref = context.refs[arg.phrases[0]]
    if role.name in {"customer", "recipient"}:
        return _whose(context, arg)
    if role.name == "manufacturer":  # "Foxconn's lines turn out servers", "moves it to a site of Amkor"
        return next(owners_of(arg, context), ())
    if role.name == "penalized" and ref.owner and ref.owner[0].cls in FIRMS:
        return ref.owner[:1]  # "15 percent of Nvidia's revenue"
    if role.name == "licensee" and ref.cls == "license" and ref.owner and ref.owner[0].cls != "GovernmentBody":
        return ref.owner  # "revoked Intel's licence"
    return ref.owner[:1] if role.name == "issuer" and ref.cls in _RULES else ()


def owners_of(arg: Arg, context: Context) -> Iterator[tuple[EntityRef, ...]]:
    """Yield the firm whose plant or shares are paid for: "die Fabrik des Konzerns Intel", "Intel shares"."""
    phrase = context.sentence.phrases[arg.phrases[-1]]
    after = context.sentence.phrases[phrase.index + 1 : phrase.index + 2]
    owners = context.refs[phrase.index].owner
    if (
        not owners
        and after
        and (after[0].prep in {"von", "of"} or is_genitive(phrase, after[0], context.sentence.tags))
    ):
        ref = context.refs[after[0].index]
        owners = ref.agents if ref.how == "name" else ()
    first = phrase.mentions[0] if phrase.mentions and phrase.nouns else None
    if not owners and first is not None and not first.head and phrase.nouns[0].lemma in _SHARES:
        owners = (EntityRef(first.refs[0].label, first.refs[0].cls, first.refs[0].known),)
    if owners and owners[0].cls == "Company" and not owners[0].described:
        yield owners[:1]


def makes(arg: Arg, context: Context) -> bool:
    """Whether a phrase after "von" names the maker of the product right before it, who is not its user."""
    phrase = context.sentence.phrases[arg.phrases[0]]
    if phrase.prep not in {"von", "vom"} or phrase.index == 0:
        return False
    before = context.sentence.phrases[phrase.index - 1]
    if before.prep in {"in", "im"}:  # "im Mate 60 von Huawei steckt der Kirin"
        return False
    adjacent = context.sentence.tags[before.last + 1 : phrase.first].strip("D") == "P"
    ref = context.refs[before.index]
    return adjacent and ref.how == "name" and bool(ref.products)


def is_subject(arg: Arg, frame: Frame, pred: Predication) -> bool:
    """Whether the subject that no role of a frame wants may not be its object: "Micron verkauft Speicher an Lenovo"."""
    if pred.passive or not pred.finite or not {"subj", "obj"} <= set(arg.functions):
        return False
    wanted = any("subj" in sources or "caus" in sources for sources in frame.roles.values())
    bare = [other for other in pred.args if {"subj", "obj"} & set(other.functions)]
    return not wanted and frame.language == "de" and len(bare) > 1 and arg is min(bare, key=lambda other: other.first)


def _whose(context: Context, arg: Arg) -> tuple[EntityRef, ...]:
    """Return the firm that a product belongs to, by a genitive or by its name before it: "for every ASML scanner"."""
    ref, phrase = context.refs[arg.phrases[0]], context.sentence.phrases[arg.phrases[0]]
    if ref.owner and ref.owner[0].cls in FIRMS:
        return ref.owner[:1]
    first = phrase.mentions[0].refs[0] if phrase.mentions and ref.products else None
    known = first is not None and first.cls == "Company" and first.known is not None
    return (EntityRef(first.label, first.cls, first.known),) if first is not None and known else ()


def ours(role: Role, arg: Arg, pred: Predication, context: Context, classes: tuple[str, ...]) -> tuple[EntityRef, ...]:
    """Return the firm that speaks of itself: "We have ordered 10,000 H20s," Tencent said; in its release its own name.

    Without a speaker in the sentence, and outside quotation marks, "we" is the firm that the text is about.
    """
    if role.fills not in {Fills.AGENT, Fills.AGENT_OR_PLACE} or "state" in classes:
        return ()
    phrase, sentence = context.sentence.phrases[arg.phrases[0]], context.sentence
    if phrase.first != phrase.last or sentence.tokens[phrase.last].lower not in _OURSELVES:
        return ()
    said = context.sayer(pred) if sentence.language == "en" else ()
    quoted = any(sign in context.text[sentence.start : sentence.end] for sign in _QUOTES)
    said = said or (() if quoted or sentence.question else context.topic)
    return said if said and said[0].cls in FIRMS else ()
