"""Whatever may fill a role of a trigger, wherever it stands, with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chippolitik.extract.context import Context
from chippolitik.extract.features import Bundle, before_bundle, group_bundles, source_bundle
from chippolitik.extract.framing import Trigger
from chippolitik.extract.predication import Arg
from chippolitik.extract.standing import Standing
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Fills, Role

__all__ = ["Option", "options_of"]

_NEAREST = 6  # phrases of a sentence that are looked at
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


def options_of(standing: Standing, trigger: Trigger, role: Role) -> list[Option]:
    """Return the fillers of a role, those of the sentence first, the nearest of them first.

    Args:
        standing: The sentence.
        trigger: The frame and the word that triggers it.
        role: The role; the frame knows it.
    """
    pred, sources, context = trigger.pred, trigger.frame.roles[role.name], standing.context
    classes = trigger.frame.classes.get(role.name, ())
    out = list(_beside(standing, trigger, role, classes))
    if "comp" in sources and pred.compound:
        out.append(Option(pred.compound, None, (source_bundle(sources, "compound"),)))
    if role.fills in {Fills.AGENT, Fills.AGENT_OR_PLACE} and pred.owner:
        out.append(Option(pred.owner, None, (source_bundle(sources, "owner"),)))
    if role.name == "issuer" and (government := context.government()):
        out.append(Option(government, None, (("issuer=government",),)))
    out += _before(context, role, classes, out)
    return out


def _beside(standing: Standing, trigger: Trigger, role: Role, classes: tuple[str, ...]) -> Iterator[Option]:
    """Yield what the phrases of the sentence offer, the nearest first."""
    fitting = standing.fitting(role.fills, classes)
    if not fitting:
        return
    sources, around = trigger.frame.roles[role.name], standing.around(trigger.pred)
    count = 0
    for index in around.nearest:
        if index not in fitting:
            continue
        stand = around.stand(standing.groups[index])
        if stand.inside and "comp" not in sources:
            continue
        found = fitting[index]
        yield Option(found, stand.group, group_bundles(role.name, sources, stand, found, standing.context))
        count += 1
        if count == _NEAREST:
            return


def _before(context: Context, role: Role, classes: tuple[str, ...], had: Sequence[Option]) -> Iterator[Option]:
    """Yield what the sentences before name: the first and the last that fits."""
    labels = {entity.label for option in had for entity in option.found}
    have = len(had)  # what is found on the way counts too
    sentences = context.resolved.annotated.sentences
    for back in range(1, min(_BACK, context.sentence.index) + 1):
        fitting = context.named_before(back, role.fills, classes)
        for which, entities in zip(("first", "last"), fitting, strict=False):
            if entities[0].label not in labels:
                labels.add(entities[0].label)
                here = sentences[context.sentence.index - back].paragraph == context.sentence.paragraph
                place = "here" if here else "paragraph"
                yield Option(entities, None, (before_bundle(role.name, back, which, place, have),))
                have += 1
