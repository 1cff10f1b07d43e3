"""What a scorer may know of a candidate: how each filler stands to its trigger, and what the trigger is.

All features are words that can be read in the table of weights. None names a frame, a verb or a firm, so that what is
learned on some texts holds on others. They come in bundles, tuples that depend on few things and so are made once and
weighed once. Which candidates there are is the business of ``candidates``.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from chippolitik.extract.context import Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.framing import Trigger
from chippolitik.extract.plans import RolePlan, expected
from chippolitik.extract.predication import Arg, Predication
from chippolitik.extract.sorts import MAKING, Sorts
from chippolitik.extract.standing import Stand
from chippolitik.extract.weights import Weights
from chippolitik.lexicon import Frame
from chippolitik.model.kinds import KINDS, Kind, Modality

__all__ = [
    "Bundle", "before_bundle", "claim_features", "filler_bundle", "group_bundles", "most_gain", "order_bundles",
    "order_features", "place_bundle", "sort_bundle", "source_bundle", "trigger_features",
]  # fmt: skip

Bundle = tuple[str, ...]
"""Features that occur together."""

_TOLD_APART = frozenset({Kind.REGULATION, Kind.RECOMMENDATION, Kind.MANUFACTURE})  # by which of two roles is filled
_kept = lru_cache(maxsize=4096)  # the bundles of all that occurs are some hundreds


def group_bundles(plan: RolePlan, stand: Stand, how: str) -> tuple[Bundle, Bundle, Bundle]:
    """Return how a group of phrases stands to a trigger whose role it may fill.

    Args:
        plan: The role.
        stand: The phrases, and how they stand to the trigger.
        how: How they refer to what fills it.
    """
    place = place_bundle(plan.role.name, plan.wanted, stand.place(plan.sources), stand.taken)
    return place, stand.between, filler_bundle(plan.wanted, how)


@_kept
def place_bundle(role: str, wanted: str, place: str, taken: bool) -> Bundle:  # noqa: FBT001 - a key of what is kept
    """Return where a filler stands.

    Args:
        role: The role.
        wanted: Where the frame expects it.
        place: Where it stands.
        taken: Whether another verb has it as its subject or object.
    """
    if place in {"own", "own-later"}:
        return f"{wanted}={place}", f"{role}={place}"
    apart = (f"{wanted}={place}", f"{role}=apart")
    return (*apart, f"{wanted}:taken") if taken else apart


@_kept
def filler_bundle(wanted: str, how: str) -> Bundle:
    """Return how a filler is referred to, by where the frame expects it."""
    return f"filler={how}", f"{wanted}:filler={how}"


@_kept
def source_bundle(sources: tuple[str, ...], what: str) -> Bundle:
    """Return that a filler is no phrase: ``compound`` ``owner`` of the trigger, ``government``, or ``context``.

    Args:
        sources: Where the frame expects it, the preferred source first.
        what: What it is.
    """
    if what == "government":
        return ("issuer=government",)
    return (f"from={sources[-1]}" if what == "context" else f"{sources[0]}={what}",)


@_kept
def before_bundle(role: str, back: int, which: str, place: str, have: int) -> Bundle:
    """Return where in the sentences before a filler stands.

    Args:
        role: The role.
        back: How many sentences before.
        which: Whether it is the ``first`` or the ``last`` there that fits.
        place: Whether that is in this paragraph, ``here``, or in another ``paragraph``.
        have: How many fillers the sentence itself offers.
    """
    return f"before={back}", f"before:{which}", f"{role}:before", f"before:{place}", f"before:have={min(2, have)}"


@_kept
def sort_bundle(kind: str, role: str, sort: str) -> Bundle:
    """Return of what sort the filler of a role of a kind is."""
    return (f"{kind}:{role}={sort}",)


def trigger_features(trigger: Trigger, context: Context) -> Bundle:
    """Return what the trigger is.

    Args:
        trigger: The frame and the word that triggers it.
        context: The sentence.
    """
    frame, pred = trigger.frame, trigger.pred
    noun = context.sentence.tokens[pred.at].tag not in "VA"
    states = (
        ("phrase", frame.phrase is not None),
        ("passive", pred.passive),
        ("infinite", not pred.finite),
        ("negated", pred.negated),
        ("alone", noun and not pred.verb),
    )
    embedded = None if pred.parent is None else pred.link
    return _trigger_bundle(
        frame.kind, context.sentence.language, "noun" if noun else "verb", min(3, trigger.kinds), embedded, states
    )


@_kept
def _trigger_bundle(
    kind: str,
    language: str,
    sort: str,
    kinds: int,
    embedded: str | None,
    states: tuple[tuple[str, bool], ...],
) -> Bundle:
    names = {
        "phrase": "phrase", "passive": f"{sort}:passive", "infinite": f"{sort}:infinite", "negated": "negated",
        "alone": "noun:alone",
    }  # fmt: skip
    out = [f"kind={kind}", f"{language}:{sort}", f"{kind}:{sort}", f"kinds-of-word={kinds}"]
    out += [names[state] for state, holds in states if holds]
    return tuple(out) if embedded is None else (*out, f"embedded={embedded}")


def order_features(frame: Frame, first: tuple[str, Arg], second: tuple[str, Arg], pred: Predication) -> Bundle:
    """Return the order of two fillers and how far apart they stand."""
    one, other = first[1], second[1]
    if one.first == other.first:
        order = "one"
    elif one.first < other.first:
        order = "around" if one.first < pred.at < other.first else "forth"
    else:
        order = "around-back" if other.first < pred.at < one.first else "back"
    wanted = [expected(frame.roles.get(role, ())) for role in (first[0], second[0])]
    return _order_bundle(wanted[0], wanted[1], order, pred.passive, frame.language)


def order_bundles(one: str, other: str, language: str) -> list[Bundle]:
    """Return what the order of two fillers may be.

    Args:
        one: Where the frame expects the first one.
        other: Where it expects the second one.
        language: ``en`` or ``de``.
    """
    ways = product(("one", "around", "forth", "around-back", "back"), (False, True))
    return [_order_bundle(one, other, order, passive, language) for order, passive in ways]


@_kept
def _order_bundle(one: str, other: str, order: str, passive: bool, language: str) -> Bundle:  # noqa: FBT001 - a key
    return f"{one}-{other}:{order}:{'p' if passive else 'a'}", f"{language}:{order}"


def claim_features(draft: Draft, sorts: Sorts) -> Bundle:
    """Return what the claim as a whole is like, whoever found it.

    Args:
        draft: The claim.
        sorts: Says of what sort fillers are.
    """
    spec = KINDS[draft.kind]
    names = [role for role in (*spec.required, *spec.one_of) if role in draft.roles]
    groups = [draft.roles[role] for role in names]
    described = sum(all(entity.described for entity in group) for group in groups)
    bare = sum(all(entity.described and " " not in entity.label for entity in group) for group in groups)
    unknown = sum(all(not entity.described and entity.known is None for entity in group) for group in groups)
    amount = "no-amount" if draft.quantity is None and draft.value is None else "amount"
    counts = (min(2, described), min(2, bare), min(2, unknown))
    time = () if draft.time is None else ("time",)
    out = list(_qualifier_bundle(draft.kind.value, counts, draft.modality.value, amount, time))
    if draft.kind in _TOLD_APART:
        out += [f"{draft.kind.value}:{role}" for role in spec.one_of if role in draft.roles]
    out.append(f"roles={min(4, len(draft.roles))}")
    found = [sorts.of(group[0]) for group in groups]
    for role, sort in zip(names, found, strict=True):
        out += sort_bundle(draft.kind.value, role, sort)
    if len(found) > 1:
        out.append(f"{draft.kind.value}:{found[0]}>{found[1]}")
    out += sorts.making(draft)
    if any(len(group) > 1 for group in groups):
        out.append("list")
    return tuple(out)


def most_gain(kind: Kind, weights: Weights) -> float:
    """Return the most that ``claim_features`` may add to what the sorts of fillers weigh, in log-odds.

    Args:
        kind: The kind of the claim.
        weights: What features weigh.
    """
    name, spec = kind.value, KINDS[kind]
    counts = product(range(3), repeat=3)
    qualifiers = max(
        weights.of(_qualifier_bundle(name, *way))
        for way in product(counts, [m.value for m in Modality], ("amount", "no-amount"), ((), ("time",)))
    )
    roles = [f"{name}:{role}" for role in spec.one_of] if kind in _TOLD_APART else []
    pairs = [feature for feature in weights.features if feature.startswith(f"{name}:") and ">" in feature]
    makers = [f"{name}:{which}" for which in MAKING]
    alone = sum(max(0.0, weights.total([feature])) for feature in [*roles, "list"])
    one_of = sum(max(0.0, *(weights.total([feature]) for feature in group)) for group in (["", *pairs], makers))
    return qualifiers + alone + one_of + max(weights.total([f"roles={count}"]) for count in range(1, 5))


@_kept
def _qualifier_bundle(kind: str, counts: tuple[int, int, int], modality: str, amount: str, time: Bundle) -> Bundle:
    described, bare, unknown = counts
    return (
        f"described={described}", f"bare={bare}", f"unknown={unknown}", f"{kind}:described={described}",
        f"modality={modality}", f"{kind}:{modality}", f"{kind}:{amount}", *time,
    )  # fmt: skip
