"""What a scorer may know of a candidate: how each filler stands to its trigger, and what the trigger is.

All features are words that can be read in the table of weights. None names a frame, a verb or a firm, so that what is
learned on some texts holds on others. Which candidates there are is the business of ``candidates``.
"""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.extract.context import Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.framing import Trigger
from chippolitik.extract.predication import Arg, Predication
from chippolitik.extract.sorts import Sorts
from chippolitik.lexicon import Frame
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import KINDS, Kind

__all__ = ["claim_features", "group_features", "order_features", "trigger_features"]

_NEAR, _MIDDLE, _FAR = 4, 9, 17  # tokens between a trigger and a filler
_DEEP = frozenset({"subj", "obj", "dat", "second", "gen", "comp", "caus"})


def group_features(
    role: str, sources: Sequence[str], group: Arg, found: Sequence[EntityRef], pred: Predication, context: Context
) -> list[str]:
    """Return how a group of phrases stands to a trigger whose role it may fill.

    Args:
        role: The role.
        sources: Where the frame expects it, the preferred source first.
        group: The phrases, with the functions that they have for the trigger, or their preposition.
        found: What they refer to.
        pred: The trigger.
        context: The sentence.
    """
    wanted = _expected(sources)
    actual = _actual(sources, group, pred, context)
    low, high = sorted((group.first if group.first > pred.at else group.last, pred.at))
    between = context.sentence.tags[low + 1 : high]
    distance = high - low
    out = [
        f"{wanted}={actual}",
        f"{role}={actual}" if actual in {"own", "own-later"} else f"{role}=apart",
        f"far={_bucket(distance)}",
        f"verbs-between={min(2, sum(tag in 'VOA' for tag in between))}",
        f"filler={_how(context, group, found)}",
        f"{wanted}:filler={_how(context, group, found)}",
    ]
    if any(tag in ";:()–—" for tag in between):
        out.append("break-between")
    if any(tag in "SR" for tag in between):
        out.append("clause-between")
    if actual not in {"own", "own-later"} and _is_taken(group, pred, context):
        out.append(f"{wanted}:taken")
    return out


def trigger_features(trigger: Trigger, context: Context) -> list[str]:
    """Return what the trigger is.

    Args:
        trigger: The frame and the word that triggers it.
        context: The sentence.
    """
    frame, pred = trigger.frame, trigger.pred
    language = context.sentence.language
    noun = context.sentence.tokens[pred.at].tag not in "VA"
    sort = "noun" if noun else "verb"
    out = [f"kind={frame.kind}", f"{language}:{sort}", f"{frame.kind}:{sort}", f"kinds-of-word={min(3, trigger.kinds)}"]
    if frame.phrase is not None:
        out.append("phrase")
    if pred.passive:
        out.append(f"{sort}:passive")
    if not pred.finite:
        out.append(f"{sort}:infinite")
    if pred.negated:
        out.append("negated")
    if pred.parent is not None:
        out.append(f"embedded={pred.link}")
    if noun and not pred.verb:
        out.append("noun:alone")
    return out


def order_features(frame: Frame, first: tuple[str, Arg], second: tuple[str, Arg], pred: Predication) -> list[str]:
    """Return the order of two fillers and how far apart they stand."""
    one, other = first[1], second[1]
    expected = f"{_expected(frame.roles.get(first[0], ()))}-{_expected(frame.roles.get(second[0], ()))}"
    if one.first == other.first:
        order = "one"
    elif one.first < other.first:
        order = "around" if one.first < pred.at < other.first else "forth"
    else:
        order = "around-back" if other.first < pred.at < one.first else "back"
    voice = "p" if pred.passive else "a"
    return [f"{expected}:{order}:{voice}", f"{frame.language}:{order}"]


def claim_features(draft: Draft, sorts: Sorts) -> list[str]:
    """Return what the claim as a whole is like, whoever found it.

    Args:
        draft: The claim.
        sorts: Says of what sort fillers are.
    """
    spec = KINDS[draft.kind]
    groups = [draft.roles[role] for role in (*spec.required, *spec.one_of) if role in draft.roles]
    described = sum(all(entity.described for entity in group) for group in groups)
    bare = sum(all(entity.described and " " not in entity.label for entity in group) for group in groups)
    unknown = sum(all(not entity.described and entity.known is None for entity in group) for group in groups)
    out = [f"described={min(2, described)}", f"bare={min(2, bare)}", f"unknown={min(2, unknown)}"]
    out.append(f"{draft.kind.value}:described={min(2, described)}")
    out.append(f"modality={draft.modality.value}")
    out.append(f"{draft.kind.value}:{draft.modality.value}")
    amount = draft.quantity is not None or draft.value is not None
    out.append(f"{draft.kind.value}:{'amount' if amount else 'no-amount'}")
    if draft.time is not None:
        out.append("time")
    if draft.kind in {Kind.REGULATION, Kind.RECOMMENDATION, Kind.MANUFACTURE}:
        out += [f"{draft.kind.value}:{role}" for role in spec.one_of if role in draft.roles]
    out.append(f"roles={min(4, len(draft.roles))}")
    names = [role for role in (*spec.required, *spec.one_of) if role in draft.roles]
    found = [(role, sorts.of(draft.roles[role][0])) for role in names]
    out += [f"{draft.kind.value}:{role}={sort}" for role, sort in found]
    if len(found) > 1:
        out.append(f"{draft.kind.value}:{found[0][1]}>{found[1][1]}")
    out += sorts.making(draft)
    if any(len(group) > 1 for group in groups):
        out.append("list")
    return out


def _expected(sources: Sequence[str]) -> str:
    first = sources[0] if sources else "none"
    if first in _DEEP | {"gov", "context", "vendor"}:
        return first
    return "embedded" if first.startswith("x") else "prep"


def _actual(sources: Sequence[str], group: Arg, pred: Predication, context: Context) -> str:
    """Return where a group stands: among the trigger's own arguments, or beside them."""
    own = next((arg for arg in pred.args if set(arg.phrases) & set(group.phrases)), None)
    if own is not None:
        if sources[0] in own.functions:
            return "own"
        if set(sources) & set(own.functions):
            return "own-later"
        return "other-" + next((f for f in own.functions if f in _DEEP), "prep")
    phrase = context.sentence.phrases[group.phrases[0]]
    if phrase.prep:
        return "prep" if phrase.prep in sources else "genitive" if phrase.prep in {"of", "von"} else "other-prep"
    side = "left" if group.first < pred.at else "right"
    return f"bare-{side}" + ("-passive" if pred.passive else "")


def _how(context: Context, group: Arg, found: Sequence[EntityRef]) -> str:
    ref = context.refs[group.phrases[0]]
    if not found[0].described:
        return ref.how if ref.how in {"pronoun", "definite"} else "known" if found[0].known else "named"
    return "bare" if " " not in found[0].label else "described"


def _is_taken(group: Arg, pred: Predication, context: Context) -> bool:
    """Whether another verb has the group as its subject or object."""
    return any(
        other is not pred and {"subj", "obj"} & set(arg.functions) and set(arg.phrases) & set(group.phrases)
        for other in context.preds
        for arg in other.args
    )


def _bucket(distance: int) -> str:
    return "near" if distance <= _NEAR else "middle" if distance <= _MIDDLE else "far" if distance <= _FAR else "afar"
