"""Whatever may fill a role of a trigger, wherever it stands, with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chippolitik.extract.context import Context
from chippolitik.extract.features import group_features
from chippolitik.extract.framing import Trigger
from chippolitik.extract.items import items_of
from chippolitik.extract.predication import Arg
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Fills, Role

__all__ = ["Option", "groups_of", "options_of"]

_NEAREST = 6  # phrases of a sentence that are looked at
_BACK = 2  # sentences before it


@dataclass(slots=True)
class Option:
    """A filler of a role.

    Attributes:
        found: What fills it.
        arg: Where it stands in the sentence, or None where it stands elsewhere.
        features: What speaks for and against it.
        score: What they weigh, in log-odds.
    """

    found: tuple[EntityRef, ...]
    arg: Arg | None
    features: tuple[str, ...]
    score: float = 0.0


def groups_of(context: Context) -> list[Arg]:
    """Return the coordinated phrases of a sentence, each with its preposition for a function."""
    sentence = context.sentence
    items = [item for item in items_of(sentence) if item.phrases]
    out = [Arg(item.phrases, (item.prep or "bare",), item.first, item.last) for item in items]
    covered = {index for item in items for index in item.phrases}
    out += [Arg((p.index,), (p.prep or "bare",), p.first, p.last) for p in sentence.phrases if p.index not in covered]
    return out


def options_of(context: Context, trigger: Trigger, role: Role, groups: Sequence[Arg]) -> list[Option]:
    """Return the fillers of a role, those of the sentence first, the nearest of them first.

    Args:
        context: The sentence.
        trigger: The frame and the word that triggers it.
        role: The role; the frame knows it.
        groups: The phrases of the sentence.
    """
    pred, sources = trigger.pred, trigger.frame.roles[role.name]
    classes = trigger.frame.classes.get(role.name, ())
    out: list[Option] = []
    for group in sorted(groups, key=lambda g: abs(g.first - pred.at)):
        inside = group.first <= pred.at <= group.last and "comp" not in sources
        found = () if inside else context.fillers(group.phrases, role.fills, classes)
        if found:
            out.append(Option(found, group, tuple(group_features(role.name, sources, group, found, pred, context))))
            if len(out) == _NEAREST:
                break
    if "comp" in sources and pred.compound:
        out.append(Option(pred.compound, None, (f"{sources[0]}=compound",)))
    if role.fills in {Fills.AGENT, Fills.AGENT_OR_PLACE} and pred.owner:
        out.append(Option(pred.owner, None, (f"{sources[0]}=owner",)))
    if role.name == "issuer" and (government := context.government()):
        out.append(Option(government, None, ("issuer=government",)))
    out += _before(context, role, classes, out)
    return out


def _before(context: Context, role: Role, classes: tuple[str, ...], had: Sequence[Option]) -> Iterator[Option]:
    """Yield what the sentences before name: the first and the last that fits."""
    labels = {entity.label for option in had for entity in option.found}
    sentences = context.resolved.annotated.sentences
    for back in range(1, min(_BACK, context.sentence.index) + 1):
        index = context.sentence.index - back
        place = "here" if sentences[index].paragraph == context.sentence.paragraph else "paragraph"
        fitting = context.named_before(back, role.fills, classes)
        for which, ends in (("first", fitting[:1]), ("last", fitting[1:][-1:])):
            for entities in ends:
                if entities[0].label not in labels:
                    labels.add(entities[0].label)
                    features = (
                        f"before={back}", f"before:{which}", f"{role.name}:before", f"before:{place}",
                        f"before:have={min(2, len(had))}",
                    )  # fmt: skip
                    yield Option(entities, None, features)
