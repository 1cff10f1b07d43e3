"""Candidate claims: frames filled as they say, and frames whose words are there but whose fillers stand elsewhere.

A strict candidate has each filler where its frame expects it. A loose one takes any phrase of the sentence, or of the
two sentences before it, whose type fits. Which candidates become claims is decided in ``deciding``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from chippolitik.extract.context import Context
from chippolitik.extract.draft import Draft
from chippolitik.extract.features import claim_features, group_features, order_features, trigger_features
from chippolitik.extract.framing import Framer, Trigger
from chippolitik.extract.matching import Filled, match_verb
from chippolitik.extract.options import Option, groups_of, options_of
from chippolitik.extract.predication import Arg, Predication
from chippolitik.extract.sorts import Sorts
from chippolitik.extract.weights import Weights
from chippolitik.model.kinds import KINDS, Fills, Kind, Role

__all__ = ["Candidate", "Seeker"]

_NOT_LOOSE = frozenset({Kind.STATEMENT, Kind.COMPARISON, Kind.METRIC, Kind.LOCATION})
_OPTIONS, _COMBINATIONS = 4, 2  # the best fillers of a role, the best ways to fill a frame
_MOST_GAIN = 2.5  # what the whole of a claim may add to what its parts say, in log-odds


@dataclass(frozen=True, slots=True)
class Candidate:
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

    def candidates(self, context: Context) -> Iterator[Candidate]:
        """Yield the candidates that the frames give in a sentence."""
        groups: list[Arg] | None = None
        for trigger in self._framer.triggers(context):
            filled = match_verb(trigger.frame, trigger.pred, context)
            if filled is not None:
                draft = self._framer.draft(context, trigger, filled)
                if draft is not None:
                    features = [*trigger_features(trigger, context), *self._strict(context, trigger, filled)]
                    yield Candidate(draft, (*features, *claim_features(draft, self._sorts)), trigger.pred)
                if self._weights is not None:
                    continue
            if Kind(trigger.frame.kind) not in _NOT_LOOSE:
                groups = groups_of(context) if groups is None else groups
                yield from self._loose(context, trigger, groups)

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

    def _strict(self, context: Context, trigger: Trigger, filled: Filled) -> Iterator[str]:
        for name, found in filled.roles.items():
            sources, arg = trigger.frame.roles.get(name, ()), filled.args.get(name)
            if arg is not None and sources:
                yield from group_features(name, sources, arg, found, trigger.pred, context)
            elif sources:
                yield f"from={sources[-1]}"

    def _loose(self, context: Context, trigger: Trigger, groups: Sequence[Arg]) -> Iterator[Candidate]:
        base = trigger_features(trigger, context)
        for wanted in _wanted(trigger):
            options = [(role.name, self._options(context, trigger, role, groups)) for role in wanted]
            if not all(found for _, found in options):
                continue
            names = [name for name, _ in options]
            combinations = [
                dict(zip(names, combination, strict=True))
                for combination in product(*(found for _, found in options))
                if not _clash(combination)
            ]
            for chosen in self._best(combinations, trigger, base):
                draft = self._framer.draft(context, trigger, _filled(chosen))
                if draft is not None:
                    draft.trace += ", loose"
                    features = [*base, *_features(chosen, trigger), *claim_features(draft, self._sorts)]
                    yield Candidate(draft, tuple(features), trigger.pred, strict=False)

    def _options(self, context: Context, trigger: Trigger, role: Role, groups: Sequence[Arg]) -> list[Option]:
        """Return the fillers of a role, the likeliest ones where weights are known."""
        found = options_of(context, trigger, role, groups)
        if self._weights is None:
            return found
        kind = trigger.frame.kind
        for option in found:
            sort = f"{kind}:{role.name}={self._sorts.of(option.found[0])}"
            option.score = self._weights.total((*option.features, sort))
        return sorted(found, key=lambda option: -option.score)[:_OPTIONS]

    def _best(
        self, combinations: Sequence[dict[str, Option]], trigger: Trigger, base: Sequence[str]
    ) -> Iterator[dict[str, Option]]:
        if self._weights is None:
            yield from combinations
            return
        weights, start = self._weights, self._weights.bias + self._weights.total(base)
        scored = [
            (start + sum(o.score for o in chosen.values()) + weights.total(_order(chosen, trigger)), chosen)
            for chosen in combinations
        ]
        scored.sort(key=lambda pair: -pair[0])
        lowest = weights.loose_from - _MOST_GAIN
        yield from (chosen for score, chosen in islice(scored, _COMBINATIONS) if score > lowest)


def _wanted(trigger: Trigger) -> Iterator[list[Role]]:
    """Yield the sets of roles that make a claim: the required ones, with each of those of which one is required."""
    frame, spec = trigger.frame, KINDS[Kind(trigger.frame.kind)]
    roles = [r for r in spec.roles if r.name in frame.roles and r.fills not in {Fills.TERM, Fills.TEXT}]
    needed = [role for role in roles if role.required]
    alternatives = [role for role in roles if role.name in spec.one_of]
    if alternatives and not set(spec.one_of) & set(frame.fixed):
        yield from ([*needed, role] for role in alternatives)
    elif needed:
        yield needed


def _filled(chosen: dict[str, Option]) -> Filled:
    roles = {name: option.found for name, option in chosen.items()}
    return Filled(roles, {name: option.arg for name, option in chosen.items() if option.arg is not None}, {})


def _features(chosen: dict[str, Option], trigger: Trigger) -> list[str]:
    return [*(name for option in chosen.values() for name in option.features), *_order(chosen, trigger)]


def _order(chosen: dict[str, Option], trigger: Trigger) -> list[str]:
    placed = [(name, option.arg) for name, option in chosen.items() if option.arg is not None]
    return order_features(trigger.frame, placed[0], placed[1], trigger.pred) if len(placed) > 1 else []


def _clash(options: Iterable[Option]) -> bool:
    """Whether two roles have a filler or a phrase in common."""
    seen: set[str | int] = set()
    for option in options:
        mine: set[str | int] = {entity.label for entity in option.found}
        mine |= set(option.arg.phrases) if option.arg is not None else set()
        if mine & seen:
            return True
        seen |= mine
    return False
