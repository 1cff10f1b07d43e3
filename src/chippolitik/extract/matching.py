"""Frames against predications: every role is filled from the arguments that its sources name, the best way at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from chippolitik.extract.context import Context
from chippolitik.extract.deeds import deed
from chippolitik.extract.fillers import alternatives
from chippolitik.extract.plans import plan_of
from chippolitik.extract.predication import Arg, Predication
from chippolitik.extract.proxies import is_subject, makes, ours, owners_of, stands_for
from chippolitik.extract.rules_before import rule_before
from chippolitik.lexicon import Frame
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import KINDS, Fills, Role

__all__ = ["Filled", "match_verb", "unfilled"]

_BARE = frozenset({"subj", "obj", "dat", "second", "caus"})
_VENDOR = ("vendor",)
_WITHIN = frozenset({"in", "im", "bei", "beim"})
_FROM_CONTEXT = frozenset({"gov", "context", "sayer", "topic"})
_ACTING = frozenset({"body", "company", "group", "person"})
_Value = tuple[tuple[EntityRef, ...], Arg | None]


class Filled(NamedTuple):
    """The roles of a frame, filled.

    Attributes:
        roles: Role → fillers.
        args: Role → the argument that they come from.
        terms: Role → word, for roles that hold words.
    """

    roles: dict[str, tuple[EntityRef, ...]]
    args: dict[str, Arg]
    terms: dict[str, str]


def match_verb(frame: Frame, pred: Predication, context: Context) -> Filled | None:
    """Return the best way to fill a frame's roles from a predication, or None where a required one stays empty.

    Args:
        frame: The frame.
        pred: The predication that triggers it.
        context: Its sentence.
    """
    plan = plan_of(frame)
    spec, options = KINDS[plan.kind], []
    for role, sources, _, _ in plan.filled:
        if sources == _VENDOR:
            continue
        values = list(_values(frame, role, sources, pred, context))
        if not values and role.required:
            return None
        options.append((role, sources[0], values))
    best = _best(options, pred)
    if best is None:
        return None
    roles = {name: value[0] for name, value in best.items()}
    for name, sources in frame.roles.items():
        if sources == _VENDOR and "product" in roles and (maker := context.vendor_of(roles["product"][0])):
            roles[name] = maker
    if spec.one_of and not any(name in roles or name in frame.fixed for name in spec.one_of):
        return None
    return Filled(roles, {name: value[1] for name, value in best.items() if value[1] is not None}, {})


def unfilled(frame: Frame, pred: Predication, context: Context) -> str:
    """Return the roles that a frame cannot fill from a predication, with where it looks for their fillers.

    Args:
        frame: The frame.
        pred: The predication that triggers it.
        context: Its sentence.
    """
    plan = plan_of(frame)
    empty = [
        f"{role.name} ({' '.join(sources)})"
        for role, sources, _, _ in plan.filled
        if (role.required or role.name in KINDS[plan.kind].one_of)
        and not list(_values(frame, role, sources, pred, context))
    ]
    return ", ".join(empty) or "two roles have only the same filler"


def _values(
    frame: Frame, role: Role, sources: tuple[str, ...], pred: Predication, context: Context
) -> Iterator[_Value]:
    classes = frame.classes.get(role.name, ())
    for source in sources:
        if source == "gov" and _acts_otherwise(frame, role, pred, context):
            continue
        if source == "deed":
            if done := deed(context, pred):
                yield done, None
        elif source == "rule":
            if found := rule_before(context, role, pred):
                yield found, None
        elif source.startswith("x"):
            yield from _embedded(source, role, classes, pred, context)
        elif source in _FROM_CONTEXT:
            found = _from_context(source, frame, pred, context)
            if found:
                yield found, None
            if source == "context":
                yield from ((other, None) for other in (context.topic, context.firm(earlier=True)) if other)
        else:
            yield from _beside(source, role, classes, pred)
            yield from _of_arguments(source, frame, role, pred, context)


def _beside(source: str, role: Role, classes: tuple[str, ...], pred: Predication) -> Iterator[_Value]:
    """Yield fillers from a noun's own compound and genitive."""
    if source == "comp" and (parts := tuple(e for e in pred.compound if _suits(e, role.fills))):
        yield parts, None
    rules = pred.owner and ("state" not in classes or pred.owner[0].cls == "GovernmentBody")
    if source == "gen" and rules and role.fills in {Fills.AGENT, Fills.AGENT_OR_PLACE}:
        yield pred.owner, None


def _of_arguments(source: str, frame: Frame, role: Role, pred: Predication, context: Context) -> Iterator[_Value]:
    """Yield fillers from the arguments that have the function of a source."""
    classes = frame.classes.get(role.name, ())
    caused = source == "subj" and frame.kind != "Manufacture"
    for arg in pred.args:
        if source not in arg.functions and not (caused and "caus" in arg.functions):
            continue
        if (source == "obj" and is_subject(arg, frame, pred)) or (role.name == "user" and makes(arg, context)):
            continue
        if frame.kind == "Investment" and frame.language == "de" and source in _WITHIN and _is_town(arg, context):
            continue
        found = context.fillers(arg.phrases, role.fills, classes)
        if not found:
            found = stands_for(frame, role, arg, context) or ours(role, arg, pred, context, classes)
        if frame.kind == "Investment" and role.name == "target" and (not found or found[0].described):
            yield from ((firm, arg) for firm in owners_of(arg, context))
        if found:
            yield found, arg
            for other in alternatives(context.refs, arg.phrases, role.fills, classes):
                yield other, arg
            if role.fills is Fills.PRODUCT or frame.kind == "Comparison":
                yield from ((thing, arg) for thing in context.earlier_products(arg.phrases))
            if source not in _BARE | {"gen", "comp", "of"} and found[0].described:
                break  # "into data centres in Texas": the nearer of two such phrases is meant


def _is_town(arg: Arg, context: Context) -> bool:
    """Whether a phrase names a town, which is where money is spent, not what for."""
    mentions = context.sentence.phrases[arg.phrases[0]].mentions
    return bool(mentions) and mentions[-1].refs[0].kind == "place" and not mentions[-1].head


def _from_context(source: str, frame: Frame, pred: Predication, context: Context) -> tuple[EntityRef, ...]:
    if source == "sayer":
        return context.sayer(pred)
    if source == "topic":
        return context.topic
    if source == "context":
        return context.firm()
    return context.government() or (context.keeper() if frame.kind == "Listing" else ())


def _acts_otherwise(frame: Frame, role: Role, pred: Predication, context: Context) -> bool:
    """Whether somebody else than a government of the context acts: the subject or agent, which no other role takes."""
    if frame.nouns and frame.language == "de":
        return False  # whose a ban is does not hang on who complains of it
    taken = any("subj" in sources for name, sources in frame.roles.items() if name != role.name)
    subject = pred.arg("subj")
    if taken or not pred.verb or not pred.finite or subject is None:
        return False
    ref = context.refs[subject.phrases[0]]
    return bool(ref.agents) or ref.cls in _ACTING  # "the rule covers": a rule does not act for itself


def _suits(entity: EntityRef, fills: Fills) -> bool:
    """Whether the first part of a compound can fill a role."""
    agent = entity.cls in {"GovernmentBody", "Company", "Organization"}
    if fills in {Fills.AGENT, Fills.AGENT_OR_PLACE}:
        return agent
    return not agent if fills is Fills.PRODUCT else fills is Fills.THING


def _embedded(
    source: str, role: Role, classes: tuple[str, ...], pred: Predication, context: Context
) -> Iterator[_Value]:
    """Yield fillers from the clauses that the predication embeds."""
    taken = {arg.phrases for arg in pred.args}
    for child in context.below(pred):
        for arg in child.args:
            if arg.phrases in taken or arg.functions == ("gen",):
                continue
            if source == "xobj" and not (
                {"obj", "on", "auf", "mit", "with", "von", "of", "an", "zu", "to", "for", "second"} & set(arg.functions)
            ):
                continue
            if source == "xsubj" and arg.functions[0] != ("obj" if child.passive else "subj"):
                continue
            if source == "xto" and not ({"to", "nach", "an", "in", "into"} & set(arg.functions)):
                continue
            found = context.fillers(arg.phrases, role.fills, classes)
            if found:
                yield found, arg
                for other in alternatives(context.refs, arg.phrases, role.fills, classes):
                    yield other, arg


def _best(options: list[tuple[Role, str, list[_Value]]], pred: Predication) -> dict[str, _Value] | None:
    """Return the assignment of values to roles that scores best; no argument fills two roles."""
    best: tuple[float, dict[str, _Value]] | None = None
    stack: list[tuple[int, float, dict[str, _Value]]] = [(0, 0.0, {})]
    tried = 0
    while stack and tried < 400:  # noqa: PLR2004 - bounds the work on long lists
        tried += 1
        at, score, chosen = stack.pop()
        if at == len(options):
            if best is None or score > best[0]:
                best = (score, chosen)
            continue
        role, source, values = options[at]
        if not role.required or not values:
            if role.required:
                continue
            stack.append((at + 1, score, chosen))
        for rank, value in enumerate(values):
            if _clashes(value, chosen):
                continue
            stack.append((at + 1, score + _score(role, source, value, rank, pred), {**chosen, role.name: value}))
    return best[1] if best else None


def _clashes(value: _Value, chosen: dict[str, _Value]) -> bool:
    labels = {entity.label for entity in value[0]}
    for other in chosen.values():
        if value[1] is not None and other[1] is not None and value[1].phrases == other[1].phrases:
            return True
        if labels & {entity.label for entity in other[0]}:
            return True
    return False


def _score(role: Role, source: str, value: _Value, rank: int, pred: Predication) -> float:
    found, arg = value
    score = 3.0 if role.required else 2.0
    score -= 0.3 * rank
    if any(entity.described for entity in found):
        score -= 0.5
    if arg is not None and arg.functions and arg.functions[0] in _BARE:
        score += 0.6 if len(arg.functions) == 1 else 0.0
        score += 0.4 if ("subj" in arg.functions) == (arg.first < pred.at) else 0.0
        if source != "subj" and "subj" in arg.functions and not pred.passive:
            score -= 0.2  # "Nvidia lieferte den H20": who may be subject is it
        # Of two phrases that may both be subject, the first one is.
        score -= 0.01 * arg.first if source == "subj" else -0.005 * arg.first if source in {"obj", "dat"} else 0.0
    if arg is not None:
        score -= 0.001 * abs(arg.first - pred.at)
    return score
