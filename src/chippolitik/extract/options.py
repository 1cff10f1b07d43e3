"""Whatever may fill a role of a trigger, wherever it stands, with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chippolitik.extract.context import Context
from chippolitik.extract.features import Bundle, before_bundle, group_bundles, source_bundle
from chippolitik.extract.plans import RolePlan
from chippolitik.extract.predication import Arg, Predication
from chippolitik.extract.standing import Standing
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Fills

__all__ = ["Option", "named_before", "options_of", "others_of"]

_BACK = 2  # sentences before it


@dataclass(slots=True)
class Option:
    """A filler of a role.

    Attributes:
        found: What fills it.
        arg: Where it stands in the sentence, or None where it stands elsewhere.
        bundles: What speaks for and against it.
        score: What they weigh, in log-odds.
    """

    found: tuple[EntityRef, ...]
    arg: Arg | None
    bundles: tuple[Bundle, ...]
    score: float = 0.0
    _marks: frozenset[str | int] | None = None

    @property
    def marks(self) -> frozenset[str | int]:
        """What no other role may have too: its labels and its phrases."""
        if self._marks is None:
            labels = {entity.label for entity in self.found}
            self._marks = frozenset(labels.union(self.arg.phrases if self.arg is not None else ()))
        return self._marks


def options_of(standing: Standing, pred: Predication, plan: RolePlan) -> list[Option]:
    """Return the fillers of a role, those of the sentence first, the nearest of them first.

    Args:
        standing: The sentence.
        pred: The word that triggers the frame.
        plan: The role.
    """
    context = standing.context
    fits = standing.around(pred).fits(plan.role.fills, plan.classes, plan.sources)
    out = [Option(fit.found, stand.group, group_bundles(plan, stand, fit.how)) for _, fit, stand in fits]
    out += [Option(found, None, (source_bundle(plan.sources, what),)) for found, what in others_of(context, pred, plan)]
    out += _before(context, plan, out)
    return out


def others_of(context: Context, pred: Predication, plan: RolePlan) -> Iterator[tuple[tuple[EntityRef, ...], str]]:
    """Yield what may fill a role without being a phrase of the sentence, with what it is.

    Args:
        context: The sentence.
        pred: The word that triggers the frame.
        plan: The role.
    """
    if pred.compound and "comp" in plan.sources:
        yield pred.compound, "compound"
    if pred.owner and plan.role.fills in {Fills.AGENT, Fills.AGENT_OR_PLACE}:
        yield pred.owner, "owner"
    if plan.role.name == "issuer" and (government := context.government()):
        yield government, "government"


def named_before(context: Context, plan: RolePlan) -> Iterator[tuple[tuple[EntityRef, ...], int, str, str]]:
    """Yield what the sentences before name that may fill a role, with how many sentences before, which, and where.

    Args:
        context: The sentence.
        plan: The role.
    """
    sentences = context.resolved.annotated.sentences
    for back in range(1, min(_BACK, context.sentence.index) + 1):
        fitting = context.named_before(back, plan.role.fills, plan.classes)
        for which, entities in zip(("first", "last"), fitting, strict=False):
            here = sentences[context.sentence.index - back].paragraph == context.sentence.paragraph
            yield entities, back, which, "here" if here else "paragraph"


def _before(context: Context, plan: RolePlan, had: Sequence[Option]) -> Iterator[Option]:
    """Yield what the sentences before name: the first and the last that fits."""
    labels = {entity.label for option in had for entity in option.found}
    have = len(had)  # what is found on the way counts too
    for entities, back, which, place in named_before(context, plan):
        if entities[0].label not in labels:
            labels.add(entities[0].label)
            yield Option(entities, None, (before_bundle(plan.role.name, back, which, place, have),))
            have += 1
