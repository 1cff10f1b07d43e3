"""Candidate claims: frames filled as they say, and frames whose words are there but whose fillers stand elsewhere.

A strict candidate has each filler where its frame expects it. A loose one takes any phrase of the sentence, or of the
two sentences before it, whose type fits. Which candidates become claims is decided in ``deciding``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, product
from typing import NamedTuple

from chippolitik.extract.ceilings import Ceilings
from chippolitik.extract.context import Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.features import (
    Bundle,
    claim_features,
    group_bundles,
    order_features,
    sort_bundle,
    source_bundle,
    trigger_features,
)
from chippolitik.extract.framing import Framer, Trigger
from chippolitik.extract.matching import Filled, match_verb
from chippolitik.extract.options import Option, options_of
from chippolitik.extract.plans import RolePlan, plan_of
from chippolitik.extract.predication import Predication
from chippolitik.extract.sorts import Sorts
from chippolitik.extract.standing import Standing, how_of
from chippolitik.extract.weights import Weights, log_odds
from chippolitik.model.kinds import Kind

__all__ = ["Candidate", "Seeker"]

_LIGHT = frozenset(
    """be have get go come make take stand lie put give do keep hold bring lead run sein haben werden stehen stecken
    kommen gehen liegen bleiben machen geben nehmen bringen halten führen setzen stellen ziehen laufen""".split()  # noqa: SIM905 - words
)
"""Verbs that mean what stands beside them: without it they say nothing."""
_NOT_LOOSE = frozenset({Kind.STATEMENT, Kind.COMPARISON, Kind.METRIC, Kind.LOCATION})
_OPTIONS, _COMBINATIONS = 4, 2  # the best fillers of a role, the best ways to fill a frame


class Candidate(NamedTuple):
    """A claim that may be one.

    Attributes:
        draft: The claim.
        features: What speaks for and against it.
        pred: What triggers it, or None where no frame has made it.
        strict: Whether it is filled as its frame says.
    """

    draft: Draft
    features: tuple[str, ...]
    pred: Predication | None = None
    strict: bool = True


class Seeker:
    """Makes candidates.

    Args:
        framer: Applies frames.
        sorts: Says of what sort fillers are.
        weights: What features weigh, so that hopeless candidates are left out; None for all candidates, to learn from.
    """

    def __init__(self, framer: Framer, sorts: Sorts, weights: Weights | None) -> None:
        self._framer = framer
        self._sorts = sorts
        self._weights = weights
        self._ceilings = Ceilings(weights) if weights is not None else None

    def candidates(
        self, context: Context, before: Sequence[Candidate] = (), *, told: bool = False
    ) -> Iterator[Candidate]:
        """Yield the candidates that the frames give in a sentence, strict ones first unless all are asked for.

        A frame that is filled as it says is not tried loosely, nor are others of a word that gives a strict claim, nor
        what could be no claim beside another one of its kind.

        Args:
            context: The sentence.
            before: What others have found in it.
            told: Whether loose candidates that cannot become claims are wanted too, to be told of.
        """
        standing, waiting = Standing(context, self._sorts), list[Trigger]()
        accepted = [candidate for candidate in before if self._accepts(candidate)]
        for trigger in self._framer.triggers(context):
            filled = match_verb(trigger.frame, trigger.pred, context)
            candidate = None if filled is None else self._strict(standing, trigger, filled)
            if candidate is not None:
                yield candidate
                if self._accepts(candidate):
                    accepted.append(candidate)
            if Kind(trigger.frame.kind) in _NOT_LOOSE or _says_little(trigger):
                continue
            if self._weights is None:
                yield from self._loose(standing, trigger, 0.0)
            elif filled is None:
                waiting.append(trigger)
        for trigger in waiting:
            needed = self._needed(trigger, () if told else accepted)
            if needed < math.inf:
                yield from self._loose(standing, trigger, needed)

    def _accepts(self, candidate: Candidate) -> bool:
        return self._weights is not None and self._weights.accepts(candidate.draft.kind, candidate.features)

    def _needed(self, trigger: Trigger, accepted: Sequence[Candidate]) -> float:
        """Return the log-odds that a loose candidate of a trigger needs beside what is accepted; infinite for none."""
        if self._weights is None or any(trigger.pred is candidate.pred for candidate in accepted):
            return math.inf
        kind = Kind(trigger.frame.kind)
        return log_odds(self._weights.wanted(kind, beside=any(one.draft.kind is kind for one in accepted)))

    def told(self, drafts: Iterable[Draft], reader: str, language: str) -> Iterator[Candidate]:
        """Yield claims that no frame has made as candidates.

        Args:
            drafts: The claims.
            reader: Who found them: ``relation`` ``comparer`` ``metrics``.
            language: ``en`` or ``de``.
        """
        for draft in drafts:
            features = [f"{reader}:{name}" for name in claim_features(draft, self._sorts)]
            yield Candidate(draft, (reader, f"{reader}:{draft.kind.value}", f"{reader}:{language}", *features))

    def _strict(self, standing: Standing, trigger: Trigger, filled: Filled) -> Candidate | None:
        draft = self._framer.draft(standing.context, trigger, filled)
        if draft is None:
            return None
        features = list(trigger_features(trigger, standing.context))
        plans = {plan.role.name: plan for plan in plan_of(trigger.frame).filled}
        for name, found in filled.roles.items():
            plan, arg = plans.get(name), filled.args.get(name)
            if plan is not None and arg is not None:
                stand = standing.around(trigger.pred).stand(arg)
                how = how_of(standing.context, arg, found)
                features += chain.from_iterable(group_bundles(plan, stand, how))
            elif plan is not None:
                features += source_bundle(plan.sources, "context")
        return Candidate(draft, (*features, *claim_features(draft, self._sorts)), trigger.pred)

    def _loose(self, standing: Standing, trigger: Trigger, needed: float) -> Iterator[Candidate]:
        base = trigger_features(trigger, standing.context)
        if self._weights is not None:
            needed -= self._weights.bias + self._weights.of(base)
        plan, pred = plan_of(trigger.frame), trigger.pred
        if self._ceilings is not None:
            needed -= self._ceilings.gain(plan.kind)
        for roles in plan.enough:
            most = math.inf if self._ceilings is None else self._ceilings.reach(standing, pred, plan.kind, roles)
            if most <= needed:
                continue
            options = [self._options(standing, trigger.pred, plan.kind, role) for role in roles]
            for chosen in self._best([role.role.name for role in roles], options, trigger, needed):
                draft = self._framer.draft(standing.context, trigger, _filled(chosen))
                if draft is not None:
                    draft.trace += ", loose"
                    features = [*base, *_features(chosen, trigger), *claim_features(draft, self._sorts)]
                    yield Candidate(draft, tuple(features), trigger.pred, strict=False)

    def _options(self, standing: Standing, pred: Predication, kind: Kind, plan: RolePlan) -> list[Option]:
        """Return the fillers of a role, the likeliest ones where weights are known."""
        found = options_of(standing, pred, plan)
        if self._weights is None:
            return found
        of = self._weights.of
        for option in found:
            score = of(sort_bundle(kind.value, plan.role.name, self._sorts.of(option.found[0])))
            for bundle in option.bundles:
                score += of(bundle)
            option.score = score
        return sorted(found, key=_by_score)[:_OPTIONS]

    def _best(
        self, names: Sequence[str], options: Sequence[Sequence[Option]], trigger: Trigger, needed: float
    ) -> Iterator[dict[str, Option]]:
        """Yield the likeliest ways to fill roles that may make a claim; all ways where weights are unknown."""
        ways = (dict(zip(names, way, strict=True)) for way in product(*options) if not _clash(way))
        if self._weights is None:
            yield from ways
            return
        of = self._weights.of
        scored = [
            (score, chosen)
            for chosen in ways
            if (score := sum([option.score for option in chosen.values()]) + of(_order(chosen, trigger))) > needed
        ]
        scored.sort(key=lambda pair: -pair[0])
        yield from (chosen for _, chosen in scored[:_COMBINATIONS])


def _by_score(option: Option) -> float:
    return -option.score


def _filled(chosen: dict[str, Option]) -> Filled:
    roles = {name: option.found for name, option in chosen.items()}
    return Filled(roles, {name: option.arg for name, option in chosen.items() if option.arg is not None}, {})


def _features(chosen: dict[str, Option], trigger: Trigger) -> list[str]:
    bundles = (bundle for option in chosen.values() for bundle in option.bundles)
    return [*chain.from_iterable(bundles), *_order(chosen, trigger)]


def _order(chosen: dict[str, Option], trigger: Trigger) -> Bundle:
    placed = [(name, option.arg) for name, option in chosen.items() if option.arg is not None]
    return order_features(trigger.frame, placed[0], placed[1], trigger.pred) if len(placed) > 1 else ()


def _clash(options: Sequence[Option]) -> bool:
    """Whether two roles have a filler or a phrase in common."""
    return any(not one.marks.isdisjoint(other.marks) for one, other in combinations(options, 2))


def _says_little(trigger: Trigger) -> bool:
    """Whether only the places of its fillers tell what a frame's word means: "hinter X steht Y"."""
    return trigger.frame.phrase is None and trigger.word in _LIGHT
